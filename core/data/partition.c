#include "core/data/partition.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_ROWS 4096

/* Between the seed and the text, and between the cells of a row: in no cell. */
#define SEPARATOR '\x1f'

/* In the order of JigSplitKind. */
static const char * const kind_names[] = { "hash", "random", "sequential", "none", NULL };

/**
 * jig_split_kind_name:
 * @kind: how rows are shared out
 *
 * Returns: its word on the command line
 */
const char *
jig_split_kind_name (JigSplitKind kind)
{
  g_return_val_if_fail (kind <= JIG_SPLIT_NONE, NULL);

  return kind_names[kind];
}

void
jig_split_method_clear (JigSplitMethod *self)
{
  g_clear_pointer (&self->column, g_free);
}

static gboolean
refuse_kind (const char  *word,
             GError     **error)
{
  const JigPlace place = { .byte = -1, .id = "split.unknown" };
  const char *nearest = jig_text_nearest (word, kind_names);

  if (nearest != NULL)
    jig_error_set_at (error, JIG_ERROR_VALUE, &place,
                      _("There is no split \"%s\"; did you mean \"%s\"?"), word, nearest);
  else
    jig_error_set_at (error, JIG_ERROR_VALUE, &place,
                      _("There is no split \"%s\"; there are hash:COLUMN:SHARE, random:SHARE,"
                        " sequential:SHARE and none."), word);

  return FALSE;
}

static gboolean
refuse_form (const char    *text,
             JigSplitKind   kind,
             GError       **error)
{
  const JigPlace place = { .byte = -1, .id = "split.form" };
  static const char * const forms[] = {
    "hash:*:0.2", "random:0.2", "sequential:0.2", "none",
  };

  jig_error_set_at (error, JIG_ERROR_VALUE, &place,
                    _("The split \"%s\" is not of the form \"%s\"."), text, forms[kind]);

  return FALSE;
}

static gboolean
parse_share (const char  *text,
             double      *share,
             GError     **error)
{
  const JigPlace place = { .byte = -1, .id = "split.share" };

  if (jig_number_parse (text, strlen (text), '.', share) && *share > 0.0 && *share < 1.0)
    return TRUE;

  jig_error_set_at (error, JIG_ERROR_VALUE, &place,
                    _("The share of test rows must lie between 0 and 1, as in 0.2; it is \"%s\"."),
                    text);

  return FALSE;
}

static gboolean
find_kind (const char    *word,
           JigSplitKind  *kind)
{
  for (guint i = 0; kind_names[i] != NULL; i++)
    if (g_str_equal (kind_names[i], word))
      {
        *kind = (JigSplitKind) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * jig_split_method_parse:
 * @text: such as "hash:*:0.2", "hash:station:0.2", "random:0.2",
 *   "sequential:0.2" or "none"
 * @self: (out caller-allocates): what it says
 * @error: return location for %JIG_ERROR_VALUE
 *
 * A column's name may have colons: the share stands behind the last one.
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_split_method_parse (const char      *text,
                        JigSplitMethod  *self,
                        GError         **error)
{
  g_autofree char *word = NULL;
  JigSplitMethod method = { .kind = JIG_SPLIT_NONE };
  const char *rest;
  const char *last;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (self != NULL, FALSE);

  rest = strchr (text, ':');
  last = strrchr (text, ':');
  word = rest != NULL ? g_strndup (text, (gsize) (rest - text)) : g_strdup (text);

  if (!find_kind (word, &method.kind))
    return refuse_kind (word, error);

  if ((method.kind == JIG_SPLIT_NONE) != (rest == NULL) ||
      (method.kind == JIG_SPLIT_HASH) != (rest != NULL && last > rest + 1))
    return refuse_form (text, method.kind, error);

  if (method.kind != JIG_SPLIT_NONE && !parse_share (last + 1, &method.share, error))
    return FALSE;

  if (method.kind == JIG_SPLIT_HASH)
    method.column = g_strndup (rest + 1, (gsize) (last - rest - 1));
  *self = method;

  return TRUE;
}

/**
 * jig_split_method_to_text:
 * @self: a method
 *
 * Returns: (transfer full): the text that jig_split_method_parse() reads as it
 */
char *
jig_split_method_to_text (const JigSplitMethod *self)
{
  char share[JIG_NUMBER_BUFFER];

  g_return_val_if_fail (self != NULL, NULL);

  if (self->kind == JIG_SPLIT_NONE)
    return g_strdup (kind_names[self->kind]);

  jig_number_format (self->share, share);
  if (self->kind == JIG_SPLIT_HASH)
    return g_strdup_printf ("%s:%s:%s", kind_names[self->kind], self->column, share);

  return g_strdup_printf ("%s:%s", kind_names[self->kind], share);
}

void
jig_split_clear (JigSplit *self)
{
  g_clear_pointer (&self->train, jig_rows_unref);
  g_clear_pointer (&self->test, jig_rows_unref);
  g_clear_pointer (&self->method, g_free);
}

/* @seed_text is the seed in decimal and the separator. */
static double
hash_share (GChecksum  *checksum,
            const char *seed_text,
            const char *text)
{
  guint8 digest[32];
  gsize n_digest = sizeof digest;
  guint64 first;

  g_checksum_reset (checksum);
  g_checksum_update (checksum, (const guchar *) seed_text, -1);
  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &n_digest);
  memcpy (&first, digest, sizeof first);

  return (double) GUINT64_FROM_BE (first) * 0x1p-64;
}

static void
print_seed (guint64  seed,
            char     text[32])
{
  g_snprintf (text, 32, "%" G_GUINT64_FORMAT "%c", seed, SEPARATOR);
}

/**
 * jig_partition_hash_share:
 * @text: what a row says
 * @seed: what the user chose
 *
 * The first 8 bytes, big-endian, of SHA-256 (seed in decimal, byte 0x1F, text in
 * UTF-8 NFC), divided by 2^64: a row is for the test if this is below the share.
 *
 * Returns: a number from 0 to 1 that every program can compute
 */
double
jig_partition_hash_share (const char *text,
                          guint64     seed)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *composed = NULL;
  char seed_text[32];

  g_return_val_if_fail (text != NULL, 0.0);

  composed = jig_text_to_nfc (text);
  print_seed (seed, seed_text);

  return hash_share (checksum, seed_text, composed);
}

/**
 * Hashing:
 * @columns: (n_columns,) what is hashed
 * @is_test: (n_rows,) set for rows of the test
 *
 * What the threads need.
 */
typedef struct
{
  const JigColumn **columns;
  gsize             n_columns;
  char              seed_text[32];
  double            share;
  guint8           *is_test;
} Hashing;

static void
append_row (const Hashing *hashing,
            gsize          row,
            GString       *text)
{
  for (gsize j = 0; j < hashing->n_columns; j++)
    {
      if (j > 0)
        g_string_append_c (text, SEPARATOR);
      jig_column_append_text (hashing->columns[j], row, text);
    }
}

static void
hash_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Hashing *hashing = data;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GString *text = g_string_new (NULL);

  for (gsize row = begin; row < end; row++)
    {
      g_autofree char *composed = NULL;

      g_string_truncate (text, 0);
      append_row (hashing, row, text);
      composed = jig_text_to_nfc (text->str);
      hashing->is_test[row] =
        hash_share (checksum, hashing->seed_text, composed) < hashing->share;
    }

  g_string_free (text, TRUE);
}

static gboolean
refuse_column (const JigFrame  *frame,
               const char      *name,
               GError         **error)
{
  const JigPlace place = { .byte = -1, .id = "column.missing" };
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  const char *nearest;

  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    g_ptr_array_add (names, (gpointer) jig_column_get_name (jig_frame_get_column (frame, i)));
  g_ptr_array_add (names, NULL);

  nearest = jig_text_nearest (name, (const char * const *) names->pdata);
  if (nearest == NULL)
    return jig_frame_require (frame, name, error) != NULL;

  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("There is no column \"%s\" to split by; did you mean \"%s\"?"), name,
                    nearest);

  return FALSE;
}

static gboolean
choose_columns (const JigFrame        *frame,
                const JigSplitMethod  *method,
                const char            *label,
                Hashing               *hashing,
                GError               **error)
{
  gboolean takes_all = g_str_equal (method->column, JIG_SPLIT_ALL_COLUMNS);

  for (gsize i = 0; i < jig_frame_get_n_columns (frame); i++)
    {
      const JigColumn *column = jig_frame_get_column (frame, i);
      const char *name = jig_column_get_name (column);

      if (takes_all ? g_strcmp0 (name, label) != 0 : jig_text_equal_nfc (name, method->column))
        hashing->columns[hashing->n_columns++] = column;
    }

  return takes_all || hashing->n_columns > 0 ? TRUE : refuse_column (frame, method->column, error);
}

static gboolean
mark_by_hash (const JigFrame        *frame,
              const JigSplitMethod  *method,
              const char            *label,
              guint64                seed,
              guint8                *is_test,
              const JigProgress     *progress,
              GError               **error)
{
  g_autofree const JigColumn **columns =
    g_new0 (const JigColumn *, jig_frame_get_n_columns (frame) + 1);
  Hashing hashing = { .columns = columns, .share = method->share, .is_test = is_test };

  print_seed (seed, hashing.seed_text);

  return choose_columns (frame, method, label, &hashing, error) &&
         jig_parallel_for_checked (jig_frame_get_n_rows (frame), CHUNK_ROWS, hash_chunk, &hashing,
                                   progress, _("Splitting the rows"), error);
}

static gsize
count_test_rows (gsize  n_rows,
                 double share)
{
  return MIN (n_rows, (gsize) ((double) n_rows * share + 0.5));
}

static gboolean
mark_by_chance (gsize     n_rows,
                double    share,
                guint64   seed,
                guint8   *is_test,
                GError  **error)
{
  jig_autofree guint32 *order = jig_alloc (n_rows, sizeof *order, _("the split"), error);
  JigRandom random;

  if (order == NULL)
    return FALSE;

  for (gsize i = 0; i < n_rows; i++)
    order[i] = (guint32) i;

  jig_random_init (&random, seed, "split", 0);
  jig_random_shuffle (&random, order, n_rows);
  for (gsize i = 0; i < count_test_rows (n_rows, share); i++)
    is_test[order[i]] = TRUE;

  return TRUE;
}

static void
mark_the_last (gsize   n_rows,
               double  share,
               guint8 *is_test)
{
  gsize n_test = count_test_rows (n_rows, share);

  if (n_test > 0)
    memset (is_test + n_rows - n_test, TRUE, n_test);
}

static gboolean
mark (const JigFrame        *frame,
      const JigSplitMethod  *method,
      const char            *label,
      guint64                seed,
      guint8                *is_test,
      const JigProgress     *progress,
      GError               **error)
{
  gsize n_rows = jig_frame_get_n_rows (frame);

  switch (method->kind)
    {
    case JIG_SPLIT_HASH:
      return mark_by_hash (frame, method, label, seed, is_test, progress, error);

    case JIG_SPLIT_RANDOM:
      return mark_by_chance (n_rows, method->share, seed, is_test, error);

    case JIG_SPLIT_SEQUENTIAL:
      mark_the_last (n_rows, method->share, is_test);
      return TRUE;

    case JIG_SPLIT_NONE:
      return TRUE;

    default:
      g_return_val_if_reached (FALSE);
    }
}

/* The rows that are marked, or those that are not. */
static JigRows *
collect (const guint8  *is_test,
         gsize          n_rows,
         guint8         wanted,
         GError       **error)
{
  gsize n_wanted = 0;
  guint32 *ids;

  for (gsize row = 0; row < n_rows; row++)
    n_wanted += is_test[row] == wanted;

  ids = jig_alloc (n_wanted, sizeof *ids, _("the split"), error);
  if (ids == NULL)
    return NULL;

  n_wanted = 0;
  for (gsize row = 0; row < n_rows; row++)
    if (is_test[row] == wanted)
      ids[n_wanted++] = (guint32) row;

  return jig_rows_new_take (ids, n_wanted);
}

/**
 * jig_partition:
 * @frame: a table
 * @method: how to share its rows out
 * @label: (nullable): the column that "every column" leaves out
 * @seed: what the user chose; a hash and chance depend on it
 * @split: (out caller-allocates): the two sides
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_DATA if there is no such column,
 *   %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * The text of a row that is hashed by every column is its cells, with byte 0x1F
 * between them; see jig_partition_hash_share(). Shares of chance and of the last
 * rows are rounded to whole rows, half up.
 *
 * Returns: %TRUE, or %FALSE with @error set and @split as it was
 */
gboolean
jig_partition (const JigFrame        *frame,
               const JigSplitMethod  *method,
               const char            *label,
               guint64                seed,
               JigSplit              *split,
               const JigProgress     *progress,
               GError               **error)
{
  g_autoptr(JigRows) train = NULL;
  g_autoptr(JigRows) test = NULL;
  jig_autofree guint8 *is_test = NULL;
  gsize n_rows;

  g_return_val_if_fail (frame != NULL && method != NULL && split != NULL, FALSE);

  n_rows = jig_frame_get_n_rows (frame);
  is_test = jig_alloc (n_rows, 1, _("the split"), error);
  if (is_test == NULL)
    return FALSE;

  memset (is_test, 0, n_rows);
  if (!mark (frame, method, label, seed, is_test, progress, error))
    return FALSE;

  train = collect (is_test, n_rows, FALSE, error);
  if (train != NULL)
    test = collect (is_test, n_rows, TRUE, error);
  if (test == NULL)
    return FALSE;

  split->train = g_steal_pointer (&train);
  split->test = g_steal_pointer (&test);
  split->method = jig_split_method_to_text (method);

  return TRUE;
}

/**
 * jig_partition_from_text:
 * @frame: a table
 * @text: how to share its rows out; see jig_split_method_parse()
 * @label: (nullable): the column that "every column" leaves out
 * @seed: what the user chose
 * @split: (out caller-allocates): the two sides
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_VALUE and the errors of jig_partition()
 *
 * Returns: %TRUE, or %FALSE with @error set and @split as it was
 */
gboolean
jig_partition_from_text (const JigFrame     *frame,
                         const char         *text,
                         const char         *label,
                         guint64             seed,
                         JigSplit           *split,
                         const JigProgress  *progress,
                         GError            **error)
{
  g_auto(JigSplitMethod) method = { .kind = JIG_SPLIT_NONE };

  return jig_split_method_parse (text, &method, error) &&
         jig_partition (frame, &method, label, seed, split, progress, error);
}
