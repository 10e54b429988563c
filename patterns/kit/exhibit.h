#pragma once

#include "core/base/json.h"
#include "core/chart/figure.h"

G_BEGIN_DECLS

/**
 * JigHeadline:
 * @name: what is measured (translated)
 * @value: how much
 * @unit: (nullable): such as "s"
 * @n_digits: how many significant digits are worth reading
 * @better: +1: more is better; -1: less is; 0: neither
 * @baseline_name: what it is measured against (translated)
 * @baseline_value: how much that is
 * @n_rows: how many rows it was measured on; 0: it is not about rows
 * @split: (nullable): how those rows were chosen
 * @seed: of the random choices
 *
 * The one number of a step. There is none without its baseline.
 */
typedef struct
{
  const char *name;
  double      value;
  const char *unit;
  int         n_digits;
  int         better;
  const char *baseline_name;
  double      baseline_value;
  gsize       n_rows;
  const char *split;
  guint64     seed;
} JigHeadline;

/**
 * JigExhibit:
 *
 * What a step shows: its headline, a sentence, figures, further numbers.
 * Immutable once handed out, and ref-counted.
 */
typedef struct _JigExhibit JigExhibit;

JigExhibit        *jig_exhibit_new           (const JigHeadline  *headline) G_GNUC_WARN_UNUSED_RESULT;
JigExhibit        *jig_exhibit_ref           (JigExhibit         *self);
void               jig_exhibit_unref         (JigExhibit         *self);

void               jig_exhibit_set_sentence  (JigExhibit         *self,
                                              const char         *format,
                                              ...) G_GNUC_PRINTF (2, 3);
/* Takes over the figure; FALSE if there is none. */
gboolean           jig_exhibit_take_figure   (JigExhibit         *self,
                                              JigFigure          *figure);
void               jig_exhibit_add_number    (JigExhibit         *self,
                                              const char         *id,
                                              double              value);

const JigHeadline *jig_exhibit_get_headline  (const JigExhibit   *self);
char              *jig_exhibit_dup_headline  (const JigExhibit   *self) G_GNUC_WARN_UNUSED_RESULT;
const char        *jig_exhibit_get_sentence  (const JigExhibit   *self);
gsize              jig_exhibit_get_n_figures (const JigExhibit   *self);
JigFigure         *jig_exhibit_get_figure    (const JigExhibit   *self,
                                              gsize               i);
gsize              jig_exhibit_get_n_numbers (const JigExhibit   *self);
const char        *jig_exhibit_get_number    (const JigExhibit   *self,
                                              gsize               i,
                                              double             *value);
gboolean           jig_exhibit_find_number   (const JigExhibit   *self,
                                              const char         *id,
                                              double             *value);
/* The members "headline", "sentence" and "numbers" of an object that is open. */
void               jig_exhibit_write         (const JigExhibit   *self,
                                              JigJsonWriter      *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigExhibit, jig_exhibit_unref)

G_END_DECLS
