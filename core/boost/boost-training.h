#pragma once

#include "core/boost/boost-settings.h"
#include "core/boost/booster.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

JigBooster *jig_boost_training_run (const JigFit           *fit,
                                    const JigBoosterRules  *rules,
                                    GArray                 *curve,
                                    const JigProgress      *progress,
                                    GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
