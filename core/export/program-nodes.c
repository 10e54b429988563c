/* The nodes of a recipe as tables. What a node has learnt is taken from what it
 * writes into files, so that nothing here knows what is inside it.
 *
 * Tested by tests/core/export/program.c. */

#include "core/base/error.h"
#include "core/data/calendar.h"
#include "core/data/cuts.h"
#include "core/export/program-private.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* A node on its way into the tables. */
typedef struct
{
  JigProgram        *program;
  const JigRecipe   *recipe;
  gsize              index;
  const JigNodeSpec *spec;
  gconstpointer      state;    /* (nullable) */
  JsonObject        *written;  /* what the state writes */
  PortableNode       node;
} Builder;

typedef gboolean (*AddFunc) (Builder  *self,
                             GError  **error);

static gboolean
refuse (const Builder  *self,
        const char     *reason,
        GError        **error)
{
  const JigPlace place = { .byte = -1, .id = "export.node" };

  jig_error_set_at (error, JIG_ERROR_DATA, &place,
                    _("The node \"%s\" (%s) cannot be written as C: %s The format \"jig\" can hold"
                      " it."), self->spec->name, self->spec->ops->id, reason);

  return FALSE;
}

static gboolean
add_numbers (Builder       *self,
             const double  *numbers,
             gsize          n_numbers,
             GError       **error)
{
  self->node.number = jig_program_get_size (self->program, JIG_PROGRAM_NUMBERS);
  self->node.n_numbers = (gint32) n_numbers;

  return jig_program_append (self->program, JIG_PROGRAM_NUMBERS, numbers, n_numbers, error);
}

static gboolean
add_kind (Builder       *self,
          PortableKind   kind,
          GError       **error)
{
  self->node.kind = (gint32) kind;

  return TRUE;
}

static double
get_setting (const Builder *self,
             const char    *id)
{
  return jig_values_get_number (self->spec->values, id);
}

static gboolean
is_chosen (const Builder *self,
           const char    *id,
           const char    *choice)
{
  return g_str_equal (jig_values_get_text (self->spec->values, id), choice);
}

static double
get_constant (const Builder *self,
              const char    *member)
{
  return json_object_get_double_member (self->written, member);
}

/* What the i-th input is; a node gives numbers. */
static JigColumnType
get_type (const Builder *self,
          gsize          i)
{
  const JigSchema *inputs = jig_recipe_get_inputs (self->recipe);
  gssize column = jig_schema_find (inputs, self->spec->inputs[i]);

  return column >= 0 ? jig_schema_get_field (inputs, (gsize) column)->type : JIG_COLUMN_NUMBER;
}

static gboolean
is_text (const Builder *self,
         gsize          i)
{
  JigColumnType type = get_type (self, i);

  return type == JIG_COLUMN_CATEGORY || type == JIG_COLUMN_TEXT;
}

static gboolean
add_pass (Builder  *self,
          GError  **error)
{
  return add_kind (self, PORTABLE_NUMBER, error);
}

static gboolean
add_cast (Builder  *self,
          GError  **error)
{
  if (is_text (self, 0))
    return refuse (self, _("it reads numbers out of texts."), error);
  if (is_chosen (self, "to", "integer"))
    return add_kind (self, PORTABLE_WHOLE, error);

  return add_kind (self, is_chosen (self, "to", "boolean") ? PORTABLE_TRUTH : PORTABLE_NUMBER,
                   error);
}

static gboolean
add_z_score (Builder  *self,
             GError  **error)
{
  gboolean centers = jig_values_get_switch (self->spec->values, "center");
  gboolean scales = jig_values_get_switch (self->spec->values, "scale");
  double sd = get_constant (self, "sd");
  double numbers[] = { centers ? get_constant (self, "mean") : 0.0,
                       scales && sd > 0.0 ? sd : 1.0 };

  return add_kind (self, PORTABLE_SCALE, error) && add_numbers (self, numbers, 2, error);
}

static gboolean
add_min_max (Builder  *self,
             GError  **error)
{
  gboolean clips = jig_values_get_switch (self->spec->values, "clip");
  double min = get_constant (self, "min");
  double max = get_constant (self, "max");
  double numbers[] = { min, max > min ? max - min : 1.0, 0.0, 1.0 };

  return add_kind (self, clips ? PORTABLE_SCALE_CLAMP : PORTABLE_SCALE, error) &&
         add_numbers (self, numbers, clips ? 4 : 2, error);
}

static gboolean
add_clip (Builder  *self,
          GError  **error)
{
  double numbers[] = { get_setting (self, "lower"), get_setting (self, "upper") };

  return add_kind (self, PORTABLE_CLAMP, error) && add_numbers (self, numbers, 2, error);
}

static gboolean
add_winsorise (Builder  *self,
               GError  **error)
{
  double numbers[] = { get_constant (self, "lower"), get_constant (self, "upper") };

  return add_kind (self, PORTABLE_CLAMP, error) && add_numbers (self, numbers, 2, error);
}

static gboolean
add_log1p (Builder  *self,
           GError  **error)
{
  return add_kind (self, PORTABLE_LOG1P, error);
}

static gboolean
add_impute (Builder  *self,
            GError  **error)
{
  double value = get_constant (self, "value");

  self->node.option = is_chosen (self, "output", "both") ? 3
                      : is_chosen (self, "output", "flag") ? 2 : 1;

  return add_kind (self, PORTABLE_IMPUTE, error) && add_numbers (self, &value, 1, error);
}

static gboolean
add_buckets (Builder  *self,
             GError  **error)
{
  gsize n_cuts;
  const double *cuts = jig_cuts_get (self->state, &n_cuts);

  self->node.option = jig_node_is_one_hot (self->spec->values);

  return add_kind (self, PORTABLE_BUCKETS, error) && add_numbers (self, cuts, n_cuts, error);
}

static gboolean
add_difference (Builder  *self,
                GError  **error)
{
  return add_kind (self, PORTABLE_DIFFERENCE, error);
}

static gboolean
add_product (Builder  *self,
             GError  **error)
{
  return add_kind (self, PORTABLE_PRODUCT, error);
}

static gboolean
add_ratio (Builder  *self,
           GError  **error)
{
  return add_kind (self, PORTABLE_RATIO, error);
}

static gboolean
add_distance (Builder  *self,
              GError  **error)
{
  return add_kind (self, is_chosen (self, "measure", "euclid") ? PORTABLE_PLANE : PORTABLE_EARTH,
                   error);
}

/* The place of the choice is the number that portable_date_part() knows. */
static gboolean
add_date_part (Builder  *self,
               GError  **error)
{
  const JigParam *param = jig_values_find_param (self->spec->values, "part");
  const JigChoice *choice =
    jig_param_find_choice (param, jig_values_get_text (self->spec->values, "part"));
  const char *since = jig_values_get_text (self->spec->values, "since");
  gint64 origin = 0;
  gboolean has_clock;
  double numbers[4];

  if (!jig_calendar_parse (since, strlen (since), &origin, &has_clock))
    g_return_val_if_reached (FALSE);

  self->node.option = (gint32) (choice - param->choices);
  numbers[0] = is_chosen (self, "week", "monday0") ? 0.0 : 1.0;
  numbers[1] = is_chosen (self, "week", "sunday1") ? 1.0 : 0.0;
  numbers[2] = get_setting (self, "zone") * 60.0 * (double) JIG_CALENDAR_SECOND;
  numbers[3] = (double) origin;

  return add_kind (self, PORTABLE_DATE, error) && add_numbers (self, numbers, 4, error);
}

/* The lookup of the i-th input: @values is a list or a range. */
static gboolean
add_lookup (Builder   *self,
            gsize      i,
            JsonNode  *values,
            gboolean   has_other,
            GError   **error)
{
  gboolean are_texts = is_text (self, i);
  PortableLookup lookup = { .kind = are_texts ? PORTABLE_TEXTS : PORTABLE_KEYS, .other = -1 };
  gboolean added;

  lookup.first = jig_program_get_size (self->program,
                                       are_texts ? JIG_PROGRAM_TEXTS : JIG_PROGRAM_KEYS);
  if (JSON_NODE_HOLDS_ARRAY (values))
    added = jig_program_add_list (self->program, json_node_get_array (values), &lookup, error);
  else if (are_texts)
    return refuse (self, _("it reads whole numbers out of texts."), error);
  else
    added = jig_program_add_range (self->program, json_node_get_string (values), &lookup, error);

  if (!added)
    return FALSE;

  if (has_other)
    lookup.other = lookup.n_slots++;
  if (i == 0)
    self->node.lookup = jig_program_get_size (self->program, JIG_PROGRAM_LOOKUPS);

  return jig_program_append (self->program, JIG_PROGRAM_LOOKUPS, &lookup, 1, error);
}

static gboolean
add_category (Builder  *self,
              GError  **error)
{
  return add_kind (self, PORTABLE_CATEGORY, error) &&
         add_lookup (self, 0, json_object_get_member (self->written, "values"),
                     json_object_get_boolean_member (self->written, "other"), error);
}

static gboolean
add_vocabulary (Builder  *self,
                GError  **error)
{
  self->node.option = g_str_equal (self->spec->ops->id, "one-hot");

  return add_kind (self, PORTABLE_SLOT, error) &&
         add_lookup (self, 0, json_object_get_member (self->written, "values"),
                     jig_values_get_switch (self->spec->values, "other"), error);
}

static gboolean
add_embedding (Builder  *self,
               GError  **error)
{
  JsonArray *vectors = json_object_get_array_member (self->written, "vectors");
  guint n_numbers = json_array_get_length (vectors);
  jig_autofree double *numbers = jig_alloc (n_numbers, sizeof *numbers, _("the vectors of a node"),
                                            error);

  if (numbers == NULL)
    return FALSE;

  for (guint i = 0; i < n_numbers; i++)
    numbers[i] = json_array_get_double_element (vectors, i);

  return add_kind (self, PORTABLE_VECTOR, error) &&
         add_numbers (self, numbers, n_numbers, error) &&
         add_lookup (self, 0, json_object_get_member (self->written, "values"), FALSE, error);
}

/* Numbers would have to be written in their shortest form first. */
static gboolean
add_hash (Builder  *self,
          GError  **error)
{
  double n_buckets = get_setting (self, "buckets");

  for (gsize i = 0; self->spec->inputs[i] != NULL; i++)
    if (get_type (self, i) == JIG_COLUMN_NUMBER)
      return refuse (self, _("it hashes the digits of numbers."), error);

  return add_kind (self, PORTABLE_HASH, error) && add_numbers (self, &n_buckets, 1, error);
}

static gboolean
add_hash_of_one (Builder  *self,
                 GError  **error)
{
  self->node.option = jig_node_is_one_hot (self->spec->values);

  return add_hash (self, error);
}

static gboolean
add_cross (Builder  *self,
           GError  **error)
{
  JsonArray *lists;

  self->node.option = 1;
  if (get_setting (self, "buckets") > 0.0)
    return add_hash (self, error);

  lists = json_object_get_array_member (self->written, "values");
  for (guint i = 0; i < json_array_get_length (lists); i++)
    if (!add_lookup (self, i, json_array_get_element (lists, i), FALSE, error))
      return FALSE;

  return add_kind (self, PORTABLE_CROSS, error);
}

static gboolean
add_words (Builder  *self,
           GError  **error)
{
  self->node.option = is_chosen (self, "value", "count");

  return add_kind (self, PORTABLE_WORDS, error) &&
         jig_program_add_letters (self->program, error) &&
         add_lookup (self, 0, json_object_get_member (self->written, "values"), FALSE, error);
}

static const struct
{
  const char *id;
  AddFunc     add;
} kinds[] = {
  { "cast", add_cast },
  { "category", add_category },
  { "clip", add_clip },
  { "cross", add_cross },
  { "date-part", add_date_part },
  { "difference", add_difference },
  { "distance", add_distance },
  { "embedding", add_embedding },
  { "fixed-bucket", add_buckets },
  { "hash", add_hash_of_one },
  { "impute", add_impute },
  { "log1p", add_log1p },
  { "min-max", add_min_max },
  { "one-hot", add_vocabulary },
  { "pass", add_pass },
  { "product", add_product },
  { "quantile-bucket", add_buckets },
  { "ratio", add_ratio },
  { "tokens", add_words },
  { "vocabulary", add_vocabulary },
  { "winsorise", add_winsorise },
  { "z-score", add_z_score },
};

static AddFunc
find_kind (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, id))
      return kinds[i].add;

  return NULL;
}

/* A column as its number, an earlier node as -1 less its number. */
static gint32
find_source (const Builder *self,
             const char    *input)
{
  gssize column = jig_schema_find (jig_recipe_get_inputs (self->recipe), input);
  gint32 node = 0;

  if (column >= 0)
    return (gint32) column;

  while (!g_str_equal (jig_recipe_get_spec (self->recipe, (gsize) node)->name, input))
    node++;

  return -1 - node;
}

static gboolean
add_sources (Builder  *self,
             GError  **error)
{
  self->node.source = jig_program_get_size (self->program, JIG_PROGRAM_SOURCES);

  for (char **input = self->spec->inputs; *input != NULL; input++)
    {
      gint32 source = find_source (self, *input);

      if (!jig_program_append (self->program, JIG_PROGRAM_SOURCES, &source, 1, error))
        return FALSE;
      self->node.n_sources++;
    }

  return TRUE;
}

/* As an object, and its text, which the object may borrow from. */
static JsonNode *
write_state (const Builder  *self,
             GError        **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);
  g_autofree char *text = NULL;

  jig_json_writer_begin_object (writer);
  if (self->spec->ops->write_state != NULL)
    self->spec->ops->write_state (self->state, writer);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);

  return jig_json_parse (text, strlen (text), self->spec->name, error);
}

static void
place_feature (Builder *self)
{
  const JigNodeOps *ops = self->spec->ops;

  self->node.width = ops->get_width != NULL ? (gint32) ops->get_width (self->state) : 1;
  self->node.feature = -1;
  if (self->spec->is_feature)
    self->node.feature = (gint32) jig_recipe_get_first_feature (self->recipe, self->index);
}

static gboolean
add_node (Builder  *self,
          GError  **error)
{
  AddFunc add = find_kind (self->spec->ops->id);
  g_autoptr(JsonNode) written = NULL;

  place_feature (self);

  /* What is neither a feature nor one number cannot be of use to anybody. */
  if (self->node.feature < 0 && self->node.width != 1)
    return jig_program_append (self->program, JIG_PROGRAM_NODES, &self->node, 1, error);
  if (add == NULL)
    return refuse (self, _("it is not known there."), error);

  written = write_state (self, error);
  if (written == NULL || !add_sources (self, error))
    return FALSE;

  self->written = json_node_get_object (written);

  return add (self, error) &&
         jig_program_append (self->program, JIG_PROGRAM_NODES, &self->node, 1, error);
}

/**
 * jig_program_add_nodes:
 * @self: a program
 * @recipe: what makes features of raw rows
 * @error: return location for %JIG_ERROR_DATA if a node cannot be said in
 *   tables, %JIG_ERROR_LIMIT or %JIG_ERROR_MEMORY
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
jig_program_add_nodes (JigProgram       *self,
                       const JigRecipe  *recipe,
                       GError          **error)
{
  for (gsize i = 0; i < jig_recipe_get_n_nodes (recipe); i++)
    {
      Builder builder = {
        .program = self,
        .recipe = recipe,
        .index = i,
        .spec = jig_recipe_get_spec (recipe, i),
        .state = jig_recipe_get_state (recipe, i),
      };

      if (!add_node (&builder, error))
        return FALSE;
    }

  return TRUE;
}
