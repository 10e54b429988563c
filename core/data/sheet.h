#pragma once

#include "core/base/json.h"

G_BEGIN_DECLS

/**
 * JigSheet:
 * @encoding: (nullable): "UTF-8", ...; %NULL: to be found
 * @has_bom: the file begins with a byte order mark
 * @delimiter: the byte between cells; 0: to be found
 * @quote: the byte around cells
 * @decimal: '.' or ','; 0: to be found
 * @header: 1: the first line holds the names; 0: there is no such line;
 *   negative: to be found
 * @na: ended by %NULL; what stands for a missing value in numbers, dates and
 *   booleans
 * @stops_at_bad_row: the first malformed row is an error
 * @max_bad_rate: the share of malformed rows above which the file is refused
 *
 * How a text file becomes a table. What is to be found is filled in by
 * jig_sniff_sheet().
 */
typedef struct
{
  char      *encoding;
  gboolean   has_bom;
  char       delimiter;
  char       quote;
  char       decimal;
  int        header;
  char     **na;
  gboolean   stops_at_bad_row;
  double     max_bad_rate;
} JigSheet;

JigSheet *jig_sheet_new       (void) G_GNUC_WARN_UNUSED_RESULT;
JigSheet *jig_sheet_copy      (const JigSheet  *self) G_GNUC_WARN_UNUSED_RESULT;
void      jig_sheet_free      (JigSheet        *self);

char      jig_sheet_thousands (const JigSheet  *self);
gboolean  jig_sheet_is_na     (const JigSheet  *self,
                               const char      *text,
                               gsize            length);
void      jig_sheet_write     (const JigSheet  *self,
                               JigJsonWriter   *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigSheet, jig_sheet_free)

G_END_DECLS
