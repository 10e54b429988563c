#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * JigStepMark:
 * @JIG_STEP_MARK_NONE: nobody was there yet
 * @JIG_STEP_MARK_DONE: its result was seen
 * @JIG_STEP_MARK_BEHIND: its result is older than the settings
 * @JIG_STEP_MARK_CANNOT: it cannot be done with these data
 *
 * How a step stands, for who looks at the list of steps.
 */
typedef enum
{
  JIG_STEP_MARK_NONE,
  JIG_STEP_MARK_DONE,
  JIG_STEP_MARK_BEHIND,
  JIG_STEP_MARK_CANNOT,
} JigStepMark;

#define JIG_TYPE_STEP_ROW (jig_step_row_get_type ())
G_DECLARE_FINAL_TYPE (JigStepRow, jig_step_row, JIG, STEP_ROW, GtkListBoxRow)

GtkWidget *jig_step_row_new      (gsize       number,
                                  const char *title,
                                  const char *question) G_GNUC_WARN_UNUSED_RESULT;
void       jig_step_row_set_mark (JigStepRow *self,
                                  JigStepMark mark,
                                  const char *why);

G_END_DECLS
