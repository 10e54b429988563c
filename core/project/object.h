#pragma once

#include "core/data/csv-reader.h"
#include "core/data/partition.h"
#include "core/data/recipe.h"
#include "core/model/bundle.h"
#include "core/model/compare.h"

G_BEGIN_DECLS

/**
 * JigObjectKind:
 * @JIG_OBJECT_DATA: a #JigDataset
 * @JIG_OBJECT_SPLIT: a #JigSplit
 * @JIG_OBJECT_RECIPE: a #JigRecipe
 * @JIG_OBJECT_MODEL: a #JigTrained
 * @JIG_OBJECT_SCORES: a #JigDataset of predictions
 * @JIG_OBJECT_COMPARISON: a #JigComparison
 * @JIG_OBJECT_FILE: a #JigWritten, what an action with outside effects left
 * @JIG_OBJECT_WALK: the settings and numbers of one step, as canonical JSON
 */
typedef enum
{
  JIG_OBJECT_DATA,
  JIG_OBJECT_SPLIT,
  JIG_OBJECT_RECIPE,
  JIG_OBJECT_MODEL,
  JIG_OBJECT_SCORES,
  JIG_OBJECT_COMPARISON,
  JIG_OBJECT_FILE,
  JIG_OBJECT_WALK,
} JigObjectKind;

#define JIG_N_OBJECT_KINDS (JIG_OBJECT_WALK + 1)

/**
 * JigDataset:
 * @title: the file's or sample's name
 * @frame: the table
 * @schema: names, types and roles
 * @reading: (nullable): how it was read, if it came from a file
 * @source: (nullable): SHA-256 of the file's bytes
 */
typedef struct
{
  char       *title;
  JigFrame   *frame;
  JigSchema  *schema;
  JigReading *reading;
  char       *source;
} JigDataset;

/**
 * JigTrained:
 * @bundle: the model with its recipe
 * @train: how good it is on the rows it learnt from
 * @test: how good it is on the others; n_rows is 0 if there are none
 * @data_hash: of the frame it learnt from
 * @split_hash: of the rows on both sides
 * @n_train_rows: how many rows it learnt from
 */
typedef struct
{
  JigBundle    *bundle;
  JigJudgement  train;
  JigJudgement  test;
  char         *data_hash;
  char         *split_hash;
  gsize         n_train_rows;
} JigTrained;

/**
 * JigWritten:
 * @path: the file
 * @what: a sentence: what it holds and how it was proved
 * @n_bytes: its size
 * @sha256: of its bytes
 */
typedef struct
{
  char    *path;
  char    *what;
  guint64  n_bytes;
  char    *sha256;
} JigWritten;

void jig_dataset_free (JigDataset *self);
void jig_trained_free (JigTrained *self);
void jig_written_free (JigWritten *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigDataset, jig_dataset_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigTrained, jig_trained_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigWritten, jig_written_free)

/**
 * JigObject:
 *
 * An immutable result, named by the hash of its content. Times, hosts and names
 * never enter the hash. Ref-counted; any thread may read.
 */
typedef struct _JigObject JigObject;

/* Each takes over its payload. */

JigObject        *jig_object_new_data       (JigDataset          *dataset) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_split      (JigSplit            *split) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_recipe     (JigRecipe           *recipe) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_model      (JigTrained          *trained) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_scores     (JigDataset          *scores) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_comparison (JigComparison       *comparison) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_file       (JigWritten          *written) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_new_walk       (char                *json) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_ref            (JigObject           *self);
void              jig_object_unref          (JigObject           *self);

JigObjectKind     jig_object_get_kind       (const JigObject     *self);
const char       *jig_object_get_hash       (const JigObject     *self);
/* NULL for an object of another kind. */
const JigDataset *jig_object_get_dataset    (const JigObject     *self);
const JigSplit   *jig_object_get_split      (const JigObject     *self);
JigRecipe        *jig_object_get_recipe     (const JigObject     *self);
const JigTrained *jig_object_get_trained    (const JigObject     *self);
const JigComparison *
                  jig_object_get_comparison (const JigObject     *self);
const JigWritten *jig_object_get_written    (const JigObject     *self);
const char       *jig_object_get_walk       (const JigObject     *self);

/* The object as bytes that jig_object_read() makes it from again, to the bit. */

GBytes           *jig_object_write          (const JigObject     *self,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
JigObject        *jig_object_read           (GBytes              *bytes,
                                             const char          *name,
                                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
const char       *jig_object_kind_name      (JigObjectKind        kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigObject, jig_object_unref)

G_END_DECLS
