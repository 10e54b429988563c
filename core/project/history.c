#include "core/project/history.h"

typedef struct
{
  JigEntry entry;
  guint    last_child;   /* where redo goes; 0: nowhere */
} Node;

struct _JigHistory
{
  GPtrArray *nodes;        /* Node, entry n at n - 1 */
  guint      head;         /* 0: the beginning */
  guint      first_child;  /* where redo goes from the beginning */
};

/**
 * jig_entry_clear:
 * @self: an entry
 *
 * Gives back what the entry holds.
 */
void
jig_entry_clear (JigEntry *self)
{
  g_clear_pointer (&self->action, jig_action_free);
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->result, jig_object_unref);
  g_clear_pointer (&self->result_hash, g_free);
}

/**
 * jig_entry_copy:
 * @self: an entry
 * @copy: (out): the same, for jig_entry_clear(); it shares the result
 */
void
jig_entry_copy (const JigEntry *self,
                JigEntry       *copy)
{
  *copy = *self;
  copy->action = jig_action_copy (self->action);
  copy->hash = g_strdup (self->hash);
  copy->result = self->result != NULL ? jig_object_ref (self->result) : NULL;
  copy->result_hash = g_strdup (self->result_hash);
}

static void
node_free (gpointer data)
{
  Node *node = data;

  jig_entry_clear (&node->entry);
  g_free (node);
}

JigHistory *
jig_history_new (void)
{
  JigHistory *self = g_new0 (JigHistory, 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);

  return self;
}

void
jig_history_free (JigHistory *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->nodes);
  g_free (self);
}

static Node *
node_at (const JigHistory *self,
         guint             number)
{
  return number > 0 && number <= self->nodes->len
         ? g_ptr_array_index (self->nodes, number - 1) : NULL;
}

static void
remember_child (JigHistory *self,
                guint       parent,
                guint       child)
{
  Node *node = node_at (self, parent);

  if (node != NULL)
    node->last_child = child;
  else
    self->first_child = child;
}

/* What is active is what lies between the beginning and the head. */
static void
mark_active (JigHistory *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    node_at (self, i + 1)->entry.is_active = FALSE;

  for (Node *node = node_at (self, self->head); node != NULL;
       node = node_at (self, node->entry.parent))
    {
      node->entry.is_active = TRUE;
      remember_child (self, node->entry.parent, node->entry.number);
    }
}

/**
 * jig_history_append:
 * @self: a history
 * @entry: (transfer full): an action and what came of it; emptied
 *
 * Puts an entry behind the head and moves the head to it.
 *
 * Returns: the entry as it is kept
 */
const JigEntry *
jig_history_append (JigHistory *self,
                    JigEntry   *entry)
{
  Node *node = g_new0 (Node, 1);

  node->entry = *entry;
  node->entry.number = self->nodes->len + 1;
  node->entry.parent = self->head;
  *entry = (JigEntry) { 0 };

  g_ptr_array_add (self->nodes, node);
  jig_history_set_head (self, node->entry.number);

  return &node->entry;
}

gsize
jig_history_get_size (const JigHistory *self)
{
  return self->nodes->len;
}

/**
 * jig_history_get:
 * @self: a history
 * @number: of an entry, counted from 1
 *
 * Returns: (nullable): the entry, if there is one of that number
 */
const JigEntry *
jig_history_get (const JigHistory *self,
                 guint             number)
{
  Node *node = node_at (self, number);

  return node != NULL ? &node->entry : NULL;
}

guint
jig_history_get_head (const JigHistory *self)
{
  return self->head;
}

/**
 * jig_history_set_head:
 * @self: a history
 * @number: of an entry, or 0 for the beginning
 *
 * Returns: %TRUE if there is such an entry
 */
gboolean
jig_history_set_head (JigHistory *self,
                      guint       number)
{
  if (number > self->nodes->len)
    return FALSE;

  self->head = number;
  mark_active (self);

  return TRUE;
}

const JigEntry *
jig_history_get_undo (const JigHistory *self)
{
  return jig_history_get (self, self->head);
}

const JigEntry *
jig_history_get_redo (const JigHistory *self)
{
  Node *node = node_at (self, self->head);

  return jig_history_get (self, node != NULL ? node->last_child : self->first_child);
}

/**
 * jig_history_find_name:
 * @self: a history
 * @name: of an object
 *
 * Returns: (nullable): the entry that made the object as the head sees it
 */
const JigEntry *
jig_history_find_name (const JigHistory *self,
                       const char       *name)
{
  for (const JigEntry *entry = jig_history_get (self, self->head); entry != NULL;
       entry = jig_history_get (self, entry->parent))
    if (g_strcmp0 (jig_action_get_as (entry->action), name) == 0)
      return entry;

  return NULL;
}

/**
 * jig_history_find_hash:
 * @self: a history
 * @hash: of an action and its inputs
 *
 * Returns: (nullable): an entry that did the same, whichever branch it is on
 */
const JigEntry *
jig_history_find_hash (const JigHistory *self,
                       const char       *hash)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const JigEntry *entry = jig_history_get (self, i + 1);

      if (entry->result != NULL && g_strcmp0 (entry->hash, hash) == 0)
        return entry;
    }

  return NULL;
}
