#pragma once

#include "patterns/transform/cells.h"
#include "patterns/transform/mistake.h"
#include "patterns/transform/parity.h"
#include "patterns/transform/score.h"

G_BEGIN_DECLS

/* What the steps leave behind, by the name of the value, and what the tables in
 * pattern.c call. */

/**
 * TransformConstants: "recipe"
 * @recipe: fitted on @rows: what the next steps use
 * @other: fitted on the other choice of rows: to compare with
 * @rows: the rows that @recipe was fitted on
 * @n_changed: how many constants the test rows change
 * @n_constants: how many there are
 * @features: (n_test, n_features) of the test rows
 */
typedef struct
{
  JigRecipe *recipe;
  JigRecipe *other;
  JigRows   *rows;
  gsize      n_changed;
  gsize      n_constants;
  double    *features;
} TransformConstants;

/**
 * TransformFit: "model"
 * @model: what was learnt
 * @judge: judges predictions of the test rows
 * @predictions: (n_test, n_outputs) of the test rows
 * @score: how good they are
 * @mean: the error of the simplest rule
 * @lookup: how good a table of what was usual is
 */
typedef struct
{
  JigModel       *model;
  TransformJudge  judge;
  double         *predictions;
  TransformScore  score;
  double          mean;
  TransformScore  lookup;
} TransformFit;

/**
 * TransformReading:
 * @mistake: the index of a mistake, or -1 for what the training meant
 * @features: (n_features,) of the row
 * @prediction: what is made of them; NaN without a model
 *
 * What one caller types into a form that asks for features.
 */
typedef struct
{
  gssize  mistake;
  double *features;
  double  prediction;
} TransformReading;

/**
 * TransformForm: "form"
 * @row: the number of the row in the table
 * @readings: (n_readings,) the first is what the training meant
 * @n_readings: how many there are
 * @chosen: which of them the caller has chosen
 * @n_golden: how many golden rows are compared
 * @n_same: (n_readings,) on how many of them the prediction, or without a model
 *   the features, stay the same
 * @truth: the label of the row; NaN without one
 */
typedef struct
{
  guint32          row;
  TransformReading readings[TRANSFORM_N_MISTAKES + 1];
  gsize            n_readings;
  gsize            chosen;
  gsize            n_golden;
  gsize            n_same[TRANSFORM_N_MISTAKES + 1];
  double           truth;
} TransformForm;

/**
 * TransformPromise: "promise"
 * @inputs: the raw cells of the row, as a caller types them
 * @n_golden: how many rows were sent
 * @n_same: how many came back with the same features and prediction, to the bit,
 *   from a transform and a model that were written down and read again
 * @prediction: of the row
 * @n_by_hand: how many would have, had the caller made the features
 */
typedef struct
{
  char  **inputs;
  gsize   n_golden;
  gsize   n_same;
  double  prediction;
  gsize   n_by_hand;
} TransformPromise;

/**
 * TransformDamage:
 * @is_possible: whether there is anything it can take hold of
 * @right: how good the right way is on the same rows
 * @served: how good the model is with the mistake
 * @n_rows_differ: how many golden rows have another feature
 */
typedef struct
{
  gboolean       is_possible;
  TransformScore right;
  TransformScore served;
  gsize          n_rows_differ;
} TransformDamage;

/**
 * TransformBreakage: "breakage"
 * @damages: of each mistake alone
 * @together: of those that are switched on
 * @n_on: how many those are
 * @parity: of those that are switched on
 */
typedef struct
{
  TransformDamage  damages[TRANSFORM_N_MISTAKES];
  TransformDamage  together;
  guint            n_on;
  TransformParity *parity;
} TransformBreakage;

gpointer    transform_run_inputs      (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
JigExhibit *transform_show_inputs     (const JigRun       *run,
                                       GError            **error);
double      transform_right_inputs    (const JigRun       *run);
gboolean    transform_check_inputs    (const JigRun       *run);
void        transform_list_inputs     (const JigRun       *run,
                                       const char         *data,
                                       GPtrArray          *actions);

gpointer    transform_run_analyse     (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_analyse    (gpointer            value);
JigExhibit *transform_show_analyse    (const JigRun       *run,
                                       GError            **error);
double      transform_right_analyse   (const JigRun       *run);
gboolean    transform_check_analyse   (const JigRun       *run);

gpointer    transform_run_train       (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_train      (gpointer            value);
JigExhibit *transform_show_train      (const JigRun       *run,
                                       GError            **error);
double      transform_right_train     (const JigRun       *run);
gboolean    transform_check_train     (const JigRun       *run);
void        transform_list_train      (const JigRun       *run,
                                       const char         *data,
                                       GPtrArray          *actions);

gpointer    transform_run_naive       (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_naive      (gpointer            value);
JigExhibit *transform_show_naive      (const JigRun       *run,
                                       GError            **error);
double      transform_right_naive     (const JigRun       *run);
gboolean    transform_check_naive     (const JigRun       *run);

gpointer    transform_run_served      (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_served     (gpointer            value);
JigExhibit *transform_show_served     (const JigRun       *run,
                                       GError            **error);
double      transform_right_served    (const JigRun       *run);
gboolean    transform_check_served    (const JigRun       *run);

gpointer    transform_run_break       (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_break      (gpointer            value);
JigExhibit *transform_show_break      (const JigRun       *run,
                                       GError            **error);
double      transform_right_break     (const JigRun       *run);
gboolean    transform_check_break     (const JigRun       *run);

gpointer    transform_run_watch       (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_watch      (gpointer            value);
JigExhibit *transform_show_watch      (const JigRun       *run,
                                       GError            **error);
double      transform_right_watch     (const JigRun       *run);
gboolean    transform_check_watch     (const JigRun       *run);

gpointer    transform_run_ship        (const JigRun       *run,
                                       const JigProgress  *progress,
                                       GError            **error);
void        transform_free_ship       (gpointer            value);
JigExhibit *transform_show_ship       (const JigRun       *run,
                                       GError            **error);
double      transform_right_ship      (const JigRun       *run);
gboolean    transform_check_ship      (const JigRun       *run);

/* What several steps say. */

const char *transform_say_error       (JigTask               task);
const char *transform_get_unit        (const JigRun         *run);
const char *transform_say_split       (const TransformPlan  *plan);
double     *transform_new_features    (const TransformPlan  *plan,
                                       const JigRecipe      *recipe,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
double     *transform_new_predictions (const TransformFit   *fit,
                                       const double         *features,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
