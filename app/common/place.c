#include "app/common/place.h"

#include <pango/pango.h>

#define SCHEMA "org.jigworkbench.Jig"

/* The first of @candidates, named from the program's folder, that holds @name. */
static char *
find_folder (const char * const *candidates,
             const char         *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (gsize i = 0; folder != NULL && candidates[i] != NULL; i++)
    {
      g_autofree char *found = g_build_filename (folder, candidates[i], NULL);
      g_autofree char *file = g_build_filename (found, name, NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&found);
    }

  return NULL;
}

/**
 * jig_place_dup_locale_folder:
 *
 * Returns: (transfer full): the folder of the translations
 */
char *
jig_place_dup_locale_folder (void)
{
  static const char * const candidates[] = { "../resources/po", "../share/locale", NULL };
  char *folder = find_folder (candidates, "ko/LC_MESSAGES/jig.mo");

  return folder != NULL ? folder : g_strdup (JIG_LOCALEDIR);
}

static GSettingsSchema *
find_schema (void)
{
  static const char * const candidates[] = { "../resources", "../share/glib-2.0/schemas", NULL };
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = NULL;
  g_autofree char *folder = NULL;
  g_autoptr(GSettingsSchemaSource) own = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);
  if (schema != NULL)
    return schema;

  folder = find_folder (candidates, "gschemas.compiled");
  if (folder != NULL)
    own = g_settings_schema_source_new_from_directory (folder, source, FALSE, NULL);

  return own != NULL ? g_settings_schema_source_lookup (own, SCHEMA, TRUE) : NULL;
}

/**
 * jig_place_get_settings:
 *
 * Returns: (transfer none) (nullable): what the user prefers; %NULL where Jig is
 *   installed without its schema
 */
GSettings *
jig_place_get_settings (void)
{
  static GSettings *settings;
  static gboolean is_sought;

  if (!is_sought)
    {
      g_autoptr(GSettingsSchema) schema = find_schema ();

      is_sought = TRUE;
      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
    }

  return settings;
}

/**
 * jig_place_get_guide_language:
 *
 * Returns: what the user prefers, or the language of the session
 */
const char *
jig_place_get_guide_language (void)
{
  GSettings *settings = jig_place_get_settings ();
  g_autofree char *wanted = settings != NULL ? g_settings_get_string (settings, "guide-language")
                                             : g_strdup ("");
  const char *session = pango_language_to_string (pango_language_get_default ());

  return g_str_has_prefix (*wanted != '\0' ? wanted : session, "ko") ? "ko" : "en";
}
