/* How a model learnt, in words and JSON. Tested by tests/cli/train.py. */

#include "app/cli/learning-lines.h"

#include "core/base/number.h"
#include "core/model/learning.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
write_point (const JigCurvePoint *point,
             JigJsonWriter       *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "round");
  jig_json_writer_int (writer, point->round);
  jig_json_writer_name (writer, "train");
  jig_json_writer_double (writer, point->train);
  jig_json_writer_name (writer, "test");
  jig_json_writer_double (writer, point->test);
  if (!isnan (point->held))
    {
      jig_json_writer_name (writer, "held");
      jig_json_writer_double (writer, point->held);
    }
  jig_json_writer_end_object (writer);
}

/* What rows set aside have chosen, or else what the test rows like best. */
static void
write_best (const JigLearning *learning,
            JigJsonWriter     *writer)
{
  const JigCurvePoint *best = learning->best != NULL ? learning->best
                                                     : jig_learning_best_test (learning);

  jig_json_writer_name (writer, "best_round");
  if (best != NULL)
    jig_json_writer_int (writer, best->round);
  else
    jig_json_writer_null (writer);
  if (learning->best == NULL)
    return;

  jig_json_writer_name (writer, "early_stop");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "metric");
  jig_json_writer_string (writer, learning->metric);
  jig_json_writer_name (writer, "best_round");
  jig_json_writer_int (writer, best->round);
  jig_json_writer_name (writer, "best");
  jig_json_writer_double (writer, best->held);
  jig_json_writer_name (writer, "last_round");
  jig_json_writer_int (writer, learning->last->round);
  jig_json_writer_name (writer, "last");
  jig_json_writer_double (writer, learning->last->held);
  jig_json_writer_end_object (writer);
}

/**
 * jig_learning_lines_write:
 * @model: a model
 * @writer: where members may stand
 *
 * Writes the learning curve and what was chosen by it.
 */
void
jig_learning_lines_write (const JigModel *model,
                          JigJsonWriter  *writer)
{
  JigLearning learning;

  jig_learning_read (&learning, model);
  jig_json_writer_name (writer, "curve");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < learning.n_points; i++)
    write_point (&learning.points[i], writer);
  jig_json_writer_end_array (writer);
  write_best (&learning, writer);
}

/**
 * jig_learning_lines_print:
 * @model: a model
 *
 * Prints what early stopping has chosen, with both scores, so that nobody wonders
 * where the other rounds are; nothing if it was off.
 */
void
jig_learning_lines_print (const JigModel *model)
{
  JigLearning learning;
  g_autofree char *best = NULL;
  g_autofree char *last = NULL;

  jig_learning_read (&learning, model);
  if (learning.best == NULL)
    return;

  best = jig_number_to_display (learning.best->held, 6);
  last = jig_number_to_display (learning.last->held, 6);
  g_print (_("\nEarly stopping by %s of rows set aside: %s in round %u, %s in the last round"
             " (%u)\n"), _(learning.title), best, learning.best->round, last,
           learning.last->round);
}
