#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigRandom:
 *
 * A stream of random numbers that is a pure function of (seed, purpose, index):
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011). Every chunk, tree or trial makes its own, so that
 * nothing depends on which thread draws first.
 */
typedef struct
{
  guint32 key[2];
  guint32 counter[4];
  guint32 block[4];
  guint   left;      /* numbers of the block not yet handed out */
} JigRandom;

void    jig_random_init    (JigRandom  *self,
                            guint64     seed,
                            const char *purpose,
                            guint64     index);
guint32 jig_random_uint32  (JigRandom  *self);
guint64 jig_random_uint64  (JigRandom  *self);
guint64 jig_random_below   (JigRandom  *self,
                            guint64     bound);
double  jig_random_double  (JigRandom  *self);
double  jig_random_normal  (JigRandom  *self);
void    jig_random_shuffle (JigRandom  *self,
                            guint32    *items,
                            gsize       n_items);
guint64 jig_random_hash    (guint64     seed,
                            const char *purpose,
                            guint64     index);
void    jig_random_philox  (const guint32 counter[4],
                            const guint32 key[2],
                            guint32       block[4]);

G_END_DECLS
