#include "core/base/random.h"

#include "core/base/elementary.h"

#include <math.h>

#define N_ROUNDS 10

/* The multipliers and Weyl increments of Philox4x32. */
#define M0 0xd2511f53u
#define M1 0xcd9e8d57u
#define W0 0x9e3779b9u
#define W1 0xbb67ae85u

static inline void
run_round (guint32       x[4],
           const guint32 key[2])
{
  guint64 p0 = (guint64) M0 * x[0];
  guint64 p1 = (guint64) M1 * x[2];
  guint32 x1 = x[1];
  guint32 x3 = x[3];

  x[0] = (guint32) (p1 >> 32) ^ x1 ^ key[0];
  x[1] = (guint32) p1;
  x[2] = (guint32) (p0 >> 32) ^ x3 ^ key[1];
  x[3] = (guint32) p0;
}

/**
 * jig_random_philox:
 * @counter: which block
 * @key: which stream
 * @block: overwritten with four random numbers
 *
 * Philox4x32-10 as published: what all streams here are made of.
 */
void
jig_random_philox (const guint32 counter[4],
                   const guint32 key[2],
                   guint32       block[4])
{
  guint32 round_key[2] = { key[0], key[1] };

  for (guint i = 0; i < 4; i++)
    block[i] = counter[i];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      run_round (block, round_key);
      round_key[0] += W0;
      round_key[1] += W1;
    }
}

/* FNV-1a, 64 bits (Fowler, Noll and Vo). */
static guint64
hash_text (const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const guint8 *byte = (const guint8 *) text; *byte != 0; byte++)
    hash = (hash ^ *byte) * G_GUINT64_CONSTANT (0x100000001b3);

  return hash;
}

/* The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): one to one. */
static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return x ^ (x >> 31);
}

/**
 * jig_random_init:
 * @self: (out caller-allocates): the stream
 * @seed: what the user chose
 * @purpose: what the numbers are for: "split", "tree"
 * @index: which chunk, tree or trial
 *
 * Begins a stream. The key is mix (seed + mix (FNV-1a (purpose))), the upper
 * half of the counter is @index and the lower half counts blocks: two indices
 * of one purpose, or two seeds, never share a block.
 */
void
jig_random_init (JigRandom  *self,
                 guint64     seed,
                 const char *purpose,
                 guint64     index)
{
  guint64 key;

  g_return_if_fail (self != NULL);
  g_return_if_fail (purpose != NULL);

  key = mix (seed + mix (hash_text (purpose)));

  *self = (JigRandom) {
    .key = { (guint32) key, (guint32) (key >> 32) },
    .counter = { 0, 0, (guint32) index, (guint32) (index >> 32) },
  };
}

/**
 * jig_random_uint32:
 * @self: a stream
 *
 * Returns: any of 2^32 numbers
 */
guint32
jig_random_uint32 (JigRandom *self)
{
  if (self->left == 0)
    {
      jig_random_philox (self->counter, self->key, self->block);
      self->left = 4;
      if (++self->counter[0] == 0)
        self->counter[1]++;
    }

  return self->block[4 - self->left--];
}

/**
 * jig_random_uint64:
 * @self: a stream
 *
 * Returns: any of 2^64 numbers: two of 32 bits, the lower half first
 */
guint64
jig_random_uint64 (JigRandom *self)
{
  guint64 lower = jig_random_uint32 (self);

  return lower | (guint64) jig_random_uint32 (self) << 32;
}

/**
 * jig_random_below:
 * @self: a stream
 * @bound: one more than the greatest number wanted; not 0
 *
 * Lemire, "Fast random integer generation in an interval" (2019): every number
 * is exactly as likely as every other.
 *
 * Returns: a number below @bound
 */
guint64
jig_random_below (JigRandom *self,
                  guint64    bound)
{
  unsigned __int128 product;

  g_return_val_if_fail (bound > 0, 0);

  product = (unsigned __int128) jig_random_uint64 (self) * bound;

  if ((guint64) product < bound)
    {
      guint64 threshold = -bound % bound;

      while ((guint64) product < threshold)
        product = (unsigned __int128) jig_random_uint64 (self) * bound;
    }

  return (guint64) (product >> 64);
}

/**
 * jig_random_double:
 * @self: a stream
 *
 * Returns: one of 2^53 equally spaced numbers from 0 to below 1
 */
double
jig_random_double (JigRandom *self)
{
  return (double) (jig_random_uint64 (self) >> 11) * 0x1p-53;
}

/**
 * jig_random_normal:
 * @self: a stream
 *
 * Marsaglia and Bray's polar method (1964). The second number it could give is
 * dropped, so that a stream has no memory beyond its position.
 *
 * Returns: a number of mean 0 and variance 1
 */
double
jig_random_normal (JigRandom *self)
{
  double u;
  double v;
  double s;

  do
    {
      u = 2.0 * jig_random_double (self) - 1.0;
      v = 2.0 * jig_random_double (self) - 1.0;
      s = u * u + v * v;
    }
  while (s >= 1.0 || s == 0.0);

  return u * sqrt (-2.0 * jig_log (s) / s);
}

/**
 * jig_random_shuffle:
 * @self: a stream
 * @items: (n_items,) put into an order in which all are equally likely
 * @n_items: how many there are
 *
 * Fisher and Yates, from the last item to the first.
 */
void
jig_random_shuffle (JigRandom *self,
                    guint32   *items,
                    gsize      n_items)
{
  for (gsize i = n_items; i > 1; i--)
    {
      gsize j = (gsize) jig_random_below (self, i);
      guint32 item = items[i - 1];

      items[i - 1] = items[j];
      items[j] = item;
    }
}

/**
 * jig_random_hash:
 * @seed: what the user chose
 * @purpose: what the number is for
 * @index: which row or which thing
 *
 * Returns: the first 64 bits of that stream
 */
guint64
jig_random_hash (guint64     seed,
                 const char *purpose,
                 guint64     index)
{
  JigRandom stream;

  jig_random_init (&stream, seed, purpose, index);

  return jig_random_uint64 (&stream);
}
