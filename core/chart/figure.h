#pragma once

#include "core/chart/palette.h"
#include "core/chart/scale.h"

G_BEGIN_DECLS

/**
 * JigFigure:
 *
 * What a chart says, apart from how large and in which colours it is drawn:
 * panels with axes and marks over numbers that the figure owns. It is built,
 * then sealed; from then on it is immutable and may be read by any thread.
 *
 * Nothing that builds it fails: what does not fit into memory is remembered and
 * reported once, by jig_figure_seal().
 *
 * |[<!-- language="C" -->
 * JigFigure *figure = jig_figure_new ("roc", _("ROC curve"));
 * JigPanel *panel = jig_figure_add_panel (figure, NULL);
 *
 * jig_panel_set_axis (panel, JIG_AXIS_X, _("False positives"), NULL, JIG_SCALE_LINEAR);
 * jig_panel_set_axis (panel, JIG_AXIS_Y, _("True positives"), NULL, JIG_SCALE_LINEAR);
 * jig_panel_add_diagonal (panel, _("Chance"), 0, 0, 1, 1);
 * jig_panel_add_line (panel, _("Test"), x, y, n_points);
 *
 * return jig_figure_seal (figure, error);
 * ]|
 */
typedef struct _JigFigure JigFigure;

/**
 * JigPanel:
 *
 * A pair of axes with what is drawn over them. Lives as long as its figure.
 */
typedef struct _JigPanel JigPanel;

/**
 * JigMark:
 *
 * What is drawn for one series. Has items: points, bars, cells, nodes. Lives as
 * long as its figure.
 */
typedef struct _JigMark JigMark;

typedef enum
{
  JIG_AXIS_X,
  JIG_AXIS_Y,
  JIG_N_AXES,
} JigAxis;

/**
 * JigMarkFlags:
 * @JIG_MARK_AREA: a line is filled down to zero
 * @JIG_MARK_STEP: a line goes by steps: its value holds until the next point
 * @JIG_MARK_POINTS: a line shows its points
 * @JIG_MARK_VALUES: each item says its value
 * @JIG_MARK_MUTED: stays in the background, and out of the legend's colours
 */
typedef enum
{
  JIG_MARK_AREA   = 1 << 0,
  JIG_MARK_STEP   = 1 << 1,
  JIG_MARK_POINTS = 1 << 2,
  JIG_MARK_VALUES = 1 << 3,
  JIG_MARK_MUTED  = 1 << 4,
} JigMarkFlags;

#define JIG_MAX_LAYERS 64

/**
 * JigGraphNode:
 * @title: what it is called
 * @layer: its column, counted from the left, below %JIG_MAX_LAYERS
 * @tone: %JIG_TONE_NONE for the tone of its layer
 * @row: a row key, or -1
 */
typedef struct
{
  const char *title;
  guint       layer;
  JigTone     tone;
  gint64      row;
} JigGraphNode;

/**
 * JigGraphEdge:
 * @from: the index of a node
 * @to: the index of a node of a later layer
 * @share: how much of all goes this way, from 0 to 1: more is thicker
 * @tone: %JIG_TONE_NONE for one that stays in the background
 */
typedef struct
{
  guint   from;
  guint   to;
  float   share;
  JigTone tone;
} JigGraphEdge;

JigFigure  *jig_figure_new             (const char          *id,
                                        const char          *title) G_GNUC_WARN_UNUSED_RESULT;
JigFigure  *jig_figure_seal            (JigFigure           *self,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;
JigFigure  *jig_figure_ref             (JigFigure           *self);
void        jig_figure_unref           (JigFigure           *self);

void        jig_figure_set_subtitle    (JigFigure           *self,
                                        const char          *subtitle);
void        jig_figure_set_summary     (JigFigure           *self,
                                        const char          *sentence);
void        jig_figure_set_columns     (JigFigure           *self,
                                        guint                n_columns);
JigPanel   *jig_figure_add_panel       (JigFigure           *self,
                                        const char          *title);

const char *jig_figure_get_id          (const JigFigure     *self);
const char *jig_figure_get_title       (const JigFigure     *self);
const char *jig_figure_get_subtitle    (const JigFigure     *self);
const char *jig_figure_get_summary     (const JigFigure     *self);
guint       jig_figure_get_n_panels    (const JigFigure     *self);
JigPanel   *jig_figure_get_panel       (const JigFigure     *self,
                                        guint                panel);
gsize       jig_figure_get_n_dropped   (const JigFigure     *self);

/* Axes. A panel starts with two linear ones that find their range. */

void        jig_panel_set_axis         (JigPanel            *self,
                                        JigAxis              axis,
                                        const char          *title,
                                        const char          *unit,
                                        JigScaleKind         kind);
void        jig_panel_set_categories   (JigPanel            *self,
                                        JigAxis              axis,
                                        const char * const  *names,
                                        gsize                n_names);
void        jig_panel_set_range        (JigPanel            *self,
                                        JigAxis              axis,
                                        double               lower,
                                        double               upper);
void        jig_panel_set_square       (JigPanel            *self);
void        jig_panel_set_stacked      (JigPanel            *self);

const char *jig_panel_get_title        (const JigPanel      *self);
guint       jig_panel_get_n_marks      (const JigPanel      *self);
JigMark    *jig_panel_get_mark         (const JigPanel      *self,
                                        guint                mark);

/* Marks. Data are copied. NaN leaves a gap; what is infinite, or not above zero
 * on a logarithmic axis, is left out and counted. */

JigMark    *jig_panel_add_line         (JigPanel            *self,
                                        const char          *name,
                                        const double        *x,
                                        const double        *y,
                                        gsize                n_points);
JigMark    *jig_panel_add_points       (JigPanel            *self,
                                        const char          *name,
                                        const double        *x,
                                        const double        *y,
                                        gsize                n_points);
JigMark    *jig_panel_add_bars         (JigPanel            *self,
                                        const char          *name,
                                        const double        *values,
                                        gsize                n_bars);
JigMark    *jig_panel_add_histogram    (JigPanel            *self,
                                        const char          *name,
                                        const double        *edges,
                                        const double        *counts,
                                        gsize                n_bins);
JigMark    *jig_panel_add_heat         (JigPanel            *self,
                                        const char          *name,
                                        const double        *values,
                                        gsize                n_rows,
                                        gsize                n_columns);
JigMark    *jig_panel_add_rule         (JigPanel            *self,
                                        const char          *name,
                                        JigAxis              axis,
                                        double               value);
JigMark    *jig_panel_add_diagonal     (JigPanel            *self,
                                        const char          *name,
                                        double               x_from,
                                        double               y_from,
                                        double               x_to,
                                        double               y_to);
JigMark    *jig_panel_add_label        (JigPanel            *self,
                                        const char          *text,
                                        double               x,
                                        double               y);
JigMark    *jig_panel_add_graph        (JigPanel            *self,
                                        const char          *name,
                                        const JigGraphNode  *nodes,
                                        gsize                n_nodes,
                                        const JigGraphEdge  *edges,
                                        gsize                n_edges);
JigMark    *jig_panel_add_table        (JigPanel            *self,
                                        const char          *name,
                                        const char * const  *headers,
                                        const char * const  *cells,
                                        gsize                n_rows,
                                        gsize                n_columns);

void        jig_mark_set_flags         (JigMark             *self,
                                        JigMarkFlags         flags);
void        jig_mark_set_tone          (JigMark             *self,
                                        JigTone              tone);
void        jig_mark_set_band          (JigMark             *self,
                                        const double        *low,
                                        const double        *high);
void        jig_mark_set_sizes         (JigMark             *self,
                                        const double        *sizes);
void        jig_mark_set_values        (JigMark             *self,
                                        const char          *title,
                                        const double        *values);
void        jig_mark_set_extra         (JigMark             *self,
                                        const char          *title,
                                        const double        *values);
void        jig_mark_set_range         (JigMark             *self,
                                        double               lower,
                                        double               upper);
void        jig_mark_set_diverging     (JigMark             *self,
                                        double               neutral);
void        jig_mark_set_rows          (JigMark             *self,
                                        const gint64        *rows);
void        jig_mark_set_labels        (JigMark             *self,
                                        const char * const  *labels);
void        jig_mark_set_tones         (JigMark             *self,
                                        const JigTone       *tones);
void        jig_mark_set_details       (JigMark             *self,
                                        const char * const  *titles,
                                        const char * const  *cells,
                                        gsize                n_details);

const char *jig_mark_get_name          (const JigMark       *self);
gsize       jig_mark_get_n_items       (const JigMark       *self);
gint64      jig_mark_get_row           (const JigMark       *self,
                                        gsize                item);
const char *jig_mark_get_label         (const JigMark       *self,
                                        gsize                item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigFigure, jig_figure_unref)

G_END_DECLS
