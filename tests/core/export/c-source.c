#include "core/export/c-source.h"

#include "core/base/error.h"
#include "tests/support/exports.h"
#include "tests/support/memory.h"

#include <glib/gstdio.h>
#include <string.h>

static GBytes *
write_source (const JigTestExport *test,
              JigProgram         **program)
{
  g_autoptr(GError) error = NULL;
  GBytes *source;

  *program = jig_program_new (test->recipe, test->model, &error);
  g_assert_no_error (error);
  source = jig_c_source_write (*program, test->recipe, test->model, test->target, "city", &error);
  g_assert_no_error (error);

  return source;
}

/* Every table comes back with the same bits. */
static void
test_reads_back (void)
{
  static const char * const kinds[] = { "linear", "boost", "constant" };
  g_autoptr(JigFrame) frame = jig_test_mixed (300);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto(JigTestExport) test = { NULL };
      g_autoptr(JigProgram) program = NULL;
      g_autoptr(JigProgram) read = NULL;
      g_autoptr(GBytes) source = NULL;
      g_autoptr(GError) error = NULL;

      jig_test_export_init (&test, frame, NULL, "label", kinds[i], i == 1 ? "trees=9" : "");
      source = write_source (&test, &program);
      read = jig_c_source_read (source, "model.c", &error);
      g_assert_no_error (error);

      for (JigProgramTable table = 0; table < JIG_N_PROGRAM_TABLES; table++)
        {
          const JigArray *a = &program->tables[table];
          const JigArray *b = &read->tables[table];

          g_assert_cmpuint (a->n_items, ==, b->n_items);
          if (table != JIG_PROGRAM_TEXTS)
            g_assert_cmpmem (a->items, a->n_items * a->item_size, b->items,
                             b->n_items * b->item_size);
          for (gsize k = 0; table == JIG_PROGRAM_TEXTS && k < a->n_items; k++)
            g_assert_cmpstr (jig_array_index (a, char *, k), ==, jig_array_index (b, char *, k));
        }
      g_assert_cmpint (read->portable.n_features, ==, program->portable.n_features);
      g_assert_cmpint (read->portable.link, ==, PORTABLE_SOFTMAX);
    }
}

/* Numbers and texts that are easily written wrongly. */
static void
test_hard_items (void)
{
  static const double numbers[] = {
    -0.0, 0.0, 5e-324, 1.7976931348623157e308, 0.1, -1e15, 1e16, 9007199254740993.0, 123456789.0,
  };
  g_autoptr(JigFrame) frame = jig_test_mixed (30);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(JigProgram) read = NULL;
  g_autoptr(GBytes) source = NULL;
  char *text = g_strdup ("?\?= \"\\\n\r\t\x01 한 };\n{ 1, 2");

  jig_test_export_init (&test, frame, NULL, "amount", "constant", "");
  program = jig_program_new (test.recipe, test.model, NULL);
  jig_program_append (program, JIG_PROGRAM_KEYS, numbers, G_N_ELEMENTS (numbers), NULL);
  jig_program_append (program, JIG_PROGRAM_TEXTS, &text, 1, NULL);
  source = jig_c_source_write (program, test.recipe, test.model, "amount", "x", NULL);
  read = jig_c_source_read (source, "model.c", NULL);

  /* To a compiler -0 is a whole number, which is not below zero. */
  g_assert_nonnull (strstr (g_bytes_get_data (source, NULL), "-0.0, 0.0, 5e-324, "));
  g_assert_cmpmem (program->tables[JIG_PROGRAM_KEYS].items,
                   program->tables[JIG_PROGRAM_KEYS].n_items * sizeof (double),
                   read->tables[JIG_PROGRAM_KEYS].items,
                   read->tables[JIG_PROGRAM_KEYS].n_items * sizeof (double));
  g_assert_cmpstr (jig_array_index (&read->tables[JIG_PROGRAM_TEXTS], char *,
                                    read->tables[JIG_PROGRAM_TEXTS].n_items - 1), ==, text);
}

static void
test_same_bytes (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (100);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(JigProgram) again = NULL;
  g_autoptr(GBytes) source = NULL;
  g_autoptr(GBytes) other = NULL;

  jig_test_export_init (&test, frame, NULL, "label", "linear", "");
  source = write_source (&test, &program);
  other = write_source (&test, &again);
  g_assert_true (g_bytes_equal (source, other));
}

static GBytes *
replace (GBytes     *source,
         const char *old,
         const char *changed)
{
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (source, NULL),
                                              (gssize) g_bytes_get_size (source));
  guint n_found = g_string_replace (text, old, changed, 1);

  g_assert_cmpuint (n_found, ==, 1);

  return g_bytes_new (text->str, text->len);
}

static void
test_refuses (void)
{
  static const struct { const char *old; const char *changed; const char *table; } rows[] = {
    { "numbers[] = {\n  ", "numbers[] = {\n  x", "numbers" },
    { "PortableNode nodes[] = {\n  { ", "PortableNode nodes[] = {\n  { 1.5, ", "nodes" },
    { "PortableNode nodes[] = {\n  { ", "PortableNode nodes[] = {\n  { 3000000000, ", "nodes" },
    { "texts[] = {\n  \"", "texts[] = {\n  \"\\z", "texts" },
    { "texts[] = {\n  \"", "texts[] = {\n  \"\\000", "texts" },
    { "texts[] = {\n  \"", "texts[] = {\n  \"\n", "texts" },
    { "  .n_features = ", "  .n_teachers = ", "n_features" },
    { "  .link = ", "  .link = x", "link" },
    { "static const PortableProgram program = {", "static PortableProgram program = {",
      "n_features" },
  };
  g_autoptr(JigFrame) frame = jig_test_mixed (100);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GBytes) source = NULL;

  jig_test_export_init (&test, frame, NULL, "label", "linear", "");
  source = write_source (&test, &program);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) changed = replace (source, rows[i].old, rows[i].changed);
      g_autofree char *message = g_strdup_printf (
        "model.c: the table \"%s\" is not one that Jig has written.", rows[i].table);
      g_autoptr(GError) error = NULL;

      g_assert_null (jig_c_source_read (changed, "model.c", &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* Cut off anywhere, it is refused or is what it was: it never crashes. */
static void
test_cut_off (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (60);
  g_auto(JigTestExport) test = { NULL };
  g_autoptr(JigProgram) program = NULL;
  g_autoptr(GBytes) source = NULL;
  gsize n_bytes;

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "label", "boost", "trees=2");
  source = write_source (&test, &program);
  n_bytes = g_bytes_get_size (source);

  for (gsize n = n_bytes / 2; n < n_bytes; n += 37)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (source, 0, n);
      g_autoptr(GError) error = NULL;
      g_autoptr(JigProgram) read = jig_c_source_read (part, "model.c", &error);

      g_assert_true ((read == NULL) == (error != NULL));
    }
}

static void
test_fields (void)
{
  static const struct { const char *name; const char *field; } rows[] = {
    { "temp", "temp" },      { "a b", "a_b" },          { "a_b", "a_b_2" },
    { "a-b", "a_b_3" },      { "Age", "in_Age" },       { "EOF", "in_EOF" },
    { "double", "in_double" }, { "in_double", "in_double_2" }, { "errno", "in_errno" },
    { "나이", "in_10" },     { "역 1", "in___1" },     { "", "in_12" },
    { "9lives", "in_9lives" }, { "_x", "in__x" },       { "x[3]", "x_3_" },
  };
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *field = jig_c_source_dup_field (rows[i].name, taken);

      g_assert_cmpstr (field, ==, rows[i].field);
    }
}

static void
test_prefix (void)
{
  static const char * const good[] = { "a", "jig_model", "m2_x" };
  static const char * const bad[] = { "", "2a", "A", "a b", "a-b", "_a", "모델", "a;int main" };
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *too_long = g_strnfill (65, 'a');

  g_assert_true (jig_c_source_check_prefix (longest, NULL));
  g_assert_false (jig_c_source_check_prefix (too_long, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (jig_c_source_check_prefix (good[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (jig_c_source_check_prefix (bad[i], &error));
      g_assert_error (error, JIG_ERROR, JIG_ERROR_VALUE);
    }
}

/* Runs a compiler on a file; FALSE if there is none of that name. */
static gboolean
compile (const char *compiler,
         const char *option,
         const char *file)
{
  g_autofree char *path = g_find_program_in_path (compiler);
  const char *words[] = {
    compiler, "-std=c11", "-Wall", "-Wextra", "-pedantic", "-Wconversion", "-Werror", "-O1",
    "-fsyntax-only", option, file, NULL
  };
  g_autofree char *complaint = NULL;
  int status = -1;

  if (path == NULL)
    return FALSE;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               &complaint, &status, NULL));
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpint (status, ==, 0);

  return TRUE;
}

static void
write_text (const char *path,
            const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Whatever the columns are called, no compiler has anything to say. */
static void
test_no_warnings (void)
{
  static const char * const compilers[] = { "gcc", "clang" };
  g_autofree char *folder = g_dir_make_tmp ("jig-c-source-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "model.c", NULL);
  g_autofree char *user = g_build_filename (folder, "user.c", NULL);
  g_autoptr(JigFrame) frame = jig_test_mixed (200);
  gboolean was_compiled = FALSE;

  write_text (user, "#define JIG_MODEL_HEADER\n#include \"model.c\"\n#include \"model.c\"\n"
              "double ask (void);\ndouble ask (void)\n{\n  double f[city_n_features], m[3], p[3];\n"
              "  city_input input = { .amount = 3 };\n"
              "  return city_predict (&input, f, m, p) == 0 ? p[0] : -1;\n}\n");

  for (gsize i = 0; i < 3; i++)
    {
      static const char * const kinds[] = { "linear", "boost", "constant" };
      g_auto(JigTestExport) test = { NULL };
      g_autoptr(JigProgram) program = NULL;
      g_autoptr(GBytes) source = NULL;

      jig_test_export_init (&test, frame, NULL, "label", kinds[i], i == 1 ? "trees=5" : "");
      source = write_source (&test, &program);
      g_assert_true (g_file_set_contents (path, g_bytes_get_data (source, NULL),
                                          (gssize) g_bytes_get_size (source), NULL));
      for (gsize k = 0; k < G_N_ELEMENTS (compilers); k++)
        was_compiled |= compile (compilers[k], "-DOTHER", path) &&
                        compile (compilers[k], "-DJIG_MODEL_MAIN", path) &&
                        compile (compilers[k], "-DOTHER", user);
    }

  g_unlink (path);
  g_unlink (user);
  g_rmdir (folder);
  if (!was_compiled)
    g_test_skip ("There is no compiler here; the build of Jig itself has one.");
}

static gboolean
write_and_read (gpointer   data,
                GError   **error)
{
  const JigTestExport *test = data;
  g_autoptr(JigProgram) program = jig_program_new (test->recipe, test->model, error);
  g_autoptr(JigProgram) read = NULL;
  g_autoptr(GBytes) source = NULL;

  if (program != NULL)
    source = jig_c_source_write (program, test->recipe, test->model, "label", "city", error);
  if (source != NULL)
    read = jig_c_source_read (source, "model.c", error);

  return read != NULL;
}

static void
test_no_memory (void)
{
  g_autoptr(JigFrame) frame = jig_test_mixed (40);
  g_auto(JigTestExport) test = { NULL };

  jig_test_export_init (&test, frame, jig_test_mixed_nodes, "label", "boost", "trees=2");
  g_assert_cmpuint (jig_test_every_allocation_fails (write_and_read, &test), >=, 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/c-source/reads-back", test_reads_back);
  g_test_add_func ("/c-source/hard-items", test_hard_items);
  g_test_add_func ("/c-source/same-bytes", test_same_bytes);
  g_test_add_func ("/c-source/refuses", test_refuses);
  g_test_add_func ("/c-source/cut-off", test_cut_off);
  g_test_add_func ("/c-source/fields", test_fields);
  g_test_add_func ("/c-source/prefix", test_prefix);
  g_test_add_func ("/c-source/no-warnings", test_no_warnings);
  g_test_add_func ("/c-source/no-memory", test_no_memory);

  return g_test_run ();
}
