#pragma once

#include "app/document/document.h"

G_BEGIN_DECLS

#define JIG_TYPE_RESCUE (jig_rescue_get_type ())
G_DECLARE_FINAL_TYPE (JigRescue, jig_rescue, JIG, RESCUE, GObject)

/* Keeps the journal of a document in the state folder while it is open. */
JigRescue *jig_rescue_new  (JigDocument *document) G_GNUC_WARN_UNUSED_RESULT;
void       jig_rescue_finish (JigRescue *self);

/* A journal whose program has ended without taking it away: (nullable) */
GFile     *jig_rescue_find (void) G_GNUC_WARN_UNUSED_RESULT;
void       jig_rescue_drop (GFile       *journal);

G_END_DECLS
