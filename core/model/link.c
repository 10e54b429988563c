#include "core/model/link.h"

#include "core/base/elementary.h"
#include "core/model/softmax.h"

#include <string.h>

static const char * const names[] = {
  [JIG_LINK_VALUE] = "value",
  [JIG_LINK_LOGISTIC] = "logistic",
  [JIG_LINK_SOFTMAX] = "softmax",
  [JIG_LINK_EXP] = "exp",
};

/**
 * jig_link_of_task:
 * @task: what is predicted
 *
 * Returns: the link of a model that says nothing else
 */
JigLink
jig_link_of_task (JigTask task)
{
  static const JigLink links[] = {
    [JIG_TASK_REGRESSION] = JIG_LINK_VALUE,
    [JIG_TASK_BINARY] = JIG_LINK_LOGISTIC,
    [JIG_TASK_MULTICLASS] = JIG_LINK_SOFTMAX,
  };

  g_return_val_if_fail ((guint) task < G_N_ELEMENTS (links), JIG_LINK_VALUE);

  return links[task];
}

/**
 * jig_link_fits:
 * @link: a link
 * @task: what is predicted
 *
 * Returns: whether a model for that task may have it
 */
gboolean
jig_link_fits (JigLink link,
               JigTask task)
{
  return link == jig_link_of_task (task) ||
         (link == JIG_LINK_EXP && task == JIG_TASK_REGRESSION);
}

/**
 * jig_link_name:
 * @link: a link
 *
 * Returns: its word in JSON
 */
const char *
jig_link_name (JigLink link)
{
  g_return_val_if_fail ((guint) link < G_N_ELEMENTS (names), NULL);

  return names[link];
}

/**
 * jig_link_from_name:
 * @name: a word
 * @link: (out): what it stands for
 *
 * Returns: %FALSE if it stands for nothing
 */
gboolean
jig_link_from_name (const char *name,
                    JigLink    *link)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *link = (JigLink) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * jig_link_apply:
 * @link: what turns one into the other
 * @margins: (n_rows, n_outputs), row-major
 * @n_rows: how many rows there are
 * @n_outputs: how many margins each row has
 * @predictions: (out caller-allocates): (n_rows,) values, (n_rows,)
 *   probabilities of the positive class, or (n_rows, n_outputs) probabilities;
 *   may be @margins
 *
 * Turns margins into what people read.
 */
void
jig_link_apply (JigLink       link,
                const double *margins,
                gsize         n_rows,
                guint         n_outputs,
                double       *predictions)
{
  switch (link)
    {
    case JIG_LINK_VALUE:
      memmove (predictions, margins, n_rows * sizeof *margins);
      break;

    case JIG_LINK_LOGISTIC:
      for (gsize i = 0; i < n_rows; i++)
        predictions[i] = jig_sigmoid (margins[i]);
      break;

    case JIG_LINK_SOFTMAX:
      for (gsize i = 0; i < n_rows; i++)
        jig_softmax (margins + i * n_outputs, n_outputs, predictions + i * n_outputs);
      break;

    case JIG_LINK_EXP:
      for (gsize i = 0; i < n_rows; i++)
        predictions[i] = jig_exp (margins[i]);
      break;

    default:
      g_return_if_reached ();
    }
}
