/* Every variant against the portable one, bit for bit; the portable one is tested
 * by the tests of what uses it. */

#include "core/boost/boost-kernels.h"

#include "core/base/cpu.h"
#include "core/base/random.h"

#include <math.h>
#include <string.h>

/* Most sizes around the sixteen lanes and the vectors of eight. */
static const gsize sizes[] = { 0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 1000 };

#define MAX_SIZE 1000

static void
fill_floats (JigRandom *random,
             float     *numbers,
             gsize      n_numbers,
             double     spread)
{
  for (gsize i = 0; i < n_numbers; i++)
    numbers[i] = (float) ((jig_random_double (random) - 0.5) * spread);
}

static void
check_scan (const JigBoostKernels *kernels,
            JigRandom             *random,
            guint                  n_bins)
{
  guint64 cells[JIG_BOOST_MAX_CELLS];
  JigSplitScan scan = { .cells = cells, .n_bins = n_bins, .lambda = 1.5f };
  JigSplitScan other;

  for (guint k = 0; k < n_bins; k++)
    {
      const guint64 grad = jig_random_below (random, 8) - 4;

      cells[k] = jig_random_below (random, 3) == 0 ? 0
                 : (grad << 32) + jig_random_below (random, 5);
      scan.total += cells[k];
    }
  scan.missing = jig_random_below (random, 2) == 0 ? 0 : (G_GUINT64_CONSTANT (3) << 32) + 2;
  scan.total += scan.missing;
  scan.least_hess = (guint32) jig_random_below (random, 4) + 1;
  other = scan;

  g_assert_cmpint (kernels->scan (&other), ==, jig_boost_kernels_portable.scan (&scan));
  g_assert_cmpuint (other.bin, ==, scan.bin);
  g_assert_cmpint (other.missing_left, ==, scan.missing_left);
}

static void
test_scan (gconstpointer data)
{
  JigRandom random;

  jig_random_init (&random, 1, "scan", 0);
  for (guint n_bins = 1; n_bins <= 255; n_bins++)
    for (guint i = 0; i < 20; i++)
      check_scan (data, &random, n_bins);
}

static void
fill_sides (JigRandom     *random,
            JigSplitSides *sides)
{
  for (guint k = 0; k < JIG_BOOST_MAX_CELLS; k++)
    {
      sides->n_rows[k] = (double) jig_random_below (random, 30);
      sides->hess[k] = sides->n_rows[k] * 0.375;
      sides->grad[k] = (double) jig_random_below (random, 60) * 0.3 - 9.0;
    }
}

/* Every rule is on every so often, alone and with others. */
static void
check_sweep (const JigBoostKernels *kernels,
             JigRandom             *random,
             guint                  n_bins)
{
  const JigSplitRules rules = {
    .lambda = (double) jig_random_below (random, 3),
    .alpha = (double) jig_random_below (random, 2),
    .max_delta_step = (double) jig_random_below (random, 3) * 0.7,
    .path_smooth = (double) jig_random_below (random, 3) * 2.5,
  };
  const gboolean is_narrow = jig_random_below (random, 2) == 0;
  JigSplitSweep sweep = {
    .rules = &rules,
    .scope = { is_narrow ? -0.5 : -INFINITY, is_narrow ? 0.75 : INFINITY, 0.4 },
    .direction = (double) jig_random_below (random, 3) - 1.0,
    .n_bins = n_bins,
    .least_left = (double) jig_random_below (random, 4),
    .least_right = (double) jig_random_below (random, 4),
    .least_rows = (double) jig_random_below (random, 8),
  };
  JigSplitSweep other;

  fill_sides (random, &sweep.left);
  fill_sides (random, &sweep.right);
  other = sweep;

  g_assert_cmpint (kernels->sweep (&other), ==, jig_boost_kernels_portable.sweep (&sweep));
  g_assert_cmpuint (other.bin, ==, sweep.bin);
  g_assert_cmpmem (&other.score, sizeof other.score, &sweep.score, sizeof sweep.score);
}

static void
test_sweep (gconstpointer data)
{
  JigRandom random;

  jig_random_init (&random, 1, "sweep", 0);
  for (guint n_bins = 1; n_bins <= 255; n_bins++)
    for (guint i = 0; i < 10; i++)
      check_sweep (data, &random, n_bins);
}

static void
check_part (const JigBoostKernels *kernels,
            JigRandom             *random,
            gsize                  n_rows)
{
  guint8 codes[2 * MAX_SIZE + JIG_BOOST_CODE_PADDING] = { 0 };
  guint32 rows[2][MAX_SIZE + 1];
  guint32 right[2][MAX_SIZE + 1] = { 0 };
  JigPartition partition = { codes, (guint8) jig_random_below (random, 12), 11,
                             (gboolean) jig_random_below (random, 2), rows[0], right[0] };
  gsize n_left;

  for (gsize i = 0; i < 2 * MAX_SIZE; i++)
    codes[i] = (guint8) jig_random_below (random, 12);
  for (gsize i = 0; i <= n_rows; i++)
    rows[0][i] = rows[1][i] = (guint32) jig_random_below (random, 2 * MAX_SIZE);

  n_left = jig_boost_kernels_portable.part (&partition, n_rows);
  partition.rows = rows[1];
  partition.right = right[1];
  g_assert_cmpuint (kernels->part (&partition, n_rows), ==, n_left);
  g_assert_cmpmem (rows[1], n_left * sizeof **rows, rows[0], n_left * sizeof **rows);
  g_assert_cmpmem (right[1], (n_rows - n_left) * sizeof **rows, right[0],
                   (n_rows - n_left) * sizeof **rows);
  /* Behind the rows nothing is touched: it is another thread's. */
  g_assert_cmpuint (rows[1][n_rows], ==, rows[0][n_rows]);
  g_assert_cmpuint (right[1][n_rows], ==, 0);
}

static void
test_part (gconstpointer data)
{
  JigRandom random;

  jig_random_init (&random, 1, "part", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes) * 10; i++)
    check_part (data, &random, sizes[i / 10]);
}

static void
check_derivatives (const JigBoostKernels *kernels,
                   JigRandom             *random,
                   gsize                  n_rows)
{
  const JigBoostKernels *plain = &jig_boost_kernels_portable;
  float grad[MAX_SIZE];
  float hess[MAX_SIZE];
  guint64 pairs[2][MAX_SIZE];
  guint32 leaves[MAX_SIZE];
  JigExtent extents[2];
  JigPacking packing = { grad, hess, 512.0, 1024.0, 77, pairs[0] };
  JigGradHess sums[2][7] = { 0 };
  JigLeafSums own = { grad, hess, 0x1p40, 0x1p41, leaves, sums[0] };

  fill_floats (random, grad, MAX_SIZE, 3.0);
  fill_floats (random, hess, MAX_SIZE, 1.0);
  for (gsize i = 0; i < MAX_SIZE; i++)
    {
      hess[i] = fabsf (hess[i]);
      leaves[i] = (guint32) jig_random_below (random, 7);
    }

  plain->measure (grad, hess, n_rows, &extents[0]);
  kernels->measure (grad, hess, n_rows, &extents[1]);
  g_assert_cmpmem (&extents[1], sizeof *extents, &extents[0], sizeof *extents);

  plain->add_leaves (&own, 0, n_rows);
  own.sums = sums[1];
  kernels->add_leaves (&own, 0, n_rows);
  g_assert_cmpmem (&sums[1], sizeof *sums, &sums[0], sizeof *sums);

  for (guint wide = 0; wide < 2; wide++)
    {
      packing.pairs = pairs[0];
      (wide ? plain->pack_wide : plain->pack) (&packing, 0, n_rows);
      packing.pairs = pairs[1];
      (wide ? kernels->pack_wide : kernels->pack) (&packing, 0, n_rows);
      g_assert_cmpmem (pairs[1], n_rows * sizeof **pairs, pairs[0], n_rows * sizeof **pairs);
    }
}

static void
test_derivatives (gconstpointer data)
{
  JigRandom random;

  jig_random_init (&random, 1, "derivatives", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_derivatives (data, &random, sizes[i]);
}

static void
test_encode (gconstpointer data)
{
  const JigBoostKernels *kernels = data;
  JigRandom random;

  jig_random_init (&random, 1, "encode", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint n_cuts = 0; n_cuts <= 254; n_cuts += 127)
      {
        float cuts[JIG_BOOST_MAX_CELLS];
        float values[MAX_SIZE];
        guint8 codes[2][MAX_SIZE] = { 0 };

        fill_floats (&random, values, MAX_SIZE, 300.0);
        values[0] = INFINITY;
        values[3] = NAN;
        values[5] = -INFINITY;
        for (guint k = 0; k < JIG_BOOST_MAX_CELLS; k++)
          cuts[k] = k < n_cuts ? (float) k - 100.0f : NAN;

        jig_boost_kernels_portable.encode (cuts, n_cuts, values, sizes[i], codes[0]);
        kernels->encode (cuts, n_cuts, values, sizes[i], codes[1]);
        g_assert_cmpmem (codes[1], MAX_SIZE, codes[0], MAX_SIZE);
      }
}

typedef struct
{
  JigDeriveFunc derive;
  JigLossFunc   sum;
} Loss;

static void
check_loss (Loss         plain,
            Loss         other,
            JigLossRows *rows)
{
  const gsize n_numbers = rows->n_rows * rows->n_outputs;
  g_autofree float *numbers = g_new0 (float, 4 * n_numbers + 1);
  double sums[2];

  rows->grad = numbers;
  rows->hess = numbers + n_numbers;
  plain.derive (rows, 0, rows->n_rows);
  sums[0] = plain.sum (rows, 0, rows->n_rows);
  rows->grad = numbers + 2 * n_numbers;
  rows->hess = numbers + 3 * n_numbers;
  other.derive (rows, 0, rows->n_rows);
  sums[1] = other.sum (rows, 0, rows->n_rows);

  g_assert_cmpmem (&sums[1], sizeof *sums, &sums[0], sizeof *sums);
  g_assert_cmpmem (numbers + 2 * n_numbers, 2 * n_numbers * sizeof *numbers, numbers,
                   2 * n_numbers * sizeof *numbers);
}

static void
test_losses (gconstpointer data)
{
  const JigBoostKernels *plain = &jig_boost_kernels_portable;
  const JigBoostKernels *kernels = data;
  JigRandom random;

  jig_random_init (&random, 1, "losses", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes) * 2; i++)
    {
      float margins[3 * MAX_SIZE];
      double targets[MAX_SIZE];
      double weights[MAX_SIZE];
      JigLossRows rows = { margins, targets, i % 2 == 0 ? NULL : weights, sizes[i / 2], 1 };

      fill_floats (&random, margins, 3 * MAX_SIZE, i % 3 == 0 ? 400.0 : 5.0);
      for (gsize row = 0; row < MAX_SIZE; row++)
        {
          targets[row] = (double) jig_random_below (&random, 2);
          weights[row] = jig_random_double (&random);
        }

      check_loss ((Loss) { plain->logistic, plain->logistic_loss },
                  (Loss) { kernels->logistic, kernels->logistic_loss }, &rows);
      rows.n_outputs = 3;
      check_loss ((Loss) { plain->softmax, plain->softmax_loss },
                  (Loss) { kernels->softmax, kernels->softmax_loss }, &rows);
    }
}

/* Sums of cells, for blocks of every shape. */
static void
test_add (gconstpointer data)
{
  static const guint32 strides[] = { 24, 40, 72, 136, 264 };
  const JigBoostKernels *kernels = data;
  JigRandom random;

  jig_random_init (&random, 1, "add", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (strides); i++)
    for (guint32 n_codes = 2; n_codes <= JIG_BLOCK_CODES; n_codes += 2)
      {
        const JigBlock block = { 1, n_codes, strides[i], 0 };
        const gsize n_cells = 2 * (gsize) n_codes * strides[i];
        g_autofree guint64 *plain = g_new0 (guint64, n_cells);
        g_autofree guint64 *other = g_new0 (guint64, n_cells);
        guint8 codes[100 * 16];
        guint64 pairs[100];
        guint32 rows[60];

        for (gsize k = 0; k < G_N_ELEMENTS (codes); k++)
          codes[k] = (guint8) jig_random_below (&random, strides[i] - 8);
        for (gsize k = 0; k < G_N_ELEMENTS (pairs); k++)
          pairs[k] = jig_random_uint64 (&random) & G_GUINT64_CONSTANT (0x80000fff00000fff);
        for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
          rows[k] = (guint32) jig_random_below (&random, 100);

        jig_boost_kernels_portable.add_packed (&block, codes, 16, pairs, rows, 60, plain);
        kernels->add_packed (&block, codes, 16, pairs, rows, 60, other);
        g_assert_cmpmem (other, n_cells * 8, plain, n_cells * 8);
        jig_boost_kernels_portable.add_wide (&block, codes, 16, pairs, rows, 60,
                                             (gint64 *) plain);
        kernels->add_wide (&block, codes, 16, pairs, rows, 60, (gint64 *) other);
        g_assert_cmpmem (other, n_cells * 8, plain, n_cells * 8);
      }
}

static void
test_chosen (void)
{
  const JigIsa before = jig_cpu_get_isa ();

  jig_cpu_set_isa (JIG_ISA_PORTABLE);
  g_assert_true (jig_boost_kernels_get () == &jig_boost_kernels_portable);
  jig_cpu_set_isa (before);
}

static void
add_tests (const char            *name,
           const JigBoostKernels *kernels)
{
  static const struct
  {
    const char       *name;
    GTestDataFunc     func;
  } tests[] = {
    { "scan", test_scan }, { "sweep", test_sweep }, { "part", test_part },
    { "derivatives", test_derivatives },
    { "encode", test_encode }, { "losses", test_losses }, { "add", test_add },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/boost-kernels/%s/%s", name, tests[i].name);

      g_test_add_data_func (path, kernels, tests[i].func);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boost-kernels/chosen", test_chosen);
#if JIG_HAVE_X86
  if (jig_cpu_has_isa (JIG_ISA_AVX2))
    add_tests ("avx2", &jig_boost_kernels_avx2);
  if (jig_cpu_has_isa (JIG_ISA_AVX512))
    add_tests ("avx512", &jig_boost_kernels_avx512);
#endif

  return g_test_run ();
}
