/* What is read as a number has the bits that the C library gives. */

#include "core/base/number.h"

#include <string.h>

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  double ours;
  double theirs;

  if (!jig_number_parse ((const char *) data, size, '.', &ours))
    return 0;

  theirs = g_ascii_strtod (text, NULL);
  g_assert_cmpmem (&ours, sizeof ours, &theirs, sizeof theirs);

  return 0;
}
