#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/partition.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"

#include <string.h>

#define N_ROWS 10000

/* What the command line promises to every other program. */
static void
test_shares (void)
{
  static const struct { const char *text; double share; } rows[] = {
    { "서울", 0.391898 },
    { "부산", 0.039719 },
    { "대구", 0.115150 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (jig_partition_hash_share (rows[i].text, 1), rows[i].share,
                                    5e-7);

  g_assert_cmpfloat (jig_partition_hash_share ("서울", 1), !=,
                     jig_partition_hash_share ("서울", 2));
  /* The same word taken apart into its letters. */
  g_assert_cmpfloat (jig_partition_hash_share ("\u1109\u1165\u110b\u116e\u11af", 1), ==,
                     jig_partition_hash_share ("서울", 1));
}

static void
test_parse (void)
{
  static const struct
  {
    const char   *text;
    JigSplitKind  kind;
    const char   *column;
    double        share;
  } rows[] = {
    { "hash:*:0.2", JIG_SPLIT_HASH, "*", 0.2 },
    { "hash:역:0.25", JIG_SPLIT_HASH, "역", 0.25 },
    { "hash:a:b:0.5", JIG_SPLIT_HASH, "a:b", 0.5 },
    { "random:0.3333333333333333", JIG_SPLIT_RANDOM, NULL, 1.0 / 3.0 },
    { "sequential:0.1", JIG_SPLIT_SEQUENTIAL, NULL, 0.1 },
    { "none", JIG_SPLIT_NONE, NULL, 0.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(JigSplitMethod) method = { .share = -1.0 };
      g_autofree char *text = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_true (jig_split_method_parse (rows[i].text, &method, NULL));
      g_assert_cmpint (method.kind, ==, rows[i].kind);
      g_assert_cmpstr (method.column, ==, rows[i].column);
      g_assert_cmpfloat (method.share, ==, rows[i].share);

      text = jig_split_method_to_text (&method);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_parse_refuses (void)
{
  static const struct { const char *text; const char *message; } rows[] = {
    { "hsh:a:0.2", "There is no split \"hsh\"; did you mean \"hash\"?" },
    { "", "There is no split \"\"; there are hash:COLUMN:SHARE, random:SHARE,"
          " sequential:SHARE and none." },
    { "stratified:0.2", "There is no split \"stratified\"; there are hash:COLUMN:SHARE,"
                        " random:SHARE, sequential:SHARE and none." },
    { "hash", "The split \"hash\" is not of the form \"hash:*:0.2\"." },
    { "hash:0.2", "The split \"hash:0.2\" is not of the form \"hash:*:0.2\"." },
    { "hash::0.2", "The split \"hash::0.2\" is not of the form \"hash:*:0.2\"." },
    { "random:a:0.2", "The split \"random:a:0.2\" is not of the form \"random:0.2\"." },
    { "sequential", "The split \"sequential\" is not of the form \"sequential:0.2\"." },
    { "none:0.2", "The split \"none:0.2\" is not of the form \"none\"." },
    { "random:0", "The share of test rows must lie between 0 and 1, as in 0.2; it is \"0\"." },
    { "random:1", "The share of test rows must lie between 0 and 1, as in 0.2; it is \"1\"." },
    { "random:0,2", "The share of test rows must lie between 0 and 1, as in 0.2; it is"
                    " \"0,2\"." },
    { "hash:a:nan", "The share of test rows must lie between 0 and 1, as in 0.2; it is"
                    " \"nan\"." },
    { "hash:a:", "The share of test rows must lie between 0 and 1, as in 0.2; it is \"\"." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      JigSplitMethod method = { .share = -1.0 };

      g_assert_false (jig_split_method_parse (rows[i].text, &method, &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
      g_assert_cmpstr (error->message, ==, rows[i].message);
      g_assert_cmpfloat (method.share, ==, -1.0);
    }
}

/* 100 different users, who come back in turn, and what they have in common. */
static JigFrame *
make_frame (gsize n_rows)
{
  jig_autofree double *users = jig_alloc (MAX (n_rows, 1), sizeof *users, "a test", NULL);
  jig_autofree double *kinds = jig_alloc (MAX (n_rows, 1), sizeof *kinds, "a test", NULL);
  jig_autofree double *labels = jig_alloc (MAX (n_rows, 1), sizeof *labels, "a test", NULL);

  for (gsize i = 0; i < n_rows; i++)
    {
      users[i] = (double) (i % 100);
      kinds[i] = (double) (i % 3);
      labels[i] = (double) i;
    }

  return jig_test_frame (jig_test_numbers ("user", users, n_rows),
                         jig_test_numbers ("kind", kinds, n_rows),
                         jig_test_numbers ("label", labels, n_rows), NULL);
}

static void
split (const JigFrame *frame,
       const char     *text,
       guint64         seed,
       JigSplit       *result)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_partition_from_text (frame, text, "label", seed, result, NULL, &error));
  g_assert_no_error (error);
}

/* Every row is on one side, and both sides ascend. */
static void
check_sides (const JigSplit *result,
             gsize           n_rows)
{
  const JigRows *sides[] = { result->train, result->test };
  g_autofree guint8 *seen = g_new0 (guint8, n_rows + 1);

  for (gsize k = 0; k < 2; k++)
    for (gsize i = 0; i < jig_rows_get_size (sides[k]); i++)
      {
        guint32 row = jig_rows_get_ids (sides[k])[i];

        g_assert_cmpuint (row, <, n_rows);
        g_assert_true (i == 0 || row > jig_rows_get_ids (sides[k])[i - 1]);
        seen[row]++;
      }

  for (gsize i = 0; i < n_rows; i++)
    g_assert_cmpuint (seen[i], ==, 1);
}

static void
test_every_row_once (void)
{
  static const char * const methods[] = {
    "hash:*:0.2", "hash:user:0.2", "random:0.2", "sequential:0.2", "none",
  };
  static const gsize sizes[] = { 0, 1, 2, 4095, 4096, 4097 };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
      {
        g_autoptr(JigFrame) frame = make_frame (sizes[k]);
        g_auto(JigSplit) result = { NULL };

        g_test_message ("%s, %zu rows", methods[i], sizes[k]);
        split (frame, methods[i], 7, &result);
        check_sides (&result, sizes[k]);
        g_assert_cmpstr (result.method, ==, methods[i]);
      }
}

/* A row is where its own text puts it. */
static void
test_hash (void)
{
  g_autoptr(JigFrame) frame = make_frame (N_ROWS);
  g_auto(JigSplit) result = { NULL };
  gsize n_seen = 0;

  split (frame, "hash:user:0.3", 5, &result);

  for (gsize row = 0; row < N_ROWS; row++)
    {
      g_autofree char *text = jig_column_dup_text (jig_frame_get_column (frame, 0), row);

      if (jig_partition_hash_share (text, 5) < 0.3)
        g_assert_cmpuint (jig_rows_get_ids (result.test)[n_seen++], ==, row);
    }

  g_assert_cmpuint (jig_rows_get_size (result.test), ==, n_seen);
  g_assert_cmpuint (n_seen, >, 0);
}

/* The label differs from row to row; without it there are 300 different ones. */
static void
test_hash_of_all_leaves_label_out (void)
{
  g_autoptr(JigFrame) frame = make_frame (N_ROWS);
  g_auto(JigSplit) result = { NULL };
  gsize n_seen = 0;

  split (frame, "hash:*:0.2", 1, &result);

  for (gsize row = 0; row < N_ROWS; row++)
    {
      g_autofree char *text = g_strdup_printf ("%zu\x1f%zu", row % 100, row % 3);

      if (jig_partition_hash_share (text, 1) < 0.2)
        g_assert_cmpuint (jig_rows_get_ids (result.test)[n_seen++], ==, row);
    }

  g_assert_cmpuint (jig_rows_get_size (result.test), ==, n_seen);
  /* Five standard deviations of a share of 300: 5 sqrt (0.2 * 0.8 / 300). */
  g_assert_cmpfloat_with_epsilon ((double) n_seen / N_ROWS, 0.2, 0.116);
}

static void
test_random (void)
{
  g_autoptr(JigFrame) frame = make_frame (N_ROWS);
  g_auto(JigSplit) first = { NULL };
  g_auto(JigSplit) again = { NULL };
  g_auto(JigSplit) other = { NULL };
  gsize n_early = 0;

  split (frame, "random:0.2", 1, &first);
  split (frame, "random:0.2", 1, &again);
  split (frame, "random:0.2", 2, &other);

  g_assert_cmpuint (jig_rows_get_size (first.test), ==, 2000);
  g_assert_cmpmem (jig_rows_get_ids (first.test), 2000 * sizeof (guint32),
                   jig_rows_get_ids (again.test), 2000 * sizeof (guint32));
  g_assert_cmpint (memcmp (jig_rows_get_ids (first.test), jig_rows_get_ids (other.test),
                           2000 * sizeof (guint32)), !=, 0);

  for (gsize i = 0; i < 2000; i++)
    n_early += jig_rows_get_ids (first.test)[i] < N_ROWS / 2;
  /* Five standard deviations: 5 sqrt (2000 / 4 * 0.8). */
  g_assert_cmpfloat_with_epsilon ((double) n_early, 1000.0, 100.0);
}

static void
test_sequential (void)
{
  static const struct { gsize n_rows; const char *method; gsize n_test; } rows[] = {
    { 0, "sequential:0.5", 0 },  { 1, "sequential:0.4", 0 },  { 1, "sequential:0.5", 1 },
    { 10, "sequential:0.2", 2 }, { 10, "sequential:0.25", 3 }, { 10, "sequential:0.99", 10 },
    { 6000, "sequential:0.3333333333333333", 2000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JigFrame) frame = make_frame (rows[i].n_rows);
      g_auto(JigSplit) result = { NULL };
      gsize n_train = rows[i].n_rows - rows[i].n_test;

      split (frame, rows[i].method, 1, &result);
      g_assert_cmpuint (jig_rows_get_size (result.test), ==, rows[i].n_test);
      if (rows[i].n_test > 0)
        g_assert_cmpuint (jig_rows_get_ids (result.test)[0], ==, n_train);
    }
}

static void
test_no_column (void)
{
  static const struct { const char *method; const char *message; } rows[] = {
    { "hash:usr:0.2", "There is no column \"usr\" to split by; did you mean \"user\"?" },
    { "hash:station:0.2", "There is no column \"station\"; the table has: user, kind, label." },
  };
  g_autoptr(JigFrame) frame = make_frame (3);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      JigSplit result = { NULL };

      g_assert_false (jig_partition_from_text (frame, rows[i].method, NULL, 1, &result, NULL,
                                               &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
      g_assert_cmpstr (error->message, ==, rows[i].message);
      g_assert_null (result.train);
    }
}

static void
test_cancel (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(JigFrame) frame = make_frame (N_ROWS);
  g_autoptr(GError) error = NULL;
  JigProgress progress = { .cancellable = cancellable };
  JigSplit result = { NULL };

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_partition_from_text (frame, "hash:*:0.2", NULL, 1, &result, &progress,
                                           &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result.test);
}

static gboolean
split_by_chance (gpointer   data,
                 GError   **error)
{
  g_auto(JigSplit) result = { NULL };

  return jig_partition_from_text (data, "random:0.5", NULL, 1, &result, NULL, error);
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) frame = make_frame (10);

  g_assert_cmpuint (jig_test_every_allocation_fails (split_by_chance, frame), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/partition/shares", test_shares);
  g_test_add_func ("/partition/parse", test_parse);
  g_test_add_func ("/partition/parse-refuses", test_parse_refuses);
  g_test_add_func ("/partition/every-row-once", test_every_row_once);
  g_test_add_func ("/partition/hash", test_hash);
  g_test_add_func ("/partition/hash-of-all-leaves-label-out", test_hash_of_all_leaves_label_out);
  g_test_add_func ("/partition/random", test_random);
  g_test_add_func ("/partition/sequential", test_sequential);
  g_test_add_func ("/partition/no-column", test_no_column);
  g_test_add_func ("/partition/cancel", test_cancel);
  g_test_add_func ("/partition/no-memory", test_no_memory);

  return g_test_run ();
}
