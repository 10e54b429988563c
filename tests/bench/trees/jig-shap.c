/* SHAP values of given trees for the benchmark:
 *
 *   jig-shap [OPTIONS] MODEL FEATURES
 *
 * MODEL is JSON as tests/data/golden/shap.py writes it: "base" and "trees"; FEATURES raw float32.
 * Prints one JSON object with the milliseconds of making the tables and of each run. JIG_THREADS
 * and JIG_ISA are honoured, as everywhere. */
#include "core/base/json.h"
#include "core/boost/tree-shap.h"

#include <stdio.h>
#include <time.h>

typedef struct
{
  int      n_columns;
  int      n_repeats;
  int      n_background;
  gboolean is_single;
  gboolean has_pairs;
  char    *output;
} Options;

typedef struct
{
  double  *base;
  guint    n_outputs;
  JigTree *trees;
  gsize    n_trees;
} Model;

static void
clear_model (Model *self)
{
  for (gsize t = 0; t < self->n_trees; t++)
    jig_tree_clear (&self->trees[t]);
  g_free (self->trees);
  g_free (self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Model, clear_model)

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec * 1e-6;
}

static gboolean
read_model (const char  *path,
            gsize        n_columns,
            Model       *model,
            GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *object;
  JsonArray *base;
  JsonArray *trees;

  /* Not by our own reader: the file is larger than what a model may be. */
  if (!json_parser_load_from_file (parser, path, error))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  if (!jig_json_get_array (object, "base", path, &base, error) ||
      !jig_json_get_array (object, "trees", path, &trees, error))
    return FALSE;

  model->n_outputs = json_array_get_length (base);
  model->base = g_new (double, model->n_outputs);
  for (guint i = 0; i < model->n_outputs; i++)
    model->base[i] = json_array_get_double_element (base, i);

  model->trees = g_new0 (JigTree, json_array_get_length (trees));
  for (guint t = 0; t < json_array_get_length (trees); t++, model->n_trees++)
    if (!jig_tree_read (json_array_get_object_element (trees, t), n_columns, model->n_outputs, t,
                        path, &model->trees[t], error))
      return FALSE;

  return TRUE;
}

static double *
read_features (const char  *path,
               gsize       *n_values,
               GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const float *values;
  double *wide;

  if (file == NULL)
    return NULL;
  values = (const float *) (gconstpointer) g_mapped_file_get_contents (file);
  *n_values = g_mapped_file_get_length (file) / sizeof *values;
  wide = g_new (double, *n_values);
  for (gsize i = 0; i < *n_values; i++)
    wide[i] = values[i];

  return wide;
}

static JigTreeShap *
make (const Options  *options,
      const Model    *model,
      const double   *features,
      GError        **error)
{
  const JigTreeShapPrecision precision =
    options->is_single ? JIG_TREE_SHAP_SINGLE : JIG_TREE_SHAP_DOUBLE;

  return options->n_background == 0
         ? jig_tree_shap_new (model->trees, model->n_trees, model->base, model->n_outputs,
                              (gsize) options->n_columns, precision, error)
         : jig_tree_shap_new_background (model->trees, model->n_trees, model->base,
                                         model->n_outputs, (gsize) options->n_columns, precision,
                                         features, (gsize) options->n_background, error);
}

static gboolean
run (const Options  *options,
     const char     *path,
     const char     *features_path,
     GError        **error)
{
  const gsize n_columns = (gsize) options->n_columns;
  g_auto(Model) model = { 0 };
  g_autoptr(JigTreeShap) shap = NULL;
  g_autofree double *features = NULL;
  g_autofree double *values = NULL;
  gsize n_features, n_values;
  double begin;

  if (!read_model (path, n_columns, &model, error))
    return FALSE;
  features = read_features (features_path, &n_features, error);
  if (features == NULL)
    return FALSE;

  begin = now ();
  shap = make (options, &model, features, error);
  if (shap == NULL)
    return FALSE;
  printf ("{\"tables\": %.3f, \"runs\": [", now () - begin);

  n_values = n_features * model.n_outputs * (options->has_pairs ? n_columns : 1);
  values = g_new0 (double, n_values);
  for (int i = 0; i < options->n_repeats; i++)
    {
      begin = now ();
      if (!(options->has_pairs ? jig_tree_shap_interact : jig_tree_shap_contribute)
          (shap, features, n_features / n_columns, values, NULL, error))
        return FALSE;
      printf ("%s%.3f", i > 0 ? ", " : "", now () - begin);
    }
  printf ("], \"expected\": %.17g}\n", jig_tree_shap_get_expected (shap)[0]);

  return options->output == NULL ||
         g_file_set_contents (options->output, (const char *) values,
                              (gssize) (n_values * sizeof *values), error);
}

int
main (int    argc,
      char **argv)
{
  Options options = { .n_columns = 1, .n_repeats = 1 };
  const GOptionEntry entries[] = {
    { "columns", 0, 0, G_OPTION_ARG_INT, &options.n_columns, "How many features", "N" },
    { "repeats", 0, 0, G_OPTION_ARG_INT, &options.n_repeats, "How many runs", "N" },
    { "background", 0, 0, G_OPTION_ARG_INT, &options.n_background, "Against the first rows", "N" },
    { "single", 0, 0, G_OPTION_ARG_NONE, &options.is_single, "In float", NULL },
    { "interactions", 0, 0, G_OPTION_ARG_NONE, &options.has_pairs, "Of pairs too", NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, "Keep the values", "FILE" },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("MODEL FEATURES");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3 ||
      !run (&options, argv[1], argv[2], &error))
    {
      g_printerr ("%s\n", error == NULL ? "MODEL and FEATURES are missing." : error->message);
      return 1;
    }

  return 0;
}
