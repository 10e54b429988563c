#include "core/data/slip.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <stdlib.h>
#include <string.h>

static gboolean
fits_number (JsonObject     *settings,
             const JigField *field)
{
  return field->type == JIG_COLUMN_NUMBER;
}

static gboolean
fits_boolean (JsonObject     *settings,
              const JigField *field)
{
  return field->type == JIG_COLUMN_BOOLEAN;
}

static gboolean
fits_words (JsonObject     *settings,
            const JigField *field)
{
  return field->type == JIG_COLUMN_CATEGORY || field->type == JIG_COLUMN_TEXT;
}

/* Only values that were learnt have an order of their appearance. */
static gboolean
fits_learnt (JsonObject     *settings,
             const JigField *field)
{
  return fits_words (settings, field) &&
         g_strcmp0 (json_object_get_string_member_with_default (settings, "range", ""), "") == 0 &&
         g_strcmp0 (json_object_get_string_member_with_default (settings, "order", ""),
                    "sorted") != 0;
}

static JigColumn *
change_numbers (JigColumn  *served,
                double      factor,
                double      offset,
                GError    **error)
{
  gsize n_rows = jig_column_get_n_rows (served);
  double *values = jig_alloc (n_rows, sizeof *values, _("a column"), error);

  if (values == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    values[i] = factor == 0.0 ? 0.0 : factor * jig_column_get_number (served, i) + offset;

  return jig_column_new_number (jig_column_get_name (served), values, n_rows);
}

static JigColumn *
send_fahrenheit (JigColumn  *served,
                 GError    **error)
{
  return change_numbers (served, 1.8, 32.0, error);
}

static JigColumn *
send_zero (JigColumn  *served,
           GError    **error)
{
  return change_numbers (served, 0.0, 0.0, error);
}

static JigColumn *
flip (JigColumn  *served,
      GError    **error)
{
  const guint8 *old = jig_column_get_booleans (served);
  gsize n_rows = jig_column_get_n_rows (served);
  guint8 *values = jig_alloc (n_rows, sizeof *values, _("a column"), error);

  if (values == NULL)
    return NULL;

  for (gsize i = 0; i < n_rows; i++)
    values[i] = old[i] == JIG_BOOLEAN_MISSING ? JIG_BOOLEAN_MISSING : 1 - old[i];

  return jig_column_new_boolean (jig_column_get_name (served), values, n_rows, NULL, NULL);
}

/* A blank behind every text that is one. */
static JigStringTable *
add_blanks (JigStringTable  *texts,
            GError         **error)
{
  gsize n_texts = jig_string_table_get_size (texts);
  jig_autofree const char **padded = jig_alloc (n_texts, sizeof *padded, _("a column"), error);
  g_autoptr(GStringChunk) chunk = g_string_chunk_new (1024);

  if (padded == NULL)
    return NULL;

  for (gsize i = 0; i < n_texts; i++)
    {
      gsize length;
      const char *text = jig_string_table_get (texts, i, &length);
      g_autofree char *longer = g_strconcat (text, length > 0 ? " " : "", NULL);

      padded[i] = g_string_chunk_insert (chunk, longer);
    }

  return jig_string_table_new (padded, (gssize) n_texts, error);
}

static JigColumn *
pad (JigColumn  *served,
     GError    **error)
{
  JigStringTable *levels = jig_column_get_levels (served);
  g_autoptr(JigStringTable) padded = NULL;
  gsize n_rows = jig_column_get_n_rows (served);
  guint32 *codes;

  padded = add_blanks (levels != NULL ? levels : jig_column_get_cells (served), error);
  if (padded == NULL)
    return NULL;

  if (levels == NULL)
    return jig_column_new_text (jig_column_get_name (served), padded);

  codes = jig_alloc (n_rows, sizeof *codes, _("a column"), error);
  if (codes == NULL)
    return NULL;

  memcpy (codes, jig_column_get_codes (served), n_rows * sizeof *codes);

  return jig_column_new_category (jig_column_get_name (served), codes, n_rows, padded);
}

/**
 * jig_slip_become:
 * @node: a node as a recipe is written
 * @kind: another kind, without a state
 * @settings: (transfer full): its settings
 *
 * Makes another node of it, with the same inputs.
 */
void
jig_slip_become (JsonObject *node,
                 const char *kind,
                 JsonObject *settings)
{
  json_object_set_string_member (node, "kind", kind);
  json_object_set_object_member (node, "settings", settings);
  json_object_set_object_member (node, "state", json_object_new ());
}

static void
leave_out (JsonObject      *node,
           const JigColumn *served,
           double           amount)
{
  jig_slip_become (node, "pass", json_object_new ());
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
sort_values (JsonObject      *node,
             const JigColumn *served,
             double           amount)
{
  JsonObject *state = json_object_get_object_member (node, "state");
  JsonArray *old = json_object_get_array_member (state, "values");
  guint n_values = json_array_get_length (old);
  g_autofree const char **texts = g_new (const char *, n_values + 1);
  JsonArray *sorted = json_array_new ();

  for (guint i = 0; i < n_values; i++)
    texts[i] = json_array_get_string_element (old, i);
  qsort (texts, n_values, sizeof *texts, compare_texts);
  for (guint i = 0; i < n_values; i++)
    json_array_add_string_element (sorted, texts[i]);

  json_object_set_array_member (state, "values", sorted);
}

/* The inputs of each pair the other way round. */
static void
swap_inputs (JsonObject      *node,
             const JigColumn *served,
             double           amount)
{
  JsonArray *old = json_object_get_array_member (node, "inputs");
  JsonArray *swapped = json_array_new ();

  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_string_element (swapped, json_array_get_string_element (old, i ^ 1));

  json_object_set_array_member (node, "inputs", swapped);
}

const JigSlip jig_slip_fahrenheit = {
  .id = "fahrenheit",
  .title = N_("Sent in another unit, as Fahrenheit is: 1.8 x + 32"),
  .fits = fits_number,
  .alter_column = send_fahrenheit,
};

const JigSlip jig_slip_sent_as_zero = {
  .id = "sent-as-zero",
  .title = N_("Missing in every row, and sent as 0"),
  .fits = fits_number,
  .alter_column = send_zero,
};

const JigSlip jig_slip_flipped = {
  .id = "flipped",
  .title = N_("Encoded the other way round"),
  .fits = fits_boolean,
  .alter_column = flip,
};

const JigSlip jig_slip_out_of_vocabulary = {
  .id = "out-of-vocabulary",
  .title = N_("Names sent with a blank behind them: none is known"),
  .fits = fits_words,
  .alter_column = pad,
};

const JigSlip jig_slip_sorted = {
  .id = "sorted",
  .title = N_("Vocabulary built again, in sorted order"),
  .fits = fits_learnt,
  .alter_node = sort_values,
};

const JigSlip jig_slip_left_out = {
  .id = "left-out",
  .title = N_("Forgotten: the value is sent as it is"),
  .alter_node = leave_out,
};

const JigSlip jig_slip_swapped = {
  .id = "swapped",
  .title = N_("Columns given in the wrong order"),
  .alter_node = swap_inputs,
};
