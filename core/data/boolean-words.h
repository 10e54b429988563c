#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define JIG_BOOLEAN_WORD_BYTES 16

/**
 * JigBooleanWords:
 * @pair: which pair of words the column uses; negative before its first cell
 * @seen: how its cells wrote no and yes; empty for what has not come yet
 *
 * How a column writes yes and no: all its cells use the same pair of words, in
 * upper or lower case.
 */
typedef struct
{
  int  pair;
  char seen[2][JIG_BOOLEAN_WORD_BYTES];
} JigBooleanWords;

#define JIG_BOOLEAN_WORDS_INIT ((JigBooleanWords) { .pair = -1 })

gboolean    jig_boolean_words_read (JigBooleanWords        *self,
                                    const char             *text,
                                    gsize                   length,
                                    guint8                 *value);
const char *jig_boolean_words_get  (const JigBooleanWords  *self,
                                    gboolean                value);

G_END_DECLS
