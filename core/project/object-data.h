#pragma once

#include "core/data/dataset.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/* A table: the payload is a #JigDataset. */
extern const JigObjectKind jig_object_data;

JigDataset *jig_object_get_dataset (const JigObject *self);

G_END_DECLS
