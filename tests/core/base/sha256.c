#include "core/base/sha256.h"

#include "core/base/cpu.h"

#define N_BYTES 1000

static void
fill (guint8 *bytes)
{
  for (gsize i = 0; i < N_BYTES; i++)
    bytes[i] = (guint8) (i * i * 7 + i / 3);
}

static char *
hash_in_pieces (const guint8 *bytes,
                gsize         n_bytes,
                gsize         n_first)
{
  JigSha256 self;

  jig_sha256_init (&self);
  jig_sha256_update (&self, bytes, n_first);
  jig_sha256_update (&self, bytes + n_first, n_bytes - n_first);

  return jig_sha256_to_string (&self);
}

/* Against the one of GLib, in every variant that this machine has. */
static void
test_same_as_glib (void)
{
  guint8 bytes[N_BYTES];
  const JigIsa isas[] = { JIG_ISA_PORTABLE, jig_cpu_get_isa () };

  fill (bytes);
  for (gsize isa = 0; isa < G_N_ELEMENTS (isas); isa++)
    for (gsize n = 0; n <= N_BYTES; n += n < 200 ? 1 : 37)
      {
        g_autofree char *wanted = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, n);

        jig_cpu_set_isa (isas[isa]);
        for (gsize first = 0; first <= n; first += first < 70 ? 1 : 61)
          {
            g_autofree char *found = hash_in_pieces (bytes, n, first);

            g_assert_cmpstr (found, ==, wanted);
          }
      }
  g_test_message ("by instructions of its own: %d", jig_cpu_has_sha ());
}

static void
test_goes_on_after_telling (void)
{
  g_autofree char *wanted = g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                                         (const guchar *) "abc", 3);
  g_autofree char *early = NULL;
  g_autofree char *found = NULL;
  JigSha256 self;

  jig_sha256_init (&self);
  jig_sha256_update (&self, "ab", 2);
  early = jig_sha256_to_string (&self);
  jig_sha256_update (&self, "c", 1);
  found = jig_sha256_to_string (&self);
  g_assert_cmpstr (found, ==, wanted);
  g_assert_cmpstr (early, !=, wanted);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sha256/same-as-glib", test_same_as_glib);
  g_test_add_func ("/sha256/goes-on-after-telling", test_goes_on_after_telling);

  return g_test_run ();
}
