#include "core/base/weighted-quantile.h"

#include <math.h>

/* Items below, at and above a pivot: [begin, equal), [equal, above), [above, end). */
typedef struct
{
  gsize  equal;
  gsize  above;
  double below_weight;
  double equal_weight;
} Parts;

static inline void
swap (JigWeighted *a,
      JigWeighted *b)
{
  const JigWeighted kept = *a;

  *a = *b;
  *b = kept;
}

static Parts
part (JigWeighted *items,
      gsize        begin,
      gsize        end,
      double       pivot)
{
  Parts parts = { begin, end, 0.0, 0.0 };

  for (gsize i = begin; i < parts.above;)
    if (items[i].value < pivot)
      {
        parts.below_weight += items[i].weight;
        swap (&items[i++], &items[parts.equal++]);
      }
    else if (items[i].value > pivot)
      {
        swap (&items[i], &items[--parts.above]);
      }
    else
      {
        parts.equal_weight += items[i++].weight;
      }

  return parts;
}

/* A place that no order of the items makes the worst one every time. */
static gsize
choose_pivot (gsize begin,
              gsize end)
{
  guint64 mixed = (begin ^ end << 32) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  mixed ^= mixed >> 32;

  return begin + (gsize) (mixed % (end - begin));
}

static double
get_least (const JigWeighted *items,
           gsize              begin,
           gsize              end)
{
  double least = INFINITY;

  for (gsize i = begin; i < end; i++)
    if (items[i].weight > 0.0)
      least = MIN (least, items[i].value);

  return least;
}

/**
 * jig_weighted_quantile:
 * @items: (n_items,) comes back in another order
 * @n_items: how many there are
 * @share: above 0 and below 1
 *
 * Finds the least value up to which there is @share of all weight. Where exactly
 * that share is reached, the middle between it and the next one: an item of
 * weight 2 counts as two of weight 1, and the median of an even number is the
 * usual one. Selects as quicksort does, in linear time (Hoare, "Algorithm 65:
 * Find", 1961).
 *
 * Returns: the quantile; NaN if nothing weighs anything
 */
double
jig_weighted_quantile (JigWeighted *items,
                       gsize        n_items,
                       double       share)
{
  double total = 0.0;
  double before = 0.0;
  double found = NAN;
  gsize begin = 0;
  gsize end = n_items;

  g_return_val_if_fail (share > 0.0 && share < 1.0, NAN);

  for (gsize i = 0; i < n_items; i++)
    total += items[i].weight;
  if (!(total > 0.0))
    return NAN;

  while (begin < end)
    {
      const double pivot = items[choose_pivot (begin, end)].value;
      const Parts parts = part (items, begin, end, pivot);
      const double up_to = before + parts.below_weight + parts.equal_weight;

      if (parts.below_weight > 0.0 && before + parts.below_weight >= share * total)
        {
          end = parts.equal;
          continue;
        }
      if (parts.equal_weight > 0.0)
        found = pivot;
      if (up_to >= share * total)
        {
          const double next = up_to > share * total
                              ? INFINITY : get_least (items, parts.above, n_items);

          return isfinite (next) ? 0.5 * found + 0.5 * next : found;
        }

      before = up_to;
      begin = parts.above;
    }

  return found;
}
