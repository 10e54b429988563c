#include "core/export/c-proof.h"
#include "core/export/c-source.h"
#include "core/export/format.h"

#include <glib/gi18n-lib.h>

static const JigParam params[] = {
  { "prefix", N_("Prefix of its names"), JIG_PARAM_TEXT, .text = "jig_model",
    .hint = N_("Small letters, digits and underscores. Two models in one program need two.") },
  { NULL }
};

static gboolean
can_hold (const JigBundle  *bundle,
          GError          **error)
{
  g_autoptr(JigProgram) program = jig_program_new (jig_bundle_get_recipe (bundle),
                                                   jig_bundle_get_model (bundle), error);

  return program != NULL;
}

static GBytes *
write_source (const JigBundle  *bundle,
              const JigValues  *values,
              GError          **error)
{
  const char *prefix = jig_values_get_text (values, "prefix");
  g_autoptr(JigProgram) program = NULL;

  if (!jig_c_source_check_prefix (prefix, error))
    return NULL;

  program = jig_program_new (jig_bundle_get_recipe (bundle), jig_bundle_get_model (bundle),
                             error);
  if (program == NULL)
    return NULL;

  return jig_c_source_write (program, jig_bundle_get_recipe (bundle),
                             jig_bundle_get_model (bundle), jig_bundle_get_target (bundle), prefix,
                             error);
}

static gboolean
prove_source (const JigBundle    *bundle,
              GBytes             *bytes,
              JigFrame           *frame,
              JigProof           *proof,
              const JigProgress  *progress,
              GError            **error)
{
  g_autoptr(JigProgram) program = jig_program_new (jig_bundle_get_recipe (bundle),
                                                   jig_bundle_get_model (bundle), error);

  return program != NULL &&
         jig_c_prove (bytes, program, jig_bundle_get_recipe (bundle),
                      jig_bundle_get_model (bundle), frame, proof, progress, error);
}

const JigFormat jig_format_c = {
  .id = "c",
  .title = N_("C source"),
  .consequence = N_("One file for any C compiler, with the transform and without a library; the"
                    " same bits as here."),
  .suffix = ".c",
  .carries_recipe = TRUE,
  .params = params,
  .can = can_hold,
  .write = write_source,
  .prove = prove_source,
};
