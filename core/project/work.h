#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"
#include "core/project/action.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/**
 * JigWork:
 *
 * An action on its way: its settings, and the objects that its names stood for
 * when it was prepared. Once prepared, any one thread may run it.
 */
typedef struct _JigWork JigWork;

typedef void (*JigWorkPointFunc) (const JigCurvePoint *point,
                                  gpointer             user_data);

/* For the project, which makes works. */

JigWork          *jig_work_new         (const JigAction      *action,
                                        guint64               seed) G_GNUC_WARN_UNUSED_RESULT;
void              jig_work_free        (JigWork              *self);
void              jig_work_add_input   (JigWork              *self,
                                        const char           *id,
                                        JigObject            *object);
char             *jig_work_dup_hash    (const JigWork        *self) G_GNUC_WARN_UNUSED_RESULT;
void              jig_work_set_known   (JigWork              *self,
                                        JigObject            *object);

/* For whoever runs it. */

const JigAction  *jig_work_get_action  (const JigWork        *self);
const JigCommand *jig_work_get_command (const JigWork        *self);
void              jig_work_watch       (JigWork              *self,
                                        JigWorkPointFunc      on_point,
                                        gpointer              user_data);
JigObject        *jig_work_run         (JigWork              *self,
                                        const JigProgress    *progress,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;
double            jig_work_get_seconds (const JigWork        *self);

/* For the command. */

const JigValues  *jig_work_get_values  (const JigWork        *self);
const char       *jig_work_get_as      (const JigWork        *self);
guint64           jig_work_get_seed    (const JigWork        *self);
JigObject        *jig_work_get_input   (const JigWork        *self,
                                        const char           *id);
GPtrArray        *jig_work_get_inputs  (const JigWork        *self,
                                        const char           *id);
void              jig_work_tell        (const JigWork        *self,
                                        const JigCurvePoint  *point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigWork, jig_work_free)

G_END_DECLS
