#pragma once

#include "core/chart/drawing.h"
#include "core/chart/figure.h"
#include "core/chart/layout.h"
#include "core/chart/occupancy.h"
#include "core/chart/ticks.h"

G_BEGIN_DECLS

/* What the marks share with the figure, the layout and the narrator. Who only
 * builds figures includes figure.h. */

/**
 * JigChannel:
 * @JIG_CHANNEL_X: on the axis x
 * @JIG_CHANNEL_Y: on the axis y
 * @JIG_CHANNEL_X_END: where an item that begins at X ends
 * @JIG_CHANNEL_Y_END: where an item that begins at Y ends
 * @JIG_CHANNEL_LOW: the lower end of an interval around the value
 * @JIG_CHANNEL_HIGH: its upper end
 * @JIG_CHANNEL_BASE: where a stacked bar stands
 * @JIG_CHANNEL_SIZE: how large a point is
 * @JIG_CHANNEL_VALUE: how much, told by colour
 * @JIG_CHANNEL_EXTRA: what is not drawn, but said
 *
 * The numbers that an item can have.
 */
typedef enum
{
  JIG_CHANNEL_X,
  JIG_CHANNEL_Y,
  JIG_CHANNEL_X_END,
  JIG_CHANNEL_Y_END,
  JIG_CHANNEL_LOW,
  JIG_CHANNEL_HIGH,
  JIG_CHANNEL_BASE,
  JIG_CHANNEL_SIZE,
  JIG_CHANNEL_VALUE,
  JIG_CHANNEL_EXTRA,
  JIG_N_CHANNELS,
} JigChannel;

/**
 * JigExtent:
 * @lower: the least value; greater than @upper if there is none
 * @upper: the greatest value
 * @has_zero: bars grow from zero, so zero must be there
 * @pad: how much air items at the edge need, as a share of the range
 * @n_letters: of the longest number that stands beyond the end of an item
 *
 * Which part of an axis a mark needs.
 */
typedef struct
{
  double   lower;
  double   upper;
  gboolean has_zero;
  double   pad;
  gsize    n_letters;
} JigExtent;

#define JIG_EXTENT_EMPTY ((JigExtent) { INFINITY, -INFINITY, FALSE, 0, 0 })

/**
 * JigTwinCell:
 *
 * A cell of the table twin: a text, or a number of some kind, or nothing (NaN
 * and no text).
 */
typedef struct
{
  char         *text;
  double        number;
  JigScaleKind  kind;
} JigTwinCell;

#define JIG_TWIN_CELL_EMPTY ((JigTwinCell) { NULL, NAN, JIG_SCALE_LINEAR })

typedef struct _JigMarkOps JigMarkOps;

typedef struct
{
  char         *title;
  char         *unit;
  JigScaleKind  kind;
  gboolean      has_range;
  double        lower;
  double        upper;
  char        **names;     /* (n_names,) or NULL */
  gsize         n_names;
} JigAxisSpec;

struct _JigPanel
{
  JigFigure   *figure;
  guint        index;
  char        *title;
  JigAxisSpec  axes[JIG_N_AXES];
  gboolean     is_square;
  gboolean     is_stacked;
  GPtrArray   *marks;
};

struct _JigMark
{
  JigPanel         *panel;
  const JigMarkOps *ops;
  guint             index;
  char             *name;
  JigMarkFlags      flags;
  JigTone           tone;
  guint             series;
  gsize             n_items;
  double           *channels[JIG_N_CHANNELS];  /* (n_items,) or NULL */
  gint64           *rows;                      /* (n_items,) or NULL */
  char            **labels;                    /* (n_items,) or NULL */
  guint8           *tones;                     /* (n_items,) or NULL */
  char             *value_title;
  char             *extra_title;
  gboolean          has_range;
  double            lower;                     /* of the range of the values */
  double            upper;
  gboolean          is_diverging;
  double            neutral;
  gsize             n_rows;                    /* of a heat map or a table */
  gsize             n_columns;
  char            **headers;                   /* (n_columns,) of a table */
  guint            *layers;                    /* (n_items,) of a graph */
  JigGraphEdge     *edges;                     /* (n_edges,) of a graph */
  gsize             n_edges;
  char            **detail_titles;             /* (n_details,) of a graph */
  char            **details;                   /* (n_items, n_details) of a graph */
  gsize             n_details;
};

#define JIG_MOST_PLACES 12

/**
 * JigNote:
 * @text: (transfer none): a line that lives as long as the figure
 * @width: of the text, in pixels
 * @height: of the text, in pixels
 * @ink: its ink
 * @id: the item that it belongs to
 * @places: (n_places,) where its top left corner may be, best first
 * @n_places: how many of them there are
 *
 * A label over everything else, which looks for a place when everything is drawn.
 */
typedef struct
{
  const char *text;
  double      width;
  double      height;
  JigInk      ink;
  JigItemId   id;
  JigPoint    places[JIG_MOST_PLACES];
  guint       n_places;
} JigNote;

/**
 * JigPlot:
 * @drawing: what is added to
 * @panel: what is laid out
 * @layout: for what
 * @measure: how large text is
 * @room: what axes, labels and area share
 * @area: inside the axes
 * @scales: of both axes
 * @headroom: above the area, for names of upright rules, in pixels
 * @text_size: of labels, in pixels
 * @labels: (element-type JigRect): where labels stand already
 * @notes: (element-type JigNote): labels that are drawn over all marks
 * @occupancy: where marks are drawn
 *
 * What a mark needs to lay itself out.
 */
typedef struct
{
  JigDrawing       *drawing;
  const JigPanel   *panel;
  const JigLayout  *layout;
  const JigMeasure *measure;
  JigRect           room;
  JigRect           area;
  JigScale          scales[JIG_N_AXES];
  double            headroom;
  double            text_size;
  GArray           *labels;
  GArray           *notes;
  JigOccupancy      occupancy;
} JigPlot;

/**
 * JigMarkOps:
 * @id: a word for programs
 * @level: what is lower is drawn first
 * @is_series: it takes the colour of a series, and a place in the legend
 * @has_axes: it is drawn over axes
 * @extent: (nullable): widens @extent to what it needs of an axis
 * @layout: adds its shapes and one group of boxes for its items
 * @swatch: (nullable): adds a small picture of the series for the legend
 * @add_headers: (nullable): appends the headers of the table twin, owned by the array;
 *   %NULL: one for each channel, for labels and for row keys
 * @get_n_rows: (nullable): how many lines the twin has; %NULL: one for each item
 * @get_cell: (nullable): fills in an empty cell of the twin; goes with @add_headers
 * @dup_item: (nullable): says an item; %NULL: from its line in the twin
 * @dup_sentence: (nullable): says the whole in one sentence, for the summary
 *
 * A kind of mark. A row of a table: see the files mark-*.c.
 */
struct _JigMarkOps
{
  const char *id;
  guint       level;
  gboolean    is_series;
  gboolean    has_axes;
  void      (*extent)       (const JigMark *self,
                             JigAxis        axis,
                             JigExtent     *extent);
  void      (*layout)       (const JigMark *self,
                             JigPlot       *plot);
  void      (*swatch)       (const JigMark *self,
                             JigDrawing    *drawing,
                             JigRect        rect);
  void      (*add_headers)  (const JigMark *self,
                             GPtrArray     *headers);
  gsize     (*get_n_rows)   (const JigMark *self);
  void      (*get_cell)     (const JigMark *self,
                             gsize          row,
                             gsize          column,
                             JigTwinCell   *cell);
  char     *(*dup_item)     (const JigMark *self,
                             gsize          item);
  char     *(*dup_sentence) (const JigMark *self);
};

/* Every kind there is, ended by NULL. Written at configure time. */
extern const JigMarkOps * const jig_marks[];

extern const JigMarkOps jig_mark_bar;
extern const JigMarkOps jig_mark_graph;
extern const JigMarkOps jig_mark_heat;
extern const JigMarkOps jig_mark_label;
extern const JigMarkOps jig_mark_line;
extern const JigMarkOps jig_mark_point;
extern const JigMarkOps jig_mark_rule;
extern const JigMarkOps jig_mark_table;

/* The figure's part. */

gpointer     jig_figure_alloc        (JigFigure            *self,
                                      gsize                 n_items,
                                      gsize                 item_size);
gpointer     jig_figure_copy         (JigFigure            *self,
                                      gconstpointer         items,
                                      gsize                 n_items,
                                      gsize                 item_size);
char       **jig_figure_copy_texts   (JigFigure            *self,
                                      const char * const   *texts,
                                      gsize                 n_texts);
gboolean     jig_figure_is_sealed    (const JigFigure      *self);
guint        jig_figure_get_n_series (const JigFigure      *self);
guint        jig_figure_get_columns  (const JigFigure      *self);

JigPanel    *jig_panel_new           (JigFigure            *figure,
                                      guint                 index,
                                      const char           *title);
void         jig_panel_free          (JigPanel             *self);
void         jig_panel_settle        (JigPanel             *self);
gboolean     jig_panel_has_axes      (const JigPanel       *self);
char        *jig_panel_dup_axis_name (const JigPanel       *self,
                                      JigAxis               axis);

JigMark     *jig_mark_new            (JigPanel             *panel,
                                      guint                 index,
                                      const JigMarkOps     *ops,
                                      const char           *name,
                                      gsize                 n_items);
void         jig_mark_free           (JigMark              *self);
void         jig_mark_settle         (JigMark              *self);
gsize        jig_mark_count_dropped  (const JigMark        *self);
gboolean     jig_mark_has_something  (const JigMark        *self);
void         jig_mark_widen          (const JigMark        *self,
                                      JigChannel            channel,
                                      JigScaleKind          kind,
                                      JigExtent            *extent);
double       jig_mark_get            (const JigMark        *self,
                                      JigChannel            channel,
                                      gsize                 item);
JigInk       jig_mark_get_ink        (const JigMark        *self,
                                      gsize                 item,
                                      double                alpha);
JigTone      jig_mark_get_ramp       (const JigMark        *self);
double       jig_mark_get_at         (const JigMark        *self,
                                      double                value);
gboolean     jig_mark_is_upright     (const JigMark        *self);
JigItemId    jig_mark_get_id         (const JigMark        *self,
                                      gsize                 item);

/* The layout's part. */

JigItemBox  *jig_plot_add_items      (JigPlot              *self,
                                      const JigMark        *mark);
double      *jig_plot_dup_pixels     (JigPlot              *self,
                                      const JigMark        *mark,
                                      JigAxis               axis,
                                      JigChannel            channel);
void         jig_plot_clip           (JigPlot              *self);
double       jig_plot_x              (const JigPlot        *self,
                                      double                value);
double       jig_plot_y              (const JigPlot        *self,
                                      double                value);
void         jig_plot_reserve        (JigPlot              *self,
                                      JigRect               rect);
void         jig_plot_open_note      (const JigPlot        *self,
                                      const JigMark        *mark,
                                      const char           *text,
                                      JigNote              *note);
void         jig_plot_add_note       (JigPlot              *self,
                                      const JigNote        *note);
void         jig_plot_draw_notes     (JigPlot              *self);
double       jig_plot_find_most      (const double         *widths,
                                      gsize                 n_widths,
                                      double                room);
char        *jig_plot_dup_number     (const JigPlot        *self,
                                      double                value);

/* The narrator's part. */

/**
 * JigSpan:
 * @n_items: how many items have a place
 * @first: the first of them
 * @last: the last of them
 * @least: the first of those with the least value
 * @most: the first of those with the greatest value
 *
 * Where a series begins, ends and has its extremes.
 */
typedef struct
{
  gsize n_items;
  gsize first;
  gsize last;
  gsize least;
  gsize most;
} JigSpan;

JigSpan      jig_narrate_span        (const JigMark        *self,
                                      JigChannel            channel);
char        *jig_narrate_name        (const JigMark        *self) G_GNUC_WARN_UNUSED_RESULT;
char        *jig_narrate_value       (const JigMark        *self,
                                      JigChannel            channel,
                                      gsize                 item) G_GNUC_WARN_UNUSED_RESULT;
char        *jig_narrate_where       (const JigMark        *self,
                                      gsize                 item) G_GNUC_WARN_UNUSED_RESULT;
char        *jig_twin_dup_item       (const JigMark        *mark,
                                      gsize                 item) G_GNUC_WARN_UNUSED_RESULT;
char        *jig_narrate_place       (const JigPanel       *panel,
                                      JigAxis               axis,
                                      double                value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
