#pragma once

#include "core/base/progress.h"
#include "core/base/values.h"
#include "core/data/node.h"
#include "core/data/schema.h"
#include "patterns/kit/exhibit.h"

G_BEGIN_DECLS

typedef struct _JigRun JigRun;

/**
 * JigGroup:
 *
 * The shelf of the gallery on which a pattern stands.
 */
typedef enum
{
  JIG_GROUP_DATA,
  JIG_GROUP_TRAIN,
  JIG_GROUP_REPRESENT,
  JIG_GROUP_SERVE,
  JIG_GROUP_DECIDE,
} JigGroup;

#define JIG_N_GROUPS (JIG_GROUP_DECIDE + 1)

/**
 * JigPatternRole:
 * @role: what a column of the user's data must be
 * @types: the column types that can be it, as JIG_NODE_TAKES() bits
 * @min: how many such columns a run on own data needs; 0: it can do without
 * @without: (nullable): what the pattern does if there are none (untranslated)
 */
typedef struct
{
  JigRole     role;
  guint       types;
  guint       min;
  const char *without;
} JigPatternRole;

/**
 * JigAsk:
 * @text: what the learner is asked before the result is shown (untranslated)
 * @choices: (nullable): ended by %NULL (untranslated); %NULL: a number is asked for
 * @tolerance: how far off a number may be, as a share of the right one
 * @right: the index of the right choice, or the right number, found from the run
 * @hints: where to look, and what to compute (untranslated)
 */
typedef struct
{
  const char         *text;
  const char * const *choices;
  double              tolerance;
  double            (*right) (const JigRun *run);
  const char         *hints[2];
} JigAsk;

/**
 * JigMistake:
 * @id: the word on the command line
 * @title: what the user reads (untranslated)
 * @applies: (nullable): whether it can be made with this run's data
 *
 * A step done wrong on purpose; what comes of it is shown beside the right way.
 */
typedef struct
{
  const char *id;
  const char *title;
  gboolean  (*applies) (const JigRun *run);
} JigMistake;

/**
 * JigStep:
 * @id: names the step, and its section in the pattern's guides
 * @title: what the user reads (untranslated)
 * @question: what the step answers (untranslated)
 * @needs: (nullable): names of the values it reads, separated by spaces; one
 *   that ends in "?" is read only if these data allow it to be made
 * @makes: the name of the value it leaves behind
 * @roles: (nullable): words of roles without which it cannot be done on own
 *   data, separated by spaces
 * @params: (nullable): its settings
 * @mistakes: (nullable): ended by one without an id
 * @figures: ids of the figures it shows, in order, separated by spaces
 * @ask: (nullable): asked before the result is shown
 * @run: does the work on a worker thread, from the run's values; returns what
 *   @makes names, immutable from then on
 * @free: gives it back
 * @show: what the user sees of it; called on the owner's thread: fast
 * @check: (nullable): whether what was just made shows that the learner has
 *   done what the step is about
 * @check_text: (nullable): what that is (untranslated)
 * @commands: (nullable): appends the actions that do the same in the project
 *   with the data set that is called @data there, each as JSON such as
 *   {"do":"fit","as":"model","with":{"data":"rows"}}
 *
 * One step of a walkthrough. @needs and @makes are how anybody knows which
 * steps are out of date after a setting has changed.
 */
typedef struct
{
  const char       *id;
  const char       *title;
  const char       *question;
  const char       *needs;
  const char       *makes;
  const char       *roles;
  const JigParam   *params;
  const JigMistake *mistakes;
  const char       *figures;
  const JigAsk     *ask;
  gpointer        (*run)      (const JigRun        *run,
                               const JigProgress   *progress,
                               GError             **error);
  void            (*free)     (gpointer             value);
  JigExhibit     *(*show)     (const JigRun        *run,
                               GError             **error);
  gboolean        (*check)    (const JigRun        *run);
  const char       *check_text;
  void            (*commands) (const JigRun        *run,
                               const char          *data,
                               GPtrArray           *actions);
} JigStep;

/**
 * JigPattern:
 * @id: the folder's name
 * @title: what the user reads (untranslated)
 * @summary: what it is, one sentence (untranslated)
 * @problem: the pain it takes away, one line (untranslated)
 * @group: where it stands in the gallery
 * @is_lab: a side lab: one screen
 * @minutes: how long a walk takes
 * @sample: the id of the built-in data
 * @roles: what it needs of the user's data; ended by one with no types
 * @steps: ended by one without an id
 *
 * A walkthrough, as data. The app draws it, the tests run it and the command
 * line prints it; nothing else needs to know that it exists.
 */
typedef struct
{
  const char           *id;
  const char           *title;
  const char           *summary;
  const char           *problem;
  JigGroup              group;
  gboolean              is_lab;
  guint                 minutes;
  const char           *sample;
  const JigPatternRole *roles;
  const JigStep        *steps;
} JigPattern;

/* Every pattern there is, ended by NULL. Written at configure time. */
extern const JigPattern * const jig_patterns[];

const JigPattern *jig_pattern_find      (const char        *id);
gsize             jig_pattern_n_steps   (const JigPattern  *self);
gssize            jig_pattern_find_step (const JigPattern  *self,
                                         const char        *id);
gssize            jig_pattern_find_maker (const JigPattern  *self,
                                          const char        *name);
gboolean          jig_pattern_fits      (const JigPattern  *self,
                                         const JigSchema   *schema,
                                         char             **why);
const char       *jig_group_name        (JigGroup           group);
const char       *jig_group_title       (JigGroup           group);

G_END_DECLS
