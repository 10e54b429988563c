#pragma once

#include "core/project/project.h"

G_BEGIN_DECLS

/* What project files and journals share: records, written to anywhere. */

#define JIG_ARCHIVE_VERSION 1

/**
 * JigArchiveWhat:
 * @JIG_ARCHIVE_METHOD: what was done, and no table
 * @JIG_ARCHIVE_PORTABLE: tables of up to %JIG_LIMIT_EMBED_BYTES as well
 * @JIG_ARCHIVE_EVERYTHING: paths of this computer as well, from which larger tables are made again
 */
typedef enum
{
  JIG_ARCHIVE_METHOD,
  JIG_ARCHIVE_PORTABLE,
  JIG_ARCHIVE_EVERYTHING,
} JigArchiveWhat;

typedef gboolean (*JigArchiveSink) (gpointer        to,
                                    gconstpointer   bytes,
                                    gsize           n_bytes,
                                    GError        **error);

gboolean    jig_archive_write_header (JigArchiveSink      sink,
                                      gpointer            to,
                                      guint64             seed,
                                      GError            **error);
gboolean    jig_archive_write_entry  (JigArchiveSink      sink,
                                      gpointer            to,
                                      const JigEntry     *entry,
                                      JigArchiveWhat      what,
                                      GError            **error);
gboolean    jig_archive_write_head   (JigArchiveSink      sink,
                                      gpointer            to,
                                      guint               head,
                                      GError            **error);

/* As far as its records are whole; see jig_recorder_recover(). */
JigProject *jig_archive_open_journal (const char                *path,
                                      const JigCommand * const  *commands,
                                      const JigProgress         *progress,
                                      GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
