#pragma once

#include "core/export/format.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The formats that a model can leave in, each with what choosing it means. Signal: "changed". */

#define JIG_TYPE_FORMAT_LIST (jig_format_list_get_type ())
G_DECLARE_FINAL_TYPE (JigFormatList, jig_format_list, JIG, FORMAT_LIST, AdwPreferencesGroup)

const JigFormat *jig_format_list_get_format    (JigFormatList    *self);
gboolean         jig_format_list_set_format    (JigFormatList    *self,
                                                const JigFormat  *format);
void             jig_format_list_set_bundle    (JigFormatList    *self,
                                                const JigBundle  *bundle);
char            *jig_format_list_dup_rows_note (JigFormatList    *self,
                                                const JigBundle  *bundle) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
