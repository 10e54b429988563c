#include "core/chart/ticks.h"

#include <math.h>

static char *
join (const JigTicks *ticks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ticks->n_items; i++)
    if (ticks->items[i].label[0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "", ticks->items[i].label);

  return g_string_free (text, FALSE);
}

static void
test_labels (void)
{
  static const struct
  {
    JigScaleKind  kind;
    double        lower;
    double        upper;
    guint         n_wanted;
    const char   *language;
    const char   *labels;
  } rows[] = {
    { JIG_SCALE_LINEAR, 0, 1, 5, NULL, "0.0 | 0.2 | 0.4 | 0.6 | 0.8 | 1.0" },
    { JIG_SCALE_LINEAR, -3, 3, 6, NULL, "−3 | −2 | −1 | 0 | 1 | 2 | 3" },
    { JIG_SCALE_LINEAR, 0.131, 0.139, 4, NULL, "0.132 | 0.134 | 0.136 | 0.138" },
    { JIG_SCALE_LINEAR, 0, 4000, 4, NULL, "0 | 1000 | 2000 | 3000 | 4000" },
    { JIG_SCALE_LINEAR, 0, 40000, 4, NULL, "0 | 10K | 20K | 30K | 40K" },
    { JIG_SCALE_LINEAR, 0, 3e6, 3, NULL, "0 | 1M | 2M | 3M" },
    { JIG_SCALE_LINEAR, 0, 3e6, 3, "ko", "0 | 100만 | 200만 | 300만" },
    { JIG_SCALE_LINEAR, 0, 3e8, 3, "ko_KR", "0 | 1억 | 2억 | 3억" },
    { JIG_SCALE_LINEAR, 1000000, 1000004, 4, NULL,
      "1,000,000 | 1,000,001 | 1,000,002 | 1,000,003 | 1,000,004" },
    { JIG_SCALE_LINEAR, 0, 3e-6, 3, NULL, "0 | 1×10⁻⁶ | 2×10⁻⁶ | 3×10⁻⁶" },
    { JIG_SCALE_LINEAR, 0, 3e15, 3, NULL, "0 | 1×10¹⁵ | 2×10¹⁵ | 3×10¹⁵" },
    { JIG_SCALE_LOG, 1, 1000, 4, NULL, "1 | 10 | 100 | 1000" },
    { JIG_SCALE_LOG, 1, 100, 8, NULL, "1 | 2 | 5 | 10 | 20 | 50 | 100" },
    { JIG_SCALE_LOG, 1e-8, 1e-4, 4, NULL, "10⁻⁸ | 10⁻⁷ | 10⁻⁶ | 10⁻⁵ | 0.0001" },
    { JIG_SCALE_LOG, 1, 1e12, 4, NULL, "1 | 1000 | 1M | 1B | 1T" },
    { JIG_SCALE_TIME, 0, 86400, 4, NULL, "01-01 | 06:00 | 12:00 | 18:00 | 01-02" },
    { JIG_SCALE_TIME, 1709251200, 1711929600, 5, NULL,
      "2024-03-04 | 03-11 | 03-18 | 03-25 | 2024-04" },
    { JIG_SCALE_TIME, 1704067200, 1735689600, 5, NULL,
      "2024 | 2024-04 | 2024-07 | 2024-10 | 2025" },
    { JIG_SCALE_TIME, 0, 1735689600, 6, NULL, "1970 | 1980 | 1990 | 2000 | 2010 | 2020" },
    { JIG_SCALE_CATEGORY, -0.5, 3.5, 4, NULL, "" },
    { JIG_SCALE_LINEAR, 1, 1, 4, NULL, "" },
    { JIG_SCALE_LINEAR, -1.7e308, 1.7e308, 4, NULL, "" },
    { JIG_SCALE_LINEAR, NAN, 1, 4, NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JigTicks ticks;
      g_autofree char *labels = NULL;

      g_test_message ("%g to %g", rows[i].lower, rows[i].upper);
      jig_ticks_find (&ticks, rows[i].kind, rows[i].lower, rows[i].upper, rows[i].n_wanted,
                      rows[i].language);
      labels = join (&ticks);
      g_assert_cmpstr (labels, ==, rows[i].labels);
    }
}

/* Whatever the range is: in order, inside, few, each label another one. */
static void
test_any_range (gconstpointer data)
{
  const JigScaleKind kind = GPOINTER_TO_UINT (data);
  g_autoptr(GRand) random = g_rand_new_with_seed (kind);

  for (int i = 0; i < 3000; i++)
    {
      const double size = pow (10, g_rand_double_range (random, -6, 9));
      const double lower = kind == JIG_SCALE_LOG ? size
                                                 : size * g_rand_double_range (random, -1, 1);
      const double upper = kind == JIG_SCALE_LOG
                             ? size * pow (10, g_rand_double_range (random, 0.01, 12))
                             : lower + size * g_rand_double_range (random, 1e-3, 2);
      const guint n_wanted = (guint) g_rand_int_range (random, 2, 12);
      JigTicks ticks;

      jig_ticks_find (&ticks, kind, lower, upper, n_wanted, NULL);
      for (guint j = 0; j < ticks.n_items; j++)
        {
          const double slack = 1e-6 * (upper - lower);

          g_assert_cmpfloat (ticks.items[j].value, >=, lower - slack);
          g_assert_cmpfloat (ticks.items[j].value, <=, upper + slack);
          g_assert_true (g_utf8_validate (ticks.items[j].label, -1, NULL));
          if (j == 0)
            continue;
          g_assert_cmpfloat (ticks.items[j].value, >, ticks.items[j - 1].value);
          if (ticks.items[j].label[0] != '\0')
            g_assert_cmpstr (ticks.items[j].label, !=, ticks.items[j - 1].label);
        }
      if (kind == JIG_SCALE_LINEAR)
        g_assert_cmpuint (ticks.n_items, <=, 2 * n_wanted + 1);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    double      value;
    const char *english;
    const char *korean;
  } rows[] = {
    { 0, "0", "0" }, { 0.5, "0.5", "0.5" }, { 0.1372, "0.137", "0.137" }, { -2.5, "−2.5", "−2.5" },
    { 1234, "1234", "1234" }, { 12345, "12.3K", "1.23만" }, { 250000000, "250M", "2.5억" },
    { 1e-7, "1.00×10⁻⁷", "1.00×10⁻⁷" }, { 9.999e20, "1.00×10²¹", "1.00×10²¹" },
    { NAN, "–", "–" }, { -INFINITY, "–", "–" }, { -1e-5, "−1.00×10⁻⁵", "−1.00×10⁻⁵" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *english = jig_ticks_dup_number (rows[i].value, NULL);
      g_autofree char *korean = jig_ticks_dup_number (rows[i].value, "ko");

      g_assert_cmpstr (english, ==, rows[i].english);
      g_assert_cmpstr (korean, ==, rows[i].korean);
    }
}

static void
test_times (void)
{
  static const struct
  {
    double      seconds;
    const char *text;
  } rows[] = {
    { 0, "1970-01-01" }, { 1710428966, "2024-03-14 15:09:26" }, { -1, "1969-12-31 23:59:59" },
    { 54540, "1970-01-01 15:09" },
    { 1e17, "1.00×10¹⁷" }, { NAN, "–" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = jig_ticks_dup_time (rows[i].seconds);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_steps (void)
{
  static const struct
  {
    double span;
    guint  n_wanted;
    double step;
  } rows[] = {
    { 10, 10, 1 }, { 10, 5, 2 }, { 10, 3, 5 }, { 10, 1, 10 }, { 7, 5, 1 }, { 8, 5, 2 },
    { 0.013, 6, 0.002 }, { 3.4e9, 4, 1e9 }, { 1, 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpfloat_with_epsilon (jig_ticks_nice_step (rows[i].span, rows[i].n_wanted),
                                    rows[i].step, 1e-12 * rows[i].step);
  g_assert_cmpfloat (jig_ticks_nice_step (5e-324, 5), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ticks/labels", test_labels);
  g_test_add_data_func ("/ticks/any-range/linear", GUINT_TO_POINTER (JIG_SCALE_LINEAR),
                        test_any_range);
  g_test_add_data_func ("/ticks/any-range/log", GUINT_TO_POINTER (JIG_SCALE_LOG),
                        test_any_range);
  g_test_add_data_func ("/ticks/any-range/time", GUINT_TO_POINTER (JIG_SCALE_TIME),
                        test_any_range);
  g_test_add_func ("/ticks/numbers", test_numbers);
  g_test_add_func ("/ticks/times", test_times);
  g_test_add_func ("/ticks/steps", test_steps);

  return g_test_run ();
}
