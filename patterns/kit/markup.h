#pragma once

#include <glib.h>

#include <cmark.h>

G_BEGIN_DECLS

void jig_markup_append_block (cmark_node *block,
                              GString    *markup);
void jig_markup_append_plain (cmark_node *node,
                              GString    *text);

G_END_DECLS
