#pragma once

#include "core/base/json.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/**
 * JigRole:
 *
 * What a column is for; jig_role_name() gives the words of the command line:
 * "feature", "target", "id", ...
 */
typedef enum
{
  JIG_ROLE_FEATURE,
  JIG_ROLE_TARGET,
  JIG_ROLE_ID,
  JIG_ROLE_TIME,
  JIG_ROLE_GROUP,
  JIG_ROLE_WEIGHT,
  JIG_ROLE_RATING,
  JIG_ROLE_RATER,
  JIG_ROLE_DECIDER,
  JIG_ROLE_USER,
  JIG_ROLE_ITEM,
  JIG_ROLE_EVENT,
  JIG_ROLE_VISIT,
  JIG_ROLE_STATE,
  JIG_ROLE_ACTION,
  JIG_ROLE_NEXT_STATE,
  JIG_ROLE_PROBABILITY,
  JIG_ROLE_REWARD,
  JIG_ROLE_IGNORE,
} JigRole;

#define JIG_N_ROLES (JIG_ROLE_IGNORE + 1)

/**
 * JigField:
 * @name: the column's name
 * @type: its type
 * @role: what it is for
 * @why: (nullable): how @type was found, as a sentence for people
 * @unit: (nullable): such as "%" when the file had percent signs
 */
typedef struct
{
  char          *name;
  JigColumnType  type;
  JigRole        role;
  char          *why;
  char          *unit;
} JigField;

/**
 * JigSchema:
 *
 * The names, types and roles of a table's columns, in order. Immutable and
 * ref-counted; jig_schema_with_role() makes another one.
 */
typedef struct _JigSchema JigSchema;

JigSchema      *jig_schema_new         (const JigField   *fields,
                                        gsize             n_fields) G_GNUC_WARN_UNUSED_RESULT;
JigSchema      *jig_schema_from_frame  (const JigFrame   *frame) G_GNUC_WARN_UNUSED_RESULT;
JigSchema      *jig_schema_ref         (JigSchema        *self);
void            jig_schema_unref       (JigSchema        *self);

gsize           jig_schema_get_size    (const JigSchema  *self);
const JigField *jig_schema_get_field   (const JigSchema  *self,
                                        gsize             i);
gssize          jig_schema_find        (const JigSchema  *self,
                                        const char       *name);
const char     *jig_schema_get_by_role (const JigSchema  *self,
                                        JigRole           role);
JigSchema      *jig_schema_with_role   (JigSchema        *self,
                                        const char       *name,
                                        JigRole           role,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

void            jig_schema_write       (const JigSchema  *self,
                                        JigJsonWriter    *writer);
JigSchema      *jig_schema_read        (JsonArray        *array,
                                        const char       *name,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;
/* The frame's columns in this schema's order and types; others are left out. */
JigFrame       *jig_schema_conform     (const JigSchema  *self,
                                        JigFrame         *frame,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

const char     *jig_role_name          (JigRole           role);
const char     *jig_role_title         (JigRole           role);
gboolean        jig_role_from_name     (const char       *name,
                                        JigRole          *role);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigSchema, jig_schema_unref)

G_END_DECLS
