#pragma once

#include "core/project/project.h"

G_BEGIN_DECLS

/**
 * JigRecorder:
 *
 * Keeps the journal of a project that is open: a file like a project file (see record.h) that grows
 * by one write for every action. What was committed is not lost when the program is killed, and
 * what was synced not when the power is. A lock beside the journal says who is at work on it.
 *
 * One thread collects what is new, one thread at a time writes or syncs it. Ref-counted. Letting it
 * go leaves the journal behind.
 */
typedef struct _JigRecorder JigRecorder;

/**
 * JigNews:
 *
 * What was done since the last time and is not in the journal yet. It stays as it is, whatever is
 * done next.
 */
typedef struct _JigNews JigNews;

JigRecorder *jig_recorder_new            (const char                *folder,
                                          GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
JigRecorder *jig_recorder_ref            (JigRecorder               *self);
void         jig_recorder_unref          (JigRecorder               *self);

const char  *jig_recorder_get_path       (const JigRecorder         *self);
gsize        jig_recorder_get_n_unsynced (const JigRecorder         *self);
gboolean     jig_recorder_record         (JigRecorder               *self,
                                          const JigProject          *project,
                                          GError                   **error);
JigNews     *jig_recorder_collect        (JigRecorder               *self,
                                          const JigProject          *project) G_GNUC_WARN_UNUSED_RESULT;
gboolean     jig_recorder_write          (JigRecorder               *self,
                                          const JigNews             *news,
                                          GError                   **error);
gsize        jig_news_get_n_bytes        (const JigNews             *self);
void         jig_news_free               (JigNews                   *self);
gboolean     jig_recorder_sync           (JigRecorder               *self,
                                          GError                   **error);
/* There is nothing to lose any more: the journal goes. */
void         jig_recorder_drop           (JigRecorder               *self);

/* What was left behind. */

char       **jig_recorder_list_left      (const char                *folder) G_GNUC_WARN_UNUSED_RESULT;
JigProject  *jig_recorder_recover        (const char                *path,
                                          const JigCommand * const  *commands,
                                          const JigProgress         *progress,
                                          GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     jig_recorder_set_aside      (const char                *path);
void         jig_recorder_prune          (const char                *folder,
                                          gint64                     before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigNews, jig_news_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigRecorder, jig_recorder_unref)

G_END_DECLS
