#include "patterns/kit/guide.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "patterns/kit/markup.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include <string.h>

#define RESOURCE_FOLDER "/org/jigworkbench/Jig/patterns/"

/* Written by glib-compile-resources: the guides of every pattern. */
extern GResource *jig_guides_get_resource (void);

struct _JigGuide
{
  cmark_node *document;
  char       *title;
  char       *lead;
};

static gboolean
is_heading (cmark_node *node,
            int         level)
{
  return cmark_node_get_type (node) == CMARK_NODE_HEADING &&
         cmark_node_get_heading_level (node) == level;
}

static char *
dup_plain (cmark_node *node)
{
  GString *text = g_string_new (NULL);

  jig_markup_append_plain (node, text);

  return g_string_free (text, FALSE);
}

/* The first block of a section, or NULL; the section ends at the next heading of
 * its level. */
static cmark_node *
find_section (const JigGuide *self,
              const char     *id)
{
  cmark_node *node = cmark_node_first_child (self->document);

  for (; node != NULL; node = cmark_node_next (node))
    if (is_heading (node, 2))
      {
        g_autofree char *heading = dup_plain (node);

        if (g_str_equal (heading, id))
          return node;
      }

  return NULL;
}

static cmark_node *
next_in_section (cmark_node *node)
{
  cmark_node *next = cmark_node_next (node);

  return next != NULL && !is_heading (next, 2) ? next : NULL;
}

static void
guide_clear (JigGuide *self)
{
  cmark_node_free (self->document);
  g_free (self->title);
  g_free (self->lead);
}

static gboolean
read_head (JigGuide    *self,
           const char  *name,
           GError     **error)
{
  cmark_node *title = cmark_node_first_child (self->document);
  cmark_node *lead = title != NULL ? cmark_node_next (title) : NULL;

  if (lead == NULL || !is_heading (title, 1) ||
      cmark_node_get_type (lead) != CMARK_NODE_PARAGRAPH)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: A guide begins with a title and a sentence."), name);
      return FALSE;
    }

  self->title = dup_plain (title);
  self->lead = dup_plain (lead);

  return TRUE;
}

/**
 * jig_guide_new:
 * @markdown: the text of a guide
 * @name: what it is called
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: (transfer full): the guide, or %NULL with @error set
 */
JigGuide *
jig_guide_new (const char  *markdown,
               const char  *name,
               GError     **error)
{
  g_autoptr(JigGuide) self = NULL;
  gsize length = strlen (markdown);
  gsize bad_byte;

  if (!jig_text_is_utf8 (markdown, length, &bad_byte))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: Byte %u is not UTF-8."), name, (guint) bad_byte);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (JigGuide);
  self->document = cmark_parse_document (markdown, length, CMARK_OPT_SMART);

  return read_head (self, name, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * jig_guide_load:
 * @pattern: the id of a pattern
 * @language: such as "ko" or "ko_KR.UTF-8"; any without a guide gets the English
 *   one
 * @error: return location for an error
 *
 * Returns: (transfer full): the guide that came with the program, or %NULL with
 *   @error set
 */
JigGuide *
jig_guide_load (const char  *pattern,
                const char  *language,
                GError     **error)
{
  const char *file = g_str_has_prefix (language, "ko") ? "guide.ko.md" : "guide.md";
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, pattern, "/", file, NULL);
  g_autoptr(GBytes) bytes = g_resource_lookup_data (jig_guides_get_resource (), path,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *markdown = NULL;

  if (bytes == NULL)
    return NULL;

  markdown = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return jig_guide_new (markdown, path, error);
}

JigGuide *
jig_guide_ref (JigGuide *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_guide_unref (JigGuide *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) guide_clear);
}

const char *
jig_guide_get_title (const JigGuide *self)
{
  return self->title;
}

const char *
jig_guide_get_lead (const JigGuide *self)
{
  return self->lead;
}

/**
 * jig_guide_has_section:
 * @self: a guide
 * @id: the id of a step
 *
 * Returns: whether there is a section of that name with text in it
 */
gboolean
jig_guide_has_section (const JigGuide *self,
                       const char     *id)
{
  cmark_node *heading = find_section (self, id);

  return heading != NULL && next_in_section (heading) != NULL;
}

/**
 * jig_guide_dup_section_markup:
 * @self: a guide
 * @id: the id of a step
 *
 * Returns: (transfer full): the text of the section without its heading, as
 *   markup for Pango; empty if there is no such section
 */
char *
jig_guide_dup_section_markup (const JigGuide *self,
                              const char     *id)
{
  cmark_node *node = find_section (self, id);
  GString *markup = g_string_new (NULL);

  while (node != NULL && (node = next_in_section (node)) != NULL)
    jig_markup_append_block (node, markup);

  return g_string_free (markup, FALSE);
}

/* libcmark took this from the C library. */
static void
append_html (cmark_node *node,
             GString    *html)
{
  cmark_mem *memory = cmark_get_default_mem_allocator ();
  char *text = cmark_render_html (node, CMARK_OPT_DEFAULT);

  g_string_append (html, text);
  memory->free (text);
}

/**
 * jig_guide_dup_section_html:
 * @self: a guide
 * @id: the id of a step
 *
 * Returns: (transfer full): the text of the section without its heading, as
 *   HTML; raw HTML in the guide is left out. Empty if there is no such section
 */
char *
jig_guide_dup_section_html (const JigGuide *self,
                            const char     *id)
{
  cmark_node *node = find_section (self, id);
  GString *html = g_string_new (NULL);

  while (node != NULL && (node = next_in_section (node)) != NULL)
    append_html (node, html);

  return g_string_free (html, FALSE);
}
