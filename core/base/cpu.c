#define _GNU_SOURCE

#include "core/base/cpu.h"

#if JIG_HAVE_X86
#include <cpuid.h>
#endif
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static const char * const isa_names[JIG_N_ISAS] = { "portable", "avx2", "avx512" };

static _Atomic int chosen = -1;    /* a JigIsa; -1: not asked for yet */
static _Atomic int has_sha = -1;   /* -1: not asked for yet */

/* cgroup v2: "QUOTA PERIOD" in microseconds, or "max PERIOD". */
static guint
read_quota_v2 (void)
{
  FILE *file = fopen ("/sys/fs/cgroup/cpu.max", "re");
  long quota = 0;
  long period = 0;
  int n_read;

  if (file == NULL)
    return 0;

  n_read = fscanf (file, "%ld %ld", &quota, &period);
  fclose (file);

  return n_read == 2 && quota > 0 && period > 0 ? (guint) ((quota + period - 1) / period) : 0;
}

static long
read_long (const char *path)
{
  FILE *file = fopen (path, "re");
  long value = 0;

  if (file == NULL)
    return 0;

  if (fscanf (file, "%ld", &value) != 1)
    value = 0;
  fclose (file);

  return value;
}

static guint
read_quota_v1 (void)
{
  long quota = read_long ("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
  long period = read_long ("/sys/fs/cgroup/cpu/cpu.cfs_period_us");

  return quota > 0 && period > 0 ? (guint) ((quota + period - 1) / period) : 0;
}

/**
 * jig_cpu_get_n_granted:
 *
 * Returns: how many processors this process may keep busy: what its affinity
 *   and its control group leave of those of the machine; at least 1
 */
guint
jig_cpu_get_n_granted (void)
{
  cpu_set_t set;
  guint n_processors = 1;
  guint quota = read_quota_v2 ();

  if (sched_getaffinity (0, sizeof set, &set) == 0)
    n_processors = (guint) CPU_COUNT (&set);
  if (quota == 0)
    quota = read_quota_v1 ();

  return MAX (1, quota > 0 ? MIN (quota, n_processors) : n_processors);
}

/**
 * jig_cpu_has_isa:
 * @isa: an instruction set
 *
 * Returns: whether this machine runs kernels that were compiled for it
 */
gboolean
jig_cpu_has_isa (JigIsa isa)
{
#if JIG_HAVE_X86
  const gboolean has_avx2 = __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi2");

  switch (isa)
    {
    case JIG_ISA_PORTABLE:
      return TRUE;
    case JIG_ISA_AVX2:
      return has_avx2;
    case JIG_ISA_AVX512:
      return has_avx2 && __builtin_cpu_supports ("avx512f") &&
             __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vl") &&
             __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vnni");
    default:
      g_return_val_if_reached (FALSE);
    }
#else
  return isa == JIG_ISA_PORTABLE;
#endif
}

static gboolean
find_sha (void)
{
#if JIG_HAVE_X86
  guint a;
  guint b = 0;
  guint c;
  guint d;

  return __builtin_cpu_supports ("sse4.1") && __get_cpuid_count (7, 0, &a, &b, &c, &d) != 0 &&
         (b >> 29 & 1) != 0;
#else
  return FALSE;
#endif
}

/**
 * jig_cpu_has_sha:
 *
 * Asks the processor once: in a virtual machine each question takes as long as
 * hashing many kilobytes.
 *
 * Returns: whether there are instructions for SHA-256
 */
gboolean
jig_cpu_has_sha (void)
{
  int has = atomic_load_explicit (&has_sha, memory_order_relaxed);

  if (has < 0)
    {
      has = find_sha () ? 1 : 0;
      atomic_store_explicit (&has_sha, has, memory_order_relaxed);
    }

  return has > 0;
}

/* What JIG_ISA names if the machine has it, else the best that it has. */
static JigIsa
choose_isa (void)
{
  const char *wanted = g_getenv ("JIG_ISA");
  JigIsa best = JIG_ISA_PORTABLE;

  for (JigIsa isa = JIG_ISA_PORTABLE; isa < JIG_N_ISAS && jig_cpu_has_isa (isa); isa++)
    {
      best = isa;
      if (g_strcmp0 (wanted, isa_names[isa]) == 0)
        break;
    }

  return best;
}

/**
 * jig_cpu_get_isa:
 *
 * Returns: the instruction set whose kernels run: what was set, else what JIG_ISA
 *   names, else the best of this machine. Never changes a result, only how long
 *   it takes
 */
JigIsa
jig_cpu_get_isa (void)
{
  int isa = atomic_load_explicit (&chosen, memory_order_relaxed);

  if (isa < 0)
    {
      isa = (int) choose_isa ();
      atomic_store_explicit (&chosen, isa, memory_order_relaxed);
    }

  return (JigIsa) isa;
}

/**
 * jig_cpu_set_isa:
 * @isa: an instruction set that jig_cpu_has_isa()
 *
 * Makes all kernels run in that variant, for tests that compare them.
 */
void
jig_cpu_set_isa (JigIsa isa)
{
  g_return_if_fail (jig_cpu_has_isa (isa));

  atomic_store (&chosen, (int) isa);
}

/**
 * jig_cpu_get_isa_name:
 * @isa: an instruction set
 *
 * Returns: what JIG_ISA calls it
 */
const char *
jig_cpu_get_isa_name (JigIsa isa)
{
  g_return_val_if_fail ((guint) isa < JIG_N_ISAS, NULL);

  return isa_names[isa];
}
