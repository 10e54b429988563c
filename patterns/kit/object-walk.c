#include "patterns/kit/object-walk.h"

#include "core/base/json.h"

#include <glib/gi18n-lib.h>

static void
walked_free (gpointer payload)
{
  JigWalked *walked = payload;

  g_free (walked->pattern);
  g_free (walked->step);
  g_free (walked->numbers);
  g_free (walked);
}

static void
hash_walked (gconstpointer  payload,
             JigHash       *hash)
{
  const JigWalked *walked = payload;

  jig_hash_add_string (hash, walked->pattern);
  jig_hash_add_string (hash, walked->step);
  jig_hash_add_string (hash, walked->numbers);
}

static void
pack_walked (gconstpointer  payload,
             JigPacker     *packer)
{
  const JigWalked *walked = payload;

  jig_packer_string (packer, walked->pattern);
  jig_packer_string (packer, walked->step);
  jig_packer_string (packer, walked->numbers);
}

static gpointer
unpack_walked (JigUnpacker  *unpacker,
               const char   *name,
               GError      **error)
{
  JigWalked walked = { .pattern = NULL };

  walked.pattern = jig_unpacker_string (unpacker);
  walked.step = jig_unpacker_string (unpacker);
  walked.numbers = jig_unpacker_string (unpacker);
  if (!unpacker->failed && walked.pattern && walked.step && walked.numbers)
    return g_memdup2 (&walked, sizeof walked);

  g_free (walked.pattern);
  g_free (walked.step);
  g_free (walked.numbers);

  return NULL;
}

const JigObjectKind jig_object_walk = {
  .id = "walk",
  .title = N_("Walkthrough"),
  .hash = hash_walked,
  .pack = pack_walked,
  .unpack = unpack_walked,
  .free = walked_free,
};

/* Nothing in it is in any language. */
static void
write_exhibit (const JigExhibit *exhibit,
               JigJsonWriter    *writer)
{
  const JigHeadline *headline = jig_exhibit_get_headline (exhibit);

  jig_json_writer_name (writer, "headline");
  jig_json_writer_double (writer, headline->value);
  jig_json_writer_name (writer, "baseline");
  jig_json_writer_double (writer, headline->baseline_value);
  jig_json_writer_name (writer, "rows");
  jig_json_writer_int (writer, (gint64) headline->n_rows);

  for (gsize i = 0; i < jig_exhibit_get_n_numbers (exhibit); i++)
    {
      double value;
      const char *id = jig_exhibit_get_number (exhibit, i, &value);

      jig_json_writer_name (writer, id);
      jig_json_writer_double (writer, value);
    }
}

/**
 * jig_object_new_walk:
 * @run: a run
 * @step: the index of a step that is done, or cannot be
 * @error: return location for %JIG_ERROR_MEMORY
 *
 * Returns: (transfer full): the object, or %NULL with @error set
 */
JigObject *
jig_object_new_walk (const JigRun  *run,
                     gsize          step,
                     GError       **error)
{
  const JigPattern *pattern = jig_run_get_pattern (run);
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autoptr(JigExhibit) exhibit = NULL;
  JigWalked *walked;

  if (jig_run_get_state (run, step, NULL) != JIG_STEP_CANNOT)
    {
      exhibit = jig_run_show (run, step, error);
      if (exhibit == NULL)
        return NULL;
    }

  jig_json_writer_begin_object (writer);
  if (exhibit != NULL)
    write_exhibit (exhibit, writer);
  jig_json_writer_end_object (writer);

  walked = g_new0 (JigWalked, 1);
  walked->pattern = g_strdup (pattern->id);
  walked->step = g_strdup (pattern->steps[step].id);
  walked->numbers = jig_json_writer_finish (writer);

  return jig_object_new (&jig_object_walk, walked);
}

/**
 * jig_object_get_walked:
 * @self: (nullable): an object
 *
 * Returns: (nullable) (transfer none): what came of a walk, if the object is that
 */
const JigWalked *
jig_object_get_walked (const JigObject *self)
{
  return jig_object_get_payload (self, &jig_object_walk);
}
