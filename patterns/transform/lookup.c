/* The rule of thumb that a model has to beat: a table of what was usual for rows
 * of the same category at the same time of the week. */

#include "patterns/transform/lookup.h"

#include "core/base/alloc.h"
#include "core/data/calendar.h"

#include <glib/gi18n-lib.h>

#include <math.h>

/* Weekday rush hour, other times, and no time at all. */
#define N_TIMES 3

typedef struct
{
  const JigColumn *place;   /* (nullable): a category or boolean */
  const JigColumn *time;    /* (nullable) */
  gsize            n_places;
  gsize            n_cells;
} Key;

static const JigColumn *
find_column (const TransformPlan *plan,
             JigColumnType        type)
{
  const JigSchema *inputs = jig_recipe_get_inputs (plan->recipe);

  for (gsize i = 0; i < jig_schema_get_size (inputs); i++)
    {
      const JigField *field = jig_schema_get_field (inputs, i);

      if (field->type == type)
        return jig_frame_get_column (plan->frame, (gsize) jig_frame_find (plan->frame,
                                                                          field->name));
    }

  return NULL;
}

static Key
make_key (const TransformPlan *plan)
{
  Key key = { .place = find_column (plan, JIG_COLUMN_CATEGORY) };

  if (key.place == NULL)
    key.place = find_column (plan, JIG_COLUMN_BOOLEAN);
  key.time = find_column (plan, JIG_COLUMN_TIME);

  if (key.place == NULL)
    key.n_places = 1;
  else if (jig_column_get_levels (key.place) != NULL)
    key.n_places = jig_string_table_get_size (jig_column_get_levels (key.place)) + 1;
  else
    key.n_places = 3;
  key.n_cells = key.n_places * N_TIMES;

  return key;
}

static gsize
get_time (const Key *key,
          guint32    row)
{
  JigCalendarTime parts;
  gint64 time;

  if (key->time == NULL)
    return 2;

  time = jig_column_get_times (key->time)[row];
  if (time == JIG_TIME_MISSING)
    return 2;

  jig_calendar_split (time, &parts);
  if (parts.weekday >= 6)
    return 1;
  if (!jig_column_has_clock (key->time))
    return 0;

  return (parts.hour >= 7 && parts.hour <= 9) || (parts.hour >= 16 && parts.hour <= 18) ? 0 : 1;
}

static gsize
get_cell (const Key *key,
          guint32    row)
{
  gsize place = 0;

  if (key->place != NULL)
    place = jig_column_is_missing (key->place, row)
            ? key->n_places - 1 : (gsize) jig_column_get_number (key->place, row);

  return place * N_TIMES + get_time (key, row);
}

/* Sums by cell: (n_cells, n_classes + 1), the count last. */
static double *
learn (const TransformPlan   *plan,
       const Key             *key,
       GError               **error)
{
  guint n_classes = plan->target->n_classes;
  const guint32 *ids = jig_rows_get_ids (plan->train);
  double *sums = jig_alloc (key->n_cells, (n_classes + 1) * sizeof *sums, _("the look-up table"),
                            error);

  for (gsize i = 0; sums != NULL && i < jig_rows_get_size (plan->train); i++)
    {
      double *cell = sums + get_cell (key, ids[i]) * (n_classes + 1);
      double target = plan->target->values[ids[i]];

      if (plan->target->task == JIG_TASK_REGRESSION)
        cell[0] += target;
      else
        cell[(gsize) target] += 1.0;
      cell[n_classes] += 1.0;
    }

  return sums;
}

/* A cell without rows says what the simplest rule says. */
static void
look_up (const TransformJudge *judge,
         const double         *cell,
         double               *prediction)
{
  double n_rows = cell[judge->n_classes];
  const JigBaseline *baseline = &judge->baseline;

  if (judge->task == JIG_TASK_REGRESSION)
    prediction[0] = n_rows > 0.0 ? cell[0] / n_rows : baseline->mean;
  else if (judge->task == JIG_TASK_BINARY)
    prediction[0] = n_rows > 0.0 ? cell[1] / n_rows : baseline->shares[1];
  else
    for (guint k = 0; k < judge->n_classes; k++)
      prediction[k] = n_rows > 0.0 ? cell[k] / n_rows : baseline->shares[k];
}

/**
 * transform_lookup:
 * @plan: a plan with a label
 * @judge: its judge
 * @score: (out caller-allocates): how good the table is
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * A table of the training rows by the first category (or boolean) and by whether
 * it is rush hour on a weekday, as far as there are such columns.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
transform_lookup (const TransformPlan   *plan,
                  const TransformJudge  *judge,
                  TransformScore        *score,
                  GError               **error)
{
  Key key = make_key (plan);
  jig_autofree double *sums = learn (plan, &key, error);
  jig_autofree double *predictions = NULL;
  const guint32 *ids = jig_rows_get_ids (plan->test);
  guint width = transform_judge_width (judge);

  if (sums == NULL)
    return FALSE;

  predictions = jig_alloc (judge->n_rows, width * sizeof *predictions, _("the look-up table"),
                           error);
  if (predictions == NULL)
    return FALSE;

  for (gsize i = 0; i < judge->n_rows; i++)
    look_up (judge, sums + get_cell (&key, ids[i]) * (judge->n_classes + 1),
             predictions + i * width);

  return transform_judge_score (judge, predictions, NULL, score, NULL, error);
}
