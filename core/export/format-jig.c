#include "core/export/evaluator.h"
#include "core/export/format.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const JigParam params[] = {
  { NULL }
};

static gboolean
can_hold (const JigBundle  *bundle,
          GError          **error)
{
  return TRUE;
}

static GBytes *
write_bundle (const JigBundle  *bundle,
              const JigValues  *values,
              GError          **error)
{
  return jig_bundle_to_bytes (bundle);
}

static gboolean
answer (const JigBundle    *bundle,
        JigFrame           *frame,
        JigAnswers         *answers,
        const JigProgress  *progress,
        GError            **error)
{
  return jig_answers_of_model (answers, jig_bundle_get_recipe (bundle),
                               jig_bundle_get_model (bundle), frame, progress, error);
}

/* Margins of finite weights are the same bits or different numbers. */
static gboolean
compare (const JigAnswers  *expected,
         const JigAnswers  *got,
         GError           **error)
{
  gsize width = expected->n_outputs;

  for (gsize i = 0; i < expected->n_rows; i++)
    if (got->n_outputs != width ||
        memcmp (expected->margins + i * width, got->margins + i * width,
                width * sizeof (double)) != 0)
      {
        jig_error_set_at (error, JIG_ERROR_INTERNAL,
                          &(JigPlace) { .row = i + 1, .byte = -1, .id = "export.proof" },
                          _("the file read back gives another margin; nothing was written."));
        return FALSE;
      }

  return TRUE;
}

/* Reading checks the hashes and the golden rows itself. */
static gboolean
prove_bundle (const JigBundle    *bundle,
              GBytes             *bytes,
              JigFrame           *frame,
              JigProof           *proof,
              const JigProgress  *progress,
              GError            **error)
{
  g_autoptr(JigBundle) copy = jig_bundle_from_bytes (bytes, "model.jig", error);
  g_auto(JigAnswers) expected = { NULL };
  g_auto(JigAnswers) got = { NULL };

  if (copy == NULL ||
      !answer (bundle, frame, &expected, progress, error) ||
      !answer (copy, frame, &got, progress, error) ||
      !compare (&expected, &got, error))
    return FALSE;

  *proof = (JigProof) { .n_rows = expected.n_rows, .with = g_strdup ("jig") };

  return TRUE;
}

const JigFormat jig_format_jig = {
  .id = "jig",
  .title = N_("Jig model"),
  .consequence = N_("Everything: transform, model, statistics and golden rows; opens here and"
                    " serves."),
  .suffix = ".jig",
  .carries_recipe = TRUE,
  .carries_rows = TRUE,
  .params = params,
  .can = can_hold,
  .write = write_bundle,
  .prove = prove_bundle,
};
