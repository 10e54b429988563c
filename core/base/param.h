#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigParamKind:
 * @JIG_PARAM_REAL: a number between lower and upper
 * @JIG_PARAM_LOG: a number, best searched and dragged by its logarithm
 * @JIG_PARAM_INTEGER: a whole number
 * @JIG_PARAM_SWITCH: on or off
 * @JIG_PARAM_CHOICE: the id of one of the choices
 * @JIG_PARAM_COLUMN: a column's name, or several separated by commas
 * @JIG_PARAM_TEXT: any text
 * @JIG_PARAM_OBJECT: the name of an object of the project
 * @JIG_PARAM_FILE: a path
 * @JIG_PARAM_SEED: a whole number from 0 to 2^63 - 1, filled from the project
 */
typedef enum
{
  JIG_PARAM_REAL,
  JIG_PARAM_LOG,
  JIG_PARAM_INTEGER,
  JIG_PARAM_SWITCH,
  JIG_PARAM_CHOICE,
  JIG_PARAM_COLUMN,
  JIG_PARAM_TEXT,
  JIG_PARAM_OBJECT,
  JIG_PARAM_FILE,
  JIG_PARAM_SEED,
} JigParamKind;

/**
 * JigParamFlags:
 * @JIG_PARAM_TUNABLE: the tuner may search it
 * @JIG_PARAM_ADVANCED: the form folds it away
 * @JIG_PARAM_SEVERAL: a list: columns or objects separated by commas
 * @JIG_PARAM_OPTIONAL: may be empty
 */
typedef enum
{
  JIG_PARAM_TUNABLE  = 1 << 0,
  JIG_PARAM_ADVANCED = 1 << 1,
  JIG_PARAM_SEVERAL  = 1 << 2,
  JIG_PARAM_OPTIONAL = 1 << 3,
} JigParamFlags;

typedef struct _JigParam JigParam;

/**
 * JigChoice:
 * @id: what is stored
 * @title: what the user reads (untranslated)
 * @params: (nullable): the settings that this choice brings along
 */
typedef struct
{
  const char     *id;
  const char     *title;
  const JigParam *params;
} JigChoice;

/**
 * JigParam:
 * @id: the word in JSON and on the command line
 * @title: what the user reads (untranslated)
 * @kind: what it can be
 * @value: what a number or switch is until somebody changes it
 * @lower: the least it may be
 * @upper: the most it may be
 * @text: (nullable): what anything that is not a number is by default
 * @choices: (nullable): ended by one without an id
 * @hint: (nullable): a sentence for the tooltip (untranslated)
 * @unit: (nullable): such as "s" or "rows"; of an object, the kind it must be
 * @flags: see #JigParamFlags
 *
 * One setting of a model, a command or a step, declared once. The form in the
 * window, the check, the tuner's search space, the saved JSON, the command-line
 * option and its help all read this table. Tables end with a row without id.
 */
struct _JigParam
{
  const char      *id;
  const char      *title;
  JigParamKind     kind;
  double           value;
  double           lower;
  double           upper;
  const char      *text;
  const JigChoice *choices;
  const char      *hint;
  const char      *unit;
  JigParamFlags    flags;
};

const JigParam  *jig_param_find         (const JigParam  *table,
                                         const char      *id);
const JigChoice *jig_param_find_choice  (const JigParam  *self,
                                         const char      *id);
gboolean         jig_param_is_number    (const JigParam  *self);
gboolean         jig_param_check_number (const JigParam  *self,
                                         double           value,
                                         GError         **error);
gboolean         jig_param_check_text   (const JigParam  *self,
                                         const char      *value,
                                         GError         **error);
const char      *jig_param_kind_name    (JigParamKind     kind);
const char      *jig_param_nearest      (const JigParam  *table,
                                         const char      *id);

G_END_DECLS
