/* The same loops as router-kernels-portable.c, with vectors of 32 bytes.
 *
 * Tested by tests/core/boost/router.c. */

#include "core/boost/router-kernels.h"

#include <math.h>
#include <string.h>

typedef guint32 WORDS __attribute__ ((vector_size (32), may_alias));
typedef guint8 Narrow __attribute__ ((vector_size (32), may_alias));
typedef guint16 Wide __attribute__ ((vector_size (32), may_alias));

#define CODE guint8
#define VECTOR Narrow
#define NAME(name) name##_narrow
#include "core/boost/router-kernels.inc"
#undef CODE
#undef VECTOR
#undef NAME

#define CODE guint16
#define VECTOR Wide
#define NAME(name) name##_wide
#include "core/boost/router-kernels.inc"

const JigRouterKernels jig_router_kernels_avx2[JIG_N_ROUTER_WIDTHS] = {
  [JIG_ROUTER_NARROW] = { bin_narrow, route_narrow },
  [JIG_ROUTER_WIDE] = { bin_wide, route_wide },
};
