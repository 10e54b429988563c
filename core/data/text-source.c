#include "core/data/text-source.h"

#include "core/base/sha256.h"
#include "core/base/vfs.h"
#include "core/data/encoding.h"
#include "core/data/sniff.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define RAW_BYTES (128 * 1024)

/* Where a long file is looked at, beside its beginning. */
#define N_SAMPLES 16
#define SAMPLE_BYTES (16 * 1024)

/* How long a pipe is waited for before somebody may want to stop, in milliseconds. */
#define WAIT 50

struct _JigTextSource
{
  char              *name;
  int                fd;
  gboolean           is_pipe;
  gboolean           at_end;         /* the file has no more bytes */
  guint64            size;           /* 0: nobody knows */
  guint64            n_bytes;        /* read so far */
  char              *encoding;
  gsize              n_bom;
  GCharsetConverter *converter;      /* (nullable) NULL: it is UTF-8 already */
  JigSha256          sha256;
  gsize              n_raw;
  gsize              raw_at;         /* the first one that was not handed on */
  char               raw[RAW_BYTES];
};

/**
 * jig_text_source_free:
 * @self: (nullable): a source
 */
void
jig_text_source_free (JigTextSource *self)
{
  if (self == NULL)
    return;

  jig_vfs_close_input (self->fd);
  g_clear_object (&self->converter);
  g_free (self->encoding);
  g_free (self->name);
  g_free (self);
}

/* A pipe may stay empty for ever: whoever wants to stop must be heard. */
static gboolean
wait_for_bytes (JigTextSource      *self,
                const JigProgress  *progress,
                GError            **error)
{
  GPollFD poll = { .fd = self->fd, .events = G_IO_IN };
  int n_ready;

  /* Of a pipe nobody knows how much there is. */
  do
    {
      if (!jig_progress_step (progress, self->size > 0 ? self->n_bytes : 0, MAX (self->size, 1),
                              _("Reading the file"), error))
        return FALSE;
      n_ready = self->is_pipe ? g_poll (&poll, 1, WAIT) : 1;
    }
  while (n_ready == 0 || (n_ready < 0 && errno == EINTR));

  return TRUE;
}

/* Bytes as they are in the file; 0: there are no more. */
static gssize
read_bytes (JigTextSource      *self,
            char               *bytes,
            gsize               n_bytes,
            const JigProgress  *progress,
            GError            **error)
{
  gssize n_read;

  if (!wait_for_bytes (self, progress, error))
    return -1;

  n_read = jig_vfs_read (self->fd, bytes, n_bytes, self->name, error);
  self->at_end |= n_read == 0;
  if (n_read > 0)
    {
      self->n_bytes += (gsize) n_read;
      jig_sha256_update (&self->sha256, bytes, (gsize) n_read);
    }

  return n_read;
}

static gboolean
read_head (JigTextSource      *self,
           const JigProgress  *progress,
           GError            **error)
{
  while (!self->at_end && self->n_raw < RAW_BYTES)
    {
      gssize n_read = read_bytes (self, self->raw + self->n_raw, RAW_BYTES - self->n_raw, progress,
                                  error);

      if (n_read < 0)
        return FALSE;
      self->n_raw += (gsize) n_read;
    }

  return TRUE;
}

/* What lines somewhere in the middle say; whole lines only, or letters are cut. */
static const char *
detect_sample (const char *bytes,
               gsize       n_bytes)
{
  const char *begin = memchr (bytes, '\n', n_bytes);
  gsize n_bom;

  return begin != NULL
         ? jig_encoding_detect (begin + 1, n_bytes - (gsize) (begin + 1 - bytes), FALSE, &n_bom,
                                NULL, NULL)
         : "UTF-8";
}

/* A long file may begin with plain letters and come to others later. */
static gboolean
detect_samples (JigTextSource  *self,
                const char    **found,
                GError        **error)
{
  g_autofree char *sample = g_malloc (SAMPLE_BYTES);

  for (guint i = 1; i <= N_SAMPLES && g_str_equal (*found, "UTF-8"); i++)
    {
      guint64 at = self->size / (N_SAMPLES + 1) * i;
      gssize n_read = jig_vfs_pread (self->fd, sample, SAMPLE_BYTES, at, self->name, error);

      if (n_read < 0)
        return FALSE;
      *found = detect_sample (sample, (gsize) n_read);
    }

  return TRUE;
}

static gboolean
find_encoding (JigTextSource  *self,
               const char     *wanted,
               GError        **error)
{
  const char *found = jig_encoding_detect (self->raw, self->n_raw, self->at_end, &self->n_bom, NULL,
                                           NULL);

  if (wanted == NULL && self->n_bom == 0 && !self->is_pipe && !self->at_end &&
      !detect_samples (self, &found, error))
    return FALSE;

  self->encoding = g_strdup (wanted != NULL ? wanted : found);
  self->raw_at = self->n_bom;
  if (g_ascii_strcasecmp (self->encoding, "UTF-8") == 0)
    return TRUE;

  self->converter = jig_encoding_new_converter (self->encoding, error);

  return self->converter != NULL;
}

/**
 * jig_text_source_open:
 * @path: a file or a pipe, or "-" for standard input
 * @encoding: (nullable): its encoding; %NULL: to be found from its beginning
 *   and, in a file, from a few places behind it
 * @progress: (nullable): who watches
 * @error: return location
 *
 * Returns: (transfer full): a source at its beginning, behind a byte order
 *   mark, or %NULL with @error set
 */
JigTextSource *
jig_text_source_open (const char         *path,
                      const char         *encoding,
                      const JigProgress  *progress,
                      GError            **error)
{
  g_autoptr(JigTextSource) self = NULL;
  JigStat status = { 0 };
  int fd = jig_vfs_open_input (path, error);

  if (fd < 0)
    return NULL;

  self = g_new0 (JigTextSource, 1);
  self->fd = fd;
  self->name = g_strdup (path);
  jig_sha256_init (&self->sha256);

  /* A hint only: the file may grow or shrink, and a pipe has no size. */
  if (jig_vfs_get ()->fstat (fd, &status) == 0)
    self->size = status.size;
  self->is_pipe = !status.is_regular;

  if (!read_head (self, progress, error) ||
      !jig_sniff_check_table (self->raw, self->n_raw, path, error) ||
      !find_encoding (self, encoding, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
jig_text_source_get_encoding (const JigTextSource *self)
{
  return self->encoding;
}

gboolean
jig_text_source_has_bom (const JigTextSource *self)
{
  return self->n_bom > 0;
}

/**
 * jig_text_source_get_n_before:
 * @self: a source
 *
 * Returns: what to add to a place in the text for the place in the file; 0 if
 *   the text is not that of the file
 */
guint64
jig_text_source_get_n_before (const JigTextSource *self)
{
  return self->converter == NULL ? self->n_bom : 0;
}

/**
 * jig_text_source_get_n_bytes:
 * @self: a source
 *
 * Returns: how many bytes of the file were read so far
 */
guint64
jig_text_source_get_n_bytes (const JigTextSource *self)
{
  return self->n_bytes;
}

/**
 * jig_text_source_get_size:
 * @self: a source
 *
 * Returns: the size of the file; 0 for a pipe
 */
guint64
jig_text_source_get_size (const JigTextSource *self)
{
  return self->size;
}

/**
 * jig_text_source_dup_sha256:
 * @self: a source
 *
 * Returns: (transfer full): SHA-256 of the bytes that were read so far
 */
char *
jig_text_source_dup_sha256 (const JigTextSource *self)
{
  return jig_sha256_to_string (&self->sha256);
}

/* Makes room behind what was not handed on yet, and fills it. */
static gboolean
refill (JigTextSource      *self,
        const JigProgress  *progress,
        GError            **error)
{
  gssize n_read;

  self->n_raw -= self->raw_at;
  memmove (self->raw, self->raw + self->raw_at, self->n_raw);
  self->raw_at = 0;
  n_read = read_bytes (self, self->raw + self->n_raw, RAW_BYTES - self->n_raw, progress, error);
  if (n_read < 0)
    return FALSE;
  self->n_raw += (gsize) n_read;

  return TRUE;
}

static gssize
refuse_bytes (JigTextSource  *self,
              GError        **error)
{
  jig_encoding_set_undecodable (self->name, self->encoding,
                                self->n_bytes - (self->n_raw - self->raw_at), error);

  return -1;
}

static gssize
convert (JigTextSource  *self,
         char           *text,
         gsize           n_bytes,
         GError        **error)
{
  g_autoptr(GError) inner = NULL;
  gsize n_read = 0;
  gsize n_written = 0;
  GConverterResult result =
    g_converter_convert (G_CONVERTER (self->converter), self->raw + self->raw_at,
                         self->n_raw - self->raw_at, text, n_bytes,
                         self->at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                         &n_read, &n_written, &inner);

  if (result != G_CONVERTER_ERROR)
    {
      self->raw_at += n_read;
      return (gssize) n_written;
    }

  return !self->at_end && g_error_matches (inner, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
         ? 0 : refuse_bytes (self, error);
}

/**
 * jig_text_source_read:
 * @self: a source
 * @text: (out caller-allocates): room for @n_bytes
 * @n_bytes: how many there may be; at least 64
 * @progress: (nullable): who watches
 * @error: return location for %JIG_ERROR_INPUT, %JIG_ERROR_DATA with the byte
 *   that is no text, or %G_IO_ERROR_CANCELLED
 *
 * Whether text that claims to be UTF-8 is, the caller has to look.
 *
 * Returns: how many bytes there are now; 0: there are no more; -1 with @error
 *   set
 */
gssize
jig_text_source_read (JigTextSource      *self,
                      char               *text,
                      gsize               n_bytes,
                      const JigProgress  *progress,
                      GError            **error)
{
  gsize n_raw = self->n_raw - self->raw_at;

  if (self->converter == NULL && n_raw == 0)
    return self->at_end ? 0 : read_bytes (self, text, n_bytes, progress, error);

  if (self->converter == NULL)
    {
      n_raw = MIN (n_raw, n_bytes);
      memcpy (text, self->raw + self->raw_at, n_raw);
      self->raw_at += n_raw;
      return (gssize) n_raw;
    }

  for (;;)
    {
      gssize n_written = self->n_raw > self->raw_at ? convert (self, text, n_bytes, error) : 0;

      if (n_written != 0 || (self->at_end && self->n_raw == self->raw_at))
        return n_written;
      if (!refill (self, progress, error))
        return -1;
    }
}
