#include "core/boost/constraints.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
find_feature (const char * const  *features,
              const char          *setting,
              const char          *name,
              gsize               *feature,
              GError             **error)
{
  g_autofree char *given = NULL;
  const char *nearest;

  for (*feature = 0; features[*feature] != NULL; (*feature)++)
    if (jig_text_equal_nfc (features[*feature], name))
      return TRUE;

  given = jig_text_escape_display (name, -1);
  nearest = jig_text_nearest (name, features);
  if (nearest != NULL)
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                 _("%s: there is no feature \"%s\"; did you mean \"%s\"?"), setting, given,
                 nearest);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE, _("%s: there is no feature \"%s\"."), setting,
                 given);

  return FALSE;
}

/* Cuts the direction off @word: the name is left. */
static gboolean
cut_direction (char    *word,
               gint8   *direction,
               GError **error)
{
  static const struct
  {
    const char *text;
    gint8       direction;
  } directions[] = { { "+1", 1 }, { "1", 1 }, { "-1", -1 }, { "0", 0 } };
  g_autofree char *given = NULL;
  char *colon = strrchr (word, ':');

  for (gsize i = 0; colon != NULL && i < G_N_ELEMENTS (directions); i++)
    if (g_str_equal (g_strstrip (colon + 1), directions[i].text))
      {
        *direction = directions[i].direction;
        *colon = '\0';
        g_strchomp (word);
        return TRUE;
      }

  given = jig_text_escape_display (word, -1);
  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("monotone: \"%s\" is not a feature with +1, -1 or 0, such as \"age:+1\"."), given);

  return FALSE;
}

static gboolean
read_directions (JigConstraints      *self,
                 const char          *text,
                 const char * const  *features,
                 gsize                n_features,
                 GError             **error)
{
  g_auto(GStrv) words = jig_text_split_list (text, error);

  if (words == NULL)
    return FALSE;
  if (words[0] == NULL)
    return TRUE;

  self->directions = jig_alloc (n_features, sizeof *self->directions, _("the settings"), error);
  if (self->directions == NULL)
    return FALSE;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      gint8 direction;
      gsize feature;

      if (!cut_direction (words[i], &direction, error) ||
          !find_feature (features, "monotone", words[i], &feature, error))
        return FALSE;
      if (self->directions[feature] != 0 && self->directions[feature] != direction)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                       _("monotone: \"%s\" cannot go two ways."), features[feature]);
          return FALSE;
        }
      self->directions[feature] = direction;
    }

  return TRUE;
}

/* Semicolons that stand in quotation marks separate nothing. */
static char **
split_sets (const char *text)
{
  g_autoptr(GStrvBuilder) sets = g_strv_builder_new ();
  gboolean is_quoted = FALSE;
  const char *begin = text;

  for (const char *p = text;; p++)
    {
      is_quoted ^= *p == '"';
      if (*p == '\0' || (*p == ';' && !is_quoted))
        {
          g_autofree char *set = g_strndup (begin, (gsize) (p - begin));

          g_strv_builder_add (sets, set);
          begin = p + 1;
        }
      if (*p == '\0')
        return g_strv_builder_end (sets);
    }
}

static gboolean
read_set (JigConstraints      *self,
          const char          *text,
          guint                set,
          const char * const  *features,
          GError             **error)
{
  g_auto(GStrv) names = jig_text_split_list (text, error);

  if (names == NULL)
    return FALSE;
  if (names[0] == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("interactions: set %u has no feature; sets are separated by semicolons, such"
                     " as \"a,b;c,d\"."), set + 1);
      return FALSE;
    }

  for (gsize i = 0; names[i] != NULL; i++)
    {
      gsize feature;

      if (!find_feature (features, "interactions", names[i], &feature, error))
        return FALSE;
      self->sets[feature] |= G_GUINT64_CONSTANT (1) << set;
    }

  return TRUE;
}

static gboolean
read_sets (JigConstraints      *self,
           const char          *text,
           const char * const  *features,
           gsize                n_features,
           GError             **error)
{
  g_auto(GStrv) sets = split_sets (text);

  if (text[strspn (text, " \t")] == '\0')
    return TRUE;
  if (g_strv_length (sets) > JIG_CONSTRAINTS_MAX_SETS)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("interactions: there are %u sets; at most %d can be."), g_strv_length (sets),
                   JIG_CONSTRAINTS_MAX_SETS);
      return FALSE;
    }

  self->sets = jig_alloc (n_features, sizeof *self->sets, _("the settings"), error);
  if (self->sets == NULL)
    return FALSE;

  for (guint set = 0; sets[set] != NULL; set++)
    if (!read_set (self, sets[set], set, features, error))
      return FALSE;

  return TRUE;
}

/**
 * jig_constraints_read:
 * @self: empty constraints
 * @values: with "monotone", such as `age:+1,price:-1`, and "interactions", such as
 *   `age,price;city,age`; names are written as in jig_text_split_list()
 * @features: (array zero-terminated=1): what the features are called
 * @error: return location for %JIG_ERROR_VALUE or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_constraints_read (JigConstraints      *self,
                      const JigValues     *values,
                      const char * const  *features,
                      GError             **error)
{
  const gsize n_features = g_strv_length ((char **) features);

  return read_directions (self, jig_values_get_text (values, "monotone"), features, n_features,
                          error) &&
         read_sets (self, jig_values_get_text (values, "interactions"), features, n_features,
                    error);
}

/**
 * jig_constraints_clear:
 * @self: constraints
 */
void
jig_constraints_clear (JigConstraints *self)
{
  g_clear_pointer (&self->directions, jig_free);
  g_clear_pointer (&self->sets, jig_free);
}
