#include "core/base/text.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Words further apart than this are not each other's misspelling. */
#define NEAR 2

/* Longer ones are not words, and take too long to compare letter by letter. */
#define MAX_LETTERS 128

/**
 * jig_text_is_utf8:
 * @text: (array length=length): any bytes
 * @length: how many
 * @bad_byte: (out) (optional): the offset of the first one that does not belong
 *
 * A zero is a character like any other here.
 *
 * Returns: %TRUE if @text is UTF-8; else @bad_byte is set
 */
gboolean
jig_text_is_utf8 (const char *text,
                  gsize       length,
                  gsize      *bad_byte)
{
  const char *p = text;
  const char *end;

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length == 0)
    return TRUE;

  end = text + length;
  while (!g_utf8_validate_len (p, (gsize) (end - p), &p))
    {
      if (*p != '\0')
        {
          if (bad_byte != NULL)
            *bad_byte = (gsize) (p - text);
          return FALSE;
        }

      p++;
    }

  return TRUE;
}

/**
 * jig_text_to_nfc:
 * @text: a text in UTF-8
 *
 * Puts letters and their accents, or the parts of a Korean syllable, together,
 * so that texts that look the same are the same.
 *
 * Returns: (transfer full): @text in Unicode normalisation form C
 */
char *
jig_text_to_nfc (const char *text)
{
  char *composed;

  g_return_val_if_fail (text != NULL, NULL);

  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_return_val_if_fail (composed != NULL, NULL);

  return composed;
}

/**
 * jig_text_equal_nfc:
 * @a: a text in UTF-8
 * @b: another
 *
 * Returns: %TRUE if both are the same once they are composed
 */
gboolean
jig_text_equal_nfc (const char *a,
                    const char *b)
{
  g_autofree char *composed_a = NULL;
  g_autofree char *composed_b = NULL;

  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (g_str_equal (a, b))
    return TRUE;

  composed_a = jig_text_to_nfc (a);
  composed_b = jig_text_to_nfc (b);

  return g_strcmp0 (composed_a, composed_b) == 0;
}

/* Controls move the cursor of a terminal or break a label's line; overrides
 * and isolates make a text read differently from what it says. */
static gboolean
is_deceptive (gunichar c)
{
  return c < 0x20
         || (c >= 0x7f && c <= 0x9f)
         || (c >= 0x2028 && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069);
}

/**
 * jig_text_escape_display:
 * @text: (array length=length): a text from outside, of any bytes
 * @length: its bytes, or -1 if it ends in a zero
 *
 * Makes a text safe to show in a terminal, a label or a log: controls, line
 * separators and bidirectional overrides become `\u{202E}`, bytes that are not
 * UTF-8 `\x{FF}`. It is for reading only: backslashes are left alone.
 *
 * Returns: (transfer full): the text, in UTF-8 and on one line
 */
char *
jig_text_escape_display (const char *text,
                         gssize      length)
{
  const char *end;
  GString *shown;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length == 0)
    return g_strdup ("");

  end = text + (length < 0 ? (gssize) strlen (text) : length);
  shown = g_string_new (NULL);

  while (text < end)
    {
      gunichar c = *text == '\0' ? 0 : g_utf8_get_char_validated (text, end - text);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          g_string_append_printf (shown, "\\x{%02X}", (guint) (guchar) *text++);
          continue;
        }

      if (is_deceptive (c))
        g_string_append_printf (shown, "\\u{%X}", c);
      else
        g_string_append_unichar (shown, c);

      text = g_utf8_next_char (text);
    }

  return g_string_free (shown, FALSE);
}

/**
 * jig_text_quote_shell:
 * @text: any text
 *
 * Quotes a text for a POSIX shell if it needs to be.
 *
 * Returns: (transfer full): a word that the shell reads as @text
 */
char *
jig_text_quote_shell (const char *text)
{
  static const char plain[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./_-";
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text != '\0' && text[strspn (text, plain)] == '\0')
    return g_strdup (text);

  quoted = g_string_new ("'");
  for (; *text != '\0'; text++)
    {
      if (*text == '\'')
        g_string_append (quoted, "'\\''");
      else
        g_string_append_c (quoted, *text);
    }
  g_string_append_c (quoted, '\'');

  return g_string_free (quoted, FALSE);
}

/* Bytes that are not UTF-8 count as letters of their own. */
static gsize
read_letters (const char *text,
              gunichar    letters[MAX_LETTERS])
{
  gsize n_letters = 0;

  while (*text != '\0' && n_letters < MAX_LETTERS)
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          letters[n_letters++] = 0x110000 + (guchar) *text++;
        }
      else
        {
          letters[n_letters++] = c;
          text = g_utf8_next_char (text);
        }
    }

  return n_letters;
}

static gboolean
is_swap (const gunichar *a,
         gsize           i,
         const gunichar *b,
         gsize           j)
{
  return i >= 2 && j >= 2 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

/**
 * jig_text_distance:
 * @a: a word
 * @b: another
 *
 * Counts how many letters have to be added, dropped, changed or swapped with
 * their neighbour to make @b of @a (Damerau 1964, no letter touched twice).
 * Only the first 128 letters are looked at.
 *
 * Returns: how many
 */
gsize
jig_text_distance (const char *a,
                   const char *b)
{
  gunichar letters_a[MAX_LETTERS];
  gunichar letters_b[MAX_LETTERS];
  gsize rows[3][MAX_LETTERS + 1];   /* of the table for a[i - 2], a[i - 1] and a[i] */
  gsize n_a;
  gsize n_b;

  g_return_val_if_fail (a != NULL, 0);
  g_return_val_if_fail (b != NULL, 0);

  n_a = read_letters (a, letters_a);
  n_b = read_letters (b, letters_b);

  for (gsize j = 0; j <= n_b; j++)
    rows[0][j] = j;

  for (gsize i = 1; i <= n_a; i++)
    {
      const gsize *before = rows[(i + 1) % 3];
      const gsize *above = rows[(i + 2) % 3];
      gsize *row = rows[i % 3];

      row[0] = i;
      for (gsize j = 1; j <= n_b; j++)
        {
          gsize change = letters_a[i - 1] == letters_b[j - 1] ? 0 : 1;

          row[j] = MIN (above[j - 1] + change, MIN (above[j], row[j - 1]) + 1);
          if (is_swap (letters_a, i, letters_b, j))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }

  return rows[n_a % 3][n_b];
}

/**
 * jig_text_nearest:
 * @text: a word that is not among @known
 * @known: (array zero-terminated=1): words
 *
 * Finds what somebody most likely meant: at most two letters away and not a
 * different word altogether. The first of several is taken.
 *
 * Returns: (transfer none) (nullable): one of @known, or %NULL if none is near
 */
const char *
jig_text_nearest (const char         *text,
                  const char * const *known)
{
  const char *nearest = NULL;
  gsize least = NEAR + 1;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (known != NULL, NULL);

  for (; *known != NULL; known++)
    {
      gsize distance = jig_text_distance (text, *known);

      if (distance < least && distance < strlen (*known))
        {
          least = distance;
          nearest = *known;
        }
    }

  return nearest;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* @p is at a quotation mark. Returns where the item has ended, or NULL if it does not. */
static const char *
read_quoted (const char *p,
             GString    *item)
{
  for (p++; *p != '\0'; p++)
    {
      if (*p == '"' && *++p != '"')
        return p;
      g_string_append_c (item, *p);
    }

  return NULL;
}

static const char *
read_item (const char *p,
           GString    *item)
{
  gsize length;

  p += strspn (p, " \t");
  if (*p == '"')
    {
      p = read_quoted (p, item);
      return p == NULL ? NULL : p + strspn (p, " \t");
    }

  length = strcspn (p, ",");
  g_string_append_len (item, p, (gssize) length);
  while (item->len > 0 && is_blank (item->str[item->len - 1]))
    g_string_truncate (item, item->len - 1);

  return item->len > 0 ? p + length : NULL;
}

/**
 * jig_text_split_list:
 * @text: items separated by commas
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Takes a list of names apart: `a, b c,"d,e"`. Blanks around an item do not
 * count. One that has a comma or such blanks stands in quotation marks, its own
 * doubled, as in CSV.
 *
 * Returns: (transfer full): the items, none for a blank text; %NULL with @error
 *   set if one is empty or its marks are not closed
 */
char **
jig_text_split_list (const char  *text,
                     GError     **error)
{
  g_autoptr(GStrvBuilder) items = g_strv_builder_new ();
  const char *p = text;

  g_return_val_if_fail (text != NULL, NULL);

  if (text[strspn (text, " \t")] == '\0')
    return g_strv_builder_end (items);

  do
    {
      g_autoptr(GString) item = g_string_new (NULL);

      p = read_item (p, item);
      if (p == NULL || (*p != ',' && *p != '\0'))
        {
          g_autofree char *given = jig_text_escape_display (text, -1);

          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("\"%s\" is not a list of names separated by commas."), given);
          return NULL;
        }

      g_strv_builder_add (items, item->str);
    }
  while (*p++ == ',');

  return g_strv_builder_end (items);
}

static void
append_item (GString    *list,
             const char *item)
{
  gsize length = strlen (item);

  if (length > 0 && strpbrk (item, ",\"") == NULL
      && !is_blank (item[0]) && !is_blank (item[length - 1]))
    {
      g_string_append (list, item);
      return;
    }

  g_string_append_c (list, '"');
  for (; *item != '\0'; item++)
    g_string_append (list, (char[]) { *item, *item == '"' ? '"' : '\0', '\0' });
  g_string_append_c (list, '"');
}

/**
 * jig_text_join_list:
 * @items: (array zero-terminated=1): names
 *
 * Returns: (transfer full): what jig_text_split_list() takes apart into @items
 */
char *
jig_text_join_list (const char * const *items)
{
  GString *list;

  g_return_val_if_fail (items != NULL, NULL);

  list = g_string_new (NULL);
  for (gsize i = 0; items[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (list, ',');
      append_item (list, items[i]);
    }

  return g_string_free (list, FALSE);
}
