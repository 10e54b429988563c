#include "core/base/error.h"

#include "core/base/text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* What sysexits.h calls USAGE is 2 here, as for every other program. */
enum
{
  EXIT_USAGE = 2,
  EXIT_DATA = 65,
  EXIT_INPUT = 66,
  EXIT_UNAVAILABLE = 69,
  EXIT_INTERNAL = 70,
  EXIT_OUTPUT = 73,
  EXIT_TRY_AGAIN = 75,
  EXIT_CANCELLED = 130,
};

typedef struct
{
  JigPlace place;   /* owns its strings */
} JigErrorPrivate;

static void
jig_error_private_init (JigErrorPrivate *self)
{
  self->place = JIG_PLACE_NOWHERE;
}

static void
jig_error_private_copy (const JigErrorPrivate *source,
                        JigErrorPrivate       *copy)
{
  copy->place = source->place;
  copy->place.file = g_strdup (source->place.file);
  copy->place.column = g_strdup (source->place.column);
  copy->place.id = g_strdup (source->place.id);
  copy->place.hint = g_strdup (source->place.hint);
}

static void
jig_error_private_clear (JigErrorPrivate *self)
{
  g_free ((char *) self->place.file);
  g_free ((char *) self->place.column);
  g_free ((char *) self->place.id);
  g_free ((char *) self->place.hint);
}

G_DEFINE_EXTENDED_ERROR (JigError, jig_error)

/* 1204 becomes 1,204, in every locale. */
static char *
group_digits (guint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  GString *grouped = g_string_new (digits);

  for (gssize at = (gssize) grouped->len - 3; at > 0; at -= 3)
    g_string_insert_c (grouped, at, ',');

  return g_string_free (grouped, FALSE);
}

static void
append_escaped (GString    *text,
                const char *format,
                const char *name)
{
  g_autofree char *shown = jig_text_escape_display (name, -1);

  if (text->len > 0)
    g_string_append (text, ", ");

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, shown);
#pragma GCC diagnostic pop
}

static void
append_counted (GString    *text,
                const char *format,
                guint64     value)
{
  g_autofree char *digits = group_digits (value);

  append_escaped (text, format, digits);
}

/* The file, then the row or what comes closest to it, then the column. */
static GString *
describe_place (const JigPlace *place)
{
  GString *text = g_string_new (NULL);

  if (place->file != NULL)
    append_escaped (text, "%s", place->file);

  if (place->row > 0)
    append_counted (text, _("row %s"), place->row);
  if (place->row == 0 && place->line > 0)
    append_counted (text, _("line %s"), place->line);
  if (place->row == 0 && place->byte >= (place->line > 0 ? 1 : 0))
    append_counted (text, _("byte %s"), (guint64) place->byte);

  if (place->column != NULL)
    append_escaped (text, _("column \"%s\""), place->column);

  if (place->file == NULL && text->len > 0)
    text->str[0] = g_ascii_toupper (text->str[0]);

  return text;
}

/**
 * jig_error_set_at:
 * @error: (nullable): return location for the error
 * @code: what kind of error it is
 * @place: (nullable): where it happened; copied
 * @format: what happened: the rest of a sentence that begins with the place
 * @...: what @format needs
 *
 * Sets an error whose message names its place:
 * `rides.csv, row 1,204, column "fare": "12,5" is not a number.` Line and
 * byte are named only if there is no row: a line may be as long as the file.
 * Without a place the message is what @format says.
 */
void
jig_error_set_at (GError         **error,
                  JigError         code,
                  const JigPlace  *place,
                  const char      *format,
                  ...)
{
  g_autofree char *what = NULL;
  GString *message;
  va_list args;

  g_return_if_fail (error == NULL || *error == NULL);
  g_return_if_fail (format != NULL);

  if (error == NULL)
    return;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);

  message = describe_place (place != NULL ? place : &JIG_PLACE_NOWHERE);
  if (message->len > 0)
    g_string_append (message, ": ");
  g_string_append (message, what);

  *error = g_error_new_literal (JIG_ERROR, (int) code, message->str);
  g_string_free (message, TRUE);

  if (place != NULL)
    {
      const JigErrorPrivate given = { *place };

      jig_error_private_copy (&given, jig_error_get_private (*error));
    }
}

/**
 * jig_error_get_place:
 * @error: an error
 *
 * Returns: (transfer none) (nullable): where it happened, for as long as
 *   @error lives; %NULL if @error is not a %JIG_ERROR
 */
const JigPlace *
jig_error_get_place (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != JIG_ERROR)
    return NULL;

  return &jig_error_get_private (error)->place;
}

static int
exit_code_of (JigError code)
{
  switch (code)
    {
    case JIG_ERROR_DATA:
    case JIG_ERROR_FORMAT:
    case JIG_ERROR_LIMIT:
    case JIG_ERROR_MISMATCH:
      return EXIT_DATA;
    case JIG_ERROR_VALUE:
      return EXIT_USAGE;
    case JIG_ERROR_INPUT:
      return EXIT_INPUT;
    case JIG_ERROR_OUTPUT:
      return EXIT_OUTPUT;
    case JIG_ERROR_REMOTE:
      return EXIT_UNAVAILABLE;
    case JIG_ERROR_MEMORY:
    case JIG_ERROR_BUSY:
      return EXIT_TRY_AGAIN;
    case JIG_ERROR_INTERNAL:
    default:
      return EXIT_INTERNAL;
    }
}

/**
 * jig_error_exit_code:
 * @error: what ended the program
 *
 * Errors of GLib's that reach this are taken for what they most likely mean;
 * our own files report %JIG_ERROR_INPUT and %JIG_ERROR_OUTPUT.
 *
 * Returns: the status the program should leave with
 */
int
jig_error_exit_code (const GError *error)
{
  g_return_val_if_fail (error != NULL, EXIT_INTERNAL);

  if (error->domain == JIG_ERROR)
    return exit_code_of ((JigError) error->code);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return EXIT_CANCELLED;

  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return EXIT_INPUT;

  if (error->domain == G_OPTION_ERROR)
    return EXIT_USAGE;

  return EXIT_INTERNAL;
}
