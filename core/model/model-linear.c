#include "core/base/alloc.h"
#include "core/model/linear.h"
#include "core/model/model.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const JigParam params[] = {
  { .id = "lambda", .title = N_("L2 on weights"), .kind = JIG_PARAM_REAL,
    .value = 1, .lower = 0, .upper = 1e9, .flags = JIG_PARAM_TUNABLE,
    .hint = N_("Keeps weights small, that of the intercept too.") },
  { NULL }
};

static gpointer
fit_linear (const JigFit       *fit,
            GArray             *curve,
            const JigProgress  *progress,
            GError            **error)
{
  return jig_linear_fit (fit, jig_values_get_number (fit->values, "lambda"), curve, progress,
                         error);
}

static void
free_linear (gpointer data)
{
  jig_linear_free (data);
}

static void
predict_linear (gconstpointer  data,
                const double  *features,
                gsize          n_rows,
                gsize          n_features,
                double        *margins)
{
  jig_linear_predict (data, features, n_rows, margins);
}

/* The mean over outputs of |weight| * spread. */
static void
get_effects (gconstpointer  data,
             double        *importances)
{
  const JigLinear *self = data;

  for (gsize i = 0; i < self->n_features; i++)
    {
      double sum = 0.0;

      for (gsize k = 0; k < self->n_outputs; k++)
        sum += fabs (self->weights[k * (self->n_features + 1) + i]);
      importances[i] = sum / self->n_outputs * self->spreads[i];
    }
}

static void
write_linear (gconstpointer  data,
              JigJsonWriter *writer)
{
  const JigLinear *self = data;

  jig_json_writer_name (writer, "means");
  jig_numbers_write (self->means, self->n_features, writer);
  jig_json_writer_name (writer, "spreads");
  jig_numbers_write (self->spreads, self->n_features, writer);
  jig_json_writer_name (writer, "weights");
  jig_numbers_write (self->weights, self->n_outputs * (self->n_features + 1), writer);
}

static gpointer
read_linear (JsonObject  *object,
             gsize        n_features,
             guint        n_outputs,
             const char  *name,
             GError     **error)
{
  g_autoptr(JigLinear) self = jig_linear_new (n_features, n_outputs, error);

  if (self == NULL ||
      !jig_numbers_read (object, "means", name, self->means, n_features, error) ||
      !jig_numbers_read (object, "spreads", name, self->spreads, n_features, error) ||
      !jig_numbers_read (object, "weights", name, self->weights, n_outputs * (n_features + 1),
                         error))
    return NULL;

  return g_steal_pointer (&self);
}

const JigModelOps jig_model_linear = {
  .id = "linear",
  .title = N_("Linear"),
  .summary = N_("A weight per feature: ridge regression for numbers, logistic regression for"
                " classes. A missing value counts as the mean of the training rows."),
  .params = params,
  .takes = JIG_TASK_TAKES (JIG_TASK_REGRESSION) | JIG_TASK_TAKES (JIG_TASK_BINARY) |
           JIG_TASK_TAKES (JIG_TASK_MULTICLASS),
  .fit = fit_linear,
  .free = free_linear,
  .predict = predict_linear,
  .get_importances = get_effects,
  .importance_title = N_("Effect of one standard deviation"),
  .write = write_linear,
  .read = read_linear,
};
