#include "core/boost/tree-shap-kernels.h"

#include <immintrin.h>

#define NAME(x) x##_single_avx512
#define Scalar float
#define Vector __m512
#define Mask __mmask16
#define LANES 16
#define ROWS JIG_TREE_SHAP_SINGLE_ROWS

static inline Vector
NAME (spread) (Scalar number)
{
  return _mm512_set1_ps (number);
}

static inline Mask
NAME (all) (void)
{
  return (Mask) -1;
}

static inline Mask
NAME (less) (Vector left,
             Vector right)
{
  return _mm512_cmp_ps_mask (left, right, _CMP_LT_OQ);
}

static inline Mask
NAME (is_missing) (Vector value)
{
  return _mm512_cmp_ps_mask (value, value, _CMP_UNORD_Q);
}

static inline Vector
NAME (pick) (Mask   mask,
             Vector yes,
             Vector no)
{
  return _mm512_mask_blend_ps (mask, no, yes);
}

#include "core/boost/tree-shap-kernels.inc"

#define NAME(x) x##_double_avx512
#define Scalar double
#define Vector __m512d
#define Mask __mmask8
#define LANES 8
#define ROWS JIG_TREE_SHAP_DOUBLE_ROWS

static inline Vector
NAME (spread) (Scalar number)
{
  return _mm512_set1_pd (number);
}

static inline Mask
NAME (all) (void)
{
  return (Mask) -1;
}

static inline Mask
NAME (less) (Vector left,
             Vector right)
{
  return _mm512_cmp_pd_mask (left, right, _CMP_LT_OQ);
}

static inline Mask
NAME (is_missing) (Vector value)
{
  return _mm512_cmp_pd_mask (value, value, _CMP_UNORD_Q);
}

static inline Vector
NAME (pick) (Mask   mask,
             Vector yes,
             Vector no)
{
  return _mm512_mask_blend_pd (mask, no, yes);
}

#include "core/boost/tree-shap-kernels.inc"
