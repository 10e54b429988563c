/* How the bytes of a file become UTF-8.
 *
 * Nothing is ever replaced silently: where bytes are no character, conversion
 * stops and says so, and the caller decides. */

#include "core/data/encoding.h"

#include "core/base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* How much room a piece of text needs at first, per byte of the file: two
 * bytes of CP949 or UTF-16 become three, one of windows-1252 up to three. */
#define GROWTH 3
#define SLACK  16

struct _JigEncoding
{
  GIConv   iconv;
  gsize    unit_size;       /* 2 in UTF-16, 4 in UTF-32, else 1 */
  gboolean is_big_endian;   /* where that matters */
};

static const char * const aliases[][2] = {
  { "UTF8", "UTF-8" },
  { "UTF8SIG", "UTF-8" },
  { "ASCII", "UTF-8" },
  { "USASCII", "UTF-8" },
  { "CP949", "CP949" },
  { "MS949", "CP949" },
  { "UHC", "CP949" },
  { "WINDOWS949", "CP949" },
  /* glibc lets 0x80-0xA0 pass as controls in EUC-KR, so that a syllable of
   * CP949 would silently become a control and a letter. */
  { "EUCKR", "CP949" },
  { "KSC56011987", "CP949" },
  { "KSC5601", "CP949" },
  { "CP1252", "windows-1252" },
  { "WINDOWS1252", "windows-1252" },
  { "UTF16LE", "UTF-16LE" },
  { "UTF16BE", "UTF-16BE" },
  { "UTF16", "UTF-16" },
  { "UTF32LE", "UTF-32LE" },
  { "UTF32BE", "UTF-32BE" },
};

static const struct
{
  const char *name;
  const char *bytes;
  gsize       length;
} boms[] = {
  { "UTF-8", "\xEF\xBB\xBF", 3 },
  { "UTF-32LE", "\xFF\xFE\0\0", 4 },
  { "UTF-32BE", "\0\0\xFE\xFF", 4 },
  { "UTF-16LE", "\xFF\xFE", 2 },
  { "UTF-16BE", "\xFE\xFF", 2 },
};

/**
 * jig_encoding_canonical:
 * @name: how somebody calls an encoding
 *
 * Returns: (transfer none): how Jig calls it; @name if it is not one of those
 *   that Jig names itself
 */
const char *
jig_encoding_canonical (const char *name)
{
  g_autoptr(GString) key = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, NULL);

  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (key, g_ascii_toupper (*p));

  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (key->str, aliases[i][0]))
      return aliases[i][1];

  return name;
}

/**
 * jig_encoding_bom_length:
 * @name: the canonical name of an encoding
 * @bytes: the first bytes of a file, four if it has as many
 * @n_bytes: how many there are
 *
 * Returns: how many bytes its byte order mark has; 0 if there is none
 */
gsize
jig_encoding_bom_length (const char *name,
                         const char *bytes,
                         gsize       n_bytes)
{
  g_return_val_if_fail (name != NULL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (boms); i++)
    if (g_str_equal (name, boms[i].name) && n_bytes >= boms[i].length &&
        memcmp (bytes, boms[i].bytes, boms[i].length) == 0)
      return boms[i].length;

  return 0;
}

static gboolean
has_any_prefix (const char         *name,
                const char * const *prefixes)
{
  for (gsize i = 0; prefixes[i] != NULL; i++)
    if (g_ascii_strncasecmp (name, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;

  return FALSE;
}

/**
 * jig_encoding_new:
 * @name: any name that jig_encoding_canonical() or iconv(3) knows
 * @error: return location for %JIG_ERROR_VALUE
 *
 * "UTF-16" and "UTF-32" without an order of bytes are read as little-endian:
 * whoever has seen a byte order mark knows better names.
 *
 * Returns: (transfer full): a converter, or %NULL with @error set
 */
JigEncoding *
jig_encoding_new (const char  *name,
                  GError     **error)
{
  static const char * const two_bytes[] = { "UTF-16", "UTF16", "UCS-2", "UCS2", NULL };
  static const char * const four_bytes[] = { "UTF-32", "UTF32", "UCS-4", "UCS4", NULL };
  const char *canonical = jig_encoding_canonical (name);
  g_autofree JigEncoding *self = g_new0 (JigEncoding, 1);

  if (g_ascii_strcasecmp (canonical, "UTF-16") == 0)
    canonical = "UTF-16LE";
  if (g_ascii_strcasecmp (canonical, "UTF-32") == 0)
    canonical = "UTF-32LE";

  self->unit_size = has_any_prefix (canonical, two_bytes) ? 2
                    : has_any_prefix (canonical, four_bytes) ? 4 : 1;
  self->is_big_endian = g_str_has_suffix (canonical, "BE");
  self->iconv = g_iconv_open ("UTF-8", canonical);

  if (self->iconv == (GIConv) -1)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"%s\" is not an encoding that can be read here."), name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
jig_encoding_free (JigEncoding *self)
{
  g_return_if_fail (self != NULL);

  g_iconv_close (self->iconv);
  g_free (self);
}

/**
 * jig_encoding_get_unit_size:
 * @self: an encoding
 *
 * Returns: 2 in UTF-16, 4 in UTF-32, else 1
 */
gsize
jig_encoding_get_unit_size (const JigEncoding *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->unit_size;
}

/* Converts @n_bytes as if nothing had come before. */
static gboolean
convert_alone (JigEncoding *self,
               const char  *bytes,
               gsize        n_bytes,
               char        *text,
               gsize        size,
               gsize       *length)
{
  char *in = (char *) bytes;
  char *out = text;
  gsize n_left = size;
  gsize result;

  g_iconv (self->iconv, NULL, NULL, NULL, NULL);
  result = g_iconv (self->iconv, &in, &n_bytes, &out, &n_left);
  g_iconv (self->iconv, NULL, NULL, NULL, NULL);
  *length = size - n_left;

  return result != (gsize) -1;
}

/* Whether @mark can be the second byte of a character. */
static gboolean
is_trail (JigEncoding *self,
          char         mark)
{
  for (int lead = 0x80; lead <= 0xFF; lead++)
    {
      const char pair[2] = { (char) lead, mark };
      char text[SLACK];
      gsize length;

      if (convert_alone (self, pair, sizeof pair, text, sizeof text, &length) &&
          g_utf8_strlen (text, (gssize) length) == 1)
        return TRUE;
    }

  return FALSE;
}

/**
 * jig_encoding_keeps_marks:
 * @self: an encoding
 * @marks: characters of ASCII
 *
 * Whether text may be cut at @marks before it is converted: all of ASCII is one
 * byte each, and none of @marks is ever part of another character.
 *
 * Returns: %TRUE if so
 */
gboolean
jig_encoding_keeps_marks (JigEncoding *self,
                          const char  *marks)
{
  char ascii[128];
  char text[2 * sizeof ascii];
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (marks != NULL, FALSE);

  for (gsize i = 0; i < sizeof ascii; i++)
    ascii[i] = (char) i;

  if (!convert_alone (self, ascii, sizeof ascii, text, sizeof text, &length) ||
      length != sizeof ascii || memcmp (text, ascii, length) != 0)
    return FALSE;

  for (; *marks != '\0'; marks++)
    if (is_trail (self, *marks))
      return FALSE;

  return TRUE;
}

static gboolean
is_line_end (const JigEncoding *self,
             const char        *unit)
{
  gsize last = self->is_big_endian ? self->unit_size - 1 : 0;

  if (unit[last] != '\n' && unit[last] != '\r')
    return FALSE;

  for (gsize i = 0; i < self->unit_size; i++)
    if (i != last && unit[i] != '\0')
      return FALSE;

  return TRUE;
}

/**
 * jig_encoding_find_line_end:
 * @self: an encoding
 * @bytes: text of it that begins with a whole character
 * @n_bytes: how many bytes there are
 *
 * Returns: how many bytes there are up to the first LF or CR and with it, or 0
 *   if there is none
 */
gsize
jig_encoding_find_line_end (const JigEncoding *self,
                            const char        *bytes,
                            gsize              n_bytes)
{
  g_return_val_if_fail (self != NULL, 0);

  for (gsize i = 0; i + self->unit_size <= n_bytes; i += self->unit_size)
    if (is_line_end (self, bytes + i))
      return i + self->unit_size;

  return 0;
}

/**
 * jig_encoding_to_utf8:
 * @self: an encoding
 * @bytes: (array length=n_bytes): what follows on the bytes used before
 * @n_bytes: how many there are
 * @text: an array of char; gets UTF-8 at its end
 * @n_used: (out): how many bytes were converted
 * @is_bad: (out): whether it stopped before the end at bytes that are no
 *   character
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * If not all bytes were used and @is_bad is %FALSE, the last character is cut:
 * give the rest again together with the bytes that follow it.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_encoding_to_utf8 (JigEncoding  *self,
                      const char   *bytes,
                      gsize         n_bytes,
                      JigArray     *text,
                      gsize        *n_used,
                      gboolean     *is_bad,
                      GError      **error)
{
  char *in = (char *) bytes;
  gsize n_left = n_bytes;
  gboolean is_full;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  do
    {
      char *end;
      char *out;
      gsize room;
      gsize result;

      if (!jig_array_reserve (text, GROWTH * n_left + SLACK, error))
        return FALSE;

      end = (char *) text->items + text->n_items;
      out = end;
      room = text->capacity - text->n_items;
      result = g_iconv (self->iconv, &in, &n_left, &out, &room);
      text->n_items += (gsize) (out - end);
      is_full = result == (gsize) -1 && errno == E2BIG;
      *is_bad = result == (gsize) -1 && errno == EILSEQ;
    }
  while (is_full);

  *n_used = n_bytes - n_left;

  return TRUE;
}
