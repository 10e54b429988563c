#pragma once

#include "core/base/progress.h"
#include "core/model/fit.h"

G_BEGIN_DECLS

/* Bin codes are bytes and one of them is for missing values. */
#define JIG_BINNING_MAX_BINS 255

/**
 * JigBinning:
 * @cuts: the cuts of all features, one feature after the other, rising
 * @first_cut: (n_features + 1,) where the cuts of each feature begin
 * @largest: (n_features,) the largest value of each; NaN if there is none
 * @n_features: how many features there are
 * @levels: (nullable): (n_features,) how many levels each category has; 0: it is a
 *   number; %NULL: all are
 *
 * Where each feature is cut into bins. The bin of a value is the number of cuts
 * that are not above it, so that "value < cut k" and "bin <= k" are the same.
 * Values are rounded to floats first, as everything is that trees see. A missing
 * value has the bin after the last. Each level of a category is a bin. Immutable.
 */
typedef struct
{
  float   *cuts;
  guint32 *first_cut;
  float   *largest;
  gsize    n_features;
  guint32 *levels;
} JigBinning;

JigBinning *jig_binning_new        (const JigSamples   *samples,
                                    guint               max_bins,
                                    const JigProgress  *progress,
                                    GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void        jig_binning_free       (JigBinning         *self);

gboolean    jig_binning_cut_between (float            below,
                                     float            above,
                                     float           *cut);

guint       jig_binning_get_n_cuts (const JigBinning   *self,
                                    gsize               feature);
double      jig_binning_get_cut    (const JigBinning   *self,
                                    gsize               feature,
                                    guint               bin);
gboolean    jig_binning_is_bounded (const JigBinning   *self,
                                    gsize               feature);
guint8      jig_binning_find       (const JigBinning   *self,
                                    gsize               feature,
                                    double              value);
void        jig_binning_find_all   (const JigBinning   *self,
                                    gsize               feature,
                                    const float        *values,
                                    gsize               n_values,
                                    guint8             *codes);

/* How many levels a category has; 0: it is a number. */
static inline guint32
jig_binning_get_levels (const JigBinning *self,
                        gsize             feature)
{
  return self->levels != NULL ? self->levels[feature] : 0;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigBinning, jig_binning_free)

G_END_DECLS
