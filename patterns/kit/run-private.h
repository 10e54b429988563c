#pragma once

#include "patterns/kit/run.h"

G_BEGIN_DECLS

/* What the files run*.c share. */

/**
 * JigMade:
 * @value: what a step returned
 * @free: gives it back
 *
 * What a step left behind, shared by the copies of a run.
 */
typedef struct
{
  gpointer value;
  void   (*free) (gpointer value);
} JigMade;

/**
 * JigRunStep:
 * @values: the settings
 * @mistakes: a bit for each row of the step's table that is switched on
 * @answer: NaN: none yet; else a number, the index of a choice, or skipped
 * @is_checked: the learner has once done what the step is about
 * @made: (nullable): what it left behind; %NULL: stale
 * @why_not: (nullable): why it cannot be done with these data
 */
typedef struct
{
  JigValues *values;
  guint64    mistakes;
  double     answer;
  gboolean   is_checked;
  JigMade   *made;
  char      *why_not;
} JigRunStep;

struct _JigRun
{
  const JigPattern *pattern;
  JigDataset       *dataset;
  gboolean          is_own;
  guint64           seed;
  JigRunStep       *steps;     /* (n_steps,) */
  gsize             n_steps;
};

void     jig_made_unref       (JigMade        *self);
gboolean jig_run_needs        (const JigRun   *self,
                               gsize           step,
                               gsize           maker,
                               gboolean       *is_optional);
void     jig_run_set_stale    (JigRun         *self,
                               gsize           step);
gboolean jig_run_find_mistake (const JigRun   *self,
                               gsize           step,
                               const char     *id,
                               guint          *mistake,
                               GError        **error);

G_END_DECLS
