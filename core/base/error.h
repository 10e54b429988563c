#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigError:
 * @JIG_ERROR_DATA: the data cannot be used for this
 * @JIG_ERROR_FORMAT: a file is not what it claims to be
 * @JIG_ERROR_LIMIT: something is larger than what limits.h allows
 * @JIG_ERROR_MISMATCH: a model and a table, or two files, do not belong together
 * @JIG_ERROR_VALUE: a setting, a name or a command line is wrong
 * @JIG_ERROR_INPUT: something to read is missing, forbidden or cannot be read
 * @JIG_ERROR_OUTPUT: something to write cannot be written
 * @JIG_ERROR_REMOTE: an endpoint or an outside program refused or is missing
 * @JIG_ERROR_MEMORY: there is not enough memory, or not enough of it is allowed
 * @JIG_ERROR_BUSY: a lock or a timeout: trying again may work
 * @JIG_ERROR_INTERNAL: a promise of our own is broken
 *
 * What can go wrong that is not a programmer's mistake. Messages are whole
 * sentences that name the thing and the place: they are shown as they are.
 */
typedef enum
{
  JIG_ERROR_DATA,
  JIG_ERROR_FORMAT,
  JIG_ERROR_LIMIT,
  JIG_ERROR_MISMATCH,
  JIG_ERROR_VALUE,
  JIG_ERROR_INPUT,
  JIG_ERROR_OUTPUT,
  JIG_ERROR_REMOTE,
  JIG_ERROR_MEMORY,
  JIG_ERROR_BUSY,
  JIG_ERROR_INTERNAL,
} JigError;

#define JIG_ERROR (jig_error_quark ())

/**
 * JigPlace:
 * @file: (nullable): the name of a file, as the user would say it
 * @column: (nullable): the name of a column
 * @row: a data row, counted from 1; 0: not about one row
 * @line: a line of the file, counted from 1; 0: not about one line
 * @byte: an offset into the file, counted from 0; negative: not about one byte
 * @id: (nullable): a word for programs, such as "csv.ragged"
 * @hint: (nullable): what the user can do about it
 *
 * Where something went wrong.
 */
typedef struct
{
  const char *file;
  const char *column;
  guint64     row;
  guint64     line;
  gint64      byte;
  const char *id;
  const char *hint;
} JigPlace;

#define JIG_PLACE_NOWHERE ((JigPlace) { .byte = -1 })

GQuark          jig_error_quark     (void);

void            jig_error_set_at    (GError         **error,
                                     JigError         code,
                                     const JigPlace  *place,
                                     const char      *format,
                                     ...) G_GNUC_PRINTF (4, 5);
const JigPlace *jig_error_get_place (const GError    *error);
int             jig_error_exit_code (const GError    *error);

G_END_DECLS
