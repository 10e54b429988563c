#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * JigShortcut:
 * @group: where the list of shortcuts has it
 * @title: what it does
 * @keys: accelerators, separated by blanks
 * @action: (nullable): a detailed action; %NULL for keys that a page handles itself
 *
 * Keys and what they do.
 */
typedef struct
{
  const char *group;
  const char *title;
  const char *keys;
  const char *action;
} JigShortcut;

/* Ended by a row without keys; rows of a group follow each other. */
extern const JigShortcut jig_shortcuts[];

void       jig_shortcuts_install     (GtkApplication      *application);
/* Single letters, which the user may turn off. */
void       jig_shortcuts_are_letters (GtkEventController  *keys);
GtkWidget *jig_shortcuts_new_window  (void) G_GNUC_WARN_UNUSED_RESULT;
void       jig_shortcuts_print       (void);

G_END_DECLS
