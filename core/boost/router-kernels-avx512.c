/* Masks are 64 bits in a register of their own, a node one comparison of 64 rows.
 *
 * Tested by tests/core/boost/router.c. */

#include "core/boost/router-kernels.h"

#include <immintrin.h>

#define LANES 16

/* The first steps ask 31 cuts that stay in two registers. */
static inline __m512i
search_top (__m512  values,
            __m512  low,
            __m512  high,
            __m512i place)
{
  for (int step = LANES; step > 0; step >>= 1)
    {
      const __m512i ahead = _mm512_add_epi32 (place, _mm512_set1_epi32 (step));
      const __m512i asked = _mm512_sub_epi32 (ahead, _mm512_set1_epi32 (1));
      const __m512 cuts = _mm512_permutex2var_ps (low, asked, high);

      place = _mm512_mask_mov_epi32 (place, _mm512_cmp_ps_mask (cuts, values, _CMP_LE_OQ), ahead);
    }

  return place;
}

static inline __m512i
search_rest (__m512       values,
             const float *cuts,
             int          step,
             __m512i      place)
{
  for (; step > 0; step >>= 1)
    {
      const __m512i ahead = _mm512_add_epi32 (place, _mm512_set1_epi32 (step));
      const __m512i asked = _mm512_sub_epi32 (ahead, _mm512_set1_epi32 (1));
      const __m512 found = _mm512_i32gather_ps (asked, cuts, sizeof (float));

      place = _mm512_mask_mov_epi32 (place, _mm512_cmp_ps_mask (found, values, _CMP_LE_OQ), ahead);
    }

  return place;
}

/* How many of the cuts are not above each of 16 values; all bits if it is missing. */
static inline __m512i
search (__m512       values,
        const float *cuts,
        guint        n_steps,
        __m512       low,
        __m512       high)
{
  const guint n_rest = n_steps - JIG_ROUTER_LEAST_STEPS;
  const __mmask16 missing = _mm512_cmp_ps_mask (values, values, _CMP_UNORD_Q);
  __m512i place = search_top (values, low, high, _mm512_setzero_si512 ());

  place = _mm512_sll_epi32 (place, _mm_cvtsi32_si128 ((int) n_rest));
  place = search_rest (values, cuts, 1 << n_rest >> 1, place);

  return _mm512_mask_mov_epi32 (place, missing, _mm512_set1_epi32 (-1));
}

/* The last of every 2^n_rest cuts; behind the 31st there is none. */
static inline __m512
gather_top (const float *cuts,
            guint        n_rest,
            int          first)
{
  const __m512i lanes = _mm512_setr_epi32 (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
  const __m512i places = _mm512_add_epi32 (lanes, _mm512_set1_epi32 (first));
  const __mmask16 there = _mm512_cmplt_epi32_mask (places, _mm512_set1_epi32 (2 * LANES));
  const __m512i ends = _mm512_sll_epi32 (places, _mm_cvtsi32_si128 ((int) n_rest));
  const __m512i asked = _mm512_sub_epi32 (ends, _mm512_set1_epi32 (1));

  return _mm512_mask_i32gather_ps (_mm512_set1_ps (__builtin_nanf ("")), there, asked, cuts,
                                   sizeof (float));
}

static void
bin_narrow (const float *values,
            const float *cuts,
            guint        n_steps,
            gpointer     planes)
{
  const __m512 low = gather_top (cuts, n_steps - JIG_ROUTER_LEAST_STEPS, 0);
  const __m512 high = gather_top (cuts, n_steps - JIG_ROUTER_LEAST_STEPS, LANES);
  guint8 *codes = planes;

  for (gsize row = 0; row < JIG_ROUTER_ROWS; row += LANES)
    {
      const __m512i places = search (_mm512_loadu_ps (values + row), cuts, n_steps, low, high);
      const __m128i narrow = _mm512_cvtepi32_epi8 (places);

      _mm_store_si128 ((__m128i *) (codes + row), narrow);
      _mm_store_si128 ((__m128i *) (codes + JIG_ROUTER_ROWS + row),
                       _mm_add_epi8 (narrow, _mm_set1_epi8 (1)));
    }
}

static void
bin_wide (const float *values,
          const float *cuts,
          guint        n_steps,
          gpointer     planes)
{
  const __m512 low = gather_top (cuts, n_steps - JIG_ROUTER_LEAST_STEPS, 0);
  const __m512 high = gather_top (cuts, n_steps - JIG_ROUTER_LEAST_STEPS, LANES);
  guint16 *codes = planes;

  for (gsize row = 0; row < JIG_ROUTER_ROWS; row += LANES)
    {
      const __m512i places = search (_mm512_loadu_ps (values + row), cuts, n_steps, low, high);
      const __m256i wide = _mm512_cvtepi32_epi16 (places);

      _mm256_store_si256 ((__m256i *) (codes + row), wide);
      _mm256_store_si256 ((__m256i *) (codes + JIG_ROUTER_ROWS + row),
                          _mm256_add_epi16 (wide, _mm256_set1_epi16 (1)));
    }
}

static inline void
add_leaves (__m512i      leaves,
            const float *values,
            float       *margins)
{
  const __m512 sums = _mm512_add_ps (_mm512_loadu_ps (margins),
                                     _mm512_i32gather_ps (leaves, values, sizeof (float)));

  _mm512_storeu_ps (margins, sums);
}

static void
route_narrow (const JigRouterTree *tree,
              gconstpointer        planes,
              gpointer             masks,
              float               *margins)
{
  const __m512i *codes = planes;
  __mmask64 *slots = masks;
  const JigRouterNode *nodes = tree->nodes;
  const gsize n_parents = tree->n_parents;
  const gsize n_nodes = tree->n_nodes;
  __m512i leaves = _mm512_setzero_si512 ();

  slots[0] = ~(__mmask64) 0;
  for (gsize i = 0; i < n_parents; i++)
    {
      const JigRouterNode *node = &nodes[i];
      const __mmask64 here = slots[node->slot];
      const __m512i cut = _mm512_set1_epi32 ((int) node->cut);
      const __m512i n_left = _mm512_set1_epi32 ((int) node->n_left);
      const __mmask64 left = _mm512_mask_cmple_epu8_mask (here, codes[node->plane], cut);
      const __mmask64 right = _kandn_mask64 (left, here);

      slots[2 * i + 1] = left;
      slots[2 * i + 2] = right;
      leaves = _mm512_mask_add_epi8 (leaves, right, leaves, n_left);
    }
  for (gsize i = n_parents; i < n_nodes; i++)
    {
      const JigRouterNode *node = &nodes[i];
      const __m512i cut = _mm512_set1_epi32 ((int) node->cut);
      const __m512i n_left = _mm512_set1_epi32 ((int) node->n_left);
      const __mmask64 right = _mm512_mask_cmpgt_epu8_mask (slots[node->slot], codes[node->plane],
                                                           cut);

      leaves = _mm512_mask_add_epi8 (leaves, right, leaves, n_left);
    }

  add_leaves (_mm512_cvtepu8_epi32 (_mm512_castsi512_si128 (leaves)), tree->leaves, margins);
  add_leaves (_mm512_cvtepu8_epi32 (_mm512_extracti32x4_epi32 (leaves, 1)), tree->leaves,
              margins + LANES);
  add_leaves (_mm512_cvtepu8_epi32 (_mm512_extracti32x4_epi32 (leaves, 2)), tree->leaves,
              margins + 2 * LANES);
  add_leaves (_mm512_cvtepu8_epi32 (_mm512_extracti32x4_epi32 (leaves, 3)), tree->leaves,
              margins + 3 * LANES);
}

/* Half of a block. */
static inline void
route_half (const JigRouterTree *tree,
            const __m512i       *codes,
            __mmask32           *slots,
            float               *margins)
{
  const JigRouterNode *nodes = tree->nodes;
  const gsize n_parents = tree->n_parents;
  const gsize n_nodes = tree->n_nodes;
  __m512i leaves = _mm512_setzero_si512 ();

  slots[0] = ~(__mmask32) 0;
  for (gsize i = 0; i < n_parents; i++)
    {
      const JigRouterNode *node = &nodes[i];
      const __mmask32 here = slots[node->slot];
      const __m512i cut = _mm512_set1_epi32 ((int) node->cut);
      const __m512i n_left = _mm512_set1_epi32 ((int) node->n_left);
      const __mmask32 left = _mm512_mask_cmple_epu16_mask (here, codes[2 * node->plane], cut);
      const __mmask32 right = _kandn_mask32 (left, here);

      slots[2 * i + 1] = left;
      slots[2 * i + 2] = right;
      leaves = _mm512_mask_add_epi16 (leaves, right, leaves, n_left);
    }
  for (gsize i = n_parents; i < n_nodes; i++)
    {
      const JigRouterNode *node = &nodes[i];
      const __m512i cut = _mm512_set1_epi32 ((int) node->cut);
      const __m512i n_left = _mm512_set1_epi32 ((int) node->n_left);
      const __mmask32 right = _mm512_mask_cmpgt_epu16_mask (slots[node->slot],
                                                            codes[2 * node->plane], cut);

      leaves = _mm512_mask_add_epi16 (leaves, right, leaves, n_left);
    }

  add_leaves (_mm512_cvtepu16_epi32 (_mm512_castsi512_si256 (leaves)), tree->leaves, margins);
  add_leaves (_mm512_cvtepu16_epi32 (_mm512_extracti64x4_epi64 (leaves, 1)), tree->leaves,
              margins + LANES);
}

static void
route_wide (const JigRouterTree *tree,
            gconstpointer        planes,
            gpointer             masks,
            float               *margins)
{
  route_half (tree, planes, masks, margins);
  route_half (tree, (const __m512i *) planes + 1, masks, margins + JIG_ROUTER_ROWS / 2);
}

const JigRouterKernels jig_router_kernels_avx512[JIG_N_ROUTER_WIDTHS] = {
  [JIG_ROUTER_NARROW] = { bin_narrow, route_narrow },
  [JIG_ROUTER_WIDE] = { bin_wide, route_wide },
};
