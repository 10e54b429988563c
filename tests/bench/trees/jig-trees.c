/* One fit of Jig's trees for the benchmark, through the API that the product uses:
 *
 *   jig-trees [OPTIONS] FEATURES LABEL SETTING=VALUE...
 *
 * FEATURES and LABEL are raw float32 files as shapes.py writes them. Prints one JSON object: when
 * each round ended, what memory the fit took, how long predictions take. JIG_THREADS and JIG_ISA
 * are honoured, as everywhere. */
#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/model/model.h"
#include "tests/bench/trees/allocations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* How a setting that is not there is told from every other mistake. */
#define NO_SUCH_SETTING 2

#define N_SINGLE_ROWS 20000
#define N_REPEATS 7

typedef struct
{
  char     *task;
  int       n_classes;
  int       n_columns;
  int       n_train;
  int       seed;
  gboolean  watch;
  char     *margins;
  char     *keep;
  char     *model;
  int       predict;
} Options;

typedef struct
{
  double *features;  /* (n_rows, n_columns) row-major */
  double *targets;   /* (n_rows,) */
  gsize   n_rows;
  gsize   n_columns;
} Table;

/* Milliseconds since some moment, and of computing by all threads. */
typedef struct
{
  double wall;
  double cpu;
} Moment;

static void
clear_table (Table *self)
{
  jig_free (self->features);
  jig_free (self->targets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);

  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec * 1e-6;
}

static Moment
now (void)
{
  return (Moment) { read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_PROCESS_CPUTIME_ID) };
}

/* A line of /proc/self/status, such as "VmHWM", in KiB. */
static gint64
read_status (const char *name)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return -1;
  line = strstr (text, name);

  return line == NULL ? -1 : g_ascii_strtoll (line + strlen (name) + 1, NULL, 10);
}

/* From now on the peak is counted anew. */
static void
reset_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static double *
read_floats (const char  *path,
             gsize       *n_values,
             GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const float *values;
  double *wide;

  if (file == NULL)
    return NULL;
  values = (const float *) (gconstpointer) g_mapped_file_get_contents (file);
  *n_values = g_mapped_file_get_length (file) / sizeof *values;
  wide = jig_alloc (*n_values, sizeof *wide, "the table", error);
  if (wide == NULL)
    return NULL;
  for (gsize i = 0; i < *n_values; i++)
    wide[i] = values[i];

  return wide;
}

static gboolean
read_table (const char    *features,
            const char    *label,
            const Options *options,
            Table         *table,
            GError       **error)
{
  gsize n_values;

  table->n_columns = (gsize) options->n_columns;
  table->features = read_floats (features, &n_values, error);
  if (table->features == NULL)
    return FALSE;
  table->targets = read_floats (label, &table->n_rows, error);
  if (table->targets == NULL)
    return FALSE;
  if (n_values == table->n_rows * table->n_columns && (gsize) options->n_train <= table->n_rows)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "%s and %s do not have as many rows as was said.", features, label);

  return FALSE;
}

static JigSamples
slice (const Table *table,
       gsize        begin,
       gsize        end)
{
  return (JigSamples) { table->features + begin * table->n_columns, table->targets + begin, NULL,
                        end - begin, table->n_columns };
}

/* The curve may be told from any thread, but one at a time. */
static void
on_point (const JigCurvePoint *point,
          gpointer             moments)
{
  const Moment moment = now ();

  g_array_append_val (moments, moment);
}

/* A setting that this Jig does not have yet is no mistake of whoever measures it. */
static gboolean
parse_settings (JigValues  *values,
                char      **settings,
                GError    **error)
{
  g_autoptr(GError) problem = NULL;

  if (jig_values_parse_all (values, (const char * const *) settings, &problem))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, problem->message);

  return FALSE;
}

static JigModel *
fit (const Options     *options,
     const Table       *table,
     char             **settings,
     GArray            *moments,
     GError           **error)
{
  const JigModelOps *ops = jig_model_find_ops ("boost");
  const JigSamples train = slice (table, 0, (gsize) options->n_train);
  const JigSamples test = slice (table, (gsize) options->n_train, table->n_rows);
  g_autoptr(JigValues) values = jig_values_new (ops->params);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JigFit own = { .samples = &train, .watched = options->watch ? &test : NULL, .values = values,
                 .n_classes = (guint) options->n_classes, .seed = (guint64) options->seed,
                 .on_point = on_point, .user_data = moments };

  if (!jig_task_from_name (options->task, &own.task))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "There is no task \"%s\".",
                   options->task);
      return NULL;
    }
  if (!parse_settings (values, settings, error))
    return NULL;

  for (gsize i = 0; i < table->n_columns; i++)
    g_ptr_array_add (names, g_strdup_printf ("f%" G_GSIZE_FORMAT, i));
  g_ptr_array_add (names, NULL);

  return jig_model_fit (ops, &own, (const char * const *) names->pdata, NULL, NULL, error);
}

static gboolean
keep_model (const JigModel  *model,
            const char      *path,
            GError         **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_model_write (model, writer);
  text = jig_json_writer_finish (writer);

  return g_file_set_contents (path, text, -1, error);
}

static JigModel *
read_model (const char  *path,
            GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  node = jig_json_parse (text, length, path, error);
  if (node == NULL)
    return NULL;

  return jig_model_read (json_node_get_object (node), path, error);
}

static void
write_number (JigJsonWriter *writer,
              const char    *name,
              double         value)
{
  jig_json_writer_name (writer, name);
  jig_json_writer_double (writer, value);
}

static void
write_moments (JigJsonWriter *writer,
               GArray        *moments)
{
  const Moment *all = (const Moment *) (gconstpointer) moments->data;

  jig_json_writer_name (writer, "wall");
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < moments->len; i++)
    jig_json_writer_double (writer, all[i].wall - all[0].wall);
  jig_json_writer_end_array (writer);

  jig_json_writer_name (writer, "cpu");
  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < moments->len; i++)
    jig_json_writer_double (writer, all[i].cpu - all[0].cpu);
  jig_json_writer_end_array (writer);
}

static void
write_curve (JigJsonWriter  *writer,
             const JigModel *model)
{
  gsize n_points;
  const JigCurvePoint *curve = jig_model_get_curve (model, &n_points);

  jig_json_writer_name (writer, "curve");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; i < n_points; i++)
    jig_json_writer_double (writer, curve[i].test);
  jig_json_writer_end_array (writer);
}

/* All rows from @begin on, as the product predicts a table. */
static gboolean
predict (const JigModel  *model,
         const Table     *table,
         gsize            begin,
         gsize            n_rows,
         double          *margins,
         GError         **error)
{
  return jig_model_predict_margins (model, table->features + begin * table->n_columns, n_rows,
                                    margins, NULL, error);
}

static gboolean
write_margins (const Options   *options,
               const JigModel  *model,
               const Table     *table,
               GError         **error)
{
  const gsize begin = (gsize) options->n_train;
  const gsize n_rows = table->n_rows - begin;
  const gsize size = n_rows * jig_model_get_n_outputs (model) * sizeof (double);
  jig_autofree double *margins = jig_alloc (size, 1, "the margins", error);

  return margins != NULL &&
         predict (model, table, begin, n_rows, margins, error) &&
         g_file_set_contents (options->margins, (const char *) margins, (gssize) size, error);
}

/* How long @n_rows rows take, as often as it is worth. */
static gboolean
time_batch (const JigModel  *model,
            const Table     *table,
            gsize            n_rows,
            JigJsonWriter   *writer,
            GError         **error)
{
  jig_autofree double *margins = jig_alloc (n_rows * jig_model_get_n_outputs (model),
                                            sizeof *margins, "the margins", error);

  if (margins == NULL)
    return FALSE;

  jig_json_writer_begin_array (writer);
  for (guint i = 0; i < N_REPEATS; i++)
    {
      const Moment begin = now ();

      if (!predict (model, table, table->n_rows - n_rows, n_rows, margins, error))
        return FALSE;
      jig_json_writer_double (writer, now ().wall - begin.wall);
    }
  jig_json_writer_end_array (writer);

  return TRUE;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Of rows asked for one by one: the median, in microseconds, and how often one took memory. */
static gboolean
time_single (const JigModel  *model,
             const Table     *table,
             JigJsonWriter   *writer,
             GError         **error)
{
  const gsize n_rows = MIN (table->n_rows, N_SINGLE_ROWS);
  g_autofree double *times = g_new (double, N_SINGLE_ROWS);
  g_autofree double *margins = g_new (double, jig_model_get_n_outputs (model));
  const guint64 n_before = count_allocations ();
  double n_allocations;

  for (gsize row = 0; row < n_rows; row++)
    {
      const double begin = read_clock (CLOCK_MONOTONIC);

      if (!predict (model, table, row, 1, margins, error))
        return FALSE;
      times[row] = (read_clock (CLOCK_MONOTONIC) - begin) * 1e3;
    }
  n_allocations = (double) (count_allocations () - n_before);
  qsort (times, n_rows, sizeof *times, compare_doubles);
  write_number (writer, "single", times[n_rows / 2]);
  write_number (writer, "single_allocations", n_allocations / (double) n_rows);

  return TRUE;
}

static gboolean
write_predictions (const Options   *options,
                   const JigModel  *model,
                   const Table     *table,
                   JigJsonWriter   *writer,
                   GError         **error)
{
  const gsize n_rows = MIN ((gsize) options->predict, table->n_rows);

  jig_json_writer_name (writer, "batch");

  return time_batch (model, table, n_rows, writer, error) &&
         time_single (model, table, writer, error);
}

/* Fits, and writes how that went. */
static JigModel *
learn (const Options  *options,
       const Table    *table,
       char          **settings,
       JigJsonWriter  *writer,
       GError        **error)
{
  g_autoptr(GArray) moments = g_array_new (FALSE, FALSE, sizeof (Moment));
  g_autoptr(JigModel) model = NULL;
  gint64 before;
  Moment begin, end;

  reset_peak ();
  before = read_status ("VmRSS:");
  begin = now ();
  g_array_append_val (moments, begin);
  model = fit (options, table, settings, moments, error);
  if (model == NULL)
    return NULL;
  end = now ();

  write_number (writer, "fit", end.wall - begin.wall);
  write_number (writer, "threads", jig_parallel_get_n_threads ());
  write_number (writer, "rss_before", (double) before);
  write_number (writer, "rss_peak", (double) read_status ("VmHWM:"));
  write_moments (writer, moments);
  write_curve (writer, model);

  return g_steal_pointer (&model);
}

static gboolean
run (const Options  *options,
     char          **words,
     GError        **error)
{
  g_auto(Table) table = { 0 };
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JigModel) model = NULL;
  g_autofree char *text = NULL;

  if (!read_table (words[0], words[1], options, &table, error))
    return FALSE;

  jig_json_writer_begin_object (writer);
  model = options->model != NULL ? read_model (options->model, error)
                                 : learn (options, &table, words + 2, writer, error);
  if (model == NULL ||
      (options->keep != NULL && !keep_model (model, options->keep, error)) ||
      (options->predict > 0 && !write_predictions (options, model, &table, writer, error)) ||
      (options->margins != NULL && !write_margins (options, model, &table, error)))
    return FALSE;
  jig_json_writer_end_object (writer);

  text = jig_json_writer_finish (writer);
  puts (text);

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  Options options = { .task = (char *) "binary", .n_classes = 2, .n_columns = 1, .seed = 1 };
  const GOptionEntry entries[] = {
    { "task", 0, 0, G_OPTION_ARG_STRING, &options.task, "What is predicted", "TASK" },
    { "classes", 0, 0, G_OPTION_ARG_INT, &options.n_classes, "How many classes", "N" },
    { "columns", 0, 0, G_OPTION_ARG_INT, &options.n_columns, "How many features", "N" },
    { "train", 0, 0, G_OPTION_ARG_INT, &options.n_train, "How many rows are learnt from", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Where random choices come from", "N" },
    { "watch", 0, 0, G_OPTION_ARG_NONE, &options.watch, "Judge each round by the test", NULL },
    { "margins", 0, 0, G_OPTION_ARG_FILENAME, &options.margins, "Keep those of the test", "FILE" },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &options.keep, "Keep the model", "FILE" },
    { "model", 0, 0, G_OPTION_ARG_FILENAME, &options.model, "One that was kept, no fit", "FILE" },
    { "predict", 0, 0, G_OPTION_ARG_INT, &options.predict, "Time that many rows", "N" },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("FEATURES LABEL SETTING=VALUE...");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 3 ||
      !run (&options, argv + 1, &error))
    {
      g_printerr ("%s\n", error == NULL ? "FEATURES and LABEL are missing." : error->message);
      return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) ? NO_SUCH_SETTING : 1;
    }

  return 0;
}
