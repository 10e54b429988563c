/* jig patterns: the walkthroughs there are. */

#include "app/cli/language.h"
#include "app/cli/verb.h"
#include "core/base/param-json.h"
#include "patterns/kit/pattern.h"

#include <glib/gi18n-lib.h>

static void
write_both (const char    *member,
            const char    *text,
            JigJsonWriter *writer)
{
  g_autofree char *korean = jig_language_say ("ko", text);

  jig_json_writer_name (writer, member);
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "en");
  jig_json_writer_string (writer, text);
  jig_json_writer_name (writer, "ko");
  jig_json_writer_string (writer, korean);
  jig_json_writer_end_object (writer);
}

static void
write_words (const char    *member,
             const char    *words,
             JigJsonWriter *writer)
{
  g_auto(GStrv) each = g_strsplit (words != NULL ? words : "", " ", -1);

  jig_json_writer_name (writer, member);
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; each[i] != NULL; i++)
    if (*each[i] != '\0')
      jig_json_writer_string (writer, each[i]);
  jig_json_writer_end_array (writer);
}

static void
write_roles (const JigPattern *pattern,
             JigJsonWriter    *writer)
{
  jig_json_writer_name (writer, "roles");
  jig_json_writer_begin_array (writer);
  for (const JigPatternRole *role = pattern->roles; role != NULL && role->types != 0; role++)
    {
      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "id");
      jig_json_writer_string (writer, jig_role_name (role->role));
      jig_json_writer_name (writer, "kinds");
      jig_json_writer_begin_array (writer);
      for (guint type = 0; type <= JIG_COLUMN_BOOLEAN; type++)
        if ((role->types & JIG_NODE_TAKES (type)) != 0)
          jig_json_writer_string (writer, jig_column_type_name ((JigColumnType) type));
      jig_json_writer_end_array (writer);
      jig_json_writer_name (writer, "required");
      jig_json_writer_int (writer, role->min);
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static void
write_step (const JigStep *step,
            JigJsonWriter *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "id");
  jig_json_writer_string (writer, step->id);
  write_both ("title", step->title, writer);
  write_words ("needs", step->needs, writer);
  write_words ("makes", step->makes, writer);
  jig_json_writer_name (writer, "params");
  jig_param_write_table (step->params, writer);
  jig_json_writer_name (writer, "mistakes");
  jig_json_writer_begin_array (writer);
  for (const JigMistake *mistake = step->mistakes; mistake != NULL && mistake->id != NULL;
       mistake++)
    {
      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "id");
      jig_json_writer_string (writer, mistake->id);
      jig_json_writer_name (writer, "title");
      jig_json_writer_string (writer, _(mistake->title));
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
  write_words ("figures", step->figures, writer);
  jig_json_writer_end_object (writer);
}

static void
write_pattern (const JigPattern *pattern,
               JigJsonWriter    *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "id");
  jig_json_writer_string (writer, pattern->id);
  jig_json_writer_name (writer, "group");
  jig_json_writer_string (writer, jig_group_name (pattern->group));
  write_both ("title", pattern->title, writer);
  write_both ("summary", pattern->summary, writer);
  write_roles (pattern, writer);
  jig_json_writer_name (writer, "steps");
  jig_json_writer_begin_array (writer);
  for (const JigStep *step = pattern->steps; step->id != NULL; step++)
    write_step (step, writer);
  jig_json_writer_end_array (writer);
  jig_json_writer_end_object (writer);
}

static void
print_json (JigCall *call)
{
  JigJsonWriter *writer = jig_call_begin_json (call);

  jig_json_writer_name (writer, "patterns");
  jig_json_writer_begin_array (writer);
  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    write_pattern (jig_patterns[i], writer);
  jig_json_writer_end_array (writer);
  jig_call_end_json (call, writer);
}

/* Patterns first, then labs. */
static void
print_text (gboolean labs)
{
  for (gsize i = 0; jig_patterns[i] != NULL; i++)
    if (jig_patterns[i]->is_lab == labs)
      g_print ("%-16s %s%s\n", jig_patterns[i]->id, labs ? _("lab: ") : "",
               _(jig_patterns[i]->summary));
}

static gboolean
run (JigCall  *call,
     GError  **error)
{
  if (call->as_json)
    {
      print_json (call);
      return TRUE;
    }

  print_text (FALSE);
  print_text (TRUE);

  return TRUE;
}

const JigVerb jig_verb_patterns = {
  .id = "patterns",
  .usage = "[--json]",
  .summary = N_("List the walkthroughs"),
  .run = run,
};
