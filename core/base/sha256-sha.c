/* SHA-256 by the instructions that x86 has for it. Tested by
 * tests/core/base/sha256.c. */

#include "core/base/sha256.h"

#include <immintrin.h>

/* The two registers hold the words A B E F and C D G H, the first one highest. */
static void
load_state (const guint32 *state,
            __m128i       *abef,
            __m128i       *cdgh)
{
  __m128i dcba = _mm_loadu_si128 ((const __m128i *) state);
  __m128i hgfe = _mm_loadu_si128 ((const __m128i *) (state + 4));
  __m128i cdab = _mm_shuffle_epi32 (dcba, 0xb1);
  __m128i efgh = _mm_shuffle_epi32 (hgfe, 0x1b);

  *abef = _mm_alignr_epi8 (cdab, efgh, 8);
  *cdgh = _mm_blend_epi16 (efgh, cdab, 0xf0);
}

static void
store_state (guint32 *state,
             __m128i  abef,
             __m128i  cdgh)
{
  __m128i feba = _mm_shuffle_epi32 (abef, 0x1b);
  __m128i dchg = _mm_shuffle_epi32 (cdgh, 0xb1);

  _mm_storeu_si128 ((__m128i *) state, _mm_blend_epi16 (feba, dchg, 0xf0));
  _mm_storeu_si128 ((__m128i *) (state + 4), _mm_alignr_epi8 (dchg, feba, 8));
}

/* The next four words of the schedule; @words: the last sixteen, oldest first. */
static inline __m128i
schedule (__m128i oldest,
          __m128i second,
          __m128i third,
          __m128i newest)
{
  __m128i sum = _mm_add_epi32 (_mm_sha256msg1_epu32 (oldest, second),
                               _mm_alignr_epi8 (newest, third, 4));

  return _mm_sha256msg2_epu32 (sum, newest);
}

/**
 * jig_sha256_add_blocks_sha:
 * @state: (8,) the words, updated
 * @blocks: (n_blocks, 64)
 * @n_blocks: how many
 */
void
jig_sha256_add_blocks_sha (guint32      *state,
                           const guint8 *blocks,
                           gsize         n_blocks)
{
  const __m128i big_endian = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abef;
  __m128i cdgh;

  load_state (state, &abef, &cdgh);
  for (gsize block = 0; block < n_blocks; block++, blocks += JIG_SHA256_BLOCK)
    {
      const __m128i *from = (const __m128i *) blocks;
      const __m128i *constants = (const __m128i *) jig_sha256_constants;
      __m128i before_abef = abef;
      __m128i before_cdgh = cdgh;
      __m128i words[4];

      for (guint i = 0; i < 16; i++)
        {
          __m128i four;

          words[i % 4] = i < 4 ? _mm_shuffle_epi8 (_mm_loadu_si128 (from + i), big_endian)
                               : schedule (words[i % 4], words[(i + 1) % 4], words[(i + 2) % 4],
                                           words[(i + 3) % 4]);
          four = _mm_add_epi32 (words[i % 4], _mm_loadu_si128 (constants + i));
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, four);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (four, 0x0e));
        }
      abef = _mm_add_epi32 (abef, before_abef);
      cdgh = _mm_add_epi32 (cdgh, before_cdgh);
    }
  store_state (state, abef, cdgh);
}
