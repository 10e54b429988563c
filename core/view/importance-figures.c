#include "core/view/importance-figures.h"

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/stats.h"

#define DIGITS 3

/* All features, in an order. */
typedef struct
{
  const char * const         *features;    /* (n_features,) */
  gsize                       n_features;
  const JigImportanceMeasure *measures;    /* (n_measures,) */
  gsize                       n_measures;
  const guint32              *order;       /* (n_features,) what matters most first */
  gsize                       firsts[JIG_IMPORTANCE_MEASURES];
  double                      sums[JIG_IMPORTANCE_MEASURES];
} Listing;

/* Ties stay as they are. */
static guint32 *
sort (const double  *values,
      gsize          n_features,
      GError       **error)
{
  jig_autofree guint32 *order = jig_alloc (n_features, sizeof *order, _("an order"), error);
  jig_autofree double *falling = NULL;

  if (order == NULL)
    return NULL;
  falling = jig_alloc (n_features, sizeof *falling, _("an order"), error);
  if (falling == NULL)
    return NULL;

  for (gsize i = 0; i < n_features; i++)
    falling[i] = -values[i];
  if (!jig_stats_order (falling, n_features, order, error))
    return NULL;

  return g_steal_pointer (&order);
}

/* The feature that a measure puts first; n_features if it puts none. */
static gsize
find_first (const Listing *self,
            gsize          measure)
{
  const double *values = self->measures[measure].values;
  gsize first = self->n_features;

  for (gsize i = 0; i < self->n_features; i++)
    if (values[i] > (first < self->n_features ? values[first] : 0.0))
      first = i;

  return first;
}

/* Of what is above 0: what is below comes from chance. */
static double
add_up (const Listing *self,
        gsize          measure)
{
  double sum = 0.0;

  for (gsize i = 0; i < self->n_features; i++)
    sum += MAX (self->measures[measure].values[i], 0.0);

  return sum;
}

static gsize
count_unused (const Listing *self)
{
  gsize n_unused = 0;

  for (gsize i = 0; i < self->n_features; i++)
    {
      gboolean is_used = FALSE;

      for (gsize k = 0; k < self->n_measures; k++)
        is_used |= self->measures[k].values[i] > 0.0;
      n_unused += !is_used;
    }

  return n_unused;
}

/* "hour (Splits, Total gain); temp (Mean gain)" */
static char *
dup_firsts (const Listing *self)
{
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < self->n_measures; k++)
    {
      const gsize first = self->firsts[k];
      gboolean is_told = first == self->n_features;
      const char *separator = " (";

      for (gsize before = 0; before < k; before++)
        is_told |= self->firsts[before] == first;
      if (is_told)
        continue;

      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", self->features[first]);
      for (gsize other = k; other < self->n_measures; other++)
        if (self->firsts[other] == first)
          {
            g_string_append_printf (text, "%s%s", separator, self->measures[other].title);
            separator = ", ";
          }
      g_string_append_c (text, ')');
    }

  return g_string_free (text, FALSE);
}

static char *
dup_sentence (const Listing *self)
{
  const gulong n_unused = (gulong) count_unused (self);
  const gulong n_features = (gulong) self->n_features;
  const gsize first = self->firsts[0];
  gboolean is_agreed = TRUE;
  g_autofree char *firsts = NULL;

  if (n_unused == n_features)
    return g_strdup (_("The model looks at no feature."));

  for (gsize k = 1; k < self->n_measures; k++)
    is_agreed &= self->firsts[k] == first;
  if (is_agreed)
    return g_strdup_printf (_("%s comes first by every measure. Features never used: %lu of %lu."),
                            self->features[first], n_unused, n_features);

  firsts = dup_firsts (self);
  /* Translators: features, each with the measures that put it first */
  return g_strdup_printf (_("What comes first: %s. Features never used: %lu of %lu."), firsts,
                          n_unused, n_features);
}

static void
add_row (const Listing *self,
         gsize          feature,
         GPtrArray     *cells,
         GArray        *tones)
{
  JigTone tone = JIG_TONE_NONE;

  g_ptr_array_add (cells, g_strdup (self->features[feature]));
  g_array_append_val (tones, tone);
  for (gsize k = 0; k < self->n_measures; k++)
    {
      const double value = self->measures[k].values[feature];
      const double percent = self->sums[k] > 0.0 ? 100.0 * value / self->sums[k] : 0.0;

      g_ptr_array_add (cells, jig_number_to_display (percent, DIGITS));
      tone = self->firsts[k] == feature ? JIG_TONE_ACCENT : JIG_TONE_NONE;
      g_array_append_val (tones, tone);
    }
}

static void
draw (const Listing *self,
      JigPanel      *panel)
{
  g_autoptr(GPtrArray) headers = g_ptr_array_new ();
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) tones = g_array_new (FALSE, FALSE, sizeof (JigTone));
  JigMark *mark;

  g_ptr_array_add (headers, (gpointer) _("Feature"));
  for (gsize k = 0; k < self->n_measures; k++)
    g_ptr_array_add (headers, (gpointer) self->measures[k].title);
  for (gsize i = 0; i < self->n_features; i++)
    add_row (self, self->order[i], cells, tones);

  mark = jig_panel_add_table (panel, NULL, (const char * const *) headers->pdata,
                              (const char * const *) cells->pdata, self->n_features,
                              headers->len);
  jig_mark_set_tones (mark, (const JigTone *) (gpointer) tones->data);
}

/**
 * jig_importance_figures_beside:
 * @features: (n_features,) what they are called
 * @n_features: how many there are, at least 1
 * @measures: (n_measures,) how much each matters, in several senses
 * @n_measures: how many these are, from 1 to %JIG_IMPORTANCE_MEASURES
 * @sorted_by: the measure that decides on the order
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Lists every feature, those that nothing asks for as well, with its share of each
 * measure: measures have units of their own. What a measure puts first is
 * highlighted. Ties stay in their order.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_importance_figures_beside (const char * const          *features,
                               gsize                        n_features,
                               const JigImportanceMeasure  *measures,
                               gsize                        n_measures,
                               gsize                        sorted_by,
                               GError                     **error)
{
  Listing self = { features, n_features, measures, n_measures };
  jig_autofree guint32 *order = NULL;
  g_autofree char *sentence = NULL;
  JigFigure *figure;

  g_return_val_if_fail (n_features > 0, NULL);
  g_return_val_if_fail (n_measures <= JIG_IMPORTANCE_MEASURES, NULL);
  g_return_val_if_fail (sorted_by < n_measures, NULL);

  order = sort (measures[sorted_by].values, n_features, error);
  if (order == NULL)
    return NULL;

  self.order = order;
  for (gsize k = 0; k < n_measures; k++)
    {
      self.firsts[k] = find_first (&self, k);
      self.sums[k] = add_up (&self, k);
    }
  sentence = dup_sentence (&self);
  figure = jig_figure_new ("importances", _("Importances Side by Side"));
  jig_figure_set_summary (figure, sentence);
  jig_figure_set_subtitle (figure, _("What part of each measure a feature has, in %"));
  draw (&self, jig_figure_add_panel (figure, NULL));

  return jig_figure_seal (figure, error);
}
