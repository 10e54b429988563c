#include "core/boost/router-private.h"

#include "core/base/alloc.h"

#include <math.h>

/* Fewer rows than this are walked one by one. */
#define LEAST_ROWS 16

/* How many ways through trees are gone side by side. */
#define LANES 8

/* What a block of rows is worked on in. */
typedef struct
{
  const JigRouter        *router;
  const JigRouterKernels *kernels;
  gpointer                planes;   /* (n_columns, 2, 64) codes */
  gpointer                masks;    /* (2 n_most_nodes + 1, 64) codes */
} Work;

static const JigRouterKernels *
get_kernels (JigRouterWidth width)
{
  switch (jig_cpu_get_isa ())
    {
#if JIG_HAVE_X86
    case JIG_ISA_AVX512:
      return &jig_router_kernels_avx512[width];
    case JIG_ISA_AVX2:
      return &jig_router_kernels_avx2[width];
#else
    case JIG_ISA_AVX512:
    case JIG_ISA_AVX2:
#endif
    case JIG_ISA_PORTABLE:
    default:
      return &jig_router_kernels_portable[width];
    }
}

/* A step of each lane: a branch would be mispredicted half of the time, and eight
 * lanes wait for memory at once. */
static inline G_ALWAYS_INLINE gboolean
step (const JigRouter *self,
      gboolean         has_sets,
      guint32         *at,
      const double   **rows)
{
  guint n_split = 0;

  for (gsize lane = 0; lane < LANES; lane++)
    {
      const JigRouterStep *here = &self->steps[at[lane]];
      const float value = (float) rows[lane][here->feature];
      guint is_left;

      if (has_sets && here->is_set)
        is_left = !jig_level_set_holds (&self->sets[here->set], value);
      else
        is_left = (guint) (value < here->number) |
                  ((guint) (isnan (value) != 0) & here->missing_left);

      at[lane] = here->left + (here->is_split & (is_left ^ 1));
      n_split += here->is_split;
    }

  return n_split > 0;
}

/* From where each lane is to a leaf. */
static inline void
walk (const JigRouter *self,
      guint32         *at,
      const double   **rows)
{
  if (self->sets == NULL)
    while (step (self, FALSE, at, rows))
      ;
  else
    while (step (self, TRUE, at, rows))
      ;
}

/* A row through all trees of an output. */
static float
walk_row (const JigRouter *self,
          const double    *row,
          guint            output)
{
  const gsize end = self->begins[output + 1];
  const double *rows[LANES];
  guint32 at[LANES];
  float margin = self->base[output];

  for (gsize lane = 0; lane < LANES; lane++)
    rows[lane] = row;

  for (gsize t = self->begins[output]; t < end; t += LANES)
    {
      const gsize n_trees = MIN (end - t, LANES);

      for (gsize lane = 0; lane < LANES; lane++)
        at[lane] = self->roots[t + MIN (lane, n_trees - 1)];
      walk (self, at, rows);
      for (gsize lane = 0; lane < n_trees; lane++)
        margin += self->steps[at[lane]].number;
    }

  return margin;
}

static void
walk_rows (const JigRouter *self,
           const double    *features,
           gsize            n_rows,
           double          *margins)
{
  for (gsize row = 0; row < n_rows; row++)
    for (guint k = 0; k < self->n_outputs; k++)
      margins[row * self->n_outputs + k] = walk_row (self, features + row * self->n_features, k);
}

/* The rows of a block through one tree. */
static void
walk_tree (const JigRouter *self,
           gsize            tree,
           const double    *features,
           gsize            n_rows,
           float           *margins)
{
  for (gsize first = 0; first < n_rows; first += LANES)
    {
      const gsize n_lanes = MIN (n_rows - first, LANES);
      const double *rows[LANES];
      guint32 at[LANES];

      for (gsize lane = 0; lane < LANES; lane++)
        {
          rows[lane] = features + (first + MIN (lane, n_lanes - 1)) * self->n_features;
          at[lane] = self->roots[tree];
        }
      walk (self, at, rows);
      for (gsize lane = 0; lane < n_lanes; lane++)
        margins[first + lane] += self->steps[at[lane]].number;
    }
}

static void
bin_block (const Work   *work,
           const double *features,
           gsize         n_rows)
{
  const JigRouter *self = work->router;
  const gsize n_bytes = 2 * JIG_ROUTER_ROWS << self->width;
  float values[JIG_ROUTER_ROWS] = { 0 };

  for (gsize i = 0; i < self->n_columns; i++)
    {
      const JigRouterColumn *column = &self->columns[i];

      for (gsize row = 0; row < n_rows; row++)
        values[row] = (float) features[row * self->n_features + column->feature];
      work->kernels->bin (values, self->cuts + column->first, column->n_steps,
                          (guint8 *) work->planes + i * n_bytes);
    }
}

/* Trees one after the other: each stays in the cache for the rows of the block. */
static void
route_block (const Work   *work,
             const double *features,
             gsize         n_rows,
             double       *margins)
{
  const JigRouter *self = work->router;

  bin_block (work, features, n_rows);
  for (guint k = 0; k < self->n_outputs; k++)
    {
      float sums[JIG_ROUTER_ROWS];

      for (gsize row = 0; row < JIG_ROUTER_ROWS; row++)
        sums[row] = self->base[k];
      for (gsize t = self->begins[k]; t < self->begins[k + 1]; t++)
        if (self->trees[t].leaves != NULL)
          work->kernels->route (&self->trees[t], work->planes, work->masks, sums);
        else
          walk_tree (self, t, features, n_rows, sums);
      for (gsize row = 0; row < n_rows; row++)
        margins[row * self->n_outputs + k] = sums[row];
    }
}

/* What memory a block needs; NULL if there is none. */
static gpointer
make_work (const JigRouter *self,
           Work            *work)
{
  const gsize n_bytes = JIG_ROUTER_ROWS << self->width;
  const gsize n_planes = 2 * self->n_columns;
  const gsize n_masks = 2 * self->n_most_nodes + 1;
  guint8 *memory = jig_alloc (n_planes + n_masks, n_bytes, "", NULL);

  if (memory == NULL)
    return NULL;

  work->router = self;
  work->kernels = get_kernels (self->width);
  work->planes = memory;
  work->masks = memory + n_planes * n_bytes;

  return memory;
}

/**
 * jig_router_predict:
 * @self: a router
 * @features: (n_rows, n_features), row-major; NaN is missing
 * @n_rows: how many rows there are
 * @margins: (out caller-allocates): (n_rows, n_outputs), row-major
 *
 * Margins are floats, to which the trees add in order.
 *
 * Rows go through the trees in blocks of 64. Their values are looked up once among
 * all thresholds of the model; then each node takes a single comparison of bytes,
 * with a mask of the rows that have come to it and masks of those that go on to
 * the left and to the right. Few rows walk from node to node, and take no memory.
 */
void
jig_router_predict (const JigRouter *self,
                    const double    *features,
                    gsize            n_rows,
                    double          *margins)
{
  jig_autofree gpointer memory = NULL;
  Work work;

  if (n_rows >= LEAST_ROWS)
    memory = make_work (self, &work);
  if (memory == NULL)
    {
      walk_rows (self, features, n_rows, margins);
      return;
    }

  for (gsize row = 0; row < n_rows; row += JIG_ROUTER_ROWS)
    route_block (&work, features + row * self->n_features, MIN (n_rows - row, JIG_ROUTER_ROWS),
                 margins + row * self->n_outputs);
}
