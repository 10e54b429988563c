#pragma once

#include "app/document/document.h"
#include "tests/support/ui.h"

G_BEGIN_DECLS

/* Tests of pages that need a project with something in it. */

void         jig_ui_be_still     (void);
JigDocument *jig_ui_document     (JigUi       *ui);
gboolean     jig_ui_is_quiet     (gpointer     ui);
void         jig_ui_wait_quiet   (JigUi       *ui);
/* Does a command and waits for it: settings as "id=word", ended by NULL. */
void         jig_ui_command      (JigUi       *ui,
                                  const char  *command,
                                  const char  *as,
                                  ...) G_GNUC_NULL_TERMINATED;
/* The table "rides" and its split "sides"; "duration" is a number, "member" yes or no. */
void         jig_ui_make_data    (JigUi       *ui,
                                  const char  *target);
/* One model of them more: "model-1", "model-2" and so on. */
void         jig_ui_fit          (JigUi       *ui,
                                  const char  *kind,
                                  const char  *setting);
/* Into $JIG_PICTURES, if there is one. */
void         jig_ui_save_picture (GtkWidget   *widget,
                                  const char  *name);

G_END_DECLS
