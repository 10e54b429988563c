#include "tests/support/node-cases.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "tests/support/tables.h"

#include <string.h>

/* Cells behind each row that a node must leave alone. */
#define N_GUARDS 3
#define GUARD    -77.0

static const JigParam no_params[] = {
  { NULL }
};

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *root = jig_json_parse (text, strlen (text), "test.json", &error);

  g_assert_no_error (error);

  return root;
}

static JigValues *
read_settings (const JigNodeOps *ops,
               const char       *settings)
{
  JigValues *values = jig_values_new (ops->params != NULL ? ops->params : no_params);
  g_autoptr(JsonNode) root = parse (settings != NULL ? settings : "{}");
  g_autoptr(GError) error = NULL;

  jig_values_read (values, json_node_get_object (root), &error);
  g_assert_no_error (error);

  return values;
}

static GPtrArray *
read_columns (const char * const *texts)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) jig_column_unref);

  for (gsize i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (columns, jig_test_column (texts[i]));

  return columns;
}

static const JigColumn * const *
get_inputs (const GPtrArray *columns)
{
  return (const JigColumn * const *) columns->pdata;
}

static gsize
get_width (const JigNodeOps *ops,
           gconstpointer     state)
{
  return ops->get_width != NULL ? ops->get_width (state) : 1;
}

static void
check_names (const JigNodeOps *ops,
             gconstpointer     state,
             const char       *expected)
{
  g_autoptr(GString) names = g_string_new (NULL);
  gsize width = get_width (ops, state);

  for (gsize i = 0; i < width; i++)
    {
      g_autofree char *name = width > 1 ? ops->dup_feature_name (state, "f", i) : g_strdup ("f");

      g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", name);
    }

  g_assert_cmpstr (names->str, ==, expected);
}

/* The features of rows [begin, end) as text. */
static char *
apply (const JigNodeOps *ops,
       gconstpointer     state,
       const GPtrArray  *columns,
       gsize             begin,
       gsize             end)
{
  GString *text = g_string_new (NULL);
  gsize width = get_width (ops, state);
  gsize stride = width + N_GUARDS;
  g_autofree double *out = g_new (double, (end - begin) * stride + 1);
  jig_autofree void *binding = NULL;

  if (ops->bind != NULL)
    {
      binding = ops->bind (state, get_inputs (columns), NULL);
      g_assert_nonnull (binding);
    }

  for (gsize i = 0; i < (end - begin) * stride; i++)
    out[i] = GUARD;
  ops->apply (state, binding, get_inputs (columns), begin, end, out, stride);

  for (gsize i = 0; i < (end - begin) * stride; i++)
    {
      g_autofree char *number = jig_number_to_string (out[i]);

      if (i % stride >= width)
        g_assert_cmpfloat (out[i], ==, GUARD);
      else
        g_string_append_printf (text, "%s%s", i == 0 ? "" : i % stride == 0 ? "|" : " ", number);
    }

  return g_string_free (text, FALSE);
}

static gpointer
write_and_read (const JigNodeOps *ops,
                gpointer          state,
                const JigValues  *values,
                gsize             n_inputs)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gpointer again;

  jig_json_writer_begin_object (writer);
  if (ops->write_state != NULL)
    ops->write_state (state, writer);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);
  root = parse (text);

  if (ops->read_state == NULL)
    return NULL;

  again = ops->read_state (json_node_get_object (root), values, n_inputs, "test.json", &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);

  return again;
}

static void
free_state (const JigNodeOps *ops,
            gpointer          state)
{
  if (state != NULL)
    ops->free (state);
}

static void
check_memory (const JigNodeOps *ops,
              const JigValues  *values,
              const GPtrArray  *columns)
{
  gsize before = jig_alloc_get_in_use ();

  for (gssize n = 0; ops->fit != NULL; n++)
    {
      g_autoptr(GError) error = NULL;
      gpointer state;

      jig_alloc_fail_after (n);
      state = ops->fit (values, get_inputs (columns), columns->len, &error);
      jig_alloc_fail_after (-1);

      g_assert_true ((state == NULL) == (error != NULL));
      free_state (ops, state);
      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
      if (state != NULL)
        break;
      g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
    }
}

static void
check_applied (const JigNodeOps *ops,
               gconstpointer     state,
               const GPtrArray  *columns,
               const char       *expected)
{
  gsize n_rows = jig_column_get_n_rows (g_ptr_array_index (columns, 0));
  g_autofree char *whole = apply (ops, state, columns, 0, n_rows);
  g_autofree char *rest = apply (ops, state, columns, 1, n_rows);
  g_autofree char *none = apply (ops, state, columns, 1, 1);
  const char *second = strchr (expected, '|');

  g_assert_cmpstr (whole, ==, expected);
  g_assert_cmpstr (rest, ==, second != NULL ? second + 1 : "");
  g_assert_cmpstr (none, ==, "");
}

static void
run_case (const JigNodeOps *ops,
          const NodeCase   *test)
{
  g_autoptr(JigValues) values = read_settings (ops, test->settings);
  g_autoptr(GPtrArray) training = read_columns (test->training);
  g_autoptr(GPtrArray) served = read_columns (test->served[0] != NULL ? test->served
                                                                      : test->training);
  g_autoptr(GError) error = NULL;
  gpointer state = NULL;
  gpointer again;

  if (ops->fit != NULL)
    state = ops->fit (values, get_inputs (training), training->len, &error);

  if (test->error != NULL)
    {
      g_assert_null (state);
      g_assert_nonnull (error);
      g_assert_cmpstr (strstr (error->message, test->error), !=, NULL);
      return;
    }

  g_assert_no_error (error);
  check_names (ops, state, test->names);
  check_applied (ops, state, served, test->expected);

  again = write_and_read (ops, state, values, training->len);
  check_names (ops, again, test->names);
  check_applied (ops, again, served, test->expected);
  free_state (ops, again);
  free_state (ops, state);

  check_memory (ops, values, training);
}

static const JigNodeOps *
find (const char *kind)
{
  const JigNodeOps *ops = jig_node_find (kind);

  g_assert_nonnull (ops);

  return ops;
}

void
node_cases_run (const char     *kind,
                const NodeCase *cases,
                gsize           n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_test_message ("%s %s: %s", kind, cases[i].settings, cases[i].training[0]);
      run_case (find (kind), &cases[i]);
    }
}

void
node_states_refuse (const char      *kind,
                    gsize            n_inputs,
                    const NodeState *states,
                    gsize            n_states)
{
  const JigNodeOps *ops = find (kind);

  for (gsize i = 0; i < n_states; i++)
    {
      g_autoptr(JigValues) values = read_settings (ops, states[i].settings);
      g_autoptr(JsonNode) root = parse (states[i].state);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s: %s", kind, states[i].state);
      g_assert_null (ops->read_state (json_node_get_object (root), values, n_inputs, "test.json",
                                      &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "test.json: "));
      g_assert_cmpstr (strstr (error->message, states[i].error), !=, NULL);
    }
}
