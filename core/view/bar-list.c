#include "core/view/bar-list.h"

struct _JigBarList
{
  GPtrArray *names;
  GArray    *values;    /* of double */
  GArray    *tones;     /* of JigTone */
};

JigBarList *
jig_bar_list_new (void)
{
  JigBarList *self = g_new0 (JigBarList, 1);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->tones = g_array_new (FALSE, FALSE, sizeof (JigTone));

  return self;
}

void
jig_bar_list_free (JigBarList *self)
{
  g_ptr_array_unref (self->names);
  g_array_unref (self->values);
  g_array_unref (self->tones);
  g_free (self);
}

/**
 * jig_bar_list_add:
 * @self: a list
 * @name: of the bar
 * @value: its length; NaN for none
 * @tone: what it means; %JIG_TONE_NONE for nothing
 *
 * Adds a bar below the others. Figures show a bounded number of them.
 */
void
jig_bar_list_add (JigBarList *self,
                  const char *name,
                  double      value,
                  JigTone     tone)
{
  g_return_if_fail (self != NULL && name != NULL);

  g_ptr_array_add (self->names, g_strdup (name));
  g_array_append_val (self->values, value);
  g_array_append_val (self->tones, tone);
}

/**
 * jig_bar_list_draw:
 * @self: a list
 * @panel: (inout): an empty panel
 * @title: what the lengths are
 * @unit: (nullable): of them
 *
 * Returns: (transfer none): the bars, which say their values
 */
JigMark *
jig_bar_list_draw (JigBarList *self,
                   JigPanel   *panel,
                   const char *title,
                   const char *unit)
{
  JigMark *mark;

  g_return_val_if_fail (self != NULL && panel != NULL, NULL);

  jig_panel_set_categories (panel, JIG_AXIS_Y, (const char * const *) self->names->pdata,
                            self->names->len);
  jig_panel_set_axis (panel, JIG_AXIS_X, title, unit, JIG_SCALE_LINEAR);
  mark = jig_panel_add_bars (panel, NULL, (const double *) (gpointer) self->values->data,
                             self->values->len);
  jig_mark_set_tones (mark, (const JigTone *) (gpointer) self->tones->data);
  jig_mark_set_flags (mark, JIG_MARK_VALUES);

  return mark;
}
