#include "core/export/format.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/output.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

/**
 * jig_format_find:
 * @id: the word of a format
 *
 * Returns: (transfer none) (nullable): the format
 */
const JigFormat *
jig_format_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (gsize i = 0; jig_formats[i] != NULL; i++)
    if (g_str_equal (jig_formats[i]->id, id))
      return jig_formats[i];

  return NULL;
}

/**
 * jig_format_require:
 * @id: the word of a format
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: (transfer none): the format, or %NULL with @error set, which says
 *   what was probably meant or what there is
 */
const JigFormat *
jig_format_require (const char  *id,
                    GError     **error)
{
  const JigPlace place = { .byte = -1, .id = "format.unknown" };
  const JigFormat *self = jig_format_find (id);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *known = NULL;
  const char *nearest;

  if (self != NULL)
    return self;

  for (gsize i = 0; jig_formats[i] != NULL; i++)
    g_ptr_array_add (ids, (gpointer) jig_formats[i]->id);
  g_ptr_array_add (ids, NULL);

  nearest = jig_text_nearest (id, (const char * const *) ids->pdata);
  known = g_strjoinv (", ", (char **) ids->pdata);
  if (nearest != NULL)
    jig_error_set_at (error, JIG_ERROR_VALUE, &place,
                      _("There is no format \"%s\"; did you mean \"%s\"?"), id, nearest);
  else
    jig_error_set_at (error, JIG_ERROR_VALUE, &place,
                      _("There is no format \"%s\"; there are: %s."), id, known);

  return NULL;
}

/* What a disk gives back is what counts. Pipes give nothing back. */
static gboolean
check_written (JigOutput   *output,
               GBytes      *bytes,
               const char  *path,
               GError     **error)
{
  const char *written = jig_output_get_path (output);
  g_autoptr(GBytes) read = NULL;

  if (written == NULL)
    return TRUE;

  read = jig_vfs_read_file (written, JIG_LIMIT_MODEL_BYTES, error);
  if (read == NULL)
    return FALSE;

  if (g_bytes_equal (read, bytes))
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_OUTPUT,
                    &(JigPlace) { .file = path, .byte = -1, .id = "file.changed" },
                    _("what was written is not what is there."));

  return FALSE;
}

static gboolean
save (JigOutput   *output,
      GBytes      *bytes,
      const char  *path,
      GError     **error)
{
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);

  return jig_output_write (output, data, n_bytes, error) &&
         check_written (output, bytes, path, error) &&
         jig_output_commit (output, error);
}

static GBytes *
write_bytes (const JigFormat  *self,
             const JigBundle  *bundle,
             const JigValues  *values,
             GError          **error)
{
  g_autoptr(JigValues) defaults = NULL;

  if (values == NULL)
    {
      defaults = jig_values_new (self->params);
      values = defaults;
    }

  return self->write (bundle, values, error);
}

/**
 * jig_format_export:
 * @self: a format
 * @bundle: what leaves
 * @values: (nullable): what was chosen from the format's settings
 * @frame: (nullable): rows to prove it on; %NULL: the golden rows
 * @path: the file; "-" is standard output
 * @proof: (out caller-allocates): what the proof found
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_DATA if the format cannot hold it,
 *   %JIG_ERROR_INTERNAL if the proof fails, %JIG_ERROR_VALUE, %JIG_ERROR_OUTPUT,
 *   %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Nothing is written before the proof has succeeded, and the file appears whole
 * or not at all.
 *
 * Returns: %TRUE, or %FALSE with @error set, @proof as it was and the old file
 *   untouched
 */
gboolean
jig_format_export (const JigFormat    *self,
                   const JigBundle    *bundle,
                   const JigValues    *values,
                   JigFrame           *frame,
                   const char         *path,
                   JigProof           *proof,
                   const JigProgress  *progress,
                   GError            **error)
{
  g_autoptr(JigOutput) output = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_auto(JigProof) found = { 0 };

  g_return_val_if_fail (self != NULL && bundle != NULL, FALSE);
  g_return_val_if_fail (path != NULL && proof != NULL, FALSE);

  if (!self->can (bundle, error))
    return FALSE;

  /* A target that cannot be written is better known before the work. */
  output = jig_output_new (path, error);
  if (output == NULL)
    return FALSE;

  bytes = write_bytes (self, bundle, values, error);
  if (bytes == NULL)
    return FALSE;

  if (frame == NULL)
    frame = jig_bundle_get_golden (bundle)->inputs;
  if (!self->prove (bundle, bytes, frame, &found, progress, error) ||
      !save (output, bytes, path, error))
    return FALSE;

  *proof = found;
  found.with = NULL;

  return TRUE;
}
