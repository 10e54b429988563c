#include "app/home/demonstration.h"

#include "core/project/object-model.h"

#include <string.h>

static void
said_cb (char       **said,
         const char  *sentence)
{
  g_free (*said);
  *said = g_strdup (sentence);
}

static void
done_cb (JigDocument *document,
         gpointer     user_data)
{
  g_main_loop_quit (user_data);
}

static double
get_error (JigDocument *document,
           const char  *model)
{
  JigObject *object = jig_project_get_object (jig_document_get_project (document), model);

  g_assert_nonnull (object);
  return jig_object_get_trained (object)->test.values[JIG_METRIC_RMSE];
}

static void
run (JigDocument *document)
{
  GMainLoop *loop = g_main_loop_new (NULL, FALSE);

  jig_demonstration_run (document, done_cb, loop, (GDestroyNotify) g_main_loop_unref);
  g_main_loop_run (loop);
}

/* What is promised: the transform does most of the work. */
static void
test_the_transform_is_worth_it (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  g_autofree char *said = NULL;

  g_signal_connect_swapped (document, "said", G_CALLBACK (said_cb), &said);
  run (document);

  g_test_message ("%s", said);
  g_assert_cmpfloat (get_error (document, "with-transform"), <,
                     0.7 * get_error (document, "without-transform"));
  g_assert_nonnull (strstr (said, "with"));
  g_signal_handlers_disconnect_by_data (document, &said);
}

static void
test_it_can_be_seen_twice (void)
{
  g_autoptr(JigDocument) document = jig_document_new ();
  double first;

  run (document);
  first = get_error (document, "with-transform");
  run (document);
  g_assert_cmpfloat (get_error (document, "with-transform"), ==, first);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demonstration/the-transform-is-worth-it", test_the_transform_is_worth_it);
  g_test_add_func ("/demonstration/it-can-be-seen-twice", test_it_can_be_seen_twice);

  return g_test_run ();
}
