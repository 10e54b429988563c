#include "tests/support/recipes.h"

#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/data/sample.h"

#include <string.h>

const char jig_test_rides_nodes[] =
  "[{'kind':'one-hot','name':'station','inputs':['start_station_name']},"
  "{'kind':'date-part','name':'weekday number','inputs':['start_date'],'feature':false,"
  "'settings':{'part':'day-of-week','week':'sunday1'}},"
  "{'kind':'one-hot','name':'weekday','inputs':['weekday number'],'settings':{'range':'1..7'}},"
  "{'kind':'date-part','name':'hour number','inputs':['start_date'],'feature':false,"
  "'settings':{'part':'hour'}},"
  "{'kind':'one-hot','name':'hour','inputs':['hour number'],'settings':{'range':'0..23'}},"
  "{'kind':'z-score','name':'temp','inputs':['temp']},"
  "{'kind':'pass','name':'member','inputs':['member']},"
  "{'kind':'quantile-bucket','name':'age','inputs':['age'],'settings':{'buckets':10}}]";

GPtrArray *
jig_test_specs (const char  *json,
                GError     **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr(JsonNode) root = jig_json_parse (text, strlen (text), "nodes.json", error);

  return root != NULL ? jig_node_specs_read (json_node_get_array (root), "nodes.json", error)
                      : NULL;
}

JigRecipe *
jig_test_recipe (const char *json,
                 JigFrame   *frame)
{
  g_autoptr(JigSchema) schema = jig_schema_from_frame (frame);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) specs = jig_test_specs (json, &error);
  JigRecipe *recipe;

  g_assert_no_error (error);
  recipe = jig_recipe_fit (specs, frame, schema, NULL, NULL, &error);
  g_assert_no_error (error);

  return recipe;
}

char *
jig_test_apply (const JigRecipe *recipe,
                JigFrame        *frame)
{
  gsize width = jig_recipe_get_n_features (recipe);
  gsize n_cells = jig_frame_get_n_rows (frame) * width;
  g_autofree double *features = g_new (double, n_cells + 1);
  GString *text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  jig_recipe_apply (recipe, frame, NULL, features, NULL, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < n_cells; i++)
    {
      char buffer[JIG_NUMBER_BUFFER];

      g_string_append_printf (text, "%s%s", i == 0 ? "" : i % width == 0 ? "|" : " ",
                              jig_number_format (features[i], buffer));
    }

  return g_string_free (text, FALSE);
}

char *
jig_test_write (const JigRecipe *recipe)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_recipe_write (recipe, writer);

  return jig_json_writer_finish (writer);
}

JigFrame *
jig_test_rides (gsize   n_rows,
                guint64 seed)
{
  const JigSample *sample = jig_sample_find ("city-bikes");
  g_autoptr(JigValues) values = jig_values_new (sample->params);
  g_autoptr(GError) error = NULL;
  JigFrame *frame;

  jig_values_set_int (values, "rows", (gint64) n_rows, &error);
  g_assert_no_error (error);
  frame = jig_sample_make (sample, values, seed, &error);
  g_assert_no_error (error);

  return frame;
}
