#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigIsa:
 * @JIG_ISA_PORTABLE: plain C
 * @JIG_ISA_AVX2: x86-64-v3
 * @JIG_ISA_AVX512: x86-64-v4 with VNNI
 *
 * The instruction sets that kernels are compiled for, each a part of the next.
 */
typedef enum
{
  JIG_ISA_PORTABLE,
  JIG_ISA_AVX2,
  JIG_ISA_AVX512,
} JigIsa;

#define JIG_N_ISAS (JIG_ISA_AVX512 + 1)

guint       jig_cpu_get_n_granted (void);
JigIsa      jig_cpu_get_isa       (void);
void        jig_cpu_set_isa       (JigIsa  isa);
gboolean    jig_cpu_has_isa       (JigIsa  isa);
gboolean    jig_cpu_has_sha       (void);
const char *jig_cpu_get_isa_name  (JigIsa  isa);

G_END_DECLS
