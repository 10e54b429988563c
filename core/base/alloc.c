/* Memory whose size depends on the data.
 *
 * GLib aborts when memory runs out, which is right for a button and wrong for a
 * table of the user's. What grows with the data comes from here: it can fail,
 * it is counted, and a test can make any one call fail. */

#include "core/base/alloc.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A cache line, and a whole vector of every instruction set there is. */
#define ALIGNMENT 64

/* From here on a page table of large pages pays for itself. */
#define HUGE_PAGE (2 * 1024 * 1024)

/* Lies in front of the memory; as large as the alignment so as not to spoil it. */
typedef union
{
  struct
  {
    gsize    n_bytes;   /* what the caller asked for */
    gpointer block;     /* what the system gave */
  };
  char padding[ALIGNMENT];
} Header;

static _Atomic gsize budget = G_MAXSIZE;
static _Atomic gsize in_use;
static _Atomic gsize peak;
static _Atomic gsize n_calls_made;
static _Atomic gssize calls_left = -1;   /* until one fails; negative: none will */

static gboolean
fails_by_request (void)
{
  if (atomic_load (&calls_left) < 0)
    return FALSE;

  return atomic_fetch_sub (&calls_left, 1) == 0;
}

static void
raise_peak (gsize used)
{
  gsize seen = atomic_load (&peak);

  while (seen < used && !atomic_compare_exchange_weak (&peak, &seen, used))
    ;
}

/* Takes first and asks afterwards, so that two threads cannot share one rest. */
static gboolean
reserve (gsize n_bytes)
{
  gsize before = atomic_fetch_add (&in_use, n_bytes);
  gsize allowed = atomic_load (&budget);

  if (before > allowed || n_bytes > allowed - before)
    {
      atomic_fetch_sub (&in_use, n_bytes);
      return FALSE;
    }

  raise_peak (before + n_bytes);

  return TRUE;
}

/* A hint, and only for the whole pages: that it may fail does not matter. */
static void
ask_for_huge_pages (Header *header,
                    gsize   n_bytes)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);
  gsize begin = ((gsize) header + page - 1) / page * page;
  gsize end = ((gsize) header + n_bytes) / page * page;

  if (n_bytes >= HUGE_PAGE)
    madvise ((gpointer) begin, end - begin, MADV_HUGEPAGE);
}

/* Zeroed: large blocks are so when they come from the system, and nobody touches them before they
 * are used. That is also when the time for it is spent, which may be in pieces. */
static Header *
get_block (gsize n_bytes)
{
  gsize n_whole = sizeof (Header) + n_bytes + ALIGNMENT;
  Header *header;
  char *block;

  if (fails_by_request () || !reserve (n_bytes))
    return NULL;

  block = calloc (1, n_whole);
  if (block == NULL)
    {
      atomic_fetch_sub (&in_use, n_bytes);
      return NULL;
    }

  header = (Header *) (block + ALIGNMENT - (guintptr) block % ALIGNMENT);
  ask_for_huge_pages (header, sizeof (Header) + n_bytes);
  header->n_bytes = n_bytes;
  header->block = block;

  return header;
}

/* G_MAXSIZE if that is not a size. */
static gsize
total_size (gsize n_items,
            gsize item_size)
{
  gsize n_bytes;

  if (!g_size_checked_mul (&n_bytes, n_items, item_size) ||
      n_bytes > G_MAXSSIZE - 3 * ALIGNMENT)
    return G_MAXSIZE;

  return n_bytes;
}

static void
set_error (GError     **error,
           gsize        n_bytes,
           const char  *what)
{
  gsize used = atomic_load (&in_use);
  gsize allowed = atomic_load (&budget);
  g_autofree char *needed = jig_alloc_format_size (n_bytes);
  g_autofree char *left = jig_alloc_format_size (allowed > used ? allowed - used : 0);

  if (n_bytes == G_MAXSIZE || allowed == G_MAXSIZE)
    g_set_error (error, JIG_ERROR, JIG_ERROR_MEMORY,
                 _("There is not enough memory for %s."), what);
  else
    g_set_error (error, JIG_ERROR, JIG_ERROR_MEMORY,
                 _("Jig needs %s for %s, %s are allowed."), needed, what, left);
}

/**
 * jig_alloc:
 * @n_items: how many items there will be
 * @item_size: the size of one
 * @what: what the memory is for, as the user would put it: "the histogram"
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Gets zeroed memory, aligned to 64 bytes. Even no items are some memory, so
 * that %NULL always means an error.
 *
 * Returns: (transfer full): memory for jig_free(), or %NULL with @error set
 */
gpointer
jig_alloc (gsize        n_items,
           gsize        item_size,
           const char  *what,
           GError     **error)
{
  return jig_realloc (NULL, n_items, item_size, what, error);
}

/**
 * jig_realloc:
 * @memory: (nullable) (transfer full): what jig_alloc() returned
 * @n_items: how many items there will be
 * @item_size: the size of one
 * @what: what the memory is for, as the user would put it
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Changes the size of @memory. What is new is zeroed.
 *
 * Returns: (transfer full): memory in place of @memory, or %NULL with @error
 *   set and @memory as it was
 */
gpointer
jig_realloc (gpointer      memory,
             gsize         n_items,
             gsize         item_size,
             const char   *what,
             GError      **error)
{
  gsize n_bytes = total_size (n_items, item_size);
  Header *header = NULL;

  g_return_val_if_fail (what != NULL, NULL);

  atomic_fetch_add (&n_calls_made, 1);

  if (n_bytes != G_MAXSIZE)
    header = get_block (n_bytes);

  if (header == NULL)
    {
      set_error (error, n_bytes, what);
      return NULL;
    }

  if (memory != NULL)
    {
      memcpy (header + 1, memory, MIN (n_bytes, ((Header *) memory - 1)->n_bytes));
      jig_free (memory);
    }

  return header + 1;
}

/**
 * jig_free:
 * @memory: (nullable): what jig_alloc() returned
 */
void
jig_free (gpointer memory)
{
  Header *header;

  if (memory == NULL)
    return;

  header = (Header *) memory - 1;
  atomic_fetch_sub (&in_use, header->n_bytes);
  free (header->block);
}

/**
 * jig_alloc_get_in_use:
 *
 * Returns: how many bytes have come from jig_alloc() and not gone back
 */
gsize
jig_alloc_get_in_use (void)
{
  return atomic_load (&in_use);
}

/**
 * jig_alloc_get_peak:
 *
 * Returns: the most bytes that have been in use at once
 */
gsize
jig_alloc_get_peak (void)
{
  return atomic_load (&peak);
}

/**
 * jig_alloc_reset_peak:
 *
 * Lets jig_alloc_get_peak() begin again, with what is in use now.
 */
void
jig_alloc_reset_peak (void)
{
  atomic_store (&peak, atomic_load (&in_use));
}

/**
 * jig_alloc_get_n_calls:
 *
 * Lets a test see that a loop asks for no memory.
 *
 * Returns: how often jig_alloc() and jig_realloc() have been called
 */
gsize
jig_alloc_get_n_calls (void)
{
  return atomic_load (&n_calls_made);
}

/**
 * jig_alloc_get_budget:
 *
 * Returns: how many bytes may be in use at once; %G_MAXSIZE: any number
 */
gsize
jig_alloc_get_budget (void)
{
  return atomic_load (&budget);
}

/**
 * jig_alloc_set_budget:
 * @n_bytes: how many bytes may be in use at once
 *
 * Makes jig_alloc() fail before the machine starts to swap.
 */
void
jig_alloc_set_budget (gsize n_bytes)
{
  atomic_store (&budget, n_bytes);
}

/**
 * jig_alloc_fail_after:
 * @n_calls: how many calls of jig_alloc() succeed before one fails, or -1 for
 *   none to fail
 *
 * Lets a test see every way in which memory can run out. The calls after the
 * one that fails succeed again.
 */
void
jig_alloc_fail_after (gssize n_calls)
{
  atomic_store (&calls_left, n_calls);
}

/**
 * jig_alloc_format_size:
 * @n_bytes: a size
 *
 * Returns: (transfer full): the size as the user reads it: "512 bytes",
 *   "3.2 GB"; powers of 1,000, and a point in every locale
 */
char *
jig_alloc_format_size (guint64 n_bytes)
{
  static const char *const units[] = { "kB", "MB", "GB", "TB", "PB", "EB" };
  guint64 unit = 1000;
  guint64 tenths;
  guint i = 0;

  if (n_bytes < unit)
    return g_strdup_printf (ngettext ("%u byte", "%u bytes", n_bytes), (guint) n_bytes);

  /* Up when rounding to tenths would make it 1000.0 of the smaller unit. */
  while (i + 1 < G_N_ELEMENTS (units) && n_bytes / (unit / 20) >= 19999)
    {
      unit *= 1000;
      i++;
    }

  tenths = n_bytes / (unit / 10) + (n_bytes % (unit / 10) >= unit / 20);

  return g_strdup_printf ("%u.%u %s", (guint) (tenths / 10), (guint) (tenths % 10), units[i]);
}
