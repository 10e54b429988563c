#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/data/node.h"
#include "core/data/vocabulary.h"

#include <glib/gi18n-lib.h>

#define MAX_INPUTS 8

typedef struct
{
  JigVocabulary *vocabularies[MAX_INPUTS];  /* (n_inputs,) NULL if hashed */
  gsize          n_inputs;
  gsize          width;
} Cross;

static const JigParam params[] = {
  { "buckets", N_("Buckets"), JIG_PARAM_INTEGER, 0, 0, JIG_LIMIT_FEATURES,
    .hint = N_("How many the combinations share by a hash; 0: each has a feature of its own.") },
  { "ranges", N_("Whole numbers"), JIG_PARAM_TEXT, .text = "", .flags = JIG_PARAM_OPTIONAL,
    .hint = N_("Such as 0..1,0..23: the values of each input, instead of those it has.") },
  { NULL }
};

static void
free_state (gpointer state)
{
  Cross *self = state;

  for (gsize i = 0; i < self->n_inputs; i++)
    jig_vocabulary_free (self->vocabularies[i]);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cross, free_state)

static Cross *
new_cross (const JigValues *values,
           gsize            n_inputs)
{
  Cross *self = g_new0 (Cross, 1);

  self->n_inputs = n_inputs;
  self->width = (gsize) jig_values_get_int (values, "buckets");

  return self;
}

static gboolean
is_hashed (const Cross *self)
{
  return self->vocabularies[0] == NULL;
}

/* A feature for each combination of values. */
static gboolean
count_combinations (Cross   *self,
                    GError **error)
{
  self->width = 1;
  for (gsize i = 0; i < self->n_inputs; i++)
    {
      gsize size = jig_vocabulary_get_size (self->vocabularies[i]);

      if (size == 0 || self->width > JIG_LIMIT_FEATURES / size)
        {
          g_set_error (error, JIG_ERROR, JIG_ERROR_LIMIT,
                       _("There would be none or more than %d combinations: use buckets."),
                       JIG_LIMIT_FEATURES);
          return FALSE;
        }
      self->width *= size;
    }

  return TRUE;
}

static gboolean
learn (Cross                    *self,
       const char               *ranges,
       const JigColumn * const  *inputs,
       GError                  **error)
{
  g_auto(GStrv) words = g_strsplit (ranges, ",", -1);
  gsize n_words = g_strv_length (words);

  if (n_words != 0 && n_words != self->n_inputs)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_VALUE,
                   _("\"ranges\" has to be one range for each of the %zu inputs."), self->n_inputs);
      return FALSE;
    }

  for (gsize i = 0; i < self->n_inputs; i++)
    {
      self->vocabularies[i] = n_words > 0
                              ? jig_vocabulary_new_range (g_strstrip (words[i]), FALSE, error)
                              : jig_vocabulary_learn (inputs[i], FALSE, FALSE, error);
      if (self->vocabularies[i] == NULL)
        return FALSE;
    }

  return count_combinations (self, error);
}

static gpointer
fit (const JigValues          *values,
     const JigColumn * const  *inputs,
     gsize                     n_inputs,
     GError                  **error)
{
  g_autoptr(Cross) self = new_cross (values, n_inputs);

  if (self->width == 0 && !learn (self, jig_values_get_text (values, "ranges"), inputs, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gsize
get_width (gconstpointer state)
{
  const Cross *self = state;

  return self->width;
}

/* The last input changes fastest, as digits do. */
static char *
dup_feature_name (gconstpointer  state,
                  const char    *name,
                  gsize          i)
{
  const Cross *self = state;
  GString *text;

  if (is_hashed (self))
    return g_strdup_printf ("%s#%zu", name, i);

  text = g_string_new (NULL);
  for (gsize k = self->n_inputs; k-- > 0;)
    {
      gsize size = jig_vocabulary_get_size (self->vocabularies[k]);
      g_autofree char *value = jig_vocabulary_dup_text (self->vocabularies[k], i % size);

      g_string_prepend (text, value);
      g_string_prepend (text, k > 0 ? " x " : "=");
      i /= size;
    }
  g_string_prepend (text, name);

  return g_string_free (text, FALSE);
}

/* The slots of the levels of all inputs, one input behind the other. */
static gpointer
bind (gconstpointer             state,
      const JigColumn * const  *inputs,
      GError                  **error)
{
  const Cross *self = state;
  gsize n_levels = 0;
  gint32 *slots;

  if (!is_hashed (self))
    for (gsize k = 0; k < self->n_inputs; k++)
      n_levels += jig_vocabulary_count_levels (inputs[k]);

  slots = jig_alloc (n_levels, sizeof *slots, _("the slots of the levels"), error);
  if (slots == NULL || is_hashed (self))
    return slots;

  n_levels = 0;
  for (gsize k = 0; k < self->n_inputs; k++)
    {
      jig_vocabulary_bind_levels (self->vocabularies[k], inputs[k], slots + n_levels);
      n_levels += jig_vocabulary_count_levels (inputs[k]);
    }

  return slots;
}

static gssize
hash_row (const Cross             *self,
          const gint32            *slots,
          const JigColumn * const *inputs,
          gsize                    row)
{
  guint64 hash = JIG_NODE_HASH_INIT;

  for (gsize k = 0; k < self->n_inputs; k++)
    if (!jig_node_hash_cell (inputs[k], row, &hash))
      return -1;

  return (gssize) (hash % self->width);
}

static gssize
find_row (const Cross             *self,
          const gint32            *slots,
          const JigColumn * const *inputs,
          gsize                    row)
{
  gsize combination = 0;

  for (gsize k = 0; k < self->n_inputs; k++)
    {
      gssize slot = jig_vocabulary_get_slot (self->vocabularies[k], slots, inputs[k], row);

      if (slot < 0)
        return -1;
      combination = combination * jig_vocabulary_get_size (self->vocabularies[k]) + (gsize) slot;
      slots += jig_vocabulary_count_levels (inputs[k]);
    }

  return (gssize) combination;
}

static void
apply (gconstpointer             state,
       gconstpointer             binding,
       const JigColumn * const  *inputs,
       gsize                     begin,
       gsize                     end,
       double                   *out,
       gsize                     stride)
{
  const Cross *self = state;

  for (gsize i = begin; i < end; i++, out += stride)
    jig_node_put_one_hot (is_hashed (self) ? hash_row (self, binding, inputs, i)
                                           : find_row (self, binding, inputs, i),
                          self->width, out);
}

static void
write_state (gconstpointer  state,
             JigJsonWriter *writer)
{
  const Cross *self = state;

  if (is_hashed (self))
    return;

  jig_json_writer_name (writer, "values");
  jig_json_writer_begin_array (writer);
  for (gsize k = 0; k < self->n_inputs; k++)
    jig_vocabulary_write (self->vocabularies[k], writer);
  jig_json_writer_end_array (writer);
}

static gboolean
read_vocabularies (Cross       *self,
                   JsonArray   *array,
                   const char  *name,
                   GError     **error)
{
  if (json_array_get_length (array) != self->n_inputs)
    {
      g_set_error (error, JIG_ERROR, JIG_ERROR_FORMAT,
                   _("%s: \"values\" has %u lists for %zu inputs."), name,
                   json_array_get_length (array), self->n_inputs);
      return FALSE;
    }

  for (guint k = 0; k < self->n_inputs; k++)
    {
      g_autofree char *place = g_strdup_printf (_("%s: list %u of \"values\""), name, k + 1);

      self->vocabularies[k] = jig_vocabulary_read (json_array_get_element (array, k), FALSE, place,
                                                   error);
      if (self->vocabularies[k] == NULL)
        return FALSE;
    }

  if (count_combinations (self, error))
    return TRUE;

  g_prefix_error (error, "%s: ", name);

  return FALSE;
}

static gpointer
read_state (JsonObject       *object,
            const JigValues  *values,
            gsize             n_inputs,
            const char       *name,
            GError          **error)
{
  g_autoptr(Cross) self = new_cross (values, n_inputs);
  JsonArray *array;

  if (self->width == 0 &&
      (!jig_json_get_array (object, "values", name, &array, error) ||
       !read_vocabularies (self, array, name, error)))
    return NULL;

  return g_steal_pointer (&self);
}

const JigNodeOps jig_node_cross = {
  .id = "cross",
  .title = N_("Feature cross"),
  .summary = N_("A feature for each combination of values of several columns."),
  .params = params,
  .takes = JIG_NODE_TAKES_VALUES,
  .min_inputs = 2,
  .max_inputs = MAX_INPUTS,
  .flags = JIG_NODE_ANALYZER,
  .fit = fit,
  .free = free_state,
  .get_width = get_width,
  .dup_feature_name = dup_feature_name,
  .bind = bind,
  .apply = apply,
  .write_state = write_state,
  .read_state = read_state,
};
