#include "core/data/boolean-words.h"

#include <string.h>

/* No and yes. 0 and 1 come last: a reader of files leaves those to numbers. */
static const char * const pairs[][2] = {
  { "N", "Y" },
  { "no", "yes" },
  { "false", "true" },
  { "F", "T" },
  { "X", "O" },
  { "아니오", "예" },
  { "0", "1" },
};

static gboolean
is_word (const char *word,
         const char *text,
         gsize       length)
{
  return strlen (word) == length && g_ascii_strncasecmp (word, text, length) == 0;
}

static gboolean
find (const char *text,
      gsize       length,
      int        *pair,
      guint8     *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint8 v = 0; v < 2; v++)
      if (is_word (pairs[i][v], text, length))
        {
          *pair = (int) i;
          *value = v;
          return TRUE;
        }

  return FALSE;
}

/**
 * jig_boolean_words_read:
 * @self: what is known from the cells before
 * @text: a cell that is not missing; need not end with NUL
 * @length: its length
 * @value: (out): 0 or 1
 *
 * Knows Y/N, yes/no, true/false, T/F, O/X, 예/아니오 and 1/0. The first cell
 * decides which pair it is.
 *
 * Returns: %TRUE, or %FALSE with @self and @value as they were if the cell is
 *   not of that pair
 */
gboolean
jig_boolean_words_read (JigBooleanWords *self,
                        const char      *text,
                        gsize            length,
                        guint8          *value)
{
  guint8 found;
  int pair;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!find (text, length, &pair, &found) || (self->pair >= 0 && self->pair != pair))
    return FALSE;

  self->pair = pair;
  if (self->seen[found][0] == '\0')
    memcpy (self->seen[found], text, length);
  *value = found;

  return TRUE;
}

/**
 * jig_boolean_words_get:
 * @self: what is known from the cells
 * @value: no or yes
 *
 * Returns: (nullable): how the column writes @value, or would; %NULL before its
 *   first cell
 */
const char *
jig_boolean_words_get (const JigBooleanWords *self,
                       gboolean               value)
{
  guint8 v = value ? 1 : 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->seen[v][0] != '\0')
    return self->seen[v];

  return self->pair >= 0 ? pairs[self->pair][v] : NULL;
}
