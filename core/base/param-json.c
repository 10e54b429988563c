#include "core/base/param-json.h"

#include <glib/gi18n-lib.h>

static void
write_choices (const JigParam *param,
               JigJsonWriter  *writer)
{
  jig_json_writer_begin_array (writer);
  for (const JigChoice *choice = param->choices; choice->id != NULL; choice++)
    {
      jig_json_writer_begin_object (writer);
      jig_json_writer_name (writer, "id");
      jig_json_writer_string (writer, choice->id);
      jig_json_writer_name (writer, "title");
      jig_json_writer_string (writer, _(choice->title));
      if (choice->params != NULL)
        {
          jig_json_writer_name (writer, "params");
          jig_param_write_table (choice->params, writer);
        }
      jig_json_writer_end_object (writer);
    }
  jig_json_writer_end_array (writer);
}

static void
write_default (const JigParam *param,
               JigJsonWriter  *writer)
{
  jig_json_writer_name (writer, "default");
  if (param->kind == JIG_PARAM_SWITCH)
    jig_json_writer_bool (writer, param->value > 0.0);
  else if (jig_param_is_number (param))
    jig_json_writer_double (writer, param->value);
  else
    jig_json_writer_string (writer, param->text);
}

static void
write_param (const JigParam *param,
             JigJsonWriter  *writer)
{
  jig_json_writer_begin_object (writer);
  jig_json_writer_name (writer, "id");
  jig_json_writer_string (writer, param->id);
  jig_json_writer_name (writer, "title");
  jig_json_writer_string (writer, _(param->title));
  jig_json_writer_name (writer, "kind");
  jig_json_writer_string (writer, jig_param_kind_name (param->kind));
  write_default (param, writer);
  if (jig_param_is_number (param) && param->kind != JIG_PARAM_SWITCH)
    {
      jig_json_writer_name (writer, "lower");
      jig_json_writer_double (writer, param->lower);
      jig_json_writer_name (writer, "upper");
      jig_json_writer_double (writer, param->upper);
    }
  if (param->choices != NULL)
    {
      jig_json_writer_name (writer, "choices");
      write_choices (param, writer);
    }
  if (param->unit != NULL)
    {
      jig_json_writer_name (writer, "unit");
      jig_json_writer_string (writer, param->unit);
    }
  jig_json_writer_name (writer, "hint");
  jig_json_writer_string (writer, param->hint != NULL ? _(param->hint) : NULL);
  jig_json_writer_end_object (writer);
}

/**
 * jig_param_write_table:
 * @table: (nullable): settings, ended by one without an id
 * @writer: where the array goes
 *
 * Writes what settings there are, for programs that make forms of them. Titles
 * are in the user's language.
 */
void
jig_param_write_table (const JigParam *table,
                       JigJsonWriter  *writer)
{
  jig_json_writer_begin_array (writer);
  for (const JigParam *param = table; param != NULL && param->id != NULL; param++)
    write_param (param, writer);
  jig_json_writer_end_array (writer);
}
