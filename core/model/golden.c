#include "core/model/golden.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/random.h"
#include "core/data/frame-json.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
jig_golden_free (JigGolden *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->inputs, jig_frame_unref);
  jig_free (self->features);
  jig_free (self->margins);
  g_free (self);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Different rows by chance, in the order of the table. */
static JigRows *
draw_rows (gsize     n_rows,
           gsize     n_wanted,
           guint64   seed,
           GError  **error)
{
  g_autoptr(GHashTable) drawn = g_hash_table_new (NULL, NULL);
  guint32 ids[JIG_GOLDEN_MAX_ROWS];
  JigRandom random;
  gsize n = 0;

  if (n_rows <= n_wanted)
    return jig_rows_new_all (n_rows, error);

  jig_random_init (&random, seed, "golden", 0);
  while (n < n_wanted)
    {
      guint32 row = (guint32) jig_random_below (&random, n_rows);

      if (g_hash_table_add (drawn, GUINT_TO_POINTER (row)))
        ids[n++] = row;
    }
  qsort (ids, n, sizeof *ids, compare_ids);

  return jig_rows_new_copy (ids, n, error);
}

/* For each column the first row once more, without that column's cell. */
static void
add_missing (JsonArray *columns)
{
  guint n_columns = json_array_get_length (columns);

  for (guint missing = 0; missing < n_columns; missing++)
    for (guint i = 0; i < n_columns; i++)
      {
        JsonArray *cells = json_array_get_array_element (columns, i);

        if (i == missing)
          json_array_add_null_element (cells);
        else
          json_array_add_element (cells, json_node_copy (json_array_get_element (cells, 0)));
      }
}

/* The rows as a file can hold them, so that whoever reads it sees the same. */
static JigFrame *
make_inputs (const JigRecipe  *recipe,
             JigFrame         *rows,
             gsize            *n_rows,
             GError          **error)
{
  const JigSchema *schema = jig_recipe_get_inputs (recipe);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  jig_frame_write_json (rows, writer);
  text = jig_json_writer_finish (writer);
  root = jig_json_parse (text, strlen (text), "golden", error);
  if (root == NULL)
    return NULL;

  *n_rows = jig_frame_get_n_rows (rows);
  if (*n_rows > 0 && *n_rows + jig_schema_get_size (schema) <= JIG_GOLDEN_MAX_ROWS)
    {
      add_missing (json_node_get_array (root));
      *n_rows += jig_schema_get_size (schema);
    }

  return jig_frame_read_json (schema, json_node_get_array (root), *n_rows, "golden", error);
}

static gboolean
compute (JigFrame         *inputs,
         const JigRecipe  *recipe,
         const JigModel   *model,
         double          **features,
         double          **margins,
         GError          **error)
{
  gsize n_rows = jig_frame_get_n_rows (inputs);

  *features = jig_alloc (n_rows * jig_recipe_get_n_features (recipe), sizeof **features,
                         _("the golden rows"), error);
  if (*features == NULL)
    return FALSE;

  *margins = jig_alloc (n_rows * jig_model_get_n_outputs (model), sizeof **margins,
                        _("the golden rows"), error);

  return *margins != NULL &&
         jig_recipe_apply (recipe, inputs, NULL, *features, NULL, error) &&
         jig_model_predict_margins (model, *features, n_rows, *margins, NULL, error);
}

/**
 * jig_golden_new:
 * @recipe: makes features
 * @model: learnt from them
 * @training: the rows it learnt from, with the recipe's inputs
 * @n_wanted: how many of them to keep, at most %JIG_GOLDEN_MAX_ROWS
 * @seed: chooses them
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): golden rows, or %NULL with @error set
 */
JigGolden *
jig_golden_new (const JigRecipe  *recipe,
                const JigModel   *model,
                JigFrame         *training,
                gsize             n_wanted,
                guint64           seed,
                GError          **error)
{
  g_autoptr(JigGolden) self = g_new0 (JigGolden, 1);
  g_autoptr(JigRows) rows = NULL;
  g_autoptr(JigFrame) conformed = NULL;
  g_autoptr(JigFrame) selected = NULL;

  g_return_val_if_fail (n_wanted <= JIG_GOLDEN_MAX_ROWS, NULL);

  conformed = jig_schema_conform (jig_recipe_get_inputs (recipe), training, error);
  if (conformed == NULL)
    return NULL;

  rows = draw_rows (jig_frame_get_n_rows (training), n_wanted, seed, error);
  if (rows == NULL)
    return NULL;

  selected = jig_frame_select (conformed, rows, error);
  if (selected == NULL)
    return NULL;

  self->n_data = jig_rows_get_size (rows);
  self->inputs = make_inputs (recipe, selected, &self->n_rows, error);
  if (self->inputs == NULL ||
      !compute (self->inputs, recipe, model, &self->features, &self->margins, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* What is not finite was written as null. */
static gboolean
is_same (double a,
         double b)
{
  return memcmp (&a, &b, sizeof a) == 0 || (!isfinite (a) && !isfinite (b));
}

static gboolean
check_numbers (const double       *expected,
               const double       *made,
               gsize               n_rows,
               gsize               width,
               const char * const *names,
               const char         *name,
               GError            **error)
{
  for (gsize i = 0; i < n_rows * width; i++)
    if (!is_same (expected[i], made[i]))
      {
        g_autofree char *said = jig_number_to_string (expected[i]);
        g_autofree char *is = jig_number_to_string (made[i]);

        g_set_error (error, JIG_ERROR, JIG_ERROR_MISMATCH,
                     _("%s: golden row %zu, %s: the file says %s, but the model "
                       "makes %s of it."), name, i / width + 1,
                     names != NULL ? names[i % width] : _("prediction"), said, is);
        return FALSE;
      }

  return TRUE;
}

/**
 * jig_golden_check:
 * @self: golden rows
 * @recipe: makes features
 * @model: makes predictions of them
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_MISMATCH naming the row and the
 *   feature, or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE if all rows give the same features and the same margins
 */
gboolean
jig_golden_check (const JigGolden  *self,
                  const JigRecipe  *recipe,
                  const JigModel   *model,
                  const char       *name,
                  GError          **error)
{
  jig_autofree double *features = NULL;
  jig_autofree double *margins = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  return compute (self->inputs, recipe, model, &features, &margins, error) &&
         check_numbers (self->features, features, self->n_rows,
                        jig_recipe_get_n_features (recipe), jig_recipe_get_features (recipe), name,
                        error) &&
         check_numbers (self->margins, margins, self->n_rows, jig_model_get_n_outputs (model),
                        NULL, name, error);
}

static void
write_matrix (JigJsonWriter *writer,
              const char    *member,
              const double  *numbers,
              gsize          n_rows,
              gsize          width)
{
  jig_json_writer_name (writer, member);
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_rows; i++)
    {
      jig_json_writer_begin_array (writer);
      for (gsize k = 0; k < width; k++)
        jig_json_writer_double (writer, numbers[i * width + k]);
      jig_json_writer_end_array (writer);
    }
  jig_json_writer_end_array (writer);
}

/**
 * jig_golden_write:
 * @self: golden rows
 * @model: the model
 * @writer: where one value is due
 */
void
jig_golden_write (const JigGolden *self,
                  const JigModel  *model,
                  JigJsonWriter   *writer)
{
  g_return_if_fail (self != NULL);

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) self->n_rows);
  jig_json_writer_name (writer, "data_rows");
  jig_json_writer_int (writer, (gint64) self->n_data);
  jig_json_writer_name (writer, "inputs");
  jig_frame_write_json (self->inputs, writer);
  write_matrix (writer, "features", self->features, self->n_rows,
                jig_model_get_n_features (model));
  write_matrix (writer, "margins", self->margins, self->n_rows, jig_model_get_n_outputs (model));
  jig_json_writer_end_object (writer);
}

static gboolean
has_shape (JsonArray *rows,
           gsize      n_rows,
           gsize      width)
{
  if (json_array_get_length (rows) != n_rows)
    return FALSE;

  for (guint i = 0; i < n_rows; i++)
    {
      JsonNode *row = json_array_get_element (rows, i);

      if (!JSON_NODE_HOLDS_ARRAY (row) ||
          json_array_get_length (json_node_get_array (row)) != width)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_row (JsonArray *row,
          gsize      width,
          double    *numbers)
{
  for (guint k = 0; k < width; k++)
    {
      JsonNode *cell = json_array_get_element (row, k);
      GType type = JSON_NODE_HOLDS_VALUE (cell) ? json_node_get_value_type (cell)
                                                : G_TYPE_INVALID;

      if (!JSON_NODE_HOLDS_NULL (cell) && type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
        return FALSE;
      numbers[k] = JSON_NODE_HOLDS_NULL (cell) ? NAN : json_node_get_double (cell);
    }

  return TRUE;
}

/* Memory is asked for only after all the numbers are known to be there. */
static double *
read_matrix (JsonObject  *object,
             const char  *member,
             gsize        n_rows,
             gsize        width,
             const char  *name,
             GError     **error)
{
  jig_autofree double *numbers = NULL;
  JsonArray *rows;
  gboolean is_right;

  if (!jig_json_get_array (object, member, name, &rows, error))
    return NULL;

  is_right = has_shape (rows, n_rows, width);
  if (is_right)
    {
      numbers = jig_alloc (n_rows * width, sizeof *numbers, _("the golden rows"), error);
      if (numbers == NULL)
        return NULL;
    }

  for (guint i = 0; is_right && i < n_rows; i++)
    is_right = read_row (json_array_get_array_element (rows, i), width, numbers + i * width);

  if (!is_right)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"%s\" of the golden rows is not %zu lists of %zu numbers."), name,
                   member, n_rows, width);
      return NULL;
    }

  return g_steal_pointer (&numbers);
}

/**
 * jig_golden_read:
 * @object: what jig_golden_write() wrote, or anything else
 * @recipe: the recipe of the same file
 * @model: the model of the same file
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the golden rows, not yet checked, or %NULL with
 *   @error set
 */
JigGolden *
jig_golden_read (JsonObject       *object,
                 const JigRecipe  *recipe,
                 const JigModel   *model,
                 const char       *name,
                 GError          **error)
{
  g_autoptr(JigGolden) self = g_new0 (JigGolden, 1);
  JsonArray *columns;
  gint64 n_rows;
  gint64 n_data;

  g_return_val_if_fail (object != NULL, NULL);

  if (!jig_json_get_int (object, "rows", name, 0, JIG_GOLDEN_MAX_ROWS, &n_rows, error) ||
      !jig_json_get_int (object, "data_rows", name, 0, n_rows, &n_data, error) ||
      !jig_json_get_array (object, "inputs", name, &columns, error))
    return NULL;

  self->n_rows = (gsize) n_rows;
  self->n_data = (gsize) n_data;
  self->inputs = jig_frame_read_json (jig_recipe_get_inputs (recipe), columns, self->n_rows, name,
                                      error);
  if (self->inputs == NULL)
    return NULL;

  self->features = read_matrix (object, "features", self->n_rows,
                                jig_recipe_get_n_features (recipe), name, error);
  if (self->features == NULL)
    return NULL;

  self->margins = read_matrix (object, "margins", self->n_rows, jig_model_get_n_outputs (model),
                               name, error);

  return self->margins != NULL ? g_steal_pointer (&self) : NULL;
}
