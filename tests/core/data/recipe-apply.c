#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "tests/support/columns.h"
#include "tests/support/memory.h"
#include "tests/support/recipes.h"
#include "tests/support/tables.h"

#include <math.h>
#include <string.h>

/* What the recipe's blocks are long, and one less and more. */
#define BLOCK 1024

static const char chain[] =
  "[{'kind':'impute','name':'filled','inputs':['x'],'feature':false},"
  "{'kind':'z-score','name':'z','inputs':['filled']},"
  "{'kind':'one-hot','name':'s','inputs':['s'],'settings':{'other':true}}]";

/* By name, in any order, with more columns than needed; codes do not matter. */
static void
test_other_table (void)
{
  g_autoptr(JigFrame) training = jig_test_table (
    (const char * const[]) { "x n:1|3|?", "s c:a|b|a", NULL });
  g_autoptr(JigFrame) served = jig_test_table (
    (const char * const[]) { "more n:7|7|7|7", "s c:b|c|a|?", "x n:3|1|?|2", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe (chain, training);
  g_autofree char *features = jig_test_apply (recipe, served);

  /* The mean is 2 with the filled one, the deviation the root of 2/3. */
  g_assert_cmpstr (features, ==,
                   "1.224744871391589 0 1 0|-1.224744871391589 0 0 1|0 1 0 0|0 0 0 1");
}

static void
test_types (void)
{
  g_autoptr(JigFrame) training = jig_test_table (
    (const char * const[]) { "x n:1|3", "b b:0|1", NULL });
  g_autoptr(JigFrame) served = jig_test_table (
    (const char * const[]) { "x c:5|2|x", "b c:true|false|true", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe (
    "[{'kind':'pass','name':'f','inputs':['x']},{'kind':'pass','name':'g','inputs':['b']}]",
    training);
  g_autoptr(GError) error = NULL;
  double features[6] = { -1, -1, -1, -1, -1, -1 };

  g_assert_false (jig_recipe_apply (recipe, served, NULL, features, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_DATA);
  g_assert_cmpstr (strstr (error->message, "\"x\""), !=, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (features); i++)
    g_assert_cmpfloat (features[i], ==, -1);
}

static void
test_missing_column (void)
{
  g_autoptr(JigFrame) training = jig_test_table (
    (const char * const[]) { "x n:1|3", "s c:a|b", NULL });
  g_autoptr(JigFrame) served = jig_test_table ((const char * const[]) { "x n:1|3", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe (chain, training);
  g_autoptr(GError) error = NULL;
  double features[8];

  g_assert_false (jig_recipe_apply (recipe, served, NULL, features, NULL, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_MISMATCH);
  g_assert_cmpstr (error->message, ==,
                   "The model needs the column \"s\" (category); the file has: x.");
}

static void
test_rows (void)
{
  const guint32 ids[] = { 2, 0, 2 };
  g_autoptr(JigFrame) frame = jig_test_table ((const char * const[]) { "x n:1|3|5", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe ("[{'kind':'pass','name':'f','inputs':['x']}]",
                                                 frame);
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 3, NULL);
  g_autoptr(JigRows) none = jig_rows_new_copy (NULL, 0, NULL);
  double features[3] = { 0 };

  g_assert_true (jig_recipe_apply (recipe, frame, none, features, NULL, NULL));
  g_assert_cmpfloat (features[0], ==, 0);
  g_assert_true (jig_recipe_apply (recipe, frame, rows, features, NULL, NULL));
  g_assert_true (features[0] == 5 && features[1] == 1 && features[2] == 5);
}

static JigFrame *
make_large (gsize n_rows)
{
  const char * const levels[] = { "a", "b", "c", NULL };
  g_autofree double *x = g_new (double, n_rows + 1);
  g_autofree guint32 *codes = g_new (guint32, n_rows + 1);

  for (gsize i = 0; i < n_rows; i++)
    {
      JigRandom random;

      jig_random_init (&random, 2, "rows", i);
      x[i] = jig_random_below (&random, 9) == 0 ? NAN : jig_random_normal (&random);
      codes[i] = (guint32) jig_random_below (&random, 3);
    }

  return jig_test_frame (jig_test_numbers ("x", x, n_rows),
                         jig_test_categories ("s", codes, n_rows, levels), NULL);
}

/* The same bits for any number of threads, around the size of a block. */
static void
test_same_bits (void)
{
  const gsize sizes[] = { 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7 };
  const guint threads[] = { 1, 2, 3, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(JigFrame) frame = make_large (sizes[i]);
      g_autofree char *first = NULL;

      for (gsize t = 0; t < G_N_ELEMENTS (threads); t++)
        {
          g_autoptr(JigRecipe) recipe = NULL;
          g_autofree char *features = NULL;

          jig_parallel_set_n_threads (threads[t]);
          recipe = jig_test_recipe (chain, frame);
          features = jig_test_apply (recipe, frame);
          if (first == NULL)
            first = g_steal_pointer (&features);
          else
            g_assert_cmpstr (first, ==, features);
        }
    }
  jig_parallel_set_n_threads (0);
}

typedef struct
{
  JigRecipe *recipe;
  JigFrame  *frame;
} Work;

static gboolean
try_apply (gpointer   data,
           GError   **error)
{
  const Work *work = data;
  const guint32 ids[] = { 1, 0 };
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, 2, error);
  double features[8];

  return rows != NULL && jig_recipe_apply (work->recipe, work->frame, rows, features, NULL, error);
}

static void
test_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_table (
    (const char * const[]) { "x n:1|3|?", "s c:a|b|a", NULL });
  g_autoptr(JigRecipe) recipe = jig_test_recipe (chain, frame);
  Work work = { recipe, frame };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_apply, &work), >, 3);
}

static void
test_cancelled (void)
{
  g_autoptr(JigFrame) frame = make_large (10);
  g_autoptr(JigRecipe) recipe = jig_test_recipe (chain, frame);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  JigProgress progress = { .cancellable = cancellable, .to = 1.0 };
  g_autoptr(GError) error = NULL;
  double features[40];

  g_cancellable_cancel (cancellable);
  g_assert_false (jig_recipe_apply (recipe, frame, NULL, features, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recipe-apply/other-table", test_other_table);
  g_test_add_func ("/recipe-apply/types", test_types);
  g_test_add_func ("/recipe-apply/missing-column", test_missing_column);
  g_test_add_func ("/recipe-apply/rows", test_rows);
  g_test_add_func ("/recipe-apply/same-bits", test_same_bits);
  g_test_add_func ("/recipe-apply/memory", test_memory);
  g_test_add_func ("/recipe-apply/cancelled", test_cancelled);

  return g_test_run ();
}
