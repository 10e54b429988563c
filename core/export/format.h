#pragma once

#include "core/export/proof.h"
#include "core/model/bundle.h"

G_BEGIN_DECLS

/**
 * JigFormat:
 * @id: the word on the command line, such as "c"
 * @title: what the user reads (untranslated)
 * @consequence: what choosing it means, one line (untranslated)
 * @suffix: of the file's name, with its dot
 * @carries_recipe: raw inputs go in; else features
 * @carries_rows: golden rows of the training data are in the file
 * @params: its settings
 * @can: whether it can hold this model; else an error that says why not and
 *   which format can
 * @write: the model as bytes
 * @prove: runs @bytes or reads them back and compares the rows of @frame with
 *   Jig's own answers; refuses with %JIG_ERROR_INTERNAL and the row
 *
 * One way for a model to leave. A file format-<id>.c adds one.
 */
typedef struct
{
  const char     *id;
  const char     *title;
  const char     *consequence;
  const char     *suffix;
  gboolean        carries_recipe;
  gboolean        carries_rows;
  const JigParam *params;

  gboolean (*can)   (const JigBundle    *bundle,
                     GError            **error);
  GBytes  *(*write) (const JigBundle    *bundle,
                     const JigValues    *values,
                     GError            **error);
  gboolean (*prove) (const JigBundle    *bundle,
                     GBytes             *bytes,
                     JigFrame           *frame,
                     JigProof           *proof,
                     const JigProgress  *progress,
                     GError            **error);
} JigFormat;

/* Every format there is, ended by NULL. Written at configure time. */
extern const JigFormat * const jig_formats[];

const JigFormat *jig_format_find    (const char         *id);
const JigFormat *jig_format_require (const char         *id,
                                     GError            **error);

/* Proves what will be written on the rows of @frame, or on the golden rows if
 * that is NULL, writes it beside the target, reads it back, then renames: a file
 * that lies never appears. */
gboolean         jig_format_export  (const JigFormat    *self,
                                     const JigBundle    *bundle,
                                     const JigValues    *values,
                                     JigFrame           *frame,
                                     const char         *path,
                                     JigProof           *proof,
                                     const JigProgress  *progress,
                                     GError            **error);

G_END_DECLS
