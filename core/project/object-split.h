#pragma once

#include "core/data/partition.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/* Rows to fit on and rows to judge by: the payload is a #JigSplit. */
extern const JigObjectKind jig_object_split;

JigObject      *jig_object_new_split (JigSplit         *split) G_GNUC_WARN_UNUSED_RESULT;
const JigSplit *jig_object_get_split (const JigObject  *self);

G_END_DECLS
