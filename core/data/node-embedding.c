#include "core/base/alloc.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/vfs.h"
#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

#include <string.h>

typedef struct
{
  JigVocabulary *words;
  double        *vectors;   /* (n_words, width) row-major */
  gsize          width;
} Embedding;

/* What is read so far. */
typedef struct
{
  JigArray words;     /* const char *, into the text */
  JigArray vectors;   /* double */
  gsize    width;
} Table;

static const JigParam params[] = {
  { "file", N_("File"), JIG_PARAM_FILE, .text = "", .flags = JIG_PARAM_OPTIONAL,
    .hint = N_("Lines of a word and its numbers, with blanks or commas between them.") },
  { "table", N_("Table"), JIG_PARAM_TEXT, .text = "", .flags = JIG_PARAM_OPTIONAL,
    .hint = N_("The same lines, when there is no file.") },
  { NULL }
};

static void
table_clear (Table *self)
{
  jig_array_clear (&self->words);
  jig_array_clear (&self->vectors);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
free_state (gpointer state)
{
  Embedding *self = state;

  jig_vocabulary_free (self->words);
  jig_free (self->vectors);
  g_free (self);
}

/* Cuts the next cell off: [begin, end) without the mark behind it. */
static char *
next_cell (char       **at,
           const char  *marks)
{
  char *begin = *at;
  char *end;

  if (*marks == ' ')
    begin += strspn (begin, marks);
  if (*begin == '\0')
    return NULL;

  end = begin + strcspn (begin, marks);
  *at = *end != '\0' ? end + 1 : end;
  *end = '\0';

  return begin;
}

static gboolean
append_numbers (Table       *table,
                char        *at,
                const char  *marks,
                gsize       *n_numbers,
                GError     **error)
{
  char *cell;

  *n_numbers = 0;
  while ((cell = next_cell (&at, marks)) != NULL)
    {
      double number;

      g_strstrip (cell);
      if (!jig_number_parse (cell, strlen (cell), '.', &number))
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("\"%s\" is not a number."), cell);
          return FALSE;
        }
      if (!jig_array_append (&table->vectors, &number, 1, error))
        return FALSE;
      (*n_numbers)++;
    }

  return TRUE;
}

/* Some programs begin with how many words and numbers there are: what looked
 * like a word with one number. */
static gboolean
is_below_header (const Table *table,
                 gsize        n_numbers)
{
  const char *first = jig_array_index (&table->words, const char *, 0);
  gint64 n_words;

  return table->words.n_items == 2 && table->width == 1 && n_numbers > 1 &&
         jig_number_parse_int (first, strlen (first), &n_words);
}

static void
drop_header (Table *table)
{
  const char **words = table->words.items;
  double *numbers = table->vectors.items;

  words[0] = words[1];
  table->words.n_items--;
  table->vectors.n_items--;
  memmove (numbers, numbers + 1, table->vectors.n_items * sizeof *numbers);
}

static gboolean
append_line (Table   *table,
             char    *line,
             GError **error)
{
  const char *marks = strchr (line, ',') != NULL ? "," : " \t";
  char *word = next_cell (&line, marks);
  gsize n_numbers;

  if (word == NULL)
    return TRUE;

  if (!append_numbers (table, line, marks, &n_numbers, error) ||
      !jig_array_append (&table->words, &word, 1, error))
    return FALSE;

  if (is_below_header (table, n_numbers))
    drop_header (table);
  if (table->words.n_items == 1)
    table->width = n_numbers;

  if (n_numbers == table->width && n_numbers > 0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
               _("There are %zu numbers instead of %zu."),
               n_numbers, table->width);

  return FALSE;
}

static gboolean
read_lines (Table       *table,
            char        *text,
            const char  *name,
            GError     **error)
{
  guint64 n_lines = 0;

  for (char *line = text; line != NULL; n_lines++)
    {
      g_autoptr(GError) reason = NULL;
      char *next = strchr (line, '\n');

      if (next != NULL)
        *next++ = '\0';

      if (!append_line (table, g_strchomp (line), &reason))
        {
          jig_error_set_at (error, (JigError) reason->code,
                            &(JigPlace) { .file = name, .line = n_lines + 1, .byte = -1 },
                            "%s", reason->message);
          return FALSE;
        }
      line = next;
    }

  return TRUE;
}

static gpointer
new_embedding (JigVocabulary *words,
               double        *vectors,
               gsize          width)
{
  Embedding embedding = { words, vectors, width };

  return g_memdup2 (&embedding, sizeof embedding);
}

/* @text is cut up. */
static gpointer
read_table (char        *text,
            const char  *name,
            GError     **error)
{
  g_auto(Table) table = { JIG_ARRAY_INIT (const char *, _("the words of a table")),
                          JIG_ARRAY_INIT (double, _("the vectors of a table")), 0 };
  JigVocabulary *words;

  if (!read_lines (&table, text, name, error))
    return NULL;

  if (table.words.n_items == 0)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_DATA, _("%s: There is no vector."), name);
      return NULL;
    }

  words = jig_vocabulary_new (table.words.items, table.words.n_items, FALSE, error);
  if (words == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  return new_embedding (words, jig_array_steal (&table.vectors, NULL), table.width);
}

static gpointer
read_file (const char  *path,
           GError     **error)
{
  g_autoptr(GBytes) bytes = jig_vfs_read_file (path, JIG_LIMIT_MODEL_BYTES, error);
  g_autofree char *name = g_path_get_basename (path);
  jig_autofree char *text = NULL;
  gsize n_bytes;
  gconstpointer data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &n_bytes);
  if (!g_utf8_validate_len (data, n_bytes, NULL))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT, _("%s: This is not text in UTF-8."), name);
      return NULL;
    }

  text = jig_alloc (n_bytes + 1, 1, _("the table of vectors"), error);
  if (text == NULL)
    return NULL;

  memcpy (text, data, n_bytes);

  return read_table (text, name, error);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  const char *path = jig_values_get_text (values, "file");
  g_autofree char *text = g_strdup (jig_values_get_text (values, "table"));

  if (path != NULL && *path != '\0')
    return read_file (path, error);

  return read_table (text, "table", error);
}

static gsize
get_width (gconstpointer state)
{
  const Embedding *self = state;

  return self->width;
}

static char *
dup_feature_name (gconstpointer  state,
                  const char    *name,
                  gsize          i)
{
  return g_strdup_printf ("%s[%zu]", name, i);
}

static gpointer
bind (gconstpointer             state,
      const JigColumn * const  *inputs,
      GError                  **error)
{
  const Embedding *self = state;

  return jig_vocabulary_bind (self->words, inputs, error);
}

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const Embedding *self = state;
  gsize n_bytes = self->width * sizeof *out;

  for (gsize i = begin; i < end; i++, out += stride)
    {
      gssize slot = jig_vocabulary_get_slot (self->words, binding, inputs[0], i);

      if (slot >= 0)
        memcpy (out, self->vectors + (gsize) slot * self->width, n_bytes);
      else
        memset (out, 0, n_bytes);
    }
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Embedding *self = state;

  jig_vocabulary_write_state (self->words, writer);
  jig_json_writer_name (writer, "width");
  jig_json_writer_int (writer, (gint64) self->width);
  jig_json_writer_name (writer, "vectors");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < jig_vocabulary_get_size (self->words) * self->width; i++)
    jig_json_writer_double (writer, self->vectors[i]);
  jig_json_writer_end_array (writer);
}

static gpointer
read_vectors (JigVocabulary  *words,
              JsonObject     *object,
              const char     *name,
              GError        **error)
{
  JsonArray *array;
  gint64 width;
  double *vectors;

  if (!jig_json_get_int (object, "width", name, 1, JIG_LIMIT_FEATURES, &width, error) ||
      !jig_json_get_array (object, "vectors", name, &array, error))
    return NULL;

  if (jig_vocabulary_get_size (words) * (gsize) width != json_array_get_length (array))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"vectors\" has %u numbers, which is not \"width\" for each value."),
                   name, json_array_get_length (array));
      return NULL;
    }

  vectors = jig_node_read_list (array, "vectors", name, error);

  return vectors != NULL ? new_embedding (words, vectors, (gsize) width) : NULL;
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  g_autofree char *place = g_strdup_printf ("%s: \"values\"", name);
  g_autoptr(JigVocabulary) words = NULL;
  gpointer state;

  words = jig_vocabulary_read (json_object_get_member (object, "values"), FALSE, place, error);
  if (words == NULL)
    return NULL;

  state = read_vectors (words, object, name, error);
  if (state != NULL)
    g_steal_pointer (&words);

  return state;
}

const JigNodeOps jig_node_embedding = {
  .id = "embedding",
  .title = N_("Embedding"),
  .summary = N_("The vector of a word, from a table; zeros for a word that is not there."),
  .params = params,
  .takes = JIG_NODE_TAKES (JIG_COLUMN_CATEGORY) | JIG_NODE_TAKES (JIG_COLUMN_TEXT),
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER,
  .fit = fit,
  .free = free_state,
  .get_width = get_width,
  .dup_feature_name = dup_feature_name,
  .bind = bind,
  .apply = apply,
  .write_state = write_state,
  .read_state = read_state,
};
