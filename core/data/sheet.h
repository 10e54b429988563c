#pragma once

#include "core/base/json.h"
#include "core/data/column.h"

G_BEGIN_DECLS

/**
 * JigSheet:
 * @encoding: "UTF-8", ...; %NULL: to be found
 * @bom: the file begins with a byte order mark
 * @delimiter: the byte between cells; 0: to be found
 * @quote: the byte around cells; 0: none
 * @decimal: '.' or ','; 0: to be found
 * @thousands: the mark between groups of three digits; 0: none
 * @header: the line that holds the names, counted from 1; 0: there is none;
 *   negative: to be found
 * @skip: how many lines to leave out at the beginning
 * @comment: lines that begin with it are left out; 0: none
 * @na: what stands for a missing value in numbers, dates and booleans
 * @column_na: column name => #GStrv of further such words
 * @types: column name => GINT_TO_POINTER (#JigColumnType + 1), the user's choice
 * @ignored: names of columns not to read
 * @names: (nullable): names to use when there is no header
 * @stop_at_bad_row: the first malformed row is an error
 * @max_bad_rate: the share of malformed rows above which the file is refused
 *
 * How a text file becomes a table. What is "to be found" is filled in by
 * jig_sniff().
 */
typedef struct
{
  char        *encoding;
  gboolean     bom;
  char         delimiter;
  char         quote;
  char         decimal;
  char         thousands;
  int          header;
  guint        skip;
  char         comment;
  char       **na;
  GHashTable  *column_na;
  GHashTable  *types;
  char       **ignored;
  char       **names;
  gboolean     stop_at_bad_row;
  double       max_bad_rate;
} JigSheet;

JigSheet *jig_sheet_new   (void) G_GNUC_WARN_UNUSED_RESULT;
JigSheet *jig_sheet_copy  (const JigSheet  *self) G_GNUC_WARN_UNUSED_RESULT;
void      jig_sheet_free  (JigSheet        *self);
gboolean  jig_sheet_check (const JigSheet  *self,
                           GError         **error);
void      jig_sheet_write (const JigSheet  *self,
                           JigJsonWriter   *writer);
JigSheet *jig_sheet_read  (JsonObject      *object,
                           const char      *name,
                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigSheet, jig_sheet_free)

G_END_DECLS
