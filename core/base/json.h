#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading. Our own reader checks depth, sizes and UTF-8 with an explicit stack
 * before json-glib, which does none of that, sees the text. */

JsonNode   *jig_json_parse            (const char   *text,
                                       gsize         length,
                                       const char   *name,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Members of an object that must be there and of that kind, else an error
 * that names @name and the member. Borrowed results live as long as @object. */

gboolean    jig_json_get_string       (JsonObject   *object,
                                       const char   *member,
                                       const char   *name,
                                       const char  **value,
                                       GError      **error);
gboolean    jig_json_get_double       (JsonObject   *object,
                                       const char   *member,
                                       const char   *name,
                                       double       *value,
                                       GError      **error);
gboolean    jig_json_get_int          (JsonObject   *object,
                                       const char   *member,
                                       const char   *name,
                                       gint64        lower,
                                       gint64        upper,
                                       gint64       *value,
                                       GError      **error);
gboolean    jig_json_get_bool         (JsonObject   *object,
                                       const char   *member,
                                       const char   *name,
                                       gboolean     *value,
                                       GError      **error);
gboolean    jig_json_get_array        (JsonObject   *object,
                                       const char   *member,
                                       const char   *name,
                                       JsonArray   **value,
                                       GError      **error);
gboolean    jig_json_get_object       (JsonObject   *object,
                                       const char   *member,
                                       const char   *name,
                                       JsonObject  **value,
                                       GError      **error);

/**
 * JigJsonWriter:
 *
 * Writes canonical JSON: members in the order of the calls, numbers in their
 * shortest form that reads back to the same bits, what is not finite as null.
 */
typedef struct _JigJsonWriter JigJsonWriter;

JigJsonWriter *jig_json_writer_new          (gboolean        pretty) G_GNUC_WARN_UNUSED_RESULT;
void           jig_json_writer_free         (JigJsonWriter  *self);
void           jig_json_writer_begin_object (JigJsonWriter  *self);
void           jig_json_writer_end_object   (JigJsonWriter  *self);
void           jig_json_writer_begin_array  (JigJsonWriter  *self);
void           jig_json_writer_end_array    (JigJsonWriter  *self);
void           jig_json_writer_name         (JigJsonWriter  *self,
                                             const char     *name);
void           jig_json_writer_string       (JigJsonWriter  *self,
                                             const char     *value);
void           jig_json_writer_double       (JigJsonWriter  *self,
                                             double          value);
void           jig_json_writer_int          (JigJsonWriter  *self,
                                             gint64          value);
void           jig_json_writer_bool         (JigJsonWriter  *self,
                                             gboolean        value);
void           jig_json_writer_null         (JigJsonWriter  *self);
void           jig_json_writer_node         (JigJsonWriter  *self,
                                             JsonNode       *node);
char          *jig_json_writer_finish       (JigJsonWriter  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigJsonWriter, jig_json_writer_free)

G_END_DECLS
