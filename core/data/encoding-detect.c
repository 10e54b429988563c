/* Which encoding a file most likely has. */

#include "core/data/encoding.h"

#include <glib/gi18n-lib.h>

/* Some broken characters do not make a text another encoding's. */
#define UTF8_GOOD_PER_BAD   10
#define CP949_PAIRS_PER_BAD 100

/* A lone accented letter and what follows also form a legal pair of CP949, but
 * its second byte is hardly ever above 0xA1 as well. */
#define CP949_HANGUL_SHARE 0.6

#define UTF16_ZERO_SHARE 0.9
#define UTF16_MIN_BYTES  16

/* How characters beyond ASCII come out in an encoding that is being tried. */
typedef struct
{
  gsize n_good;
  gsize n_bad;
  gsize n_hangul;   /* of the good ones; CP949 only */
} Tally;

static gboolean
detect_bom (const char       *bytes,
            gsize             n_bytes,
            JigEncodingGuess *guess)
{
  /* UTF-32LE before UTF-16LE, whose mark is the beginning of its own. */
  static const char * const names[] = { "UTF-8", "UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = jig_encoding_bom_length (names[i], bytes, n_bytes);

      if (length > 0)
        {
          *guess = (JigEncodingGuess) { names[i], length, 1.0, NULL };
          guess->reason = g_strdup (_("The file begins with a byte order mark."));
          return TRUE;
        }
    }

  return FALSE;
}

/* Latin letters in UTF-16 have a zero as every second byte. */
static gboolean
detect_zeros (const char       *bytes,
              gsize             n_bytes,
              JigEncodingGuess *guess)
{
  gsize n_zeros[2] = { 0, 0 };
  gsize n_units = n_bytes / 2;
  double share;

  if (n_bytes < UTF16_MIN_BYTES)
    return FALSE;

  for (gsize i = 0; i < 2 * n_units; i++)
    n_zeros[i % 2] += bytes[i] == '\0';

  share = (double) MAX (n_zeros[0], n_zeros[1]) / (double) n_units;
  if (share < UTF16_ZERO_SHARE || MIN (n_zeros[0], n_zeros[1]) * 10 > n_units)
    return FALSE;

  *guess = (JigEncodingGuess) { n_zeros[1] > n_zeros[0] ? "UTF-16LE" : "UTF-16BE", 0, share, NULL };
  guess->reason = g_strdup (_("Almost every second byte is zero."));

  return TRUE;
}

static gboolean
is_continuation (guchar byte)
{
  return byte >= 0x80 && byte <= 0xBF;
}

/* How many bytes the sequence at @at has; 0 if it is none, and beyond @n_left
 * if it is cut. */
static gsize
utf8_length (const guchar *at,
             gsize         n_left)
{
  gsize length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
  gunichar c;

  if (at[0] < 0xC2 || at[0] > 0xF4)
    return 0;
  for (gsize i = 1; i < MIN (length, n_left); i++)
    if (!is_continuation (at[i]))
      return 0;
  if (length > n_left)
    return length;

  c = g_utf8_get_char_validated ((const char *) at, (gssize) length);

  return c == (gunichar) -1 || c == (gunichar) -2 ? 0 : length;
}

static Tally
try_utf8 (const guchar *bytes,
          gsize         n_bytes,
          gboolean      is_whole)
{
  Tally tally = { 0, 0, 0 };
  gsize i = 0;

  while (i < n_bytes)
    {
      gsize length = bytes[i] < 0x80 ? 1 : utf8_length (bytes + i, n_bytes - i);

      if (length > n_bytes - i)
        {
          tally.n_bad += is_whole;
          break;
        }

      tally.n_good += length > 1;
      tally.n_bad += length == 0;
      i += MAX (length, 1);
    }

  return tally;
}

static gboolean
is_cp949_trail (guchar byte)
{
  return (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) ||
         (byte >= 0x81 && byte <= 0xFE);
}

static Tally
try_cp949 (const guchar *bytes,
           gsize         n_bytes,
           gboolean      is_whole)
{
  Tally tally = { 0, 0, 0 };
  gsize i = 0;

  while (i < n_bytes)
    {
      gboolean is_lead = bytes[i] >= 0x81 && bytes[i] <= 0xFE;

      if (bytes[i] < 0x80 || (is_lead && i + 1 == n_bytes && !is_whole))
        {
          i++;
        }
      else if (is_lead && i + 1 < n_bytes && is_cp949_trail (bytes[i + 1]))
        {
          tally.n_good++;
          tally.n_hangul += bytes[i] >= 0xA1 && bytes[i + 1] >= 0xA1;
          i += 2;
        }
      else
        {
          tally.n_bad++;
          i++;
        }
    }

  return tally;
}

static void
guess_utf8 (const Tally      *tally,
            JigEncodingGuess *guess)
{
  gsize n_all = tally->n_good + tally->n_bad;

  *guess = (JigEncodingGuess) { "UTF-8", 0, 1.0, NULL };
  if (n_all == 0)
    {
      guess->reason = g_strdup (_("Every character is ASCII, which UTF-8 holds."));
      return;
    }

  guess->confidence = (double) tally->n_good / (double) n_all;
  guess->reason = g_strdup_printf (_("%zu of %zu characters beyond ASCII are valid UTF-8."),
                                   tally->n_good, n_all);
}

static void
guess_cp949 (const Tally      *tally,
             JigEncodingGuess *guess)
{
  double share = (double) tally->n_hangul / (double) tally->n_good;

  *guess = (JigEncodingGuess) { "CP949", 0, share, NULL };
  guess->reason = g_strdup_printf (_("%d %% of the %zu pairs of bytes beyond ASCII are Korean "
                                     "syllables, and the text is not UTF-8."),
                                   (int) (100.0 * share), tally->n_good);
}

/* Whatever is left; the fewer letters stand in a row, the surer. */
static void
guess_latin (const guchar     *bytes,
             gsize             n_bytes,
             JigEncodingGuess *guess)
{
  gsize n_high = 0;
  gsize n_alone = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      gboolean follows = i > 0 && bytes[i - 1] >= 0x80;
      gboolean is_followed = i + 1 < n_bytes && bytes[i + 1] >= 0x80;

      n_high += bytes[i] >= 0x80;
      n_alone += bytes[i] >= 0x80 && !follows && !is_followed;
    }

  *guess = (JigEncodingGuess) { "windows-1252", 0, 0.0, NULL };
  guess->confidence = 0.9 * (double) n_alone / (double) MAX (n_high, 1);
  guess->reason = g_strdup_printf (_("The text is neither UTF-8 nor Korean; %d %% sure."),
                                   (int) (100.0 * guess->confidence));
}

/**
 * jig_encoding_detect:
 * @bytes: (array length=n_bytes): the beginning of a file, or all of it
 * @n_bytes: how many there are
 * @is_whole: whether the file ends here; else a character may be cut
 * @guess: (out): what it most likely is; for jig_encoding_guess_clear()
 *
 * Asks in this order: a byte order mark, zeros at every second place, valid
 * UTF-8, Korean pairs (CP949, which holds EUC-KR), and else windows-1252.
 */
void
jig_encoding_detect (const char       *bytes,
                     gsize             n_bytes,
                     gboolean          is_whole,
                     JigEncodingGuess *guess)
{
  const guchar *unsigned_bytes = (const guchar *) bytes;
  Tally utf8;
  Tally cp949;

  g_return_if_fail (bytes != NULL || n_bytes == 0);
  g_return_if_fail (guess != NULL);

  if (detect_bom (bytes, n_bytes, guess) || detect_zeros (bytes, n_bytes, guess))
    return;

  utf8 = try_utf8 (unsigned_bytes, n_bytes, is_whole);
  if (utf8.n_bad == 0 || utf8.n_good >= UTF8_GOOD_PER_BAD * utf8.n_bad)
    {
      guess_utf8 (&utf8, guess);
      return;
    }

  cp949 = try_cp949 (unsigned_bytes, n_bytes, is_whole);
  if (cp949.n_good > 0 && cp949.n_good >= CP949_PAIRS_PER_BAD * cp949.n_bad &&
      (double) cp949.n_hangul >= CP949_HANGUL_SHARE * (double) cp949.n_good)
    guess_cp949 (&cp949, guess);
  else
    guess_latin (unsigned_bytes, n_bytes, guess);
}

void
jig_encoding_guess_clear (JigEncodingGuess *guess)
{
  g_return_if_fail (guess != NULL);

  g_clear_pointer (&guess->reason, g_free);
}
