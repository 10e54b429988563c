#include "core/chart/thin.h"

#include <math.h>

#define N 5000
#define N_COLUMNS 100

/* The obvious way: the extremes of the points of each column. */
static void
reference (const double *x,
           const double *y,
           gsize         n_points,
           JigPoint     *columns)
{
  for (gsize i = 0; i < N_COLUMNS; i++)
    columns[i] = (JigPoint) { NAN, NAN };
  for (gsize i = 0; i < n_points; i++)
    {
      JigPoint *column = &columns[(gsize) x[i]];

      column->x = (float) fmin ((double) column->x, y[i]);
      column->y = (float) fmax ((double) column->y, y[i]);
    }
}

static void
test_keeps_extremes (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (5);
  double x[N], y[N];
  JigPoint columns[N_COLUMNS], expected[N_COLUMNS];

  for (gsize i = 0; i < N; i++)
    {
      x[i] = (double) i * N_COLUMNS / N;
      y[i] = g_rand_double_range (random, 0, 500);
    }
  y[1234] = -900;
  y[4321] = 1700;

  jig_thin_columns (x, y, N, 0, columns, N_COLUMNS);
  reference (x, y, N, expected);

  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      /* Never less than the points, and more only where the line enters. */
      g_assert_cmpfloat (columns[i].x, <=, expected[i].x);
      g_assert_cmpfloat (columns[i].y, >=, expected[i].y);
      g_assert_cmpfloat (columns[i].x, >=, -900);
      g_assert_cmpfloat (columns[i].y, <=, 1700);
    }
  g_assert_cmpfloat (columns[1234 * N_COLUMNS / N].x, ==, -900.0f);
  g_assert_cmpfloat (columns[4321 * N_COLUMNS / N].y, ==, 1700.0f);
}

static void
test_joins_points (void)
{
  const double x[] = { 0.5, 3.5 };
  const double y[] = { 0, 30 };
  JigPoint columns[4];

  jig_thin_columns (x, y, 2, 0, columns, 4);
  g_assert_cmpfloat_with_epsilon (columns[0].x, 0, 1e-4);
  g_assert_cmpfloat_with_epsilon (columns[0].y, 5, 1e-4);
  g_assert_cmpfloat_with_epsilon (columns[1].x, 5, 1e-4);
  g_assert_cmpfloat_with_epsilon (columns[1].y, 15, 1e-4);
  g_assert_cmpfloat_with_epsilon (columns[3].x, 25, 1e-4);
  g_assert_cmpfloat_with_epsilon (columns[3].y, 30, 1e-4);
}

static void
test_gaps_and_strays (void)
{
  const double x[] = { 0.5, NAN, 2.5, -1e300, 1e300, 3.5 };
  const double y[] = { 1, 2, NAN, 5, 6, 7 };
  JigPoint columns[4];

  jig_thin_columns (x, y, 6, 0, columns, 4);
  g_assert_cmpfloat (columns[0].x, ==, 1);
  g_assert_false (isinf (columns[1].x));
  g_assert_cmpfloat (columns[3].y, ==, 7);

  jig_thin_columns (NULL, NULL, 0, 0, columns, 4);
  for (gsize i = 0; i < 4; i++)
    g_assert_true (isnan (columns[i].x));
}

/* A line that goes back and forth takes no more than a bounded time. */
static void
test_bounded (void)
{
  double x[N], y[N];
  JigPoint columns[4000];

  for (gsize i = 0; i < N; i++)
    {
      x[i] = i % 2 == 0 ? 0 : 3999;
      y[i] = (double) i;
    }
  jig_thin_columns (x, y, N, 0, columns, 4000);
  g_assert_cmpfloat (columns[0].x, ==, 0);
  g_assert_cmpfloat (columns[3999].y, ==, N - 1);
}

/* The ends and the extremes of each column stay, in their order, and gaps do. */
static void
test_line (void)
{
  const double x[] = { 0.1, 0.2, 0.3, 0.4, 0.9, 1.5, NAN, NAN, 3.1, 3.2 };
  const double y[] = { 5, 9, 1, 4, 6, 7, 0, 0, 2, 2 };
  static const double expected[][2] = { { 0.1, 5 }, { 0.2, 9 }, { 0.3, 1 }, { 0.9, 6 },
                                        { 1.5, 7 }, { NAN, NAN }, { 3.1, 2 }, { 3.2, 2 } };
  JigPoint line[8];

  g_assert_cmpuint (jig_thin_line (x, y, 10, line, 8), ==, 8);
  for (gsize i = 0; i < 8; i++)
    if (isnan (expected[i][0]))
      g_assert_true (isnan (line[i].x));
    else
      {
        g_assert_cmpfloat_with_epsilon ((double) line[i].x, expected[i][0], 1e-6);
        g_assert_cmpfloat_with_epsilon ((double) line[i].y, expected[i][1], 1e-6);
      }

  g_assert_cmpuint (jig_thin_line (x, y, 10, line, 7), ==, 0);
  g_assert_cmpuint (jig_thin_line (x, y, 0, line, 8), ==, 0);
  g_assert_cmpuint (jig_thin_line (x, y, 1, line, 8), ==, 1);
}

static void
test_density (void)
{
  const double x[] = { 0.5, 0.6, 0.7, 1.5, 10, NAN, 2 };
  const double y[] = { 0.5, 0.5, 0.5, 1.5, 0, 0, 2 };
  guint32 counts[4] = { 0 };
  guint8 levels[4];

  jig_thin_density (x, y, 7, (JigRect) { 0, 0, 2, 2 }, counts, levels, 2, 2);
  g_assert_cmpuint (counts[0], ==, 3);
  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpuint (counts[3], ==, 2);
  g_assert_cmpuint (levels[0], ==, 255);
  g_assert_cmpuint (levels[1], ==, 0);
  g_assert_cmpuint (levels[3], >, 70);
  g_assert_cmpuint (levels[3], <, 255);
}

/* One point among a million in one cell is still seen. */
static void
test_density_of_one (void)
{
  const double x[] = { 0.5 };
  const double y[] = { 0.5 };
  guint32 counts[1] = { 0 };
  guint8 levels[1];

  jig_thin_density (x, y, 1, (JigRect) { 0, 0, 1, 1 }, counts, levels, 1, 1);
  g_assert_cmpuint (levels[0], ==, 70);
}

static void
test_means (void)
{
  const double x[] = { 0.5, 0.5, 1.5, 1.5 };
  const double y[] = { 0.5, 0.5, 0.5, 1.5 };
  const double shares[] = { 0, 1, 1, NAN };
  double sums[8] = { 0 };
  guint8 levels[4];

  jig_thin_means (x, y, shares, 4, (JigRect) { 0, 0, 2, 2 }, sums, levels, 2, 2);
  g_assert_cmpuint (levels[0], ==, 128);
  g_assert_cmpuint (levels[1], ==, 255);
  g_assert_cmpuint (levels[2], ==, 0);
  g_assert_cmpuint (levels[3], ==, 0);
}

static void
test_even (void)
{
  static const gsize sizes[] = { 1, 2, 3, 99, 100, 101, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize n_wanted = 1; n_wanted <= MIN (sizes[i], 100); n_wanted++)
      {
        g_assert_cmpuint (jig_thin_even (sizes[i], n_wanted, 0), ==, 0);
        for (gsize j = 1; j < n_wanted; j++)
          g_assert_cmpuint (jig_thin_even (sizes[i], n_wanted, j), >,
                            jig_thin_even (sizes[i], n_wanted, j - 1));
        if (n_wanted > 1)
          g_assert_cmpuint (jig_thin_even (sizes[i], n_wanted, n_wanted - 1), ==, sizes[i] - 1);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thin/keeps-extremes", test_keeps_extremes);
  g_test_add_func ("/thin/joins-points", test_joins_points);
  g_test_add_func ("/thin/gaps-and-strays", test_gaps_and_strays);
  g_test_add_func ("/thin/bounded", test_bounded);
  g_test_add_func ("/thin/line", test_line);
  g_test_add_func ("/thin/density", test_density);
  g_test_add_func ("/thin/density-of-one", test_density_of_one);
  g_test_add_func ("/thin/means", test_means);
  g_test_add_func ("/thin/even", test_even);

  return g_test_run ();
}
