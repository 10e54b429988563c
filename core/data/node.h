#pragma once

#include "core/base/values.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigNodeFlags:
 * @JIG_NODE_ANALYZER: reads the training rows once and keeps constants
 * @JIG_NODE_CHAINS: makes one number per row that a later node may read
 */
typedef enum
{
  JIG_NODE_ANALYZER = 1 << 0,
  JIG_NODE_CHAINS   = 1 << 1,
} JigNodeFlags;

#define JIG_NODE_TAKES(type) (1u << (type))
#define JIG_NODE_TAKES_ANY   0x1fu

/**
 * JigNodeOps:
 * @id: the word in JSON, such as "one-hot"
 * @title: what the user reads (untranslated)
 * @summary: one sentence (untranslated)
 * @params: (nullable): its settings
 * @takes: the column types it reads, as JIG_NODE_TAKES() bits
 * @min_inputs: the fewest columns it reads
 * @max_inputs: the most
 * @flags: see #JigNodeFlags
 * @fit: makes the node's fitted state from the training rows; a row-level node
 *   keeps what it needs of its settings
 * @free: gives the state back
 * @get_width: how many features it makes
 * @dup_feature_name: the name of the i-th, such as "station=City Hall"
 * @apply: computes features of rows [begin, end) into @out, row-major with
 *   @stride doubles between rows, the first row at @out[0]; pure, any thread
 * @write_state: the fitted constants, as members of the object that is open
 * @read_state: the way back; trusts nothing
 *
 * One kind of step from inputs to features. A file node-<id>.c adds a kind.
 */
typedef struct
{
  const char     *id;
  const char     *title;
  const char     *summary;
  const JigParam *params;
  guint           takes;
  guint           min_inputs;
  guint           max_inputs;
  JigNodeFlags    flags;

  gpointer (*fit)              (const JigValues          *values,
                                const JigColumn * const  *inputs,
                                gsize                     n_inputs,
                                const JigRows            *rows,
                                GError                  **error);
  void     (*free)             (gpointer                  state);
  gsize    (*get_width)        (gconstpointer             state);
  char    *(*dup_feature_name) (gconstpointer             state,
                                const char * const       *inputs,
                                gsize                     i);
  void     (*apply)            (gconstpointer             state,
                                const JigColumn * const  *inputs,
                                gsize                     begin,
                                gsize                     end,
                                double                   *out,
                                gsize                     stride);
  void     (*write_state)      (gconstpointer             state,
                                JigJsonWriter            *writer);
  gpointer (*read_state)       (JsonObject               *object,
                                const JigValues          *values,
                                gsize                     n_inputs,
                                const char               *name,
                                GError                  **error);
} JigNodeOps;

/* Every kind there is, ended by NULL. Written at configure time. */
extern const JigNodeOps * const jig_nodes[];

const JigNodeOps *jig_node_find (const char *id);

G_END_DECLS
