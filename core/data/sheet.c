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

  return copy;
}

void
jig_sheet_free (JigSheet *self)
{
  if (self == NULL)
    return;

  g_free (self->encoding);
  g_strfreev (self->na);
  g_free (self);
}

/**
 * jig_sheet_thousands:
 * @self: a sheet
 *
 * Returns: the mark between groups of three digits: the one of comma and full
 *   stop that is not the decimal mark
 */
char
jig_sheet_thousands (const JigSheet *self)
{
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
  for (gsize i = 0; self->na[i] != NULL; i++)
    if (strlen (self->na[i]) == length && memcmp (self->na[i], text, length) == 0)
      return TRUE;

  return length == 0;
}

static void
write_mark (JigJsonWriter *writer,
            const char    *name,
            char           mark)
{
  const char text[2] = { mark, '\0' };

  jig_json_writer_name (writer, name);
  jig_json_writer_string (writer, text);
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
  jig_json_writer_name (writer, "na");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; self->na[i] != NULL; i++)
    jig_json_writer_string (writer, self->na[i]);
  jig_json_writer_end_array (writer);
  jig_json_writer_end_object (writer);
}
