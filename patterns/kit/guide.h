#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JigGuide:
 *
 * A pattern's guide in one language: a title, a lead, and a section per step.
 * Immutable and ref-counted. The text is Markdown, read by libcmark.
 */
typedef struct _JigGuide JigGuide;

JigGuide    *jig_guide_load               (const char      *pattern,
                                           const char      *language,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
JigGuide    *jig_guide_new                (const char      *markdown,
                                           const char      *name,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
JigGuide    *jig_guide_ref                (JigGuide        *self);
void         jig_guide_unref              (JigGuide        *self);

const char  *jig_guide_get_title          (const JigGuide  *self);
const char  *jig_guide_get_lead           (const JigGuide  *self);
gboolean     jig_guide_has_section        (const JigGuide  *self,
                                           const char      *id);
/* One section as Pango markup, or as HTML; text is escaped. */
char        *jig_guide_dup_section_markup (const JigGuide  *self,
                                           const char      *id) G_GNUC_WARN_UNUSED_RESULT;
char        *jig_guide_dup_section_html   (const JigGuide  *self,
                                           const char      *id) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JigGuide, jig_guide_unref)

G_END_DECLS
