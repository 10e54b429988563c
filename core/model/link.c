/* From margins to what people read. */

#include "core/base/elementary.h"
#include "core/model/model.h"
#include "core/model/softmax.h"

#include <string.h>

/**
 * jig_model_link:
 * @task: what is predicted
 * @margins: (n_rows, n_outputs), row-major
 * @n_rows: how many rows there are
 * @n_outputs: how many margins each row has
 * @predictions: (out caller-allocates): (n_rows,) values, (n_rows,)
 *   probabilities of the positive class, or (n_rows, n_outputs) probabilities;
 *   may be @margins
 *
 * Turns margins into what people read: itself, the logistic function, softmax.
 */
void
jig_model_link (JigTask       task,
                const double *margins,
                gsize         n_rows,
                guint         n_outputs,
                double       *predictions)
{
  switch (task)
    {
    case JIG_TASK_REGRESSION:
      memmove (predictions, margins, n_rows * sizeof *margins);
      break;

    case JIG_TASK_BINARY:
      for (gsize i = 0; i < n_rows; i++)
        predictions[i] = jig_sigmoid (margins[i]);
      break;

    case JIG_TASK_MULTICLASS:
      for (gsize i = 0; i < n_rows; i++)
        jig_softmax (margins + i * n_outputs, n_outputs, predictions + i * n_outputs);
      break;

    default:
      g_return_if_reached ();
    }
}
