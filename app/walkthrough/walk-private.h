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
  gboolean          is_stopped;
  const char       *language;
  JigGuide         *guide;
};

void jig_walk_changed (JigWalk *self);

G_END_DECLS
