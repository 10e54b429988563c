#include "core/boost/boost-kernels.h"

#include "core/base/cpu.h"

/**
 * jig_boost_kernels_get:
 *
 * Returns: (transfer none): the variant for jig_cpu_get_isa()
 */
const JigBoostKernels *
jig_boost_kernels_get (void)
{
  static const JigBoostKernels * const variants[JIG_N_ISAS] = {
    [JIG_ISA_PORTABLE] = &jig_boost_kernels_portable,
#if JIG_HAVE_X86
    [JIG_ISA_AVX2] = &jig_boost_kernels_avx2,
    [JIG_ISA_AVX512] = &jig_boost_kernels_avx512,
#endif
  };

  return variants[jig_cpu_get_isa ()];
}
