#include "core/chart/figure.h"

#include <string.h>

#include "core/base/alloc.h"
#include "core/chart/mark.h"

struct _JigFigure
{
  char      *id;
  char      *title;
  char      *subtitle;
  char      *summary;
  guint      n_columns;
  guint      n_series;
  gsize      n_dropped;
  gboolean   is_sealed;
  GPtrArray *panels;
  GError    *error;      /* the first thing that did not fit into memory */
};

static void
replace_text (char       **place,
              const char  *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}

static void
figure_clear (gpointer data)
{
  JigFigure *self = data;

  g_ptr_array_unref (self->panels);
  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->summary);
  g_clear_error (&self->error);
}

/**
 * jig_figure_new:
 * @id: a word for programs, such as "roc"
 * @title: what the user reads
 *
 * Returns: (transfer full): an empty figure, to be filled and sealed
 */
JigFigure *
jig_figure_new (const char *id,
                const char *title)
{
  JigFigure *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_atomic_rc_box_new0 (JigFigure);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_panel_free);

  return self;
}

/* Series of one name have one colour, in whichever panel they are. */
static void
number_series (JigFigure *self)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->panels->len; i++)
    {
      const JigPanel *panel = g_ptr_array_index (self->panels, i);

      for (guint j = 0; j < panel->marks->len; j++)
        {
          JigMark *mark = g_ptr_array_index (panel->marks, j);
          const char *name = mark->name != NULL ? mark->name : "";
          gpointer number;

          if (!mark->ops->is_series || mark->tone != JIG_TONE_NONE
              || (mark->flags & JIG_MARK_MUTED))
            continue;

          if (!g_hash_table_lookup_extended (numbers, name, NULL, &number))
            {
              number = GUINT_TO_POINTER (self->n_series++);
              g_hash_table_insert (numbers, (gpointer) name, number);
            }
          mark->series = GPOINTER_TO_UINT (number);
        }
    }
}

/**
 * jig_figure_seal:
 * @self: (transfer full): a figure
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Ends the building: from now on the figure never changes.
 *
 * Returns: (transfer full): @self, or %NULL if some of it did not fit into memory
 */
JigFigure *
jig_figure_seal (JigFigure  *self,
                 GError    **error)
{
  g_return_val_if_fail (self != NULL && !self->is_sealed, NULL);

  for (guint i = 0; i < self->panels->len && self->error == NULL; i++)
    {
      JigPanel *panel = g_ptr_array_index (self->panels, i);

      jig_panel_settle (panel);
      for (guint j = 0; j < panel->marks->len; j++)
        self->n_dropped += jig_mark_count_dropped (g_ptr_array_index (panel->marks, j));
    }

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      jig_figure_unref (self);
      return NULL;
    }

  number_series (self);
  self->is_sealed = TRUE;
  return self;
}

JigFigure *
jig_figure_ref (JigFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
jig_figure_unref (JigFigure *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, figure_clear);
}

/**
 * jig_figure_set_subtitle:
 * @self: a figure
 * @subtitle: (nullable): such as the data and the split it is about
 *
 * Sets the line under the title.
 */
void
jig_figure_set_subtitle (JigFigure  *self,
                         const char *subtitle)
{
  g_return_if_fail (self != NULL && !self->is_sealed);

  replace_text (&self->subtitle, subtitle);
}

/**
 * jig_figure_set_summary:
 * @self: a figure
 * @sentence: (nullable): what there is to see
 *
 * Says in one sentence what the narrator would otherwise read off the marks.
 */
void
jig_figure_set_summary (JigFigure  *self,
                        const char *sentence)
{
  g_return_if_fail (self != NULL && !self->is_sealed);

  replace_text (&self->summary, sentence);
}

/**
 * jig_figure_set_columns:
 * @self: a figure
 * @n_columns: how many panels stand side by side; 0: as the space suggests
 *
 * Fixes how panels are arranged.
 */
void
jig_figure_set_columns (JigFigure *self,
                        guint      n_columns)
{
  g_return_if_fail (self != NULL && !self->is_sealed);

  self->n_columns = n_columns;
}

/**
 * jig_figure_add_panel:
 * @self: a figure
 * @title: (nullable): what tells it from the other panels
 *
 * Returns: (transfer none): a new panel with two axes and no marks
 */
JigPanel *
jig_figure_add_panel (JigFigure  *self,
                      const char *title)
{
  JigPanel *panel;

  g_return_val_if_fail (self != NULL && !self->is_sealed, NULL);

  panel = jig_panel_new (self, self->panels->len, title);
  g_ptr_array_add (self->panels, panel);

  return panel;
}

const char *
jig_figure_get_id (const JigFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
jig_figure_get_title (const JigFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

const char *
jig_figure_get_subtitle (const JigFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->subtitle;
}

/**
 * jig_figure_get_summary:
 * @self: a figure
 *
 * Returns: (nullable): the sentence its maker gave; see jig_narrate_summary()
 */
const char *
jig_figure_get_summary (const JigFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->summary;
}

guint
jig_figure_get_n_panels (const JigFigure *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->panels->len;
}

JigPanel *
jig_figure_get_panel (const JigFigure *self,
                      guint            panel)
{
  g_return_val_if_fail (self != NULL && panel < self->panels->len, NULL);

  return g_ptr_array_index (self->panels, panel);
}

/**
 * jig_figure_get_n_dropped:
 * @self: a sealed figure
 *
 * Returns: how many items are left out, since they have no place on their axes
 */
gsize
jig_figure_get_n_dropped (const JigFigure *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_dropped;
}

gboolean
jig_figure_is_sealed (const JigFigure *self)
{
  return self->is_sealed;
}

guint
jig_figure_get_n_series (const JigFigure *self)
{
  return self->n_series;
}

guint
jig_figure_get_columns (const JigFigure *self)
{
  return self->n_columns;
}

/**
 * jig_figure_alloc:
 * @self: a figure that is being built
 * @n_items: how many items
 * @item_size: how large one is
 *
 * Like jig_alloc(), with the failure remembered for jig_figure_seal().
 *
 * Returns: (nullable): zeroed memory
 */
gpointer
jig_figure_alloc (JigFigure *self,
                  gsize      n_items,
                  gsize      item_size)
{
  if (self->error != NULL)
    return NULL;

  return jig_alloc (MAX (n_items, 1), item_size, "the figure", &self->error);
}

/**
 * jig_figure_copy:
 * @self: a figure that is being built
 * @items: (n_items,) what is copied
 * @n_items: how many there are
 * @item_size: how large one is
 *
 * Returns: (nullable): a copy; see jig_figure_alloc()
 */
gpointer
jig_figure_copy (JigFigure     *self,
                 gconstpointer  items,
                 gsize          n_items,
                 gsize          item_size)
{
  gpointer copy = jig_figure_alloc (self, n_items, item_size);

  if (copy != NULL && n_items > 0)
    memcpy (copy, items, n_items * item_size);

  return copy;
}

/**
 * jig_figure_copy_texts:
 * @self: a figure that is being built
 * @texts: (n_texts,) texts, some of which may be %NULL
 * @n_texts: how many there are
 *
 * Copies pointers and texts into one piece of memory.
 *
 * Returns: (nullable): (n_texts,) copies, given back by one jig_free()
 */
char **
jig_figure_copy_texts (JigFigure          *self,
                       const char * const *texts,
                       gsize               n_texts)
{
  gsize n_bytes = 0;
  char **copies;
  char *end;

  for (gsize i = 0; i < n_texts; i++)
    n_bytes += texts[i] != NULL ? strlen (texts[i]) + 1 : 0;

  /* Both numbers count memory that is there already: they cannot overflow. */
  copies = jig_figure_alloc (self, n_texts * sizeof (char *) + n_bytes, 1);
  if (copies == NULL)
    return NULL;

  end = (char *) (copies + n_texts);
  for (gsize i = 0; i < n_texts; i++)
    if (texts[i] != NULL)
      {
        copies[i] = end;
        end = g_stpcpy (end, texts[i]) + 1;
      }

  return copies;
}
