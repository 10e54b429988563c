#include "core/data/sheet.h"

#include <string.h>

static const char * const default_na[] = {
  "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "None", "?", "-", ".", NULL
};

/**
 * jig_sheet_new:
 *
 * Returns: (transfer full): a sheet of which everything is to be found
 */
JigSheet *
jig_sheet_new (void)
{
  JigSheet *self = g_new0 (JigSheet, 1);

  self->quote = '"';
  self->header = -1;
  self->na = g_strdupv ((char **) default_na);
  self->max_bad_rate = 0.05;

  return self;
}

JigSheet *
jig_sheet_copy (const JigSheet *self)
{
  JigSheet *copy = g_memdup2 (self, sizeof *self);

  copy->encoding = g_strdup (self->encoding);
  copy->na = g_strdupv (self->na);
  copy->column_na = g_strdupv (self->column_na);
  copy->types = g_strdupv (self->types);
  copy->names = g_strdupv (self->names);

  return copy;
}

void
jig_sheet_free (JigSheet *self)
{
  if (self == NULL)
    return;

  g_free (self->encoding);
  g_strfreev (self->na);
  g_strfreev (self->column_na);
  g_strfreev (self->types);
  g_strfreev (self->names);
  g_free (self);
}

/**
 * jig_sheet_thousands:
 * @self: a sheet
 *
 * Returns: the mark between groups of three digits: if nobody chose one, the one
 *   of comma and full stop that is not the decimal mark
 */
char
jig_sheet_thousands (const JigSheet *self)
{
  if (self->thousands != 0)
    return self->thousands;

  return self->decimal == ',' ? '.' : ',';
}

/**
 * jig_sheet_is_na:
 * @self: a sheet
 * @text: (array length=length): a cell
 * @length: in bytes
 *
 * Returns: whether the cell says that there is no number, date or boolean
 */
gboolean
jig_sheet_is_na (const JigSheet *self,
                 const char     *text,
                 gsize           length)
{
  if (length == 0)
    return TRUE;

  for (gsize i = 0; self->na[i] != NULL; i++)
    if (self->na[i][0] == text[0] && strncmp (self->na[i], text, length) == 0 &&
        self->na[i][length] == '\0')
      return TRUE;

  return FALSE;
}

/* What follows "COL=" if @rule is about that column. */
static const char *
match (const char *rule,
       const char *name)
{
  gsize length = strlen (name);

  return strncmp (rule, name, length) == 0 && rule[length] == '=' ? rule + length + 1 : NULL;
}

/**
 * jig_sheet_is_na_of:
 * @self: a sheet
 * @name: a column
 * @text: (array length=length): its cell
 * @length: in bytes
 *
 * Returns: whether the user said that this word of this column is no value
 */
gboolean
jig_sheet_is_na_of (const JigSheet *self,
                    const char     *name,
                    const char     *text,
                    gsize           length)
{
  for (gsize i = 0; self->column_na != NULL && self->column_na[i] != NULL; i++)
    {
      const char *word = match (self->column_na[i], name);

      if (word != NULL && strlen (word) == length && memcmp (word, text, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * jig_sheet_get_type:
 * @self: a sheet
 * @name: a column
 *
 * Returns: (nullable): the last type that the user chose for it, or "ignore"
 */
const char *
jig_sheet_get_type (const JigSheet *self,
                    const char     *name)
{
  const char *type = NULL;

  for (gsize i = 0; self->types != NULL && self->types[i] != NULL; i++)
    {
      const char *chosen = match (self->types[i], name);

      type = chosen != NULL ? chosen : type;
    }

  return type;
}

static char *
find_absent (char               **rules,
             const char * const  *names)
{
  for (gsize i = 0; rules != NULL && rules[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      for (gsize j = 0; !is_known && names[j] != NULL; j++)
        is_known = match (rules[i], names[j]) != NULL;
      if (!is_known)
        return g_strndup (rules[i], strcspn (rules[i], "="));
    }

  return NULL;
}

char *
jig_sheet_dup_absent (const JigSheet     *self,
                      const char * const *names)
{
  char *absent = find_absent (self->types, names);

  return absent != NULL ? absent : find_absent (self->column_na, names);
}

/**
 * jig_sheet_count_skipped:
 * @self: a sheet
 * @text: (array length=length): a text from its beginning
 * @length: in bytes
 *
 * Returns: how many bytes of it are in the lines that are skipped
 */
gsize
jig_sheet_count_skipped (const JigSheet *self,
                         const char     *text,
                         gsize           length)
{
  gsize n_lines = 0;
  gsize at = 0;

  for (; at < length && n_lines < self->skip; at++)
    n_lines += text[at] == '\n' ||
               (text[at] == '\r' && (at + 1 == length || text[at + 1] != '\n'));

  return at;
}

static void
write_mark (JigJsonWriter *writer,
            const char    *name,
            char           mark)
{
  const char text[2] = { mark, '\0' };

  jig_json_writer_name (writer, name);
  jig_json_writer_string (writer, mark == JIG_SHEET_NO_MARK || mark == 0 ? "none" : text);
}

/**
 * jig_sheet_write:
 * @self: a sheet of which everything was found
 * @writer: where to
 */
void
jig_sheet_write (const JigSheet *self,
                 JigJsonWriter  *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "encoding");
  jig_json_writer_string (writer, self->encoding);
  jig_json_writer_name (writer, "bom");
  jig_json_writer_bool (writer, self->has_bom);
  write_mark (writer, "delimiter", self->delimiter);
  write_mark (writer, "quote", self->quote);
  write_mark (writer, "decimal", self->decimal);
  write_mark (writer, "thousands", jig_sheet_thousands (self));
  jig_json_writer_name (writer, "header");
  jig_json_writer_int (writer, (gint64) self->header > 0);
  jig_json_writer_name (writer, "skip");
  jig_json_writer_int (writer, (gint64) self->skip);
  write_mark (writer, "comment", self->comment);
  jig_json_writer_name (writer, "na");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; self->na[i] != NULL; i++)
    jig_json_writer_string (writer, self->na[i]);
  jig_json_writer_end_array (writer);
  jig_json_writer_name (writer, "newline");
  jig_json_writer_string (writer, self->newline);
  jig_json_writer_end_object (writer);
}
