/* Categories from the table to the file: what the model "boost" makes of them. */

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/boost/booster.h"
#include "core/model/bundle.h"
#include "tests/support/columns.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

#define N_TOWNS 200
#define N_ROWS  6000
#define N_TRAIN 4000

static const char one_hot[] =
  "[{'kind':'pass','name':'size','inputs':['size']},"
  "{'kind':'one-hot','name':'town','inputs':['town'],'settings':{'other':true}}]";

/* What a town says has nothing to do with its name or with how frequent it is; one
 * row of 40 has none. */
static JigFrame *
make_towns (void)
{
  static const char * const labels[] = { "no", "yes", NULL };
  g_auto(GStrv) names = g_new0 (char *, N_TOWNS + 1);
  g_autofree double *sizes = g_new (double, N_ROWS);
  g_autofree guint32 *towns = g_new (guint32, N_ROWS);
  g_autofree guint32 *classes = g_new (guint32, N_ROWS);
  JigRandom random;

  for (guint i = 0; i < N_TOWNS; i++)
    names[i] = g_strdup_printf ("town %u", i);

  jig_random_init (&random, 5, "towns", 0);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      const guint32 town = (guint32) jig_random_below (&random, N_TOWNS);
      double score;

      sizes[i] = jig_random_normal (&random);
      towns[i] = jig_random_below (&random, 40) == 0 ? JIG_CODE_MISSING : town;
      score = 2.0 * sin (7.0 * town) + sizes[i] + jig_random_normal (&random);
      classes[i] = score > 0.3 ? 1 : 0;
    }

  return jig_test_frame (jig_test_numbers ("size", sizes, N_ROWS),
                         jig_test_categories ("town", towns, N_ROWS,
                                              (const char * const *) names),
                         jig_test_categories ("label", classes, N_ROWS, labels), NULL);
}

static JigRows *
take_range (guint32 begin,
            guint32 end)
{
  g_autofree guint32 *ids = g_new (guint32, end - begin + 1);

  for (guint32 i = begin; i < end; i++)
    ids[i - begin] = i;

  return jig_rows_new_copy (ids, end - begin, NULL);
}

static JigBundle *
train (JigFrame    *frame,
       const char  *kind,
       const char  *settings,
       const char  *nodes,
       GError     **error)
{
  g_autoptr(JigRows) rows = take_range (0, N_TRAIN);
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(JigValues) values = NULL;
  g_autoptr(GPtrArray) specs = nodes != NULL ? jig_test_specs (nodes, NULL) : NULL;
  g_auto(GStrv) words = g_strsplit (settings, " ", -1);
  JigBundlePlan plan = {
    .frame = frame, .schema = schema, .target = "label", .train = rows, .specs = specs,
    .ops = jig_model_find_ops (kind), .seed = 1, .n_golden = 5,
  };

  values = jig_values_new (plan.ops->params);
  if (*settings != '\0')
    g_assert_true (jig_values_parse_all (values, (const char * const *) words, NULL));
  plan.values = values;

  return jig_bundle_fit (&plan, NULL, error);
}

/* Of the rows that are not learnt from. */
static double
get_loss (const JigBundle *bundle,
          JigFrame        *frame)
{
  g_autoptr(JigRows) rows = take_range (N_TRAIN, N_ROWS);
  g_autofree double *margins = g_new (double, N_ROWS - N_TRAIN);
  const JigColumn *label = jig_frame_require (frame, "label", NULL);
  double sum = 0.0;

  g_assert_true (jig_bundle_predict (bundle, frame, rows, margins, NULL, NULL));
  for (gsize i = 0; i < N_ROWS - N_TRAIN; i++)
    {
      const gboolean is_yes = jig_column_get_codes (label)[N_TRAIN + i] == 1;

      sum += log1p (exp (is_yes ? -margins[i] : margins[i]));
    }

  return sum / (N_ROWS - N_TRAIN);
}

/* Sets of levels are at least as good as a column for each, and better than numbers
 * in no order. */
static void
test_quality (void)
{
  static const char native[] = "trees=40 depth=5 categories=native";
  g_autoptr(JigFrame) frame = make_towns ();
  g_autoptr(JigBundle) sets = train (frame, "boost", native, NULL, NULL);
  g_autoptr(JigBundle) single = train (frame, "boost", "trees=40 depth=5", one_hot, NULL);
  g_autoptr(JigBundle) numbers = train (frame, "boost", "trees=40 depth=5", NULL, NULL);
  const double loss = get_loss (sets, frame);

  g_test_message ("sets %g, one-hot %g, numbers %g", loss, get_loss (single, frame),
                  get_loss (numbers, frame));
  g_assert_cmpfloat (loss, <=, get_loss (single, frame) + 0.002);
  g_assert_cmpfloat (loss, <=, get_loss (numbers, frame) + 0.002);
}

static void
test_there_and_back (void)
{
  g_autoptr(JigFrame) frame = make_towns ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JigBundle) bundle = train (frame, "boost", "trees=5 categories=native", NULL, &error);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JigBundle) copy = NULL;
  const guint32 *levels;
  const JigBooster *booster;

  g_assert_no_error (error);
  levels = jig_model_get_levels (jig_bundle_get_model (bundle));
  booster = jig_model_get_data (jig_bundle_get_model (bundle));
  g_assert_cmpuint (levels[0], ==, 0);
  g_assert_cmpuint (levels[1], ==, N_TOWNS);
  g_assert_cmpuint (booster->trees[0].n_sets, >, 0);

  bytes = jig_bundle_to_bytes (bundle);
  copy = jig_bundle_from_bytes (bytes, "m.jig", &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (get_loss (copy, frame), ==, get_loss (bundle, frame));
  g_assert_cmpstr (jig_bundle_get_hash (copy), ==, jig_bundle_get_hash (bundle));
}

/* A town that nobody has heard of counts as none. */
static void
test_unseen (void)
{
  g_autoptr(JigFrame) frame = make_towns ();
  g_autoptr(JigBundle) bundle = train (frame, "boost", "trees=5 categories=native", NULL, NULL);
  g_autoptr(JigFrame) asked = jig_test_table (
    (const char * const[]) { "size n:0.5|0.5|0.5", "town c:?|nowhere|town 3", NULL });
  double margins[3];

  g_assert_true (jig_bundle_predict (bundle, asked, NULL, margins, NULL, NULL));
  g_assert_cmpfloat (margins[0], ==, margins[1]);
  g_assert_cmpfloat (margins[0], !=, margins[2]);
}

/* Models that know no categories, and methods that do not. */
static void
test_refused (void)
{
  static const char nodes[] = "[{'kind':'category','name':'town','inputs':['town']}]";
  g_autoptr(JigFrame) frame = make_towns ();
  g_autoptr(GError) linear = NULL;
  g_autoptr(GError) exact = NULL;
  g_autoptr(GError) monotone = NULL;
  g_autoptr(JigBundle) constant = train (frame, "constant", "", nodes, NULL);

  g_assert_nonnull (constant);
  g_assert_null (train (frame, "linear", "", nodes, &linear));
  g_assert_error (linear, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (linear->message, "\"town\" is a category"));
  g_assert_null (train (frame, "boost", "trees=2 method=exact", nodes, &exact));
  g_assert_error (exact, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_null (train (frame, "boost", "trees=2 monotone=town:1", nodes, &monotone));
  g_assert_error (monotone, JIG_ERROR, JIG_ERROR_VALUE);
  g_assert_nonnull (strstr (monotone->message, "\"town\" is a category"));
}

static JigModel *
fit_codes (const double   *codes,
           const guint32  *levels,
           GError        **error)
{
  static const char * const names[] = { "town", NULL };
  static const double targets[] = { 1, 9, 1, 9, 1, 9 };
  const JigSamples samples = { codes, targets, NULL, 6, 1, levels };
  const JigModelOps *ops = jig_model_find_ops ("boost");
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  const JigFit fit = { .samples = &samples, .task = JIG_TASK_REGRESSION, .n_classes = 1,
                       .values = values };

  jig_values_parse (values, "trees", "2", NULL);
  jig_values_parse (values, "min_child_weight", "0", NULL);

  return jig_model_fit (ops, &fit, names, NULL, NULL, error);
}

static void
test_codes (void)
{
  static const double bad[] = { 6, -1, 0.5, INFINITY };
  const guint32 levels = 6;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const double codes[] = { 0, 1, 2, bad[i], NAN, 5 };
      g_autoptr(GError) error = NULL;

      g_assert_null (fit_codes (codes, &levels, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, "Row 4: \"town\" has 6 levels"));
    }
}

/* A model whose text is altered: nothing is asked that there is not. */
static void
test_forged (void)
{
  static const struct
  {
    const char *from;
    const char *to;
  } cases[] = {
    { "\"levels\":[6]", "\"levels\":[3]" },
    { "\"levels\":[6]", "\"levels\":[0]" },
    { "\"levels\":[6]", "\"levels\":[256]" },
    { "\"levels\":[6]", "\"levels\":[-1]" },
    { "\"levels\":[6]", "\"levels\":[6,6]" },
    { "\"levels\":[6]", "\"levels\":[\"6\"]" },
    { "\"levels\":[6]", "\"levels\":6" },
    { "\"levels\":[6],", "" },
    { "\"set_node\":[0]", "\"set_node\":[1]" },
  };
  const double codes[] = { 0, 1, 2, 3, 4, 5 };
  const guint32 levels = 6;
  g_autoptr(JigModel) model = fit_codes (codes, &levels, NULL);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_model_write (model, writer);
  text = jig_json_writer_finish (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) parts = g_strsplit (text, cases[i].from, 2);
      g_autofree char *forged = g_strjoinv (cases[i].to, parts);
      g_autoptr(JsonNode) node = jig_json_parse (forged, strlen (forged), "m.jig", NULL);
      g_autoptr(GError) error = NULL;

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_null (jig_model_read (json_node_get_object (node), "m.jig", &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/boost-categories/quality", test_quality);
  g_test_add_func ("/boost-categories/there-and-back", test_there_and_back);
  g_test_add_func ("/boost-categories/unseen", test_unseen);
  g_test_add_func ("/boost-categories/refused", test_refused);
  g_test_add_func ("/boost-categories/codes", test_codes);
  g_test_add_func ("/boost-categories/forged", test_forged);

  return g_test_run ();
}
