#include "core/export/proof.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

void
jig_proof_clear (JigProof *self)
{
  g_clear_pointer (&self->with, g_free);
}

/**
 * jig_proof_to_text:
 * @self: what was found
 *
 * Returns: (transfer full): such as "1,214 rows, largest difference 0, executed
 *   with cc"
 */
char *
jig_proof_to_text (const JigProof *self)
{
  g_autofree char *n_rows = NULL;
  char largest[JIG_NUMBER_BUFFER];

  g_return_val_if_fail (self != NULL, NULL);

  n_rows = jig_number_to_display ((double) self->n_rows, 17);
  jig_number_format (self->largest, largest);

  return g_strdup_printf (self->was_executed
                          ? _("%s rows, largest difference %s, executed with %s")
                          : _("%s rows, largest difference %s, re-read by %s"),
                          n_rows, largest, self->with);
}
