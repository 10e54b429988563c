/* The walk in the project: where it stands is an action there, one for each thing that the user
 * did. Undo, redo and opening a project put the walk where the project says. */
#include "app/walkthrough/walk-private.h"

#include "core/base/error.h"
#include "patterns/kit/command-walk.h"
#include "patterns/kit/object-walk.h"

/* What is dragged or typed rests this long before it is one act. */
#define REST 800      /* milliseconds */

/* The action that made the walk what it is in the project; NULL: nothing was done. */
static const JigAction *
find_action (JigWalk *self)
{
  g_autofree char *name = jig_walk_action_dup_name (self->pattern);
  const JigEntry *entry = jig_project_get_maker (jig_document_get_project (self->document), name);

  return entry != NULL && jig_action_get_command (entry->action) == &jig_command_walk
         ? entry->action : NULL;
}

static JigAction *
first_action (JigWalk *self)
{
  JigProject *project = jig_document_get_project (self->document);

  return jig_walk_action_first (self->pattern, jig_project_get_seed (project));
}

/* The user's table that is walked through; NULL: the built-in data. */
JigDataset *
jig_walk_get_own_dataset (JigWalk *self)
{
  JigProject *project = jig_document_get_project (self->document);

  return self->data != NULL
         ? jig_object_get_dataset (jig_project_get_object (project, self->data)) : NULL;
}

/**
 * jig_walk_follow:
 * @self: a walk that is looked at
 *
 * Starts what is needed to show the step where an undo, a redo or the opening of a project has put
 * the walk.
 */
void
jig_walk_follow (JigWalk *self)
{
  g_return_if_fail (JIG_IS_WALK (self));

  if (self->wanted != NULL && !jig_walk_is_busy (self) && self->error == NULL
      && !self->is_stopped)
    jig_walk_refresh (self);
}

/* Puts the walk where the project says; FALSE if it is there. */
gboolean
jig_walk_restore (JigWalk *self)
{
  const JigAction *action = find_action (self);
  g_autofree char *line = action != NULL ? jig_action_to_json (action) : NULL;
  g_autoptr(JigAction) wanted = NULL;

  if (self->is_recording || g_strcmp0 (line, self->recorded) == 0)
    return FALSE;

  wanted = action != NULL ? jig_action_copy (action) : first_action (self);
  g_free (self->recorded);
  self->recorded = g_steal_pointer (&line);
  jig_walk_want (self, jig_action_get_values (wanted));

  return TRUE;
}

/* To have looked at the first step is not an act. */
static gboolean
is_known (JigWalk    *self,
          const char *line)
{
  g_autoptr(JigAction) first = first_action (self);
  g_autofree char *untouched = jig_action_to_json (first);

  return g_str_equal (line, self->recorded != NULL ? self->recorded : untouched);
}

/* Whether the run is what the walk shows, made of data that the project has under that name. */
static gboolean
can_record (JigWalk *self)
{
  return !jig_walk_is_busy (self) && self->error == NULL && jig_walk_is_up_to_date (self)
         && (!self->is_own || jig_run_get_dataset (self->run) == jig_walk_get_own_dataset (self));
}

/* Commits where the walk stands, unless the project knows. While it is being saved it cannot be
 * told: that it was is a change, which leads here again. */
void
jig_walk_record (JigWalk *self)
{
  g_autoptr(JigAction) action = NULL;
  g_autoptr(JigObject) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  const JigEntry *entry;

  g_clear_handle_id (&self->record_id, g_source_remove);
  if (self->is_recording || !can_record (self))
    return;

  self->is_dragged = FALSE;
  action = jig_walk_action_new (self->run, self->step, self->data);
  line = jig_action_to_json (action);
  if (is_known (self, line))
    return;

  self->is_recording = TRUE;
  result = jig_object_new_walk (self->run, self->step, &error);
  entry = result != NULL ? jig_document_record (self->document, action, result, &error) : NULL;
  self->is_recording = FALSE;
  if (entry == NULL)
    {
      g_debug ("%s", error->message);
      return;
    }

  g_free (self->recorded);
  self->recorded = jig_action_to_json (entry->action);
}

static gboolean
record_cb (gpointer data)
{
  JigWalk *self = data;

  self->record_id = 0;
  jig_walk_record (self);

  return G_SOURCE_REMOVE;
}

/* A slider passes many values: where it rests is one act. */
void
jig_walk_record_soon (JigWalk *self)
{
  if (!self->is_dragged)
    jig_walk_record (self);
  else if (self->record_id == 0)
    self->record_id = g_timeout_add (REST, record_cb, self);
}
