/* From values to their slots, and the letters that words are made of.
 *
 * Tested by tests/core/export/program.c. */

#include "core/base/number.h"
#include "core/export/program-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

typedef struct
{
  const char *text;
  double      number;
  gint32      slot;
} Entry;

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return strcmp (first->text, second->text);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return (first->number > second->number) - (first->number < second->number);
}

static gboolean
add_text_entries (JigProgram   *self,
                  const Entry  *entries,
                  gsize         n_entries,
                  GError      **error)
{
  for (gsize i = 0; i < n_entries; i++)
    {
      char *text = g_strdup (entries[i].text);

      if (!jig_program_append (self, JIG_PROGRAM_TEXTS, &text, 1, error))
        {
          g_free (text);
          return FALSE;
        }
      if (!jig_program_append (self, JIG_PROGRAM_TEXT_SLOTS, &entries[i].slot, 1, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_key_entries (JigProgram   *self,
                 const Entry  *entries,
                 gsize         n_entries,
                 GError      **error)
{
  for (gsize i = 0; i < n_entries; i++)
    if (!jig_program_append (self, JIG_PROGRAM_KEYS, &entries[i].number, 1, error) ||
        !jig_program_append (self, JIG_PROGRAM_KEY_SLOTS, &entries[i].slot, 1, error))
      return FALSE;

  return TRUE;
}

/* The number that is written as @text, which is how numbers are looked up. */
static gboolean
parse_key (const char *text,
           double     *number)
{
  char buffer[JIG_NUMBER_BUFFER];

  return jig_number_parse (text, strlen (text), '.', number) &&
         g_str_equal (jig_number_format (*number + 0.0, buffer), text);
}

/* Sorted, so that they can be found by halving. */
static gsize
collect_entries (JsonArray *values,
                 gboolean   are_texts,
                 Entry     *entries)
{
  gsize n_entries = 0;

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      Entry entry = { json_array_get_string_element (values, i), 0.0, (gint32) i };

      if (are_texts || parse_key (entry.text, &entry.number))
        entries[n_entries++] = entry;
    }

  if (n_entries > 0)
    qsort (entries, n_entries, sizeof *entries, are_texts ? compare_texts : compare_numbers);

  return n_entries;
}

/**
 * jig_program_add_list:
 * @self: a program
 * @values: texts in the order of their slots
 * @lookup: its kind and first value are set; the rest is set here
 * @error: return location for %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_program_add_list (JigProgram      *self,
                      JsonArray       *values,
                      PortableLookup  *lookup,
                      GError         **error)
{
  gboolean are_texts = lookup->kind == PORTABLE_TEXTS;
  jig_autofree Entry *entries = jig_alloc (json_array_get_length (values), sizeof *entries,
                                           _("the values of a node"), error);

  if (entries == NULL)
    return FALSE;

  lookup->n_slots = (gint32) json_array_get_length (values);
  lookup->n_values = (gint32) collect_entries (values, are_texts, entries);

  return are_texts ? add_text_entries (self, entries, (gsize) lookup->n_values, error)
                   : add_key_entries (self, entries, (gsize) lookup->n_values, error);
}

/**
 * jig_program_add_range:
 * @self: a program
 * @range: as jig_vocabulary_write() writes it: "0..23"
 * @lookup: its first value is set; the rest is set here
 * @error: return location for %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_program_add_range (JigProgram      *self,
                       const char      *range,
                       PortableLookup  *lookup,
                       GError         **error)
{
  const char *dots = strstr (range + 1, "..");
  gint64 lower = g_ascii_strtoll (range, NULL, 10);
  gint64 upper = g_ascii_strtoll (dots + 2, NULL, 10);
  double key = (double) lower;
  gint32 slot = 0;

  lookup->kind = PORTABLE_RANGE;
  lookup->n_values = (gint32) (upper - lower + 1);
  lookup->n_slots = lookup->n_values;

  return jig_program_append (self, JIG_PROGRAM_KEYS, &key, 1, error) &&
         jig_program_append (self, JIG_PROGRAM_KEY_SLOTS, &slot, 1, error);
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/**
 * jig_program_add_letters:
 * @self: a program
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Adds every letter there is, once for all nodes.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_program_add_letters (JigProgram  *self,
                         GError     **error)
{
  PortableLetters run = { 0, -2, 0 };

  if (jig_program_get_size (self, JIG_PROGRAM_LETTERS) > 0)
    return TRUE;

  for (gint32 c = 0; c <= 0x110000; c++)
    {
      gboolean goes_on = c < 0x110000 && is_letter ((gunichar) c);
      gint32 to_lower = goes_on ? (gint32) g_unichar_tolower ((gunichar) c) - c : 0;

      if (goes_on && run.last == c - 1 && run.to_lower == to_lower)
        {
          run.last = c;
          continue;
        }
      if (run.last == c - 1 && !jig_program_append (self, JIG_PROGRAM_LETTERS, &run, 1, error))
        return FALSE;
      if (goes_on)
        run = (PortableLetters) { c, c, to_lower };
    }

  return TRUE;
}
