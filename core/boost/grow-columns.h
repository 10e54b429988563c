#pragma once

#include "core/boost/grow.h"

G_BEGIN_DECLS

/**
 * JigGrowPath:
 * @key: different for every node: what it draws features by
 * @sets: the sets that have all features asked for on the way to it
 * @asked: the last of these
 *
 * How a node came to be, as far as that says which features it may ask for.
 */
typedef struct
{
  guint64 key;
  guint64 sets;
  guint32 asked;
} JigGrowPath;

/* That of the root of a tree with this key. */
#define JIG_GROW_PATH_ROOT(key) ((JigGrowPath) { key, G_MAXUINT64, 0 })

gboolean    jig_grow_columns_are_all (const JigGrowRules  *rules,
                                      guint                depth);
gsize       jig_grow_columns_choose  (const JigGrowRules  *rules,
                                      guint64              tree,
                                      const JigGrowPath   *path,
                                      guint                depth,
                                      guint32             *columns,
                                      gsize                n_columns,
                                      guint64             *keys);
JigGrowPath jig_grow_columns_go      (const JigGrowRules  *rules,
                                      const JigGrowPath   *path,
                                      guint32              feature,
                                      gboolean             is_right);

G_END_DECLS
