#include "core/base/parallel.h"

#include <string.h>

#define CHUNK 1000

typedef struct
{
  const double *values;
  double       *partial;   /* (n_chunks,) */
} Sum;

static void
sum_chunk (gsize    chunk,
           gsize    begin,
           gsize    end,
           gpointer data)
{
  const Sum *sum = data;

  for (gsize i = begin; i < end; i++)
    sum->partial[chunk] += sum->values[i];
}

static double
sum_all (const double *values,
         gsize         n_values)
{
  gsize n_chunks = jig_parallel_n_chunks (n_values, CHUNK);
  g_autofree double *partial = g_new0 (double, n_chunks + 1);
  Sum sum = { values, partial };
  double total = 0.0;

  jig_parallel_for (n_values, CHUNK, sum_chunk, &sum);
  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    total += partial[chunk];

  return total;
}

static void
test_same_bits_for_any_threads (void)
{
  static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 100 * CHUNK + 7 };
  static const guint threads[] = { 1, 2, 3, 7 };
  g_autofree double *values = g_new (double, 100 * CHUNK + 7);

  for (gsize i = 0; i < 100 * CHUNK + 7; i++)
    values[i] = 1.0 / (double) (i + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double first = 0.0;

      for (gsize j = 0; j < G_N_ELEMENTS (threads); j++)
        {
          double total;

          jig_parallel_set_n_threads (threads[j]);
          total = sum_all (values, sizes[i]);
          if (j == 0)
            first = total;
          g_assert_cmpmem (&total, sizeof total, &first, sizeof first);
        }
    }
  jig_parallel_set_n_threads (0);
}

static void
mark_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  guint8 *seen = data;

  for (gsize i = begin; i < end; i++)
    seen[i]++;
}

static void
test_every_item_once (void)
{
  g_autofree guint8 *seen = g_new0 (guint8, 10007);

  jig_parallel_set_n_threads (4);
  for (int i = 0; i < 200; i++)
    {
      memset (seen, 0, 10007);
      jig_parallel_for (10007, 13, mark_chunk, seen);
      for (gsize j = 0; j < 10007; j++)
        g_assert_cmpuint (seen[j], ==, 1);
    }
  jig_parallel_set_n_threads (0);
}

static void
nest_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  jig_parallel_for (100, 10, mark_chunk, (guint8 *) data + chunk * 100);
}

static void
test_loops_nest (void)
{
  g_autofree guint8 *seen = g_new0 (guint8, 1000);

  jig_parallel_set_n_threads (4);
  jig_parallel_for (10, 1, nest_chunk, seen);
  for (gsize i = 0; i < 1000; i++)
    g_assert_cmpuint (seen[i], ==, 1);
  jig_parallel_set_n_threads (0);
}

static void
cancel_late (double      fraction,
             const char *what,
             gpointer    user_data)
{
  if (fraction > 0.2)
    g_cancellable_cancel (user_data);
}

static void
test_cancel_stops (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const JigProgress progress = { cancellable, cancel_late, cancellable, 0.0, 1.0 };
  g_autofree guint8 *seen = g_new0 (guint8, 100000);
  g_autoptr(GError) error = NULL;
  gsize n_seen = 0;

  /* With helpers the work could be done before the news of it arrives. */
  jig_parallel_set_n_threads (1);
  g_assert_false (jig_parallel_for_checked (100000, 10, mark_chunk, seen, &progress, "x",
                                            &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (gsize i = 0; i < 100000; i++)
    n_seen += seen[i];
  g_assert_cmpuint (n_seen, >, 0);
  g_assert_cmpuint (n_seen, <, 30000);
  jig_parallel_set_n_threads (0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/parallel/same-bits-for-any-threads", test_same_bits_for_any_threads);
  g_test_add_func ("/parallel/every-item-once", test_every_item_once);
  g_test_add_func ("/parallel/loops-nest", test_loops_nest);
  g_test_add_func ("/parallel/cancel-stops", test_cancel_stops);

  return g_test_run ();
}
