#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/data/vocabulary.h"
#include "tests/support/memory.h"
#include "tests/support/tables.h"

#include <string.h>

static const char * const words[] = { "b", "a", "강남" };

static JigVocabulary *
read_text (const char  *text,
           gboolean     has_other,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", NULL);

  return jig_vocabulary_read (node, has_other, "m.jig", error);
}

static char *
write_text (const JigVocabulary *self)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_vocabulary_write (self, writer);

  return jig_json_writer_finish (writer);
}

static void
test_list (void)
{
  g_autoptr(JigVocabulary) plain = jig_vocabulary_new (words, 3, FALSE, NULL);
  g_autoptr(JigVocabulary) open = jig_vocabulary_new (words, 3, TRUE, NULL);
  g_autofree char *other = jig_vocabulary_dup_text (open, 3);
  g_autofree char *second = jig_vocabulary_dup_text (open, 1);

  g_assert_cmpuint (jig_vocabulary_get_size (plain), ==, 3);
  g_assert_cmpuint (jig_vocabulary_get_size (open), ==, 4);
  g_assert_cmpint (jig_vocabulary_find (plain, "강남"), ==, 2);
  g_assert_cmpint (jig_vocabulary_find (plain, "c"), ==, -1);
  g_assert_cmpint (jig_vocabulary_find (open, "c"), ==, 3);
  g_assert_cmpstr (second, ==, "a");
  g_assert_cmpstr (other, ==, "(other)");
}

static void
test_range (void)
{
  g_autoptr(JigVocabulary) range = jig_vocabulary_new_range ("-1..2", FALSE, NULL);
  g_autoptr(JigColumn) numbers = jig_test_column ("a n:-1|2|3|0.5|?");
  g_autofree char *name = jig_vocabulary_dup_text (range, 0);
  const gssize expected[] = { 0, 3, -1, -1, -1 };

  g_assert_cmpuint (jig_vocabulary_get_size (range), ==, 4);
  g_assert_cmpstr (name, ==, "-1");
  g_assert_cmpint (jig_vocabulary_find (range, "1.0"), ==, 2);
  g_assert_cmpint (jig_vocabulary_find (range, "one"), ==, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (jig_vocabulary_get_slot (range, NULL, numbers, i), ==, expected[i]);
}

static const struct
{
  const char *text;
  const char *again;
  const char *error;
} readings[] = {
  { "[\"b\",\"a\"]", "[\"b\",\"a\"]", NULL },
  { "[]", "[]", NULL },
  { "\"0..23\"", "\"0..23\"", NULL },
  { "\"0..999999\"", "\"0..999999\"", NULL },
  { "\"0..1000000\"", NULL, "m.jig: A vocabulary of 1000001 values is larger than the limit" },
  { "\"-9223372036854775808..9223372036854775807\"", NULL, "larger than the limit" },
  { "\"5..4\"", NULL, "m.jig: \"5..4\" is not a range" },
  { "\"5\"", NULL, "is not a range" },
  { "[\"a\",\"a\"]", NULL, "m.jig: \"a\" is there twice." },
  { "[\"a\",1]", NULL, "m.jig: Value 2 is not a text." },
  { "[null]", NULL, "m.jig: Value 1 is not a text." },
  { "{}", NULL, "m.jig: A vocabulary is a list of texts or a range." },
  { "7", NULL, "A vocabulary is a list" },
};

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JigVocabulary) self = read_text (readings[i].text, FALSE, &error);
      g_autofree char *again = self != NULL ? write_text (self) : NULL;

      g_test_message ("%s", readings[i].text);
      g_assert_cmpstr (again, ==, readings[i].again);
      if (readings[i].error != NULL)
        {
          g_assert_cmpstr (strstr (error->message, readings[i].error), !=, NULL);
          g_assert_true (error->code == JIG_ERROR_FORMAT || error->code == JIG_ERROR_LIMIT);
        }
    }

  g_assert_null (jig_vocabulary_read (NULL, FALSE, "m.jig", NULL));
}

/* Levels are met by their texts, whatever their codes are in this table. */
static void
test_levels (void)
{
  g_autoptr(JigVocabulary) self = jig_vocabulary_new (words, 3, FALSE, NULL);
  g_autoptr(JigVocabulary) open = jig_vocabulary_new (words, 3, TRUE, NULL);
  g_autoptr(JigColumn) column = jig_test_column ("a c:a|z|b|?");
  g_autoptr(JigColumn) text = jig_test_column ("a x:a|z|b|");
  const gssize expected[] = { 1, -1, 0, -1 };
  gint32 slots[3];
  gint32 open_slots[3];

  g_assert_cmpuint (jig_vocabulary_count_levels (column), ==, 3);
  g_assert_cmpuint (jig_vocabulary_count_levels (text), ==, 0);
  jig_vocabulary_bind_levels (self, column, slots);
  jig_vocabulary_bind_levels (open, column, open_slots);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gssize slot = expected[i] >= 0 ? expected[i] : 3;

      g_assert_cmpint (jig_vocabulary_get_slot (self, slots, column, i), ==, expected[i]);
      g_assert_cmpint (jig_vocabulary_get_slot (self, NULL, text, i), ==, expected[i]);
      g_assert_cmpint (jig_vocabulary_get_slot (open, open_slots, column, i), ==, slot);
    }
}

static gboolean
try_new (gpointer   data,
         GError   **error)
{
  g_autoptr(JigVocabulary) self = jig_vocabulary_new (words, 3, FALSE, error);

  return self != NULL;
}

static gboolean
try_read (gpointer   data,
          GError   **error)
{
  g_autoptr(JigVocabulary) self = read_text ("[\"b\",\"a\"]", TRUE, error);

  return self != NULL;
}

static void
test_memory (void)
{
  g_assert_cmpuint (jig_test_every_allocation_fails (try_new, NULL), >, 1);
  g_assert_cmpuint (jig_test_every_allocation_fails (try_read, NULL), >, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vocabulary/list", test_list);
  g_test_add_func ("/vocabulary/range", test_range);
  g_test_add_func ("/vocabulary/read", test_read);
  g_test_add_func ("/vocabulary/levels", test_levels);
  g_test_add_func ("/vocabulary/memory", test_memory);

  return g_test_run ();
}
