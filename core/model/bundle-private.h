#pragma once

#include "core/model/bundle.h"

G_BEGIN_DECLS

/* What the files bundle*.c share. */

struct _JigBundle
{
  char           *target;
  JigRecipe      *recipe;
  JigModel       *model;
  JigBundleInput *inputs;     /* (n_inputs,) of the recipe */
  gsize           n_inputs;
  JigBaseline     baseline;
  GPtrArray      *columns;    /* (n_inputs,) of JigProfile */
  GPtrArray      *features;   /* (n_features,) of JigProfile */
  JigGolden      *golden;
  GBytes         *bytes;      /* of the file */
  char           *hash;
};

#define JIG_BUNDLE_VERSION    1
#define JIG_BUNDLE_N_SECTIONS 9
#define JIG_BUNDLE_END        "}\n"

/* The members of a file, in their order; their hashes are behind them. */
extern const char * const jig_bundle_sections[JIG_BUNDLE_N_SECTIONS];

/**
 * JigBundleSlice:
 * @begin: the first byte
 * @length: how many bytes there are
 *
 * The value of a section.
 */
typedef struct
{
  const char *begin;
  gsize       length;
} JigBundleSlice;

JigBundle *jig_bundle_new           (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean   jig_bundle_seal          (JigBundle             *self,
                                     GError               **error);
char      *jig_bundle_make_hashes   (const JigBundleSlice  *slices,
                                     char                 **bundle) G_GNUC_WARN_UNUSED_RESULT;
JigRows   *jig_bundle_keep_labelled (const JigTarget       *target,
                                     const JigRows         *rows,
                                     GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
