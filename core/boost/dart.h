#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigDartRules:
 * @rate: with what probability a round is left out; 0: none ever is
 * @skip: with what probability a new round is grown on all the others
 * @most: how many rounds are left out at most; 0: as many as there are
 * @by_forest: the rounds that are left out and the new one share as if the former
 *   were one
 *
 * When rounds are left out while a new one is grown.
 */
typedef struct
{
  double   rate;
  double   skip;
  guint    most;
  gboolean by_forest;
} JigDartRules;

gsize jig_dart_drop  (const JigDartRules *rules,
                      guint64             seed,
                      guint               round,
                      guint64            *keys,
                      guint32            *dropped);
void  jig_dart_weigh (const JigDartRules *rules,
                      gsize               n_dropped,
                      double              rate,
                      double             *new_weight,
                      double             *dropped_factor);

G_END_DECLS
