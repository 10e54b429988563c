#include "app/data/sample-menu.h"

#include "core/data/sample.h"

#include <glib/gi18n-lib.h>

/**
 * jig_sample_menu_new:
 *
 * Returns: (transfer full): a menu with an item for each built-in table
 */
GMenuModel *
jig_sample_menu_new (void)
{
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; jig_samples[i] != NULL; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.sample::%s", jig_samples[i]->id);

      g_menu_append (menu, _(jig_samples[i]->title), action);
    }

  return G_MENU_MODEL (menu);
}
