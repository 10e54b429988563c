#pragma once

#include "app/job/job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * JigState:
 * @JIG_STATE_EMPTY: there is nothing yet
 * @JIG_STATE_LOADING: it is on its way; what was there stays, greyed
 * @JIG_STATE_READY: it is there
 * @JIG_STATE_PARTIAL: a part of it is there, and says so
 * @JIG_STATE_ERROR: something went wrong; what was there stays
 * @JIG_STATE_TOO_LARGE: it would not fit
 * @JIG_STATE_STALE: it is older than what it was made from
 *
 * The states that every page has.
 */
typedef enum
{
  JIG_STATE_EMPTY,
  JIG_STATE_LOADING,
  JIG_STATE_READY,
  JIG_STATE_PARTIAL,
  JIG_STATE_ERROR,
  JIG_STATE_TOO_LARGE,
  JIG_STATE_STALE,
} JigState;

#define JIG_TYPE_STATE      (jig_state_get_type ())
#define JIG_TYPE_STATE_VIEW (jig_state_view_get_type ())

GType jig_state_get_type (void);
G_DECLARE_FINAL_TYPE (JigStateView, jig_state_view, JIG, STATE_VIEW, GtkWidget)

GtkWidget *jig_state_view_new        (void) G_GNUC_WARN_UNUSED_RESULT;

JigState   jig_state_view_get_state  (JigStateView   *self);
void       jig_state_view_set_state  (JigStateView   *self,
                                      JigState        state);
/* What the bar says. */
const char *
           jig_state_view_get_sentence (JigStateView *self);
/* The content, shown in every state but an empty one; what is shown when there is none. */
void       jig_state_view_set_child  (JigStateView   *self,
                                      GtkWidget      *child);
void       jig_state_view_set_empty  (JigStateView   *self,
                                      GtkWidget      *empty);

/* Each sets the state as well. */

void       jig_state_view_load       (JigStateView   *self,
                                      JigJob         *job);
void       jig_state_view_fail       (JigStateView   *self,
                                      const GError   *error);
/* A button in the bar: what can be done about it. */
void       jig_state_view_offer      (JigStateView   *self,
                                      const char     *button_label,
                                      const char     *detailed_action);
void       jig_state_view_note       (JigStateView   *self,
                                      JigState        state,
                                      const char     *sentence,
                                      const char     *button_label,
                                      const char     *detailed_action);

G_END_DECLS
