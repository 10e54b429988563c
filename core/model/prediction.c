#include "core/model/prediction.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#include <glib/gi18n-lib.h>

static const char * const names[] = {
  [JIG_PREDICTION_VALUE] = "prediction",
  [JIG_PREDICTION_MARGIN] = "margin",
  [JIG_PREDICTION_CLASS] = "class",
};

/**
 * jig_prediction_kind_from_name:
 * @name: a word of the command line
 * @kind: (out): what it stands for
 *
 * Returns: %FALSE if it stands for nothing
 */
gboolean
jig_prediction_kind_from_name (const char        *name,
                               JigPredictionKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *kind = (JigPredictionKind) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * jig_prediction_check:
 * @model: a model
 * @kind: what is wanted of it
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: whether the model can say that
 */
gboolean
jig_prediction_check (const JigModel     *model,
                      JigPredictionKind   kind,
                      GError            **error)
{
  if (kind != JIG_PREDICTION_CLASS || jig_model_get_task (model) != JIG_TASK_REGRESSION)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("The model predicts a number, which has no class."));

  return FALSE;
}

static guint
likeliest (const double *p,
           guint         n_classes)
{
  guint best = 0;

  for (guint i = 1; i < n_classes; i++)
    if (p[i] > p[best])
      best = i;

  return best;
}

static JigColumn *
number_column (const char    *name,
               const double  *values,
               gsize          n_rows,
               gsize          stride,
               GError       **error)
{
  double *copy = jig_alloc (n_rows, sizeof *copy, _("predictions"), error);

  for (gsize i = 0; copy != NULL && i < n_rows; i++)
    copy[i] = values[i * stride];

  return copy != NULL ? jig_column_new_number (name, copy, n_rows) : NULL;
}

/* @p: (n_rows, n_classes) */
static JigColumn *
class_column (const char      *name,
              const JigModel  *model,
              const double    *p,
              gsize            n_rows,
              guint            n_classes,
              GError         **error)
{
  guint32 *codes = jig_alloc (n_rows, sizeof *codes, _("predictions"), error);

  for (gsize i = 0; codes != NULL && i < n_rows; i++)
    codes[i] = likeliest (p + i * n_classes, n_classes);

  return codes != NULL
         ? jig_column_new_category (name, codes, n_rows, jig_model_get_labels (model)) : NULL;
}

/* Probabilities of all classes, (n_rows, n_classes): a binary model tells one of two. */
static double *
dup_probabilities (const JigModel  *model,
                   const double    *margins,
                   gsize            n_rows,
                   guint            n_classes,
                   GError         **error)
{
  guint n_outputs = jig_model_get_n_outputs (model);
  double *p = jig_alloc (n_rows, n_classes * sizeof *p, _("predictions"), error);

  if (p == NULL)
    return NULL;

  jig_model_link (model, margins, n_rows, p);
  for (gsize i = n_rows; n_outputs < n_classes && i-- > 0;)
    {
      double positive = p[i];

      p[2 * i] = 1.0 - positive;
      p[2 * i + 1] = positive;
    }

  return p;
}

static gboolean
add_column (GPtrArray *columns,
            JigColumn *column)
{
  if (column != NULL)
    g_ptr_array_add (columns, column);

  return column != NULL;
}

static gboolean
add_numbers (GPtrArray       *columns,
             const JigModel  *model,
             const char      *stem,
             const double    *values,
             gsize            n_rows,
             guint            n_values,
             GError         **error)
{
  JigStringTable *labels = jig_model_get_labels (model);

  for (guint i = 0; i < n_values; i++)
    {
      gsize length = 0;
      g_autofree char *name =
        n_values == 1 ? g_strdup (stem)
                      : g_strdup_printf ("%s_%s", stem, jig_string_table_get (labels, i, &length));

      if (!add_column (columns, number_column (name, values + i, n_rows, n_values, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_value (GPtrArray          *columns,
           const JigModel     *model,
           JigPredictionKind   kind,
           const double       *margins,
           gsize               n_rows,
           GError            **error)
{
  jig_autofree double *values = jig_alloc (n_rows, sizeof *values, _("predictions"), error);

  if (values == NULL)
    return FALSE;

  jig_model_link (model, margins, n_rows, values);

  return add_column (columns, number_column (names[kind], values, n_rows, 1, error));
}

static gboolean
add_classes (GPtrArray          *columns,
             const JigModel     *model,
             JigPredictionKind   kind,
             const double       *margins,
             gsize               n_rows,
             GError            **error)
{
  guint n_classes = (guint) jig_string_table_get_size (jig_model_get_labels (model));
  jig_autofree double *p = dup_probabilities (model, margins, n_rows, n_classes, error);
  gboolean is_class = kind == JIG_PREDICTION_CLASS;

  if (p == NULL)
    return FALSE;

  if (!is_class && jig_model_get_task (model) == JIG_TASK_BINARY)
    return add_column (columns, number_column (names[kind], p + 1, n_rows, n_classes, error));

  return add_column (columns, class_column (names[kind], model, p, n_rows, n_classes, error)) &&
         (!is_class || add_numbers (columns, model, "p", p, n_rows, n_classes, error));
}

/**
 * jig_prediction_to_frame:
 * @model: a model
 * @kind: what is wanted of it
 * @margins: (n_rows, n_outputs) as jig_model_predict_margins() makes them
 * @n_rows: how many rows there are
 * @error: return location for %JIG_ERROR_MEMORY, or %JIG_ERROR_VALUE if the
 *   model cannot say that
 *
 * Returns: (transfer full): a table of @n_rows, or %NULL with @error set
 */
JigFrame *
jig_prediction_to_frame (const JigModel     *model,
                         JigPredictionKind   kind,
                         const double       *margins,
                         gsize               n_rows,
                         GError            **error)
{
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);
  gboolean is_number = jig_model_get_task (model) == JIG_TASK_REGRESSION;
  gboolean is_made;

  if (!jig_prediction_check (model, kind, error))
    return NULL;

  if (kind == JIG_PREDICTION_MARGIN)
    is_made = add_numbers (columns, model, names[kind], margins, n_rows,
                           jig_model_get_n_outputs (model), error);
  else if (is_number)
    is_made = add_value (columns, model, kind, margins, n_rows, error);
  else
    is_made = add_classes (columns, model, kind, margins, n_rows, error);

  return is_made ? jig_frame_new ((JigColumn **) columns->pdata, columns->len, error) : NULL;
}
