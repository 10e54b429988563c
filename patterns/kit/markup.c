/* What libcmark read, as Pango markup and as plain text. Tested by tests/patterns/kit/guide.c. */

#include "patterns/kit/markup.h"

#define BULLET "•"

static void
append_escaped (const char *text,
                GString    *markup)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (markup, escaped);
}

static void
append_link (cmark_node *node,
             gboolean    is_entering,
             GString    *markup)
{
  if (!is_entering)
    {
      g_string_append (markup, "</a>");
      return;
    }

  g_string_append (markup, "<a href=\"");
  append_escaped (cmark_node_get_url (node), markup);
  g_string_append (markup, "\">");
}

/* Text inside a paragraph. Raw HTML and pictures have no place in a guide: their
 * text is what remains of them. */
static void
append_inline (cmark_node       *node,
               cmark_event_type  event,
               GString          *markup)
{
  gboolean is_entering = event == CMARK_EVENT_ENTER;
  cmark_node_type type = cmark_node_get_type (node);

  if (type == CMARK_NODE_TEXT || type == CMARK_NODE_HTML_INLINE)
    append_escaped (cmark_node_get_literal (node), markup);
  else if (type == CMARK_NODE_CODE)
    {
      g_string_append (markup, "<tt>");
      append_escaped (cmark_node_get_literal (node), markup);
      g_string_append (markup, "</tt>");
    }
  else if (type == CMARK_NODE_SOFTBREAK)
    g_string_append_c (markup, ' ');
  else if (type == CMARK_NODE_LINEBREAK)
    g_string_append_c (markup, '\n');
  else if (type == CMARK_NODE_EMPH)
    g_string_append (markup, is_entering ? "<i>" : "</i>");
  else if (type == CMARK_NODE_STRONG)
    g_string_append (markup, is_entering ? "<b>" : "</b>");
  else if (type == CMARK_NODE_LINK)
    append_link (node, is_entering, markup);
}

static void
append_inlines (cmark_node *block,
                GString    *markup)
{
  cmark_iter *iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    append_inline (cmark_iter_get_node (iter), event, markup);

  cmark_iter_free (iter);
}

static void
start_block (GString *markup)
{
  if (markup->len > 0)
    g_string_append (markup, "\n\n");
}

static void
append_item (cmark_node *item,
             int         number,
             GString    *markup)
{
  if (markup->len > 0)
    g_string_append_c (markup, '\n');

  if (number > 0)
    g_string_append_printf (markup, "%d. ", number);
  else
    g_string_append (markup, BULLET " ");

  for (cmark_node *block = cmark_node_first_child (item); block != NULL;
       block = cmark_node_next (block))
    {
      if (block != cmark_node_first_child (item))
        g_string_append_c (markup, ' ');
      append_inlines (block, markup);
    }
}

static void
append_list (cmark_node *list,
             GString    *markup)
{
  gboolean is_ordered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = is_ordered ? MAX (cmark_node_get_list_start (list), 1) : 0;

  if (markup->len > 0)
    g_string_append_c (markup, '\n');

  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    append_item (item, is_ordered ? number++ : 0, markup);
}

/**
 * jig_markup_append_block:
 * @block: a paragraph, heading, list, quotation or block of code
 * @markup: where it goes, an empty line after what is there
 */
void
jig_markup_append_block (cmark_node *block,
                         GString    *markup)
{
  cmark_node_type type = cmark_node_get_type (block);

  if (type == CMARK_NODE_LIST)
    {
      append_list (block, markup);
      return;
    }

  start_block (markup);
  if (type == CMARK_NODE_CODE_BLOCK)
    {
      g_autofree char *code = g_strchomp (g_strdup (cmark_node_get_literal (block)));

      g_string_append (markup, "<tt>");
      append_escaped (code, markup);
      g_string_append (markup, "</tt>");
    }
  else if (type == CMARK_NODE_HEADING)
    {
      g_string_append (markup, "<b>");
      append_inlines (block, markup);
      g_string_append (markup, "</b>");
    }
  else
    append_inlines (block, markup);
}

/**
 * jig_markup_append_plain:
 * @node: anything
 * @text: where its text goes, without any markup
 */
void
jig_markup_append_plain (cmark_node *node,
                         GString    *text)
{
  cmark_iter *iter = cmark_iter_new (node);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *at = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (at);

      if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
        g_string_append (text, cmark_node_get_literal (at));
      else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        g_string_append_c (text, ' ');
    }

  cmark_iter_free (iter);
}
