#include "core/export/proof.h"

static void
test_text (void)
{
  static const struct { JigProof proof; const char *text; } rows[] = {
    { { 1214, 0.0, 0.0, TRUE, (char *) "cc" },
      "1,214 rows, largest difference 0, executed with cc" },
    { { 20, 0.0, 0.0, FALSE, (char *) "jig" }, "20 rows, largest difference 0, re-read by jig" },
    { { 7, 2.5e-7, 1e-6, FALSE, (char *) "x" }, "7 rows, largest difference 2.5e-7, re-read by x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = jig_proof_to_text (&rows[i].proof);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_clear (void)
{
  JigProof proof = { .with = g_strdup ("cc") };

  jig_proof_clear (&proof);
  g_assert_null (proof.with);
  jig_proof_clear (&proof);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proof/text", test_text);
  g_test_add_func ("/proof/clear", test_clear);

  return g_test_run ();
}
