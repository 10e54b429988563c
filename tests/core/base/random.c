#include "core/base/random.h"

#include <math.h>

#define N_DRAWS 100000

/* philox4x32 10, from the known answers of Random123 1.14. */
static const struct
{
  guint32 counter[4];
  guint32 key[2];
  guint32 block[4];
} known_answers[] = {
  { { 0, 0, 0, 0 }, { 0, 0 },
    { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
  { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff }, { 0xffffffff, 0xffffffff },
    { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
  { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, { 0xa4093822, 0x299f31d0 },
    { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
};

static void
test_known_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_answers); i++)
    {
      guint32 block[4];

      jig_random_philox (known_answers[i].counter, known_answers[i].key, block);
      g_assert_cmpmem (block, sizeof block, known_answers[i].block, sizeof block);
    }
}

/* What these streams say is in every stored model: it may never change. */
static void
test_streams_stay (void)
{
  static const guint32 expected[] = { 0x72e07766, 0x79aca1e1, 0x76223cb0, 0x045faf5d };
  JigRandom random;

  jig_random_init (&random, 1, "split", 0);
  for (guint i = 0; i < 4; i++)
    g_assert_cmphex (jig_random_uint32 (&random), ==, expected[i]);

  g_assert_cmphex (jig_random_hash (20240229, "tree", 5000000000), ==,
                   G_GUINT64_CONSTANT (0x3be3e7159c92194f));
}

static void
test_block_order (void)
{
  JigRandom random;
  guint32 block[4];

  jig_random_init (&random, 7, "test", G_GUINT64_CONSTANT (0x1111111122222222));
  g_assert_cmphex (random.counter[2], ==, 0x22222222);
  g_assert_cmphex (random.counter[3], ==, 0x11111111);

  random.counter[0] = 0xffffffff;
  jig_random_philox (random.counter, random.key, block);
  for (guint i = 0; i < 4; i++)
    g_assert_cmphex (jig_random_uint32 (&random), ==, block[i]);

  /* The lower half of the counter carries and leaves the index alone. */
  g_assert_cmphex (random.counter[0], ==, 0);
  g_assert_cmphex (random.counter[1], ==, 1);
  g_assert_cmphex (random.counter[2], ==, 0x22222222);
}

static void
test_streams_differ (void)
{
  guint64 base = jig_random_hash (1, "test", 1);

  g_assert_cmphex (jig_random_hash (1, "test", 1), ==, base);
  g_assert_cmphex (jig_random_hash (2, "test", 1), !=, base);
  g_assert_cmphex (jig_random_hash (1, "tesu", 1), !=, base);
  g_assert_cmphex (jig_random_hash (1, "test", 2), !=, base);
  g_assert_cmphex (jig_random_hash (1, "test", G_GUINT64_CONSTANT (1) << 32 | 1), !=, base);
  g_assert_cmphex (jig_random_hash (G_GUINT64_CONSTANT (1) << 32 | 1, "test", 1), !=, base);
  g_assert_cmphex (jig_random_hash (1, "", 1), !=, base);
}

static void
test_double (void)
{
  JigRandom random;
  double sum = 0.0;

  jig_random_init (&random, 1, "double", 0);

  for (guint i = 0; i < N_DRAWS; i++)
    {
      double value = jig_random_double (&random);

      g_assert_true (value >= 0.0 && value < 1.0);
      g_assert_true (value * 0x1p53 == floor (value * 0x1p53));
      sum += value;
    }

  /* Five standard errors of the mean: 5 / sqrt (12 * 100,000). */
  g_assert_cmpfloat_with_epsilon (sum / N_DRAWS, 0.5, 0.0046);
}

/* Chi-square of 13 equally likely numbers: 12 degrees of freedom, p = 1e-6. */
static void
test_below_is_even (void)
{
  enum { BOUND = 13 };
  guint counts[BOUND] = { 0 };
  double expected = (double) N_DRAWS / BOUND;
  double chi_square = 0.0;
  JigRandom random;

  jig_random_init (&random, 1, "below", 0);

  for (guint i = 0; i < N_DRAWS; i++)
    counts[jig_random_below (&random, BOUND)]++;

  for (guint i = 0; i < BOUND; i++)
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;

  g_assert_cmpfloat (chi_square, <, 52.0);
}

/* At three quarters of 2^64, plain multiplication makes every third number
 * twice as likely, which the numbers modulo 3 show. */
static void
test_below_is_unbiased (void)
{
  guint64 bound = G_GUINT64_CONSTANT (0xc000000000000000);
  guint counts[3] = { 0 };
  JigRandom random;

  jig_random_init (&random, 1, "below", 1);

  for (guint i = 0; i < N_DRAWS; i++)
    {
      guint64 value = jig_random_below (&random, bound);

      g_assert_cmpuint (value, <, bound);
      counts[value % 3]++;
    }

  /* Five standard deviations of a count: 5 * sqrt (100,000 * 1/3 * 2/3). */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (counts[i], N_DRAWS / 3.0, 746.0);
}

static void
test_below_small (void)
{
  JigRandom random;

  jig_random_init (&random, 1, "below", 2);

  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpuint (jig_random_below (&random, 1), ==, 0);
      g_assert_cmpuint (jig_random_below (&random, 2), <, 2);
    }
}

static void
test_normal (void)
{
  double sums[5] = { 0 };
  JigRandom random;

  jig_random_init (&random, 1, "normal", 0);

  for (guint i = 0; i < N_DRAWS; i++)
    {
      double value = jig_random_normal (&random);
      double power = 1.0;

      for (guint k = 0; k < 5; k++, power *= value)
        sums[k] += power / N_DRAWS;
    }

  /* Five standard errors: the variances of the powers are 1, 2, 15 and 96. */
  g_assert_cmpfloat_with_epsilon (sums[1], 0.0, 0.016);
  g_assert_cmpfloat_with_epsilon (sums[2], 1.0, 0.023);
  g_assert_cmpfloat_with_epsilon (sums[3], 0.0, 0.062);
  g_assert_cmpfloat_with_epsilon (sums[4], 3.0, 0.155);
}

static void
test_shuffle (void)
{
  guint counts[24] = { 0 };
  double chi_square = 0.0;
  JigRandom random;

  jig_random_init (&random, 1, "shuffle", 0);

  for (guint k = 0; k < 24000; k++)
    {
      guint32 items[] = { 0, 1, 2, 3 };
      guint seen = 0;

      jig_random_shuffle (&random, items, 4);
      for (guint i = 0; i < 4; i++)
        seen |= 1u << items[i];
      g_assert_cmpuint (seen, ==, 15);

      /* Which of the 24 orders: the first item, the second and the third's rank. */
      counts[items[0] * 6 + (items[1] - (items[1] > items[0])) * 2 + (items[2] > items[3])]++;
    }

  for (guint i = 0; i < 24; i++)
    chi_square += (counts[i] - 1000.0) * (counts[i] - 1000.0) / 1000.0;

  /* 23 degrees of freedom, p = 1e-6. */
  g_assert_cmpfloat (chi_square, <, 72.0);
}

static void
test_shuffle_nothing (void)
{
  JigRandom random;
  guint32 item = 5;

  jig_random_init (&random, 1, "shuffle", 0);
  jig_random_shuffle (&random, NULL, 0);
  jig_random_shuffle (&random, &item, 1);
  g_assert_cmpuint (item, ==, 5);
  g_assert_cmpuint (random.left, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/random/known-answers", test_known_answers);
  g_test_add_func ("/random/streams-stay", test_streams_stay);
  g_test_add_func ("/random/block-order", test_block_order);
  g_test_add_func ("/random/streams-differ", test_streams_differ);
  g_test_add_func ("/random/double", test_double);
  g_test_add_func ("/random/below-is-even", test_below_is_even);
  g_test_add_func ("/random/below-is-unbiased", test_below_is_unbiased);
  g_test_add_func ("/random/below-small", test_below_small);
  g_test_add_func ("/random/normal", test_normal);
  g_test_add_func ("/random/shuffle", test_shuffle);
  g_test_add_func ("/random/shuffle-nothing", test_shuffle_nothing);

  return g_test_run ();
}
