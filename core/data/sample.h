#pragma once

#include "core/base/values.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

/**
 * JigSample:
 * @id: the word for `generate`, patterns and tests
 * @title: what the user reads (untranslated)
 * @summary: one sentence (untranslated)
 * @params: its settings
 * @make: makes the table from settings and a seed
 * @roles: column name and role in turns, ended by %NULL
 *
 * A built-in data set: generated, or held as counts; never downloaded.
 */
typedef struct
{
  const char         *id;
  const char         *title;
  const char         *summary;
  const JigParam     *params;
  JigFrame         *(*make) (const JigValues  *values,
                             guint64           seed,
                             GError          **error);
  const char * const *roles;
} JigSample;

/* Every sample there is, ended by NULL. Written at configure time. */
extern const JigSample * const jig_samples[];

const JigSample *jig_sample_find       (const char       *id);
JigFrame        *jig_sample_make       (const JigSample  *self,
                                        const JigValues  *values,
                                        guint64           seed,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;
JigSchema       *jig_sample_dup_schema (const JigSample  *self,
                                        const JigFrame   *frame,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
