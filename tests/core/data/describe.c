#include "core/data/describe.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/data/csv-reader.h"

#include <string.h>

static const char table[] = "n,c,d,b,t\n"
                            "1234.5,x,2024-03-05,Y,a1\n"
                            "980,y,2024-03-06,N,\n"
                            "NA,x,2024-03-07,N,a3\n"
                            "12.75,x,2024-03-08,Y,a4\n";

static JigFrame *
make_frame (void)
{
  g_autoptr(JigReading) reading = jig_csv_read_bytes (table, strlen (table), "t.csv", NULL, NULL,
                                                      NULL);

  return jig_frame_ref (reading->frame);
}

static char *
write_all (const JigFrame *frame)
{
  g_autoptr(GPtrArray) all = jig_describe_frame (frame, NULL, NULL);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < all->len; i++)
    jig_description_write (g_ptr_array_index (all, i), "why", writer);
  jig_json_writer_end_array (writer);

  return jig_json_writer_finish (writer);
}

static void
test_each_type (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autofree char *text = write_all (frame);

  g_assert_cmpstr (text, ==,
    "[{\"name\":\"n\",\"type\":\"number\",\"why\":\"why\",\"missing\":1,\"distinct\":3,"
    "\"min\":12.75,\"max\":1234.5,\"mean\":742.4166666666667,\"sd\":644.5949471050276,"
    "\"quantiles\":{\"0.25\":496.375,\"0.5\":980,\"0.75\":1107.25}},"
    "{\"name\":\"c\",\"type\":\"category\",\"why\":\"why\",\"missing\":0,\"distinct\":2,"
    "\"top\":[[\"x\",3],[\"y\",1]]},"
    "{\"name\":\"d\",\"type\":\"date\",\"why\":\"why\",\"missing\":0,\"distinct\":4,"
    "\"min\":\"2024-03-05\",\"max\":\"2024-03-08\"},"
    "{\"name\":\"b\",\"type\":\"boolean\",\"why\":\"why\",\"missing\":0,\"distinct\":2,"
    "\"top\":[[\"N\",2],[\"Y\",2]]},"
    "{\"name\":\"t\",\"type\":\"category\",\"why\":\"why\",\"missing\":1,\"distinct\":3,"
    "\"top\":[[\"a1\",1],[\"a3\",1],[\"a4\",1]]}]");
}

static void
test_same_for_any_threads (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autofree char *one = NULL;
  g_autofree char *seven = NULL;

  jig_parallel_set_n_threads (1);
  one = write_all (frame);
  jig_parallel_set_n_threads (7);
  seven = write_all (frame);
  jig_parallel_set_n_threads (0);
  g_assert_cmpstr (one, ==, seven);
}

static void
test_every_allocation_may_fail (void)
{
  g_autoptr(JigFrame) frame = make_frame ();
  gsize before = jig_alloc_get_in_use ();
  gboolean is_done = FALSE;

  jig_parallel_set_n_threads (1);
  for (gssize n = 0; !is_done; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) all = NULL;

      jig_alloc_fail_after (n);
      all = jig_describe_frame (frame, NULL, &error);
      jig_alloc_fail_after (-1);
      is_done = all != NULL;
      if (!is_done)
        g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
    }
  jig_parallel_set_n_threads (0);
}

/* The one kind of column that takes long. */
static void
test_text_can_be_stopped (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { cancellable, NULL, NULL, 0.0, 1.0 };
  g_autoptr(GString) text = g_string_new ("t\n");
  g_autoptr(JigReading) reading = NULL;
  g_autoptr(JigDescription) description = NULL;
  g_autoptr(GError) error = NULL;
  JigColumn *column;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "word %u\n", i);
  reading = jig_csv_read_bytes (text->str, text->len, "t.csv", NULL, NULL, NULL);
  column = jig_frame_get_column (reading->frame, 0);
  g_assert_cmpint (jig_column_get_type_id (column), ==, JIG_COLUMN_TEXT);

  description = jig_describe_column (column, &progress, NULL);
  g_assert_cmpuint (description->n_distinct, ==, 2000);
  g_cancellable_cancel (cancellable);
  g_assert_null (jig_describe_column (column, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/describe/each-type", test_each_type);
  g_test_add_func ("/describe/same-for-any-threads", test_same_for_any_threads);
  g_test_add_func ("/describe/text-can-be-stopped", test_text_can_be_stopped);
  g_test_add_func ("/describe/every-allocation-may-fail", test_every_allocation_may_fail);

  return g_test_run ();
}
