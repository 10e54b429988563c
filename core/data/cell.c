#include "core/data/cell.h"

#include "core/base/number.h"

#include <math.h>
#include <string.h>

/* More digits than a double can hold are the name of something. */
#define LONGEST_COUNT 15

#define LONGEST_GROUPED 64

/**
 * jig_cell_trim:
 * @text: (inout) (array length=length): a cell; its beginning moves
 * @length: (inout): in bytes
 */
void
jig_cell_trim (const char **text,
               gsize       *length)
{
  while (*length > 0 && ((*text)[0] == ' ' || (*text)[0] == '\t'))
    {
      (*text)++;
      (*length)--;
    }
  while (*length > 0 && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t'))
    (*length)--;
}

/* Copies @text without its thousands marks; every group must have three digits. */
static gboolean
ungroup (const JigSheet *sheet,
         const char     *text,
         gsize           length,
         char           *plain,
         gsize          *n_plain)
{
  char mark = jig_sheet_thousands (sheet);
  const char *decimal = memchr (text, sheet->decimal, length);
  gsize n_whole = decimal != NULL ? (gsize) (decimal - text) : length;
  gsize since_mark = 0;
  gboolean has_mark = FALSE;

  *n_plain = 0;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == mark && i < n_whole)
        {
          if (since_mark == 0 || since_mark > 3 || (has_mark && since_mark != 3))
            return FALSE;
          has_mark = TRUE;
          since_mark = 0;
          continue;
        }
      since_mark += i < n_whole && g_ascii_isdigit (text[i]);
      plain[(*n_plain)++] = text[i];
    }

  return has_mark && since_mark == 3;
}

/**
 * jig_cell_parse_number:
 * @sheet: whose decimal and thousands marks count
 * @text: (array length=length): a cell
 * @length: in bytes
 * @value: (out): the number
 *
 * Returns: %TRUE if the whole cell is one finite number
 */
gboolean
jig_cell_parse_number (const JigSheet *sheet,
                       const char     *text,
                       gsize           length,
                       double         *value)
{
  char plain[LONGEST_GROUPED];
  gsize n_plain;

  jig_cell_trim (&text, &length);
  if (jig_number_parse (text, length, sheet->decimal, value))
    return isfinite (*value);

  return length <= LONGEST_GROUPED &&
         memchr (text, jig_sheet_thousands (sheet), length) != NULL &&
         ungroup (sheet, text, length, plain, &n_plain) &&
         jig_number_parse (plain, n_plain, sheet->decimal, value) && isfinite (*value);
}

/**
 * jig_cell_is_identifier:
 * @text: (array length=length): a cell
 * @length: in bytes
 *
 * Returns: whether the cell is digits that a number would spoil: with a leading
 *   zero, or more of them than a double can hold
 */
gboolean
jig_cell_is_identifier (const char *text,
                        gsize       length)
{
  jig_cell_trim (&text, &length);
  if (length <= LONGEST_COUNT && (length <= 1 || text[0] != '0'))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}
