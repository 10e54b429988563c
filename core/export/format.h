#pragma once

#include "core/model/bundle.h"

G_BEGIN_DECLS

/**
 * JigProof:
 * @n_rows: how many rows were compared
 * @largest: the largest difference of a margin
 * @allowed: the largest that is allowed
 * @was_executed: the target itself ran; else the file was read back
 * @with: what ran, such as "cc"
 */
typedef struct
{
  gsize     n_rows;
  double    largest;
  double    allowed;
  gboolean  was_executed;
  char     *with;
} JigProof;

void jig_proof_clear (JigProof *self);

/**
 * JigFormat:
 * @id: the word on the command line, such as "c"
 * @title: what the user reads (untranslated)
 * @consequence: what choosing it means, one line (untranslated)
 * @suffix: of the file's name, with its dot
 * @carries_recipe: raw inputs go in; else features
 * @params: (nullable): its settings
 * @can: whether it can hold this model; else an error that says why not
 * @write: the model as bytes
 * @prove: runs or reads back what was written at @path and compares @rows of
 *   @frame with Jig's own margins; refuses with %JIG_ERROR_INTERNAL and the row
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
  const JigParam *params;

  gboolean (*can)   (const JigBundle    *bundle,
                     GError            **error);
  GBytes  *(*write) (const JigBundle    *bundle,
                     const JigValues    *values,
                     const char         *name,
                     const JigProgress  *progress,
                     GError            **error);
  gboolean (*prove) (const JigBundle    *bundle,
                     const JigValues    *values,
                     const char         *path,
                     JigFrame           *frame,
                     const JigRows      *rows,
                     JigProof           *proof,
                     const JigProgress  *progress,
                     GError            **error);
} JigFormat;

/* Every format there is, ended by NULL. Written at configure time. */
extern const JigFormat * const jig_formats[];

const JigFormat *jig_format_find   (const char         *id);

/* Writes beside the target, proves what was written on the golden rows (and on
 * @frame if given), then renames: a file that lies never appears. */
gboolean         jig_format_export (const JigFormat    *self,
                                    const JigBundle    *bundle,
                                    const JigValues    *values,
                                    JigFrame           *frame,
                                    const char         *path,
                                    JigProof           *proof,
                                    const JigProgress  *progress,
                                    GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigProof, jig_proof_clear)

G_END_DECLS
