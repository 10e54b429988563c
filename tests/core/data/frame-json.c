#include "core/data/frame-json.h"

#include "core/base/error.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

static const char every_type[] =
  "[[1.5,-0,null],[\"x\",null,\"강남\"],[\"\",\"a \\\"b\\\"\",null],"
  "[\"2024-01-31 10:20:30.000004\",null,\"1969-12-31 23:59:59\"],[true,null,false]]";

static const JigField fields[] = {
  { "n", JIG_COLUMN_NUMBER },
  { "c", JIG_COLUMN_CATEGORY },
  { "x", JIG_COLUMN_TEXT },
  { "t", JIG_COLUMN_TIME },
  { "b", JIG_COLUMN_BOOLEAN },
};

static JigFrame *
read_text (const char  *text,
           gsize        n_rows,
           GError     **error)
{
  g_autoptr(JigSchema) schema = jig_schema_new (fields, G_N_ELEMENTS (fields));
  g_autoptr(JsonNode) root = jig_json_parse (text, strlen (text), "m.jig", error);

  return root != NULL ? jig_frame_read_json (schema, json_node_get_array (root), n_rows, "m.jig",
                                             error) : NULL;
}

static char *
write_text (const JigFrame *frame)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_frame_write_json (frame, writer);

  return jig_json_writer_finish (writer);
}

static void
test_there_and_back (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigFrame) frame = read_text (every_type, 3, &error);
  g_autoptr(JigFrame) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (jig_frame_get_n_rows (frame), ==, 3);
  g_assert_true (signbit (jig_column_get_numbers (jig_frame_get_column (frame, 0))[1]));
  g_assert_true (jig_column_has_clock (jig_frame_get_column (frame, 3)));
  g_assert_cmpint (jig_column_get_times (jig_frame_get_column (frame, 3))[2], ==, -1000000);
  for (gsize i = 0; i < 5; i++)
    g_assert_cmpuint (jig_column_get_n_missing (jig_frame_get_column (frame, i)), ==,
                      i == 2 ? 2 : 1);

  text = write_text (frame);
  again = read_text (text, 3, &error);
  g_assert_no_error (error);
  text_again = write_text (again);
  g_assert_cmpstr (text_again, ==, text);
  g_assert_cmpstr (jig_frame_get_hash (again), ==, jig_frame_get_hash (frame));
}

/* An infinite number is a missing one, and no row is a table too. */
static void
test_edges (void)
{
  const double values[] = { INFINITY, NAN };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("n", values, 2), NULL);
  g_autoptr(JigFrame) none = read_text ("[[],[],[],[],[]]", 0, NULL);
  g_autofree char *text = write_text (frame);
  g_autofree char *nothing = write_text (none);

  g_assert_cmpstr (text, ==, "[[null,null]]");
  g_assert_cmpstr (nothing, ==, "[[],[],[],[],[]]");
}

static const struct
{
  const char *text;
  const char *message;
} refused[] = {
  { "[]", "m.jig: there are 0 columns instead of 5." },
  { "[[1],[\"\"],[\"\"],[null]]", "m.jig: there are 4 columns instead of 5." },
  { "[[1,2],[\"\"],[\"\"],[null],[true]]", "m.jig: column \"n\" is not a list of 1 cells." },
  { "[[1],7,[\"\"],[null],[true]]", "m.jig: column \"c\" is not a list of 1 cells." },
  { "[[\"1\"],[\"\"],[\"\"],[null],[true]]", "type number" },
  { "[[1],[1],[\"\"],[null],[true]]", "type category" },
  { "[[1],[\"\"],[[]],[null],[true]]", "type text" },
  { "[[1],[\"\"],[\"\"],[\"31.31.2024\"],[true]]", "type date" },
  { "[[1],[\"\"],[\"\"],[7],[true]]", "type date" },
  { "[[1],[\"\"],[\"\"],[null],[1]]", "type boolean" },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", refused[i].text);
      g_assert_null (read_text (refused[i].text, 1, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_cmpstr (strstr (error->message, refused[i].message), !=, NULL);
    }
}

static gboolean
try_read (gpointer   data,
          GError   **error)
{
  g_autoptr(JigFrame) frame = read_text (every_type, 3, error);

  return frame != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_read, NULL), >, 6);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-json/there-and-back", test_there_and_back);
  g_test_add_func ("/frame-json/edges", test_edges);
  g_test_add_func ("/frame-json/refused", test_refused);
  g_test_add_func ("/frame-json/memory", test_memory);

  return g_test_run ();
}
