/* The tables of a C file, read back from its text: what a compiler would make of
 * them.
 *
 * Tested by tests/core/export/c-source.c. */

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/export/c-source.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Where the reading stands; the text ends with a zero. */
typedef struct
{
  const char *name;
  const char *at;
} Reader;

static gboolean
refuse (const Reader  *reader,
        const char    *table,
        GError       **error)
{
  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("%s: the table \"%s\" is not one that Jig has written."), reader->name, table);

  return FALSE;
}

/* Blanks, and the marks between numbers. */
static void
skip (Reader *reader)
{
  reader->at += strspn (reader->at, " \n{,");
}

static gboolean
take_number (Reader *reader,
             double *number)
{
  gsize length;

  skip (reader);
  length = strspn (reader->at, "+-.0123456789e");
  if (!jig_number_parse (reader->at, length, '.', number))
    return FALSE;

  reader->at += length;
  reader->at += strspn (reader->at, " ");
  reader->at += *reader->at == '}' && reader->at[1] == ',';

  return TRUE;
}

static gboolean
take_whole (Reader *reader,
            gint32 *number)
{
  double value;

  if (!take_number (reader, &value) || value < G_MININT32 || value > G_MAXINT32)
    return FALSE;

  *number = (gint32) value;

  return (double) *number == value;
}

/* One character between quotation marks. */
static gboolean
take_character (Reader *reader,
                char   *character)
{
  if (*reader->at != '\\')
    {
      *character = *reader->at++;
      return *character != '\0' && *character != '\n';
    }

  reader->at++;
  if (strspn (reader->at, "01234567") >= 3)
    {
      *character = (char) ((reader->at[0] - '0') * 64 + (reader->at[1] - '0') * 8 +
                           (reader->at[2] - '0'));
      reader->at += 3;
      return *character != '\0';
    }

  *character = *reader->at++;

  return strchr ("\"\\?", *character) != NULL && *character != '\0';
}

static gboolean
take_text (Reader  *reader,
           char   **text)
{
  g_autoptr(GString) result = g_string_new (NULL);
  char character;

  skip (reader);
  if (*reader->at++ != '"')
    return FALSE;

  while (*reader->at != '"')
    {
      if (!take_character (reader, &character))
        return FALSE;
      g_string_append_c (result, character);
    }
  reader->at++;
  *text = g_strdup (result->str);

  return TRUE;
}

static gboolean
take_item (Reader                  *reader,
           const JigProgramLayout  *layout,
           char                    *item)
{
  double real;

  if (layout->n_whole + layout->n_real == 0)
    return take_text (reader, (char **) (gpointer) item);

  for (guint i = 0; i < layout->n_whole; i++)
    if (!take_whole (reader, (gint32 *) (gpointer) item + i))
      return FALSE;

  if (layout->n_real == 0)
    return TRUE;
  if (!take_number (reader, &real))
    return FALSE;

  memcpy (item + layout->n_whole * sizeof (gint32), &real, sizeof real);

  return TRUE;
}

/* Behind the head of an array, up to the brace that closes it. */
static gboolean
take_items (Reader           *reader,
            JigProgram       *program,
            JigProgramTable   table,
            GError          **error)
{
  const JigProgramLayout *layout = &jig_program_layouts[table];
  union { PortableNode node; PortableTreeNode tree_node; char *text; } item;

  for (skip (reader); *reader->at != '}'; skip (reader))
    {
      memset (&item, 0, sizeof item);
      if (!take_item (reader, layout, (char *) &item))
        return refuse (reader, layout->name, error);

      if (!jig_program_append (program, table, &item, 1, error))
        {
          if (table == JIG_PROGRAM_TEXTS)
            g_free (item.text);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_table (const char       *text,
            const char       *name,
            JigProgram       *program,
            JigProgramTable   table,
            GError          **error)
{
  const JigProgramLayout *layout = &jig_program_layouts[table];
  g_autofree char *head = g_strdup_printf ("\nstatic const %s %s[] = {\n", layout->type,
                                           layout->name);
  const char *found = strstr (text, head);
  Reader reader = { name, found };

  if (found == NULL)
    return TRUE;

  reader.at += strlen (head);

  return take_items (&reader, program, table, error);
}

static gboolean
read_member (const char  *text,
             const char  *name,
             const char  *member,
             gint32      *value,
             GError     **error)
{
  const char *begin = strstr (text, "\nstatic const PortableProgram program = {\n");
  g_autofree char *head = g_strdup_printf ("\n  .%s = ", member);
  const char *found = begin != NULL ? strstr (begin, head) : NULL;
  Reader reader = { name, found };

  if (found == NULL)
    return refuse (&reader, member, error);

  reader.at += strlen (head);

  return take_whole (&reader, value) ? TRUE : refuse (&reader, member, error);
}

/**
 * jig_c_source_read:
 * @bytes: a file of jig_c_source_write(); nobody else's is understood
 * @name: what the file is called
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_MEMORY
 *
 * Reads the tables back, to see whether they are what was meant.
 *
 * Returns: (transfer full): the tables, or %NULL with @error set
 */
JigProgram *
jig_c_source_read (GBytes      *bytes,
                   const char  *name,
                   GError     **error)
{
  g_autoptr(JigProgram) program = jig_program_new_empty ();
  jig_autofree char *text = NULL;
  gsize n_bytes;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);

  text = jig_alloc (n_bytes + 1, 1, _("the C file"), error);
  if (text == NULL)
    return NULL;

  memcpy (text, data, n_bytes);
  text[n_bytes] = '\0';

  for (JigProgramTable table = 0; table < JIG_N_PROGRAM_TABLES; table++)
    if (!read_table (text, name, program, table, error))
      return NULL;

  if (!read_member (text, name, "n_features", &program->portable.n_features, error) ||
      !read_member (text, name, "n_outputs", &program->portable.n_outputs, error) ||
      !read_member (text, name, "is_linear", &program->portable.is_linear, error) ||
      !read_member (text, name, "link", &program->portable.link, error))
    return NULL;

  jig_program_link (program);

  return g_steal_pointer (&program);
}
