#include "core/boost/best-split.h"

#include "tests/support/bins.h"

#include <math.h>

#define CHUNK_COLUMNS 64

/* The published numbers have six decimals, and derivatives are floats. */
#define EPSILON 5e-6

static const JigSplitRules plain = { 1.0, 0.0, 0.0 };
static const JigSplitScope root = JIG_SPLIT_SCOPE_ROOT;

static void
find (const JigTestBins   *bins,
      const JigSplitRules *rules,
      const guint32       *columns,
      gsize                n_columns,
      const guint32       *rows,
      gsize                n_rows,
      JigBestSplit        *best)
{
  g_autoptr(JigHistogramRoom) room = jig_histogram_room_new (bins->binned);
  g_autofree gpointer histogram =
    g_malloc0 (jig_histogram_get_size (bins->binned, bins->gradient));
  JigSplitNode node = { .scope = JIG_SPLIT_SCOPE_ROOT };

  g_assert_true (jig_histogram_build (room, bins->gradient, rows, n_rows, histogram, NULL, NULL));
  node.histogram = histogram;
  node.sum = jig_test_bins_sum (bins, rows, n_rows);
  jig_best_split_find (rules, bins->binned, bins->gradient, &node, columns, n_columns, best);
}

static void
find_all (const JigTestBins   *bins,
          const JigSplitRules *rules,
          JigBestSplit        *best)
{
  find (bins, rules, bins->columns, bins->samples.view.n_features, bins->rows,
        bins->samples.view.n_rows, best);
}

static JigSum
read_sum (const JigTestBins *bins,
          JigGradHess        sum)
{
  return (JigSum) { (double) sum.grad * bins->gradient->grad_unit,
                    (double) sum.hess * bins->gradient->hess_unit };
}

/* Twelve points: feature t is "x > t + 1.5", so that there is one question per
 * threshold, and the last feature is x itself. Labels less their mean. */
static void
fill_twelve (JigTestBins *bins)
{
  static const double labels[] = { 2, 3, 2, 3, 7, 8, 7, 8, 5, 6, 5, 6 };
  double features[12][12];
  double targets[12];

  for (gsize row = 0; row < 12; row++)
    {
      const double x = (double) row + 1.0;

      for (gsize t = 0; t < 11; t++)
        features[row][t] = x > (double) t + 1.5 ? 1.0 : 0.0;
      features[row][11] = x;
      targets[row] = labels[row] - 62.0 / 12.0;
    }
  jig_test_bins_fill (bins, 12, 12, &features[0][0], targets);
}

/* Published with the data; lambda 1, gains without 1/2, by threshold. */
static void
test_twelve_points (void)
{
  static const double gains[] = {
    5.849537, 12.067340, 25.287500, 35.397531, 22.758102, 10.285714, 5.063657, 0.553086, 0.787500,
    0.188552, 0.405093,
  };
  const guint32 x = 11;
  g_auto(JigTestBins) bins = { 0 };
  JigBestSplit best;

  fill_twelve (&bins);
  for (guint32 t = 0; t < G_N_ELEMENTS (gains); t++)
    {
      find (&bins, &plain, &t, 1, bins.rows, 12, &best);
      g_assert_cmpfloat_with_epsilon (best.gain, gains[t], EPSILON);
      g_assert_cmpuint (best.question.feature, ==, t);
    }

  find (&bins, &plain, &x, 1, bins.rows, 12, &best);
  g_assert_cmpuint (best.question.bin, ==, 3);
  g_assert_cmpfloat (jig_binning_get_cut (bins.binning, 11, 3), ==, 4.5);
  g_assert_cmpfloat_with_epsilon (best.gain, 35.397531, EPSILON);
  g_assert_cmpfloat_with_epsilon (jig_split_weight (&plain, read_sum (&bins, best.left), &root),
                                  -2.133333, EPSILON);
  g_assert_cmpfloat_with_epsilon (jig_split_weight (&plain, read_sum (&bins, best.right), &root),
                                  1.185185, EPSILON);
}

/* The best split is worth 35.3975; what gamma says above that, it is none. */
static void
test_gamma (void)
{
  g_auto(JigTestBins) bins = { 0 };
  JigSplitRules rules = plain;
  JigBestSplit best;

  fill_twelve (&bins);
  rules.gamma = 35.3975;
  find_all (&bins, &rules, &best);
  g_assert_cmpfloat (best.gain, >, 35.3975);

  rules.gamma = best.gain;
  find_all (&bins, &rules, &best);
  g_assert_cmpfloat (best.gain, ==, rules.gamma);

  rules.gamma = 35.3976;
  find_all (&bins, &rules, &best);
  g_assert_cmpfloat (best.gain, ==, 0.0);
}

/* At least five rows on either side: then 5.5 is the best. */
static void
test_min_child_weight (void)
{
  static const struct
  {
    double  least;
    gint    bin;
    double  gain;
  } cases[] = {
    { 4.0, 3, 35.397531 }, { 4.001, 4, 22.758102 }, { 5.0, 4, 22.758102 }, { 5.5, 5, 10.285714 },
    { 6.0, 5, 10.285714 }, { 6.5, -1, 0.0 },
  };
  const guint32 x = 11;
  g_auto(JigTestBins) bins = { 0 };

  fill_twelve (&bins);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigSplitRules rules = { 1.0, 0.0, cases[i].least };
      JigBestSplit best;

      find (&bins, &rules, &x, 1, bins.rows, 12, &best);
      g_assert_cmpfloat_with_epsilon (best.gain, cases[i].gain, EPSILON);
      if (cases[i].bin >= 0)
        g_assert_cmpint (best.question.bin, ==, cases[i].bin);
    }
}

/* Of equals the lower feature wins, and in it the lower bin. */
static void
test_ties (void)
{
  static const double features[] = { 5, 0, 0, 1, 5, 1, 1, 2, 5, 2, 2, 3 };
  static const double targets[] = { 3, 0, -3 };
  g_auto(JigTestBins) bins = { 0 };
  JigBestSplit best;

  jig_test_bins_fill (&bins, 3, 4, features, targets);
  find_all (&bins, &plain, &best);
  g_assert_cmpfloat (best.gain, >, 0.0);
  g_assert_cmpuint (best.question.feature, ==, 1);
  g_assert_cmpuint (best.question.bin, ==, 0);
}

/* Rows without a value go where they belong, also where all others go left; of
 * equals to the right; and where there are none, to the heavier side. */
static void
test_missing (void)
{
  static const struct
  {
    const char *name;
    double      features[5];
    double      targets[5];
    guint8      bin;
    gboolean    missing_left;
  } cases[] = {
    { "left", { 1, 1, 2, 2, NAN }, { -3, -3, 3, 3, -3 }, 0, TRUE },
    { "right", { 1, 1, 2, 2, NAN }, { -3, -3, 3, 3, 3 }, 0, FALSE },
    { "present-or-not", { 1, 2, NAN, NAN, 1 }, { 3, 3, -3, -3, 3 }, 1, FALSE },
    { "none/left-heavier", { 1, 1, 1, 2, 2 }, { 3, 3, 3, -3, -3 }, 0, TRUE },
    { "none/right-heavier", { 1, 1, 2, 2, 2 }, { 3, 3, -3, -3, -3 }, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(JigTestBins) bins = { 0 };
      JigBestSplit best;

      g_test_message ("%s", cases[i].name);
      jig_test_bins_fill (&bins, 5, 1, cases[i].features, cases[i].targets);
      find_all (&bins, &plain, &best);
      g_assert_cmpfloat (best.gain, >, 0.0);
      g_assert_cmpuint (best.question.bin, ==, cases[i].bin);
      g_assert_cmpint (best.question.missing_left, ==, cases[i].missing_left);
    }
}

/* Above an infinite value there is no threshold: "present" cannot be asked. */
static void
test_infinite_value (void)
{
  static const double features[] = { INFINITY, INFINITY, NAN, NAN };
  static const double bounded[] = { 7, 7, NAN, NAN };
  static const double targets[] = { 1, 1, -1, -1 };
  g_auto(JigTestBins) bins = { 0 };
  g_auto(JigTestBins) others = { 0 };
  JigBestSplit best;

  jig_test_bins_fill (&bins, 4, 1, features, targets);
  find_all (&bins, &plain, &best);
  g_assert_cmpfloat (best.gain, ==, 0.0);

  jig_test_bins_fill (&others, 4, 1, bounded, targets);
  find_all (&others, &plain, &best);
  g_assert_cmpfloat (best.gain, >, 0.0);
}

static void
test_nothing_to_gain (void)
{
  static const double features[] = { 1, 2, 3, 4 };
  static const double targets[] = { 5, 5, 5, 5 };
  const JigSplitRules rules = { 0.0, 0.0, 0.0 };
  g_auto(JigTestBins) bins = { 0 };
  JigBestSplit best;

  jig_test_bins_fill (&bins, 4, 1, features, targets);
  find_all (&bins, &rules, &best);
  g_assert_cmpfloat (best.gain, ==, 0.0);
  find (&bins, &rules, bins.columns, 0, bins.rows, 4, &best);
  g_assert_cmpfloat (best.gain, ==, 0.0);
  find (&bins, &rules, bins.columns, 1, bins.rows, 1, &best);
  g_assert_cmpfloat (best.gain, ==, 0.0);
  find (&bins, &rules, bins.columns, 1, bins.rows, 0, &best);
  g_assert_cmpfloat (best.gain, ==, 0.0);
}

static void
test_weights_of_nothing (void)
{
  const JigSplitRules rules = { 0.0, 0.0, 0.0 };
  const JigSum weightless = { 5, 0 };
  const JigSum balanced = { 0, 5 };

  g_assert_cmpfloat (jig_split_score (&rules, weightless, 0.0), ==, 0.0);
  g_assert_cmpfloat (jig_split_weight (&rules, weightless, &root), ==, 0.0);
  g_assert_cmpfloat (jig_split_score (&plain, weightless, -5.0), ==, 25.0);
  g_assert_cmpfloat (jig_split_weight (&plain, weightless, &root), ==, -5.0);
  g_assert_false (signbit (jig_split_weight (&plain, balanced, &root)));
}

/* A value that a rule cuts is the best of those it leaves: no other takes more off
 * the loss. */
static void
test_best_of_what_is_left (void)
{
  static const JigSplitRules rules[] = {
    { .lambda = 1.0 }, { .lambda = 0.5, .alpha = 3.0 }, { .lambda = 2.0, .max_delta_step = 0.5 },
    { .alpha = 1.0, .max_delta_step = 0.25 },
  };
  static const JigSplitScope scopes[] = { { -INFINITY, INFINITY }, { -0.125, 2.0 }, { 0.75, 3.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rules) * G_N_ELEMENTS (scopes) * 9; i++)
    {
      const JigSplitRules *own = &rules[i % 4];
      const JigSplitScope *scope = &scopes[i / 4 % 3];
      const JigSum sum = { (double) (i / 12) - 4.0, 1.0 + (double) (i / 12 % 4) };
      const double limit = own->max_delta_step > 0.0 ? own->max_delta_step : 100.0;
      const double weight = jig_split_weight (own, sum, scope);
      const double score = jig_split_score (own, sum, weight);

      for (double other = -10.0; other <= 10.0; other += 0.0625)
        if (fabs (other) <= limit && other >= scope->lower && other <= scope->upper)
          g_assert_cmpfloat (-(2.0 * sum.grad * other + (sum.hess + own->lambda) * other * other +
                               2.0 * own->alpha * fabs (other)), <=, score + 1e-12);
    }
}

/* Drawn to the value above as if that were the mean of so many more rows. */
static void
test_path_smooth (void)
{
  const JigSplitRules rules = { .path_smooth = 4.0 };
  const JigSplitScope scope = { -INFINITY, INFINITY, 2.0 };
  const JigSum twelve = { -60.0, 12.0, 12.0 };

  g_assert_cmpfloat_with_epsilon (jig_split_weight (&rules, twelve, &scope),
                                  5.0 * 12.0 / 16.0 + 2.0 * 4.0 / 16.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (jig_split_score (&rules, twelve, 4.25),
                                  2.0 * 60.0 * 4.25 - 12.0 * 4.25 * 4.25, 1e-12);
}

/* Without limits a gain is what the paper says; by hand with each of them. */
static void
test_gain (void)
{
  static const JigSum left = { -6.0, 2.0, 2.0 };
  static const JigSum right = { 3.0, 3.0, 3.0 };
  const JigSplitScope narrow = { -INFINITY, 1.0, 0.0 };
  const JigSplitRules alpha = { .lambda = 1.0, .alpha = 1.0 };
  const JigSplitRules step = { .lambda = 1.0, .max_delta_step = 1.0 };

  g_assert_cmpfloat (jig_split_gain (&plain, left, right, &root), ==,
                     36.0 / 3.0 + 9.0 / 4.0 - 9.0 / 6.0);
  g_assert_cmpfloat_with_epsilon (jig_split_gain (&alpha, left, right, &root),
                                  25.0 / 3.0 + 4.0 / 4.0 - 4.0 / 6.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (jig_split_gain (&step, left, right, &root),
                                  (12.0 - 3.0) + 9.0 / 4.0 - 9.0 / 6.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (jig_split_gain (&plain, left, right, &narrow),
                                  (12.0 - 3.0) + 9.0 / 4.0 - 9.0 / 6.0, 1e-14);
}

/* The middle of both values parts what the children may be worth. */
static void
test_part (void)
{
  static const gint8 directions[] = { 0, 1, -1 };
  const JigSplitRules rules = { .directions = directions };
  const JigSplitScope scope = { -7.0, 7.0, 9.0 };
  const JigSum left = { -2.0, 2.0, 2.0 };
  const JigSum right = { 6.0, 2.0, 2.0 };
  JigSplitScope sides[2];

  for (guint32 feature = 0; feature < 3; feature++)
    {
      const double middle = -1.0;

      jig_split_part (&rules, feature, left, right, &scope, &sides[0], &sides[1]);
      g_assert_cmpfloat (sides[0].lower, ==, feature == 2 ? middle : -7.0);
      g_assert_cmpfloat (sides[0].upper, ==, feature == 1 ? middle : 7.0);
      g_assert_cmpfloat (sides[1].lower, ==, feature == 1 ? middle : -7.0);
      g_assert_cmpfloat (sides[1].upper, ==, feature == 2 ? middle : 7.0);
      g_assert_cmpfloat (sides[0].above, ==, -1.0);
      g_assert_cmpfloat (sides[1].above, ==, -1.0);
    }
}

/* The same split as trying every question on every row, to the bit. */
static void
test_reference (void)
{
  static const gsize n_features[] = { 1, 4, CHUNK_COLUMNS - 1, CHUNK_COLUMNS, CHUNK_COLUMNS + 1 };
  static const JigSplitRules rules[] = { { 1.0, 0.0, 0.0 }, { 0.0, 0.0, 1.0 }, { 5.0, 0.1, 20.0 } };
  static const double missing[] = { 0.0, 0.1, 0.8 };

  for (gsize i = 0; i < G_N_ELEMENTS (n_features) * 9; i++)
    {
      g_auto(JigTestBins) bins = { 0 };
      JigBestSplit expected;
      JigBestSplit best;

      jig_test_bins_init (&bins, 60, n_features[i / 9], missing[i % 3], 12);
      jig_test_bins_split (&bins, &rules[i / 3 % 3], &root, bins.rows, 60, &expected);
      find_all (&bins, &rules[i / 3 % 3], &best);

      g_assert_cmpfloat (best.gain, ==, expected.gain);
      g_assert_cmpuint (best.question.feature, ==, expected.question.feature);
      g_assert_cmpuint (best.question.bin, ==, expected.question.bin);
      g_assert_cmpint (best.question.missing_left, ==, expected.question.missing_left);
      g_assert_cmpmem (&best.left, sizeof best.left, &expected.left, sizeof expected.left);
      g_assert_cmpmem (&best.right, sizeof best.right, &expected.right, sizeof expected.right);
    }
}

/* Packed sums are coarser: what they say is best is nearly as good, and its gain
 * is nearly right. 12 bits of 5,000 rows: far below a thousandth. */
static void
test_packed (void)
{
  for (gsize i = 0; i < 12; i++)
    {
      g_auto(JigTestBins) bins = { 0 };
      JigBestSplit expected;
      JigBestSplit best;

      jig_test_bins_init (&bins, 5000, 4 + i, 0.1 * (double) (i % 3), i < 6 ? 255 : 20);
      find_all (&bins, &plain, &expected);
      jig_test_bins_round (&bins, FALSE);
      g_assert_false (bins.gradient->is_wide);
      find_all (&bins, &plain, &best);

      g_assert_cmpfloat (expected.gain, >, 1.0);
      g_assert_cmpfloat_with_epsilon (best.gain, expected.gain, 1e-3 * expected.gain);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/best-split/twelve-points", test_twelve_points);
  g_test_add_func ("/best-split/gamma", test_gamma);
  g_test_add_func ("/best-split/min-child-weight", test_min_child_weight);
  g_test_add_func ("/best-split/ties", test_ties);
  g_test_add_func ("/best-split/missing", test_missing);
  g_test_add_func ("/best-split/infinite-value", test_infinite_value);
  g_test_add_func ("/best-split/nothing-to-gain", test_nothing_to_gain);
  g_test_add_func ("/best-split/weights-of-nothing", test_weights_of_nothing);
  g_test_add_func ("/best-split/best-of-what-is-left", test_best_of_what_is_left);
  g_test_add_func ("/best-split/path-smooth", test_path_smooth);
  g_test_add_func ("/best-split/gain", test_gain);
  g_test_add_func ("/best-split/part", test_part);
  g_test_add_func ("/best-split/reference", test_reference);
  g_test_add_func ("/best-split/packed", test_packed);

  return g_test_run ();
}
