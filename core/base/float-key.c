#include "core/base/float-key.h"

/* Keys are sorted by this many bits at a time. */
#define DIGIT_BITS 11
#define N_DIGITS   3
#define N_VALUES   (1 << DIGIT_BITS)

static inline guint
digit_of (guint64 key,
          guint   digit)
{
  return (guint) (key >> (32 + digit * DIGIT_BITS)) % N_VALUES;
}

/* How many keys have each value of each digit. */
static void
count_digits (const guint64 *keys,
              gsize          n_keys,
              guint32        counts[N_DIGITS][N_VALUES])
{
  memset (counts, 0, N_DIGITS * sizeof *counts);

  for (gsize i = 0; i < n_keys; i++)
    for (guint digit = 0; digit < N_DIGITS; digit++)
      counts[digit][digit_of (keys[i], digit)]++;
}

/**
 * jig_float_key_sort:
 * @keys: (n_keys,) a key in the upper half of each, anything in the lower; fewer
 *   than 2^32
 * @other: (n_keys,) overwritten
 * @n_keys: how many there are
 *
 * Sorts by key and leaves equal ones in their order: digit by digit from the
 * lowest on, past digits that all keys share.
 *
 * Returns: whichever of @keys and @other they ended up in
 */
guint64 *
jig_float_key_sort (guint64 *keys,
                    guint64 *other,
                    gsize    n_keys)
{
  guint32 counts[N_DIGITS][N_VALUES];

  if (n_keys == 0)
    return keys;

  count_digits (keys, n_keys, counts);

  for (guint digit = 0; digit < N_DIGITS; digit++)
    {
      guint64 *swap = keys;
      guint32 sum = 0;

      if (counts[digit][digit_of (keys[0], digit)] == n_keys)
        continue;

      for (guint value = 0; value < N_VALUES; value++)
        {
          const guint32 n_own = counts[digit][value];

          counts[digit][value] = sum;
          sum += n_own;
        }
      for (gsize i = 0; i < n_keys; i++)
        other[counts[digit][digit_of (keys[i], digit)]++] = keys[i];
      keys = other;
      other = swap;
    }

  return keys;
}
