#pragma once

#include "core/base/json.h"

G_BEGIN_DECLS

/* What is no type, but may be chosen as one. */
#define JIG_SHEET_IGNORE "ignore"

/* No byte of text. */
#define JIG_SHEET_NO_MARK '\x01'

/**
 * JigSheet:
 * @encoding: (nullable): "UTF-8", ...; %NULL: to be found
 * @has_bom: the file begins with a byte order mark
 * @delimiter: the byte between cells; 0: to be found
 * @quote: the byte around cells
 * @decimal: '.' or ','; 0: to be found
 * @thousands: the byte between groups of three digits; 0: the one of comma and
 *   full stop that is not @decimal; %JIG_SHEET_NO_MARK: none
 * @header: 1: the first line holds the names; 0: there is no such line;
 *   negative: to be found
 * @names: (nullable): ended by %NULL; the names of the columns if no line holds
 *   them
 * @names_may_not_fit: if there are more or fewer columns, forget @names
 * @skip: lines at the beginning that are no part of the table
 * @comment: a line that begins with that byte is none either; 0: there are none
 * @newline: (nullable): how lines end, "lf", "crlf" or "cr", as far as was looked
 * @na: ended by %NULL; what stands for a missing value in numbers, dates and
 *   booleans
 * @column_na: (nullable): ended by %NULL; "COL=WORD": one more for one column
 * @types: (nullable): ended by %NULL; "COL=TYPE": what is not to be found, or
 *   "COL=ignore"
 * @stops_at_bad_row: the first malformed row is an error
 * @max_bad_rate: the share of malformed rows above which the file is refused
 *
 * How a text file becomes a table. What is to be found is filled in by
 * jig_sniff_sheet().
 */
typedef struct
{
  char        *encoding;
  gboolean     has_bom;
  char         delimiter;
  char         quote;
  char         decimal;
  char         thousands;
  int          header;
  char       **names;
  gboolean     names_may_not_fit;
  gsize        skip;
  char         comment;
  const char  *newline;
  char       **na;
  char       **column_na;
  char       **types;
  gboolean     stops_at_bad_row;
  double       max_bad_rate;
} JigSheet;

JigSheet   *jig_sheet_new        (void) G_GNUC_WARN_UNUSED_RESULT;
JigSheet   *jig_sheet_copy       (const JigSheet  *self) G_GNUC_WARN_UNUSED_RESULT;
void        jig_sheet_free       (JigSheet        *self);

char        jig_sheet_thousands  (const JigSheet  *self);
gboolean    jig_sheet_is_na      (const JigSheet  *self,
                                  const char      *text,
                                  gsize            length);
/* What "COL=WHAT" says about a column: one more word for a missing value, and
 * the name of its type. */
gboolean    jig_sheet_is_na_of   (const JigSheet  *self,
                                  const char      *name,
                                  const char      *text,
                                  gsize            length);
const char *jig_sheet_get_type   (const JigSheet  *self,
                                  const char      *name);
/* The first name in "COL=WHAT" that none of @names is; NULL: there is none. */
char       *jig_sheet_dup_absent (const JigSheet     *self,
                                  const char * const *names) G_GNUC_WARN_UNUSED_RESULT;
/* Where the table begins in a text. */
gsize       jig_sheet_count_skipped (const JigSheet  *self,
                                     const char      *text,
                                     gsize            length);
void        jig_sheet_write      (const JigSheet  *self,
                                  JigJsonWriter   *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigSheet, jig_sheet_free)

G_END_DECLS
