#include "core/boost/class-weights.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/text.h"
#include "core/model/baseline.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BALANCED "balanced"

/**
 * jig_class_weights_clear:
 * @self: weights
 */
void
jig_class_weights_clear (JigClassWeights *self)
{
  g_clear_pointer (&self->own_train, jig_free);
  g_clear_pointer (&self->own_watched, jig_free);
}

/* What all rows weigh, over the number of classes, over what those of the class do. */
static gboolean
balance (const JigFit  *fit,
         double        *factors,
         GError       **error)
{
  g_auto(JigBaseline) baseline = { 0 };

  if (!jig_baseline_fit (fit->task, fit->n_classes, fit->samples, &baseline, error))
    return FALSE;

  for (guint k = 0; k < fit->n_classes; k++)
    if (baseline.shares[k] > 0.0)
      factors[k] = 1.0 / (fit->n_classes * baseline.shares[k]);

  return TRUE;
}

/* Classes without a name are called by their number, from 0 on. */
static guint
find_class (const JigFit *fit,
            const char   *name)
{
  for (guint k = 0; k < fit->n_classes; k++)
    {
      g_autofree char *number = g_strdup_printf ("%u", k);
      const char *label = fit->labels != NULL ? jig_string_table_get (fit->labels, k, NULL)
                                              : number;

      if (g_str_equal (label, name))
        return k;
    }

  return fit->n_classes;
}

/* One CLASS=WEIGHT; the name of a class may have the mark too. */
static gboolean
read_word (const JigFit  *fit,
           const char    *word,
           double        *factors,
           GError       **error)
{
  const char *mark = strrchr (word, '=');
  g_autofree char *name = g_strndup (word, mark != NULL ? (gsize) (mark - word) : 0);
  g_autofree char *number = g_strstrip (g_strdup (mark != NULL ? mark + 1 : ""));
  double weight;
  guint k;

  if (mark == NULL || !jig_number_parse (number, strlen (number), '.', &weight) ||
      !(weight > 0.0 && isfinite (weight)))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("class_weights must be \"%s\", or classes with numbers above 0 such as"
                     " no=1, yes=5; \"%s\" is neither."), BALANCED, word);
      return FALSE;
    }

  k = find_class (fit, g_strstrip (name));
  if (k == fit->n_classes)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("class_weights: there is no class \"%s\"."), name);
      return FALSE;
    }
  factors[k] = weight;

  return TRUE;
}

static gboolean
read_words (const JigFit  *fit,
            const char    *words,
            double        *factors,
            GError       **error)
{
  g_auto(GStrv) items = NULL;

  if (g_str_equal (words, BALANCED))
    return balance (fit, factors, error);

  items = jig_text_split_list (words, error);
  for (gsize i = 0; items != NULL && items[i] != NULL; i++)
    if (!read_word (fit, items[i], factors, error))
      return FALSE;

  return items != NULL;
}

static gboolean
check_task (JigTask      task,
            const char  *words,
            double       scale_positive,
            GError     **error)
{
  if (task == JIG_TASK_REGRESSION && (*words != '\0' || scale_positive != 1.0))
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("The label is a number, and class_weights and scale_pos_weight are for"
                   " classes."));
  else if (task == JIG_TASK_MULTICLASS && scale_positive != 1.0)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("scale_pos_weight is for two classes, and there are more: use"
                   " class_weights."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
weigh (JigSamples    *samples,
       const double  *factors,
       double       **own,
       GError       **error)
{
  double *weights = jig_alloc (samples->n_rows, sizeof *weights, _("the weights"), error);

  if (weights == NULL)
    return FALSE;

  for (gsize row = 0; row < samples->n_rows; row++)
    weights[row] = (samples->weights != NULL ? samples->weights[row] : 1.0) *
                   factors[(gsize) samples->targets[row]];
  samples->weights = weights;
  *own = weights;

  return TRUE;
}

/**
 * jig_class_weights_init:
 * @self: (out): for jig_class_weights_clear(), whatever is returned
 * @fit: what is to be learnt; must outlive @self
 * @words: CLASS=WEIGHT separated by commas, "balanced", or nothing; classes that
 *   are not named keep their weight
 * @scale_positive: times what rows of the second of two classes count for
 * @error: return location for %JIG_ERROR_VALUE or %JIG_ERROR_MEMORY
 *
 * Multiplies the weights of rows by those of their classes, so that they count in
 * everything that is learnt and in the learning curve.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_class_weights_init (JigClassWeights  *self,
                        const JigFit     *fit,
                        const char       *words,
                        double            scale_positive,
                        GError          **error)
{
  jig_autofree double *factors = NULL;

  *self = (JigClassWeights) { .fit = *fit };
  if (*words == '\0' && scale_positive == 1.0)
    return TRUE;
  if (!check_task (fit->task, words, scale_positive, error))
    return FALSE;

  factors = jig_alloc (fit->n_classes, sizeof *factors, _("the weights"), error);
  if (factors == NULL)
    return FALSE;
  for (guint k = 0; k < fit->n_classes; k++)
    factors[k] = 1.0;
  if (!read_words (fit, words, factors, error))
    return FALSE;
  if (fit->task == JIG_TASK_BINARY)
    factors[1] *= scale_positive;

  self->train = *fit->samples;
  self->fit.samples = &self->train;
  if (!weigh (&self->train, factors, &self->own_train, error))
    return FALSE;
  if (fit->watched == NULL)
    return TRUE;

  self->watched = *fit->watched;
  self->fit.watched = &self->watched;

  return weigh (&self->watched, factors, &self->own_watched, error);
}
