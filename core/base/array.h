#pragma once

#include "core/base/alloc.h"

G_BEGIN_DECLS

/**
 * JigArray:
 * @items: the items, one after the other
 * @n_items: how many there are
 * @capacity: how many fit before the next growth
 * @item_size: the size of one
 * @what: what the array is for, as the user would put it
 *
 * A growing array whose growth can fail. Lives on the stack or inside another
 * struct; jig_array_clear() gives its memory back.
 */
typedef struct
{
  gpointer    items;
  gsize       n_items;
  gsize       capacity;
  gsize       item_size;
  const char *what;
} JigArray;

#define JIG_ARRAY_INIT(type, what_for) ((JigArray) { NULL, 0, 0, sizeof (type), what_for })

#define jig_array_index(array, type, i) (((type *) (array)->items)[i])

gboolean jig_array_reserve (JigArray       *self,
                            gsize           n_more,
                            GError        **error);
gboolean jig_array_append  (JigArray       *self,
                            gconstpointer   items,
                            gsize           n_items,
                            GError        **error);
gpointer jig_array_steal   (JigArray       *self,
                            gsize          *n_items);
void     jig_array_clear   (JigArray       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigArray, jig_array_clear)

G_END_DECLS
