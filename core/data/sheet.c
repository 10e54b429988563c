#include "core/data/sheet.h"

#include "core/base/error.h"
#include "core/base/limits.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define DEFAULT_MAX_BAD_RATE 0.05
#define MAX_HEADER_LINE      1000000
#define MAX_ENCODING_BYTES   64

/* All of them count in numbers, dates and booleans. */
static const char * const default_na[] = {
  "", "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "None", "?", "-", ".", NULL
};

static void
free_strv (gpointer strv)
{
  g_strfreev (strv);
}

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
  self->column_na = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_strv);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->max_bad_rate = DEFAULT_MAX_BAD_RATE;

  return self;
}

static void
copy_tables (const JigSheet *self,
             JigSheet       *copy)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  copy->column_na = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_strv);
  g_hash_table_iter_init (&iter, self->column_na);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->column_na, g_strdup (key), g_strdupv (value));

  copy->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->types, g_strdup (key), value);
}

JigSheet *
jig_sheet_copy (const JigSheet *self)
{
  JigSheet *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->encoding = g_strdup (self->encoding);
  copy->na = g_strdupv (self->na);
  copy->ignored = g_strdupv (self->ignored);
  copy->names = g_strdupv (self->names);
  copy_tables (self, copy);

  return copy;
}

void
jig_sheet_free (JigSheet *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->encoding);
  g_strfreev (self->na);
  g_hash_table_unref (self->column_na);
  g_hash_table_unref (self->types);
  g_strfreev (self->ignored);
  g_strfreev (self->names);
  g_free (self);
}

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (JIG_ERROR, JIG_ERROR_VALUE, format, args);
  va_end (args);

  return FALSE;
}

/* A mark between cells, around them or before a comment. */
static gboolean
is_mark (char mark)
{
  return mark > 0 && !g_ascii_isalnum (mark) && mark != '\n' && mark != '\r' &&
         (g_ascii_isprint (mark) || mark == '\t' || mark < ' ');
}

static gboolean
check_encoding (const char  *encoding,
                GError     **error)
{
  gsize length = strlen (encoding);

  if (length > 0 && length <= MAX_ENCODING_BYTES &&
      strspn (encoding, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:()+")
      == length)
    return TRUE;

  return refuse (error, _("\"%s\" is not the name of an encoding."), encoding);
}

static gboolean
check_marks (const JigSheet  *self,
             GError         **error)
{
  if (self->delimiter != 0 && !is_mark (self->delimiter))
    return refuse (error, _("The delimiter must be one character of ASCII that is no letter, "
                            "digit or line end."));
  if (self->quote != 0 && !is_mark (self->quote))
    return refuse (error, _("The quote must be one character of ASCII that is no letter, "
                            "digit or line end."));
  if (self->comment != 0 && !is_mark (self->comment))
    return refuse (error, _("The comment mark must be one character of ASCII that is no letter, "
                            "digit or line end."));
  if (self->delimiter != 0 && self->delimiter == self->quote)
    return refuse (error, _("The delimiter and the quote must be different."));
  if (self->comment != 0 && (self->comment == self->delimiter || self->comment == self->quote))
    return refuse (error, _("The comment mark must be neither the delimiter nor the quote."));

  return TRUE;
}

static gboolean
check_numbers (const JigSheet  *self,
               GError         **error)
{
  if (self->decimal != 0 && self->decimal != '.' && self->decimal != ',')
    return refuse (error, _("The decimal mark must be \".\" or \",\"."));
  if (self->thousands != 0 && strchr (".,' _", self->thousands) == NULL)
    return refuse (error, _("The thousands mark must be one of \".\", \",\", \"'\", \"_\" and a "
                            "blank."));
  if (self->thousands != 0 && self->thousands == self->decimal)
    return refuse (error, _("The thousands mark and the decimal mark must be different."));

  return TRUE;
}

static gboolean
check_names (char   **names,
             GError **error)
{
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    if (names[i][0] == '\0' || strlen (names[i]) > JIG_LIMIT_NAME_BYTES)
      return refuse (error, _("Name %zu has %zu bytes; from 1 to %d are allowed."),
                     i + 1, strlen (names[i]), JIG_LIMIT_NAME_BYTES);

  return TRUE;
}

/**
 * jig_sheet_check:
 * @self: a sheet, perhaps with settings that are to be found
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: whether the settings are possible, each and together
 */
gboolean
jig_sheet_check (const JigSheet  *self,
                 GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->encoding != NULL && !check_encoding (self->encoding, error))
    return FALSE;
  if (!check_marks (self, error) || !check_numbers (self, error) ||
      !check_names (self->names, error))
    return FALSE;
  if (self->header > MAX_HEADER_LINE)
    return refuse (error, _("The header is one of the first %d lines."), MAX_HEADER_LINE);
  if (self->header > 0 && self->skip >= (guint) self->header)
    return refuse (error, _("The header is line %d, but %u lines are left out."),
                   self->header, self->skip);
  if (!(self->max_bad_rate >= 0.0 && self->max_bad_rate <= 1.0))
    return refuse (error, _("The share of bad rows must be from 0 to 1."));

  return TRUE;
}
