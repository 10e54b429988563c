#include "app/document/recents.h"

#include <glib/gstdio.h>

/* run-gui.sh gives every program a state folder of its own, but all tests of one the same. */
static void
forget_all (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "jig", "recents", NULL);

  g_unlink (path);
}

static void
test_newest_first_and_not_twice (void)
{
  g_autoptr(GFile) a = g_file_new_for_path ("/some/한글 a.csv");
  g_autoptr(GFile) b = g_file_new_for_path ("/some/b.csv");
  g_autoptr(GPtrArray) files = NULL;

  forget_all ();
  jig_recents_add (a);
  jig_recents_add (b);
  jig_recents_add (a);
  files = jig_recents_read ();

  g_assert_cmpuint (files->len, ==, 2);
  g_assert_true (g_file_equal (files->pdata[0], a));
  g_assert_true (g_file_equal (files->pdata[1], b));

  jig_recents_remove (a);
  g_clear_pointer (&files, g_ptr_array_unref);
  files = jig_recents_read ();
  g_assert_cmpuint (files->len, ==, 1);
}

static void
test_the_oldest_are_forgotten (void)
{
  g_autoptr(GPtrArray) files = NULL;

  forget_all ();
  for (guint i = 0; i < JIG_RECENTS_MAX + 5; i++)
    {
      g_autofree char *path = g_strdup_printf ("/some/%u.csv", i);
      g_autoptr(GFile) file = g_file_new_for_path (path);

      jig_recents_add (file);
    }

  files = jig_recents_read ();
  g_assert_cmpuint (files->len, ==, JIG_RECENTS_MAX);
}

static void
test_no_list_is_an_empty_one (void)
{
  g_autoptr(GPtrArray) files = NULL;

  forget_all ();
  files = jig_recents_read ();
  g_assert_cmpuint (files->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recents/no-list-is-an-empty-one", test_no_list_is_an_empty_one);
  g_test_add_func ("/recents/newest-first-and-not-twice", test_newest_first_and_not_twice);
  g_test_add_func ("/recents/the-oldest-are-forgotten", test_the_oldest_are_forgotten);

  return g_test_run ();
}
