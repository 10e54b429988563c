#include "core/chart/twin.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/array.h"
#include "core/base/number.h"
#include "core/chart/mark.h"

#define DIGITS 4

/* The lines of one mark. */
typedef struct
{
  const JigMark *mark;
  gsize          first_row;
  gsize          n_rows;
  guint         *columns;    /* for each of its columns, which of the table it is */
  guint          n_columns;
} Part;

struct _JigTwin
{
  JigFigure *figure;
  GPtrArray *headers;
  GArray    *parts;         /* of Part */
  gsize      n_rows;
  gboolean   has_panels;    /* the first column says which panel */
  gboolean   has_series;    /* the next one says which series */
};

static const JigChannel listed_channels[] = {
  JIG_CHANNEL_X, JIG_CHANNEL_X_END, JIG_CHANNEL_Y, JIG_CHANNEL_LOW, JIG_CHANNEL_HIGH,
  JIG_CHANNEL_SIZE, JIG_CHANNEL_VALUE, JIG_CHANNEL_EXTRA,
};

/* What an axis without a title is called in a header. */
static const char *
get_plain_name (const JigMark *mark,
                JigAxis        axis)
{
  const JigScaleKind kind = mark->panel->axes[axis].kind;

  if (kind == JIG_SCALE_CATEGORY)
    return _("Category");
  if (kind == JIG_SCALE_TIME)
    return _("Time");

  return axis == JIG_AXIS_X ? "x" : "y";
}

static char *
dup_axis_name (const JigMark *mark,
               JigAxis        axis)
{
  char *name = jig_panel_dup_axis_name (mark->panel, axis);

  return name != NULL ? name : g_strdup (get_plain_name (mark, axis));
}

static char *
dup_channel_name (const JigMark *mark,
                  JigChannel     channel)
{
  g_autofree char *x = dup_axis_name (mark, JIG_AXIS_X);

  switch (channel)
    {
    case JIG_CHANNEL_X:
      return mark->channels[JIG_CHANNEL_X_END] != NULL ? g_strdup_printf (_("%s, from"), x)
                                                       : g_steal_pointer (&x);

    case JIG_CHANNEL_X_END:
      return g_strdup_printf (_("%s, to"), x);

    case JIG_CHANNEL_LOW:
      return g_strdup (_("Low"));

    case JIG_CHANNEL_HIGH:
      return g_strdup (_("High"));

    case JIG_CHANNEL_SIZE:
      return g_strdup (_("Size"));

    case JIG_CHANNEL_VALUE:
      return g_strdup (mark->value_title != NULL ? mark->value_title : _("Value"));

    case JIG_CHANNEL_EXTRA:
      return g_strdup (mark->extra_title != NULL ? mark->extra_title : _("Value"));

    case JIG_CHANNEL_Y:
    case JIG_CHANNEL_Y_END:
    case JIG_CHANNEL_BASE:
    case JIG_N_CHANNELS:
    default:
      return dup_axis_name (mark, JIG_AXIS_Y);
    }
}

/* Label, channels and row key, as far as the mark has them. */
static void
add_headers (const JigMark *mark,
             GPtrArray     *headers)
{
  if (mark->ops->add_headers != NULL)
    {
      mark->ops->add_headers (mark, headers);
      return;
    }

  if (mark->labels != NULL)
    g_ptr_array_add (headers, g_strdup (_("Label")));
  for (guint i = 0; i < G_N_ELEMENTS (listed_channels); i++)
    if (mark->channels[listed_channels[i]] != NULL)
      g_ptr_array_add (headers, dup_channel_name (mark, listed_channels[i]));
  if (mark->rows != NULL)
    g_ptr_array_add (headers, g_strdup (_("Row")));
}

static void
get_channel (const JigMark *mark,
             JigChannel     channel,
             gsize          row,
             JigTwinCell   *cell)
{
  const JigAxis axis = channel == JIG_CHANNEL_X || channel == JIG_CHANNEL_X_END ? JIG_AXIS_X
                                                                               : JIG_AXIS_Y;

  cell->number = mark->channels[channel][row];
  if (channel == JIG_CHANNEL_SIZE || channel == JIG_CHANNEL_VALUE
      || channel == JIG_CHANNEL_EXTRA)
    return;

  cell->kind = mark->panel->axes[axis].kind;
  if (cell->kind == JIG_SCALE_CATEGORY)
    cell->text = jig_narrate_place (mark->panel, axis, cell->number);
}

static void
get_cell (const JigMark *mark,
          gsize          row,
          gsize          column,
          JigTwinCell   *cell)
{
  if (mark->ops->get_cell != NULL)
    {
      mark->ops->get_cell (mark, row, column, cell);
      return;
    }

  if (mark->labels != NULL && column-- == 0)
    {
      cell->text = g_strdup (mark->labels[row]);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (listed_channels); i++)
    if (mark->channels[listed_channels[i]] != NULL && column-- == 0)
      {
        get_channel (mark, listed_channels[i], row, cell);
        return;
      }

  if (mark->rows[row] >= 0)
    cell->text = g_strdup_printf ("%" G_GINT64_FORMAT, mark->rows[row]);
}

static gsize
count_rows (const JigMark *mark)
{
  return mark->ops->get_n_rows != NULL ? mark->ops->get_n_rows (mark) : mark->n_items;
}

/* The column with that title, a new one if there is none that is still free:
 * two columns of one mark stay two, whatever they are called. */
static guint
claim_column (JigTwin    *self,
              const Part *part,
              char       *title)
{
  const guint first = (guint) self->has_panels + (guint) self->has_series;

  for (guint i = first; i < self->headers->len; i++)
    {
      gboolean is_free = g_str_equal (g_ptr_array_index (self->headers, i), title);

      for (guint j = 0; is_free && j < part->n_columns; j++)
        is_free = part->columns[j] != i;
      if (is_free)
        {
          g_free (title);
          return i;
        }
    }

  g_ptr_array_add (self->headers, title);
  return self->headers->len - 1;
}

static void
add_part (JigTwin       *self,
          const JigMark *mark)
{
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();
  g_autoptr(GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  Part part = { mark, self->n_rows, count_rows (mark), NULL, 0 };

  if (part.n_rows == 0)
    return;

  add_headers (mark, titles);
  for (guint i = 0; i < titles->len; i++)
    {
      const guint column = claim_column (self, &part, g_ptr_array_index (titles, i));

      g_array_append_val (columns, column);
      part.columns = (guint *) (gpointer) columns->data;
      part.n_columns = columns->len;
    }

  part.columns = (guint *) (gpointer) g_array_free (g_steal_pointer (&columns), FALSE);
  g_array_append_val (self->parts, part);
  self->n_rows += part.n_rows;
}

static guint
count_parts (const JigFigure *figure)
{
  guint n = 0;

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    {
      const JigPanel *panel = jig_figure_get_panel (figure, i);

      for (guint j = 0; j < panel->marks->len; j++)
        n += count_rows (g_ptr_array_index (panel->marks, j)) > 0;
    }

  return n;
}

/**
 * jig_twin_new:
 * @figure: a sealed figure
 *
 * Returns: (transfer full): the table that says the same
 */
JigTwin *
jig_twin_new (JigFigure *figure)
{
  JigTwin *self;

  g_return_val_if_fail (figure != NULL && jig_figure_is_sealed (figure), NULL);

  self = g_new0 (JigTwin, 1);
  self->figure = jig_figure_ref (figure);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->has_panels = jig_figure_get_n_panels (figure) > 1;
  self->has_series = count_parts (figure) > 1;
  if (self->has_panels)
    g_ptr_array_add (self->headers, g_strdup (_("Panel")));
  if (self->has_series)
    g_ptr_array_add (self->headers, g_strdup (_("Series")));

  for (guint i = 0; i < jig_figure_get_n_panels (figure); i++)
    {
      const JigPanel *panel = jig_figure_get_panel (figure, i);

      for (guint j = 0; j < panel->marks->len; j++)
        add_part (self, g_ptr_array_index (panel->marks, j));
    }

  return self;
}

void
jig_twin_free (JigTwin *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    g_free (g_array_index (self->parts, Part, i).columns);
  g_array_unref (self->parts);
  g_ptr_array_unref (self->headers);
  jig_figure_unref (self->figure);
  g_free (self);
}

gsize
jig_twin_get_n_rows (const JigTwin *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

gsize
jig_twin_get_n_columns (const JigTwin *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->headers->len;
}

const char *
jig_twin_get_header (const JigTwin *self,
                     gsize          column)
{
  g_return_val_if_fail (self != NULL && column < self->headers->len, NULL);

  return g_ptr_array_index (self->headers, column);
}

static const Part *
find_part (const JigTwin *self,
           gsize          row)
{
  guint begin = 0;
  guint end = self->parts->len;

  while (end - begin > 1)
    {
      const guint middle = begin + (end - begin) / 2;

      if (g_array_index (self->parts, Part, middle).first_row <= row)
        begin = middle;
      else
        end = middle;
    }

  return &g_array_index (self->parts, Part, begin);
}

/* All digits: what is read back is the same number. */
static char *
write_cell (JigTwinCell *cell)
{
  if (cell->text != NULL)
    return g_steal_pointer (&cell->text);
  if (isnan (cell->number))
    return g_strdup ("");
  if (cell->kind == JIG_SCALE_TIME && isfinite (cell->number))
    return jig_ticks_dup_time (cell->number);

  return jig_number_to_string (cell->number);
}

/**
 * jig_twin_dup_cell:
 * @self: a twin
 * @row: a line
 * @column: a column
 *
 * Returns: (transfer full): what is in the cell; numbers with all their digits
 */
char *
jig_twin_dup_cell (const JigTwin *self,
                   gsize          row,
                   gsize          column)
{
  JigTwinCell cell = JIG_TWIN_CELL_EMPTY;
  const Part *part;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < self->n_rows && column < self->headers->len, NULL);

  part = find_part (self, row);
  if (self->has_panels && column == 0)
    {
      const char *title = part->mark->panel->title;

      return title != NULL ? g_strdup (title)
                           : g_strdup_printf ("%u", part->mark->panel->index + 1);
    }
  if (self->has_series && column == (gsize) self->has_panels)
    return g_strdup (part->mark->name != NULL ? part->mark->name : "");

  for (guint i = 0; i < part->n_columns; i++)
    if (part->columns[i] == column)
      get_cell (part->mark, row - part->first_row, i, &cell);

  return write_cell (&cell);
}

/**
 * jig_twin_get_item:
 * @self: a twin
 * @row: a line
 *
 * Returns: the item that the line is about, or the first of several
 */
JigItemId
jig_twin_get_item (const JigTwin *self,
                   gsize          row)
{
  const Part *part;
  gsize item;

  g_return_val_if_fail (self != NULL && row < self->n_rows, JIG_NO_ITEM_ID);

  part = find_part (self, row);
  item = row - part->first_row;

  return jig_mark_get_id (part->mark, item * (part->mark->n_items / part->n_rows));
}

/* A plain name is not worth saying before the name of a category or a time. */
static gboolean
is_plain_name (const JigMark *mark,
               const char    *header)
{
  for (guint axis = 0; axis < JIG_N_AXES; axis++)
    {
      const JigAxisSpec *spec = &mark->panel->axes[axis];

      if ((spec->kind == JIG_SCALE_CATEGORY || spec->kind == JIG_SCALE_TIME)
          && spec->title == NULL && g_str_equal (header, get_plain_name (mark, axis)))
        return TRUE;
    }

  return FALSE;
}

/* As it is said: few digits. */
static char *
say_cell (JigTwinCell *cell)
{
  if (cell->text == NULL && cell->kind != JIG_SCALE_TIME && !isnan (cell->number))
    return jig_number_to_display (cell->number, DIGITS);

  return write_cell (cell);
}

/**
 * jig_twin_dup_item:
 * @mark: a mark whose lines are its items
 * @item: one of them
 *
 * Returns: (transfer full): its line in words, such as "Test: Round 33, Loss 0.137"
 */
char *
jig_twin_dup_item (const JigMark *mark,
                   gsize          item)
{
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (mark->name);
  const char *between = mark->name != NULL ? ": " : "";

  if (item >= count_rows (mark))
    return g_string_free (text, FALSE);

  add_headers (mark, headers);
  for (guint i = 0; i < headers->len; i++)
    {
      const char *header = g_ptr_array_index (headers, i);
      const gboolean is_plain = is_plain_name (mark, header);
      JigTwinCell cell = JIG_TWIN_CELL_EMPTY;
      g_autofree char *said = NULL;

      get_cell (mark, item, i, &cell);
      said = say_cell (&cell);
      if (*said == '\0')
        continue;

      g_string_append_printf (text, "%s%s%s%s", between, is_plain ? "" : header,
                              is_plain ? "" : " ", said);
      between = ", ";
    }

  return g_string_free (text, FALSE);
}

static void
append_quoted (GString    *line,
               const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text);
      return;
    }

  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

static void
write_header (const JigTwin *self,
              GString       *line)
{
  g_string_truncate (line, 0);
  for (guint i = 0; i < self->headers->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_quoted (line, g_ptr_array_index (self->headers, i));
    }
  g_string_append_c (line, '\n');
}

static void
write_row (const JigTwin *self,
           GString       *line,
           gsize          row)
{
  g_string_truncate (line, 0);
  for (guint i = 0; i < self->headers->len; i++)
    {
      g_autofree char *cell = jig_twin_dup_cell (self, row, i);

      if (i > 0)
        g_string_append_c (line, ',');
      append_quoted (line, cell);
    }
  g_string_append_c (line, '\n');
}

/**
 * jig_twin_to_csv:
 * @self: a twin
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): all of it as CSV, for jig_free(), or %NULL with @error set
 */
char *
jig_twin_to_csv (const JigTwin  *self,
                 GError        **error)
{
  g_auto(JigArray) text = JIG_ARRAY_INIT (char, "the table");
  g_autoptr(GString) line = g_string_new (NULL);
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  write_header (self, line);
  if (!jig_array_append (&text, line->str, line->len, error))
    return NULL;

  for (gsize row = 0; row < self->n_rows; row++)
    {
      write_row (self, line, row);
      if (!jig_array_append (&text, line->str, line->len, error))
        return NULL;
    }

  if (!jig_array_append (&text, "", 1, error))
    return NULL;

  return jig_array_steal (&text, &length);
}

/**
 * jig_twin_write_csv:
 * @self: a twin
 * @output: where to
 * @error: return location for an I/O error
 *
 * Writes all of it as CSV.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_twin_write_csv (const JigTwin  *self,
                    JigOutput      *output,
                    GError        **error)
{
  g_autoptr(GString) line = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && output != NULL, FALSE);

  write_header (self, line);
  if (!jig_output_write (output, line->str, line->len, error))
    return FALSE;

  for (gsize row = 0; row < self->n_rows; row++)
    {
      write_row (self, line, row);
      if (!jig_output_write (output, line->str, line->len, error))
        return FALSE;
    }

  return TRUE;
}
