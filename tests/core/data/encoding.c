#include "core/data/encoding.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#include <string.h>

static void
test_detects (void)
{
  static const struct { const char *bytes; const char *encoding; gsize n_bom; } rows[] = {
    { "", "UTF-8", 0 }, { "plain", "UTF-8", 0 }, { "\xef\xbb\xbf" "a", "UTF-8", 3 },
    { "\xea\xb0\x80", "UTF-8", 0 }, { "\xff\xfe" "a", "UTF-16LE", 2 },
    { "\xfe\xff" "b", "UTF-16BE", 2 }, { "\xbc\xad\xbf\xef,\xb4\xeb\xb1\xb8", "CP949", 0 },
    { "caf\xe9,na\xefve\n", "WINDOWS-1252", 0 }, { "\x80 1", "WINDOWS-1252", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize n_bom;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (jig_encoding_detect (rows[i].bytes, strlen (rows[i].bytes), TRUE, &n_bom,
                                            NULL, NULL),
                       ==, rows[i].encoding);
      g_assert_cmpuint (n_bom, ==, rows[i].n_bom);
    }
}

static void
test_broken_character_is_no_other_encoding (void)
{
  static const char * const rows[][2] = { { "서울,1\n", "UTF-8" }, { "서울,1\n", "CP949" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *line = g_convert (rows[i][0], -1, rows[i][1], "UTF-8", NULL, &length, NULL);
      g_autoptr(GString) text = g_string_new (NULL);
      gsize n_bom;

      for (int j = 0; j < 100; j++)
        g_string_append_len (text, line, (gssize) length);
      g_string_append (text, "\xff,2\n");

      g_assert_cmpstr (jig_encoding_detect (text->str, text->len, TRUE, &n_bom, NULL, NULL), ==,
                       rows[i][1]);
    }
}

/* A stack deep enough for one call per byte would not be there. */
static void
test_many_zeros (void)
{
  gsize n_bytes = 4 * 1024 * 1024;
  g_autofree char *bytes = g_malloc0 (n_bytes);
  gsize n_bom;

  g_assert_cmpstr (jig_encoding_detect (bytes, n_bytes, TRUE, &n_bom, NULL, NULL), ==, "UTF-8");
}

static void
test_cut_character_is_no_mistake (void)
{
  gsize n_bom;

  g_assert_cmpstr (jig_encoding_detect ("a\xea\xb0", 3, FALSE, &n_bom, NULL, NULL), ==, "UTF-8");
  g_assert_cmpstr (jig_encoding_detect ("a\xea\xb0", 3, TRUE, &n_bom, NULL, NULL), !=, "UTF-8");
}

/* Bytes are looked at in pieces of 4 MiB: their edges change nothing. */
static void
test_edges_of_pieces (void)
{
  static const char * const ends[] = { "", "가", "ê°", "ÿ", "가가°" };
  const gsize edge = 4 * 1024 * 1024;
  g_autofree char *bytes = g_strnfill (edge + 16, 'a');

  for (gsize before = edge - 5; before <= edge + 1; before++)
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
      {
        const gsize n_bytes = before + strlen (ends[i]);
        const char *stop;
        gsize at = 0;

        memset (bytes, 'a', edge + 16);
        memcpy (bytes + before, ends[i], strlen (ends[i]));
        g_utf8_validate_len (bytes, n_bytes, &stop);
        g_assert_true (jig_encoding_find_broken (bytes, n_bytes, &at, NULL, NULL));
        g_assert_cmpuint (at, ==, stop - bytes);
      }
}

/* Stops when it has been asked so often. */
typedef struct
{
  GCancellable *cancellable;
  guint         n_left;
} Patience;

static void
count_down (double      fraction,
            const char *what,
            gpointer    user_data)
{
  Patience *patience = user_data;

  if (patience->n_left-- == 0)
    g_cancellable_cancel (patience->cancellable);
}

static gboolean
detect_and_convert (const char  *bytes,
                    gsize        n_bytes,
                    guint        n_steps,
                    GError     **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Patience patience = { cancellable, n_steps };
  const JigProgress progress = { cancellable, count_down, &patience, 0.0, 1.0 };
  jig_autofree char *text = NULL;
  gsize n_utf8;
  gsize n_bom;
  const char *found = jig_encoding_detect (bytes, n_bytes, TRUE, &n_bom, &progress, error);

  if (found == NULL)
    return FALSE;

  text = jig_encoding_to_utf8 (bytes, n_bytes, found, "x.csv", &n_utf8, &progress, error);

  return text != NULL;
}

static void
test_can_be_stopped_anywhere (void)
{
  const gsize n_bytes = 9 * 1024 * 1024;
  g_autofree char *bytes = g_malloc (n_bytes);
  guint n_steps = 0;

  for (gsize i = 0; i < n_bytes; i += 2)
    memcpy (bytes + i, "¼­", 2);
  for (gboolean is_done = FALSE; !is_done; n_steps += n_steps < 12 ? 1 : 50)
    {
      g_autoptr(GError) error = NULL;

      is_done = detect_and_convert (bytes, n_bytes, n_steps, &error);
      if (!is_done)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpuint (n_steps, >, 3 * n_bytes / (4 * 1024 * 1024));
}

static void
test_converts (void)
{
  gsize length;
  jig_autofree char *text = jig_encoding_to_utf8 ("\xbc\xad\xbf\xef", 4, "CP949", "x.csv",
                                                  &length, NULL, NULL);

  g_assert_cmpmem (text, length, "서울", strlen ("서울"));
}

static void
test_converts_more_than_a_piece (void)
{
  gsize n_bytes = 300001;
  g_autofree char *bytes = g_strnfill (n_bytes, 'a');
  gsize length;
  jig_autofree char *text = NULL;

  memset (bytes + 100000, '\xe9', 1);
  text = jig_encoding_to_utf8 (bytes, n_bytes, "WINDOWS-1252", "x.csv", &length, NULL, NULL);
  g_assert_cmpuint (length, ==, n_bytes + 1);
  g_assert_cmpmem (text + 100000, 2, "é", 2);
}

static void
test_says_where_it_fails (void)
{
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_null (jig_encoding_to_utf8 ("ab\xff\xff", 4, "CP949", "x.csv", &length, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "x.csv, byte 2: The bytes here are not CP949 text.");
  g_clear_error (&error);
  g_assert_null (jig_encoding_to_utf8 ("ab", 2, "KLINGON", "x.csv", &length, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/encoding/detects", test_detects);
  g_test_add_func ("/encoding/cut-character-is-no-mistake", test_cut_character_is_no_mistake);
  g_test_add_func ("/encoding/broken-character-is-no-other-encoding",
                   test_broken_character_is_no_other_encoding);
  g_test_add_func ("/encoding/many-zeros", test_many_zeros);
  g_test_add_func ("/encoding/edges-of-pieces", test_edges_of_pieces);
  g_test_add_func ("/encoding/can-be-stopped-anywhere", test_can_be_stopped_anywhere);
  g_test_add_func ("/encoding/converts", test_converts);
  g_test_add_func ("/encoding/converts-more-than-a-piece", test_converts_more_than_a_piece);
  g_test_add_func ("/encoding/says-where-it-fails", test_says_where_it_fails);

  return g_test_run ();
}
