#pragma once

#include "core/base/values.h"
#include "core/data/column.h"

G_BEGIN_DECLS

/**
 * JigVocabulary:
 *
 * The values that something may have, each with a slot counted from 0: learnt
 * from a column, read from a list, or the whole numbers of a range. There may be
 * one more slot for every other value. Immutable.
 */
typedef struct _JigVocabulary JigVocabulary;

JigVocabulary *jig_vocabulary_new          (const char * const       *texts,
                                            gsize                     n_texts,
                                            gboolean                  has_other,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
JigVocabulary *jig_vocabulary_new_range    (const char               *range,
                                            gboolean                  has_other,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
JigVocabulary *jig_vocabulary_learn        (const JigColumn          *input,
                                            gboolean                  is_sorted,
                                            gboolean                  has_other,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
JigVocabulary *jig_vocabulary_read         (JsonNode                 *node,
                                            gboolean                  has_other,
                                            const char               *name,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void           jig_vocabulary_write        (const JigVocabulary      *self,
                                            JigJsonWriter            *writer);
void           jig_vocabulary_free         (JigVocabulary            *self);

gsize          jig_vocabulary_get_size     (const JigVocabulary      *self);
char          *jig_vocabulary_dup_text     (const JigVocabulary      *self,
                                            gsize                     slot) G_GNUC_WARN_UNUSED_RESULT;
gssize         jig_vocabulary_find         (const JigVocabulary      *self,
                                            const char               *text);

/* The slot of a row, or -1 if it has none. A category needs the slots of its
 * levels, (n_levels,), found once; other types look at no slots. */

gsize          jig_vocabulary_count_levels (const JigColumn          *input);
void           jig_vocabulary_bind_levels  (const JigVocabulary      *self,
                                            const JigColumn          *input,
                                            gint32                   *slots);
gssize         jig_vocabulary_get_slot     (const JigVocabulary      *self,
                                            const gint32             *slots,
                                            const JigColumn          *input,
                                            gsize                     row);

/* What a node whose state is a vocabulary does. */

extern const JigParam jig_vocabulary_params[];

gpointer       jig_vocabulary_fit          (const JigValues          *values,
                                            const JigColumn * const  *inputs,
                                            gsize                     n_inputs,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer       jig_vocabulary_bind         (gconstpointer             state,
                                            const JigColumn * const  *inputs,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
void           jig_vocabulary_write_state  (gconstpointer             state,
                                            JigJsonWriter            *writer);
gpointer       jig_vocabulary_read_state   (JsonObject               *object,
                                            const JigValues          *values,
                                            gsize                     n_inputs,
                                            const char               *name,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigVocabulary, jig_vocabulary_free)

G_END_DECLS
