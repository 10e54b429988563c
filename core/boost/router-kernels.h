#pragma once

/* How a block of rows gets through a tree, in a variant for each instruction set.
 * For the router and its tests alone. */

#include "core/base/cpu.h"

G_BEGIN_DECLS

/* How many rows go through a tree at a time. */
#define JIG_ROUTER_ROWS 64

/* How many bits a code and the number of a leaf have. */
typedef enum
{
  JIG_ROUTER_NARROW,    /* 8 */
  JIG_ROUTER_WIDE,      /* 16 */
} JigRouterWidth;

#define JIG_N_ROUTER_WIDTHS (JIG_ROUTER_WIDE + 1)

/* The cuts of a feature are a power of two less one, at least this many, so that
 * every search takes the same steps; NaN fills them up. */
#define JIG_ROUTER_LEAST_STEPS 5

/**
 * JigRouterNode:
 * @plane: which codes of the block are asked
 * @slot: where the mask of the rows that come here is; those of the i-th parent's
 *   children are 2i + 1 and 2i + 2
 * @cut: rows go left whose code is not above it; one per byte or halfword
 * @n_left: how many leaves are to the left, which is what the numbers of those to
 *   the right are larger by; one per byte or halfword
 */
typedef struct
{
  guint16 plane;
  guint16 slot;
  guint32 cut;
  guint32 n_left;
} JigRouterNode;

/**
 * JigRouterTree:
 * @nodes: (n_nodes,) that ask: breadth first, those last whose children are leaves
 * @leaves: (n_nodes + 1,) what they add, from left to right
 * @n_parents: how many have a child that asks
 * @n_nodes: how many ask
 */
typedef struct
{
  const JigRouterNode *nodes;
  const float         *leaves;
  guint32              n_parents;
  guint32              n_nodes;
} JigRouterTree;

/**
 * JigRouterKernels:
 * @bin: @values (64,) of a feature become codes, in two @planes (2, 64): how many
 *   of the @cuts (2^n_steps - 1,) are not above a value, and one more than that.
 *   What is missing has the largest code, and one more than that is 0: with the
 *   one plane it goes right of every cut, with the other left
 * @route: adds to the @margins (64,) what the tree gives each row. @masks: room
 *   for 2 * n_parents + 1 of 64 codes
 *
 * Planes and masks are aligned to 64 bytes.
 */
typedef struct
{
  void (*bin)   (const float         *values,
                 const float         *cuts,
                 guint                n_steps,
                 gpointer             planes);
  void (*route) (const JigRouterTree *tree,
                 gconstpointer        planes,
                 gpointer             masks,
                 float               *margins);
} JigRouterKernels;

extern const JigRouterKernels jig_router_kernels_portable[JIG_N_ROUTER_WIDTHS];
extern const JigRouterKernels jig_router_kernels_avx2[JIG_N_ROUTER_WIDTHS];
extern const JigRouterKernels jig_router_kernels_avx512[JIG_N_ROUTER_WIDTHS];

G_END_DECLS
