#include "core/base/alloc.h"
#include "core/base/error.h"

#include <string.h>

static void
assert_refused (gsize       n_items,
                gsize       item_size,
                const char *message)
{
  gsize before = jig_alloc_get_in_use ();
  g_autoptr(GError) error = NULL;

  g_assert_null (jig_alloc (n_items, item_size, "the test", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
assert_granted (gsize n_items,
                gsize item_size)
{
  g_autoptr(GError) error = NULL;
  jig_autofree guint8 *memory = jig_alloc (n_items, item_size, "the test", &error);

  g_assert_no_error (error);
  g_assert_nonnull (memory);
  g_assert_cmpuint ((gsize) memory % 64, ==, 0);

  for (gsize i = 0; i < n_items * item_size; i++)
    if (memory[i] != 0)
      g_error ("byte %zu is not zero", i);

  memset (memory, 255, n_items * item_size);
}

static void
test_sizes (void)
{
  assert_granted (0, 8);
  assert_granted (8, 0);
  assert_granted (1, 1);
  assert_granted (63, 1);
  assert_granted (64, 1);
  assert_granted (65, 1);
  assert_granted (1000, 24);
  assert_granted (3, 1024 * 1024);
}

static void
test_impossible (void)
{
  assert_refused (G_MAXSIZE / 2, 3, "There is not enough memory for the test.");
  assert_refused (G_MAXSIZE, 1, "There is not enough memory for the test.");
  assert_refused (G_MAXSIZE - 64, 1, "There is not enough memory for the test.");
  assert_refused (G_MAXSSIZE, 1, "There is not enough memory for the test.");
}

static void
test_counted (void)
{
  gsize before = jig_alloc_get_in_use ();
  gsize calls = jig_alloc_get_n_calls ();

  {
    jig_autofree double *numbers = jig_alloc (100, sizeof *numbers, "the test", NULL);

    g_assert_nonnull (numbers);
    g_assert_cmpuint (jig_alloc_get_in_use (), ==, before + 100 * sizeof *numbers);
  }

  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
  g_assert_cmpuint (jig_alloc_get_n_calls (), ==, calls + 1);
}

static void
test_peak (void)
{
  gsize size = jig_alloc_get_peak () + 64000;

  assert_granted (size, 1);
  assert_granted (10, 1);
  g_assert_cmpuint (jig_alloc_get_peak (), ==, size);
}

static void
test_realloc (void)
{
  static const gsize sizes[] = { 0, 100, 1000, 100, 50, 60, 1, 3000000 };
  gsize before = jig_alloc_get_in_use ();
  guint8 *memory = NULL;
  gsize n_kept = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      memory = jig_realloc (memory, sizes[k], 1, "the test", NULL);
      g_assert_nonnull (memory);
      n_kept = MIN (n_kept, sizes[k]);

      for (gsize i = 0; i < sizes[k]; i++)
        if (memory[i] != (i < n_kept ? 7 : 0))
          g_error ("byte %zu of %zu is %d", i, sizes[k], memory[i]);

      memset (memory, 7, sizes[k]);
      n_kept = sizes[k];
    }

  jig_free (memory);
  g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
}

static void
test_realloc_fails (void)
{
  jig_autofree char *memory = jig_alloc (10, 1, "the test", NULL);
  g_autoptr(GError) error = NULL;

  strcpy (memory, "as it was");
  jig_alloc_fail_after (0);
  g_assert_null (jig_realloc (memory, 1000, 1, "the test", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
  g_assert_cmpstr (memory, ==, "as it was");
}

static void
test_budget (void)
{
  jig_alloc_set_budget (jig_alloc_get_in_use () + 4096);
  assert_granted (4096, 1);
  assert_refused (4097, 1, "Jig needs 4.1 kB for the test, 4.1 kB are allowed.");
  assert_refused (400000000, 8, "Jig needs 3.2 GB for the test, 4.1 kB are allowed.");

  jig_alloc_set_budget (0);
  assert_refused (1, 1, "Jig needs 1 byte for the test, 0 bytes are allowed.");

  jig_alloc_set_budget (G_MAXSIZE);
  assert_granted (5000, 1);
}

static void
test_fails_once (void)
{
  jig_alloc_fail_after (1);
  assert_granted (1, 1);
  assert_refused (1, 1, "There is not enough memory for the test.");
  assert_granted (1, 1);
  assert_granted (1, 1);
}

static void
test_format_size (void)
{
  static const struct
  {
    guint64     n_bytes;
    const char *text;
  } cases[] = {
    { 0, "0 bytes" },
    { 1, "1 byte" },
    { 999, "999 bytes" },
    { 1000, "1.0 kB" },
    { 1049, "1.0 kB" },
    { 1050, "1.1 kB" },
    { 999949, "999.9 kB" },
    { 999950, "1.0 MB" },
    { 3200000000, "3.2 GB" },
    { G_MAXUINT64, "18.4 EB" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = jig_alloc_format_size (cases[i].n_bytes);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/alloc/sizes", test_sizes);
  g_test_add_func ("/alloc/impossible", test_impossible);
  g_test_add_func ("/alloc/counted", test_counted);
  g_test_add_func ("/alloc/peak", test_peak);
  g_test_add_func ("/alloc/realloc", test_realloc);
  g_test_add_func ("/alloc/realloc-fails", test_realloc_fails);
  g_test_add_func ("/alloc/budget", test_budget);
  g_test_add_func ("/alloc/fails-once", test_fails_once);
  g_test_add_func ("/alloc/format-size", test_format_size);

  return g_test_run ();
}
