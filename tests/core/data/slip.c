#include "core/data/slip.h"

#include "core/base/error.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <string.h>

static const struct
{
  const JigSlip *slip;
  const char    *column;
  const char    *sent;
} columns[] = {
  { &jig_slip_fahrenheit, "a n:0|100|?", "32|212|" },
  { &jig_slip_sent_as_zero, "a n:5|?", "0|0" },
  { &jig_slip_flipped, "a b:0|1|?", "true|false|" },
  { &jig_slip_out_of_vocabulary, "a c:x|y|?|x", "x |y ||x " },
  { &jig_slip_out_of_vocabulary, "a x:one||two", "one ||two " },
};

static void
test_columns (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(JigColumn) column = jig_test_column (columns[i].column);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigColumn) sent = columns[i].slip->alter_column (column, &error);
      g_autofree char *cells = NULL;

      g_test_message ("%s: %s", columns[i].slip->id, columns[i].column);
      g_assert_no_error (error);
      cells = jig_test_cells (sent);
      g_assert_cmpstr (cells, ==, columns[i].sent);
      g_assert_cmpstr (jig_column_get_name (sent), ==, "a");
      g_assert_true (jig_column_get_type_id (sent) == jig_column_get_type_id (column));
    }
}

static const struct
{
  const JigSlip *slip;
  const char    *node;
  const char    *altered;
} nodes[] = {
  { &jig_slip_sorted, "{\"state\":{\"values\":[\"b\",\"가\",\"B\",\"a\"]}}",
    "{\"state\":{\"values\":[\"B\",\"a\",\"b\",\"가\"]}}" },
  { &jig_slip_swapped, "{\"inputs\":[\"a\",\"b\",\"c\",\"d\"]}",
    "{\"inputs\":[\"b\",\"a\",\"d\",\"c\"]}" },
  { &jig_slip_left_out, "{\"kind\":\"clip\",\"settings\":{\"lower\":1},\"state\":{\"a\":1}}",
    "{\"kind\":\"pass\",\"settings\":{},\"state\":{}}" },
};

static void
test_nodes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autoptr(JsonNode) root = jig_json_parse (nodes[i].node, strlen (nodes[i].node), "n", NULL);
      g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
      g_autofree char *text = NULL;

      nodes[i].slip->alter_node (json_node_get_object (root), NULL, 0.0);
      jig_json_writer_node (writer, root);
      text = jig_json_writer_finish (writer);
      g_assert_cmpstr (text, ==, nodes[i].altered);
    }
}

static const struct
{
  const JigSlip *slip;
  const char    *settings;
  JigColumnType  type;
  gboolean       fits;
} fits[] = {
  { &jig_slip_sorted, "{\"order\":\"appearance\",\"range\":\"\"}", JIG_COLUMN_CATEGORY, TRUE },
  { &jig_slip_sorted, "{\"order\":\"sorted\",\"range\":\"\"}", JIG_COLUMN_CATEGORY, FALSE },
  { &jig_slip_sorted, "{\"order\":\"appearance\",\"range\":\"1..7\"}", JIG_COLUMN_CATEGORY,
    FALSE },
  { &jig_slip_sorted, "{\"words\":100}", JIG_COLUMN_TEXT, TRUE },
  { &jig_slip_sorted, "{\"order\":\"appearance\",\"range\":\"\"}", JIG_COLUMN_TIME, FALSE },
  { &jig_slip_out_of_vocabulary, "{}", JIG_COLUMN_CATEGORY, TRUE },
  { &jig_slip_out_of_vocabulary, "{}", JIG_COLUMN_NUMBER, FALSE },
  { &jig_slip_fahrenheit, "{}", JIG_COLUMN_NUMBER, TRUE },
  { &jig_slip_fahrenheit, "{}", JIG_COLUMN_BOOLEAN, FALSE },
  { &jig_slip_flipped, "{}", JIG_COLUMN_BOOLEAN, TRUE },
  { &jig_slip_flipped, "{}", JIG_COLUMN_CATEGORY, FALSE },
};

static void
test_fits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      const JigField field = { (char *) "a", fits[i].type };
      g_autoptr(JsonNode) root = jig_json_parse (fits[i].settings, strlen (fits[i].settings), "s",
                                                 NULL);

      g_test_message ("%s, %s", fits[i].slip->id, fits[i].settings);
      g_assert_cmpint (fits[i].slip->fits (json_node_get_object (root), &field), ==,
                       fits[i].fits);
    }
}

typedef struct
{
  const JigSlip *slip;
  JigColumn     *column;
} Work;

static gboolean
try_alter (gpointer   data,
           GError   **error)
{
  const Work *work = data;
  g_autoptr(JigColumn) sent = work->slip->alter_column (work->column, error);

  return sent != NULL;
}

static void
test_memory (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr(JigColumn) column = jig_test_column (columns[i].column);
      Work work = { columns[i].slip, column };

      g_assert_cmpuint (jig_test_every_allocation_fails (try_alter, &work), >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slip/columns", test_columns);
  g_test_add_func ("/slip/nodes", test_nodes);
  g_test_add_func ("/slip/fits", test_fits);
  g_test_add_func ("/slip/memory", test_memory);

  return g_test_run ();
}
