#pragma once

#include "app/document/document.h"
#include "patterns/kit/guide.h"
#include "patterns/kit/run.h"

G_BEGIN_DECLS

#define JIG_TYPE_WALK (jig_walk_get_type ())
G_DECLARE_FINAL_TYPE (JigWalk, jig_walk, JIG, WALK, GObject)

JigWalk          *jig_walk_new           (const JigPattern *pattern,
                                          JigDocument      *document) G_GNUC_WARN_UNUSED_RESULT;

const JigPattern *jig_walk_get_pattern   (JigWalk           *self);
const JigRun     *jig_walk_get_run       (JigWalk           *self);
guint             jig_walk_get_generation (JigWalk *self);
JigDocument      *jig_walk_get_document  (JigWalk           *self);
gsize             jig_walk_get_step      (JigWalk           *self);
gsize             jig_walk_get_n_steps   (JigWalk           *self);
guint             jig_walk_get_n_done    (JigWalk           *self);
JigJob           *jig_walk_get_job       (JigWalk           *self);
gboolean          jig_walk_is_busy       (JigWalk           *self);
const GError     *jig_walk_get_error     (JigWalk           *self);
gboolean          jig_walk_is_stopped    (JigWalk           *self);
gboolean          jig_walk_can_use_own_data (JigWalk *self,
                                             char   **why);
gboolean          jig_walk_uses_own_data (JigWalk           *self);
guint64           jig_walk_get_seed      (JigWalk           *self);
const char       *jig_walk_get_language  (JigWalk           *self);
JigGuide         *jig_walk_get_guide     (JigWalk           *self);
guint             jig_walk_get_n_tries   (JigWalk           *self);
double            jig_walk_get_tried     (JigWalk           *self);
gboolean          jig_walk_can_answer    (JigWalk           *self);
gboolean          jig_walk_is_open       (JigWalk           *self);
guint             jig_walk_count_answers    (JigWalk           *self,
                                             guint             *n_right);
gboolean          jig_walk_is_outdated      (JigWalk           *self);
gboolean          jig_walk_is_behind     (JigWalk *self,
                                          gsize    step);
JigExhibit       *jig_walk_show          (JigWalk *self,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
JigExhibit       *jig_walk_show_right    (JigWalk           *self) G_GNUC_WARN_UNUSED_RESULT;

void              jig_walk_go            (JigWalk *self,
                                          gsize    step);
void              jig_walk_refresh       (JigWalk           *self);
void              jig_walk_follow        (JigWalk           *self);
void              jig_walk_stop          (JigWalk           *self);
void              jig_walk_set_values    (JigWalk         *self,
                                          const JigValues *values);
void              jig_walk_set_mistake   (JigWalk    *self,
                                          const char *id,
                                          gboolean    is_on);
void              jig_walk_set_own_data  (JigWalk *self,
                                          gboolean is_own);
void              jig_walk_set_seed      (JigWalk *self,
                                          guint64  seed);
void              jig_walk_swap_language (JigWalk           *self);
void              jig_walk_answer        (JigWalk *self,
                                          double   answer);
void              jig_walk_reveal        (JigWalk           *self);

G_END_DECLS
