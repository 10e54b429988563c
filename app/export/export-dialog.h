#pragma once

#include "app/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * JigExportState:
 * @JIG_EXPORT_READY: it asks what is wanted
 * @JIG_EXPORT_WRITING: it writes and proves
 * @JIG_EXPORT_DONE: the file is there, and was proved
 * @JIG_EXPORT_FAILED: there is no file; what was there is as it was
 *
 * How far an export has come.
 */
typedef enum
{
  JIG_EXPORT_READY,
  JIG_EXPORT_WRITING,
  JIG_EXPORT_DONE,
  JIG_EXPORT_FAILED,
} JigExportState;

#define JIG_TYPE_EXPORT_STATE  (jig_export_state_get_type ())
#define JIG_TYPE_EXPORT_DIALOG (jig_export_dialog_get_type ())

GType jig_export_state_get_type (void);
G_DECLARE_FINAL_TYPE (JigExportDialog, jig_export_dialog, JIG, EXPORT_DIALOG, AdwWindow)

/* Its property "state" is a #JigExportState: a test forces it. */

GtkWidget      *jig_export_dialog_new                (JigDocument      *document,
                                                      const char       *model) G_GNUC_WARN_UNUSED_RESULT;

JigExportState  jig_export_dialog_get_state          (JigExportDialog  *self);
void            jig_export_dialog_set_state          (JigExportDialog  *self,
                                                      JigExportState    state);
gboolean        jig_export_dialog_choose             (JigExportDialog  *self,
                                                      const char       *format);
void            jig_export_dialog_choose_predictions (JigExportDialog  *self);
void            jig_export_dialog_write              (JigExportDialog  *self,
                                                      const char       *path);

G_END_DECLS
