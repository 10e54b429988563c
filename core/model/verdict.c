#include "core/model/verdict.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A difference of so many standard errors is seen in four cases of five: the
 * normal quantiles of 0.975 and 0.8 together. */
#define SEEN 2.80

/* What nobody would notice: of a rate or a share, and of a loss as a part of it. */
#define SHARE_MARGIN 0.005
#define LOSS_MARGIN  0.01

/* Decimals of a sentence at most, and those of a rate where nothing else says. */
#define MAX_DECIMALS 12
#define RATE_DECIMALS 3

static JigVerdictMark
find_mark (const JigInterval *interval,
           double             margin)
{
  if (isnan (interval->low) || isnan (interval->high))
    return JIG_VERDICT_NONE;
  if (interval->low >= -margin && interval->high <= margin)
    return JIG_VERDICT_SAME;
  if (interval->low > 0.0)
    return JIG_VERDICT_BETTER;
  if (interval->high < 0.0)
    return JIG_VERDICT_WORSE;

  return JIG_VERDICT_UNDECIDED;
}

/**
 * jig_verdict_make:
 * @metric: which metric
 * @difference: to the other model, turned so that more is better
 * @interval: of @difference
 * @margin: differences up to this are the same for practical purposes
 * @n_rows: how many rows both were judged on
 *
 * Returns: what follows from these numbers
 */
JigVerdict
jig_verdict_make (JigMetricId        metric,
                  double             difference,
                  const JigInterval *interval,
                  double             margin,
                  gsize              n_rows)
{
  JigVerdict self = {
    .metric = metric,
    .difference = difference,
    .interval = *interval,
    .margin = margin,
    .n_rows = n_rows,
    .detectable = SEEN * interval->standard_error,
    .mark = isnan (difference) ? JIG_VERDICT_NONE : find_mark (interval, margin),
  };
  const double times = self.detectable / margin;

  /* Nothing to see at all needs no rows, even where nothing is too little. */
  self.rows_needed = self.detectable == 0.0 ? 0.0 : (double) n_rows * times * times;

  return self;
}

/**
 * jig_verdict_difference:
 * @metric: which metric
 * @model: its value for one model
 * @against: its value for the model it is compared with
 *
 * Returns: by how much @model is better; what is best at 0 counts by its size
 */
double
jig_verdict_difference (JigMetricId metric,
                        double      model,
                        double      against)
{
  switch (jig_metric_get_info (metric)->higher_is_better)
    {
    case 1:
      return model - against;
    case 0:
      return fabs (against) - fabs (model);
    default:
      return against - model;
    }
}

/**
 * jig_verdict_default_margin:
 * @metric: which metric
 * @against: (JIG_N_METRICS,) the values of the model that others are compared with
 *
 * Returns: which difference is too small to matter: 0.005 of a rate or a share,
 *   1 % of a loss; the bias is measured by the root mean squared error
 */
double
jig_verdict_default_margin (JigMetricId   metric,
                            const double *against)
{
  switch (metric)
    {
    case JIG_METRIC_RMSE:
    case JIG_METRIC_MAE:
    case JIG_METRIC_LOGLOSS:
    case JIG_METRIC_BRIER:
      return LOSS_MARGIN * against[metric];
    case JIG_METRIC_BIAS:
      return LOSS_MARGIN * against[JIG_METRIC_RMSE];
    case JIG_METRIC_R2:
    case JIG_METRIC_ERROR:
    case JIG_METRIC_AUC:
    case JIG_METRIC_AVERAGE_PRECISION:
    case JIG_METRIC_MACRO_F1:
    case JIG_METRIC_MACRO_RECALL:
      return SHARE_MARGIN;
    default:
      g_return_val_if_reached (SHARE_MARGIN);
    }
}

/**
 * jig_verdict_mark_name:
 * @mark: a mark
 *
 * Returns: (transfer none): the word in JSON
 */
const char *
jig_verdict_mark_name (JigVerdictMark mark)
{
  static const char * const names[] = {
    [JIG_VERDICT_NONE] = "none",
    [JIG_VERDICT_BETTER] = "better",
    [JIG_VERDICT_SAME] = "same",
    [JIG_VERDICT_WORSE] = "worse",
    [JIG_VERDICT_UNDECIDED] = "too_little_data",
  };

  g_return_val_if_fail ((guint) mark < G_N_ELEMENTS (names), NULL);

  return names[mark];
}

/* How many decimals show two digits of the smallest difference that counts. */
static int
count_decimals (double smallest)
{
  int decimals = 0;

  if (!(smallest > 0.0) || isinf (smallest))
    return RATE_DECIMALS;

  for (; smallest < 9.95 && decimals < MAX_DECIMALS; decimals++)
    smallest *= 10.0;

  return decimals;
}

static char *
show (double value,
      int    decimals)
{
  char format[] = "%.0f";
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  /* From here on the whole part is what counts; its thousands are set apart. */
  if (decimals == 0 || fabs (value) >= 1e9)
    return jig_number_to_display (round (value), 17);

  format[2] = (char) ('0' + MIN (decimals, 9));

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, format, value));
}

/* Up to two digits, away from zero: rather too many rows than too few. */
static char *
show_about (double count)
{
  double unit = 1.0;

  while (ceil (count / unit) > 99.0)
    unit *= 10.0;

  return jig_number_to_display (ceil (count / unit) * unit, 17);
}

static char *
say_beats (const JigVerdict *self,
           const char       *winner,
           const char       *loser)
{
  const char *title = _(jig_metric_get_info (self->metric)->title);
  const double turn = self->mark == JIG_VERDICT_BETTER ? 1.0 : -1.0;
  const double ends[] = { turn * self->interval.low, turn * self->interval.high };
  const int decimals = count_decimals (self->detectable);
  g_autofree char *difference = show (turn * self->difference, decimals);
  g_autofree char *low = show (fmin (ends[0], ends[1]), decimals);
  g_autofree char *high = show (fmax (ends[0], ends[1]), decimals);
  g_autofree char *rows = jig_number_to_display ((double) self->n_rows, 17);
  g_autofree char *detectable = show (self->detectable, decimals);

  /* Translators: the names of two models, a metric, a difference and the ends of
   * its interval, a number of rows, a difference. */
  return g_strdup_printf (_("%1$s beats %2$s on %3$s by %4$s (95 %% paired interval %5$s to "
                            "%6$s). On %7$s rows the smallest difference you could see is "
                            "%8$s."),
                          winner, loser, title, difference, low, high, rows, detectable);
}

static char *
say_same (const JigVerdict *self,
          const char       *model,
          const char       *against)
{
  g_autofree char *margin = jig_number_to_display (self->margin, 2);

  /* Translators: the names of two models, a metric, a difference. */
  return g_strdup_printf (_("%1$s and %2$s are the same for practical purposes on %3$s "
                            "(within %4$s)."),
                          against, model, _(jig_metric_get_info (self->metric)->title), margin);
}

static char *
say_undecided (const JigVerdict *self)
{
  g_autofree char *margin = jig_number_to_display (self->margin, 2);
  g_autofree char *rows = NULL;

  /* There is no number of rows for a margin of nothing. */
  if (!isfinite (self->rows_needed))
    return g_strdup (_("Cannot tell yet."));

  rows = show_about (self->rows_needed);

  /* Translators: a number of rows, a difference. */
  return g_strdup_printf (_("Cannot tell yet: about %1$s rows would settle a difference of "
                            "%2$s."), rows, margin);
}

/* Why there is nothing to say; the rest of the table stands. */
static char *
say_nothing (const JigVerdict *self)
{
  const JigMetricInfo *info = jig_metric_get_info (self->metric);

  if (!isnan (self->difference))
    return g_strdup_printf (_("%s: how sure the difference is has not been computed."),
                            _(info->title));
  if (self->metric == JIG_METRIC_AUC || self->metric == JIG_METRIC_AVERAGE_PRECISION)
    return g_strdup_printf (_("%s cannot be computed: it needs rows of both classes."),
                            _(info->title));
  if (self->metric == JIG_METRIC_R2)
    return g_strdup_printf (_("%s cannot be computed: all labels are equal."), _(info->title));

  return g_strdup_printf (_("%s cannot be computed on these rows."), _(info->title));
}

/**
 * jig_verdict_to_sentence:
 * @self: a verdict
 * @model: what the user calls the model
 * @against: what the user calls the model it is compared with
 *
 * Returns: (transfer full): one whole sentence, or two, in the user's language
 */
char *
jig_verdict_to_sentence (const JigVerdict *self,
                         const char       *model,
                         const char       *against)
{
  g_return_val_if_fail (self != NULL && model != NULL && against != NULL, NULL);

  switch (self->mark)
    {
    case JIG_VERDICT_BETTER:
      return say_beats (self, model, against);
    case JIG_VERDICT_WORSE:
      return say_beats (self, against, model);
    case JIG_VERDICT_SAME:
      return say_same (self, model, against);
    case JIG_VERDICT_UNDECIDED:
      return say_undecided (self);
    case JIG_VERDICT_NONE:
    default:
      return say_nothing (self);
    }
}

static void
write_number (const char    *member,
              double         value,
              JigJsonWriter *writer)
{
  jig_json_writer_name (writer, member);
  jig_json_writer_double (writer, value);
}

static void
write_interval_members (const JigInterval *interval,
                        JigJsonWriter     *writer)
{
  write_number ("low", interval->low, writer);
  write_number ("high", interval->high, writer);
  write_number ("standard_error", interval->standard_error, writer);
}

/**
 * jig_interval_write:
 * @self: an interval
 * @writer: where an object may stand
 *
 * What is not known is null.
 */
void
jig_interval_write (const JigInterval *self,
                    JigJsonWriter     *writer)
{
  jig_json_writer_begin_object (writer);
  write_interval_members (self, writer);
  jig_json_writer_end_object (writer);
}

/**
 * jig_verdict_write:
 * @self: a verdict
 * @writer: where an object may stand
 *
 * Writes everything but the metric and the rows, which are the same for many.
 */
void
jig_verdict_write (const JigVerdict *self,
                   JigJsonWriter    *writer)
{
  jig_json_writer_begin_object (writer);
  write_number ("difference", self->difference, writer);
  write_interval_members (&self->interval, writer);
  write_number ("detectable", self->detectable, writer);
  write_number ("margin", self->margin, writer);
  write_number ("rows_needed", self->rows_needed, writer);
  jig_json_writer_name (writer, "mark");
  jig_json_writer_string (writer, jig_verdict_mark_name (self->mark));
  jig_json_writer_end_object (writer);
}

/* A number, or null for NaN. */
static gboolean
read_number (JsonObject  *object,
             const char  *member,
             const char  *name,
             double      *value,
             GError     **error)
{
  *value = NAN;

  return (json_object_has_member (object, member) &&
          json_object_get_null_member (object, member)) ||
         jig_json_get_double (object, member, name, value, error);
}

/**
 * jig_interval_read:
 * @object: what jig_interval_write() or jig_verdict_write() wrote
 * @name: the file, for the sentence
 * @self: (out caller-allocates): the interval
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_interval_read (JsonObject   *object,
                   const char   *name,
                   JigInterval  *self,
                   GError      **error)
{
  JigInterval made;

  g_return_val_if_fail (object != NULL, FALSE);

  if (!read_number (object, "low", name, &made.low, error) ||
      !read_number (object, "high", name, &made.high, error) ||
      !read_number (object, "standard_error", name, &made.standard_error, error))
    return FALSE;

  *self = made;

  return TRUE;
}

/**
 * jig_verdict_read:
 * @object: what jig_verdict_write() wrote
 * @metric: which metric it is about
 * @n_rows: how many rows the models were judged on
 * @name: the file, for the sentence
 * @self: (out caller-allocates): the verdict
 * @error: return location for %JIG_ERROR_FORMAT
 *
 * Reads what was measured; what follows from it is found again.
 *
 * Returns: %TRUE, or %FALSE with @error set and @self as it was
 */
gboolean
jig_verdict_read (JsonObject   *object,
                  JigMetricId   metric,
                  gsize         n_rows,
                  const char   *name,
                  JigVerdict   *self,
                  GError      **error)
{
  JigInterval interval;
  double difference;
  double margin;

  g_return_val_if_fail (object != NULL, FALSE);

  if (!read_number (object, "difference", name, &difference, error) ||
      !jig_interval_read (object, name, &interval, error) ||
      !read_number (object, "margin", name, &margin, error))
    return FALSE;

  *self = jig_verdict_make (metric, difference, &interval, margin, n_rows);

  return TRUE;
}
