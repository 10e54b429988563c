#pragma once

#include "app/common/page.h"

G_BEGIN_DECLS

/**
 * JigPageRow:
 * @id: its word: "win.page::data" shows it
 * @title: its name in the sidebar
 * @icon_name: beside the name
 * @keys: accelerators, separated by blanks
 * @get_type: a #JigPage
 *
 * A page of the window.
 */
typedef struct
{
  const char  *id;
  const char  *title;
  const char  *icon_name;
  const char  *keys;
  GType      (*get_type) (void);
} JigPageRow;

/* In the order of the sidebar, ended by a row without an id. */
extern const JigPageRow jig_pages[];

const JigPageRow *jig_pages_find (const char *id);

G_END_DECLS
