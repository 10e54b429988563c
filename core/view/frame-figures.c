#include "core/view/frame-figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/view/bar-list.h"
#include "core/view/percent.h"

#define SAYS_VALUES 6       /* columns whose cells say their number */
#define MOST_ROWS 100000    /* looked at for a correlation */

/* A column with how many of its values are missing. */
typedef struct
{
  const char *name;
  gsize       count;
} Gap;

static int
compare_gaps (const void *a,
              const void *b)
{
  const Gap *first = a;
  const Gap *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;

  return strcmp (first->name, second->name);
}

static char *
dup_missing_sentence (const Gap *gaps,
                      gsize      n_gaps,
                      gsize      n_columns,
                      gsize      n_rows)
{
  g_autofree char *share = NULL;

  if (n_gaps == 0)
    return g_strdup (_("No column has missing values."));

  share = jig_percent_to_text ((double) gaps[0].count / (double) n_rows);
  return g_strdup_printf (_("Columns with missing values: %lu of %lu; most are missing in %s: %s."),
                          (gulong) n_gaps, (gulong) n_columns, gaps[0].name, share);
}

/**
 * jig_frame_figures_missing:
 * @frame: a table
 * @n_most: how many columns are shown at most; 0: 20
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows which columns have missing values, and how many.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_frame_figures_missing (const JigFrame  *frame,
                           gsize            n_most,
                           GError         **error)
{
  const gsize n_columns = jig_frame_get_n_columns (frame);
  const gsize n_rows = jig_frame_get_n_rows (frame);
  jig_autofree Gap *gaps = jig_alloc (MAX (n_columns, 1), sizeof *gaps, "the counts", error);
  g_autoptr(JigBarList) bars = jig_bar_list_new ();
  g_autofree char *sentence = NULL;
  JigFigure *figure;
  gsize n_gaps = 0;

  if (gaps == NULL)
    return NULL;

  for (gsize i = 0; i < n_columns; i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);

      if (jig_column_get_n_missing (column) > 0)
        gaps[n_gaps++] = (Gap) { jig_column_get_name (column),
                                 jig_column_get_n_missing (column) };
    }
  qsort (gaps, n_gaps, sizeof *gaps, compare_gaps);

  for (gsize i = 0; i < MIN (n_gaps, n_most > 0 ? n_most : 20); i++)
    jig_bar_list_add (bars, gaps[i].name, 100.0 * (double) gaps[i].count / (double) n_rows,
                      JIG_TONE_NONE);

  sentence = dup_missing_sentence (gaps, n_gaps, n_columns, n_rows);
  figure = jig_figure_new ("missing", _("Missing values"));
  jig_figure_set_summary (figure, sentence);
  jig_bar_list_draw (bars, jig_figure_add_panel (figure, NULL), _("Rows"), "%");

  return jig_figure_seal (figure, error);
}

/* Pearson's coefficient over rows that have both; NaN if one of them does not vary. */
static double
correlate (const double *x,
           const double *y,
           gsize         n_rows,
           gsize         stride)
{
  double n = 0, mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;

  for (gsize row = 0; row < n_rows; row += stride)
    {
      double dx;

      if (!(fabs (x[row]) <= JIG_SCALE_MOST && fabs (y[row]) <= JIG_SCALE_MOST))
        continue;

      n += 1;
      dx = x[row] - mean_x;
      mean_x += dx / n;
      xx += dx * (x[row] - mean_x);
      xy += dx * (y[row] - mean_y) * (n - 1) / n;
      yy += (y[row] - mean_y) * (y[row] - mean_y) * (n - 1) / n;
      mean_y += (y[row] - mean_y) / n;
    }

  if (!(xx > 0 && yy > 0))
    return NAN;

  /* More digits than these nobody reads, and few rows have. */
  return round (CLAMP (xy / sqrt (xx) / sqrt (yy), -1.0, 1.0) * 1000) / 1000;
}

static char *
dup_correlation_sentence (const char   **names,
                          const double  *values,
                          gsize          n)
{
  gsize best_i = 0;
  gsize best_j = 0;
  double best = 0;
  g_autofree char *value = NULL;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      if (fabs (values[i * n + j]) > fabs (best))
        {
          best = values[i * n + j];
          best_i = i;
          best_j = j;
        }

  if (best == 0)
    return g_strdup (_("No two columns of numbers go together."));

  value = jig_number_to_display (best, 2);
  return g_strdup_printf (_("Strongest correlation: %s and %s, %s."), names[best_j], names[best_i],
                          value);
}

static JigFigure *
make_correlation (const char   **names,
                  const double  *values,
                  gsize          n,
                  GError       **error)
{
  g_autofree char *sentence = dup_correlation_sentence (names, values, n);
  JigFigure *figure = jig_figure_new ("correlation", _("Correlation"));
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  JigMark *mark;

  jig_figure_set_summary (figure, sentence);
  jig_panel_set_categories (panel, JIG_AXIS_X, names, n);
  jig_panel_set_categories (panel, JIG_AXIS_Y, names, n);
  jig_panel_set_square (panel);
  mark = jig_panel_add_heat (panel, _("Correlation"), values, n, n);
  jig_mark_set_diverging (mark, 0);
  if (n <= SAYS_VALUES)
    jig_mark_set_flags (mark, JIG_MARK_VALUES);
  jig_mark_set_range (mark, -1, 1);

  return jig_figure_seal (figure, error);
}

/**
 * jig_frame_figures_correlation:
 * @frame: a table
 * @n_most: how many columns are shown at most, the first ones; 0: 24
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Shows the correlation of each two columns of numbers. Of a very long table evenly
 * spaced rows are looked at.
 *
 * Returns: (transfer full): a figure, or %NULL with @error set
 */
JigFigure *
jig_frame_figures_correlation (const JigFrame  *frame,
                               gsize            n_most,
                               GError         **error)
{
  const gsize n_rows = jig_frame_get_n_rows (frame);
  const gsize stride = MAX (n_rows / MOST_ROWS, 1);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) columns = g_ptr_array_new ();
  jig_autofree double *values = NULL;

  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);

      if (jig_column_get_type_id (column) != JIG_COLUMN_NUMBER
          || columns->len == (n_most > 0 ? n_most : 24))
        continue;
      g_ptr_array_add (names, (gpointer) jig_column_get_name (column));
      g_ptr_array_add (columns, (gpointer) jig_column_get_numbers (column));
    }

  values = jig_alloc (MAX (columns->len, 1), MAX (columns->len, 1) * sizeof *values,
                      "the correlations", error);
  if (values == NULL)
    return NULL;

  for (guint i = 0; i < columns->len; i++)
    for (guint j = 0; j <= i; j++)
      values[i * columns->len + j] = values[j * columns->len + i]
        = correlate (columns->pdata[i], columns->pdata[j], n_rows, stride);

  return make_correlation ((const char **) names->pdata, values, columns->len, error);
}
