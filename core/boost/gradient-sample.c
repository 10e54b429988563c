/* Rows whose derivatives are large teach most: all of them are kept, and a draw of
 * the others that counts for all of these (Ke et al., "LightGBM", NIPS 2017). */

#include "core/boost/gradient-sample.h"

#include "core/base/alloc.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/boost/row-sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CHUNK_ROWS JIG_ROW_SAMPLE_CHUNK

/* Keys are looked through 11 bits at a time, from the top. */
#define DIGIT_BITS 11
#define N_DIGITS   (1 << DIGIT_BITS)

typedef struct
{
  const JigSamples *samples;
  guint             n_outputs;
  float            *grad;      /* (n_outputs, n_rows) */
  float            *hess;      /* (n_outputs, n_rows) */
  guint32          *keys;      /* (n_rows,) rising with what a row can teach */
  guint32          *counts;    /* (n_chunks, N_DIGITS) */
  gsize            *n_kept;    /* (n_chunks,) */
  guint32          *kept;      /* (n_rows,) of a chunk: kept from the front, others from the back */

  int               shift;     /* where the digit that is looked at begins */
  guint32           prefix;    /* what the digits above it are */

  guint32           least;     /* keys above it are kept, */
  gsize             n_ties;    /* and those equal to it of rows before this one */
  guint64           seed;
  double            bound;     /* of the others those are kept whose number is below, of 2^32 */
  float             factor;    /* what each of these counts for */
} Choice;

/**
 * jig_gradient_sample_is_on:
 * @rules: what share of the rows is kept
 * @rate: the learning rate
 * @round: a round, counted from 1
 *
 * The first 1 / rate rounds see all rows: their derivatives say little yet.
 *
 * Returns: whether the round sees a part of the rows
 */
gboolean
jig_gradient_sample_is_on (const JigGradientSampleRules *rules,
                           double                        rate,
                           guint                         round)
{
  return (rules->top > 0.0 || rules->other > 0.0) && (double) round > ceil (1.0 / rate - 1e-9);
}

/* The bits of floats that are not negative rise with them. */
static void
measure_chunk (gsize    chunk,
               gsize    begin,
               gsize    end,
               gpointer data)
{
  const Choice *choice = data;
  const gsize n_rows = choice->samples->n_rows;

  for (gsize row = begin; row < end; row++)
    {
      float sum = 0.0f;

      for (gsize i = row; i < choice->n_outputs * n_rows; i += n_rows)
        sum += fabsf (choice->grad[i]) * choice->hess[i];
      memcpy (&choice->keys[row], &sum, sizeof sum);
    }
}

static void
count_chunk (gsize    chunk,
             gsize    begin,
             gsize    end,
             gpointer data)
{
  const Choice *choice = data;
  const int above = choice->shift + DIGIT_BITS;
  guint32 *counts = choice->counts + chunk * N_DIGITS;

  memset (counts, 0, N_DIGITS * sizeof *counts);
  for (gsize row = begin; row < end; row++)
    if (above >= 32 || choice->keys[row] >> above == choice->prefix)
      counts[choice->keys[row] >> choice->shift & (N_DIGITS - 1)]++;
}

static gsize
count_digit (const Choice *choice,
             gsize         n_chunks,
             gsize         digit)
{
  gsize sum = 0;

  for (gsize chunk = 0; chunk < n_chunks; chunk++)
    sum += choice->counts[chunk * N_DIGITS + digit];

  return sum;
}

/* Finds the key of the row that comes at place @n_top from the top, and how many
 * rows of that key are among the @n_top. */
static gboolean
select_least (Choice             *choice,
              gsize               n_top,
              gsize              *n_equal,
              const JigProgress  *progress,
              GError            **error)
{
  static const int shifts[] = { 22, DIGIT_BITS, 0 };
  const gsize n_chunks = jig_parallel_n_chunks (choice->samples->n_rows, CHUNK_ROWS);

  *n_equal = n_top;
  choice->prefix = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      gsize digit = N_DIGITS - 1;
      gsize n_digit;

      choice->shift = shifts[i];
      if (!jig_parallel_for_checked (choice->samples->n_rows, CHUNK_ROWS, count_chunk, choice,
                                     progress, NULL, error))
        return FALSE;

      while ((n_digit = count_digit (choice, n_chunks, digit)) < *n_equal)
        {
          *n_equal -= n_digit;
          digit--;
        }
      choice->prefix = choice->prefix << DIGIT_BITS | (guint32) digit;
    }

  choice->least = choice->prefix;

  return TRUE;
}

/* Of rows with equal keys the first ones are kept. */
static gsize
find_end_of_ties (const Choice *choice,
                  gsize         n_equal)
{
  gsize row = 0;

  for (; n_equal > 0; row++)
    n_equal -= choice->keys[row] == choice->least ? 1 : 0;

  return row;
}

static void
count_for_more (const Choice *choice,
                gsize         row)
{
  const gsize n_rows = choice->samples->n_rows;

  for (gsize i = row; i < choice->n_outputs * n_rows; i += n_rows)
    {
      choice->grad[i] *= choice->factor;
      choice->hess[i] *= choice->factor;
    }
}

static void
draw_chunk (gsize    chunk,
            gsize    begin,
            gsize    end,
            gpointer data)
{
  const Choice *choice = data;
  gsize front = begin;
  gsize back = end - 1;
  JigRandom random;

  jig_random_init (&random, choice->seed, "gradient-sample", chunk);

  for (gsize row = begin; row < end; row++)
    {
      const gboolean is_drawn = (double) jig_random_uint32 (&random) < choice->bound;
      const guint32 key = choice->keys[row];
      const gboolean is_top = key > choice->least ||
                              (key == choice->least && row < choice->n_ties);

      if (!is_top && is_drawn)
        count_for_more (choice, row);
      if (is_top || is_drawn)
        choice->kept[front++] = (guint32) row;
      else
        choice->kept[back--] = (guint32) row;
    }

  choice->n_kept[chunk] = front - begin;
}

/* Rows that weigh nothing have no place among those that teach. */
static gsize
count_top (const JigSamples *samples,
           double            share)
{
  gsize n_rows = samples->n_rows;

  for (gsize row = 0; row < samples->n_rows && samples->weights != NULL; row++)
    n_rows -= samples->weights[row] > 0.0 ? 0 : 1;

  /* What 0.3 * 10 is too much by is no row. */
  return (gsize) ceil (share * (double) n_rows - 1e-9);
}

static gboolean
make_room (Choice  *choice,
           GError **error)
{
  const gsize n_rows = choice->samples->n_rows;
  const gsize n_chunks = jig_parallel_n_chunks (n_rows, CHUNK_ROWS);
  const struct
  {
    gpointer place;
    gsize    n_items;
    gsize    item_size;
  } rooms[] = {
    { &choice->keys, n_rows, sizeof (guint32) },
    { &choice->kept, n_rows, sizeof (guint32) },
    { &choice->counts, n_chunks, N_DIGITS * sizeof (guint32) },
    { &choice->n_kept, n_chunks, sizeof (gsize) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      gpointer memory = jig_alloc (rooms[i].n_items, rooms[i].item_size, _("choosing rows"),
                                   error);

      if (memory == NULL)
        return FALSE;
      *(gpointer *) rooms[i].place = memory;
    }

  return TRUE;
}

static void
clear_choice (Choice *choice)
{
  jig_free (choice->keys);
  jig_free (choice->kept);
  jig_free (choice->counts);
  jig_free (choice->n_kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choice, clear_choice)

/**
 * jig_gradient_sample_rows:
 * @rules: what share of the rows is kept; at least one of them above 0, together
 *   not above 1
 * @samples: the rows
 * @n_outputs: how many derivatives each row has
 * @seed: the seed of the fit
 * @round: the round, whose trees see the same rows
 * @grad: (n_outputs, n_rows) first derivatives; those of rows that are drawn are
 *   multiplied by how many rows they stand for
 * @hess: (n_outputs, n_rows) second derivatives, likewise
 * @rows: (out caller-allocates): (n_rows,) the rows that are kept, rising, and
 *   after them the others
 * @n_kept: (out): how many are kept
 * @progress: (nullable): asked whether to stop
 * @error: return location for %JIG_ERROR_MEMORY or %G_IO_ERROR_CANCELLED
 *
 * Keeps the rows of largest |g| h, summed over the outputs, and draws among the
 * others, each with the same probability, whatever happens to the rest.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_gradient_sample_rows (const JigGradientSampleRules  *rules,
                          const JigSamples              *samples,
                          guint                          n_outputs,
                          guint64                        seed,
                          guint                          round,
                          float                         *grad,
                          float                         *hess,
                          guint32                       *rows,
                          gsize                         *n_kept,
                          const JigProgress             *progress,
                          GError                       **error)
{
  const double share = rules->top < 1.0 ? MIN (rules->other / (1.0 - rules->top), 1.0) : 0.0;
  const gsize n_top = count_top (samples, rules->top);
  g_auto(Choice) choice = { samples, n_outputs, grad, hess };
  gsize n_equal;

  choice.seed = jig_random_hash (seed, "gradient-sample", round);
  choice.bound = share * 4294967296.0;
  choice.factor = share > 0.0 ? (float) (1.0 / share) : 0.0f;
  choice.least = G_MAXUINT32;
  if (!make_room (&choice, error) ||
      !jig_parallel_for_checked (samples->n_rows, CHUNK_ROWS, measure_chunk, &choice, progress,
                                 NULL, error))
    return FALSE;
  if (n_top > 0)
    {
      if (!select_least (&choice, n_top, &n_equal, progress, error))
        return FALSE;
      choice.n_ties = find_end_of_ties (&choice, n_equal);
    }

  if (!jig_parallel_for_checked (samples->n_rows, CHUNK_ROWS, draw_chunk, &choice, progress, NULL,
                                 error))
    return FALSE;

  jig_row_sample_join (choice.kept, choice.n_kept, samples->n_rows, rows, n_kept);

  return TRUE;
}
