/* A bundle as a file: one line of JSON, section by section, the hashes of all
 * sections behind them. Not one byte is left that the hashes do not cover. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/output.h"
#include "core/model/bundle-private.h"
#include "core/model/numbers.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static void
write_magic (const JigBundle *self,
             JigJsonWriter   *writer)
{
  jig_json_writer_string (writer, "bundle");
}

static void
write_version (const JigBundle *self,
               JigJsonWriter   *writer)
{
  jig_json_writer_int (writer, JIG_BUNDLE_VERSION);
}

static void
write_writer (const JigBundle *self,
              JigJsonWriter   *writer)
{
  jig_json_writer_string (writer, "jig " JIG_VERSION);
}

static void
write_target (const JigBundle *self,
              JigJsonWriter   *writer)
{
  jig_json_writer_string (writer, self->target);
}

static void
write_text (JigJsonWriter *writer,
            const char    *member,
            const char    *text)
{
  jig_json_writer_name (writer, member);
  if (text != NULL)
    jig_json_writer_string (writer, text);
  else
    jig_json_writer_null (writer);
}

static void
write_inputs (const JigBundle *self,
              JigJsonWriter   *writer)
{
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < self->n_inputs; i++)
    {
      const JigBundleInput *input = &self->inputs[i];

      jig_json_writer_begin_object (writer);
      write_text (writer, "name", input->field->name);
      write_text (writer, "type", jig_column_type_name (input->field->type));
      write_text (writer, "unit", input->field->unit);
      jig_json_writer_name (writer, "required");
      jig_json_writer_bool (writer, input->is_required);
      write_text (writer, "example", input->example);
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static void
write_transform (const JigBundle *self,
                 JigJsonWriter   *writer)
{
  jig_recipe_write (self->recipe, writer);
}

static void
write_model (const JigBundle *self,
             JigJsonWriter   *writer)
{
  jig_model_write (self->model, writer);
}

static void
write_profiles (JigJsonWriter   *writer,
                const char      *member,
                const GPtrArray *profiles)
{
  jig_json_writer_name (writer, member);
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < profiles->len; i++)
    jig_profile_write (g_ptr_array_index (profiles, i), writer);
  jig_json_writer_end_array (writer);
}

static void
write_statistics (const JigBundle *self,
                  JigJsonWriter   *writer)
{
  gsize n_shares = self->baseline.shares != NULL ? self->baseline.n_classes : 0;

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "mean");
  jig_json_writer_double (writer, n_shares == 0 ? self->baseline.mean : 0.0);
  jig_json_writer_name (writer, "shares");
  jig_numbers_write (self->baseline.shares, n_shares, writer);
  write_profiles (writer, "columns", self->columns);
  write_profiles (writer, "features", self->features);
  jig_json_writer_end_object (writer);
}

static void
write_golden (const JigBundle *self,
              JigJsonWriter   *writer)
{
  jig_golden_write (self->golden, self->model, writer);
}

/* In the order of the file. */
static void (* const writers[JIG_BUNDLE_N_SECTIONS]) (const JigBundle *self,
                                                      JigJsonWriter   *writer) = {
  write_magic, write_version, write_writer, write_target, write_inputs, write_transform,
  write_model, write_statistics, write_golden,
};

const char * const jig_bundle_sections[JIG_BUNDLE_N_SECTIONS] = {
  "jig", "version", "writer", "target", "inputs", "transform", "model", "statistics", "golden",
};

/**
 * jig_bundle_make_hashes:
 * @slices: (array fixed-size=9): the bytes of the sections
 * @bundle: (out): the hash that stands for all of them
 *
 * Returns: (transfer full): the last section: the hash of each, and that one
 */
char *
jig_bundle_make_hashes (const JigBundleSlice  *slices,
                        char                 **bundle)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  GString *text = g_string_new ("{\"algorithm\":\"sha256\"");

  for (gsize i = 0; i < JIG_BUNDLE_N_SECTIONS; i++)
    {
      g_autofree char *hash = jig_hash_of_bytes (slices[i].begin, slices[i].length);

      g_string_append_printf (lines, "%s:%s\n", jig_bundle_sections[i], hash);
      g_string_append_printf (text, ",\"%s\":\"%s\"", jig_bundle_sections[i], hash);
    }

  *bundle = jig_hash_of_bytes (lines->str, lines->len);
  g_string_append_printf (text, ",\"bundle\":\"%s\"}", *bundle);

  return g_string_free (text, FALSE);
}

/**
 * jig_bundle_seal:
 * @self: a bundle that has everything but its bytes
 * @error: return location for %JIG_ERROR_LIMIT
 *
 * Writes the file that it will be, and takes its hash.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_bundle_seal (JigBundle  *self,
                 GError    **error)
{
  g_autoptr(GString) file = g_string_new ("{");
  g_autofree char *hashes = NULL;
  JigBundleSlice slices[JIG_BUNDLE_N_SECTIONS];
  gsize begins[JIG_BUNDLE_N_SECTIONS];

  for (gsize i = 0; i < JIG_BUNDLE_N_SECTIONS; i++)
    {
      g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
      g_autofree char *value = NULL;

      writers[i] (self, writer);
      value = jig_json_writer_finish (writer);
      g_string_append_printf (file, "\"%s\":", jig_bundle_sections[i]);
      begins[i] = file->len;
      slices[i].length = strlen (value);
      g_string_append_printf (file, "%s,", value);
    }

  for (gsize i = 0; i < JIG_BUNDLE_N_SECTIONS; i++)
    slices[i].begin = file->str + begins[i];
  hashes = jig_bundle_make_hashes (slices, &self->hash);
  g_string_append_printf (file, "\"hash\":%s" JIG_BUNDLE_END, hashes);

  if (file->len > JIG_LIMIT_MODEL_BYTES)
    {
      g_autofree char *size = jig_alloc_format_size (file->len);
      g_autofree char *limit = jig_alloc_format_size (JIG_LIMIT_MODEL_BYTES);

      g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                   _("The model would be a file of %s; the limit is %s."), size, limit);
      return FALSE;
    }

  self->bytes = g_string_free_to_bytes (g_steal_pointer (&file));

  return TRUE;
}

/**
 * jig_bundle_to_bytes:
 * @self: a bundle
 *
 * Returns: (transfer full): the bytes of its file
 */
GBytes *
jig_bundle_to_bytes (const JigBundle *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_ref (self->bytes);
}

/**
 * jig_bundle_save:
 * @self: a bundle
 * @path: where to
 * @error: return location for %JIG_ERROR_OUTPUT, or an error of
 *   jig_bundle_from_bytes()
 *
 * The file appears whole or not at all, and only if it can be read again.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_bundle_save (const JigBundle  *self,
                 const char       *path,
                 GError          **error)
{
  g_autoptr(JigBundle) proof = NULL;
  g_autofree char *name = NULL;
  gsize n_bytes;
  gconstpointer bytes;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  name = g_path_get_basename (path);
  proof = jig_bundle_from_bytes (self->bytes, name, error);
  if (proof == NULL)
    return FALSE;

  bytes = g_bytes_get_data (self->bytes, &n_bytes);

  return jig_output_save (path, bytes, n_bytes, error);
}
