#include "core/base/alloc.h"
#include "core/data/rows.h"
#include "tests/support/memory.h"

static void
test_ids (void)
{
  static const guint32 ids[] = { 5, 0, 5, 4294967295u };
  gsize before = jig_alloc_get_in_use ();
  JigRows *rows = jig_rows_new_copy (ids, 4, NULL);

  g_assert_cmpmem (jig_rows_get_ids (rows), jig_rows_get_size (rows) * sizeof *ids,
                   ids, sizeof ids);
  jig_rows_unref (jig_rows_ref (rows));
  jig_rows_unref (rows);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_all (void)
{
  for (gsize n = 0; n < 4; n++)
    {
      g_autoptr(JigRows) rows = jig_rows_new_all (n, NULL);

      g_assert_cmpuint (jig_rows_get_size (rows), ==, n);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpuint (jig_rows_get_ids (rows)[i], ==, i);
    }
}

static char *
hash_of_first (gsize n)
{
  g_autoptr(JigRows) rows = jig_rows_new_all (n, NULL);

  return jig_rows_dup_hash (rows);
}

/* Also around the size of the block in which numbers are hashed. */
static void
test_hash (void)
{
  static const gsize sizes[] = { 0, 1, 2, 1023, 1024, 1025, 2048, 2049 };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autofree char *again = hash_of_first (sizes[k]);

      g_assert_true (g_hash_table_add (seen, hash_of_first (sizes[k])));
      g_assert_true (g_hash_table_contains (seen, again));
    }
}

static void
test_hash_knows_order (void)
{
  g_autoptr(JigRows) ab = jig_rows_new_copy ((guint32[]) { 1, 2 }, 2, NULL);
  g_autoptr(JigRows) ba = jig_rows_new_copy ((guint32[]) { 2, 1 }, 2, NULL);
  g_autofree char *hash_ab = jig_rows_dup_hash (ab);
  g_autofree char *hash_ba = jig_rows_dup_hash (ba);

  g_assert_cmpstr (hash_ab, !=, hash_ba);
}

static gboolean
make (gpointer   data,
      GError   **error)
{
  g_autoptr(JigRows) all = jig_rows_new_all (3, error);
  g_autoptr(JigRows) copy = NULL;

  if (all != NULL)
    copy = jig_rows_new_copy (jig_rows_get_ids (all), 3, error);

  return copy != NULL;
}

static void
test_no_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (make, NULL), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rows/ids", test_ids);
  g_test_add_func ("/rows/all", test_all);
  g_test_add_func ("/rows/hash", test_hash);
  g_test_add_func ("/rows/hash-knows-order", test_hash_knows_order);
  g_test_add_func ("/rows/no-memory", test_no_memory);

  return g_test_run ();
}
