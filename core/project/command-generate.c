#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/sample.h"
#include "core/project/command.h"
#include "core/project/object-data.h"

#include <glib/gi18n-lib.h>

static const JigParam params[] = {
  {
    "sample", N_("Sample"), JIG_PARAM_TEXT, .text = "city-bikes",
    .hint = N_("The name of a built-in data set"),
  },
  {
    "settings", N_("Settings"), JIG_PARAM_TEXT, .text = "",
    .hint = N_("Settings of the sample, such as rows=6000, separated by commas"),
    .flags = JIG_PARAM_OPTIONAL,
  },
  {
    "seed", N_("Seed"), JIG_PARAM_SEED, .value = 1,
    .hint = N_("Where every random choice comes from"),
  },
  { NULL }
};

static const JigSample *
find_sample (const char  *id,
             GError     **error)
{
  const JigSample *sample = jig_sample_find (id);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) known = NULL;
  const char *nearest;

  if (sample != NULL)
    return sample;

  for (gsize i = 0; jig_samples[i] != NULL; i++)
    g_strv_builder_add (builder, jig_samples[i]->id);
  known = g_strv_builder_end (builder);
  nearest = jig_text_nearest (id, (const char * const *) known);
  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               nearest != NULL ? _("There is no sample \"%s\"; did you mean %s?")
                               : _("There is no sample \"%s\".%.0s"),
               id, nearest);

  return NULL;
}

static JigObject *
run (const JigWork      *work,
     const JigProgress  *progress,
     GError            **error)
{
  const JigValues *values = jig_work_get_values (work);
  const JigSample *sample = find_sample (jig_values_get_text (values, "sample"), error);
  g_autoptr(JigValues) settings = sample != NULL ? jig_values_new (sample->params) : NULL;
  g_auto(GStrv) words = jig_values_dup_list (values, "settings");
  g_autoptr(JigFrame) frame = NULL;
  g_autoptr(JigSchema) schema = NULL;

  if (settings == NULL ||
      !jig_values_parse_all (settings, (const char * const *) words, error))
    return NULL;

  frame = jig_sample_make (sample, settings, jig_work_get_seed (work), error);
  schema = frame != NULL ? jig_sample_dup_schema (sample, frame, error) : NULL;
  if (schema == NULL)
    return NULL;

  return jig_object_new (&jig_object_data, jig_dataset_new (_(sample->title), frame, schema));
}

const JigCommand jig_command_generate = {
  .id = "generate",
  .title = N_("Make a built-in data set"),
  .object = "data",
  .params = params,
  .version = 1,
  .run = run,
};
