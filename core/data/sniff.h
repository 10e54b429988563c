#pragma once

#include "core/data/sheet.h"

G_BEGIN_DECLS

/**
 * JigSniff:
 * @sheet: every setting filled in
 * @reasons: setting ("delimiter", ...) => a sentence for people
 * @n_columns: how many columns most lines have
 */
typedef struct
{
  JigSheet   *sheet;
  GHashTable *reasons;
  gsize       n_columns;
} JigSniff;

JigSniff *jig_sniff      (const char      *head,
                          gsize            n_bytes,
                          gboolean         is_whole,
                          const char      *name,
                          const JigSheet  *wanted,
                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void      jig_sniff_free (JigSniff        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigSniff, jig_sniff_free)

G_END_DECLS
