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

/* Sums of packed numbers up to each of eight. */
static inline __m512i
add_up_eight (__m512i x)
{
  const __m512i zero = _mm512_setzero_si512 ();

  x = _mm512_add_epi64 (x, _mm512_alignr_epi64 (x, zero, 7));
  x = _mm512_add_epi64 (x, _mm512_alignr_epi64 (x, zero, 6));

  return _mm512_add_epi64 (x, _mm512_alignr_epi64 (x, zero, 4));
}

/* Which of sixteen bins there are, from the first on. */
static inline __mmask16
mask_bins (guint n_bins)
{
  return n_bins >= 16 ? 0xffff : (__mmask16) ((1u << n_bins) - 1);
}

/* What is the same for all bins of a feature. */
typedef struct
{
  __m512i total_grad;
  __m512i total_hess;
  __m512i least_left;
  __m512i least_right;
  __m512  lambda;
} Limits;

/* The score of sixteen questions and which of them are allowed, from the sums that
 * go left. */
static inline __m512
score_sixteen (const Limits *limits,
               __m512i       grad,
               __m512i       hess,
               __mmask16    *allowed)
{
  const __m512i right = _mm512_sub_epi32 (limits->total_hess, hess);
  const __m512 grad_left = _mm512_cvtepi32_ps (grad);
  const __m512 grad_right = _mm512_cvtepi32_ps (_mm512_sub_epi32 (limits->total_grad, grad));
  const __m512 hess_left = _mm512_add_ps (_mm512_cvtepi32_ps (hess), limits->lambda);
  const __m512 hess_right = _mm512_add_ps (_mm512_cvtepi32_ps (right), limits->lambda);
  const __m512 left_part = _mm512_mul_ps (_mm512_mul_ps (grad_left, grad_left), hess_right);
  const __m512 right_part = _mm512_mul_ps (_mm512_mul_ps (grad_right, grad_right), hess_left);

  *allowed = _mm512_cmpge_epi32_mask (hess, limits->least_left) &
             _mm512_cmpge_epi32_mask (right, limits->least_right);

  return _mm512_div_ps (_mm512_add_ps (left_part, right_part),
                        _mm512_mul_ps (hess_left, hess_right));
}

/* The best of sixteen lanes; of equals the lower bin wins. */
static inline float
choose_lane (__m512  scores,
             __m512i bins,
             guint  *bin)
{
  const float best = _mm512_reduce_max_ps (scores);
  const __mmask16 is_best = _mm512_cmp_ps_mask (scores, _mm512_set1_ps (best), _CMP_EQ_OQ);

  *bin = best >= 0.0f ? _mm512_mask_reduce_min_epu32 (is_best, bins) : 0;

  return best;
}

static float
find_best (const JigSplitScan *scan,
           guint64             first,
           guint              *bin)
{
  const __m512i low_halves = _mm512_set_epi32 (30, 28, 26, 24, 22, 20, 18, 16,
                                               14, 12, 10, 8, 6, 4, 2, 0);
  const __m512i high_halves = _mm512_add_epi32 (low_halves, _mm512_set1_epi32 (1));
  const __m512i last = _mm512_set1_epi64 (7);
  const Limits limits = {
    _mm512_set1_epi32 ((gint32) (scan->total >> 32)), _mm512_set1_epi32 ((gint32) scan->total),
    _mm512_set1_epi32 ((gint32) MAX (scan->least_hess, (guint32) first + 1)),
    _mm512_set1_epi32 ((gint32) scan->least_hess), _mm512_set1_ps (scan->lambda),
  };
  __m512i bins = _mm512_set_epi32 (15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  __m512i best_bins = _mm512_setzero_si512 ();
  __m512 best = _mm512_set1_ps (-1.0f);
  __m512i sum = _mm512_set1_epi64 ((gint64) first);

  for (guint k = 0; k < scan->n_bins; k += 16)
    {
      const __mmask16 live = mask_bins (scan->n_bins - k);
      const __m512i low = add_up_eight (_mm512_maskz_loadu_epi64 ((__mmask8) live,
                                                                  scan->cells + k));
      const __m512i high = add_up_eight (_mm512_maskz_loadu_epi64 ((__mmask8) (live >> 8),
                                                                   scan->cells + k + 8));
      const __m512i low_sums = _mm512_add_epi64 (low, sum);
      const __m512i middle = _mm512_add_epi64 (sum, _mm512_permutexvar_epi64 (last, low));
      const __m512i high_sums = _mm512_add_epi64 (high, middle);
      const __m512i grad = _mm512_permutex2var_epi32 (low_sums, high_halves, high_sums);
      const __m512i hess = _mm512_permutex2var_epi32 (low_sums, low_halves, high_sums);
      __mmask16 allowed;
      const __m512 scores = score_sixteen (&limits, grad, hess, &allowed);
      const __mmask16 better = _mm512_mask_cmp_ps_mask (allowed & live, scores, best, _CMP_GT_OQ);

      best = _mm512_mask_mov_ps (best, better, scores);
      best_bins = _mm512_mask_mov_epi32 (best_bins, better, bins);
      bins = _mm512_add_epi32 (bins, _mm512_set1_epi32 (16));
      sum = _mm512_add_epi64 (middle, _mm512_permutexvar_epi64 (last, high));
    }

  return choose_lane (best, best_bins, bin);
}

#define HAS_PART_ROWS
#define HAS_FIND_BEST
#define JIG_KERNELS jig_boost_kernels_avx512

#include "core/boost/boost-kernels.inc"
