/* Finds the values that occur in a column. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

#include <stdlib.h>
#include <string.h>

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static JigVocabulary *
learn_levels (const JigColumn  *input,
              gboolean          is_sorted,
              gboolean          has_other,
              GError          **error)
{
  const guint32 *codes = jig_column_get_codes (input);
  const JigStringTable *levels = jig_column_get_levels (input);
  gsize n_levels = jig_string_table_get_size (levels);
  jig_autofree guint8 *seen = jig_alloc (n_levels, sizeof *seen, _("the vocabulary"), error);
  jig_autofree const char **texts = NULL;
  gsize n_texts = 0;

  if (seen == NULL)
    return NULL;

  texts = jig_alloc (n_levels, sizeof *texts, _("the vocabulary"), error);
  if (texts == NULL)
    return NULL;

  for (gsize i = 0; i < jig_column_get_n_rows (input); i++)
    if (codes[i] != JIG_CODE_MISSING && !seen[codes[i]])
      {
        seen[codes[i]] = TRUE;
        texts[n_texts++] = jig_string_table_get (levels, codes[i], NULL);
      }

  if (is_sorted)
    qsort (texts, n_texts, sizeof *texts, compare_texts);

  return jig_vocabulary_new (texts, n_texts, has_other, error);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* The first row of every different number, smallest number first. */
static gsize
keep_first_rows (const double *numbers,
                 guint32      *order,
                 gsize         n_numbers)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < n_numbers; i++)
    if (i == 0 || numbers[order[i]] != numbers[order[n_kept - 1]])
      order[n_kept++] = order[i];

  return n_kept;
}

static JigVocabulary *
new_from_numbers (const double   *numbers,
                  const guint32  *rows,
                  gsize           n_rows,
                  gboolean        has_other,
                  GError        **error)
{
  jig_autofree char *buffers = NULL;
  jig_autofree const char **texts = NULL;

  buffers = jig_alloc (n_rows, JIG_NUMBER_BUFFER, _("the vocabulary"), error);
  if (buffers == NULL)
    return NULL;

  texts = jig_alloc (n_rows, sizeof *texts, _("the vocabulary"), error);
  if (texts == NULL)
    return NULL;

  /* Adding 0 makes 0 of -0, which is equal to it. */
  for (gsize i = 0; i < n_rows; i++)
    texts[i] = jig_number_format (numbers[rows[i]] + 0.0, buffers + i * JIG_NUMBER_BUFFER);

  return jig_vocabulary_new (texts, n_rows, has_other, error);
}

static JigVocabulary *
learn_numbers (const JigColumn  *input,
               gboolean          is_sorted,
               gboolean          has_other,
               GError          **error)
{
  gsize n_numbers;
  jig_autofree double *numbers = jig_node_dup_numbers (input, &n_numbers, error);
  jig_autofree guint32 *order = NULL;
  gsize n_kept;

  if (numbers == NULL)
    return NULL;

  order = jig_alloc (n_numbers, sizeof *order, _("the vocabulary"), error);
  if (order == NULL || !jig_stats_order (numbers, n_numbers, order, error))
    return NULL;

  n_kept = keep_first_rows (numbers, order, n_numbers);
  if (!is_sorted)
    qsort (order, n_kept, sizeof *order, compare_ids);

  return new_from_numbers (numbers, order, n_kept, has_other, error);
}

/**
 * jig_vocabulary_learn:
 * @input: a category, numbers or booleans
 * @is_sorted: the order of the slots; else that of the rows
 * @has_other: whether other values have a slot
 * @error: return location for %JIG_ERROR_DATA, %JIG_ERROR_LIMIT or
 *   %JIG_ERROR_MEMORY
 *
 * Categories are sorted by their bytes, numbers by their size.
 *
 * Returns: (transfer full): the values that occur in @input, or %NULL with
 *   @error set
 */
JigVocabulary *
jig_vocabulary_learn (const JigColumn  *input,
                      gboolean          is_sorted,
                      gboolean          has_other,
                      GError          **error)
{
  if (jig_column_get_codes (input) == NULL)
    return learn_numbers (input, is_sorted, has_other, error);

  if (jig_column_get_n_missing (input) == jig_column_get_n_rows (input))
    {
      jig_error_set_at (error, JIG_ERROR_DATA,
                        &(JigPlace) { .column = jig_column_get_name (input), .byte = -1 },
                        _("There is no value in the training rows."));
      return NULL;
    }

  return learn_levels (input, is_sorted, has_other, error);
}
