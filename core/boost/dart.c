/* Dropouts meet multiple additive regression trees (Rashmi and Gilad-Bachrach,
 * AISTATS 2015): a new round corrects a random part of those before it, so that no
 * late tree is about a few rows only. */

#include "core/boost/dart.h"

#include "core/base/limits.h"
#include "core/base/random.h"

#include <stdlib.h>

/* Where the number of a round stands in its key. */
#define ROUND_BITS 24

G_STATIC_ASSERT (JIG_LIMIT_TREES < 1 << ROUND_BITS);

static double
to_share (guint64 hash)
{
  return (double) (hash >> 11) * 0x1p-53;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const guint64 *first = a;
  const guint64 *second = b;

  return (*first > *second) - (*first < *second);
}

/**
 * jig_dart_drop:
 * @rules: when rounds are left out
 * @seed: the seed of the fit
 * @round: the new round, counted from 1
 * @keys: (round - 1,) overwritten
 * @dropped: (out caller-allocates): (round - 1,) the indices of the rounds that are
 *   left out, counted from 0, rising
 *
 * Each round is left out with the same probability; if these are too many, those
 * of the smallest random numbers are.
 *
 * Returns: how many are left out
 */
gsize
jig_dart_drop (const JigDartRules *rules,
               guint64             seed,
               guint               round,
               guint64            *keys,
               guint32            *dropped)
{
  const guint64 own = jig_random_hash (seed, "dart", round);
  const guint64 mask = ((guint64) 1 << ROUND_BITS) - 1;
  gsize n_dropped = 0;

  if (!(rules->rate > 0.0) || to_share (jig_random_hash (seed, "dart-skip", round)) < rules->skip)
    return 0;

  for (guint i = 0; i + 1 < round; i++)
    {
      const guint64 hash = jig_random_hash (own, "round", i);

      if (to_share (hash) < rules->rate)
        keys[n_dropped++] = (hash & ~mask) | i;
    }
  if (rules->most > 0 && n_dropped > rules->most)
    {
      qsort (keys, n_dropped, sizeof *keys, compare_keys);
      n_dropped = rules->most;
    }

  for (gsize i = 0; i < n_dropped; i++)
    keys[i] &= mask;
  qsort (keys, n_dropped, sizeof *keys, compare_keys);
  for (gsize i = 0; i < n_dropped; i++)
    dropped[i] = (guint32) keys[i];

  return n_dropped;
}

/**
 * jig_dart_weigh:
 * @rules: when rounds are left out
 * @n_dropped: how many were, at least 1
 * @rate: the learning rate, which is in the leaves already
 * @new_weight: (out): what the leaves of the new round are multiplied by
 * @dropped_factor: (out): what those of the rounds that were left out are
 *   multiplied by
 *
 * The new round corrects the same as those left out; together they would overdo it.
 */
void
jig_dart_weigh (const JigDartRules *rules,
                gsize               n_dropped,
                double              rate,
                double             *new_weight,
                double             *dropped_factor)
{
  const double n = rules->by_forest ? 1.0 : (double) n_dropped;

  *new_weight = 1.0 / (n + rate);
  *dropped_factor = n / (n + rate);
}
