#pragma once

#include "patterns/kit/pattern.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JIG_TYPE_PATTERN_CARD (jig_pattern_card_get_type ())
G_DECLARE_FINAL_TYPE (JigPatternCard, jig_pattern_card, JIG, PATTERN_CARD, GtkFlowBoxChild)

GtkWidget        *jig_pattern_card_new          (const JigPattern  *pattern) G_GNUC_WARN_UNUSED_RESULT;

const JigPattern *jig_pattern_card_get_pattern  (JigPatternCard    *self);
gboolean          jig_pattern_card_matches      (JigPatternCard *self,
                                                 const char     *words);
void              jig_pattern_card_set_schema   (JigPatternCard  *self,
                                                 const JigSchema *schema);
void              jig_pattern_card_set_progress (JigPatternCard *self,
                                                 guint           n_done,
                                                 guint           n_steps);
void              jig_pattern_card_set_figure   (JigPatternCard *self,
                                                 JigFigure      *figure);
void              jig_pattern_card_set_problem  (JigPatternCard *self,
                                                 const char     *problem);

G_END_DECLS
