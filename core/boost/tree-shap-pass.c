/* Rows through all trees. */
#include "core/boost/tree-shap-private.h"

#include "core/base/alloc.h"
#include "core/base/cpu.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/boost/tree-shap-kernels.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Where few rows come, they are shared out in small parts. */
#define CHUNK_ROWS 64
#define SMALL_CHUNK_ROWS 16
#define FEW_ROWS 1024

/* Trees whose steps, times points, are more than this take milliseconds per row. */
#define MANY_STEPS 1000000

/* One pass over rows with one set of tables. */
typedef struct
{
  const JigTreeShap        *self;
  const JigTreeShapKernels *kernels;
  const double             *features;      /* (n_rows, n_features) */
  gconstpointer             table;
  double                    scale;
  double                   *contributions; /* (nullable) (n_rows, n_outputs, n_features) */
  double                   *interactions;  /* (nullable) the same, n_features times */
  gint                      is_short;      /* of memory */
} Pass;

/* What a chunk of rows needs. */
typedef struct
{
  gsize    n_groups;
  gpointer packed;    /* (n_groups, n_columns, ROWS) */
  double  *sums;      /* (n_groups, n_outputs, n_columns, ROWS) */
  double  *pairs;     /* (n_groups, n_outputs, n_pairs, ROWS) */
  gpointer scratch;
} Bench;

static const JigTreeShapKernels *
get_kernels (JigTreeShapPrecision precision)
{
  static const JigTreeShapKernels * const kernels[][2] = {
    [JIG_ISA_PORTABLE] = { &jig_tree_shap_double_portable, &jig_tree_shap_single_portable },
#if JIG_HAVE_X86
    [JIG_ISA_AVX2] = { &jig_tree_shap_double_avx2, &jig_tree_shap_single_avx2 },
    [JIG_ISA_AVX512] = { &jig_tree_shap_double_avx512, &jig_tree_shap_single_avx512 },
#endif
  };

  return kernels[jig_cpu_get_isa ()][precision];
}

static gboolean
set_up_bench (Bench                    *bench,
              const JigTreeShap        *self,
              const JigTreeShapKernels *kernels,
              gsize                     n_rows,
              gboolean                  has_pairs)
{
  const gsize n_sums = self->n_outputs * self->n_columns * kernels->n_rows;
  const gsize n_pairs = has_pairs ? jig_tree_shap_n_pairs (self->n_columns) : 0;
  const gsize n_pair_sums = self->n_outputs * n_pairs * kernels->n_rows;
  const gsize n_scratch = (has_pairs ? self->n_pair_scratch : self->n_scratch) * kernels->n_rows;

  bench->n_groups = (n_rows + kernels->n_rows - 1) / kernels->n_rows;
  bench->packed = jig_alloc (bench->n_groups * self->n_columns + 1,
                             kernels->n_rows * kernels->number_size, _("SHAP values"), NULL);
  bench->sums = jig_alloc (bench->n_groups, (n_sums + n_pair_sums) * sizeof *bench->sums,
                           _("SHAP values"), NULL);
  bench->pairs = bench->sums != NULL ? bench->sums + bench->n_groups * n_sums : NULL;
  bench->scratch = jig_alloc (n_scratch + 1, kernels->number_size, _("SHAP values"), NULL);

  return bench->packed != NULL && bench->sums != NULL && bench->scratch != NULL;
}

static void
clear_bench (Bench *bench)
{
  jig_free (bench->packed);
  jig_free (bench->sums);
  jig_free (bench->scratch);
}

/* A tree after the other and, inside, all rows: its table stays in the cache. */
static void
walk_trees (const Pass *pass,
            Bench      *bench)
{
  const JigTreeShap *self = pass->self;
  const gsize n_rows = pass->kernels->n_rows;
  const gsize n_pairs = jig_tree_shap_n_pairs (self->n_columns);

  for (gsize t = 0; t < self->n_trees; t++)
    {
      const JigTreeShapPart *part = &self->parts[t];
      const char *table = (const char *) pass->table + part->table * pass->kernels->number_size;

      if (part->plan.n_steps == 0)
        continue;
      for (gsize g = 0; g < bench->n_groups; g++)
        {
          const gsize output = g * self->n_outputs + self->trees[t].output;
          const char *packed = (const char *) bench->packed +
                               g * self->n_columns * n_rows * pass->kernels->number_size;
          double *sums = bench->sums + output * self->n_columns * n_rows;

          if (pass->interactions == NULL)
            pass->kernels->contribute (&part->plan, table, part->places, packed, sums,
                                       bench->scratch);
          else
            pass->kernels->interact (&part->plan, table, part->places, packed, sums,
                                     bench->pairs + output * n_pairs * n_rows, bench->scratch);
        }
    }
}

/* One row's sums, (n_columns,) with a stride, to where all features have a place. */
static void
add_contributions (const Pass   *pass,
                   const double *sums,
                   double       *contributions)
{
  for (gsize i = 0; i < pass->self->n_columns; i++)
    contributions[pass->self->columns[i]] += pass->scale * sums[i * pass->kernels->n_rows];
}

/* Each half of a pair goes to one side of the diagonal; there stays what a
 * feature does alone. */
static void
add_interactions (const Pass   *pass,
                  const double *sums,
                  const double *pairs,
                  double       *interactions)
{
  const JigTreeShap *self = pass->self;
  const gsize n_rows = pass->kernels->n_rows;

  for (gsize i = 0; i < self->n_columns; i++)
    {
      double *row = interactions + self->columns[i] * self->n_features;

      row[self->columns[i]] += pass->scale * sums[i * n_rows];
      for (gsize j = 0; j < i; j++)
        {
          const double half = pass->scale * pairs[(i * (i - 1) / 2 + j) * n_rows] / 2.0;
          double *other = interactions + self->columns[j] * self->n_features;

          row[self->columns[j]] += half;
          other[self->columns[i]] += half;
          row[self->columns[i]] -= half;
          other[self->columns[j]] -= half;
        }
    }
}

static void
hand_out (const Pass  *pass,
          const Bench *bench,
          gsize        begin,
          gsize        end)
{
  const JigTreeShap *self = pass->self;
  const gsize n_rows = pass->kernels->n_rows;
  const gsize n_pairs = jig_tree_shap_n_pairs (self->n_columns);

  for (gsize i = 0; i < end - begin; i++)
    for (gsize output = 0; output < self->n_outputs; output++)
      {
        const gsize from = i / n_rows * self->n_outputs + output;
        const gsize to = ((begin + i) * self->n_outputs + output) * self->n_features;
        const double *sums = bench->sums + from * self->n_columns * n_rows + i % n_rows;
        const double *pairs = bench->pairs + from * n_pairs * n_rows + i % n_rows;

        if (pass->interactions == NULL)
          add_contributions (pass, sums, pass->contributions + to);
        else
          add_interactions (pass, sums, pairs, pass->interactions + to * self->n_features);
      }
}

static void
pass_rows (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  Pass *pass = data;
  const JigTreeShap *self = pass->self;
  const JigTreeShapKernels *kernels = pass->kernels;
  Bench bench = { 0 };

  if (!set_up_bench (&bench, self, kernels, end - begin, pass->interactions != NULL))
    {
      g_atomic_int_set (&pass->is_short, 1);
      clear_bench (&bench);
      return;
    }

  for (gsize g = 0; g < bench.n_groups; g++)
    {
      const gsize first = begin + g * kernels->n_rows;

      kernels->pack (pass->features + first * self->n_features, MIN (kernels->n_rows, end - first),
                     self->n_features, self->columns, self->n_columns,
                     (char *) bench.packed + g * self->n_columns * kernels->n_rows *
                     kernels->number_size);
    }
  walk_trees (pass, &bench);
  hand_out (pass, &bench, begin, end);
  clear_bench (&bench);
}

static gboolean
run_pass (Pass               *pass,
          gsize               n_rows,
          const JigProgress  *progress,
          GError            **error)
{
  const gboolean is_small = n_rows <= FEW_ROWS || pass->self->n_steps > MANY_STEPS ||
                            pass->interactions != NULL;

  if (!jig_parallel_for_checked (n_rows, is_small ? SMALL_CHUNK_ROWS : CHUNK_ROWS, pass_rows, pass,
                                 progress, _("Splitting answers among features"), error))
    return FALSE;

  if (g_atomic_int_get (&pass->is_short))
    g_set_error (error, JIG_ERROR, JIG_ERROR_MEMORY,
                 _("There is not enough memory for %s."), _("SHAP values"));

  return !g_atomic_int_get (&pass->is_short);
}

/* A pass per row of the background; its way through the trees is the table. */
static gboolean
run_background (Pass               *pass,
                gsize               n_rows,
                const JigProgress  *progress,
                GError            **error)
{
  const JigTreeShap *self = pass->self;
  jig_autofree double *shares = NULL;
  jig_autofree gpointer table = NULL;

  if (!jig_tree_shap_allocate_tables (self, &shares, &table, error))
    return FALSE;

  pass->table = table;
  pass->scale = 1.0 / (double) self->n_background;
  for (gsize i = 0; i < self->n_background; i++)
    {
      JigProgress part = jig_progress_slice (progress, (double) i / (double) self->n_background,
                                             (double) (i + 1) / (double) self->n_background);

      jig_tree_shap_fill_tables (self, self->background + i * self->n_features, shares, table);
      if (!run_pass (pass, n_rows, &part, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run (const JigTreeShap  *self,
     Pass               *pass,
     gsize               n_rows,
     const JigProgress  *progress,
     GError            **error)
{
  pass->self = self;
  pass->kernels = get_kernels (self->precision);
  pass->table = self->table;
  pass->scale = 1.0;

  return self->background == NULL
         ? run_pass (pass, n_rows, progress, error)
         : run_background (pass, n_rows, progress, error);
}

/**
 * jig_tree_shap_contribute:
 * @self: trees, ready
 * @features: (n_rows, n_features), row-major; NaN is missing
 * @n_rows: how many rows there are
 * @contributions: (out caller-allocates): (n_rows, n_outputs, n_features)
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Splits each margin among the features: with jig_tree_shap_get_expected() they
 * add up to it. A feature that no tree asks for gets 0. The bits do not depend
 * on threads, on the instruction set or on the other rows.
 *
 * Returns: %TRUE, or %FALSE with @error set and some of @contributions filled
 */
gboolean
jig_tree_shap_contribute (const JigTreeShap  *self,
                          const double       *features,
                          gsize               n_rows,
                          double             *contributions,
                          const JigProgress  *progress,
                          GError            **error)
{
  Pass pass = { .features = features, .contributions = contributions };

  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < n_rows * self->n_outputs * self->n_features; i++)
    contributions[i] = 0.0;

  return run (self, &pass, n_rows, progress, error);
}

/**
 * jig_tree_shap_interact:
 * @self: trees, ready
 * @features: (n_rows, n_features), row-major; NaN is missing
 * @n_rows: how many rows there are
 * @interactions: (out caller-allocates): (n_rows, n_outputs, n_features, n_features)
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Splits each contribution further: what a feature does together with another
 * is shared by the two, half each; what it does alone is on the diagonal. Each
 * row of the matrix adds up to the feature's contribution; the matrix is
 * symmetric.
 *
 * Returns: %TRUE, or %FALSE with @error set and some of @interactions filled
 */
gboolean
jig_tree_shap_interact (const JigTreeShap  *self,
                        const double       *features,
                        gsize               n_rows,
                        double             *interactions,
                        const JigProgress  *progress,
                        GError            **error)
{
  Pass pass = { .features = features, .interactions = interactions };

  g_return_val_if_fail (self != NULL, FALSE);

  for (gsize i = 0; i < n_rows * self->n_outputs * self->n_features * self->n_features; i++)
    interactions[i] = 0.0;

  return run (self, &pass, n_rows, progress, error);
}

/**
 * jig_tree_shap_importances:
 * @contributions: (n_rows, n_outputs, n_features) of jig_tree_shap_contribute()
 * @n_rows: how many rows there are
 * @n_outputs: how many margins each has
 * @n_features: how many features each has
 * @importances: (out caller-allocates): (n_features,)
 *
 * How much each feature moves the margins: the mean of |contribution| over the
 * rows, added up over the outputs; 0 without rows.
 */
void
jig_tree_shap_importances (const double *contributions,
                           gsize         n_rows,
                           guint         n_outputs,
                           gsize         n_features,
                           double       *importances)
{
  for (gsize j = 0; j < n_features; j++)
    importances[j] = 0.0;

  for (gsize i = 0; i < n_rows * n_outputs; i++)
    for (gsize j = 0; j < n_features; j++)
      importances[j] += fabs (contributions[i * n_features + j]);

  for (gsize j = 0; n_rows > 0 && j < n_features; j++)
    importances[j] /= (double) n_rows;
}
