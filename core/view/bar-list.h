#pragma once

#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * JigBarList:
 *
 * Names with numbers, from the top down: what becomes lying bars.
 */
typedef struct _JigBarList JigBarList;

JigBarList *jig_bar_list_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void        jig_bar_list_free (JigBarList  *self);

void        jig_bar_list_add  (JigBarList  *self,
                               const char  *name,
                               double       value,
                               JigTone      tone);
JigMark    *jig_bar_list_draw (JigBarList  *self,
                               JigPanel    *panel,
                               const char  *title,
                               const char  *unit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBarList, jig_bar_list_free)

G_END_DECLS
