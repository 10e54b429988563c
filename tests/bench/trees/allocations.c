/* Counts what is asked of the allocator: these take the place of the C library's functions and hand
 * everything on to them. Only glibc has the names behind them. */
#include "tests/bench/trees/allocations.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Atomic guint64 n_allocations;

/**
 * count_allocations:
 *
 * Returns: how often memory was asked for since the program began
 */
guint64
count_allocations (void)
{
  return atomic_load (&n_allocations);
}

#ifdef __GLIBC__

extern void *__libc_malloc   (size_t  size);
extern void *__libc_calloc   (size_t  n_items,
                              size_t  size);
extern void *__libc_realloc  (void   *memory,
                              size_t  size);
extern void *__libc_memalign (size_t  alignment,
                              size_t  size);

void *
malloc (size_t size)
{
  atomic_fetch_add (&n_allocations, 1);

  return __libc_malloc (size);
}

void *
calloc (size_t n_items,
        size_t size)
{
  atomic_fetch_add (&n_allocations, 1);

  return __libc_calloc (n_items, size);
}

void *
realloc (void   *memory,
         size_t  size)
{
  atomic_fetch_add (&n_allocations, 1);

  return __libc_realloc (memory, size);
}

void *
aligned_alloc (size_t alignment,
               size_t size)
{
  atomic_fetch_add (&n_allocations, 1);

  return __libc_memalign (alignment, size);
}

int
posix_memalign (void   **memory,
                size_t   alignment,
                size_t   size)
{
  void *found;

  atomic_fetch_add (&n_allocations, 1);
  found = __libc_memalign (alignment, size);
  if (found == NULL)
    return ENOMEM;
  *memory = found;

  return 0;
}

#endif
