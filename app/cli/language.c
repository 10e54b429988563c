/* The language of what is printed. Tested by tests/cli/patterns.py. */

#include "app/cli/language.h"

#include <glib/gi18n-lib.h>

/* gettext looks for another language only after this has changed; its manual says so. */
extern int _nl_msg_cat_cntr;

/**
 * jig_language_bind:
 *
 * Finds the translations beside the program: installed, or in the folder it was
 * built in.
 */
void
jig_language_bind (void)
{
  static const char * const places[] = { "../share/locale", "../../resources/po", NULL };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *found = g_strdup (JIG_LOCALEDIR);

  for (gsize i = 0; folder != NULL && places[i] != NULL; i++)
    {
      g_autofree char *place = g_build_filename (folder, places[i], NULL);
      g_autofree char *file = g_build_filename (place, "ko", "LC_MESSAGES", "jig.mo", NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        {
          g_free (found);
          found = g_steal_pointer (&place);
          break;
        }
    }

  bindtextdomain (GETTEXT_PACKAGE, found);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * jig_language_choose:
 * @language: such as "ko"
 *
 * Says everything from now on in that language, whatever the locale.
 */
void
jig_language_choose (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  _nl_msg_cat_cntr++;
}

/**
 * jig_language_get:
 *
 * Returns: "ko" or "en", as a guide's language
 */
const char *
jig_language_get (void)
{
  const char * const *names = g_get_language_names ();
  const char *chosen = g_getenv ("LANGUAGE");

  if (chosen != NULL && *chosen != '\0')
    return g_str_has_prefix (chosen, "ko") ? "ko" : "en";

  return g_str_has_prefix (names[0], "ko") ? "ko" : "en";
}

/**
 * jig_language_push:
 * @language: "en" or "ko"
 *
 * Returns: (transfer full) (nullable): what jig_language_pop() needs
 */
char *
jig_language_push (const char *language)
{
  char *before = g_strdup (g_getenv ("LANGUAGE"));

  jig_language_choose (language);

  return before;
}

/**
 * jig_language_pop:
 * @before: (transfer full) (nullable): what jig_language_push() gave
 */
void
jig_language_pop (char *before)
{
  if (before != NULL)
    g_setenv ("LANGUAGE", before, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  _nl_msg_cat_cntr++;
  g_free (before);
}

/**
 * jig_language_say:
 * @language: "en" or "ko"
 * @text: an untranslated text
 *
 * Returns: (transfer full): the text in that language
 */
char *
jig_language_say (const char *language,
                  const char *text)
{
  char *before;
  char *said;

  if (g_str_equal (language, "en"))
    return g_strdup (text);

  before = jig_language_push (language);
  said = g_strdup (_(text));
  jig_language_pop (before);

  return said;
}
