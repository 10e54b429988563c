#pragma once

#include "core/project/action.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/**
 * JigEntry:
 * @number: counts actions from 1, in the order they were committed
 * @parent: the entry it followed; 0: the beginning
 * @action: what was done
 * @hash: of the action, its names replaced by the hashes of their objects
 * @result: (nullable): what it made; %NULL if it was not kept
 * @result_hash: the hash of what it made
 * @at: when it was committed; microseconds since 1970
 * @seconds: how long it took
 * @is_active: it lies on the way from the beginning to the head
 *
 * One line of the history.
 */
typedef struct
{
  guint      number;
  guint      parent;
  JigAction *action;
  char      *hash;
  JigObject *result;
  char      *result_hash;
  gint64     at;
  double     seconds;
  gboolean   is_active;
} JigEntry;

/**
 * JigHistory:
 *
 * A tree of actions and the place in it where the user stands: the head. Undo
 * and redo move the head and compute nothing; acting after an undo leaves what
 * was undone behind as a branch.
 */
typedef struct _JigHistory JigHistory;

JigHistory     *jig_history_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void            jig_history_free      (JigHistory        *self);

/* Takes over what the entry holds; its number and parent are filled in. */
const JigEntry *jig_history_append    (JigHistory        *self,
                                       JigEntry          *entry);
gsize           jig_history_get_size  (const JigHistory  *self);
const JigEntry *jig_history_get       (const JigHistory  *self,
                                       guint              number);
guint           jig_history_get_head  (const JigHistory  *self);
gboolean        jig_history_set_head  (JigHistory        *self,
                                       guint              number);
/* The entry that undo would leave, and the one that redo would enter: the child
 * of the head that was visited last. */
const JigEntry *jig_history_get_undo  (const JigHistory  *self);
const JigEntry *jig_history_get_redo  (const JigHistory  *self);
/* The last active entry that made @name. */
const JigEntry *jig_history_find_name (const JigHistory  *self,
                                       const char        *name);
/* Any entry with that action hash whose result is there. */
const JigEntry *jig_history_find_hash (const JigHistory  *self,
                                       const char        *hash);
void            jig_entry_clear       (JigEntry          *self);
void            jig_entry_copy        (const JigEntry    *self,
                                       JigEntry          *copy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigHistory, jig_history_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JigEntry, jig_entry_clear)

G_END_DECLS
