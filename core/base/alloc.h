#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * jig_autofree:
 *
 * Like g_autofree, for memory that came from jig_alloc().
 */
#define jig_autofree __attribute__ ((cleanup (jig_autofree_clear)))

gpointer jig_alloc              (gsize        n_items,
                                 gsize        item_size,
                                 const char  *what,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer jig_realloc            (gpointer     memory,
                                 gsize        n_items,
                                 gsize        item_size,
                                 const char  *what,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;
void     jig_free               (gpointer     memory);

gsize    jig_alloc_get_in_use   (void);
gsize    jig_alloc_get_peak     (void);
gsize    jig_alloc_get_n_calls  (void);
void     jig_alloc_reset_peak   (void);
gsize    jig_alloc_get_budget   (void);
void     jig_alloc_set_budget   (gsize        n_bytes);
void     jig_alloc_fail_after   (gssize       n_calls);
char    *jig_alloc_format_size  (guint64      n_bytes) G_GNUC_WARN_UNUSED_RESULT;

static inline void
jig_autofree_clear (gpointer variable)
{
  jig_free (*(gpointer *) variable);
}

G_END_DECLS
