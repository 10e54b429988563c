#include "patterns/kit/exhibit.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char   *id;
  double  value;
} Number;

struct _JigExhibit
{
  JigHeadline  headline;   /* its texts belong to the exhibit */
  char        *sentence;
  GPtrArray   *figures;    /* of JigFigure */
  GArray      *numbers;    /* of Number */
};

static void
number_clear (gpointer data)
{
  Number *self = data;

  g_free (self->id);
}

static void
exhibit_clear (JigExhibit *self)
{
  g_free ((char *) self->headline.name);
  g_free ((char *) self->headline.unit);
  g_free ((char *) self->headline.baseline_name);
  g_free ((char *) self->headline.split);
  g_free (self->sentence);
  g_ptr_array_unref (self->figures);
  g_array_unref (self->numbers);
}

/**
 * jig_exhibit_new:
 * @headline: the number of the step; copied
 *
 * Returns: (transfer full): an exhibit without figures
 */
JigExhibit *
jig_exhibit_new (const JigHeadline *headline)
{
  JigExhibit *self;

  g_return_val_if_fail (headline->name != NULL && headline->baseline_name != NULL, NULL);

  self = g_atomic_rc_box_new0 (JigExhibit);
  self->headline = *headline;
  self->headline.name = g_strdup (headline->name);
  self->headline.unit = g_strdup (headline->unit);
  self->headline.baseline_name = g_strdup (headline->baseline_name);
  self->headline.split = g_strdup (headline->split);
  self->sentence = g_strdup ("");
  self->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_figure_unref);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  g_array_set_clear_func (self->numbers, number_clear);

  return self;
}

JigExhibit *
jig_exhibit_ref (JigExhibit *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jig_exhibit_unref (JigExhibit *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) exhibit_clear);
}

/**
 * jig_exhibit_set_sentence:
 * @self: an exhibit that nobody else holds yet
 * @format: what the result says, in words (translated)
 * @...: what goes into it
 */
void
jig_exhibit_set_sentence (JigExhibit *self,
                          const char *format,
                          ...)
{
  va_list arguments;

  g_free (self->sentence);
  va_start (arguments, format);
  self->sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/**
 * jig_exhibit_take_figure:
 * @self: an exhibit that nobody else holds yet
 * @figure: (transfer full) (nullable): what jig_figure_seal() returned
 *
 * Returns: %TRUE, or %FALSE if @figure is %NULL: its error was set when it was
 *   sealed
 */
gboolean
jig_exhibit_take_figure (JigExhibit *self,
                         JigFigure  *figure)
{
  if (figure == NULL)
    return FALSE;

  g_ptr_array_add (self->figures, figure);

  return TRUE;
}

/**
 * jig_exhibit_add_number:
 * @self: an exhibit that nobody else holds yet
 * @id: its word in JSON
 * @value: the number
 */
void
jig_exhibit_add_number (JigExhibit *self,
                        const char *id,
                        double      value)
{
  Number number = { g_strdup (id), value };

  g_array_append_val (self->numbers, number);
}

const JigHeadline *
jig_exhibit_get_headline (const JigExhibit *self)
{
  return &self->headline;
}

/**
 * jig_exhibit_dup_headline:
 * @self: an exhibit
 *
 * Returns: (transfer full): such as "RMSE 227 s, mean of the label 407 s
 *   (1,997 rows, hash split, seed 1)"
 */
char *
jig_exhibit_dup_headline (const JigExhibit *self)
{
  const JigHeadline *headline = &self->headline;
  g_autofree char *value = jig_number_to_display (headline->value, headline->n_digits);
  g_autofree char *baseline = jig_number_to_display (headline->baseline_value, headline->n_digits);
  const char *gap = headline->unit != NULL ? " " : "";
  const char *unit = headline->unit != NULL ? headline->unit : "";
  g_autofree char *number = jig_number_to_display ((double) headline->n_rows, 15);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, headline->seed);
  g_autofree char *rows = NULL;

  if (headline->n_rows == 0)
    return g_strdup_printf (_("%s: %s%s%s, against %s: %s%s%s (seed %s)"), headline->name, value,
                            gap, unit, headline->baseline_name, baseline, gap, unit, seed);

  rows = g_strdup_printf (ngettext ("%s row", "%s rows", headline->n_rows), number);

  return g_strdup_printf (_("%s: %s%s%s, against %s: %s%s%s (%s, %s, seed %s)"), headline->name,
                          value, gap, unit, headline->baseline_name, baseline, gap, unit, rows,
                          headline->split != NULL ? headline->split : _("all of them"), seed);
}

const char *
jig_exhibit_get_sentence (const JigExhibit *self)
{
  return self->sentence;
}

gsize
jig_exhibit_get_n_figures (const JigExhibit *self)
{
  return self->figures->len;
}

/**
 * jig_exhibit_get_figure:
 * @self: an exhibit
 * @i: which figure
 *
 * Returns: (transfer none): the figure
 */
JigFigure *
jig_exhibit_get_figure (const JigExhibit *self,
                        gsize             i)
{
  g_return_val_if_fail (i < self->figures->len, NULL);

  return g_ptr_array_index (self->figures, i);
}

gsize
jig_exhibit_get_n_numbers (const JigExhibit *self)
{
  return self->numbers->len;
}

/**
 * jig_exhibit_get_number:
 * @self: an exhibit
 * @i: which number
 * @value: (out): how much it is
 *
 * Returns: its id
 */
const char *
jig_exhibit_get_number (const JigExhibit *self,
                        gsize             i,
                        double           *value)
{
  const Number *number;

  g_return_val_if_fail (i < self->numbers->len, NULL);

  number = &g_array_index (self->numbers, Number, i);
  *value = number->value;

  return number->id;
}

/**
 * jig_exhibit_find_number:
 * @self: an exhibit
 * @id: the id of a number
 * @value: (out): how much it is
 *
 * Returns: whether there is such a number
 */
gboolean
jig_exhibit_find_number (const JigExhibit *self,
                         const char       *id,
                         double           *value)
{
  for (guint i = 0; i < self->numbers->len; i++)
    {
      const Number *number = &g_array_index (self->numbers, Number, i);

      if (g_str_equal (number->id, id))
        {
          *value = number->value;
          return TRUE;
        }
    }

  return FALSE;
}

static void
write_measured (const JigHeadline *headline,
                JigJsonWriter     *writer)
{
  if (headline->n_rows > 0)
    {
      jig_json_writer_name (writer, "rows");
      jig_json_writer_int (writer, (gint64) headline->n_rows);
    }
  if (headline->split != NULL)
    {
      jig_json_writer_name (writer, "split");
      jig_json_writer_string (writer, headline->split);
    }
  jig_json_writer_name (writer, "seed");
  jig_json_writer_int (writer, (gint64) headline->seed);
}

static void
write_headline (const JigHeadline *headline,
                JigJsonWriter     *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, headline->name);
  jig_json_writer_name (writer, "value");
  jig_json_writer_double (writer, headline->value);
  if (headline->unit != NULL)
    {
      jig_json_writer_name (writer, "unit");
      jig_json_writer_string (writer, headline->unit);
    }
  jig_json_writer_name (writer, "baseline");
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "name");
  jig_json_writer_string (writer, headline->baseline_name);
  jig_json_writer_name (writer, "value");
  jig_json_writer_double (writer, headline->baseline_value);
  jig_json_writer_end_object (writer);
  write_measured (headline, writer);
  jig_json_writer_end_object (writer);
}

/**
 * jig_exhibit_write:
 * @self: an exhibit
 * @writer: where an object is open
 */
void
jig_exhibit_write (const JigExhibit *self,
                   JigJsonWriter    *writer)
{
  jig_json_writer_name (writer, "headline");
  write_headline (&self->headline, writer);
  jig_json_writer_name (writer, "sentence");
  jig_json_writer_string (writer, self->sentence);
  jig_json_writer_name (writer, "numbers");
  jig_json_writer_begin_object (writer);
  for (guint i = 0; i < self->numbers->len; i++)
    {
      const Number *number = &g_array_index (self->numbers, Number, i);

      jig_json_writer_name (writer, number->id);
      jig_json_writer_double (writer, number->value);
    }
  jig_json_writer_end_object (writer);
}
