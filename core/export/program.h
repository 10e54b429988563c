#pragma once

#include "core/base/array.h"
#include "core/data/recipe.h"
#include "core/model/model.h"

#include <stdint.h>

#include "core/export/portable-types.inc"

G_BEGIN_DECLS

/* More items than this in one table are more than compilers like. */
#define JIG_PROGRAM_MAX_ITEMS (1 << 22)

/**
 * JigProgramTable:
 *
 * The tables that are a program.
 */
typedef enum
{
  JIG_PROGRAM_NODES,
  JIG_PROGRAM_SOURCES,
  JIG_PROGRAM_NUMBERS,
  JIG_PROGRAM_LOOKUPS,
  JIG_PROGRAM_TEXTS,
  JIG_PROGRAM_TEXT_SLOTS,
  JIG_PROGRAM_KEYS,
  JIG_PROGRAM_KEY_SLOTS,
  JIG_PROGRAM_LETTERS,
  JIG_PROGRAM_BASE,
  JIG_PROGRAM_MEANS,
  JIG_PROGRAM_WEIGHTS,
  JIG_PROGRAM_TREE_NODES,
  JIG_PROGRAM_TREE_BEGINS,
  JIG_PROGRAM_TREE_OUTPUTS,
  JIG_PROGRAM_TREE_SETS,
} JigProgramTable;

#define JIG_N_PROGRAM_TABLES (JIG_PROGRAM_TREE_SETS + 1)

/**
 * JigProgramLayout:
 * @name: the member of #PortableProgram, and the array in C
 * @type: of an item, in C
 * @n_whole: how many 32-bit numbers an item begins with
 * @n_real: how many doubles it ends with; it is a text if there are no numbers
 * @item_size: in bytes
 *
 * What one table looks like: enough to print it, to read it and to compare it.
 */
typedef struct
{
  const char *name;
  const char *type;
  guint       n_whole;
  guint       n_real;
  gsize       item_size;
} JigProgramLayout;

/**
 * JigProgram:
 * @tables: the tables; of texts, each is of g_malloc()
 * @portable: what the portable functions run, once jig_program_link() was called
 *
 * A recipe and a model as tables for the functions in `portable-*.inc`, which
 * are a part of Jig and of every C file it writes: the same lines run here and
 * there.
 */
typedef struct
{
  JigArray        tables[JIG_N_PROGRAM_TABLES];
  PortableProgram portable;
} JigProgram;

extern const JigProgramLayout jig_program_layouts[JIG_N_PROGRAM_TABLES];

JigProgram *jig_program_new       (const JigRecipe   *recipe,
                                   const JigModel    *model,
                                   GError           **error) G_GNUC_WARN_UNUSED_RESULT;
JigProgram *jig_program_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
void        jig_program_free      (JigProgram        *self);
gboolean    jig_program_append    (JigProgram        *self,
                                   JigProgramTable    table,
                                   gconstpointer      items,
                                   gsize              n_items,
                                   GError           **error);
gint32      jig_program_get_size  (const JigProgram  *self,
                                   JigProgramTable    table);
void        jig_program_link      (JigProgram        *self);

/* The part of jig_program_new() that is about the recipe. */
gboolean    jig_program_add_nodes (JigProgram        *self,
                                   const JigRecipe   *recipe,
                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigProgram, jig_program_free)

G_END_DECLS
