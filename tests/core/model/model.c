#include "core/model/model.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/samples.h"

#include <math.h>
#include <string.h>

static char *
write_model (const JigModel *model)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_model_write (model, writer);

  return jig_json_writer_finish (writer);
}

static JigModel *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  return node != NULL ? jig_model_read (json_node_get_object (node), "m.jig", error) : NULL;
}

static JigModel *
fit_labelled (void)
{
  static const char * const words[] = { "아니오", "예" };
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigStringTable) labels = jig_string_table_new (words, 2, NULL);
  const JigModelOps *ops = jig_model_find_ops ("linear");
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  JigFit fit = { .samples = &samples.view, .watched = &samples.view, .task = JIG_TASK_BINARY,
                 .n_classes = 2, .values = values, .seed = G_MAXINT64 };

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 40, 2, 0.2, 1);
  g_assert_true (jig_values_parse (values, "lambda", "0.5", NULL));

  return jig_model_fit (ops, &fit, (const char * const *) samples.names, labels, NULL, NULL);
}

static void
test_what_it_knows (void)
{
  g_autoptr(JigModel) model = fit_labelled ();
  g_autofree char *name = jig_model_dup_name (model);
  gsize n_points;

  g_assert_cmpstr (jig_model_get_ops (model)->id, ==, "linear");
  g_assert_cmpuint (jig_model_get_task (model), ==, JIG_TASK_BINARY);
  g_assert_cmpuint (jig_model_get_seed (model), ==, G_MAXINT64);
  g_assert_cmpuint (jig_model_get_n_features (model), ==, 2);
  g_assert_cmpuint (jig_model_get_n_outputs (model), ==, 1);
  g_assert_cmpstr (jig_model_get_features (model)[1], ==, "f1");
  g_assert_null (jig_model_get_features (model)[2]);
  g_assert_cmpstr (jig_string_table_get (jig_model_get_labels (model), 1, NULL), ==, "예");
  g_assert_cmpfloat (jig_values_get_number (jig_model_get_values (model), "lambda"), ==, 0.5);
  g_assert_cmpstr (name, ==, "Linear, L2 on weights 0.5");
  g_assert_nonnull (jig_model_get_curve (model, &n_points));
  g_assert_cmpuint (n_points, >, 0);
}

static void
test_round_trip (void)
{
  g_autoptr(JigModel) model = fit_labelled ();
  g_autofree char *text = write_model (model);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigModel) again = read_text (text, &error);
  g_autofree char *same = NULL;

  g_assert_no_error (error);
  same = write_model (again);
  g_assert_cmpstr (same, ==, text);
  g_assert_cmpstr (jig_model_get_hash (again), ==, jig_model_get_hash (model));
}

/* A fit of two classes with a part of its text replaced. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  const char *says;
} texts[] = {
  { "kind/unknown", "\"kind\":\"linear\"", "\"kind\":\"lines\"", "\"lines\" is no kind" },
  { "best-round/none", "\"data\":", "\"best_round\":0,\"data\":", "best_round" },
  { "best-round/text", "\"data\":", "\"best_round\":\"1\",\"data\":", "best_round" },
  { "best-round/beyond", "\"data\":", "\"best_round\":99999,\"data\":", "best_round" },
  { "kind/absent", "\"kind\"", "\"kinds\"", "kind" },
  { "kind/number", "\"kind\":\"linear\"", "\"kind\":1", "kind" },
  { "task/unknown", "\"task\":\"binary\"", "\"task\":\"ranking\"", "task" },
  { "task/other", "\"task\":\"binary\"", "\"task\":\"regression\"", "classes" },
  { "classes/one", "\"classes\":2", "\"classes\":1", "classes" },
  { "classes/none", "\"classes\":2", "\"classes\":0", "classes" },
  { "classes/many", "\"classes\":2", "\"classes\":10001", "classes" },
  { "classes/half", "\"classes\":2", "\"classes\":1.5", "classes" },
  { "seed/negative", "\"seed\":9223372036854775807", "\"seed\":-1", "seed" },
  { "seed/text", "\"seed\":9223372036854775807", "\"seed\":\"1\"", "seed" },
  { "settings/absent", "\"settings\"", "\"setting\"", "settings" },
  { "settings/unknown", "\"lambda\":0.5", "\"lambda\":0.5,\"mu\":1", "mu" },
  { "settings/range", "\"lambda\":0.5", "\"lambda\":-1", "L2 on weights" },
  { "settings/kind", "\"lambda\":0.5", "\"lambda\":\"x\"", "" },
  { "features/absent", "\"features\"", "\"feature\"", "features" },
  { "features/empty", "\"features\":[\"f0\",\"f1\"]", "\"features\":[]", "features" },
  { "features/twice", "\"features\":[\"f0\",\"f1\"]", "\"features\":[\"f0\",\"f0\"]", "features" },
  { "features/number", "\"features\":[\"f0\",\"f1\"]", "\"features\":[\"f0\",1]", "features" },
  { "features/list", "\"features\":[\"f0\",\"f1\"]", "\"features\":[\"f0\",[]]", "features" },
  { "features/fewer", "\"features\":[\"f0\",\"f1\"]", "\"features\":[\"f0\"]", "means" },
  { "features/more", "\"features\":[\"f0\"", "\"features\":[\"f\",\"f0\"", "means" },
  { "labels/absent", "\"labels\"", "\"label\"", "labels" },
  { "labels/one", "[\"아니오\",\"예\"]", "[\"예\"]", "labels" },
  { "labels/twice", "[\"아니오\",\"예\"]", "[\"예\",\"예\"]", "labels" },
  { "labels/number", "[\"아니오\",\"예\"]", "[0,1]", "labels" },
  { "curve/absent", "\"curve\"", "\"curves\"", "curve" },
  { "curve/round", "{\"round\":1,", "{\"round\":0,", "round" },
  { "data/absent", "\"data\"", "\"date\"", "data" },
  { "data/list", "\"data\":{", "\"data\":[],\"more\":{", "data" },
  { "data/means", "\"means\"", "\"mean\"", "means" },
  { "data/spreads", "\"spreads\":[", "\"spreads\":[0,", "spreads" },
  { "data/weights", "\"weights\":[", "\"weights\":[null,", "weights" },
};

static void
test_refused (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(JigModel) model = fit_labelled ();
  g_autofree char *valid = write_model (model);
  const char *place = strstr (valid, texts[i].from);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (place);
  text = g_strdup_printf ("%.*s%s%s", (int) (place - valid), valid, texts[i].to,
                          place + strlen (texts[i].from));

  g_assert_null (read_text (text, &error));
  g_assert_nonnull (error);
  g_assert_true (g_error_matches (error, JIG_ERROR, JIG_ERROR_FORMAT) ||
                 g_error_matches (error, JIG_ERROR, JIG_ERROR_VALUE));
  g_assert_nonnull (strstr (error->message, "m.jig"));
  g_assert_nonnull (strstr (error->message, texts[i].says));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* A constant of 2 that says how its margin is read. */
static JigModel *
read_constant (const char  *task,
               guint        n_classes,
               const char  *link,
               GError     **error)
{
  g_autofree char *text =
    g_strdup_printf ("{\"kind\":\"constant\",\"task\":\"%s\"%s,\"classes\":%u,\"seed\":0,"
                     "\"settings\":{},\"features\":[\"f\"],\"labels\":null,\"curve\":[],"
                     "\"data\":{\"margins\":[2]}}", task, link, n_classes);

  return read_text (text, error);
}

static void
test_link (void)
{
  static const double feature = 0.0;
  g_autoptr(JigModel) plain = read_constant ("regression", 1, "", NULL);
  g_autoptr(JigModel) model = read_constant ("regression", 1, ",\"link\":\"exp\"", NULL);
  g_autofree char *text = write_model (model);
  g_autofree char *plain_text = write_model (plain);
  double value;

  g_assert_cmpint (jig_model_get_link (plain), ==, JIG_LINK_VALUE);
  g_assert_null (strstr (plain_text, "link"));
  g_assert_cmpint (jig_model_get_link (model), ==, JIG_LINK_EXP);
  g_assert_nonnull (strstr (text, "\"task\":\"regression\",\"link\":\"exp\""));
  g_assert_cmpstr (jig_model_get_hash (model), !=, jig_model_get_hash (plain));

  g_assert_true (jig_model_predict_margins (model, &feature, 1, &value, NULL, NULL));
  g_assert_cmpfloat (value, ==, 2.0);
  jig_model_link (model, &value, 1, &value);
  g_assert_cmpfloat_with_epsilon (value, 7.3890560989306504, 1e-14);   /* e^2 */
}

/* Probabilities are not above 1, and nobody knows a link of that name. */
static void
test_link_refused (void)
{
  static const struct { const char *task; guint n_classes; const char *link; } cases[] = {
    { "binary", 2, ",\"link\":\"exp\"" },
    { "regression", 1, ",\"link\":\"logistic\"" },
    { "regression", 1, ",\"link\":\"softmax\"" },
    { "regression", 1, ",\"link\":\"log\"" },
    { "regression", 1, ",\"link\":null" },
    { "regression", 1, ",\"link\":3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s%s", cases[i].task, cases[i].link);
      g_assert_null (read_constant (cases[i].task, cases[i].n_classes, cases[i].link, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "\"link\""));
    }
}

/* A constant of so many classes, with a label each. */
static char *
write_many_classes (guint n_classes)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "{\"kind\":\"constant\",\"task\":\"multiclass\",\"classes\":%u,"
                   "\"seed\":0,\"settings\":{},\"features\":[\"f\"],\"labels\":[", n_classes);
  for (guint k = 0; k < n_classes; k++)
    g_string_append_printf (text, "%s\"%u\"", k > 0 ? "," : "", k);
  g_string_append (text, "],\"curve\":[],\"data\":{\"margins\":[");
  for (guint k = 0; k < n_classes; k++)
    g_string_append_printf (text, "%s%u", k > 0 ? "," : "", k);
  g_string_append (text, "]}}");

  return g_string_free (text, FALSE);
}

static void
test_class_limit (void)
{
  for (guint n_classes = JIG_LIMIT_CLASSES - 1; n_classes <= JIG_LIMIT_CLASSES + 1; n_classes++)
    {
      g_autofree char *text = write_many_classes (n_classes);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigModel) model = read_text (text, &error);

      if (n_classes > JIG_LIMIT_CLASSES)
        {
          g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
          g_assert_nonnull (strstr (error->message, "classes"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (jig_model_get_n_outputs (model), ==, n_classes);
      g_assert_cmpstr (jig_string_table_get (jig_model_get_labels (model), n_classes - 1, NULL),
                       ==, n_classes == JIG_LIMIT_CLASSES ? "9999" : "9998");
    }
}

static const JigModelOps numbers_only = {
  .id = "numbers-only",
  .takes = JIG_TASK_TAKES (JIG_TASK_REGRESSION),
};

static void
test_wrong_task (void)
{
  g_auto(JigTestSamples) samples = { 0 };
  g_autoptr(JigValues) values = jig_values_new (jig_model_find_ops ("constant")->params);
  JigFit fit = { .samples = &samples.view, .task = JIG_TASK_BINARY, .n_classes = 2,
                 .values = values };
  g_autoptr(GError) error = NULL;

  jig_test_samples_init (&samples, JIG_TASK_BINARY, 4, 1, 0.0, 1);
  g_assert_null (jig_model_fit (&numbers_only, &fit, (const char * const *) samples.names, NULL,
                                NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==,
                   "The model \"numbers-only\" cannot learn this task: binary.");
}

static void
test_registry (void)
{
  g_assert_nonnull (jig_model_find_ops ("constant"));
  g_assert_nonnull (jig_model_find_ops ("linear"));
  g_assert_null (jig_model_find_ops ("Linear"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/what-it-knows", test_what_it_knows);
  g_test_add_func ("/model/round-trip", test_round_trip);
  g_test_add_func ("/model/link", test_link);
  g_test_add_func ("/model/link/refused", test_link_refused);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model/refused/%s", texts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/model/class-limit", test_class_limit);
  g_test_add_func ("/model/wrong-task", test_wrong_task);
  g_test_add_func ("/model/registry", test_registry);

  return g_test_run ();
}
