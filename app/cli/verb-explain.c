/* jig explain: what each column adds to what a model says about a row. */

#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/output.h"
#include "core/data/csv-writer.h"
#include "core/explain/attribution.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const JigOption options[] = {
  { "model", "FILE", N_("the model, a .jig file") },
  { "csv", "FILE", N_("the rows to explain") },
  { "row", "N", N_("only that row, counted from 1") },
  { "background", "FILE", N_("rows that stand for what is not known; default: the covers of the "
                             "trees") },
  { "group-parts", "yes|no", N_("add up the features of one column; default yes") },
  { "o", "FILE", N_("write the parts there as CSV; default standard output") },
  { NULL }
};

/* One explanation, and which rows of the file it is of. */
typedef struct
{
  JigBundle      *bundle;
  JigAttribution *attribution;
  gsize           first_row;     /* counted from 0 */
  gsize           n_background;
} Explain;

static void
explain_clear (Explain *self)
{
  g_clear_pointer (&self->attribution, jig_attribution_free);
  g_clear_pointer (&self->bundle, jig_bundle_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Explain, explain_clear)

static JigFrame *
load (JigCall     *call,
      const char  *path,
      const char  *role,
      GError     **error)
{
  const JigEntry *entry = jig_call_load (call, path, role, error);

  return entry != NULL ? jig_object_get_dataset (entry->result)->frame : NULL;
}

/* All rows if the option is not there. */
static gboolean
take_row (const JigCall  *call,
          JigFrame       *frame,
          JigRows       **rows,
          gsize          *first,
          GError        **error)
{
  const char *text = jig_call_get (call, "row");
  gint64 row;
  guint32 id;

  *rows = NULL;
  *first = 0;
  if (text == NULL)
    return TRUE;

  if (!jig_number_parse_int (text, strlen (text), &row) || row < 1 ||
      (guint64) row > jig_frame_get_n_rows (frame))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("--row must be a number from 1 to %zu, not \"%s\"."),
                   jig_frame_get_n_rows (frame), text);
      return FALSE;
    }

  id = (guint32) (row - 1);
  *first = id;
  *rows = jig_rows_new_copy (&id, 1, error);

  return *rows != NULL;
}

static gboolean
take_grouping (const JigCall  *call,
               gboolean       *by_feature,
               GError        **error)
{
  const char *text = jig_call_get (call, "group-parts");

  *by_feature = g_strcmp0 (text, "no") == 0;
  if (text == NULL || *by_feature || g_str_equal (text, "yes"))
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
               _("--group-parts must be yes or no, not \"%s\"."), text);

  return FALSE;
}

static gboolean
explain (JigCall  *call,
         Explain  *self,
         GError  **error)
{
  const char *model = jig_call_require (call, "model", error);
  const char *csv = model != NULL ? jig_call_require (call, "csv", error) : NULL;
  const char *background = jig_call_get (call, "background");
  g_autoptr(JigRows) rows = NULL;
  JigAttributionPlan plan = { NULL };

  if (csv == NULL || !take_grouping (call, &plan.by_feature, error))
    return FALSE;

  self->bundle = jig_bundle_load (model, error);
  plan.bundle = self->bundle;
  plan.frame = self->bundle != NULL ? load (call, csv, "csv", error) : NULL;
  if (plan.frame == NULL || !take_row (call, plan.frame, &rows, &self->first_row, error))
    return FALSE;

  plan.rows = rows;
  if (background != NULL)
    {
      plan.background = load (call, background, "background", error);
      if (plan.background == NULL)
        return FALSE;
      self->n_background = jig_frame_get_n_rows (plan.background);
    }
  self->attribution = jig_attribution_new (&plan, call->progress, error);

  return self->attribution != NULL;
}

/* With several margins, each has a name: its class. */
static const char *
get_class (const Explain *self,
           guint          output)
{
  JigStringTable *labels = jig_model_get_labels (jig_bundle_get_model (self->bundle));
  gsize length;

  return self->attribution->n_outputs > 1 ? jig_string_table_get (labels, output, &length) : NULL;
}

static void
append_number (GString *text,
               double   value)
{
  char buffer[JIG_NUMBER_BUFFER];

  g_string_append_c (text, ',');
  g_string_append (text, jig_number_format (value, buffer));
}

static void
append_name (GString    *text,
             const char *name)
{
  g_string_append_c (text, ',');
  jig_csv_append_cell (text, name, strlen (name), JIG_CSV_WRITER_PLAIN);
}

static void
append_header (GString       *text,
               const Explain *self)
{
  g_string_append (text, "row");
  if (get_class (self, 0) != NULL)
    g_string_append (text, ",class");
  g_string_append (text, ",base");
  for (gsize j = 0; j < self->attribution->n_parts; j++)
    append_name (text, self->attribution->parts[j]);
  g_string_append (text, ",margin\n");
}

static void
append_line (GString       *text,
             const Explain *self,
             gsize          row,
             guint          output)
{
  const JigAttribution *attribution = self->attribution;
  const gsize at = row * attribution->n_outputs + output;

  g_string_append_printf (text, "%zu", self->first_row + row + 1);
  if (get_class (self, output) != NULL)
    append_name (text, get_class (self, output));
  append_number (text, attribution->base[output]);
  for (gsize j = 0; j < attribution->n_parts; j++)
    append_number (text, attribution->values[at * attribution->n_parts + j]);
  append_number (text, attribution->margins[at]);
  g_string_append_c (text, '\n');
}

static gboolean
write_table (const Explain  *self,
             const char     *path,
             GError        **error)
{
  g_autoptr(JigOutput) output = jig_output_new (path, error);
  g_autoptr(GString) text = g_string_new (NULL);

  if (output == NULL)
    return FALSE;

  append_header (text, self);
  for (gsize row = 0; row < self->attribution->n_rows; row++)
    {
      for (guint k = 0; k < self->attribution->n_outputs; k++)
        append_line (text, self, row, k);
      if (!jig_output_write (output, text->str, text->len, error))
        return FALSE;
      g_string_truncate (text, 0);
    }

  return jig_output_write (output, text->str, text->len, error) &&
         jig_output_commit (output, error);
}

static void
write_parts (JigJsonWriter        *writer,
             const char           *name,
             const JigAttribution *attribution,
             const double         *values)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_begin_object (writer);
  for (gsize j = 0; j < attribution->n_parts; j++)
    {
      jig_json_writer_name (writer, attribution->parts[j]);
      jig_json_writer_double (writer, values[j]);
    }
  jig_json_writer_end_object (writer);
}

static void
write_line (JigJsonWriter *writer,
            const Explain *self,
            gsize          row,
            guint          output)
{
  const JigAttribution *attribution = self->attribution;
  const gsize at = row * attribution->n_outputs + output;

  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "row");
  jig_json_writer_int (writer, (gint64) (self->first_row + row + 1));
  if (get_class (self, output) != NULL)
    {
      jig_json_writer_name (writer, "class");
      jig_json_writer_string (writer, get_class (self, output));
    }
  jig_json_writer_name (writer, "margin");
  jig_json_writer_double (writer, attribution->margins[at]);
  jig_json_writer_name (writer, "base");
  jig_json_writer_double (writer, attribution->base[output]);
  write_parts (writer, "contributions", attribution,
               attribution->values + at * attribution->n_parts);
  jig_json_writer_end_object (writer);
}

/* What is added up is the margin; this is what makes a prediction of it. */
static JigLink
get_link (const Explain *self)
{
  return jig_model_get_link (jig_bundle_get_model (self->bundle));
}

static void
print_json (JigCall       *call,
            const Explain *self)
{
  const JigAttribution *attribution = self->attribution;
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "assumption");
  jig_json_writer_string (writer, self->n_background == 0 ? "path" : "interventional");
  jig_json_writer_name (writer, "link");
  jig_json_writer_string (writer, jig_link_name (get_link (self)));
  jig_json_writer_name (writer, "background_rows");
  jig_json_writer_int (writer, (gint64) self->n_background);
  jig_json_writer_name (writer, "sum_error");
  jig_json_writer_double (writer, attribution->sum_error);
  write_parts (writer, "mean_abs", attribution, attribution->importances);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_begin_array (writer);
  for (gsize row = 0; row < attribution->n_rows; row++)
    for (guint output = 0; output < attribution->n_outputs; output++)
      write_line (writer, self, row, output);
  jig_json_writer_end_array (writer);
  jig_call_end_json (call, writer);
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  const char *path = jig_call_get (call, "o");
  g_auto(Explain) self = { NULL };

  if (!explain (call, &self, error))
    return FALSE;

  if ((path != NULL || !call->as_json) &&
      !write_table (&self, path != NULL ? path : "-", error))
    return FALSE;

  if (call->as_json)
    print_json (call, &self);
  else if (!jig_call_has (call, "quiet"))
    {
      g_printerr (_("Explained: %s.\n"), self.attribution->assumption);
      if (get_link (&self) == JIG_LINK_EXP)
        g_printerr (_("The parts add up to the logarithm of the prediction.\n"));
    }

  return TRUE;
}

const JigVerb jig_verb_explain = {
  .id = "explain",
  .usage = "--model MODEL --csv FILE [OPTIONS]",
  .summary = N_("Split what a model says among the columns"),
  .options = options,
  .reads_sheet = TRUE,
  .run = run,
};
