#pragma once

#include "core/base/json.h"
#include "core/data/schema.h"

G_BEGIN_DECLS

/* A few rows of a table as JSON: a list per column; a cell is a number, a text
 * or true or false, and null if it is missing. Dates are texts. */

void      jig_frame_write_json (const JigFrame    *self,
                                JigJsonWriter     *writer);
JigFrame *jig_frame_read_json  (const JigSchema   *schema,
                                JsonArray         *columns,
                                gsize              n_rows,
                                const char        *name,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
