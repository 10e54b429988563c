#pragma once

#include "core/base/json.h"
#include "core/data/dataset.h"
#include "patterns/kit/pattern.h"

G_BEGIN_DECLS

/**
 * JigStepState:
 * @JIG_STEP_STALE: not run yet, or something it depends on has changed
 * @JIG_STEP_DONE: its value is up to date
 * @JIG_STEP_CANNOT: it cannot be done with these data; why says what is missing
 */
typedef enum
{
  JIG_STEP_STALE,
  JIG_STEP_DONE,
  JIG_STEP_CANNOT,
} JigStepState;

/**
 * JigRun:
 *
 * The values of one walkthrough: its data, the settings, mistakes and answers of
 * its steps, and what each step made. A copy is cheap and shares what was made,
 * so the window copies its run, brings the copy up to date on a worker thread
 * and puts it in the place of the old one.
 */

/* What jig_run_get_answer() gives for a prompt that was skipped. */
#define JIG_ANSWER_SKIPPED ((double) INFINITY)

JigRun           *jig_run_new          (const JigPattern   *pattern,
                                        JigDataset         *dataset,
                                        guint64             seed,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
JigRun           *jig_run_copy         (const JigRun       *self) G_GNUC_WARN_UNUSED_RESULT;
void              jig_run_free         (JigRun             *self);

const JigPattern *jig_run_get_pattern  (const JigRun       *self);
gboolean          jig_run_is_own_data  (const JigRun       *self);
JigDataset       *jig_run_get_dataset  (const JigRun       *self);
const char       *jig_run_get_target   (const JigRun       *self);
guint64           jig_run_get_seed     (const JigRun       *self);
gboolean          jig_run_set_seed     (JigRun             *self,
                                        guint64             seed,
                                        GError            **error);

/* Settings and mistakes; a change makes the step and what depends on it stale. */

const JigValues  *jig_run_get_values   (const JigRun       *self,
                                        const char         *step);
gboolean          jig_run_set_value    (JigRun             *self,
                                        const char         *step,
                                        const char         *id,
                                        const char         *word,
                                        GError            **error);
gboolean          jig_run_has_mistake  (const JigRun       *self,
                                        const char         *step,
                                        const char         *id);
gboolean          jig_run_can_mistake  (const JigRun       *self,
                                        const char         *step,
                                        const char         *id);
gboolean          jig_run_set_mistake  (JigRun             *self,
                                        const char         *step,
                                        const char         *id,
                                        gboolean            is_on,
                                        GError            **error);
gboolean          jig_run_hide_mistake (JigRun             *self,
                                        const JigStep     **step,
                                        const JigMistake  **mistake);

/* Running. */

gboolean          jig_run_update       (JigRun             *self,
                                        gsize               step,
                                        const JigProgress  *progress,
                                        GError            **error);
JigStepState      jig_run_get_state    (const JigRun       *self,
                                        gsize               step,
                                        const char        **why);
gconstpointer     jig_run_get          (const JigRun       *self,
                                        const char         *name);
JigExhibit       *jig_run_show         (const JigRun       *self,
                                        gsize               step,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray        *jig_run_list_commands (const JigRun      *self,
                                         const char        *data) G_GNUC_WARN_UNUSED_RESULT;

/* Prompts and checks. */

double            jig_run_get_answer   (const JigRun       *self,
                                        gsize               step);
void              jig_run_set_answer   (JigRun             *self,
                                        gsize               step,
                                        double              answer);
gboolean          jig_run_is_answered  (const JigRun       *self,
                                        gsize               step);
double            jig_run_get_right    (const JigRun       *self,
                                        gsize               step);
gboolean          jig_run_is_right     (const JigRun       *self,
                                        gsize               step);
gboolean          jig_run_is_checked   (const JigRun       *self,
                                        gsize               step);

/* Seed, settings, mistakes, answers and checks as an object; and the way back. */

void              jig_run_write        (const JigRun       *self,
                                        JigJsonWriter      *writer);
gboolean          jig_run_read         (JigRun             *self,
                                        JsonObject         *object,
                                        GError            **error);

/* The same as words of a command line; every list is of utf8. */

GPtrArray        *jig_run_list_settings (const JigRun      *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *jig_run_list_mistakes (const JigRun      *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *jig_run_list_answers  (const JigRun      *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *jig_run_list_checked  (const JigRun      *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean          jig_run_take_setting  (JigRun            *self,
                                         const char        *word,
                                         GError           **error);
gboolean          jig_run_take_mistake  (JigRun            *self,
                                         const char        *word,
                                         GError           **error);
gboolean          jig_run_take_words    (JigRun            *self,
                                         const char        *settings,
                                         const char        *mistakes,
                                         const char        *answers,
                                         const char        *checked,
                                         GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigRun, jig_run_free)

G_END_DECLS
