#include "core/boost/tree-shap-kernels.h"

typedef float SingleVector __attribute__ ((vector_size (32)));
typedef gint32 SingleMask __attribute__ ((vector_size (32)));

#define NAME(x) x##_single_avx2
#define Scalar float
#define Vector SingleVector
#define Mask SingleMask
#define LANES 8
#define ROWS JIG_TREE_SHAP_SINGLE_ROWS

static inline Vector
NAME (spread) (Scalar number)
{
  return (Vector) { number, number, number, number, number, number, number, number };
}

static inline Mask
NAME (all) (void)
{
  return (Mask) { -1, -1, -1, -1, -1, -1, -1, -1 };
}

static inline Mask
NAME (less) (Vector left,
             Vector right)
{
  return left < right;
}

static inline Mask
NAME (is_missing) (Vector value)
{
  return value != value;
}

static inline Vector
NAME (pick) (Mask   mask,
             Vector yes,
             Vector no)
{
  return (Vector) (((Mask) yes & mask) | ((Mask) no & ~mask));
}

#include "core/boost/tree-shap-kernels.inc"

typedef double DoubleVector __attribute__ ((vector_size (32)));
typedef gint64 DoubleMask __attribute__ ((vector_size (32)));

#define NAME(x) x##_double_avx2
#define Scalar double
#define Vector DoubleVector
#define Mask DoubleMask
#define LANES 4
#define ROWS JIG_TREE_SHAP_DOUBLE_ROWS

static inline Vector
NAME (spread) (Scalar number)
{
  return (Vector) { number, number, number, number };
}

static inline Mask
NAME (all) (void)
{
  return (Mask) { -1, -1, -1, -1 };
}

static inline Mask
NAME (less) (Vector left,
             Vector right)
{
  return left < right;
}

static inline Mask
NAME (is_missing) (Vector value)
{
  return value != value;
}

static inline Vector
NAME (pick) (Mask   mask,
             Vector yes,
             Vector no)
{
  return (Vector) (((Mask) yes & mask) | ((Mask) no & ~mask));
}

#include "core/boost/tree-shap-kernels.inc"
