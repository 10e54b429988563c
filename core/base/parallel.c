/* The threads that loops share.
 *
 * One pool for the whole process, of threads that sleep until there is a loop.
 * Whoever starts a loop takes part in it. Everything that threads share is
 * guarded by one lock, taken once per chunk: a chunk is long against that. */

/* For pthread_setname_np(). */
#define _GNU_SOURCE

#include "core/base/parallel.h"

#include "core/base/cpu.h"
#include "core/base/number.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>

#define MAX_THREADS 1024

typedef struct _Loop Loop;

struct _Loop
{
  gsize          n_items;
  gsize          chunk_size;
  gsize          n_chunks;
  JigChunkFunc   func;
  gpointer       data;
  gboolean       backwards;
  gsize          n_taken;     /* (lock) chunks handed out */
  gsize          n_finished;  /* (lock) chunks done */
  pthread_cond_t finished;    /* everything handed out is done */
  Loop          *next;        /* (lock) in the list of loops with chunks left */
};

static struct
{
  pthread_mutex_t lock;
  pthread_cond_t  wanted;      /* there is a loop, or more threads may work */
  Loop           *loops;       /* the oldest first */
  guint           n_workers;   /* how many threads have been started */
  guint           n_threads;   /* how many may work on a loop, its caller included; 0: not known */
  gboolean        backwards;
} pool = { .lock = PTHREAD_MUTEX_INITIALIZER, .wanted = PTHREAD_COND_INITIALIZER };

/* A loop inside a chunk stays in its thread: all others have work already. */
static _Thread_local gboolean is_inside;

/* The chunks */

/**
 * jig_parallel_n_chunks:
 * @n_items: how many items there are
 * @chunk_size: how many items a chunk holds
 *
 * Returns: how many chunks that makes
 */
gsize
jig_parallel_n_chunks (gsize n_items,
                       gsize chunk_size)
{
  g_return_val_if_fail (chunk_size > 0, 0);

  return n_items / chunk_size + (n_items % chunk_size != 0);
}

static void
run_chunk (const Loop *loop,
           gsize       i)
{
  gsize chunk = loop->backwards ? loop->n_chunks - 1 - i : i;
  gsize begin = chunk * loop->chunk_size;
  gsize end = begin + MIN (loop->chunk_size, loop->n_items - begin);
  gboolean was_inside = is_inside;

  is_inside = TRUE;
  loop->func (chunk, begin, end, loop->data);
  is_inside = was_inside;
}

/* The pool: with the lock held, all of it */

static void
remove_loop (Loop *loop)
{
  for (Loop **at = &pool.loops; *at != NULL; at = &(*at)->next)
    if (*at == loop)
      {
        *at = loop->next;
        return;
      }
}

static void
append_loop (Loop *loop)
{
  Loop **at = &pool.loops;

  while (*at != NULL)
    at = &(*at)->next;

  *at = loop;
}

static void
take_chunk (Loop *loop)
{
  gsize i = loop->n_taken++;

  if (loop->n_taken == loop->n_chunks)
    remove_loop (loop);

  pthread_mutex_unlock (&pool.lock);
  run_chunk (loop, i);
  pthread_mutex_lock (&pool.lock);

  if (++loop->n_finished == loop->n_taken)
    pthread_cond_signal (&loop->finished);
}

static gpointer
work (gpointer index)
{
  pthread_mutex_lock (&pool.lock);

  for (;;)
    {
      /* The caller counts as one. */
      if (pool.loops != NULL && GPOINTER_TO_UINT (index) + 1 < pool.n_threads)
        take_chunk (pool.loops);
      else
        pthread_cond_wait (&pool.wanted, &pool.lock);
    }

  return NULL;
}

/* Signals are for the main thread, whose handlers know what to do. */
static gboolean
start_worker (guint index)
{
  pthread_t thread;
  sigset_t all;
  sigset_t before;
  gboolean started;

  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &before);
  started = pthread_create (&thread, NULL, work, GUINT_TO_POINTER (index)) == 0;
  pthread_sigmask (SIG_SETMASK, &before, NULL);

  if (started)
    {
      pthread_setname_np (thread, "jig-parallel");
      pthread_detach (thread);
    }

  return started;
}

/* Threads are started when there is work for them. If the system gives no
 * more, those there are do it. */
static void
wake_workers (gsize n_chunks)
{
  gsize n_wanted = MIN (n_chunks, pool.n_threads) - 1;

  while (pool.n_workers < n_wanted && start_worker (pool.n_workers))
    pool.n_workers++;

  pthread_cond_broadcast (&pool.wanted);
}

static guint
read_n_threads (void)
{
  const char *text = g_getenv ("JIG_THREADS");
  gint64 n_threads;

  if (text != NULL && jig_number_parse_int (text, strlen (text), &n_threads) &&
      n_threads >= 1 && n_threads <= MAX_THREADS)
    return (guint) n_threads;

  return MIN (jig_cpu_get_n_granted (), MAX_THREADS);
}

static void
configure (void)
{
  if (pool.n_threads > 0)
    return;

  pool.n_threads = read_n_threads ();
  pool.backwards = g_strcmp0 (g_getenv ("JIG_CHUNK_ORDER"), "reverse") == 0;
}

/* The loops */

/* Reports with the lock released, so that the others go on meanwhile. */
static gboolean
step (const Loop         *loop,
      const JigProgress  *progress,
      const char         *what,
      GError            **error)
{
  gsize n_finished = loop->n_finished;
  gboolean go_on;

  pthread_mutex_unlock (&pool.lock);
  go_on = jig_progress_step (progress, n_finished, loop->n_chunks, what, error);
  pthread_mutex_lock (&pool.lock);

  return go_on;
}

static gboolean
run_shared (Loop               *loop,
            const JigProgress  *progress,
            const char         *what,
            GError            **error)
{
  gboolean go_on = TRUE;

  pthread_mutex_lock (&pool.lock);
  append_loop (loop);
  wake_workers (loop->n_chunks);

  while (go_on && loop->n_taken < loop->n_chunks)
    {
      go_on = progress == NULL || step (loop, progress, what, error);

      /* Others may have taken the rest while the lock was released. */
      if (go_on && loop->n_taken < loop->n_chunks)
        take_chunk (loop);
    }

  remove_loop (loop);
  while (loop->n_finished < loop->n_taken)
    pthread_cond_wait (&loop->finished, &pool.lock);
  pthread_mutex_unlock (&pool.lock);

  return go_on;
}

static gboolean
run_alone (Loop               *loop,
           const JigProgress  *progress,
           const char         *what,
           GError            **error)
{
  for (gsize i = 0; i < loop->n_chunks; i++)
    {
      if (!jig_progress_step (progress, i, loop->n_chunks, what, error))
        return FALSE;

      run_chunk (loop, i);
    }

  return TRUE;
}

static guint
prepare (Loop *loop)
{
  guint n_threads;

  pthread_mutex_lock (&pool.lock);
  configure ();
  n_threads = pool.n_threads;
  loop->backwards = pool.backwards;
  pthread_mutex_unlock (&pool.lock);

  return n_threads;
}

/**
 * jig_parallel_for:
 * @n_items: how many items there are
 * @chunk_size: how many items a chunk holds
 * @func: the work
 * @data: (nullable): handed to @func
 *
 * Runs @func over all items and returns when every chunk is done.
 *
 * The chunks depend on @n_items and @chunk_size only, never on the number of
 * threads, and may run in any order. A caller that keeps one partial result per
 * chunk and adds them up in chunk order gets the same bits on every machine.
 */
void
jig_parallel_for (gsize        n_items,
                  gsize        chunk_size,
                  JigChunkFunc func,
                  gpointer     data)
{
  jig_parallel_for_checked (n_items, chunk_size, func, data, NULL, NULL, NULL);
}

/**
 * jig_parallel_for_checked:
 * @n_items: how many items there are
 * @chunk_size: how many items a chunk holds; at most 10 ms of work
 * @func: the work
 * @data: (nullable): handed to @func
 * @progress: (nullable): where to report
 * @what: (nullable): a short phrase for the status line
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * As jig_parallel_for(), and tells @progress between chunks, on the calling
 * thread only. Once that says stop, no further chunk begins.
 *
 * Returns: %TRUE if every chunk is done, or %FALSE with @error set
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
  Loop loop = {
    .n_items = n_items,
    .chunk_size = chunk_size,
    .n_chunks = jig_parallel_n_chunks (n_items, chunk_size),
    .func = func,
    .data = data,
    .finished = PTHREAD_COND_INITIALIZER,
  };
  guint n_threads;
  gboolean done;

  g_return_val_if_fail (func != NULL, FALSE);

  n_threads = prepare (&loop);
  if (is_inside || n_threads == 1 || loop.n_chunks <= 1)
    done = run_alone (&loop, progress, what, error);
  else
    done = run_shared (&loop, progress, what, error);

  pthread_cond_destroy (&loop.finished);

  return done && jig_progress_step (progress, loop.n_chunks, loop.n_chunks, what, error);
}

/**
 * jig_parallel_get_n_threads:
 *
 * Returns: how many threads work on a loop: what was set, what JIG_THREADS
 *   says, or how many processors this process may use
 */
guint
jig_parallel_get_n_threads (void)
{
  Loop unused = { 0 };

  return prepare (&unused);
}

/**
 * jig_parallel_set_n_threads:
 * @n_threads: how many threads may work on a loop; 0: as many as there are by
 *   themselves
 *
 * Changes how fast results come, never what they are. Threads above the number
 * finish their chunk and sleep.
 */
void
jig_parallel_set_n_threads (guint n_threads)
{
  pthread_mutex_lock (&pool.lock);
  configure ();
  pool.n_threads = n_threads > 0 ? MIN (n_threads, MAX_THREADS) : read_n_threads ();
  pthread_cond_broadcast (&pool.wanted);
  pthread_mutex_unlock (&pool.lock);
}
