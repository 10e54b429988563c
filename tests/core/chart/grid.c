#include "core/chart/grid.h"

#include <math.h>

#include "tests/support/memory.h"

#define N_ROWS    ((guint64) 1 << 40)
#define N_COLUMNS 100

typedef struct
{
  guint64 n_rows;
  gsize   n_columns;
  gsize   n_asked;      /* cells */
} Table;

static guint64
get_n_rows (gpointer data)
{
  return ((const Table *) data)->n_rows;
}

static gsize
get_n_columns (gpointer data)
{
  return ((const Table *) data)->n_columns;
}

static void
get_column (gpointer       data,
            gsize          column,
            JigGridColumn *look)
{
  static const guint32 counts[] = { 1, 5, 3, 0 };

  look->title = column == 3 ? "the title of a column that is very long indeed" : "column";
  look->type = column % 2 == 0 ? "number" : "text";
  look->missing = column % 3 == 0 ? 0.034 : 0;
  look->counts = counts;
  look->n_counts = 4;
  look->is_number = column % 2 == 0;
}

static void
get_cell (gpointer     data,
          guint64      row,
          gsize        column,
          GString     *text,
          JigGridCell *look)
{
  Table *table = data;

  g_assert_cmpuint (row, <, table->n_rows);
  g_assert_cmpuint (column, <, table->n_columns);
  g_assert_cmpuint (text->len, ==, 0);
  table->n_asked++;
  if (column == 1)
    g_string_append (text, "missing");
  else
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, row);
  if (column == 1)
    look->fill = (JigInk) { JIG_TONE_MISSING, 0.2f, 0 };
}

static const JigGridSource source = { get_n_rows, get_n_columns, get_column, get_cell };

static JigGridView
make_view (guint64 row,
           double  x)
{
  return (JigGridView) { .width = 800, .height = 600, .x = x, .row = row,
                         .cursor_row = G_MAXUINT64, .pinned_row = G_MAXUINT64 };
}

static void
test_visible (void)
{
  Table table = { N_ROWS, N_COLUMNS, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);

  for (double x = 0; x < jig_grid_get_total_width (grid); x += 37)
    {
      const JigGridView view = make_view (5, x);
      guint64 n_rows;
      gsize first, n_columns;

      jig_grid_get_visible (grid, &view, &n_rows, &first, &n_columns);
      g_assert_cmpuint (n_rows, ==, 20);
      for (gsize i = 0; i < N_COLUMNS; i++)
        {
          const JigRect rect = jig_grid_get_cell_rect (grid, &view, 5, i);
          const gboolean is_there = rect.x + rect.width > jig_grid_get_gutter_width (grid)
                                    && rect.x < view.width;

          g_assert_cmpint (is_there, ==, i >= first && i < first + n_columns);
        }
    }
}

/* The last of 2^40 rows is where it should be, to the pixel. */
static void
test_far_away (void)
{
  Table table = { N_ROWS, N_COLUMNS, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
  JigGridView view = make_view (0, 0);
  JigRect rect;

  jig_grid_reveal (grid, &view, N_ROWS - 1, N_COLUMNS - 1);
  rect = jig_grid_get_cell_rect (grid, &view, N_ROWS - 1, N_COLUMNS - 1);
  g_assert_cmpfloat (rect.y + rect.height, ==, 600);
  g_assert_cmpfloat (rect.x + rect.width, ==, 800);

  jig_grid_scroll (grid, &view, 0, -1);
  rect = jig_grid_get_cell_rect (grid, &view, N_ROWS - 1, N_COLUMNS - 1);
  g_assert_cmpfloat (rect.y + rect.height, ==, 601);
  jig_grid_scroll (grid, &view, 1e9, 1e9);
  rect = jig_grid_get_cell_rect (grid, &view, N_ROWS - 1, N_COLUMNS - 1);
  g_assert_cmpfloat (rect.y + rect.height, ==, 600);
}

/* What is painted at a point is what is found there. */
static void
test_hit (void)
{
  Table table = { 1000, 10, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
  JigGridView view = make_view (17, 55);
  guint64 row = 0;
  gsize column = 0;

  view.row_pixel = 9;
  for (guint64 i = 18; i < 25; i++)
    for (gsize j = 1; j < 4; j++)
      {
        const JigRect rect = jig_grid_get_cell_rect (grid, &view, i, j);

        g_assert_cmpint (jig_grid_hit (grid, &view, rect.x + 1, rect.y + 1, &row, &column), ==,
                         JIG_GRID_CELL);
        g_assert_cmpuint (row, ==, i);
        g_assert_cmpuint (column, ==, j);
      }
}

static void
test_hit_parts (void)
{
  Table table = { 5, 2, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
  const JigGridView view = make_view (0, 0);
  const JigRect second = jig_grid_get_cell_rect (grid, &view, 0, 1);
  const struct
  {
    double      x;
    double      y;
    JigGridPart part;
    gsize       column;
  } rows[] = {
    { second.x + 20, 10, JIG_GRID_HEADER, 1 },
    { second.x + 2, 10, JIG_GRID_DIVIDER, 0 },
    { second.x - 2, 10, JIG_GRID_DIVIDER, 0 },
    { second.x + second.width + 2, 10, JIG_GRID_DIVIDER, 1 },
    { second.x + second.width + 20, 10, JIG_GRID_NOTHING, 0 },
    { 5, 10, JIG_GRID_NOTHING, 0 },
    { 5, second.y + 5, JIG_GRID_GUTTER, 0 },
    { second.x + 5, second.y + 5 * second.height + 1, JIG_GRID_NOTHING, 0 },
    { second.x + second.width + 1, second.y + 5, JIG_GRID_NOTHING, 0 },
    { -1, 10, JIG_GRID_NOTHING, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint64 row;
      gsize column = 0;

      g_test_message ("%lu", (gulong) i);
      g_assert_cmpint (jig_grid_hit (grid, &view, rows[i].x, rows[i].y, &row, &column), ==,
                       rows[i].part);
      if (rows[i].part == JIG_GRID_HEADER || rows[i].part == JIG_GRID_DIVIDER)
        g_assert_cmpuint (column, ==, rows[i].column);
    }
}

static void
test_widths (void)
{
  Table table = { 100, 5, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
  const double before = jig_grid_get_total_width (grid);
  const double first = jig_grid_get_column_width (grid, 0);
  JigGridColumn look;

  g_assert_cmpfloat (jig_grid_get_column_width (grid, 3), >, first);
  jig_grid_set_column_width (grid, 0, first + 50);
  g_assert_cmpfloat (jig_grid_get_total_width (grid), ==, before + 50);
  g_assert_cmpfloat (jig_grid_get_column_width (grid, 1), ==, first);
  jig_grid_set_column_width (grid, 0, -7);
  g_assert_cmpfloat (jig_grid_get_column_width (grid, 0), ==, JIG_GRID_LEAST_WIDTH);
  jig_grid_fit_column (grid, 3, 0, 20);
  g_assert_cmpfloat (jig_grid_get_column_width (grid, 3), >, 200);

  /* The header of a narrow column shows its kind and what is missing. */
  jig_grid_fit_column (grid, 0, 0, 20);
  jig_grid_describe_column (grid, 0, &look);
  g_assert_cmpfloat (jig_grid_get_column_width (grid, 0), >=,
                     jig_grid_get_facts_width (grid, &look));
  g_assert_cmpfloat (jig_grid_get_facts_width (grid, &look), >, 60);
}

static void
test_clamp (void)
{
  Table table = { 7, 2, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
  JigGridView view = make_view (5, 100);

  jig_grid_clamp (grid, &view);
  g_assert_cmpuint (view.row, ==, 0);
  g_assert_cmpfloat (view.row_pixel, ==, 0);
  g_assert_cmpfloat (view.x, ==, 0);

  view.height = 150;
  jig_grid_scroll (grid, &view, 0, 1000);
  g_assert_cmpfloat (jig_grid_get_cell_rect (grid, &view, 6, 0).y, ==,
                     150 - jig_grid_get_row_height (grid));
  jig_grid_scroll (grid, &view, 0, -1000);
  g_assert_cmpuint (view.row, ==, 0);
}

static void
test_text_scale (void)
{
  Table table = { 7, 2, 0 };
  g_autoptr(JigGrid) one = jig_grid_new (&source, &table, 1, NULL);
  g_autoptr(JigGrid) two = jig_grid_new (&source, &table, 2, NULL);

  g_assert_cmpfloat (jig_grid_get_row_height (two), ==, 2 * jig_grid_get_row_height (one));
  g_assert_cmpfloat (jig_grid_get_row_height (one), >=, 24);
}

/* However large the table is, only what is on screen is asked for. */
static void
test_paint (void)
{
  static const struct
  {
    guint64 n_rows;
    gsize   n_columns;
    gsize   most;
  } rows[] = { { 0, 0, 0 }, { 0, 3, 0 }, { 5, 0, 0 }, { 1, 1, 1 }, { N_ROWS, N_COLUMNS, 200 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Table table = { rows[i].n_rows, rows[i].n_columns, 0 };
      g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 600);
      cairo_t *cr = cairo_create (surface);
      JigGridView view = make_view (rows[i].n_rows / 2, 40);

      view.cursor_row = view.pinned_row = view.row;
      jig_grid_paint (grid, &view, jig_palette_get (TRUE, FALSE), cr);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpuint (table.n_asked, <=, rows[i].most);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static guint32
pixel_at (cairo_surface_t *surface,
          int              x,
          int              y)
{
  const guchar *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface)
         + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) data)[x];
}

static void
test_colors (void)
{
  Table table = { 1000, 10, 0 };
  g_autoptr(JigGrid) grid = jig_grid_new (&source, &table, 1, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 600);
  cairo_t *cr = cairo_create (surface);
  JigGridView view = make_view (0, 0);
  const JigRect missing = jig_grid_get_cell_rect (grid, &view, 0, 1);
  const JigRect pinned = jig_grid_get_cell_rect (grid, &view, 3, 2);

  view.pinned_row = 3;
  jig_grid_paint (grid, &view, jig_palette_get (FALSE, FALSE), cr);

  /* The accent marks the followed row in the gutter and tints its cells. */
  g_assert_cmphex (pixel_at (surface, 1, (int) pinned.y + 14), ==, 0xff1a69c8);
  g_assert_cmphex (pixel_at (surface, (int) pinned.x + 2, (int) pinned.y + 3), !=, 0xffffffff);
  g_assert_cmphex (pixel_at (surface, (int) missing.x + 2, (int) missing.y + 3), !=, 0xffffffff);
  g_assert_cmphex (pixel_at (surface, (int) pinned.x + 2, (int) missing.y + 3), ==, 0xffffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static gboolean
try_new (gpointer   data,
         GError   **error)
{
  g_autoptr(JigGrid) grid = jig_grid_new (&source, data, 1, error);

  return grid != NULL;
}

static void
test_memory (void)
{
  Table table = { 1000, 10, 0 };

  g_assert_cmpuint (jig_test_every_allocation_fails (try_new, &table), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grid/visible", test_visible);
  g_test_add_func ("/grid/far-away", test_far_away);
  g_test_add_func ("/grid/hit", test_hit);
  g_test_add_func ("/grid/hit-parts", test_hit_parts);
  g_test_add_func ("/grid/widths", test_widths);
  g_test_add_func ("/grid/clamp", test_clamp);
  g_test_add_func ("/grid/text-scale", test_text_scale);
  g_test_add_func ("/grid/paint", test_paint);
  g_test_add_func ("/grid/colors", test_colors);
  g_test_add_func ("/grid/memory", test_memory);

  return g_test_run ();
}
