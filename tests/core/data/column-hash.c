#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "tests/support/columns.h"

#include <math.h>
#include <string.h>

#define CHUNK_ROWS 65536

static char *
hash_of (JigColumn *column)
{
  JigHash *hash = jig_hash_new ();

  jig_column_add_to_hash (column, hash);
  jig_column_unref (column);

  return jig_hash_finish (hash);
}

/* Every one of these is another column. */
static void
test_differences (void)
{
  static const char * const ab[] = { "a", "b", NULL };
  static const char * const ba[] = { "b", "a", NULL };
  char *hashes[] = {
    hash_of (jig_test_numbers ("x", (double[]) { 0, 1 }, 2)),
    hash_of (jig_test_numbers ("y", (double[]) { 0, 1 }, 2)),
    hash_of (jig_test_numbers ("x", (double[]) { 1, 0 }, 2)),
    hash_of (jig_test_numbers ("x", (double[]) { -0.0, 1 }, 2)),
    hash_of (jig_test_numbers ("x", (double[]) { NAN, 1 }, 2)),
    hash_of (jig_test_numbers ("x", (double[]) { 0 }, 1)),
    hash_of (jig_test_numbers ("x", NULL, 0)),
    hash_of (jig_test_booleans ("x", (guint8[]) { 0, 1 }, 2)),
    hash_of (jig_column_new_boolean ("x", jig_alloc (2, 1, "a test", NULL), 2, "N", "Y")),
    hash_of (jig_test_times ("x", (gint64[]) { 0, 1 }, 2, TRUE)),
    hash_of (jig_test_times ("x", (gint64[]) { 0, 1 }, 2, FALSE)),
    hash_of (jig_test_texts ("x", ab, 2)),
    hash_of (jig_test_texts ("x", (const char *[]) { "ab", "" }, 2)),
    hash_of (jig_test_texts ("x", (const char *[]) { "", "ab" }, 2)),
    hash_of (jig_test_categories ("x", (guint32[]) { 0, 1 }, 2, ab)),
    hash_of (jig_test_categories ("x", (guint32[]) { 1, 0 }, 2, ba)),
    hash_of (jig_test_categories ("x", (guint32[]) { 0, JIG_CODE_MISSING }, 2, ab)),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++)
    for (gsize k = 0; k < i; k++)
      g_assert_cmpstr (hashes[i], !=, hashes[k]);
  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++)
    g_free (hashes[i]);
}

/* A missing number is missing however its bits came about. */
static void
test_missing_is_missing (void)
{
  const guint64 bits[] = { G_GUINT64_CONSTANT (0x7ff8000000000000),
                           G_GUINT64_CONSTANT (0xfff8000000000001) };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  double values[2];

  memcpy (values, bits, sizeof bits);
  first = hash_of (jig_test_numbers ("x", &values[0], 1));
  second = hash_of (jig_test_numbers ("x", &values[1], 1));
  g_assert_cmpstr (first, ==, second);
}

static JigColumn *
make_long (gsize n_rows,
           gsize changed)
{
  double *values = jig_alloc (n_rows, sizeof *values, "a test", NULL);

  for (gsize i = 0; i < n_rows; i++)
    values[i] = (double) i;
  if (changed < n_rows)
    values[changed] = -1;

  return jig_column_new_number ("x", values, n_rows);
}

static void
test_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 511, 512, 513, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 1,
                                 32 * CHUNK_ROWS + 1 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autofree char *one = NULL;
      g_autofree char *seven = NULL;
      g_autofree char *changed = hash_of (make_long (sizes[k], sizes[k] - 1));

      jig_parallel_set_n_threads (1);
      one = hash_of (make_long (sizes[k], G_MAXSIZE));
      jig_parallel_set_n_threads (7);
      seven = hash_of (make_long (sizes[k], G_MAXSIZE));
      jig_parallel_set_n_threads (0);

      g_assert_cmpstr (one, ==, seven);
      if (sizes[k] > 0)
        g_assert_cmpstr (one, !=, changed);
    }
}

/* Stored in projects and receipts: may never change. Python agrees:
 *   def v(k, b): return k + struct.pack('<Q', len(b)) + b
 *   def s(x): return v(b's', x.encode())
 *   def u(x): return v(b'u', struct.pack('<Q', x))
 *   chunk = sha256(v(b'b', struct.pack('<2d', 0, 1))).hexdigest()
 *   sha256(s('number') + s('x') + u(0) + s('false') + s('true') + u(2) + s(chunk)) */
static void
test_golden (void)
{
  g_autofree char *hash = hash_of (jig_test_numbers ("x", (double[]) { 0, 1 }, 2));

  g_assert_cmpstr (hash, ==, "1a063d62a58c585330a2a27abd219596"
                   "c9a6c9f779ebf92944bfadadfbf17c33");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-hash/differences", test_differences);
  g_test_add_func ("/column-hash/missing-is-missing", test_missing_is_missing);
  g_test_add_func ("/column-hash/sizes", test_sizes);
  g_test_add_func ("/column-hash/golden", test_golden);

  return g_test_run ();
}
