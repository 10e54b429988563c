#include "core/base/alloc.h"
#include "core/data/sample.h"

#include <glib/gi18n-lib.h>

#define N_LINES 9
#define N_COLUMNS 6

static const char * const names[N_COLUMNS] = {
  "odor_none", "club_root", "rooted", "green_spores", "poisonous", "rows",
};

/* The columns above, but the last two numbers are how many mushrooms of that
 * kind there are to learn from and to judge by. */
static const double lines[N_LINES][N_COLUMNS + 1] = {
  { 0, 0, 0, 0, 0, 74, 22 },
  { 0, 0, 0, 0, 1, 3016, 744 },
  { 0, 0, 1, 0, 0, 158, 34 },
  { 0, 1, 0, 0, 0, 418, 94 },
  { 0, 1, 0, 0, 1, 32, 4 },
  { 1, 0, 0, 0, 0, 2723, 685 },
  { 1, 0, 0, 0, 1, 34, 6 },
  { 1, 0, 0, 1, 1, 53, 19 },
  { 1, 1, 0, 0, 1, 5, 3 },
};

static const JigChoice parts[] = {
  { "train", N_("To learn from: 6,513 mushrooms") },
  { "test", N_("To judge by: 1,611 mushrooms") },
  { NULL }
};

static const JigParam params[] = {
  { "part", N_("Part"), JIG_PARAM_CHOICE, .text = "train", .choices = parts },
  { NULL }
};

static const char * const roles[] = { "poisonous", "target", "rows", "weight", NULL };

static JigColumn *
make_column (gsize     column,
             gsize     place,
             GError  **error)
{
  double *numbers = jig_alloc (N_LINES, sizeof *numbers, _("the mushrooms"), error);

  if (numbers == NULL)
    return NULL;

  for (gsize i = 0; i < N_LINES; i++)
    numbers[i] = lines[i][place];

  return jig_column_new_number (names[column], numbers, N_LINES);
}

static JigFrame *
make (const JigValues  *values,
      guint64           seed,
      GError          **error)
{
  gboolean is_test = g_str_equal (jig_values_get_text (values, "part"), "test");
  g_autoptr(GPtrArray) columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (gsize j = 0; j < N_COLUMNS; j++)
    {
      gsize place = j == N_COLUMNS - 1 && is_test ? j + 1 : j;
      JigColumn *column = make_column (j, place, error);

      if (column == NULL)
        return NULL;
      g_ptr_array_add (columns, column);
    }

  return jig_frame_new ((JigColumn * const *) columns->pdata, columns->len, error);
}

const JigSample jig_sample_mushrooms = {
  .id = "mushrooms",
  .title = N_("Mushrooms"),
  .summary = N_("8,124 mushrooms by four marks, counted: which of them are poisonous?"),
  .params = params,
  .make = make,
  .roles = roles,
};
