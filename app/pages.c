/* The pages. A page is a folder with a widget that is a JigPage, and a row here. */

#include "app/pages.h"

#include "app/compare/compare-page.h"
#include "app/data/data-page.h"
#include "app/home/home-page.h"
#include "app/models/models-page.h"
#include "app/walkthrough/patterns-page.h"

#include <glib/gi18n-lib.h>

const JigPageRow jig_pages[] = {
  { "home", N_("Home"), "go-home-symbolic", "<Control>1", jig_home_page_get_type },
  { "data", N_("Data"), "view-grid-symbolic", "<Control>2", jig_data_page_get_type },
  {
    "patterns", N_("Patterns"), "accessories-dictionary-symbolic", "<Control>3",
    jig_patterns_page_get_type
  },
  {
    "models", N_("Models"), "function-linear-symbolic", "<Control>4", jig_models_page_get_type
  },
  { "compare", N_("Compare"), "view-list-symbolic", "<Control>5", jig_compare_page_get_type },
  { NULL }
};

/**
 * jig_pages_find:
 * @id: a page's word
 *
 * Returns: (nullable): its row
 */
const JigPageRow *
jig_pages_find (const char *id)
{
  for (const JigPageRow *row = jig_pages; row->id != NULL; row++)
    if (g_str_equal (row->id, id))
      return row;

  return NULL;
}
