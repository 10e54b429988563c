#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/limits.h"
#include "core/base/vfs.h"
#include "core/export/format.h"
#include "core/project/command.h"
#include "core/project/object-data.h"
#include "core/project/object-file.h"
#include "core/project/object-model.h"

#include <glib/gi18n-lib.h>

#define MAX_FORMATS 32

/* Filled from the table of formats: each brings its own settings. */
static JigChoice formats[MAX_FORMATS + 1];

static const JigParam params[] = {
  {
    "model", N_("Model"), JIG_PARAM_OBJECT, .unit = "model",
    .hint = N_("The model that leaves"),
  },
  {
    "data", N_("Data set"), JIG_PARAM_OBJECT, .unit = "data",
    .hint = N_("Rows to prove the file on; empty: the golden rows of the model"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "file", N_("File"), JIG_PARAM_FILE,
    .hint = N_("Where to"),
  },
  {
    "format", N_("Format"), JIG_PARAM_CHOICE, .text = "jig", .choices = formats,
    .hint = N_("What kind of file is written"),
  },
  { NULL }
};

static const JigParam *
get_params (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; jig_formats[i] != NULL && i < MAX_FORMATS; i++)
        formats[i] = (JigChoice) {
          jig_formats[i]->id, jig_formats[i]->title, jig_formats[i]->params
        };
      g_once_init_leave (&once, 1);
    }

  return params;
}

/* The format's own settings among those of the action. */
static JigValues *
values_of (const JigFormat *format,
           const JigValues *action)
{
  JigValues *values = jig_values_new (format->params);

  for (const JigParam *param = format->params; param->id != NULL; param++)
    {
      g_autofree char *word = jig_values_to_text (action, param->id);

      jig_values_parse (values, param->id, word, NULL);
    }

  return values;
}

static gboolean
describe_file (const char  *path,
               JigWritten  *written,
               GError     **error)
{
  g_autoptr(GBytes) bytes = jig_vfs_read_file (path, JIG_LIMIT_MODEL_BYTES, error);

  if (bytes == NULL)
    return FALSE;

  written->name = g_path_get_basename (path);
  written->n_bytes = g_bytes_get_size (bytes);
  written->sha256 = jig_hash_of_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return TRUE;
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  const JigTrained *trained = jig_object_get_trained (jig_work_get_input (work, "model"));
  const JigDataset *dataset = jig_object_get_dataset (jig_work_get_input (work, "data"));
  const JigFormat *format = jig_format_require (jig_values_get_text (values, "format"), error);
  const char *path = jig_values_get_text (values, "file");
  g_autoptr(JigValues) settings = format != NULL ? values_of (format, values) : NULL;
  g_auto(JigWritten) written = { NULL };

  if (settings == NULL ||
      !jig_format_export (format, trained->bundle, settings,
                          dataset != NULL ? dataset->frame : NULL, path, &written.proof, progress,
                          error) ||
      !describe_file (path, &written, error))
    return NULL;
  written.format = g_strdup (format->id);

  return jig_object_new_file (&written);
}

const JigCommand jig_command_export = {
  .id = "export",
  .title = N_("Export a model"),
  .object = "file",
  .get_params = get_params,
  .version = 1,
  .flags = JIG_COMMAND_OUTSIDE,
  .run = run,
};
