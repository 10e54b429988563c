#include "core/data/skew.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "tests/support/bundles.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

#define N_RIDES    6000
#define N_TRAIN    4000
#define N_TEST     (N_RIDES - N_TRAIN)
#define N_FEATURES 63

/* The range that the root of the mean squared error has in 20 runs of another
 * program, with other random numbers; of the ISO week and UTC, of this one. */
static const struct
{
  const char *id;
  double      lower;
  double      upper;
} expected[] = {
  { "station/sorted", 243, 305 },
  { "station/out-of-vocabulary", 250, 265 },
  { "weekday number/monday-0", 378, 402 },
  { "weekday number/iso-week", 320, 360 },
  { "hour number/summer-time", 237, 248 },
  { "hour number/utc", 243, 270 },
  { "temp/left-out", 1470, 1661 },
  { "temp/refitted-on-one", 246, 260 },
  { "temp/refitted-on-batch", 222, 230 },
  { "temp/fahrenheit", 601, 655 },
  { "temp/sent-as-zero", 292, 318 },
  { "member/flipped", 322, 335 },
  { "age/off-by-one", 222, 231 },
};

typedef struct
{
  JigBundle *bundle;
  JigRecipe *recipe;
  JigModel  *model;
  JigFrame  *test;
  GArray    *skews;
} Fixture;

static void
fixture_init (Fixture *self,
              guint64  seed)
{
  g_autoptr(JigFrame) rides = jig_test_rides (N_RIDES, seed);
  g_autoptr(JigRows) rows = jig_test_rows (N_TRAIN, N_RIDES);
  g_autoptr(GError) error = NULL;

  self->bundle = jig_test_rides_bundle (rides, N_TRAIN, NULL, &error);
  g_assert_no_error (error);
  self->recipe = jig_bundle_get_recipe (self->bundle);
  self->model = jig_bundle_get_model (self->bundle);
  self->test = jig_frame_select (rides, rows, NULL);
  self->skews = jig_skew_list (self->recipe);
}

static void
fixture_clear (Fixture *self)
{
  g_array_unref (self->skews);
  jig_frame_unref (self->test);
  jig_bundle_unref (self->bundle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static double *
serve (const Fixture *self,
       const JigSkew *skews,
       gsize          n_skews,
       JigFrame      *frame)
{
  g_autoptr(JigRecipe) recipe = NULL;
  g_autoptr(JigFrame) sent = NULL;
  g_autoptr(GError) error = NULL;
  double *features = g_new (double, jig_frame_get_n_rows (frame) * N_FEATURES);

  g_assert_true (jig_skew_apply (skews, n_skews, self->recipe, frame, &recipe, &sent, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (jig_recipe_get_n_features (recipe), ==, N_FEATURES);
  g_assert_true (jig_recipe_apply (recipe, sent, NULL, features, NULL, &error));

  return features;
}

static double
measure (const Fixture *self,
         const JigSkew *skews,
         gsize          n_skews,
         JigFrame      *frame)
{
  g_autofree double *features = serve (self, skews, n_skews, frame);
  gsize n_rows = jig_frame_get_n_rows (frame);
  const double *truth = jig_column_get_numbers (jig_frame_get_column (frame, 5));
  g_autofree double *margins = g_new (double, n_rows);
  double sum = 0.0;

  g_assert_true (jig_model_predict_margins (self->model, features, n_rows, margins, NULL, NULL));
  for (gsize i = 0; i < n_rows; i++)
    sum += (margins[i] - truth[i]) * (margins[i] - truth[i]);

  return sqrt (sum / (double) n_rows);
}

/* How many of the golden rows get other features. */
static gsize
count_mismatches (const Fixture *self,
                  const JigSkew *skew)
{
  const JigGolden *golden = jig_bundle_get_golden (self->bundle);
  g_autofree double *features = serve (self, skew, 1, golden->inputs);
  gsize n = 0;

  for (gsize i = 0; i < golden->n_data; i++)
    n += memcmp (features + i * N_FEATURES, golden->features + i * N_FEATURES,
                 N_FEATURES * sizeof (double)) != 0;

  return n;
}

/* Three seeds, and 3 % beyond the range of 20. */
static void
test_city_bikes (void)
{
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_auto(Fixture) fixture = { NULL };

      fixture_init (&fixture, seed);
      g_assert_cmpuint (fixture.skews->len, ==, G_N_ELEMENTS (expected));
      for (guint i = 0; i < fixture.skews->len; i++)
        {
          const JigSkew *skew = &g_array_index (fixture.skews, JigSkew, i);
          g_autofree char *id = jig_skew_dup_id (skew, fixture.recipe);
          double rmse = measure (&fixture, skew, 1, fixture.test);

          g_test_message ("seed %d, %s: %.1f", (int) seed, id, rmse);
          g_assert_cmpstr (id, ==, expected[i].id);
          g_assert_cmpfloat (rmse, >, 0.97 * expected[i].lower);
          g_assert_cmpfloat (rmse, <, 1.03 * expected[i].upper);
          g_assert_cmpuint (count_mismatches (&fixture, skew), >, 0);
        }
    }
}

static JigRows *
find_warm (JigFrame *frame)
{
  const double *temps = jig_column_get_numbers (jig_frame_get_column (frame, 2));
  guint32 *ids = jig_alloc (N_TEST, sizeof *ids, "a test", NULL);
  gsize n = 0;

  for (guint32 i = 0; i < N_TEST; i++)
    if (temps[i] > 18.0)
      ids[n++] = i;

  return jig_rows_new_take (ids, n);
}

/* A scaler that is fitted on warm days calls them usual. */
static void
test_batch (void)
{
  g_auto(Fixture) fixture = { NULL };
  g_autoptr(JigRows) rows = NULL;
  g_autoptr(JigFrame) warm = NULL;
  double right;
  double wrong;

  fixture_init (&fixture, 1);
  rows = find_warm (fixture.test);
  warm = jig_frame_select (fixture.test, rows, NULL);
  right = measure (&fixture, NULL, 0, warm);
  wrong = measure (&fixture, &g_array_index (fixture.skews, JigSkew, 8), 1, warm);

  g_test_message ("%.1f instead of %.1f", wrong, right);
  g_assert_cmpfloat (right, <, 240);
  g_assert_cmpfloat (wrong, >, 259 * 0.97);
  g_assert_cmpfloat (wrong, <, 299 * 1.03);
}

/* None changes nothing; two at once are worse than each. */
static void
test_several (void)
{
  g_auto(Fixture) fixture = { NULL };
  JigSkew both[2];
  double alone[2];
  double right;

  fixture_init (&fixture, 1);
  both[0] = g_array_index (fixture.skews, JigSkew, 2);
  both[1] = g_array_index (fixture.skews, JigSkew, 11);
  right = measure (&fixture, NULL, 0, fixture.test);
  for (gsize i = 0; i < 2; i++)
    alone[i] = measure (&fixture, &both[i], 1, fixture.test);

  g_assert_cmpfloat (right, <, 231);
  g_assert_cmpfloat (measure (&fixture, both, 2, fixture.test), >, MAX (alone[0], alone[1]));
}

/* By how many hours is up to the user; a day later is the same hour. */
static void
test_amount (void)
{
  g_auto(Fixture) fixture = { NULL };
  JigSkew skew;
  double right;

  fixture_init (&fixture, 1);
  skew = g_array_index (fixture.skews, JigSkew, 4);
  g_assert_cmpfloat (skew.amount, ==, 1.0);
  right = measure (&fixture, NULL, 0, fixture.test);

  skew.amount = 0.0;
  g_assert_cmpfloat (measure (&fixture, &skew, 1, fixture.test), ==, right);
  skew.amount = 24.0;
  g_assert_cmpfloat (measure (&fixture, &skew, 1, fixture.test), ==, right);
  skew.amount = 12.0;
  g_assert_cmpfloat (measure (&fixture, &skew, 1, fixture.test), >, right);
}

static const char * const table[] = {
  "x n:1|3|40|2", "y n:2|1|4|3", "s c:b|a|b|c", "t t:2024-03-03T10:00:00|2024-03-04T11:00:00|"
  "2024-03-05T12:00:00|?", "b b:0|1|1|0", "words x:the cat|a the cat|mouse|the mouse", NULL
};

/* What the nodes of each kind have to fear. */
static const struct
{
  const char *node;
  const char *ids;
} kinds[] = {
  { "'kind':'clip','inputs':['x'],'settings':{'upper':9}", "n/left-out" },
  { "'kind':'cross','inputs':['s','b']", "n/out-of-vocabulary" },
  { "'kind':'date-part','inputs':['t']", "n/monday-0 n/iso-week" },
  { "'kind':'date-part','inputs':['t'],'settings':{'week':'monday0'}", "n/monday-0 n/iso-week" },
  { "'kind':'date-part','inputs':['t'],'settings':{'part':'hour'}", "n/summer-time n/utc" },
  { "'kind':'date-part','inputs':['t'],'settings':{'part':'month'}", "" },
  { "'kind':'difference','inputs':['x','y']", "n/swapped" },
  { "'kind':'distance','inputs':['x','y','y','y']", "n/swapped" },
  { "'kind':'embedding','inputs':['s'],'settings':{'table':'b 1 2'}", "n/out-of-vocabulary" },
  { "'kind':'fixed-bucket','inputs':['x'],'settings':{'cuts':'1,3'}", "n/off-by-one" },
  { "'kind':'fixed-bucket','inputs':['x'],'settings':{'cuts':'3'}", "n/off-by-one" },
  { "'kind':'hash','inputs':['words'],'settings':{'buckets':50}", "n/out-of-vocabulary" },
  { "'kind':'impute','inputs':['x']", "n/filled-with-zero n/sent-as-zero" },
  { "'kind':'log1p','inputs':['x']", "n/left-out" },
  { "'kind':'min-max','inputs':['x']", "n/left-out n/refitted-on-batch n/fahrenheit" },
  { "'kind':'one-hot','inputs':['s']", "n/sorted n/out-of-vocabulary" },
  { "'kind':'one-hot','inputs':['s'],'settings':{'order':'sorted'}", "n/out-of-vocabulary" },
  { "'kind':'one-hot','inputs':['b']", "n/flipped" },
  { "'kind':'pass','inputs':['b']", "n/flipped" },
  { "'kind':'pass','inputs':['x']", "n/fahrenheit" },
  { "'kind':'product','inputs':['x','y']", "" },
  { "'kind':'quantile-bucket','inputs':['x'],'settings':{'buckets':3}", "n/off-by-one" },
  { "'kind':'ratio','inputs':['x','y']", "n/swapped" },
  { "'kind':'tokens','inputs':['words'],'settings':{'words':3}", "n/sorted" },
  { "'kind':'vocabulary','inputs':['s']", "n/sorted n/out-of-vocabulary" },
  { "'kind':'winsorise','inputs':['x']", "n/left-out" },
  { "'kind':'z-score','inputs':['x']", "n/left-out n/refitted-on-one n/refitted-on-batch "
    "n/fahrenheit n/sent-as-zero" },
};

static char *
apply_skew (const JigSkew *skew,
            JigRecipe     *recipe,
            JigFrame      *frame)
{
  g_autoptr(JigRecipe) served = NULL;
  g_autoptr(JigFrame) sent = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_skew_apply (skew, 1, recipe, frame, &served, &sent, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (jig_recipe_get_n_features (served), ==, jig_recipe_get_n_features (recipe));

  return jig_test_apply (served, sent);
}

/* Each is another mistake: with rows that show it, features change. */
static void
test_kinds (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigFrame) served = jig_test_table ((const char * const[]) {
    "x n:1|?|4|2", "y n:2|1|4|3", "s c:b|a|b|c", "t t:2024-03-03T10:00:00|2024-03-04T11:00:00|"
    "2024-03-05T12:00:00|?", "b b:0|1|1|0", "words x:the cat|a the cat|mouse|the mouse", NULL });

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *json = g_strdup_printf ("[{'name':'n',%s},"
                                               "{'kind':'pass','name':'y','inputs':['y']}]",
                                               kinds[i].node);
      g_autoptr(JigRecipe) recipe = jig_test_recipe (json, frame);
      g_autoptr(GArray) skews = jig_skew_list (recipe);
      g_autoptr(GString) ids = g_string_new (NULL);
      g_autofree char *right = jig_test_apply (recipe, frame);
      g_autofree char *right_served = jig_test_apply (recipe, served);

      for (guint k = 0; k < skews->len; k++)
        {
          const JigSkew *skew = &g_array_index (skews, JigSkew, k);
          g_autofree char *id = jig_skew_dup_id (skew, recipe);
          g_autofree char *title = jig_skew_dup_title (skew, recipe);
          g_autofree char *wrong = apply_skew (skew, recipe, frame);
          g_autofree char *wrong_served = apply_skew (skew, recipe, served);

          if (skew->node != 0)
            continue;
          g_test_message ("%s", title);
          g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", id);
          g_assert_true (!g_str_equal (wrong, right) || !g_str_equal (wrong_served, right_served));
        }
      g_assert_cmpstr (ids->str, ==, kinds[i].ids);
    }
}

/* A column is sent once, however many nodes read it. */
static void
test_once (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'impute','name':'a','inputs':['x'],'feature':false},"
    "{'kind':'z-score','name':'b','inputs':['a']}]", frame);
  g_autoptr(GArray) skews = jig_skew_list (recipe);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < skews->len; i++)
    {
      g_autofree char *id = jig_skew_dup_id (&g_array_index (skews, JigSkew, i), recipe);

      g_assert_cmpstr (g_array_index (skews, JigSkew, i).column, ==, "x");
      g_string_append_printf (ids, "%s ", id);
    }
  g_assert_cmpstr (ids->str, ==, "a/filled-with-zero a/sent-as-zero b/left-out b/refitted-on-one "
                   "b/refitted-on-batch b/fahrenheit ");
}

typedef struct
{
  JigRecipe *recipe;
  JigFrame  *frame;
  GArray    *skews;
} Work;

static gboolean
try_apply (gpointer   data,
           GError   **error)
{
  const Work *work = data;
  g_autoptr(JigRecipe) recipe = NULL;
  g_autoptr(JigFrame) frame = NULL;

  return jig_skew_apply ((const JigSkew *) (gpointer) work->skews->data, work->skews->len,
                         work->recipe, work->frame, &recipe, &frame, error);
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'one-hot','name':'a','inputs':['s']},"
    "{'kind':'quantile-bucket','name':'b','inputs':['x']}]", frame);
  g_autoptr(GArray) skews = jig_skew_list (recipe);
  Work work = { recipe, frame, skews };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_apply, &work), >, 5);
}

static void
test_missing_column (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (table);
  g_autoptr(JigFrame) other = jig_test_table ((const char * const[]) { "y n:1", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe ("[{'kind':'pass','name':'a','inputs':['x']}]",
                                                 frame);
  g_autoptr(GArray) skews = jig_skew_list (recipe);
  JigRecipe *served = NULL;
  JigFrame *sent = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (jig_skew_apply ((const JigSkew *) (gpointer) skews->data, skews->len, recipe,
                                  other, &served, &sent, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_true (served == NULL && sent == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/skew/city-bikes", test_city_bikes);
  g_test_add_func ("/skew/batch", test_batch);
  g_test_add_func ("/skew/several", test_several);
  g_test_add_func ("/skew/amount", test_amount);
  g_test_add_func ("/skew/kinds", test_kinds);
  g_test_add_func ("/skew/once", test_once);
  g_test_add_func ("/skew/memory", test_memory);
  g_test_add_func ("/skew/missing-column", test_missing_column);

  return g_test_run ();
}
