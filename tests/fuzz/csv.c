/* Any bytes are a table or an error, never both and never neither. */

#include "core/data/csv-reader.h"
#include "core/data/describe.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JigReading) reading = jig_csv_read_bytes ((const char *) data, size, "fuzz.csv", NULL,
                                                      NULL, &error);
  g_autoptr(GPtrArray) descriptions = NULL;

  g_assert_true ((reading == NULL) == (error != NULL));
  if (reading == NULL)
    return 0;

  g_assert_cmpuint (jig_frame_get_n_rows (reading->frame), >, 0);
  descriptions = jig_describe_frame (reading->frame, NULL, NULL);
  g_assert_cmpuint (descriptions->len, ==, jig_frame_get_n_columns (reading->frame));

  return 0;
}
