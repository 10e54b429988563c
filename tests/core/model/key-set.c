#include "core/model/key-set.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#define N_KEYS 5000

static void
test_repeated_keys_are_counted (void)
{
  g_autoptr(JigKeySet) set = jig_key_set_new (N_KEYS);

  for (int round = 0; round < 3; round++)
    for (guint64 key = 0; key < N_KEYS; key++)
      g_assert_true (jig_key_set_add (set, key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), NULL));
  g_assert_cmpint (jig_key_set_get_n_repeated (set), ==, 2 * N_KEYS);
}

static void
test_too_many_keys (void)
{
  gsize before = jig_alloc_get_in_use ();
  g_autoptr(JigKeySet) set = jig_key_set_new (10);

  for (guint64 key = 1; key <= 10; key++)
    g_assert_true (jig_key_set_add (set, key, NULL));
  g_assert_true (jig_key_set_add (set, 3, NULL));
  g_assert_cmpint (jig_key_set_get_n_repeated (set), ==, 1);
  g_assert_true (jig_key_set_add (set, 11, NULL));
  g_assert_cmpint (jig_key_set_get_n_repeated (set), <, 0);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
  g_assert_true (jig_key_set_add (set, 12, NULL));
  g_assert_cmpint (jig_key_set_get_n_repeated (set), <, 0);
}

static void
test_out_of_memory (void)
{
  g_autoptr(JigKeySet) set = jig_key_set_new (10);
  g_autoptr(GError) error = NULL;

  jig_alloc_fail_after (0);
  g_assert_false (jig_key_set_add (set, 1, &error));
  jig_alloc_fail_after (-1);
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/key-set/repeated-keys-are-counted", test_repeated_keys_are_counted);
  g_test_add_func ("/key-set/too-many-keys", test_too_many_keys);
  g_test_add_func ("/key-set/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
