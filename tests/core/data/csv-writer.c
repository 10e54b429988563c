#include "core/base/error.h"
#include "core/data/csv-reader.h"
#include "core/data/csv-writer.h"
#include "tests/support/columns.h"
#include "tests/support/faulty-vfs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("jig-csv-writer-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "표.csv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_cells (void)
{
  static const struct { const char *text; const char *plain; const char *safe; } rows[] = {
    { "", "", "" },
    { "plain", "plain", "plain" },
    { "a b", "a b", "a b" },
    { " a", "\" a\"", "\" a\"" },
    { "a\t", "\"a\t\"", "\"a\t\"" },
    { "a,b", "\"a,b\"", "\"a,b\"" },
    { "say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \"\"hi\"\"\"" },
    { "two\nlines", "\"two\nlines\"", "\"two\nlines\"" },
    { "a;b", "a;b", "a;b" },
    { "서울", "서울", "서울" },
    { "=1+1", "=1+1", "'=1+1" },
    { "+82 2", "+82 2", "'+82 2" },
    { "-x", "-x", "'-x" },
    { "@cmd", "@cmd", "'@cmd" },
    { "\tx", "\"\tx\"", "'\tx" },
    { "\rx", "\"\rx\"", "\"'\rx\"" },
    { "=a,b", "\"=a,b\"", "\"'=a,b\"" },
    { "-5", "-5", "-5" },
    { "+1e3", "+1e3", "+1e3" },
    { "'=", "'=", "'=" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) plain = g_string_new ("x");
      g_autoptr(GString) safe = g_string_new (NULL);

      jig_csv_append_cell (plain, rows[i].text, strlen (rows[i].text), JIG_CSV_WRITER_PLAIN);
      jig_csv_append_cell (safe, rows[i].text, strlen (rows[i].text),
                           JIG_CSV_WRITER_SPREADSHEET_SAFE);
      g_assert_cmpstr (plain->str + 1, ==, rows[i].plain);
      g_assert_cmpstr (safe->str, ==, rows[i].safe);
    }
}

/* Every type, with a missing cell each. */
static JigFrame *
make_frame (void)
{
  static const double numbers[] = { 0.1, NAN, -1e300, 5e-324, 123456789 };
  static const guint32 codes[] = { 1, 0, JIG_CODE_MISSING, 0, 1 };
  static const char * const levels[] = { "-ja, \"ja\"", "서울", NULL };
  static const char * const texts[] = { "one, two", "=2+3", "a \"b\"", "", "줄\n바꿈" };
  static const gint64 times[] = { 0, 86400000000, JIG_TIME_MISSING, 1706659200123456, -1000000 };
  static const guint8 booleans[] = { 0, 1, 1, JIG_BOOLEAN_MISSING, 0 };

  return jig_test_frame (jig_test_numbers ("a,b", numbers, 5),
                         jig_test_categories ("역 \"이름\"", codes, 5, levels),
                         jig_test_texts ("text", texts, 5),
                         jig_test_times ("time", times, 5, TRUE),
                         jig_test_booleans ("flag", booleans, 5), NULL);
}

static char *
write_frame (const Fixture     *fixture,
             const JigFrame    *frame,
             JigCsvWriterFlags  flags)
{
  g_autoptr(GError) error = NULL;
  char *text;

  g_assert_true (jig_csv_write_frame (frame, fixture->path, flags, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, &error));

  return text;
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autofree char *plain = write_frame (fixture, frame, JIG_CSV_WRITER_PLAIN);
  g_autofree char *safe = write_frame (fixture, frame,
                                       JIG_CSV_WRITER_BOM | JIG_CSV_WRITER_SPREADSHEET_SAFE);

  g_assert_cmpstr (plain, ==,
                   "\"a,b\",\"역 \"\"이름\"\"\",text,time,flag\n"
                   "0.1,서울,\"one, two\",1970-01-01T00:00:00,false\n"
                   ",\"-ja, \"\"ja\"\"\",=2+3,1970-01-02T00:00:00,true\n"
                   "-1e300,,\"a \"\"b\"\"\",,true\n"
                   "5e-324,\"-ja, \"\"ja\"\"\",,2024-01-31T00:00:00.123456,\n"
                   "123456789,서울,\"줄\n바꿈\",1969-12-31T23:59:59,false\n");
  g_assert_true (g_str_has_prefix (safe, "\xef\xbb\xbf\"a,b\","));
  g_assert_nonnull (strstr (safe, ",'=2+3,"));
  g_assert_nonnull (strstr (safe, "\"'-ja, "));
  g_assert_nonnull (strstr (safe, "\n-1e300,"));
}

static void
check_same_columns (const JigFrame *a,
                    const JigFrame *b)
{
  g_assert_cmpuint (jig_frame_get_n_columns (a), ==, jig_frame_get_n_columns (b));

  for (gsize i = 0; i < jig_frame_get_n_columns (a); i++)
    {
      const JigColumn *one = jig_frame_get_column (a, i);
      const JigColumn *other = jig_frame_get_column (b, i);
      g_autofree char *cells = jig_test_cells (one);
      g_autofree char *others = jig_test_cells (other);

      g_assert_cmpstr (jig_column_get_name (one), ==, jig_column_get_name (other));
      g_assert_cmpint (jig_column_get_type_id (one), ==, jig_column_get_type_id (other));
      g_assert_cmpstr (cells, ==, others);
    }
}

/* 40 rows of each type, so that the reader needs no luck to tell them. */
static JigFrame *
make_long_frame (void)
{
  static const char * const levels[] = { "서울", "a, b", "\"c\"", "=d", NULL };
  double numbers[40];
  guint32 codes[40];
  gint64 times[40];
  guint8 booleans[40];

  for (guint i = 0; i < 40; i++)
    {
      numbers[i] = i == 7 ? NAN : (i % 2 == 0 ? 1.0 : -1.0) / (i + 3.0) * pow (10.0, i - 20.0);
      codes[i] = i == 11 ? JIG_CODE_MISSING : (i < 4 ? i : (i * i) % 3);
      times[i] = i == 3 ? JIG_TIME_MISSING : i * G_GINT64_CONSTANT (86400123456);
      booleans[i] = i == 5 ? JIG_BOOLEAN_MISSING : i % 2;
    }

  return jig_test_frame (jig_test_numbers ("n", numbers, 40),
                         jig_test_categories ("c, \"c\"", codes, 40, levels),
                         jig_test_times ("t", times, 40, TRUE),
                         jig_test_booleans ("b", booleans, 40), NULL);
}

/* The table that is read is the one that was written: its hash is the same. */
static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  JigCsvWriterFlags flags = GPOINTER_TO_UINT (data);
  g_autoptr(JigFrame) frame = make_long_frame ();
  g_autofree char *text = write_frame (fixture, frame, flags);
  g_autoptr(GError) error = NULL;
  g_autoptr(JigReading) reading = jig_csv_read_file (fixture->path, NULL, NULL, &error);

  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_no_error (error);
  check_same_columns (reading->frame, frame);
  g_assert_cmpstr (jig_frame_get_hash (reading->frame), ==, jig_frame_get_hash (frame));
  g_assert_cmpint (reading->sheet->has_bom, ==, (flags & JIG_CSV_WRITER_BOM) != 0);
}

/* A missing cell alone in its row is a row, not an empty line. */
static void
test_one_column (Fixture       *fixture,
                 gconstpointer  data)
{
  static const double numbers[] = { 1, NAN, 3 };
  g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("n", numbers, 3), NULL);
  g_autofree char *text = write_frame (fixture, frame, JIG_CSV_WRITER_PLAIN);
  g_autoptr(JigReading) reading = jig_csv_read_file (fixture->path, NULL, NULL, NULL);

  g_assert_cmpstr (text, ==, "n\n1\n\"\"\n3\n");
  check_same_columns (reading->frame, frame);
}

/* Around the size of the blocks that are written at once. */
static void
test_sizes (Fixture       *fixture,
            gconstpointer  data)
{
  static const gsize sizes[] = { 0, 1, 1023, 1024, 1025, 2048 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autofree double *numbers = g_new0 (double, 2048);
      g_autoptr(JigFrame) frame = jig_test_frame (jig_test_numbers ("n", numbers, sizes[k]), NULL);
      g_autofree char *text = write_frame (fixture, frame, JIG_CSV_WRITER_PLAIN);

      g_assert_cmpuint (strlen (text), ==, 2 * (sizes[k] + 1));
    }
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(JigFrame) frame = make_frame ();
  g_autoptr(GError) error = NULL;
  JigProgress progress = { .cancellable = cancellable };

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_csv_write_frame (frame, fixture->path, JIG_CSV_WRITER_PLAIN, &progress,
                                       &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(JigFrame) frame = make_frame ();
  g_autoptr(GError) error = NULL;

  jig_faulty_vfs_start (JIG_VFS_WRITE, 0, ENOSPC);
  g_assert_false (jig_csv_write_frame (frame, fixture->path, JIG_CSV_WRITER_PLAIN, NULL, &error));
  jig_faulty_vfs_stop ();
  g_assert_error (error, JIG_ERROR, JIG_ERROR_OUTPUT);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-writer/cells", test_cells);
  g_test_add ("/csv-writer/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/csv-writer/round-trip", Fixture, GUINT_TO_POINTER (JIG_CSV_WRITER_PLAIN), set_up,
              test_round_trip, tear_down);
  g_test_add ("/csv-writer/round-trip-bom", Fixture, GUINT_TO_POINTER (JIG_CSV_WRITER_BOM),
              set_up, test_round_trip, tear_down);
  g_test_add ("/csv-writer/one-column", Fixture, NULL, set_up, test_one_column, tear_down);
  g_test_add ("/csv-writer/sizes", Fixture, NULL, set_up, test_sizes, tear_down);
  g_test_add ("/csv-writer/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/csv-writer/full-disk", Fixture, NULL, set_up, test_full_disk, tear_down);

  return g_test_run ();
}
