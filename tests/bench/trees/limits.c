/* What this machine can do at most, for one thread: prints JSON with
 *
 *   update   ns of one read-modify-write of a packed 64-bit pair in a histogram that fits L1
 *   stream   GB/s of reading memory from front to back
 *
 * The least of several repeats: nothing faster was seen, whatever else the machine did. */
#include <glib.h>

#include <stdio.h>

#define N_ROWS (1 << 17)
#define N_COLUMNS 14
/* 33 cache lines, so that the same bin of two columns lies in different sets. */
#define STRIDE 264
#define N_BINS 255
#define N_STREAM (1 << 26)
#define N_REPEATS 25

/* codes: (N_ROWS, N_COLUMNS), row-major; pairs: (N_ROWS,); histogram: (N_COLUMNS, STRIDE) */
static void
add_rows (const guint8  *codes,
          const guint64 *pairs,
          guint64       *histogram)
{
  for (gsize row = 0; row < N_ROWS; row++)
    {
      const guint8 *own = codes + row * N_COLUMNS;
      const guint64 pair = pairs[row];

#pragma GCC unroll 14
      for (gsize column = 0; column < N_COLUMNS; column++)
        histogram[column * STRIDE + own[column]] += pair;
    }
}

static double
measure_update (void)
{
  g_autofree guint8 *codes = g_new (guint8, N_ROWS * N_COLUMNS);
  g_autofree guint64 *pairs = g_new (guint64, N_ROWS);
  g_autofree guint64 *histogram = g_new0 (guint64, N_COLUMNS * STRIDE);
  guint32 state = 1;
  gint64 least = G_MAXINT64;

  for (gsize i = 0; i < N_ROWS * N_COLUMNS; i++)
    {
      state = state * 1664525u + 1013904223u;
      codes[i] = (guint8) ((state >> 16) % N_BINS);
    }
  for (gsize row = 0; row < N_ROWS; row++)
    pairs[row] = row;

  for (guint i = 0; i < N_REPEATS; i++)
    {
      const gint64 begin = g_get_monotonic_time ();

      add_rows (codes, pairs, histogram);
      least = MIN (least, g_get_monotonic_time () - begin);
    }
  /* What nobody reads would not be computed. */
  g_assert_cmpuint (histogram[0], >, 0);

  return (double) least * 1e3 / (N_ROWS * N_COLUMNS);
}

static double
measure_stream (void)
{
  g_autofree guint64 *words = g_new (guint64, N_STREAM);
  gint64 least = G_MAXINT64;
  guint64 sum = 0;

  for (gsize i = 0; i < N_STREAM; i++)
    words[i] = i;

  for (guint i = 0; i < N_REPEATS; i++)
    {
      const gint64 begin = g_get_monotonic_time ();

      for (gsize k = 0; k < N_STREAM; k++)
        sum += words[k];
      /* Each pass reads anew. */
      __asm__ volatile ("" : "+r" (sum) : : "memory");
      least = MIN (least, g_get_monotonic_time () - begin);
    }

  return (double) N_STREAM * sizeof *words / ((double) least * 1e3);
}

int
main (void)
{
  printf ("{\"update\": %.4f, \"stream\": %.3f}\n", measure_update (), measure_stream ());

  return 0;
}
