#include "core/base/sha256.h"

#include "core/base/cpu.h"

#include <string.h>

#define N_DIGITS 64

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
const guint32 jig_sha256_constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

typedef void (*AddBlocks) (guint32      *state,
                           const guint8 *blocks,
                           gsize         n_blocks);

static inline guint32
rotate (guint32 word,
        guint   n)
{
  return word >> n | word << (32 - n);
}

static void
schedule (const guint8 *block,
          guint32      *words)
{
  for (guint i = 0; i < 16; i++)
    words[i] = (guint32) block[4 * i] << 24 | (guint32) block[4 * i + 1] << 16 |
               (guint32) block[4 * i + 2] << 8 | block[4 * i + 3];

  for (guint i = 16; i < 64; i++)
    {
      guint32 a = words[i - 15];
      guint32 b = words[i - 2];

      words[i] = words[i - 16] + (rotate (a, 7) ^ rotate (a, 18) ^ a >> 3) + words[i - 7] +
                 (rotate (b, 17) ^ rotate (b, 19) ^ b >> 10);
    }
}

static void
add_block (guint32      *state,
           const guint8 *block)
{
  guint32 words[64];
  guint32 s[8];

  schedule (block, words);
  memcpy (s, state, sizeof s);
  for (guint i = 0; i < 64; i++)
    {
      guint32 choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
      guint32 majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
      guint32 first = s[7] + (rotate (s[4], 6) ^ rotate (s[4], 11) ^ rotate (s[4], 25)) + choice +
                      jig_sha256_constants[i] + words[i];
      guint32 second = (rotate (s[0], 2) ^ rotate (s[0], 13) ^ rotate (s[0], 22)) + majority;

      memmove (s + 1, s, 7 * sizeof *s);
      s[4] += first;
      s[0] = first + second;
    }
  for (guint i = 0; i < 8; i++)
    state[i] += s[i];
}

static void
add_blocks_portable (guint32      *state,
                     const guint8 *blocks,
                     gsize         n_blocks)
{
  for (gsize i = 0; i < n_blocks; i++)
    add_block (state, blocks + i * JIG_SHA256_BLOCK);
}

static AddBlocks
get_add_blocks (void)
{
#if JIG_HAVE_X86
  if (jig_cpu_get_isa () != JIG_ISA_PORTABLE && jig_cpu_has_sha ())
    return jig_sha256_add_blocks_sha;
#endif

  return add_blocks_portable;
}

/**
 * jig_sha256_init:
 * @self: (out caller-allocates): the hash of nothing yet
 */
void
jig_sha256_init (JigSha256 *self)
{
  /* The fractions of the square roots of the first 8 primes. */
  static const guint32 begin[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  };

  memcpy (self->state, begin, sizeof begin);
  self->n_bytes = 0;
}

/**
 * jig_sha256_update:
 * @self: a hash
 * @bytes: (array length=n_bytes): what to add
 * @n_bytes: how many
 */
void
jig_sha256_update (JigSha256     *self,
                   gconstpointer  bytes,
                   gsize          n_bytes)
{
  const AddBlocks add_blocks = get_add_blocks ();
  const guint8 *from = bytes;
  gsize n_kept = self->n_bytes % JIG_SHA256_BLOCK;
  gsize n_more = MIN (n_bytes, JIG_SHA256_BLOCK - n_kept);

  if (n_bytes == 0)
    return;

  self->n_bytes += n_bytes;
  if (n_kept > 0 && n_more > 0)
    {
      memcpy (self->block + n_kept, from, n_more);
      from += n_more;
      n_bytes -= n_more;
      if (n_kept + n_more < JIG_SHA256_BLOCK)
        return;
      add_blocks (self->state, self->block, 1);
    }

  add_blocks (self->state, from, n_bytes / JIG_SHA256_BLOCK);
  from += n_bytes / JIG_SHA256_BLOCK * JIG_SHA256_BLOCK;
  if (n_bytes % JIG_SHA256_BLOCK > 0)
    memcpy (self->block, from, n_bytes % JIG_SHA256_BLOCK);
}

/**
 * jig_sha256_to_string:
 * @self: a hash, which stays as it is
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
jig_sha256_to_string (const JigSha256 *self)
{
  JigSha256 copy = *self;
  guint64 n_bits = GUINT64_TO_BE (self->n_bytes * 8);
  guint8 end[JIG_SHA256_BLOCK] = { 0x80 };
  gsize n_kept = self->n_bytes % JIG_SHA256_BLOCK;
  gsize n_zeros = (n_kept < 56 ? 56 : 120) - n_kept;
  char *digits = g_malloc (N_DIGITS + 1);

  jig_sha256_update (&copy, end, n_zeros);
  jig_sha256_update (&copy, &n_bits, sizeof n_bits);
  for (guint i = 0; i < 8; i++)
    g_snprintf (digits + 8 * i, 9, "%08x", copy.state[i]);

  return digits;
}
