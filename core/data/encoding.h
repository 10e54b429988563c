#pragma once

#include "core/base/array.h"

G_BEGIN_DECLS

/**
 * JigEncodingGuess:
 * @name: "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "CP949" or
 *   "windows-1252"
 * @bom_length: how many bytes the byte order mark has; 0: there is none
 * @confidence: from 0 to 1
 * @reason: a sentence for people
 */
typedef struct
{
  const char *name;
  gsize       bom_length;
  double      confidence;
  char       *reason;
} JigEncodingGuess;

/**
 * JigEncoding:
 *
 * Turns the bytes of one encoding into UTF-8, in pieces of any size.
 */
typedef struct _JigEncoding JigEncoding;

void         jig_encoding_detect        (const char        *bytes,
                                         gsize              n_bytes,
                                         gboolean           is_whole,
                                         JigEncodingGuess  *guess);
void         jig_encoding_guess_clear   (JigEncodingGuess  *guess);
/* The one name under which Jig knows an encoding; @name itself if it is not one of ours. */
const char  *jig_encoding_canonical     (const char        *name);
gsize        jig_encoding_bom_length    (const char        *name,
                                         const char        *bytes,
                                         gsize              n_bytes);

JigEncoding *jig_encoding_new           (const char        *name,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void         jig_encoding_free          (JigEncoding       *self);
gsize        jig_encoding_get_unit_size (const JigEncoding *self);
gboolean     jig_encoding_keeps_marks   (JigEncoding       *self,
                                         const char        *marks);
gsize        jig_encoding_find_line_end (const JigEncoding *self,
                                         const char        *bytes,
                                         gsize              n_bytes);
gboolean     jig_encoding_to_utf8       (JigEncoding       *self,
                                         const char        *bytes,
                                         gsize              n_bytes,
                                         JigArray          *text,
                                         gsize             *n_used,
                                         gboolean          *is_bad,
                                         GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigEncodingGuess, jig_encoding_guess_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigEncoding, jig_encoding_free)

G_END_DECLS
