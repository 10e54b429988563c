/* A number: a spin button, and a slider where the range has two ends. The slider
 * of a logarithmic setting goes by its decimal logarithm. */
#include "app/common/number-editor.h"

#include "core/base/number.h"

#include <math.h>
#include <string.h>

#define SLIDER_STEPS 100
#define MIN_WIDTH    4      /* characters */
#define MAX_WIDTH    8

struct _JigNumberEditor
{
  GtkBox parent;

  GtkWidget     *scale;
  GtkWidget     *spin;
  GtkAdjustment *slide;
  GtkAdjustment *amount;

  const JigParam *param;
  double          step;
  double          told;         /* the value last shown or told */
  gboolean        is_showing;
};

static void editor_init (JigParamEditorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (JigNumberEditor, jig_number_editor, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (JIG_TYPE_PARAM_EDITOR, editor_init))

/* To so many decimals, negative ones too: both factors are exact, so that what
 * comes out is the double nearest to the number a person would write. */
static double
round_to (double value,
          int    decimals)
{
  double factor = pow (10.0, abs (decimals));

  return decimals >= 0 ? round (value * factor) / factor : round (value / factor) * factor;
}

static double
round_digits (double value,
              int    digits)
{
  if (value == 0.0 || !isfinite (value))
    return value;

  return round_to (value, digits - 1 - (int) floor (log10 (fabs (value))));
}

static int
decimals_of (double step)
{
  return -(int) floor (log10 (step) + 1e-9);
}

/* The next of 1, 2 and 5 times a power of ten. */
static double
nice_step (double step)
{
  double unit = pow (10.0, floor (log10 (step)));
  double share = step / unit;

  return unit * (share <= 1.0 ? 1.0 : share <= 2.0 ? 2.0 : share <= 5.0 ? 5.0 : 10.0);
}

static double
from_slide (JigNumberEditor *self,
            double           position)
{
  double value = position;

  if (self->param->kind == JIG_PARAM_LOG)
    value = round_digits (pow (10.0, position), 2);
  else
    value = round_to (round (position / self->step) * self->step, decimals_of (self->step));

  return CLAMP (value, self->param->lower, self->param->upper);
}

static double
to_slide (JigNumberEditor *self,
          double           value)
{
  return self->param->kind == JIG_PARAM_LOG ? log10 (value) : value;
}

static gboolean
parse (const char *text,
       double     *value)
{
  gsize length = strlen (text);

  return jig_number_parse (text, length, '.', value) || jig_number_parse (text, length, ',', value);
}

static void
tell (JigNumberEditor *self,
      double           value)
{
  char word[JIG_NUMBER_BUFFER];

  if (self->is_showing)
    return;

  self->told = value;
  jig_param_editor_edited (JIG_PARAM_EDITOR (self), jig_number_format (value, word));
}

static void
slide_cb (JigNumberEditor *self)
{
  if (!self->is_showing)
    gtk_adjustment_set_value (self->amount,
                              from_slide (self, gtk_adjustment_get_value (self->slide)));
}

/* What is no number, or out of range, is told as it is: the form says why it
 * cannot be, and the spin button goes back to what it was. What is the same as
 * before is told too: the form has nothing to complain about any more. */
static int
input_cb (GtkSpinButton   *spin,
          double          *value,
          JigNumberEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));

  if (parse (text, value) && jig_param_check_number (self->param, *value, NULL))
    {
      tell (self, *value);
      return TRUE;
    }

  if (!self->is_showing)
    jig_param_editor_edited (JIG_PARAM_EDITOR (self), text);

  return GTK_INPUT_ERROR;
}

static gboolean
output_cb (GtkSpinButton   *spin,
           JigNumberEditor *self)
{
  char text[JIG_NUMBER_BUFFER];

  jig_number_format (round_digits (gtk_adjustment_get_value (self->amount), 12), text);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), text))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static void
follow (JigNumberEditor *self,
        double           value)
{
  gboolean was_showing = self->is_showing;
  char text[JIG_NUMBER_BUFFER];

  self->is_showing = TRUE;
  gtk_adjustment_set_value (self->slide, to_slide (self, value));
  self->is_showing = was_showing;

  if (self->param->kind == JIG_PARAM_LOG && value > 0.0)
    gtk_adjustment_set_step_increment (self->amount, pow (10.0, floor (log10 (value)) - 1.0));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  jig_number_format (value, text), -1);
}

static void
amount_cb (JigNumberEditor *self)
{
  /* Ten steps of 0.1 are 1, not 0.9999999999999999. */
  double value = round_digits (gtk_adjustment_get_value (self->amount), 12);

  if (self->param == NULL)
    return;

  follow (self, value);
  if (value != self->told)
    tell (self, value);
}

static void
show_word (JigParamEditor *editor,
           const char     *word)
{
  JigNumberEditor *self = JIG_NUMBER_EDITOR (editor);
  double value;

  if (!parse (word, &value))
    return;

  /* Who is typing is not disturbed by what is known already. */
  if (value == self->told
      && (gtk_widget_get_state_flags (self->spin) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;

  self->is_showing = TRUE;
  self->told = value;
  gtk_adjustment_set_value (self->amount, value);
  follow (self, value);
  output_cb (GTK_SPIN_BUTTON (self->spin), self);
  self->is_showing = FALSE;
}

static void
jig_number_editor_init (JigNumberEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
jig_number_editor_class_init (JigNumberEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/jigworkbench/Jig/app/common/number-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, JigNumberEditor, scale);
  gtk_widget_class_bind_template_child (widget_class, JigNumberEditor, spin);
  gtk_widget_class_bind_template_child (widget_class, JigNumberEditor, slide);
  gtk_widget_class_bind_template_child (widget_class, JigNumberEditor, amount);
  gtk_widget_class_bind_template_callback (widget_class, slide_cb);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_cb);
}

static void
editor_init (JigParamEditorInterface *iface)
{
  iface->show_word = show_word;
}

static void
configure (JigNumberEditor *self)
{
  const JigParam *param = self->param;
  gboolean has_ends = isfinite (param->lower) && isfinite (param->upper);
  char lower[JIG_NUMBER_BUFFER];
  char upper[JIG_NUMBER_BUFFER];
  int width;

  if (param->kind == JIG_PARAM_INTEGER)
    self->step = 1.0;
  else if (has_ends && param->kind == JIG_PARAM_REAL)
    self->step = nice_step ((param->upper - param->lower) / SLIDER_STEPS);
  else
    self->step = 0.1;

  gtk_adjustment_configure (self->amount, param->value,
                            isfinite (param->lower) ? param->lower : -G_MAXDOUBLE,
                            isfinite (param->upper) ? param->upper : G_MAXDOUBLE,
                            self->step, 10.0 * self->step, 0.0);

  gtk_widget_set_visible (self->scale, has_ends && param->kind != JIG_PARAM_INTEGER);
  if (gtk_widget_get_visible (self->scale))
    {
      double from = to_slide (self, param->lower);
      double to = to_slide (self, param->upper);

      gtk_adjustment_configure (self->slide, to_slide (self, param->value), from, to,
                                (to - from) / SLIDER_STEPS, (to - from) / 10.0, 0.0);
    }

  width = (int) MAX (strlen (jig_number_format (param->lower, lower)),
                     strlen (jig_number_format (param->upper, upper)));
  width = CLAMP (width + (param->kind == JIG_PARAM_INTEGER ? 0 : 2), MIN_WIDTH, MAX_WIDTH);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), width);
}

/**
 * jig_number_editor_new:
 * @param: a setting that is a real, logarithmic or whole number
 *
 * Returns: an editor for it
 */
GtkWidget *
jig_number_editor_new (const JigParam *param)
{
  JigNumberEditor *self;

  g_return_val_if_fail (param != NULL, NULL);

  self = g_object_new (JIG_TYPE_NUMBER_EDITOR, NULL);
  self->is_showing = TRUE;
  self->param = param;
  self->told = NAN;
  configure (self);
  self->is_showing = FALSE;
  jig_param_editor_name (self->scale, param);
  jig_param_editor_name (self->spin, param);

  return GTK_WIDGET (self);
}
