#pragma once

#include "patterns/kit/run.h"

G_BEGIN_DECLS

/**
 * JigReport:
 * @run: the walkthrough
 * @exhibits: (n_steps) (nullable elements): what each step shows; %NULL where it
 *   was not run
 * @folder: where the report goes
 * @language: "en" or "ko"
 *
 * A walkthrough on one page, with each figure as SVG, PNG and CSV beside it.
 */
typedef struct
{
  const JigRun  *run;
  JigExhibit   **exhibits;
  const char    *folder;
  const char    *language;
} JigReport;

gboolean jig_report_write (const JigReport  *self,
                           GError          **error);

G_END_DECLS
