#pragma once

#include "core/data/boolean-words.h"
#include "core/data/column-builder.h"
#include "core/data/dictionary.h"

G_BEGIN_DECLS

struct _JigColumnBuilder
{
  char           *name;
  const JigSheet *sheet;
  gboolean        has_na;         /* words for missing of its own */
  guint64         na_begins[4];   /* a bit for every byte that begins one of @sheet's */

  /* First pass: how many cells are what. */
  gsize           n_values;       /* neither empty nor a word for missing */
  gsize           n_numbers;
  gsize           n_times;
  gsize           n_booleans;
  gsize           n_identifiers;
  gboolean        has_clock;

  /* Second pass. */
  JigColumnType   type;           /* category stands for text too until the end */
  gboolean        is_given;       /* the type was known: no second pass */
  gsize           n_rows;
  gpointer        values;
  gboolean        is_part;        /* @values belong to the whole column */
  JigDictionary  *words;
  JigBooleanWords booleans;
};

/* In bytes, when the type is decided. */
gsize jig_column_builder_get_item_size (const JigColumnBuilder *self);

G_END_DECLS
