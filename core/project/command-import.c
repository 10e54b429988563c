#include "core/project/command.h"
#include "core/project/object-model.h"

#include <glib/gi18n-lib.h>

static const JigParam params[] = {
  {
    "file", N_("File"), JIG_PARAM_FILE,
    .hint = N_("The model to read, a .jig file"),
  },
  { NULL }
};

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const char *path = jig_values_get_text (jig_work_get_values (work), "file");
  g_auto(JigTrained) trained = { .bundle = jig_bundle_load (path, error) };

  return trained.bundle != NULL ? jig_object_new_model (&trained) : NULL;
}

const JigCommand jig_command_import = {
  .id = "import",
  .title = N_("Read a model"),
  .object = "model",
  .params = params,
  .version = 1,
  .flags = JIG_COMMAND_READS,
  .run = run,
};
