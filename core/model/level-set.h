#pragma once

#include "core/base/json.h"

G_BEGIN_DECLS

/* How many levels of a category can be told apart: their codes are bytes. */
#define JIG_LEVEL_SET_CODES 256

/**
 * JigLevelSet:
 * @words: bit c % 64 of word c / 64: whether code c is in the set
 *
 * Some levels of a category, by their codes.
 */
typedef struct
{
  guint64 words[JIG_LEVEL_SET_CODES / 64];
} JigLevelSet;

/* The code of a value is its whole part. What has no code, as what is missing, is
 * in no set. */
static inline gboolean
jig_level_set_holds (const JigLevelSet *self,
                     float              value)
{
  guint code;

  if (!(value >= 0.0f && value < (float) JIG_LEVEL_SET_CODES))
    return FALSE;

  code = (guint) value;

  return (self->words[code / 64] >> code % 64 & 1) != 0;
}

void      jig_level_set_add   (JigLevelSet        *self,
                               guint               code);
guint     jig_level_set_count (const JigLevelSet  *self);
void      jig_level_set_write (const JigLevelSet  *self,
                               JigJsonWriter      *writer);
gboolean  jig_level_set_read  (JsonNode           *node,
                               const char         *name,
                               JigLevelSet        *self,
                               GError            **error);

G_END_DECLS
