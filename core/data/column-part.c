/* Parts of a column that is built on several threads. Tested by
 * tests/core/data/csv-pass.c. */

#include "core/base/alloc.h"
#include "core/data/column-builder-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * jig_column_builder_new_looking:
 * @whole: a column that is looked at
 *
 * Returns: (transfer full): a builder for some of its cells, in its first pass
 */
JigColumnBuilder *
jig_column_builder_new_looking (const JigColumnBuilder *whole)
{
  JigColumnBuilder *self = jig_column_builder_new (whole->name, whole->sheet);

  self->is_given = whole->is_given;
  self->type = whole->type;

  return self;
}

/**
 * jig_column_builder_new_filling:
 * @whole: a column whose type is decided
 * @row: the row of it that is row 0 of the part
 *
 * Returns: (transfer full): a builder for some of its cells, in its second pass,
 *   which puts all but words into @whole
 */
JigColumnBuilder *
jig_column_builder_new_filling (const JigColumnBuilder *whole,
                                gsize                   row)
{
  JigColumnBuilder *self = jig_column_builder_new_looking (whole);

  self->is_part = TRUE;
  self->n_rows = whole->n_rows - row;
  self->values = (char *) whole->values + row * jig_column_builder_get_item_size (whole);
  self->booleans = whole->booleans;
  if (whole->words != NULL)
    self->words = jig_dictionary_new ();

  return self;
}

static void
join_booleans (JigBooleanWords       *self,
               const JigBooleanWords *part)
{
  if (self->pair < 0)
    *self = *part;

  for (int value = 0; self->pair == part->pair && value < 2; value++)
    if (self->seen[value][0] == '\0')
      memcpy (self->seen[value], part->seen[value], sizeof part->seen[value]);
}

/**
 * jig_column_builder_join_look:
 * @self: a column
 * @part: what was seen of it behind what @self has seen
 */
void
jig_column_builder_join_look (JigColumnBuilder       *self,
                              const JigColumnBuilder *part)
{
  self->n_values += part->n_values;
  self->n_numbers += part->n_numbers;
  self->n_times += part->n_times;
  self->n_identifiers += part->n_identifiers;
  self->has_clock |= part->has_clock;

  /* Of another pair of words none counts. */
  join_booleans (&self->booleans, &part->booleans);
  if (self->booleans.pair == part->booleans.pair)
    self->n_booleans += part->n_booleans;
}

/* The words of a part get their numbers in the whole column. */
static gboolean
renumber (JigColumnBuilder     *self,
          const JigDictionary  *words,
          guint32              *codes,
          gsize                 n_rows,
          GError              **error)
{
  gsize n_words = jig_dictionary_get_size (words);
  jig_autofree guint32 *numbers = jig_alloc (n_words, sizeof *numbers,
                                             _("the codes of a category"), error);

  if (numbers == NULL)
    return FALSE;

  for (gsize i = 0; i < n_words; i++)
    {
      gsize length;
      const char *word = jig_dictionary_get (words, i, &length);

      if (!jig_dictionary_add (self->words, word, length, &numbers[i], error))
        return FALSE;
    }
  for (gsize row = 0; row < n_rows; row++)
    if (codes[row] != JIG_CODE_MISSING)
      codes[row] = numbers[codes[row]];

  return TRUE;
}

/**
 * jig_column_builder_join_words:
 * @self: a column
 * @part: its next cells, which jig_column_builder_new_filling() was for
 * @row: the first row of @part
 * @n_rows: how many rows @part has
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_column_builder_join_words (JigColumnBuilder  *self,
                               JigColumnBuilder  *part,
                               gsize              row,
                               gsize              n_rows,
                               GError           **error)
{
  self->has_clock |= part->has_clock;
  join_booleans (&self->booleans, &part->booleans);

  return self->words == NULL ||
         renumber (self, part->words, (guint32 *) self->values + row, n_rows, error);
}
