#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/node.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

static guint
count_kinds (void)
{
  guint n = 0;

  while (jig_nodes[n] != NULL)
    n++;

  return n;
}

/* Every file of the folder is a row of the table, and every row is whole. */
static void
test_table (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("JIG_SOURCE"), "core", "data", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) folder = g_dir_open (path, 0, &error);
  const char *file;
  guint n_files = 0;

  g_assert_no_error (error);
  while ((file = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (file, "node-") && g_str_has_suffix (file, ".c"))
      {
        g_autofree char *id = g_strndup (file + strlen ("node-"),
                                         strlen (file) - strlen ("node-.c"));

        g_test_message ("%s: run meson setup --reconfigure if this fails", file);
        g_assert_nonnull (jig_node_find (id));
        n_files++;
      }

  g_assert_cmpuint (n_files, ==, count_kinds ());
}

static void
test_rows (void)
{
  for (guint i = 0; jig_nodes[i] != NULL; i++)
    {
      const JigNodeOps *ops = jig_nodes[i];

      g_test_message ("%s", ops->id);
      g_assert_true (jig_node_find (ops->id) == ops);
      g_assert_cmpstr (ops->title, !=, NULL);
      g_assert_true (g_str_has_suffix (ops->summary, "."));
      g_assert_cmpuint (ops->takes & ~JIG_NODE_TAKES_ANY, ==, 0);
      g_assert_cmpuint (ops->takes, !=, 0);
      g_assert_cmpuint (ops->min_inputs, >=, 1);
      g_assert_cmpuint (ops->min_inputs, <=, ops->max_inputs);
      g_assert_nonnull (ops->apply);
      g_assert_true ((ops->fit == NULL) == (ops->free == NULL));
      g_assert_true ((ops->fit == NULL) == (ops->read_state == NULL));
      g_assert_true ((ops->get_width == NULL) == (ops->dup_feature_name == NULL));
      if (ops->flags & JIG_NODE_ANALYZER)
        g_assert_nonnull (ops->write_state);
    }
}

static void
test_find (void)
{
  g_autofree char *types = jig_node_dup_types (jig_node_find ("pass"));

  g_assert_null (jig_node_find ("z_score"));
  g_assert_cmpstr (jig_node_nearest ("z_score"), ==, "z-score");
  g_assert_cmpstr (jig_node_nearest ("quantile-buckets"), ==, "quantile-bucket");
  g_assert_cmpstr (types, ==, "number, boolean");
}

static void
test_one_hot (void)
{
  double out[4] = { 5, 5, 5, 5 };

  jig_node_put_one_hot (1, 3, out);
  g_assert_true (out[0] == 0 && out[1] == 1 && out[2] == 0 && out[3] == 5);
  jig_node_put_one_hot (-1, 3, out);
  g_assert_true (out[0] == 0 && out[1] == 0 && out[2] == 0 && out[3] == 5);
}

static void
test_numbers (void)
{
  g_autoptr(JigColumn) column = jig_test_column ("a n:1|?|3");
  g_autoptr(JigColumn) empty = jig_test_column ("b n:?|?");
  g_autoptr(GError) error = NULL;
  jig_autofree double *numbers = NULL;
  double out[4] = { 0, 0, 0, 0 };
  gsize n_numbers;

  jig_node_read_numbers (column, 1, 3, out, 2);
  g_assert_true (isnan (out[0]) && out[1] == 0 && out[2] == 3 && out[3] == 0);

  numbers = jig_node_dup_numbers (column, &n_numbers, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_numbers, ==, 2);
  g_assert_true (numbers[0] == 1 && numbers[1] == 3);

  g_assert_null (jig_node_dup_numbers (empty, &n_numbers, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (jig_error_get_place (error)->column, ==, "b");
}

/* Values of another program; the same for a category and a text. */
static void
test_hash (void)
{
  g_autoptr(JigColumn) category = jig_test_column ("a c:hello|?");
  g_autoptr(JigColumn) text = jig_test_column ("a x:hello|");
  g_autoptr(JigColumn) number = jig_test_column ("a n:0.5|?");
  const JigColumn *columns[] = { category, text, number };
  const guint64 expected[] = {
    G_GUINT64_CONSTANT (0xa9bc93cca21f48fc), G_GUINT64_CONSTANT (0xa9bc93cca21f48fc),
    G_GUINT64_CONSTANT (0xbe6da8f958409177),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint64 hash = JIG_NODE_HASH_INIT;

      g_assert_true (jig_node_hash_cell (columns[i], 0, &hash));
      g_assert_cmpuint (hash, ==, expected[i]);
      g_assert_false (jig_node_hash_cell (columns[i], 1, &hash));
      g_assert_cmpuint (hash, ==, expected[i]);
    }
}

static const struct
{
  const char *list;
  const char *error;
} lists[] = {
  { "[1,2.5]", NULL },
  { "[]", NULL },
  { "[1,null]", "f: number 2 of \"cuts\" is not a finite number." },
  { "[\"1\"]", "f: number 1 of \"cuts\" is not a finite number." },
  { "[[1]]", "f: number 1 of \"cuts\" is not a finite number." },
};

static void
test_lists (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) root = jig_json_parse (lists[i].list, strlen (lists[i].list), "f", NULL);
      jig_autofree double *numbers = jig_node_read_list (json_node_get_array (root), "cuts", "f",
                                                         &error);

      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, lists[i].error);
      g_assert_true ((numbers == NULL) == (error != NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/node/table", test_table);
  g_test_add_func ("/node/rows", test_rows);
  g_test_add_func ("/node/find", test_find);
  g_test_add_func ("/node/one-hot", test_one_hot);
  g_test_add_func ("/node/numbers", test_numbers);
  g_test_add_func ("/node/hash", test_hash);
  g_test_add_func ("/node/lists", test_lists);

  return g_test_run ();
}
