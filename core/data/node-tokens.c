#include "core/base/alloc.h"
#include "core/base/array.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

#include <stdlib.h>
#include <string.h>

/* Of a longer word only the beginning counts. */
#define WORD_BYTES 256
#define LETTER_BYTES 6

typedef struct
{
  JigVocabulary *words;
  gboolean       counts;
} Tokens;

typedef struct
{
  const char *word;
  gsize       count;
} Frequency;

static const JigChoice value_choices[] = {
  { "count", N_("How often the text has the word") },
  { "present", N_("1 if the text has the word, else 0") },
  { NULL }
};

static const JigParam params[] = {
  { "words", N_("Words"), JIG_PARAM_INTEGER, 100, 1, JIG_LIMIT_CATEGORIES,
    .hint = N_("How many of the most frequent words of the training rows become features.") },
  { "value", N_("Value"), JIG_PARAM_CHOICE, .text = "count", .choices = value_choices },
  { NULL }
};

static void
free_state (gpointer state)
{
  Tokens *self = state;

  jig_vocabulary_free (self->words);
  g_free (self);
}

static gpointer
new_tokens (JigVocabulary   *words,
            const JigValues *values)
{
  Tokens tokens = { words, g_str_equal (jig_values_get_text (values, "value"), "count") };

  return words != NULL ? g_memdup2 (&tokens, sizeof tokens) : NULL;
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Copies the next word in lower case; returns where to go on, or NULL if there
 * is none left. */
static const char *
next_word (const char *at,
           char        word[WORD_BYTES])
{
  gsize length = 0;

  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!is_letter (c) && length > 0)
        break;
      if (is_letter (c) && length < WORD_BYTES - LETTER_BYTES)
        length += (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), word + length);
    }
  word[length] = '\0';

  return length > 0 ? at : NULL;
}

/* The text of a cell; empty where it is missing. */
static const char *
get_text (const JigColumn *input,
          gsize            row)
{
  const guint32 *codes = jig_column_get_codes (input);

  if (codes == NULL)
    return jig_string_table_get (jig_column_get_cells (input), row, NULL);
  if (codes[row] == JIG_CODE_MISSING)
    return "";

  return jig_string_table_get (jig_column_get_levels (input), codes[row], NULL);
}

static gboolean
collect_words (const JigColumn  *input,
               JigArray         *bytes,
               gsize            *n_words,
               GError          **error)
{
  char word[WORD_BYTES];

  *n_words = 0;
  for (gsize i = 0; i < jig_column_get_n_rows (input); i++)
    for (const char *at = next_word (get_text (input, i), word); at != NULL;
         at = next_word (at, word))
      {
        if (!jig_array_append (bytes, word, strlen (word) + 1, error))
          return FALSE;
        (*n_words)++;
      }

  return TRUE;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  const Frequency *first = a;
  const Frequency *second = b;

  return strcmp (first->word, second->word);
}

/* Equally frequent words in the order of their bytes. */
static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  const Frequency *first = a;
  const Frequency *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;

  return compare_words (a, b);
}

/* Adds equal neighbours up. */
static gsize
count_words (Frequency *words,
             gsize      n_words)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < n_words; i++)
    if (n_kept > 0 && compare_words (&words[i], &words[n_kept - 1]) == 0)
      words[n_kept - 1].count++;
    else
      words[n_kept++] = words[i];

  return n_kept;
}

static JigVocabulary *
keep_most_frequent (const char  *bytes,
                    gsize        n_words,
                    gsize        n_wanted,
                    GError     **error)
{
  jig_autofree Frequency *words = jig_alloc (n_words, sizeof *words, _("the words"), error);
  jig_autofree const char **texts = jig_alloc (n_wanted, sizeof *texts, _("the words"),
                                               words != NULL ? error : NULL);

  if (words == NULL || texts == NULL)
    return NULL;

  for (gsize i = 0; i < n_words; i++, bytes += strlen (bytes) + 1)
    words[i] = (Frequency) { bytes, 1 };

  qsort (words, n_words, sizeof *words, compare_words);
  n_words = count_words (words, n_words);
  qsort (words, n_words, sizeof *words, compare_counts);

  n_wanted = MIN (n_wanted, n_words);
  for (gsize i = 0; i < n_wanted; i++)
    texts[i] = words[i].word;

  return jig_vocabulary_new (texts, n_wanted, FALSE, error);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  gsize n_wanted = (gsize) jig_values_get_int (values, "words");
  g_auto(JigArray) bytes = JIG_ARRAY_INIT (char, _("the words"));
  gsize n_words;

  if (!collect_words (inputs[0], &bytes, &n_words, error))
    return NULL;

  if (n_words == 0)
    {
      jig_error_set_at (error, JIG_ERROR_DATA,
                        &(JigPlace) { .column = jig_column_get_name (inputs[0]), .byte = -1 },
                        _("There is no word in the training rows."));
      return NULL;
    }

  return new_tokens (keep_most_frequent (bytes.items, n_words, n_wanted, error), values);
}

static gsize
get_width (gconstpointer state)
{
  const Tokens *self = state;

  return jig_vocabulary_get_size (self->words);
}

static char *
dup_feature_name (gconstpointer  state,
                  const char    *name,
                  gsize          i)
{
  const Tokens *self = state;
  g_autofree char *word = jig_vocabulary_dup_text (self->words, i);

  return g_strdup_printf ("%s:%s", name, word);
}

static void
put_words (const Tokens *self,
           const char   *text,
           double       *out)
{
  char word[WORD_BYTES];

  for (const char *at = next_word (text, word); at != NULL; at = next_word (at, word))
    {
      gssize slot = jig_vocabulary_find (self->words, word);

      if (slot >= 0)
        out[slot] = self->counts ? out[slot] + 1.0 : 1.0;
    }
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
  const Tokens *self = state;
  gsize n_words = jig_vocabulary_get_size (self->words);

  for (gsize i = begin; i < end; i++, out += stride)
    {
      memset (out, 0, n_words * sizeof *out);
      put_words (self, get_text (inputs[0], i), out);
    }
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Tokens *self = state;

  jig_vocabulary_write_state (self->words, writer);
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  g_autofree char *place = g_strdup_printf ("%s: \"values\"", name);

  return new_tokens (jig_vocabulary_read (json_object_get_member (object, "values"), FALSE, place,
                                          error), values);
}

const JigNodeOps jig_node_tokens = {
  .id = "tokens",
  .title = N_("Words of a text"),
  .summary = N_("A feature for each of the most frequent words, in lower case."),
  .params = params,
  .takes = JIG_NODE_TAKES (JIG_COLUMN_TEXT) | JIG_NODE_TAKES (JIG_COLUMN_CATEGORY),
  .min_inputs = 1,
  .max_inputs = 1,
  .flags = JIG_NODE_ANALYZER,
  .fit = fit,
  .free = free_state,
  .get_width = get_width,
  .dup_feature_name = dup_feature_name,
  .apply = apply,
  .write_state = write_state,
  .read_state = read_state,
};
