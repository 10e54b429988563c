#pragma once

#include "core/model/bundle.h"
#include "core/project/work.h"

G_BEGIN_DECLS

/**
 * JigFitPlan:
 * @plan: what is to be learnt, from what and how
 *
 * What an action "fit" asks for. Borrows from the work it was made of.
 */
typedef struct
{
  JigBundlePlan  plan;

  /*< private >*/
  JigValues     *settings;
  GPtrArray     *specs;      /* (nullable) */
  JigTask        task;
} JigFitPlan;

void jig_fit_plan_init  (JigFitPlan     *self,
                         const JigWork  *work);
void jig_fit_plan_clear (JigFitPlan     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigFitPlan, jig_fit_plan_clear)

G_END_DECLS
