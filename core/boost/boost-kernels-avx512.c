/* Tested by tests/core/boost/boost-kernels.c. */

#include "core/boost/boost-kernels.h"

#include <immintrin.h>

/* Which of sixteen rows go left. */
static inline __mmask16
ask (const JigPartition *partition,
     __m512i             row,
     __mmask16           live)
{
  const __m512i bin = _mm512_set1_epi32 (partition->bin);
  const __m512i missing = _mm512_set1_epi32 (partition->missing);
  const __mmask16 missing_left = partition->missing_left ? 0xffff : 0;
  const __m512i word = _mm512_mask_i32gather_epi32 (_mm512_setzero_si512 (), live, row,
                                                    partition->codes, 1);
  const __m512i code = _mm512_and_si512 (word, _mm512_set1_epi32 (0xff));

  return _mm512_mask_cmple_epu32_mask (live, code, bin) |
         (_mm512_mask_cmpeq_epu32_mask (live, code, missing) & missing_left);
}

/* Sixteen rows at a time. The left ones are written over rows that have been
 * read, in whole vectors: what follows them is written next. Compressing goes to
 * a register, for to memory it is slow on Zen 4. */
static gsize
part_rows (const JigPartition *partition,
           gsize               n_rows)
{
  guint32 *left = partition->rows;
  guint32 *right = partition->right;
  gsize i = 0;

  for (; i + 16 <= n_rows; i += 16)
    {
      const __m512i row = _mm512_loadu_si512 (partition->rows + i);
      const __mmask16 is_left = ask (partition, row, 0xffff);

      _mm512_storeu_si512 (left, _mm512_maskz_compress_epi32 (is_left, row));
      _mm512_storeu_si512 (right, _mm512_maskz_compress_epi32 ((__mmask16) ~is_left, row));
      left += __builtin_popcount (is_left);
      right += 16 - __builtin_popcount (is_left);
    }

  if (i < n_rows)
    {
      const __mmask16 live = (__mmask16) ((1u << (n_rows - i)) - 1);
      const __m512i row = _mm512_maskz_loadu_epi32 (live, partition->rows + i);
      const __mmask16 is_left = ask (partition, row, live);
      const __mmask16 is_right = live & (__mmask16) ~is_left;
      const guint n_left = (guint) __builtin_popcount (is_left);
      const guint n_right = (guint) __builtin_popcount (is_right);

      _mm512_mask_storeu_epi32 (left, (__mmask16) ((1u << n_left) - 1),
                                _mm512_maskz_compress_epi32 (is_left, row));
      _mm512_mask_storeu_epi32 (right, (__mmask16) ((1u << n_right) - 1),
                                _mm512_maskz_compress_epi32 (is_right, row));
      left += n_left;
    }

  return (gsize) (left - partition->rows);
}

#define HAS_PART_ROWS
#define JIG_KERNELS jig_boost_kernels_avx512

#include "core/boost/boost-kernels.inc"
