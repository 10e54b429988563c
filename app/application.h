#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define JIG_TYPE_APPLICATION (jig_application_get_type ())
G_DECLARE_FINAL_TYPE (JigApplication, jig_application, JIG, APPLICATION, AdwApplication)

GtkApplication *jig_application_new (GApplicationFlags flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
