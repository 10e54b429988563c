#pragma once

#include "core/base/values.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigNodeFlags:
 * @JIG_NODE_ANALYZER: reads the training rows once and keeps constants
 * @JIG_NODE_CHAINS: a later node may read what it makes, if that is one number
 *   per row
 */
typedef enum
{
  JIG_NODE_ANALYZER = 1 << 0,
  JIG_NODE_CHAINS   = 1 << 1,
} JigNodeFlags;

#define JIG_NODE_TAKES(type) (1u << (type))
#define JIG_NODE_TAKES_ANY   0x1fu
#define JIG_NODE_TAKES_NUMBERS \
  (JIG_NODE_TAKES (JIG_COLUMN_NUMBER) | JIG_NODE_TAKES (JIG_COLUMN_BOOLEAN))
#define JIG_NODE_TAKES_VALUES \
  (JIG_NODE_TAKES_NUMBERS | JIG_NODE_TAKES (JIG_COLUMN_CATEGORY))

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
 * @fit: (nullable): makes the node's state from the columns of the training
 *   rows, which are all it ever sees; a row-level node keeps what it needs of
 *   its settings. %NULL: it has no state
 * @free: (nullable): gives the state back
 * @get_width: (nullable): how many features it makes; %NULL: one
 * @dup_feature_name: (nullable): the name of the i-th, such as
 *   "station=City Hall", from the name of the node; one that is alone has the
 *   node's name
 * @get_n_levels: (nullable): what it makes is a category, whose values are the codes
 *   of so many levels, from 0
 * @bind: (nullable): what @apply has to know about the columns at hand, such as
 *   the slot of every level, found once per table; memory of jig_alloc()
 * @apply: computes the features of rows [begin, end) into @out, row-major with
 *   @stride doubles between rows, the first row at @out[0]; pure, any thread
 * @write_state: (nullable): the fitted constants, as members of the object that
 *   is open; %NULL: there are none beside the settings
 * @read_state: (nullable): the way back; trusts nothing
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
                                GError                  **error);
  void     (*free)             (gpointer                  state);
  gsize    (*get_width)        (gconstpointer             state);
  char    *(*dup_feature_name) (gconstpointer             state,
                                const char               *name,
                                gsize                     i);
  guint32  (*get_n_levels)     (gconstpointer             state);
  gpointer (*bind)             (gconstpointer             state,
                                const JigColumn * const  *inputs,
                                GError                  **error);
  void     (*apply)            (gconstpointer             state,
                                gconstpointer             binding,
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

const JigNodeOps *jig_node_find           (const char        *id);
const char       *jig_node_nearest        (const char        *id);
char             *jig_node_dup_types      (const JigNodeOps  *self) G_GNUC_WARN_UNUSED_RESULT;

/* What several kinds need. */

/* What jig_node_hash_cell() begins with. */
#define JIG_NODE_HASH_INIT G_GUINT64_CONSTANT (0xcbf29ce484222325)

/* One-hot, or the number of the slot: the choices of a setting "output". */
extern const JigChoice jig_node_outputs[];

gboolean          jig_node_is_one_hot     (const JigValues   *values);
void              jig_node_put_one_hot    (gssize             slot,
                                           gsize              n_slots,
                                           double            *out);
void              jig_node_read_numbers   (const JigColumn   *input,
                                           gsize              begin,
                                           gsize              end,
                                           double            *out,
                                           gsize              stride);
double           *jig_node_dup_numbers    (const JigColumn   *input,
                                           gsize             *n_numbers,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          jig_node_hash_cell      (const JigColumn   *input,
                                           gsize              row,
                                           guint64           *hash);
gboolean          jig_node_check_constant (double             value,
                                           const JigColumn   *input,
                                           GError           **error);
gboolean          jig_node_read_constant  (JsonObject        *object,
                                           const char        *member,
                                           const char        *name,
                                           double            *value,
                                           GError           **error);
double           *jig_node_read_list      (JsonArray         *array,
                                           const char        *member,
                                           const char        *name,
                                           GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
