/* What every page shows around its content: nothing yet, on its way, what went wrong. */

#include "app/common/state-view.h"

#include "app/job/job-row.h"
#include "core/base/error.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct _JigStateView
{
  GtkWidget    parent_instance;

  GtkInfoBar  *notice;
  GtkLabel    *sentence;
  GtkLabel    *hint;
  GtkExpander *details;
  GtkLabel    *place;
  GtkButton   *remedy;
  GtkRevealer *loading_bar;
  JigJobRow   *job_row;
  JigJobRow   *first_row;
  GtkStack    *stack;
  AdwBin      *empty_bin;
  AdwBin      *child_bin;

  JigState     state;
  gboolean     is_filled;     /* there is content to go on showing */
};

enum {
  PROP_0,
  PROP_STATE,
  PROP_CHILD,
  PROP_EMPTY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (JigState, jig_state,
                    G_DEFINE_ENUM_VALUE (JIG_STATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (JIG_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (JIG_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (JIG_STATE_PARTIAL, "partial"),
                    G_DEFINE_ENUM_VALUE (JIG_STATE_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (JIG_STATE_TOO_LARGE, "too-large"),
                    G_DEFINE_ENUM_VALUE (JIG_STATE_STALE, "stale"))

G_DEFINE_FINAL_TYPE (JigStateView, jig_state_view, GTK_TYPE_WIDGET)

static gboolean
has_bar (JigState state)
{
  return state >= JIG_STATE_PARTIAL;
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* File, row, line, column and byte, a line each: what a person sends to somebody who can help. */
static char *
describe_place (const GError   *error,
                const JigPlace *place)
{
  GString *text = g_string_new (NULL);

  if (place->file != NULL)
    g_string_append_printf (text, _("File: %s\n"), place->file);
  if (place->row > 0)
    g_string_append_printf (text, _("Row: %" PRIu64 "\n"), place->row);
  if (place->line > 0)
    g_string_append_printf (text, _("Line: %" PRIu64 "\n"), place->line);
  if (place->column != NULL)
    g_string_append_printf (text, _("Column: %s\n"), place->column);
  if (place->byte >= 0)
    g_string_append_printf (text, _("Byte: %" PRId64 "\n"), place->byte);
  if (place->id != NULL)
    g_string_append_printf (text, _("Kind: %s\n"), place->id);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);

  return g_string_free (text, FALSE);
}

/* A sentence names a file as the command line would; here its own name says enough. */
static char *
without_folder (const char     *sentence,
                const JigPlace *place)
{
  g_autofree char *name = NULL;

  if (place == NULL || place->file == NULL || !g_str_has_prefix (sentence, place->file))
    return g_strdup (sentence);

  name = g_path_get_basename (place->file);
  return g_strconcat (name, sentence + strlen (place->file), NULL);
}

static JigState
state_of (const GError *error)
{
  return g_error_matches (error, JIG_ERROR, JIG_ERROR_MEMORY)
         || g_error_matches (error, JIG_ERROR, JIG_ERROR_LIMIT)
           ? JIG_STATE_TOO_LARGE : JIG_STATE_ERROR;
}

static void
update (JigStateView *self)
{
  gboolean is_loading = self->state == JIG_STATE_LOADING;
  gboolean is_told = has_bar (self->state) && *gtk_label_get_text (self->sentence) != '\0';

  gtk_widget_set_visible (GTK_WIDGET (self->notice), is_told);
  gtk_info_bar_set_revealed (self->notice, is_told);
  gtk_revealer_set_reveal_child (self->loading_bar, is_loading && self->is_filled);
  gtk_widget_set_sensitive (GTK_WIDGET (self->child_bin), !is_loading);

  if (self->is_filled)
    gtk_stack_set_visible_child_name (self->stack, "child");
  else
    gtk_stack_set_visible_child_name (self->stack, is_loading ? "loading" : "empty");
}

static void
response_cb (JigStateView *self)
{
  jig_state_view_set_state (self, self->is_filled ? JIG_STATE_READY : JIG_STATE_EMPTY);
}

static void
jig_state_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (jig_state_view_parent_class)->dispose (object);
}

static void
jig_state_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  JigStateView *self = JIG_STATE_VIEW (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->child_bin));
      break;

    case PROP_EMPTY:
      g_value_set_object (value, adw_bin_get_child (self->empty_bin));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jig_state_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  JigStateView *self = JIG_STATE_VIEW (object);

  switch (prop_id)
    {
    case PROP_STATE:
      jig_state_view_set_state (self, (JigState) g_value_get_enum (value));
      break;

    case PROP_CHILD:
      jig_state_view_set_child (self, g_value_get_object (value));
      break;

    case PROP_EMPTY:
      jig_state_view_set_empty (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, JigStateView, notice);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, sentence);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, hint);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, details);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, place);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, remedy);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, loading_bar);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, job_row);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, first_row);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, stack);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, empty_bin);
  gtk_widget_class_bind_template_child (widget_class, JigStateView, child_bin);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
jig_state_view_class_init (JigStateViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jig_state_view_dispose;
  object_class->get_property = jig_state_view_get_property;
  object_class->set_property = jig_state_view_set_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, JIG_TYPE_STATE, JIG_STATE_EMPTY, flags);
  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_EMPTY] =
    g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (JIG_TYPE_JOB_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/state-view.ui");
  bind_children (widget_class);
}

static void
jig_state_view_init (JigStateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

GtkWidget *
jig_state_view_new (void)
{
  return g_object_new (JIG_TYPE_STATE_VIEW, NULL);
}

JigState
jig_state_view_get_state (JigStateView *self)
{
  g_return_val_if_fail (JIG_IS_STATE_VIEW (self), JIG_STATE_EMPTY);

  return self->state;
}

/**
 * jig_state_view_set_state:
 * @self: a view
 * @state: what to show
 *
 * An error, or another state with a bar, says again what it said last.
 */
void
jig_state_view_set_state (JigStateView *self,
                          JigState      state)
{
  g_return_if_fail (JIG_IS_STATE_VIEW (self));

  if (state == JIG_STATE_EMPTY)
    self->is_filled = FALSE;
  else if (state == JIG_STATE_READY || state == JIG_STATE_PARTIAL || state == JIG_STATE_STALE)
    self->is_filled = TRUE;

  self->state = state;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

const char *
jig_state_view_get_sentence (JigStateView *self)
{
  g_return_val_if_fail (JIG_IS_STATE_VIEW (self), NULL);

  return gtk_label_get_text (self->sentence);
}

void
jig_state_view_set_child (JigStateView *self,
                          GtkWidget    *child)
{
  g_return_if_fail (JIG_IS_STATE_VIEW (self));

  adw_bin_set_child (self->child_bin, child);
}

void
jig_state_view_set_empty (JigStateView *self,
                          GtkWidget    *empty)
{
  g_return_if_fail (JIG_IS_STATE_VIEW (self));

  adw_bin_set_child (self->empty_bin, empty);
}

/**
 * jig_state_view_load:
 * @self: a view
 * @job: what brings the content
 *
 * Shows @job: in the middle while there is no content, above it afterwards.
 */
void
jig_state_view_load (JigStateView *self,
                     JigJob       *job)
{
  g_return_if_fail (JIG_IS_STATE_VIEW (self));

  jig_job_row_set_job (self->job_row, job);
  jig_job_row_set_job (self->first_row, job);
  jig_state_view_set_state (self, JIG_STATE_LOADING);
}

/**
 * jig_state_view_fail:
 * @self: a view
 * @error: what went wrong
 *
 * Shows the sentence, the hint and the place of @error above what was there.
 */
void
jig_state_view_fail (JigStateView *self,
                     const GError *error)
{
  const JigPlace *place = jig_error_get_place (error);
  g_autofree char *details = place != NULL ? describe_place (error, place) : NULL;
  g_autofree char *sentence = without_folder (error->message, place);

  g_return_if_fail (JIG_IS_STATE_VIEW (self));

  jig_state_view_note (self, state_of (error), sentence, NULL, NULL);
  set_text (self->hint, place != NULL ? place->hint : NULL);
  set_text (self->place, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), details != NULL && *details != '\0');
}

/**
 * jig_state_view_note:
 * @self: a view
 * @state: a state with a bar
 * @sentence: what the bar says
 * @button_label: (nullable): what can be done about it
 * @detailed_action: (nullable): what the button does, such as "data.reload"
 *
 * Shows a bar above the content.
 */
void
jig_state_view_note (JigStateView *self,
                     JigState      state,
                     const char   *sentence,
                     const char   *button_label,
                     const char   *detailed_action)
{
  GtkMessageType type = GTK_MESSAGE_WARNING;

  g_return_if_fail (JIG_IS_STATE_VIEW (self));
  g_return_if_fail (has_bar (state));

  if (state == JIG_STATE_ERROR)
    type = GTK_MESSAGE_ERROR;
  else if (state == JIG_STATE_PARTIAL)
    type = GTK_MESSAGE_INFO;

  gtk_info_bar_set_message_type (self->notice, type);
  set_text (self->sentence, sentence);
  set_text (self->hint, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->details), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), FALSE);
  if (button_label != NULL)
    jig_state_view_offer (self, button_label, detailed_action);

  jig_state_view_set_state (self, state);
}

/**
 * jig_state_view_offer:
 * @self: a view whose bar says something
 * @button_label: what can be done about it
 * @detailed_action: what the button does, such as "data.reload"
 *
 * Puts a button into the bar.
 */
void
jig_state_view_offer (JigStateView *self,
                      const char   *button_label,
                      const char   *detailed_action)
{
  g_return_if_fail (JIG_IS_STATE_VIEW (self));

  gtk_button_set_label (self->remedy, button_label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->remedy), detailed_action);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy), TRUE);
}
