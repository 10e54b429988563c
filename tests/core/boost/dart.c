#include "core/boost/dart.h"

#include <math.h>

#define N_ROUNDS 1000

typedef struct
{
  guint64 keys[N_ROUNDS];
  guint32 rounds[N_ROUNDS];
  gsize   n_rounds;
} Drop;

static void
drop (const JigDartRules *rules,
      guint64             seed,
      guint               round,
      Drop               *self)
{
  self->n_rounds = jig_dart_drop (rules, seed, round, self->keys, self->rounds);
  for (gsize i = 0; i < self->n_rounds; i++)
    {
      g_assert_cmpuint (self->rounds[i], <, round - 1);
      g_assert_true (i == 0 || self->rounds[i - 1] < self->rounds[i]);
    }
}

/* Within five standard deviations of 100 of 1,000. */
static void
test_rate (void)
{
  const JigDartRules rules = { .rate = 0.1 };
  Drop first;
  Drop same;
  Drop other;

  drop (&rules, 1, N_ROUNDS + 1, &first);
  drop (&rules, 1, N_ROUNDS + 1, &same);
  drop (&rules, 2, N_ROUNDS + 1, &other);
  g_assert_cmpfloat_with_epsilon ((double) first.n_rounds, 100.0, 5.0 * sqrt (90.0));
  g_assert_cmpmem (first.rounds, first.n_rounds * sizeof (guint32),
                   same.rounds, same.n_rounds * sizeof (guint32));
  g_assert_false (first.n_rounds == other.n_rounds && first.rounds[0] == other.rounds[0] &&
                  first.rounds[1] == other.rounds[1]);
}

static void
test_edges (void)
{
  const JigDartRules none = { .rate = 0.0 };
  const JigDartRules all = { .rate = 1.0 };
  const JigDartRules skipped = { .rate = 1.0, .skip = 1.0 };
  Drop result;

  for (guint round = 1; round <= 5; round++)
    {
      drop (&none, 1, round, &result);
      g_assert_cmpuint (result.n_rounds, ==, 0);
      drop (&skipped, 1, round, &result);
      g_assert_cmpuint (result.n_rounds, ==, 0);
      drop (&all, 1, round, &result);
      g_assert_cmpuint (result.n_rounds, ==, round - 1);
    }
}

/* Half of the rounds leave none out, within five standard deviations. */
static void
test_skip (void)
{
  const JigDartRules rules = { .rate = 1.0, .skip = 0.5 };
  gsize n_skipped = 0;

  for (guint round = 2; round < 402; round++)
    {
      Drop result;

      drop (&rules, 1, round, &result);
      g_assert_true (result.n_rounds == 0 || result.n_rounds == round - 1);
      n_skipped += result.n_rounds == 0 ? 1 : 0;
    }
  g_assert_cmpfloat_with_epsilon ((double) n_skipped, 200.0, 50.0);
}

/* A limit takes some of those that would be left out, early or late ones. */
static void
test_most (void)
{
  const JigDartRules free = { .rate = 0.5 };
  const JigDartRules limited = { .rate = 0.5, .most = 7 };
  gsize n_late = 0;

  for (guint64 seed = 0; seed < 100; seed++)
    {
      Drop many;
      Drop few;
      gsize k = 0;

      drop (&free, seed, 41, &many);
      drop (&limited, seed, 41, &few);
      g_assert_cmpuint (few.n_rounds, ==, MIN (many.n_rounds, 7));
      for (gsize i = 0; i < few.n_rounds; i++)
        {
          while (k < many.n_rounds && many.rounds[k] != few.rounds[i])
            k++;
          g_assert_cmpuint (k, <, many.n_rounds);
          n_late += few.rounds[i] >= 20 ? 1 : 0;
        }
    }
  g_assert_cmpfloat_with_epsilon ((double) n_late, 350.0, 5.0 * sqrt (175.0));
}

static void
test_weigh (void)
{
  static const struct
  {
    gboolean by_forest;
    gsize    n_dropped;
    double   rate;
    double   new_weight;
    double   factor;
  } cases[] = {
    { FALSE, 1, 1.0, 0.5, 0.5 },
    { FALSE, 3, 1.0, 0.25, 0.75 },
    { FALSE, 4, 0.5, 1.0 / 4.5, 4.0 / 4.5 },
    { TRUE, 1, 1.0, 0.5, 0.5 },
    { TRUE, 3, 1.0, 0.5, 0.5 },
    { TRUE, 7, 0.25, 0.8, 0.8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const JigDartRules rules = { .rate = 0.1, .by_forest = cases[i].by_forest };
      double new_weight;
      double factor;

      jig_dart_weigh (&rules, cases[i].n_dropped, cases[i].rate, &new_weight, &factor);
      g_assert_cmpfloat (new_weight, ==, cases[i].new_weight);
      g_assert_cmpfloat (factor, ==, cases[i].factor);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dart/rate", test_rate);
  g_test_add_func ("/dart/edges", test_edges);
  g_test_add_func ("/dart/skip", test_skip);
  g_test_add_func ("/dart/most", test_most);
  g_test_add_func ("/dart/weigh", test_weigh);

  return g_test_run ();
}
