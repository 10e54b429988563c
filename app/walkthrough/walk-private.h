#pragma once

#include "app/walkthrough/walk.h"

G_BEGIN_DECLS

/* What the learner tried before the result was shown. */
typedef struct
{
  guint  n_tries;
  double first;
} JigWalkTries;

struct _JigWalk
{
  GObject parent;

  const JigPattern *pattern;
  JigDocument      *document;
  JigRun           *run;          /* NULL until the first job is done */
  JigRun           *right;        /* the same without mistakes; NULL if there are none */
  guint             generation;   /* how many runs there were */
  JigJob           *job;          /* the one whose result is wanted */
  GError           *error;
  JigWalkTries     *tries;        /* one for each step */
  guint             settle_id;
  gsize             n_steps;
  gsize             step;
  guint64           seed;
  gboolean          is_own;
  char             *data;         /* the user's table, by its name in the project; NULL: built-in */
  gboolean          is_stopped;
  const char       *language;
  JigGuide         *guide;

  JigValues        *wanted;       /* what the next run is to be; NULL: what this one is */
  char             *recorded;     /* the action that the project knows; NULL: none */
  guint             record_id;
  gboolean          is_dragged;   /* a setting changed last: others may follow at once */
  gboolean          is_recording;
};

void        jig_walk_changed         (JigWalk         *self);
gboolean    jig_walk_is_up_to_date   (JigWalk         *self);
JigDataset *jig_walk_get_own_dataset (JigWalk         *self);
void        jig_walk_want            (JigWalk         *self,
                                      const JigValues *values);

/* The walk in the project. */
gboolean    jig_walk_restore         (JigWalk         *self);
void        jig_walk_record          (JigWalk         *self);
void        jig_walk_record_soon     (JigWalk         *self);

G_END_DECLS
