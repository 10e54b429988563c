#include "patterns/kit/exhibit.h"

static JigExhibit *
make_exhibit (void)
{
  JigExhibit *exhibit = jig_exhibit_new (&(JigHeadline) {
    .name = "RMSE", .value = 227.04, .unit = "s", .n_digits = 4, .better = -1,
    .baseline_name = "mean", .baseline_value = 407.37, .n_rows = 1997, .split = "by hash",
    .seed = 3,
  });

  jig_exhibit_set_sentence (exhibit, "%d of %d", 20, 20);
  jig_exhibit_add_number (exhibit, "rmse", 227.04);
  jig_exhibit_add_number (exhibit, "bias", -3.5);

  return exhibit;
}

static JigFigure *
make_figure (void)
{
  JigFigure *figure = jig_figure_new ("bars", "Bars");
  JigPanel *panel = jig_figure_add_panel (figure, NULL);
  g_autoptr(GError) error = NULL;

  jig_panel_add_bars (panel, "A", (double[]) { 1, 2 }, 2);
  figure = jig_figure_seal (figure, &error);
  g_assert_no_error (error);

  return figure;
}

static void
test_numbers (void)
{
  g_autoptr(JigExhibit) exhibit = make_exhibit ();
  double value;

  g_assert_cmpuint (jig_exhibit_get_n_numbers (exhibit), ==, 2);
  g_assert_cmpstr (jig_exhibit_get_number (exhibit, 1, &value), ==, "bias");
  g_assert_cmpfloat (value, ==, -3.5);
  g_assert_true (jig_exhibit_find_number (exhibit, "rmse", &value));
  g_assert_cmpfloat (value, ==, 227.04);
  g_assert_false (jig_exhibit_find_number (exhibit, "mae", &value));
}

static void
test_figures (void)
{
  g_autoptr(JigExhibit) exhibit = make_exhibit ();
  g_autoptr(JigExhibit) other = jig_exhibit_ref (exhibit);

  g_assert_false (jig_exhibit_take_figure (exhibit, NULL));
  g_assert_cmpuint (jig_exhibit_get_n_figures (exhibit), ==, 0);
  g_assert_true (jig_exhibit_take_figure (exhibit, make_figure ()));
  g_assert_cmpuint (jig_exhibit_get_n_figures (other), ==, 1);
  g_assert_cmpstr (jig_figure_get_id (jig_exhibit_get_figure (other, 0)), ==, "bars");
}

/* No headline is read without what it is measured against, and on what. */
static void
test_headline (void)
{
  g_autoptr(JigExhibit) exhibit = make_exhibit ();
  g_autoptr(JigExhibit) bare = jig_exhibit_new (&(JigHeadline) {
    .name = "features", .value = 63, .n_digits = 6, .baseline_name = "inputs",
    .baseline_value = 5, .seed = 1,
  });
  g_autofree char *text = jig_exhibit_dup_headline (exhibit);
  g_autofree char *short_text = jig_exhibit_dup_headline (bare);

  g_assert_cmpstr (text, ==,
                   "RMSE: 227 s, against mean: 407.4 s (1,997 rows, by hash, seed 3)");
  g_assert_cmpstr (short_text, ==, "features: 63, against inputs: 5 (seed 1)");
}

static void
test_json (void)
{
  g_autoptr(JigExhibit) exhibit = make_exhibit ();
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_json_writer_begin_object (writer);
  jig_exhibit_write (exhibit, writer);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);

  g_assert_cmpstr (text, ==,
                   "{\"headline\":{\"name\":\"RMSE\",\"value\":227.04,\"unit\":\"s\","
                   "\"baseline\":{\"name\":\"mean\",\"value\":407.37},\"rows\":1997,"
                   "\"split\":\"by hash\",\"seed\":3},\"sentence\":\"20 of 20\","
                   "\"numbers\":{\"rmse\":227.04,\"bias\":-3.5}}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exhibit/numbers", test_numbers);
  g_test_add_func ("/exhibit/figures", test_figures);
  g_test_add_func ("/exhibit/headline", test_headline);
  g_test_add_func ("/exhibit/json", test_json);

  return g_test_run ();
}
