#pragma once

/* Every limit there is. Each is tested one below, at and one above its value,
 * and the error says which limit it was. They are lower than what the machine
 * could do on purpose: a file that needs more is far more often broken. */

#define JIG_LIMIT_FIELD_BYTES       (1024 * 1024)            /* one CSV cell */
#define JIG_LIMIT_RECORD_BYTES      (16 * 1024 * 1024)       /* one CSV row */
#define JIG_LIMIT_NAME_BYTES        1024                     /* one column name */
#define JIG_LIMIT_COLUMNS           16384
#define JIG_LIMIT_ROWS              G_MAXUINT32              /* row ids are guint32 */
#define JIG_LIMIT_CATEGORIES        1000000
#define JIG_LIMIT_BAD_ROWS          10000                    /* kept one by one; counted beyond */
#define JIG_LIMIT_PREVIEW_ROWS      10000
#define JIG_LIMIT_JSON_DEPTH        64
#define JIG_LIMIT_JSON_STRING_BYTES (16 * 1024 * 1024)
#define JIG_LIMIT_NUMBER_BYTES      1100                     /* the text of one number */
#define JIG_LIMIT_MODEL_BYTES       (512 * 1024 * 1024)
#define JIG_LIMIT_TREES             100000
#define JIG_LIMIT_TREE_NODES        (1 << 26)                /* of all trees together */
#define JIG_LIMIT_TREE_DEPTH        512
#define JIG_LIMIT_CLASSES           10000
#define JIG_LIMIT_FEATURES          1000000
#define JIG_LIMIT_JOURNAL_RECORD    (16 * 1024 * 1024)
#define JIG_LIMIT_BLOB_CHUNK        (1024 * 1024)
#define JIG_LIMIT_KEYFRAME_BYTES    (64 * 1024 * 1024)
#define JIG_LIMIT_EMBED_BYTES       (50 * 1024 * 1024)       /* data kept inside a project */
