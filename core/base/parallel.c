/* One pool of threads that is made once and kept. Locks come from pthread: a
 * thread sanitizer sees those. Waiting threads sleep; the caller takes part. */

#include "core/base/parallel.h"

#include "core/base/cpu.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define MAX_THREADS 256

typedef struct
{
  gsize          n_items;
  gsize          chunk_size;
  gsize          n_chunks;
  JigChunkFunc   func;
  gpointer       data;
  gboolean       is_reversed;   /* a test's switch */
  _Atomic gsize  next;          /* the next chunk nobody has taken */
  _Atomic gsize  n_done;
  atomic_bool    is_stopped;
  guint          n_inside;      /* (lock) helpers that may touch this loop */
} Loop;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t work = PTHREAD_COND_INITIALIZER;
static pthread_cond_t rest = PTHREAD_COND_INITIALIZER;
static Loop *current;             /* (lock) what the helpers work on */
static guint n_helpers;           /* (lock) threads in the pool */
static _Atomic guint n_wanted;    /* 0: not asked for yet */
static _Thread_local gboolean is_inside;

gsize
jig_parallel_n_chunks (gsize n_items,
                       gsize chunk_size)
{
  g_return_val_if_fail (chunk_size > 0, 0);

  return n_items / chunk_size + (n_items % chunk_size != 0);
}

static gboolean
run_next (Loop *loop)
{
  gsize taken = atomic_fetch_add (&loop->next, 1);
  gsize chunk;
  gsize begin;

  if (taken >= loop->n_chunks || atomic_load (&loop->is_stopped))
    return FALSE;

  chunk = loop->is_reversed ? loop->n_chunks - 1 - taken : taken;
  begin = chunk * loop->chunk_size;
  loop->func (chunk, begin, MIN (loop->chunk_size, loop->n_items - begin) + begin, loop->data);
  atomic_fetch_add (&loop->n_done, 1);

  return TRUE;
}

static gboolean
has_work (void)
{
  return current != NULL && atomic_load (&current->next) < current->n_chunks;
}

static void *
help (void *data)
{
  is_inside = TRUE;
  pthread_mutex_lock (&lock);

  for (;;)
    {
      Loop *loop;

      while (!has_work ())
        pthread_cond_wait (&work, &lock);

      loop = current;
      loop->n_inside++;
      pthread_mutex_unlock (&lock);

      while (run_next (loop))
        ;

      pthread_mutex_lock (&lock);
      if (--loop->n_inside == 0)
        pthread_cond_broadcast (&rest);
    }

  return NULL;
}

/* (lock) A thread that cannot be had is one helper less, not an error. */
static void
hire (guint n_threads)
{
  while (n_helpers + 1 < n_threads)
    {
      pthread_t thread;

      if (pthread_create (&thread, NULL, help, NULL) != 0)
        return;
      pthread_detach (thread);
      n_helpers++;
    }
}

static gboolean
begin_loop (Loop  *loop,
            guint  n_threads)
{
  gboolean is_free;

  pthread_mutex_lock (&lock);
  is_free = current == NULL;
  if (is_free)
    {
      hire (n_threads);
      current = loop;
      pthread_cond_broadcast (&work);
    }
  pthread_mutex_unlock (&lock);

  return is_free;
}

static void
end_loop (Loop *loop)
{
  pthread_mutex_lock (&lock);
  current = NULL;
  while (loop->n_inside > 0)
    pthread_cond_wait (&rest, &lock);
  pthread_mutex_unlock (&lock);
}

static gboolean
run_loop (Loop               *loop,
          const JigProgress  *progress,
          const char         *what,
          GError            **error)
{
  guint n_threads = jig_parallel_get_n_threads ();
  gboolean was_inside = is_inside;
  gboolean shares = n_threads > 1 && loop->n_chunks > 1 && !is_inside &&
                    begin_loop (loop, n_threads);
  gboolean goes_on = TRUE;

  is_inside = TRUE;
  do
    {
      goes_on = jig_progress_step (progress, atomic_load (&loop->n_done), loop->n_chunks, what,
                                   error);
      if (!goes_on)
        atomic_store (&loop->is_stopped, TRUE);
    }
  while (goes_on && run_next (loop));
  is_inside = was_inside;

  if (shares)
    end_loop (loop);

  return goes_on;
}

static Loop
make_loop (gsize         n_items,
           gsize         chunk_size,
           JigChunkFunc  func,
           gpointer      data)
{
  return (Loop) {
    .n_items = n_items,
    .chunk_size = chunk_size,
    .n_chunks = jig_parallel_n_chunks (n_items, chunk_size),
    .func = func,
    .data = data,
    .is_reversed = g_strcmp0 (g_getenv ("JIG_CHUNK_ORDER"), "reverse") == 0,
  };
}

/**
 * jig_parallel_for:
 * @n_items: how many items there are
 * @chunk_size: how many items a chunk holds
 * @func: the work
 * @data: (nullable): handed to @func
 *
 * Runs @func over all items and returns when every chunk is done. A loop inside
 * a loop runs in its caller's thread.
 *
 * The chunks depend on @n_items and @chunk_size only, never on the number of
 * processors. A caller that keeps one partial result per chunk and adds them
 * up in chunk order gets the same bits on every machine.
 */
void
jig_parallel_for (gsize        n_items,
                  gsize        chunk_size,
                  JigChunkFunc func,
                  gpointer     data)
{
  Loop loop = make_loop (n_items, chunk_size, func, data);

  g_return_if_fail (func != NULL);

  run_loop (&loop, NULL, NULL, NULL);
}

/**
 * jig_parallel_for_checked:
 * @n_items: how many items there are
 * @chunk_size: how many items a chunk holds: at most 10 ms of work
 * @func: the work
 * @data: (nullable): handed to @func
 * @progress: (nullable): asked and told between chunks, on the caller's thread
 * @what: (nullable): a short phrase for the status line
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Like jig_parallel_for(), but hands out no more chunks once it is cancelled.
 *
 * Returns: %TRUE if every chunk is done
 */
gboolean
jig_parallel_for_checked (gsize               n_items,
                          gsize               chunk_size,
                          JigChunkFunc        func,
                          gpointer            data,
                          const JigProgress  *progress,
                          const char         *what,
                          GError            **error)
{
  Loop loop = make_loop (n_items, chunk_size, func, data);

  g_return_val_if_fail (func != NULL, FALSE);

  return run_loop (&loop, progress, what, error);
}

static guint
read_n_threads (void)
{
  const char *text = g_getenv ("JIG_THREADS");
  guint64 n_threads;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, MAX_THREADS, &n_threads, NULL))
    return (guint) n_threads;

  return MIN (jig_cpu_get_n_granted (), MAX_THREADS);
}

/**
 * jig_parallel_get_n_threads:
 *
 * Returns: how many threads a loop may use, the caller's included: what was
 *   set, else JIG_THREADS, else what the machine grants
 */
guint
jig_parallel_get_n_threads (void)
{
  guint n_threads = atomic_load (&n_wanted);

  if (n_threads == 0)
    {
      n_threads = read_n_threads ();
      atomic_store (&n_wanted, n_threads);
    }

  return n_threads;
}

/**
 * jig_parallel_set_n_threads:
 * @n_threads: how many threads a loop may use; 0: what the machine grants
 *
 * Never changes a result, only how long it takes. Helpers that exist already
 * stay.
 */
void
jig_parallel_set_n_threads (guint n_threads)
{
  atomic_store (&n_wanted, MIN (n_threads, MAX_THREADS));
}
