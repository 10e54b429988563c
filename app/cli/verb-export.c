/* jig export: a model leaves, with a proof. */

#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/export/format.h"
#include "core/project/object-file.h"
#include "core/project/object-model.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

static const JigOption options[] = {
  { "model", "FILE", N_("the model, a .jig file") },
  { "to", "FORMAT", N_("the format, such as c or jig") },
  { "o", "FILE", N_("where to") },
  { "prove", "CSV", N_("rows to prove the file on; default: the golden rows of the model") },
  { "require-run", NULL, N_("fail if what was written cannot be executed here") },
  { NULL }
};

static void
write_proof (const JigProof *proof,
             JigJsonWriter  *writer)
{
  jig_json_writer_name (writer, "proof");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) proof->n_rows);
  jig_json_writer_name (writer, "max_abs_diff");
  jig_json_writer_double (writer, proof->largest);
  jig_json_writer_name (writer, "allowed");
  jig_json_writer_double (writer, proof->allowed);
  jig_json_writer_name (writer, "how");
  jig_json_writer_string (writer, proof->was_executed ? "executed" : "re-read");
  jig_json_writer_name (writer, "with");
  jig_json_writer_string (writer, proof->with);
  jig_json_writer_end_object (writer);
}

static void
print_json (JigCall          *call,
            const JigFormat  *format,
            const JigWritten *written)
{
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "format");
  jig_json_writer_string (writer, format->id);
  jig_json_writer_name (writer, "file");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, written->name);
  jig_json_writer_name (writer, "bytes");
  jig_json_writer_int (writer, (gint64) written->n_bytes);
  jig_json_writer_name (writer, "sha256");
  jig_json_writer_string (writer, written->sha256);
  jig_json_writer_end_object (writer);
  jig_json_writer_name (writer, "includes_preprocessing");
  jig_json_writer_bool (writer, format->carries_recipe);
  write_proof (&written->proof, writer);
  jig_call_end_json (call, writer);
}

static void
print_text (const JigFormat  *format,
            const JigWritten *written)
{
  g_autofree char *proof = jig_proof_to_text (&written->proof);

  g_print (_("%s: %" PRIu64 " bytes, includes preprocessing: %s; proof: %s\n"),
           written->name, written->n_bytes, format->carries_recipe ? _("yes") : _("no"), proof);
}

static gboolean
check_executed (const JigCall     *call,
                const JigWritten  *written,
                GError           **error)
{
  if (!jig_call_has (call, "require-run") || written->proof.was_executed)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_REMOTE,
               _("What was written could not be executed here; it was read back only."));

  return FALSE;
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  const char *model = jig_call_require (call, "model", error);
  const char *to = model != NULL ? jig_call_require (call, "to", error) : NULL;
  const char *output = to != NULL ? jig_call_require (call, "o", error) : NULL;
  const char *prove = jig_call_get (call, "prove");
  const JigFormat *format = output != NULL ? jig_format_require (to, error) : NULL;
  const JigWritten *written;
  const JigEntry *entry;

  if (format == NULL ||
      jig_call_act (call, error, "import", NULL, "file", model, NULL) == NULL ||
      (prove != NULL && jig_call_load (call, prove, "prove", error) == NULL))
    return FALSE;

  entry = jig_call_act (call, error, "export", NULL, "model", "model-1", "data",
                        prove != NULL ? "data-1" : NULL, "format", to, "file", output, NULL);
  if (entry == NULL)
    return FALSE;

  written = jig_object_get_written (entry->result);
  if (!check_executed (call, written, error))
    return FALSE;

  if (call->as_json)
    print_json (call, format, written);
  else
    print_text (format, written);

  return TRUE;
}

const JigVerb jig_verb_export = {
  .id = "export",
  .usage = "--model MODEL --to FORMAT -o FILE [OPTIONS]",
  .summary = N_("Write a model in another format and prove it"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
