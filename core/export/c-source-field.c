/* Names of columns as names of C.
 *
 * Tested by tests/core/export/c-source.c. */

#include "core/export/c-source.h"

#include <string.h>

/* Words of C and C++, and small macros that system headers may define. */
static const char * const reserved[] = {
  "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case",
  "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield",
  "compl", "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue",
  "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "errno",
  "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "i386", "if",
  "inline", "int", "isfinite", "isinf", "isnan", "isnormal", "linux", "long", "mutable",
  "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "offsetof", "operator", "or",
  "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
  "restrict", "return", "short", "signbit", "signed", "sizeof", "static", "static_assert",
  "static_cast", "stderr", "stdin", "stdout", "struct", "switch", "template", "this",
  "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof", "union",
  "unix", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
  NULL
};

/* Empty if there is no letter or digit. */
static char *
replace_letters (const char *name)
{
  GString *field = g_string_new (NULL);
  gboolean has_letter = FALSE;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      has_letter = has_letter || g_ascii_isalnum (*at);
      g_string_append_c (field, g_ascii_isalnum (*at) ? *at : '_');
    }
  if (!has_letter)
    g_string_truncate (field, 0);

  return g_string_free (field, FALSE);
}

static char *
find_wanted (const char *name,
             guint       number)
{
  g_autofree char *plain = replace_letters (name);

  if (*plain == '\0')
    return g_strdup_printf ("in_%u", number);
  if (g_ascii_islower (*plain) && !g_strv_contains (reserved, plain))
    return g_steal_pointer (&plain);

  return g_strconcat ("in_", plain, NULL);
}

/**
 * jig_c_source_dup_field:
 * @name: the name of a column
 * @taken: the names there are; gets this one
 *
 * Letters and digits stay, anything else becomes an underscore. A name that does
 * not begin with a small letter, or is a word of C, gets "in_" in front of it; one
 * without any letter becomes "in_1", "in_2" by its place; one that is taken gets
 * "_2", "_3" and so on behind it.
 *
 * Returns: (transfer full): the name of a member of a struct
 */
char *
jig_c_source_dup_field (const char *name,
                        GHashTable *taken)
{
  g_autofree char *wanted = find_wanted (name, g_hash_table_size (taken) + 1);
  char *field = g_strdup (wanted);

  for (guint n = 2; g_hash_table_contains (taken, field); n++)
    {
      g_free (field);
      field = g_strdup_printf ("%s_%u", wanted, n);
    }
  g_hash_table_add (taken, g_strdup (field));

  return field;
}
