#include "core/view/data-figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/base/stats.h"
#include "core/chart/ticks.h"
#include "core/view/bar-list.h"
#include "core/view/buckets.h"
#include "core/view/percent.h"

#define DIGITS 4
#define FEW    12          /* values of a category that are shown by themselves */
#define DAY    86400.0
#define DAYS   10          /* times further apart than this are said by their day */

/* The values of a column that can be shown, from the least to the greatest. */
typedef struct
{
  double   *sorted;       /* (n_values,) */
  gsize     n_values;
  double    mean;
  gboolean  are_times;
} Values;

/* One value of a category with how often it occurs. */
typedef struct
{
  const char *text;
  gsize       count;
} Count;

static char *
say (const Values *values,
     double        value)
{
  if (!values->are_times)
    return jig_number_to_display (value, DIGITS);
  if (values->sorted[values->n_values - 1] - values->sorted[0] > DAYS * DAY)
    value = floor (value / DAY) * DAY;

  return jig_ticks_dup_time (value);
}

static char *
say_count (gsize n)
{
  return jig_number_to_display ((double) n, 15);
}

static double
get_length (const JigColumn *column,
            gsize            row)
{
  const char *text = jig_string_table_get (jig_column_get_cells (column), row, NULL);

  return *text != '\0' ? (double) g_utf8_strlen (text, -1) : NAN;
}

static gboolean
sort_values (const JigColumn *column,
             Values          *values,
             GError         **error)
{
  const JigColumnType type = jig_column_get_type_id (column);
  const gsize n_rows = jig_column_get_n_rows (column);

  *values = (Values) { NULL, 0, 0, type == JIG_COLUMN_TIME };
  values->sorted = jig_alloc (MAX (n_rows, 1), sizeof (double), "a sorted column", error);
  if (values->sorted == NULL)
    return FALSE;

  for (gsize row = 0; row < n_rows; row++)
    {
      const double value = type == JIG_COLUMN_TEXT ? get_length (column, row)
                                                   : jig_column_get_number (column, row);

      if (fabs (value) <= JIG_SCALE_MOST)
        {
          values->sorted[values->n_values++] = value;
          values->mean += (value - values->mean) / (double) values->n_values;
        }
    }

  jig_stats_sort (values->sorted, values->n_values);
  return TRUE;
}

static char *
dup_values_sentence (const Values *values)
{
  const gsize n = values->n_values;
  g_autofree char *quarter = NULL;
  g_autofree char *median = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *mean = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (n == 0)
    return g_strdup (_("There are no values."));

  least = say (values, values->sorted[0]);
  most = say (values, values->sorted[n - 1]);
  if (g_str_equal (least, most))
    return g_strdup_printf (_("Every value is %s."), least);

  quarter = say (values, jig_stats_quantile (values->sorted, n, 0.25));
  median = say (values, jig_stats_quantile (values->sorted, n, 0.5));
  rest = say (values, jig_stats_quantile (values->sorted, n, 0.75));
  mean = say (values, values->mean);

  return g_strdup_printf (_("From %s to %s; half of the values lie between %s and %s; "
                            "median %s, mean %s."), least, most, quarter, rest, median, mean);
}

static char *
dup_subtitle (const JigColumn *column,
              gsize            n_outside)
{
  const gsize n_missing = jig_column_get_n_missing (column);
  g_autofree char *values = say_count (jig_column_get_n_rows (column) - n_missing);
  g_autofree char *missing = say_count (n_missing);
  g_autofree char *outside = say_count (n_outside);

  if (n_outside > 0)
    return g_strdup_printf (_("Values: %s, missing: %s, too far away to be shown: %s"), values,
                            missing, outside);

  return g_strdup_printf (_("Values: %s, missing: %s"), values, missing);
}

static void
add_rule (JigPanel     *panel,
          const char   *format,
          const Values *values,
          double        value)
{
  g_autofree char *said = say (values, value);
  g_autofree char *name = g_strconcat (format, " ", said, NULL);

  jig_panel_add_rule (panel, name, JIG_AXIS_X, value);
}

static void
add_rules (JigPanel         *panel,
           const Values     *values,
           const JigBuckets *buckets)
{
  const double median = jig_stats_quantile (values->sorted, values->n_values, 0.5);

  if (values->sorted[0] == values->sorted[values->n_values - 1])
    return;

  add_rule (panel, _("median"), values, median);
  if (!values->are_times && values->mean >= buckets->edges[0]
      && values->mean <= buckets->edges[buckets->n_buckets])
    add_rule (panel, _("mean"), values, values->mean);
}

static JigFigure *
make_histogram (const JigColumn  *column,
                const char       *title,
                const char       *axis,
                const Values     *values,
                GError          **error)
{
  g_auto(JigBuckets) buckets = { NULL, NULL, 0, 0 };
  g_autofree char *sentence = dup_values_sentence (values);
  g_autofree char *subtitle = NULL;
  JigFigure *figure;
  JigPanel *panel;

  if (!jig_buckets_fill (&buckets, values->sorted, values->n_values, values->are_times, error))
    return NULL;

  subtitle = dup_subtitle (column, buckets.n_outside);
  figure = jig_figure_new ("histogram", title);
  jig_figure_set_subtitle (figure, subtitle);
  jig_figure_set_summary (figure, sentence);
  panel = jig_figure_add_panel (figure, NULL);
  jig_panel_set_axis (panel, JIG_AXIS_X, axis, NULL,
                      values->are_times ? JIG_SCALE_TIME : JIG_SCALE_LINEAR);
  jig_panel_set_axis (panel, JIG_AXIS_Y, _("Rows"), NULL, JIG_SCALE_LINEAR);
  jig_panel_add_histogram (panel, NULL, buckets.edges, buckets.counts, buckets.n_buckets);
  if (values->n_values > 0)
    add_rules (panel, values, &buckets);

  return jig_figure_seal (figure, error);
}

/**
 * jig_data_figures_histogram:
 * @column: numbers or times
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows how the values of a column are spread, with its median and mean.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_data_figures_histogram (const JigColumn  *column,
                            GError          **error)
{
  jig_autofree double *sorted = NULL;
  const char *name;
  Values values;

  g_return_val_if_fail (column != NULL, NULL);

  if (!sort_values (column, &values, error))
    return NULL;

  sorted = values.sorted;
  name = jig_column_get_name (column);
  return make_histogram (column, name, name, &values, error);
}

/**
 * jig_data_figures_lengths:
 * @column: texts
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows how many letters the texts of a column have.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_data_figures_lengths (const JigColumn  *column,
                          GError          **error)
{
  jig_autofree double *sorted = NULL;
  g_autofree char *title = NULL;
  Values values;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (jig_column_get_type_id (column) == JIG_COLUMN_TEXT, NULL);

  if (!sort_values (column, &values, error))
    return NULL;

  sorted = values.sorted;
  title = g_strdup_printf (_("%s: length"), jig_column_get_name (column));
  return make_histogram (column, title, _("Letters"), &values, error);
}

static gsize
count_levels (const JigColumn *column)
{
  return jig_column_get_type_id (column) == JIG_COLUMN_BOOLEAN
           ? 2 : jig_string_table_get_size (jig_column_get_levels (column));
}

static void
name_levels (const JigColumn *column,
             Count           *counts,
             gsize            n_levels)
{
  for (gsize i = 0; i < n_levels; i++)
    counts[i].text = jig_column_get_type_id (column) == JIG_COLUMN_BOOLEAN
                       ? jig_column_get_word (column, i == 1)
                       : jig_string_table_get (jig_column_get_levels (column), i, NULL);
}

static int
compare_counts (const void *a,
                const void *b)
{
  const Count *first = a;
  const Count *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;

  return strcmp (first->text, second->text);
}

/* The most frequent values first, ties by text; those that never occur are dropped. */
static Count *
count_values (const JigColumn  *column,
              gsize            *n_counts,
              GError          **error)
{
  const gsize n_levels = count_levels (column);
  Count *counts = jig_alloc (MAX (n_levels, 1), sizeof *counts, "the counts", error);

  if (counts == NULL)
    return NULL;

  name_levels (column, counts, n_levels);
  for (gsize row = 0; row < jig_column_get_n_rows (column); row++)
    if (!jig_column_is_missing (column, row))
      counts[(gsize) jig_column_get_number (column, row)].count++;
  qsort (counts, n_levels, sizeof *counts, compare_counts);

  *n_counts = n_levels;
  while (*n_counts > 0 && counts[*n_counts - 1].count == 0)
    (*n_counts)--;

  return counts;
}

static char *
dup_counts_sentence (const JigColumn *column,
                     const Count     *counts,
                     gsize            n_counts)
{
  const gsize n_values = jig_column_get_n_rows (column) - jig_column_get_n_missing (column);
  g_autofree char *share = NULL;

  if (n_counts == 0)
    return g_strdup (_("There are no values."));

  share = jig_percent_to_text ((double) counts[0].count / (double) n_values);
  return g_strdup_printf (_("Different values: %lu; the most frequent is %s with %s."),
                          (gulong) n_counts, counts[0].text, share);
}

/* The bars are bounded by @n_most, whatever the column is. */
static JigBarList *
list_bars (const JigColumn *column,
           const Count     *counts,
           gsize            n_counts,
           gsize            n_most)
{
  const gsize n_shown = MIN (n_counts, n_most);
  const gsize n_missing = jig_column_get_n_missing (column);
  JigBarList *bars = jig_bar_list_new ();
  double rest = 0;

  for (gsize i = 0; i < n_shown; i++)
    jig_bar_list_add (bars, counts[i].text, (double) counts[i].count, JIG_TONE_NONE);
  for (gsize i = n_shown; i < n_counts; i++)
    rest += (double) counts[i].count;

  if (n_shown < n_counts)
    {
      g_autofree char *name = g_strdup_printf (_("other values: %lu"),
                                               (gulong) (n_counts - n_shown));

      jig_bar_list_add (bars, name, rest, JIG_TONE_MUTED);
    }
  if (n_missing > 0)
    jig_bar_list_add (bars, _("missing"), (double) n_missing, JIG_TONE_WARN);

  return bars;
}

/**
 * jig_data_figures_counts:
 * @column: categories or booleans
 * @n_most: how many values are shown by themselves; 0: 12
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows the most frequent values of a column; the others are one bar, and so are
 * missing ones.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_data_figures_counts (const JigColumn  *column,
                         gsize             n_most,
                         GError          **error)
{
  jig_autofree Count *counts = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *subtitle = NULL;
  g_autoptr(JigBarList) bars = NULL;
  gsize n_counts;
  JigFigure *figure;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (jig_column_get_type_id (column) == JIG_COLUMN_CATEGORY
                        || jig_column_get_type_id (column) == JIG_COLUMN_BOOLEAN, NULL);

  counts = count_values (column, &n_counts, error);
  if (counts == NULL)
    return NULL;

  sentence = dup_counts_sentence (column, counts, n_counts);
  subtitle = dup_subtitle (column, 0);
  bars = list_bars (column, counts, n_counts, n_most > 0 ? n_most : FEW);
  figure = jig_figure_new ("counts", jig_column_get_name (column));
  jig_figure_set_subtitle (figure, subtitle);
  jig_figure_set_summary (figure, sentence);
  jig_bar_list_draw (bars, jig_figure_add_panel (figure, NULL), _("Rows"), NULL);

  return jig_figure_seal (figure, error);
}

/**
 * jig_data_figures_column:
 * @column: a column
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the figure that suits its type, or %NULL with @error set
 */
JigFigure *
jig_data_figures_column (const JigColumn  *column,
                         GError          **error)
{
  g_return_val_if_fail (column != NULL, NULL);

  switch (jig_column_get_type_id (column))
    {
    case JIG_COLUMN_CATEGORY:
    case JIG_COLUMN_BOOLEAN:
      return jig_data_figures_counts (column, 0, error);

    case JIG_COLUMN_TEXT:
      return jig_data_figures_lengths (column, error);

    case JIG_COLUMN_NUMBER:
    case JIG_COLUMN_TIME:
    default:
      return jig_data_figures_histogram (column, error);
    }
}
