#include "core/data/cuts.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>

struct _JigCuts
{
  double   *cuts;         /* (n_cuts,) rising; equal ones are allowed */
  gsize     n_cuts;
  gboolean  is_one_hot;   /* a feature per bucket; else the number of the bucket */
};

/**
 * jig_cuts_new_take:
 * @cuts: (transfer full) (array length=n_cuts): memory of jig_alloc()
 * @n_cuts: how many there are
 * @is_one_hot: a feature per bucket; else the number of the bucket
 * @error: return location for %JIG_ERROR_VALUE if @cuts are not finite or do not
 *   rise
 *
 * Takes @cuts over in any case.
 *
 * Returns: (transfer full): the cuts, or %NULL with @error set
 */
JigCuts *
jig_cuts_new_take (double    *cuts,
                   gsize      n_cuts,
                   gboolean   is_one_hot,
                   GError   **error)
{
  jig_autofree double *owned = cuts;
  JigCuts *self;

  for (gsize i = 0; i < n_cuts; i++)
    if (!isfinite (cuts[i]) || (i > 0 && cuts[i] < cuts[i - 1]))
      {
        g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                     _("Cuts are finite numbers in rising order; number %zu is not."), i + 1);
        return NULL;
      }

  self = g_new0 (JigCuts, 1);
  self->cuts = g_steal_pointer (&owned);
  self->n_cuts = n_cuts;
  self->is_one_hot = is_one_hot;

  return self;
}

void
jig_cuts_free (gpointer data)
{
  JigCuts *self = data;

  if (self == NULL)
    return;

  jig_free (self->cuts);
  g_free (self);
}

/**
 * jig_cuts_get:
 * @self: cuts
 * @n_cuts: (out): how many there are
 *
 * Returns: (transfer none): (n_cuts,) the cuts
 */
const double *
jig_cuts_get (const JigCuts *self,
              gsize         *n_cuts)
{
  *n_cuts = self->n_cuts;

  return self->cuts;
}

/**
 * jig_cuts_find:
 * @self: cuts
 * @value: a number
 *
 * Returns: the bucket of @value: how many cuts are less than or equal to it
 */
gsize
jig_cuts_find (const JigCuts *self,
               double         value)
{
  gsize begin = 0;
  gsize end = self->n_cuts;

  while (begin < end)
    {
      gsize middle = begin + (end - begin) / 2;

      if (self->cuts[middle] <= value)
        begin = middle + 1;
      else
        end = middle;
    }

  return begin;
}

gsize
jig_cuts_get_width (gconstpointer state)
{
  const JigCuts *self = state;

  return self->is_one_hot ? self->n_cuts + 1 : 1;
}

/**
 * jig_cuts_dup_feature_name:
 * @state: cuts
 * @name: the name of the node
 * @i: a bucket
 *
 * The number is part of the name because two buckets may have the same bounds.
 *
 * Returns: (transfer full): such as "age=0: <18" or "age=1: 18..30"
 */
char *
jig_cuts_dup_feature_name (gconstpointer  state,
                           const char    *name,
                           gsize          i)
{
  const JigCuts *self = state;
  g_autofree char *from = i > 0 ? jig_number_to_string (self->cuts[i - 1]) : NULL;
  g_autofree char *to = i < self->n_cuts ? jig_number_to_string (self->cuts[i]) : NULL;

  if (from == NULL && to == NULL)
    return g_strdup (name);
  if (from == NULL)
    return g_strdup_printf ("%s=%zu: <%s", name, i, to);
  if (to == NULL)
    return g_strdup_printf ("%s=%zu: >=%s", name, i, from);

  return g_strdup_printf ("%s=%zu: %s..%s", name, i, from, to);
}

/**
 * jig_cuts_apply:
 * @state: cuts
 * @binding: %NULL
 * @inputs: one column of numbers
 * @begin: the first row
 * @end: one past the last
 * @out: overwritten; a missing number is in no bucket
 * @stride: how far two rows of @out are apart
 */
void
jig_cuts_apply (gconstpointer             state,
                gconstpointer             binding,
                const JigColumn * const  *inputs,
                gsize                     begin,
                gsize                     end,
                double                   *out,
                gsize                     stride)
{
  const JigCuts *self = state;

  for (gsize i = begin; i < end; i++, out += stride)
    {
      double value = jig_column_get_number (inputs[0], i);
      gssize bucket = isnan (value) ? -1 : (gssize) jig_cuts_find (self, value);

      if (self->is_one_hot)
        jig_node_put_one_hot (bucket, self->n_cuts + 1, out);
      else
        *out = bucket >= 0 ? (double) bucket : NAN;
    }
}
