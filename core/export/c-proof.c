/* Whether a C file says what the model says: compiled and run where there is a
 * compiler, read back and run by the same functions in here where there is none. */

#include "core/export/c-proof.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/output.h"
#include "core/data/csv.h"
#include "core/data/csv-writer.h"
#include "core/export/c-source.h"
#include "core/export/child.h"
#include "core/export/proof-rows.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <math.h>
#include <string.h>

#define MAX_SAMPLED 2000
#define MAX_MADE    512
#define MAX_SECONDS 60

/* Where a program is compiled and run: a folder that nobody else can enter. */
typedef struct
{
  char *folder;
  char *source;
  char *program;
  char *rows;
} Workshop;

static void
workshop_clear (Workshop *self)
{
  if (self->folder == NULL)
    return;

  g_unlink (self->source);
  g_unlink (self->program);
  g_unlink (self->rows);
  g_rmdir (self->folder);
  g_free (self->source);
  g_free (self->program);
  g_free (self->rows);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workshop, workshop_clear)

static gboolean
workshop_init (Workshop  *self,
               GError   **error)
{
  g_autoptr(GError) failure = NULL;

  self->folder = g_dir_make_tmp ("jig-proof-XXXXXX", &failure);
  if (self->folder == NULL)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_OUTPUT,
                   _("There is no room for temporary files: %s."), failure->message);
      return FALSE;
    }

  self->source = g_build_filename (self->folder, "model.c", NULL);
  self->program = g_build_filename (self->folder, "model", NULL);
  self->rows = g_build_filename (self->folder, "rows.csv", NULL);

  return TRUE;
}

static gboolean
same_bits (double a,
           double b)
{
  return memcmp (&a, &b, sizeof a) == 0 || (isnan (a) && isnan (b));
}

/* Remembers how far two numbers are apart; refuses if that is more than nothing. */
static gboolean
compare_number (const char  *what,
                gsize        row,
                double       expected,
                double       got,
                JigProof    *proof,
                GError     **error)
{
  const JigPlace place = { .row = row + 1, .byte = -1, .id = "export.proof" };
  double difference = fabs (expected - got);
  char expected_text[JIG_NUMBER_BUFFER];
  char got_text[JIG_NUMBER_BUFFER];

  if (same_bits (expected, got))
    return TRUE;

  proof->largest = isnan (difference) ? INFINITY : MAX (proof->largest, difference);
  jig_error_set_at (error, JIG_ERROR_INTERNAL, &place,
                    _("the copy says %s where the model says %s (%s), as found with %s. Nothing"
                      " was written. This is a mistake in Jig: please report it with the settings"
                      " of the model; no row of yours is needed."),
                    jig_number_format (got, got_text),
                    jig_number_format (expected, expected_text), what, proof->with);

  return FALSE;
}

static gboolean
compare_numbers (const char    *what,
                 const double  *expected,
                 const double  *got,
                 gsize          n_rows,
                 gsize          width,
                 JigProof      *proof,
                 GError       **error)
{
  for (gsize i = 0; i < n_rows * width; i++)
    if (!compare_number (what, i / width, expected[i], got[i], proof, error))
      return FALSE;

  return TRUE;
}

static gboolean
compare_answers (const JigAnswers  *expected,
                 const JigAnswers  *got,
                 JigProof          *proof,
                 GError           **error)
{
  return compare_numbers (_("margin"), expected->margins, got->margins, expected->n_rows,
                          expected->n_outputs, proof, error) &&
         compare_numbers (_("prediction"), expected->predictions, got->predictions,
                          expected->n_rows, expected->n_outputs, proof, error);
}

static gboolean
check_shape (const JigAnswers *expected,
             gsize             n_features,
             gsize             n_outputs)
{
  return expected->n_features == n_features && expected->n_outputs == n_outputs;
}

static gboolean
prove_by_reading (GBytes             *source,
                  const JigSchema    *inputs,
                  JigFrame           *rows,
                  const JigAnswers   *expected,
                  JigProof           *proof,
                  const JigProgress  *progress,
                  GError            **error)
{
  g_autoptr(JigProgram) program = jig_c_source_read (source, "model.c", error);
  g_auto(JigAnswers) got = { NULL };

  if (program == NULL)
    return FALSE;

  proof->with = g_strdup (_("the built-in evaluator (no compiler was found)"));
  if (!check_shape (expected, (gsize) program->portable.n_features,
                    (gsize) program->portable.n_outputs))
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_INTERNAL,
                   _("The C file counts other features or outputs than the model."));
      return FALSE;
    }

  return jig_answers_of_program (&got, program, inputs, rows, progress, error) &&
         compare_numbers (_("feature"), expected->features, got.features, got.n_rows,
                          got.n_features, proof, error) &&
         compare_answers (expected, &got, proof, error);
}

/* The bits are the same at every level of optimising, and the lowest but one is
 * soonest done. */
static gboolean
compile (const Workshop     *workshop,
         const char         *compiler,
         const JigProgress  *progress,
         GError            **error)
{
  const char *words[] = {
    compiler, "-std=c11", "-O1", "-ffp-contract=off", "-DJIG_MODEL_MAIN", "-o", workshop->program,
    workshop->source, "-lm", NULL
  };
  g_auto(JigChild) child = { NULL };

  if (!jig_child_run (words, NULL, MAX_SECONDS, &child, progress, error))
    return FALSE;

  if (child.status == 0)
    return TRUE;

  g_set_error (error, JIG_ERROR, JIG_ERROR_INTERNAL,
               _("\"cc\" does not compile the C file, which was not written: %s"), child.complaint);

  return FALSE;
}

static gboolean
parse_number (const JigCsvCell *cell,
              double           *number)
{
  static const struct { const char *word; double value; } words[] = {
    { "inf", INFINITY }, { "-inf", -INFINITY }, { "nan", NAN }, { "-nan", NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (cell->length == strlen (words[i].word) &&
        memcmp (cell->text, words[i].word, cell->length) == 0)
      {
        *number = words[i].value;
        return TRUE;
      }

  return jig_number_parse (cell->text, cell->length, '.', number);
}

/* A row of output: margins, then predictions. No row is one too many. */
static gboolean
read_row (const JigCsvRecord *record,
          gsize               row,
          JigAnswers         *got)
{
  gsize n_outputs = got->n_outputs;

  if (row == got->n_rows || record->problem != JIG_CSV_FINE || record->n_cells != 2 * n_outputs)
    return FALSE;

  for (gsize k = 0; k < n_outputs; k++)
    if (!parse_number (&record->cells[k], &got->margins[row * n_outputs + k]) ||
        !parse_number (&record->cells[n_outputs + k], &got->predictions[row * n_outputs + k]))
      return FALSE;

  return TRUE;
}

static gboolean
refuse_output (gsize     row,
               GError  **error)
{
  const JigPlace place = { .row = row + 1, .byte = -1, .id = "export.output" };

  jig_error_set_at (error, JIG_ERROR_INTERNAL, &place,
                    _("the compiled program does not answer it."));

  return FALSE;
}

static gboolean
read_output (GBytes      *output,
             JigAnswers  *got,
             GError     **error)
{
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(JigCsv) csv = NULL;
  g_autoptr(GError) failure = NULL;
  JigCsvRecord record;
  gsize n_bytes;
  const char *text = g_bytes_get_data (output, &n_bytes);
  gsize n_rows = 0;

  sheet->delimiter = ',';
  csv = jig_csv_new (sheet, text != NULL ? text : "", n_bytes);

  /* The names. */
  if (!jig_csv_next (csv, &record, &failure) && failure == NULL)
    return refuse_output (0, error);

  while (failure == NULL && jig_csv_next (csv, &record, &failure))
    if (!read_row (&record, n_rows++, got))
      return refuse_output (n_rows - 1, error);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return n_rows == got->n_rows ? TRUE : refuse_output (n_rows, error);
}

static gboolean
run (const Workshop     *workshop,
     JigAnswers         *got,
     const JigProgress  *progress,
     GError            **error)
{
  const char *words[] = { workshop->program, "--margins", NULL };
  g_auto(JigChild) child = { NULL };

  if (!jig_child_run (words, workshop->rows, MAX_SECONDS, &child, progress, error))
    return FALSE;

  if (child.status == 0)
    return read_output (child.output, got, error);

  g_set_error (error, JIG_ERROR, JIG_ERROR_INTERNAL,
               _("The compiled program fails with status %d: %s"), child.status, child.complaint);

  return FALSE;
}

static gboolean
prove_by_running (GBytes             *source,
                  const char         *compiler,
                  JigFrame           *rows,
                  const JigAnswers   *expected,
                  JigProof           *proof,
                  const JigProgress  *progress,
                  GError            **error)
{
  g_auto(Workshop) workshop = { NULL };
  g_auto(JigAnswers) got = { NULL };
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (source, &n_bytes);

  if (!workshop_init (&workshop, error) ||
      !jig_answers_init (&got, expected->n_rows, expected->n_features, expected->n_outputs,
                         error))
    return FALSE;

  proof->was_executed = TRUE;
  proof->with = g_strdup ("cc");

  return jig_output_save (workshop.source, bytes, n_bytes, error) &&
         jig_csv_write_frame (rows, workshop.rows, JIG_CSV_WRITER_PLAIN, NULL, error) &&
         compile (&workshop, compiler, progress, error) &&
         run (&workshop, &got, progress, error) &&
         compare_answers (expected, &got, proof, error);
}

/**
 * jig_c_prove:
 * @source: a C file of jig_c_source_write()
 * @program: the tables it was written from
 * @recipe: what it must say
 * @model: what it must say
 * @frame: a table with the inputs, some of whose rows are asked
 * @proof: (out caller-allocates): what was found
 * @progress: (nullable): where to report
 * @error: return location for %JIG_ERROR_INTERNAL if the file does not compile or
 *   says something else, %JIG_ERROR_DATA, %JIG_ERROR_BUSY, %JIG_ERROR_MEMORY,
 *   %JIG_ERROR_OUTPUT or %G_IO_ERROR_CANCELLED
 *
 * Compiles the file with "cc" and runs it on rows of @frame and on rows made of
 * them; every margin and prediction must have the same bits. Without "cc" the
 * tables are read back from the file and run here.
 *
 * Returns: %TRUE if they are the same; %FALSE with @error set and @proof as it
 *   was
 */
gboolean
jig_c_prove (GBytes             *source,
             const JigProgram   *program,
             const JigRecipe    *recipe,
             const JigModel     *model,
             JigFrame           *frame,
             JigProof           *proof,
             const JigProgress  *progress,
             GError            **error)
{
  JigProgress first = jig_progress_slice (progress, 0.0, 0.3);
  JigProgress second = jig_progress_slice (progress, 0.3, 1.0);
  const JigSchema *inputs = jig_recipe_get_inputs (recipe);
  g_autofree char *compiler = g_find_program_in_path ("cc");
  g_auto(JigAnswers) expected = { NULL };
  g_auto(JigProof) found = { 0 };
  g_autoptr(JigFrame) rows = NULL;

  rows = jig_proof_rows_new (program, inputs, frame, MAX_SAMPLED, MAX_MADE, error);
  if (rows == NULL || !jig_answers_of_model (&expected, recipe, model, rows, &first, error))
    return FALSE;

  found.n_rows = expected.n_rows;
  if (compiler != NULL
      ? !prove_by_running (source, compiler, rows, &expected, &found, &second, error)
      : !prove_by_reading (source, inputs, rows, &expected, &found, &second, error))
    return FALSE;

  *proof = found;
  found.with = NULL;

  return TRUE;
}
