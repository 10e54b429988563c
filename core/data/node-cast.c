#include "core/base/alloc.h"
#include "core/base/number.h"
#include "core/data/node.h"

#include <glib/gi18n-lib.h>

#include <math.h>

typedef double (*CastFunc) (double number);

static const JigChoice targets[] = {
  { "number", N_("A number") },
  { "integer", N_("A whole number, cut towards 0") },
  { "boolean", N_("1 for everything but 0") },
  { NULL }
};

static const JigParam params[] = {
  { "to", N_("Becomes"), JIG_PARAM_CHOICE, .text = "number", .choices = targets },
  { NULL }
};

static double
to_number (double number)
{
  return number;
}

static double
to_boolean (double number)
{
  return isnan (number) ? number : number != 0.0;
}

static gpointer
make_state (const JigValues *values)
{
  const char *to = jig_values_get_text (values, "to");
  CastFunc cast = to_number;

  if (g_str_equal (to, "integer"))
    cast = trunc;
  else if (g_str_equal (to, "boolean"))
    cast = to_boolean;

  return g_memdup2 (&cast, sizeof cast);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  return make_state (values);
}

static double
parse (const JigStringTable *texts,
       gsize                 i)
{
  gsize length;
  const char *text = jig_string_table_get (texts, i, &length);
  double number;

  return jig_number_parse (text, length, '.', &number) ? number : NAN;
}

/* (n_levels,) the number that each level of a category says. */
static gpointer
bind (gconstpointer             state,
      const JigColumn * const  *inputs,
      GError                  **error)
{
  const JigStringTable *levels = jig_column_get_levels (inputs[0]);
  gsize n_levels = levels != NULL ? jig_string_table_get_size (levels) : 0;
  double *numbers = jig_alloc (n_levels, sizeof *numbers, _("the numbers of the levels"), error);

  for (gsize i = 0; numbers != NULL && i < n_levels; i++)
    numbers[i] = parse (levels, i);

  return numbers;
}

static double
get_number (const double    *of_level,
            const JigColumn *input,
            gsize            row)
{
  const guint32 *codes = jig_column_get_codes (input);

  if (codes != NULL)
    return codes[row] != JIG_CODE_MISSING ? of_level[codes[row]] : NAN;
  if (jig_column_get_cells (input) != NULL)
    return parse (jig_column_get_cells (input), row);

  return jig_column_get_number (input, row);
}

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const CastFunc *cast = state;

  for (gsize i = begin; i < end; i++, out += stride)
    *out = (*cast) (get_number (binding, inputs[0], i));
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  return make_state (values);
}

const JigNodeOps jig_node_cast = {
  .id = "cast",
  .title = N_("Cast"),
  .summary = N_("Reads a number out of anything; a text that is none is missing."),
  .params = params,
  .takes = JIG_NODE_TAKES_ANY,
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_CHAINS,
  .fit = fit,
  .free = g_free,
  .bind = bind,
  .apply = apply,
  .read_state = read_state,
};
