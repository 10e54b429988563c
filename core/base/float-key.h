#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * jig_float_key:
 * @value: a number, not NaN
 *
 * Returns: a whole number; keys are in the order of their numbers, with -0 below 0
 */
static inline guint32
jig_float_key (float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);

  return bits ^ (bits >> 31 != 0 ? G_MAXUINT32 : 0x80000000u);
}

/**
 * jig_float_key_value:
 * @key: a key
 *
 * Returns: the number whose key it is
 */
static inline float
jig_float_key_value (guint32 key)
{
  const guint32 bits = key ^ (key >> 31 != 0 ? 0x80000000u : G_MAXUINT32);
  float value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

guint64 *jig_float_key_sort (guint64 *keys,
                             guint64 *other,
                             gsize    n_keys);

G_END_DECLS
