#include "core/data/encoding.h"

#include "core/base/array.h"
#include "core/base/error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE 65536

/* Looked at between two questions whether to go on: a few milliseconds. */
#define BYTES_PER_STEP (4 * 1024 * 1024)

/* A lone accented letter of a western text forms a legal pair too: most pairs of
 * Korean text have both bytes at or above 0xA1. */
#define KOREAN_SHARE 0.6

/* One broken character does not make a text another encoding's: read as such,
 * every other character would be wrong and nobody told. */
#define GOOD_PER_BROKEN 100

/* A piece may end inside a character. */
#define LONGEST_CHARACTER 4

static gboolean
is_cut (const char *bytes,
        gsize       n_bytes)
{
  return n_bytes < LONGEST_CHARACTER &&
         g_utf8_get_char_validated (bytes, (gssize) n_bytes) == (gunichar) -2;
}

/* Where the piece in which @at lies ends; FALSE if it is not to be looked at any more. */
static gboolean
begin_piece (gsize               at,
             gsize               n_bytes,
             gsize              *end,
             const JigProgress  *progress,
             GError            **error)
{
  *end = MIN ((at / BYTES_PER_STEP + 1) * BYTES_PER_STEP, n_bytes);

  /* The last character of the piece before may have been looked at with it. */
  return at % BYTES_PER_STEP >= LONGEST_CHARACTER ||
         jig_progress_step (progress, 0, n_bytes, _("Reading the file"), error);
}

/* The whole character of which a piece holds the beginning; 0 if it is none. */
static gsize
get_length_of_cut (const char *bytes,
                   gsize       n_bytes)
{
  const gunichar character =
    g_utf8_get_char_validated (bytes, (gssize) MIN (n_bytes, LONGEST_CHARACTER));

  return character < (gunichar) -2 ? (gsize) g_utf8_skip[(guchar) *bytes] : 0;
}

/**
 * jig_encoding_find_broken:
 * @bytes: (n_bytes,) text
 * @n_bytes: how many
 * @at: (inout): where to begin; where there is no UTF-8, or a NUL, or @n_bytes
 * @progress: (nullable): who may stop it
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_encoding_find_broken (const char         *bytes,
                          gsize               n_bytes,
                          gsize              *at,
                          const JigProgress  *progress,
                          GError            **error)
{
  while (*at < n_bytes)
    {
      const char *stop;
      gsize end;
      gsize length;

      if (!begin_piece (*at, n_bytes, &end, progress, error))
        return FALSE;

      g_utf8_validate_len (bytes + *at, end - *at, &stop);
      *at = (gsize) (stop - bytes);
      if (*at == end)
        continue;

      length = is_cut (stop, end - *at) ? get_length_of_cut (stop, n_bytes - *at) : 0;
      if (length == 0)
        return TRUE;
      *at += length;
    }

  return TRUE;
}

static gboolean
count_good (const char         *bytes,
            gsize               n_bytes,
            gsize              *n_good,
            const JigProgress  *progress,
            GError            **error)
{
  gsize end;

  for (gsize at = 0; at + 1 < n_bytes; at = end)
    {
      if (!begin_piece (at, n_bytes, &end, progress, error))
        return FALSE;
      for (gsize i = at; i < end && i + 1 < n_bytes; i++)
        *n_good += (guchar) bytes[i] >= 0xc2 && (guchar) bytes[i] <= 0xf4 &&
                   ((guchar) bytes[i + 1] & 0xc0) == 0x80;
    }

  return TRUE;
}

/* A NUL is found by the reader, and so is a broken character among good ones. */
static gboolean
look_for_utf8 (const char         *bytes,
               gsize               n_bytes,
               gboolean            is_whole,
               gboolean           *is_utf8,
               const JigProgress  *progress,
               GError            **error)
{
  gsize n_broken = 0;
  gsize n_good = 0;

  for (gsize at = 0; at < n_bytes; at++)
    {
      if (!jig_encoding_find_broken (bytes, n_bytes, &at, progress, error))
        return FALSE;
      if (at == n_bytes || (!is_whole && is_cut (bytes + at, n_bytes - at)))
        break;
      n_broken += bytes[at] != '\0';
    }

  if (n_broken > 0 && !count_good (bytes, n_bytes, &n_good, progress, error))
    return FALSE;
  *is_utf8 = n_broken == 0 || n_good >= GOOD_PER_BROKEN * n_broken;

  return TRUE;
}

/* Pairs of bytes, as Korean text is made of them. */
typedef struct
{
  gsize n_pairs;
  gsize n_high;
  gsize n_broken;
} Pairs;

/* Returns where the next pair begins: at @end or one byte further. */
static gsize
count_pairs (const char *bytes,
             gsize       begin,
             gsize       end,
             gsize       n_bytes,
             Pairs      *pairs)
{
  gsize i;

  for (i = begin; i < end && i + 1 < n_bytes; i++)
    {
      guchar lead = (guchar) bytes[i];
      guchar trail = (guchar) bytes[i + 1];

      if (lead < 0x80)
        continue;
      if (lead == 0x80 || lead == 0xff || trail < 0x41 || trail == 0xff)
        {
          pairs->n_broken++;
          continue;
        }

      pairs->n_pairs++;
      pairs->n_high += lead >= 0xa1 && trail >= 0xa1;
      i++;
    }

  return i;
}

static gboolean
look_for_korean (const char         *bytes,
                 gsize               n_bytes,
                 gboolean           *is_korean,
                 const JigProgress  *progress,
                 GError            **error)
{
  Pairs pairs = { 0 };
  gsize at = 0;

  for (gsize begin = 0; begin < n_bytes; begin += BYTES_PER_STEP)
    {
      gsize end;

      if (!begin_piece (begin, n_bytes, &end, progress, error))
        return FALSE;
      at = count_pairs (bytes, at, end, n_bytes, &pairs);
    }

  *is_korean = pairs.n_pairs > 0 && pairs.n_pairs >= GOOD_PER_BROKEN * pairs.n_broken &&
               (double) pairs.n_high >= KOREAN_SHARE * (double) pairs.n_pairs;

  return TRUE;
}

/**
 * jig_encoding_detect:
 * @bytes: (n_bytes,) the beginning of a file
 * @n_bytes: how many
 * @is_whole: the file ends there
 * @bom_bytes: (out): how many bytes of byte order mark stand at the beginning
 * @progress: (nullable): who may stop it
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Looks for a byte order mark, then for UTF-8, then for Korean CP949 (of which
 * EUC-KR is a part); Windows-1252 is what is left, because it cannot fail. A
 * few broken characters change nothing: converting names the first of them.
 *
 * Returns: the name of the encoding, or %NULL with @error set
 */
const char *
jig_encoding_detect (const char         *bytes,
                     gsize               n_bytes,
                     gboolean            is_whole,
                     gsize              *bom_bytes,
                     const JigProgress  *progress,
                     GError            **error)
{
  gboolean is_utf8;
  gboolean is_korean;

  *bom_bytes = 0;

  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      *bom_bytes = 3;
      return "UTF-8";
    }
  if (n_bytes >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    {
      *bom_bytes = 2;
      return "UTF-16LE";
    }
  if (n_bytes >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    {
      *bom_bytes = 2;
      return "UTF-16BE";
    }

  if (!look_for_utf8 (bytes, n_bytes, is_whole, &is_utf8, progress, error))
    return NULL;
  if (is_utf8)
    return "UTF-8";

  if (!look_for_korean (bytes, n_bytes, &is_korean, progress, error))
    return NULL;

  return is_korean ? "CP949" : "WINDOWS-1252";
}

/**
 * jig_encoding_set_undecodable:
 * @name: what the user calls the file
 * @encoding: the encoding it was said to have
 * @byte: where it has not
 * @error: return location for %JIG_ERROR_DATA
 */
void
jig_encoding_set_undecodable (const char  *name,
                              const char  *encoding,
                              guint64      byte,
                              GError     **error)
{
  JigPlace place = {
    .file = name,
    .byte = (gint64) byte,
    .id = "csv.encoding",
    .hint = _("Choose another encoding with --encoding."),
  };

  jig_error_set_at (error, JIG_ERROR_DATA, &place, _("The bytes here are not %s text."),
                    encoding);
}

static gsize
count_high (const char *bytes,
            gsize       n_bytes)
{
  gsize n_high = 0;

  for (gsize i = 0; i < n_bytes; i++)
    n_high += (guchar) bytes[i] >> 7;

  return n_high;
}

static gboolean
convert_all (GConverter         *converter,
             const char         *bytes,
             gsize               n_bytes,
             JigArray           *utf8,
             gsize              *at,
             const JigProgress  *progress,
             GError            **error)
{
  g_autofree char *piece = g_malloc (PIECE);

  while (*at < n_bytes)
    {
      gsize n_read = 0;
      gsize n_written = 0;

      if (!jig_progress_step (progress, 0, n_bytes, _("Reading the file"), error))
        return FALSE;
      if (g_converter_convert (converter, bytes + *at, n_bytes - *at, piece, PIECE,
                               G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL) ==
          G_CONVERTER_ERROR)
        return FALSE;

      *at += n_read;
      if (!jig_array_append (utf8, piece, n_written, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * jig_encoding_new_converter:
 * @encoding: an encoding
 * @error: return location for %JIG_ERROR_VALUE
 *
 * Returns: (transfer full): what makes UTF-8 of it, or %NULL with @error set if
 *   there is no such encoding
 */
GCharsetConverter *
jig_encoding_new_converter (const char  *encoding,
                            GError     **error)
{
  GCharsetConverter *converter = g_charset_converter_new ("UTF-8", encoding, NULL);

  if (converter == NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("There is no encoding \"%s\"."),
                 encoding);

  return converter;
}

/**
 * jig_encoding_to_utf8:
 * @bytes: (n_bytes,) text without its byte order mark
 * @n_bytes: how many
 * @encoding: its encoding
 * @name: what the user calls the file
 * @n_utf8: (out): how many bytes came out
 * @progress: (nullable): who may stop it
 * @error: return location for %JIG_ERROR_VALUE, %JIG_ERROR_DATA with the byte,
 *   %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): (n_utf8,) for jig_free(), or %NULL with @error set
 */
char *
jig_encoding_to_utf8 (const char         *bytes,
                      gsize               n_bytes,
                      const char         *encoding,
                      const char         *name,
                      gsize              *n_utf8,
                      const JigProgress  *progress,
                      GError            **error)
{
  g_autoptr(GCharsetConverter) converter = jig_encoding_new_converter (encoding, error);
  g_auto(JigArray) utf8 = JIG_ARRAY_INIT (char, "the text of the file");
  g_autoptr(GError) inner = NULL;
  gsize at = 0;

  if (converter == NULL)
    return NULL;

  /* Two bytes of Korean become three. A terminating NUL lets even an empty text be some memory. */
  if (!jig_array_reserve (&utf8, n_bytes + count_high (bytes, n_bytes) / 2 + 1, error))
    return NULL;

  if (!convert_all (G_CONVERTER (converter), bytes, n_bytes, &utf8, &at, progress, &inner))
    {
      if (inner != NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
      else
        jig_encoding_set_undecodable (name, encoding, at, error);
      return NULL;
    }

  return jig_array_steal (&utf8, n_utf8);
}
