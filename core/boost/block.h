#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most codes of a block: with 264 cells each their sums fit a first-level
 * cache. */
#define JIG_BLOCK_CODES 14

/**
 * JigBlock:
 * @first_code: where its codes begin in a row
 * @n_codes: how many these are: even, up to %JIG_BLOCK_CODES
 * @stride: how many cells each code has: 24, 40, 72, 136 or 264
 * @first_cell: where its cells begin
 *
 * Codes of a row whose sums are made in one pass. A stride is 8 cells more than
 * a power of two: with 4,096 bytes between them the same bins of all codes would
 * fall into one set of the cache.
 */
typedef struct
{
  guint32 first_code;
  guint32 n_codes;
  guint32 stride;
  guint32 first_cell;
} JigBlock;

G_END_DECLS
