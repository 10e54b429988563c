#include "core/model/compare-pair.h"

#include "tests/support/memory.h"

static const double targets[] = { 1, 1, 1, 1, 0, 0, 0, 0, 0, 0 };
static const double first[] = { .9, .7, .4, .35, .8, .5, .45, .3, .2, .1 };
static const double second[] = { .9, .8, .7, .3, .6, .5, .4, .3, .2, .1 };
static const guint32 ids[] = { 19, 18, 17, 16, 15, 14, 13, 12, 11, 10 };

static JigComparison *
make (JigTask       task,
      guint         n_classes,
      const double *labels,
      const double *one,
      const double *other,
      gsize         n_rows)
{
  static double shares[] = { 0.25, 0.5, 0.25 };
  const JigBaseline baseline = { 0.5, shares, n_classes };
  g_autoptr(JigRows) rows = jig_rows_new_copy (ids, n_rows, NULL);
  const JigEntrant entrants[] = { { "A", NULL, one }, { "B", NULL, other } };
  const JigContest contest = {
    .task = task, .n_classes = n_classes, .target = "y", .rows = rows, .targets = labels,
    .baseline = &baseline,
  };

  return jig_compare (&contest, entrants, other != NULL ? 2 : 1, NULL, NULL);
}

/* B against A: the golden numbers of significance, as its test has them. */
static void
test_delong (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2, targets, first, second, 10);
  JigDelong delong;

  g_assert_true (jig_comparison_test_delong (comparison, 1, &delong, NULL));
  g_assert_cmpfloat_with_epsilon (delong.difference, 0.1458333, 1e-6);
  g_assert_cmpfloat_with_epsilon (delong.p, 0.3602189, 1e-6);
}

/* By hand. At 0.5 A is wrong about rows 3, 4, 5 and 6, B about 4, 5 and 6; at
 * 0.42 A is wrong about 3 to 7, B about 4, 5 and 6. */
static void
test_mcnemar (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2, targets, first, second, 10);
  JigMcnemar half = jig_comparison_test_mcnemar (comparison, 1, 0.5);
  JigMcnemar lower = jig_comparison_test_mcnemar (comparison, 1, 0.42);

  g_assert_cmpuint (half.only_first, ==, 1);
  g_assert_cmpuint (half.only_second, ==, 0);
  g_assert_cmpfloat (half.p, ==, 1.0);
  g_assert_cmpuint (lower.only_first, ==, 2);
  g_assert_cmpuint (lower.only_second, ==, 0);
  g_assert_cmpfloat (lower.p, ==, 0.5);
}

static void
test_mcnemar_of_classes (void)
{
  static const double labels[] = { 0, 1, 2 };
  static const double all_right[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  g_autoptr(JigComparison) comparison = make (JIG_TASK_MULTICLASS, 3, labels, all_right, NULL, 3);
  const JigMcnemar test = jig_comparison_test_mcnemar (comparison, 1, 0.9);

  /* The rule always calls the second class. */
  g_assert_cmpuint (test.only_first, ==, 2);
  g_assert_cmpuint (test.only_second, ==, 0);
}

/* At any threshold the rule calls the first of two equal classes: it is right
 * about the last six rows. A is right about the first alone, at 0.85. */
static void
test_mcnemar_of_the_rule (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2, targets, first, NULL, 10);
  const JigMcnemar high = jig_comparison_test_mcnemar (comparison, 1, 0.85);
  const JigMcnemar half = jig_comparison_test_mcnemar (comparison, 1, 0.5);

  g_assert_cmpuint (high.only_first, ==, 1);
  g_assert_cmpuint (high.only_second, ==, 0);
  g_assert_cmpuint (half.only_first, ==, 2);
  g_assert_cmpuint (half.only_second, ==, 2);
}

static void
test_losses (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2, targets, first, NULL, 10);
  double losses[10];

  jig_comparison_fill_losses (comparison, 1, JIG_METRIC_ERROR, losses);
  g_assert_cmpfloat (losses[0], ==, 0.0);
  g_assert_cmpfloat (losses[2], ==, 1.0);
  /* The rule's share of one half calls nobody positive: it is a tie. */
  jig_comparison_fill_losses (comparison, 0, JIG_METRIC_ERROR, losses);
  g_assert_cmpfloat (losses[0], ==, 1.0);
  g_assert_cmpfloat (losses[9], ==, 0.0);
}

static void
test_disagreements (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2, targets, first, second, 10);
  JigDisagreement disagreements[10];
  gsize n = 3;

  g_assert_true (jig_comparison_find_disagreements (comparison, 1, disagreements, &n, NULL));
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (disagreements[0].index, ==, 2);
  g_assert_cmpuint (disagreements[0].row, ==, 17);
  g_assert_cmpfloat_with_epsilon (disagreements[0].distance, 0.3, 1e-15);
  g_assert_cmpuint (disagreements[1].index, ==, 4);

  /* Five rows are the same to both. */
  n = 10;
  g_assert_true (jig_comparison_find_disagreements (comparison, 1, disagreements, &n, NULL));
  g_assert_cmpuint (n, ==, 5);
  n = 10;
  g_assert_true (jig_comparison_find_disagreements (comparison, 0, disagreements, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
}

/* A quarter goes elsewhere: 0.25, not the 0.5 that is both lost and gained. */
static void
test_disagreements_of_classes (void)
{
  static const double labels[] = { 0, 1 };
  static const double one[] = { 0.5, 0.25, 0.25, 0.25, 0.5, 0.25 };
  static const double other[] = { 0.5, 0.25, 0.25, 0.5, 0.25, 0.25 };
  g_autoptr(JigComparison) comparison = make (JIG_TASK_MULTICLASS, 3, labels, one, other, 2);
  JigDisagreement disagreements[2];
  gsize n = 2;

  g_assert_true (jig_comparison_find_disagreements (comparison, 1, disagreements, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (disagreements[0].index, ==, 1);
  g_assert_cmpfloat (disagreements[0].distance, ==, 0.25);
}

static gboolean
try_disagreements (gpointer   data,
                   GError   **error)
{
  JigDisagreement disagreements[2];
  gsize n = 2;

  return jig_comparison_find_disagreements (data, 1, disagreements, &n, error);
}

static void
test_out_of_memory (void)
{
  g_autoptr(JigComparison) comparison = make (JIG_TASK_BINARY, 2, targets, first, second, 10);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_disagreements, comparison), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/compare-pair/delong", test_delong);
  g_test_add_func ("/compare-pair/mcnemar", test_mcnemar);
  g_test_add_func ("/compare-pair/mcnemar/classes", test_mcnemar_of_classes);
  g_test_add_func ("/compare-pair/mcnemar/rule", test_mcnemar_of_the_rule);
  g_test_add_func ("/compare-pair/losses", test_losses);
  g_test_add_func ("/compare-pair/disagreements", test_disagreements);
  g_test_add_func ("/compare-pair/disagreements/classes", test_disagreements_of_classes);
  g_test_add_func ("/compare-pair/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
