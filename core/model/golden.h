#pragma once

#include "core/data/recipe.h"
#include "core/model/model.h"

G_BEGIN_DECLS

#define JIG_GOLDEN_MAX_ROWS 512

/**
 * JigGolden:
 * @inputs: the raw rows, with the columns of the recipe's inputs
 * @features: (n_rows, n_features) what the recipe made of them
 * @margins: (n_rows, n_outputs) what the model made of those
 * @n_rows: how many rows there are
 * @n_data: how many of them are training rows; those behind them were made:
 *   each has one cell less than the first row
 *
 * Rows that a copy of a model must reproduce to the bit.
 */
typedef struct
{
  JigFrame *inputs;
  double   *features;
  double   *margins;
  gsize     n_rows;
  gsize     n_data;
} JigGolden;

JigGolden *jig_golden_new   (const JigRecipe  *recipe,
                             const JigModel   *model,
                             JigFrame         *training,
                             gsize             n_wanted,
                             guint64           seed,
                             GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void       jig_golden_free  (JigGolden        *self);

gboolean   jig_golden_check (const JigGolden  *self,
                             const JigRecipe  *recipe,
                             const JigModel   *model,
                             const char       *name,
                             GError          **error);

void       jig_golden_write (const JigGolden  *self,
                             const JigModel   *model,
                             JigJsonWriter    *writer);
JigGolden *jig_golden_read  (JsonObject       *object,
                             const JigRecipe  *recipe,
                             const JigModel   *model,
                             const char       *name,
                             GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGolden, jig_golden_free)

G_END_DECLS
