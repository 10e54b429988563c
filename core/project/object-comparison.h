#pragma once

#include "core/model/compare.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/* Models beside each other: the payload is a #JigComparison. */
extern const JigObjectKind jig_object_comparison;

JigComparison *jig_object_get_comparison (const JigObject *self);

G_END_DECLS
