#include "tests/support/memory.h"

#include "core/base/alloc.h"
#include "core/base/error.h"

#define TOO_MANY 10000

gsize
jig_test_every_allocation_fails (JigTestTry func,
                                 gpointer   data)
{
  gsize before = jig_alloc_get_in_use ();

  for (gssize n = 0; n < TOO_MANY; n++)
    {
      g_autoptr(GError) error = NULL;
      gboolean worked;

      jig_alloc_fail_after (n);
      worked = func (data, &error);
      jig_alloc_fail_after (-1);

      g_assert_cmpuint (jig_alloc_get_in_use (), ==, before);
      if (worked)
        {
          g_assert_no_error (error);
          return (gsize) n;
        }
      g_assert_error (error, JIG_ERROR, JIG_ERROR_MEMORY);
    }

  g_assert_not_reached ();
}
