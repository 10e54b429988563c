#include "core/base/json.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/number.h"
#include "core/base/text.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* An object or a list whose end has not been read. */
typedef struct
{
  JsonObject *object;   /* NULL: it is a list */
  JsonArray  *array;
  char       *member;   /* the name whose value comes next */
} Level;

typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;       /* the next byte to look at */
  const char *name;
  JsonNode   *root;     /* owns what the levels point to */
  Level       levels[JIG_LIMIT_JSON_DEPTH];
  guint       depth;
} Reader;

static gboolean
fail (const Reader  *self,
      gsize          at,
      JigError       code,
      const char    *what,
      GError       **error)
{
  JigPlace place = { .file = self->name, .line = 1, .byte = (gint64) at, .id = "json" };

  for (gsize i = 0; i < at; i++)
    if (self->text[i] == '\n')
      place.line++;

  jig_error_set_at (error, code, &place, "%s", what);

  return FALSE;
}

static char
peek (const Reader *self)
{
  return self->at < self->length ? self->text[self->at] : '\0';
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
skip_space (Reader *self)
{
  while (is_space (peek (self)))
    self->at++;
}

static gboolean
read_hex (Reader   *self,
          gunichar *value)
{
  *value = 0;

  for (int i = 0; i < 4; i++, self->at++)
    {
      int digit = g_ascii_xdigit_value (peek (self));

      if (digit < 0)
        return FALSE;
      *value = *value * 16 + (gunichar) digit;
    }

  return TRUE;
}

/* What follows \u: four digits, or eight with another \u between them. */
static gboolean
read_unicode (Reader   *self,
              gunichar *c)
{
  gunichar low;

  if (!read_hex (self, c))
    return FALSE;

  if (*c >= 0xd800 && *c <= 0xdbff)
    {
      if (peek (self) != '\\' || self->at + 1 >= self->length || self->text[self->at + 1] != 'u')
        return FALSE;

      self->at += 2;
      if (!read_hex (self, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
    }

  return *c != 0 && !(*c >= 0xdc00 && *c <= 0xdfff);
}

static gboolean
read_escape (Reader   *self,
             GString  *string,
             GError  **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  gsize begin = self->at++;
  char c = peek (self);
  const char *letter = c == '\0' ? NULL : strchr (letters, c);
  gunichar wide;

  if (letter != NULL)
    {
      g_string_append_c (string, meanings[letter - letters]);
      self->at++;
      return TRUE;
    }

  if (c != 'u')
    return fail (self, begin, JIG_ERROR_FORMAT, _("there is no such escape."), error);

  self->at++;
  if (!read_unicode (self, &wide))
    return fail (self, begin, JIG_ERROR_FORMAT,
                 _("\\u does not stand for a character here."), error);

  g_string_append_unichar (string, wide);

  return TRUE;
}

static void
read_plain (Reader  *self,
            GString *string)
{
  gsize begin = self->at;

  while (self->at < self->length
         && (guchar) self->text[self->at] >= 0x20
         && self->text[self->at] != '"'
         && self->text[self->at] != '\\')
    self->at++;

  g_string_append_len (string, self->text + begin, (gssize) (self->at - begin));
}

static char *
read_string (Reader  *self,
             GError **error)
{
  g_autoptr(GString) string = g_string_new (NULL);
  gsize begin = self->at++;
  gboolean is_fine = TRUE;

  while (is_fine)
    {
      read_plain (self, string);

      if (string->len > JIG_LIMIT_JSON_STRING_BYTES)
        is_fine = fail (self, begin, JIG_ERROR_LIMIT,
                        _("a text is longer than the limit of 16 MiB."), error);
      else if (self->at == self->length)
        is_fine = fail (self, begin, JIG_ERROR_FORMAT,
                        _("a text has no closing quotation mark."), error);
      else if (peek (self) == '\\')
        is_fine = read_escape (self, string, error);
      else if (peek (self) != '"')
        is_fine = fail (self, self->at, JIG_ERROR_FORMAT,
                        _("a control character in a text must be escaped."), error);
      else
        break;
    }

  if (!is_fine)
    return NULL;

  self->at++;

  return g_string_free (g_steal_pointer (&string), FALSE);
}

static gsize
skip_digits (Reader *self)
{
  gsize begin = self->at;

  while (g_ascii_isdigit (peek (self)))
    self->at++;

  return self->at - begin;
}

/* Moves over a number. JSON allows less than jig_number_parse() does. */
static gboolean
scan_number (Reader   *self,
             gboolean *is_whole)
{
  gboolean is_zero;
  gsize n_digits;

  *is_whole = TRUE;
  if (peek (self) == '-')
    self->at++;

  is_zero = peek (self) == '0';
  n_digits = skip_digits (self);
  if (n_digits == 0 || (is_zero && n_digits > 1))
    return FALSE;

  if (peek (self) == '.')
    {
      *is_whole = FALSE;
      self->at++;
      if (skip_digits (self) == 0)
        return FALSE;
    }

  if (peek (self) == 'e' || peek (self) == 'E')
    {
      *is_whole = FALSE;
      self->at++;
      if (peek (self) == '+' || peek (self) == '-')
        self->at++;
      if (skip_digits (self) == 0)
        return FALSE;
    }

  return TRUE;
}

static JsonNode *
read_number (Reader  *self,
             GError **error)
{
  const gsize begin = self->at;
  const char *text = self->text + begin;
  gboolean is_whole;
  gint64 whole;
  double value;
  gsize length;

  if (!scan_number (self, &is_whole))
    {
      fail (self, begin, JIG_ERROR_FORMAT, _("this is not a number."), error);
      return NULL;
    }

  length = self->at - begin;
  if (length > JIG_LIMIT_NUMBER_BYTES)
    {
      fail (self, begin, JIG_ERROR_LIMIT,
            _("a number is longer than the limit of 1,100 characters."), error);
      return NULL;
    }

  /* A whole number has no negative zero. */
  if (is_whole && jig_number_parse_int (text, length, &whole) && (whole != 0 || *text != '-'))
    return json_node_init_int (json_node_alloc (), whole);

  if (!jig_number_parse (text, length, '.', &value) || !isfinite (value))
    {
      fail (self, begin, JIG_ERROR_FORMAT,
            _("a number is larger than a double can hold."), error);
      return NULL;
    }

  return json_node_init_double (json_node_alloc (), value);
}

static gboolean
skip_word (Reader     *self,
           const char *word)
{
  gsize length = strlen (word);

  if (self->length - self->at < length || memcmp (self->text + self->at, word, length) != 0)
    return FALSE;

  self->at += length;

  return TRUE;
}

static JsonNode *
read_scalar (Reader  *self,
             GError **error)
{
  g_autofree char *string = NULL;

  if (peek (self) == '-' || g_ascii_isdigit (peek (self)))
    return read_number (self, error);

  if (skip_word (self, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (skip_word (self, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (skip_word (self, "null"))
    return json_node_init_null (json_node_alloc ());

  if (peek (self) != '"')
    {
      fail (self, self->at, JIG_ERROR_FORMAT, _("a value was expected."), error);
      return NULL;
    }

  string = read_string (self, error);
  if (string == NULL)
    return NULL;

  return json_node_init_string (json_node_alloc (), string);
}

/* Takes @node. */
static void
attach (Reader   *self,
        JsonNode *node)
{
  Level *level;

  if (self->depth == 0)
    {
      self->root = node;
      return;
    }

  level = &self->levels[self->depth - 1];
  if (level->object != NULL)
    json_object_set_member (level->object, level->member, node);
  else
    json_array_add_element (level->array, node);

  g_clear_pointer (&level->member, g_free);
}

static void
open_level (Reader *self)
{
  Level level = { NULL };
  JsonNode *node;

  if (self->text[self->at++] == '{')
    {
      level.object = json_object_new ();
      node = json_node_init_object (json_node_alloc (), level.object);
      json_object_unref (level.object);
    }
  else
    {
      level.array = json_array_new ();
      node = json_node_init_array (json_node_alloc (), level.array);
      json_array_unref (level.array);
    }

  attach (self, node);
  self->levels[self->depth++] = level;
}

/* In an object a value comes after its name. */
static gboolean
read_member (Reader  *self,
             GError **error)
{
  Level *level = &self->levels[self->depth - 1];
  gsize begin;

  if (level->object == NULL)
    return TRUE;

  skip_space (self);
  begin = self->at;
  if (peek (self) != '"')
    return fail (self, begin, JIG_ERROR_FORMAT,
                 _("a name in quotation marks was expected."), error);

  level->member = read_string (self, error);
  if (level->member == NULL)
    return FALSE;

  if (json_object_has_member (level->object, level->member))
    return fail (self, begin, JIG_ERROR_FORMAT, _("this name is there twice."), error);

  skip_space (self);
  if (peek (self) != ':')
    return fail (self, self->at, JIG_ERROR_FORMAT, _("a colon was expected."), error);
  self->at++;

  return TRUE;
}

static char
closing_mark (const Reader *self)
{
  return self->levels[self->depth - 1].object != NULL ? '}' : ']';
}

/* After a value: closes what ends there and goes to where the next value begins. */
static gboolean
read_end (Reader  *self,
          GError **error)
{
  while (self->depth > 0)
    {
      skip_space (self);

      if (peek (self) == ',')
        {
          self->at++;
          return read_member (self, error);
        }

      if (peek (self) != closing_mark (self))
        return fail (self, self->at, JIG_ERROR_FORMAT,
                     closing_mark (self) == '}' ? _("a comma or } was expected.")
                                                : _("a comma or ] was expected."), error);

      self->at++;
      self->depth--;
    }

  return TRUE;
}

static gboolean
read_value (Reader  *self,
            GError **error)
{
  JsonNode *node;

  skip_space (self);

  if (peek (self) == '{' || peek (self) == '[')
    {
      if (self->depth == JIG_LIMIT_JSON_DEPTH)
        return fail (self, self->at, JIG_ERROR_LIMIT,
                     _("values are nested deeper than the limit of 64 levels."), error);

      open_level (self);
      skip_space (self);

      return peek (self) == closing_mark (self) ? read_end (self, error)
                                                : read_member (self, error);
    }

  node = read_scalar (self, error);
  if (node == NULL)
    return FALSE;
  attach (self, node);

  return read_end (self, error);
}

static gboolean
read_document (Reader  *self,
               GError **error)
{
  gsize bad_byte;

  if (!jig_text_is_utf8 (self->text, self->length, &bad_byte))
    return fail (self, bad_byte, JIG_ERROR_FORMAT, _("this is not UTF-8."), error);

  skip_word (self, BYTE_ORDER_MARK);

  do
    {
      if (!read_value (self, error))
        return FALSE;
    }
  while (self->depth > 0);

  skip_space (self);
  if (self->at < self->length)
    return fail (self, self->at, JIG_ERROR_FORMAT, _("nothing may follow the value."), error);

  return TRUE;
}

/**
 * jig_json_parse:
 * @text: (array length=length): JSON (RFC 8259), with or without a byte order mark
 * @length: its bytes
 * @name: (nullable): where it comes from, for the error
 * @error: return location for %JIG_ERROR_FORMAT or %JIG_ERROR_LIMIT
 *
 * Reads JSON that may come from anybody. Beyond what the standard forbids, it
 * refuses names that are there twice, `\u0000`, numbers that a double cannot
 * hold, and what is deeper or longer than limits.h allows. Whole numbers that
 * fit are kept as such, all others as doubles.
 *
 * Returns: (transfer full): the value, or %NULL with @error set
 */
JsonNode *
jig_json_parse (const char  *text,
                gsize        length,
                const char  *name,
                GError     **error)
{
  Reader reader = { .text = text, .length = length, .name = name };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (read_document (&reader, error))
    return reader.root;

  for (guint i = 0; i < reader.depth; i++)
    g_free (reader.levels[i].member);
  g_clear_pointer (&reader.root, json_node_unref);

  return NULL;
}
