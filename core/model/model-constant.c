#include "core/base/alloc.h"
#include "core/base/elementary.h"
#include "core/base/error.h"
#include "core/model/baseline.h"
#include "core/model/model.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A class that never occurs is not impossible. */
#define MIN_SHARE 1e-15

typedef struct
{
  double *margins;     /* (n_outputs,) the same for every row */
  gsize   n_outputs;
} Constant;

static const JigParam params[] = {
  { NULL }
};

static void
free_constant (gpointer data)
{
  Constant *self = data;

  jig_free (self->margins);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Constant, free_constant)

static Constant *
new_constant (gsize    n_outputs,
              GError **error)
{
  g_autoptr(Constant) self = g_new0 (Constant, 1);

  self->n_outputs = n_outputs;
  self->margins = jig_alloc (n_outputs, sizeof *self->margins, _("a model"), error);

  return self->margins != NULL ? g_steal_pointer (&self) : NULL;
}

static double
clip_share (double share)
{
  return CLAMP (share, MIN_SHARE, 1.0 - MIN_SHARE);
}

static gpointer
fit_constant (const JigFit       *fit,
              GArray             *curve,
              const JigProgress  *progress,
              GError            **error)
{
  const guint n_outputs = jig_task_n_outputs (fit->task, fit->n_classes);
  g_auto(JigBaseline) baseline = { 0 };
  g_autoptr(Constant) self = NULL;

  if (!jig_progress_step (progress, 0, 1, _("Averaging"), error) ||
      !jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return NULL;

  self = new_constant (n_outputs, error);
  if (self == NULL)
    return NULL;

  if (fit->task == JIG_TASK_REGRESSION)
    self->margins[0] = baseline.mean;
  else if (fit->task == JIG_TASK_BINARY)
    self->margins[0] = jig_logit (clip_share (baseline.shares[1]));
  else
    for (guint k = 0; k < n_outputs; k++)
      self->margins[k] = jig_log (clip_share (baseline.shares[k]));

  return g_steal_pointer (&self);
}

static void
predict_constant (gconstpointer  data,
                  const double  *features,
                  gsize          n_rows,
                  gsize          n_features,
                  double        *margins)
{
  const Constant *self = data;

  for (gsize row = 0; row < n_rows; row++)
    memcpy (margins + row * self->n_outputs, self->margins, self->n_outputs * sizeof *margins);
}

static void
write_constant (gconstpointer  data,
                JigJsonWriter *writer)
{
  const Constant *self = data;

  jig_json_writer_name (writer, "margins");
  jig_numbers_write (self->margins, self->n_outputs, writer);
}

static gpointer
read_constant (JsonObject  *object,
               gsize        n_features,
               guint        n_outputs,
               const char  *name,
               GError     **error)
{
  g_autoptr(Constant) self = new_constant (n_outputs, error);

  if (self == NULL ||
      !jig_numbers_read (object, "margins", name, self->margins, n_outputs, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* It asks for nothing. */
static gboolean
check_levels (gconstpointer  data,
              const guint32 *levels,
              const char    *name,
              GError       **error)
{
  return TRUE;
}

const JigModelOps jig_model_constant = {
  .id = "constant",
  .title = N_("Constant"),
  .summary = N_("Says the same of every row: the mean, or how frequent each class is. What any"
                " other model must beat."),
  .params = params,
  .takes = JIG_TASK_TAKES (JIG_TASK_REGRESSION) | JIG_TASK_TAKES (JIG_TASK_BINARY) |
           JIG_TASK_TAKES (JIG_TASK_MULTICLASS),
  .fit = fit_constant,
  .free = free_constant,
  .predict = predict_constant,
  .write = write_constant,
  .read = read_constant,
  .check_levels = check_levels,
};
