#pragma once

#include "core/model/model.h"
#include "tests/support/recipes.h"

G_BEGIN_DECLS

/**
 * JigTestExport:
 * @frame: the rows it was learnt from
 * @recipe: fitted on them
 * @model: fitted on what the recipe makes
 * @target: the name of the label
 *
 * A model that can leave.
 */
typedef struct
{
  JigFrame   *frame;
  JigRecipe  *recipe;
  JigModel   *model;
  const char *target;
} JigTestExport;

/* @nodes as in jig_test_recipe(), or NULL for what the columns suggest; @settings
 * are "name=value" words. */
void jig_test_export_init  (JigTestExport *self,
                            JigFrame      *frame,
                            const char    *nodes,
                            const char    *target,
                            const char    *kind,
                            const char    *settings);
void jig_test_export_clear (JigTestExport *self);

/* Missing cells, categories, dates, texts and booleans, with names that are no
 * names in C; "label" has three classes, "amount" is a number. */
extern const char jig_test_mixed_nodes[];   /* some of its columns, without words */

JigFrame *jig_test_mixed           (gsize       n_rows);
/* The rows that have a value in that column. */
JigFrame *jig_test_without_missing (JigFrame   *frame,
                                    const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigTestExport, jig_test_export_clear)

G_END_DECLS
