/* The reference. Tested by tests/core/boost/boost-kernels.c. */

#define JIG_KERNELS jig_boost_kernels_portable

#include "core/boost/boost-kernels.inc"
