/* A walkthrough as a folder of files. Tested by tests/cli/run.py. */

#include "app/cli/report.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/output.h"
#include "core/chart/narrate.h"
#include "core/chart/picture.h"
#include "core/chart/twin.h"
#include "patterns/kit/guide.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define PICTURE_WIDTH  720
#define PICTURE_HEIGHT 420

/* Both looks, one column, no script. */
static const char style[] =
  ":root{color-scheme:light dark;--text:#1f1f1f;--soft:#5e5c64;--page:#fff;--line:#d5d3d9}"
  "@media(prefers-color-scheme:dark){:root{--text:#f0f0f0;--soft:#b5b3ba;--page:#242424;"
  "--line:#454349}}"
  "body{margin:2rem auto;max-width:46rem;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif;"
  "color:var(--text);background:var(--page)}"
  "h2{margin-top:3rem;border-top:1px solid var(--line);padding-top:1.5rem}"
  ".question,.why,figcaption{color:var(--soft)}"
  ".headline{font-size:1.4rem;font-weight:600}"
  "figure{margin:1.5rem 0}figure img{width:100%;height:auto;background:#fff;"
  "border-radius:8px}table{border-collapse:collapse;display:block;overflow-x:auto}"
  "th,td{border:1px solid var(--line);padding:.25rem .6rem;text-align:left}";

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  if (jig_vfs_get ()->make_folder (path, 0755) == 0 || errno == EEXIST)
    return TRUE;

  jig_vfs_set_error (error, JIG_ERROR_OUTPUT, path, errno);

  return FALSE;
}

static gboolean
save_bytes (const char  *folder,
            const char  *id,
            const char  *suffix,
            GBytes      *bytes,
            GError     **error)
{
  g_autoptr(GBytes) owned = bytes;
  g_autofree char *name = g_strconcat (id, suffix, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return owned != NULL &&
         jig_output_save (path, g_bytes_get_data (owned, NULL), g_bytes_get_size (owned), error);
}

static GBytes *
twin_of (JigFigure  *figure,
         GError    **error)
{
  g_autoptr(JigTwin) twin = jig_twin_new (figure);
  char *csv = jig_twin_to_csv (twin, error);

  return csv != NULL ? g_bytes_new_with_free_func (csv, strlen (csv), jig_free, csv) : NULL;
}

static gboolean
save_figure (const JigReport  *self,
             const char       *folder,
             JigFigure        *figure,
             GError          **error)
{
  const JigPicture picture = {
    .layout = { .width = PICTURE_WIDTH, .height = PICTURE_HEIGHT, .language = self->language },
    .palette = jig_palette_get (FALSE, FALSE),
    .scale = 2,
  };
  const char *id = jig_figure_get_id (figure);

  return save_bytes (folder, id, ".svg", jig_picture_to_svg (figure, &picture, error), error) &&
         save_bytes (folder, id, ".png", jig_picture_to_png (figure, &picture, error), error) &&
         save_bytes (folder, id, ".csv", twin_of (figure, error), error);
}

static gboolean
save_numbers (const JigExhibit  *exhibit,
              const char        *folder,
              GError           **error)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (TRUE);
  g_autofree char *path = g_build_filename (folder, "numbers.json", NULL);
  g_autofree char *text = NULL;

  jig_json_writer_begin_object (writer);
  jig_exhibit_write (exhibit, writer);
  jig_json_writer_end_object (writer);
  text = jig_json_writer_finish (writer);

  return jig_output_save (path, text, strlen (text), error);
}

static gboolean
save_step (const JigReport   *self,
           const JigStep     *step,
           const JigExhibit  *exhibit,
           GError           **error)
{
  g_autofree char *folder = g_build_filename (self->folder, step->id, NULL);

  if (!make_folder (folder, error) || !save_numbers (exhibit, folder, error))
    return FALSE;

  for (gsize i = 0; i < jig_exhibit_get_n_figures (exhibit); i++)
    if (!save_figure (self, folder, jig_exhibit_get_figure (exhibit, i), error))
      return FALSE;

  return TRUE;
}

/* The page */

static void
append_text (GString    *page,
             const char *tag,
             const char *class_name,
             const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (page, "<%s%s%s%s>%s</%s>\n", tag,
                          class_name != NULL ? " class=\"" : "",
                          class_name != NULL ? class_name : "", class_name != NULL ? "\"" : "",
                          escaped, tag);
}

static void
append_figure (GString       *page,
               const JigStep *step,
               JigFigure     *figure)
{
  g_autofree char *summary = jig_narrate_summary (figure);
  g_autofree char *alt = g_markup_escape_text (summary, -1);
  const char *id = jig_figure_get_id (figure);

  g_string_append_printf (page, "<figure><img src=\"%s/%s.svg\" alt=\"%s\">\n<figcaption>%s "
                          "<a href=\"%s/%s.csv\">CSV</a> <a href=\"%s/%s.png\">PNG</a>"
                          "</figcaption></figure>\n",
                          step->id, id, alt, alt, step->id, id, step->id, id);
}

static void
append_step (const JigReport *self,
             GString         *page,
             gsize            i,
             const JigGuide  *guide)
{
  const JigStep *step = &jig_run_get_pattern (self->run)->steps[i];
  const JigExhibit *exhibit = self->exhibits[i];
  g_autofree char *headline = exhibit != NULL ? jig_exhibit_dup_headline (exhibit) : NULL;
  g_autofree char *section = guide != NULL ? jig_guide_dup_section_html (guide, step->id) : NULL;
  const char *why = NULL;

  append_text (page, "h2", NULL, _(step->title));
  append_text (page, "p", "question", _(step->question));
  if (exhibit == NULL && jig_run_get_state (self->run, i, &why) == JIG_STEP_CANNOT)
    append_text (page, "p", "why", why);
  if (exhibit == NULL)
    return;

  append_text (page, "p", "headline", headline);
  if (jig_exhibit_get_sentence (exhibit) != NULL)
    append_text (page, "p", NULL, jig_exhibit_get_sentence (exhibit));
  for (gsize k = 0; k < jig_exhibit_get_n_figures (exhibit); k++)
    append_figure (page, step, jig_exhibit_get_figure (exhibit, k));
  if (section != NULL)
    g_string_append (page, section);
}

static gboolean
save_page (const JigReport  *self,
           GError          **error)
{
  const JigPattern *pattern = jig_run_get_pattern (self->run);
  g_autoptr(JigGuide) guide = jig_guide_load (pattern->id, self->language, NULL);
  g_autoptr(GString) page = g_string_new ("<!DOCTYPE html>\n");
  g_autofree char *path = g_build_filename (self->folder, "index.html", NULL);
  g_autofree char *title = g_markup_escape_text (_(pattern->title), -1);

  g_string_append_printf (page, "<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                          "<meta name=\"viewport\" content=\"width=device-width\">"
                          "<title>%s</title><style>%s</style></head><body>\n",
                          self->language, title, style);
  append_text (page, "h1", NULL, _(pattern->title));
  append_text (page, "p", NULL, _(pattern->summary));
  for (gsize i = 0; pattern->steps[i].id != NULL; i++)
    append_step (self, page, i, guide);
  g_string_append (page, "</body></html>\n");

  return jig_output_save (path, page->str, page->len, error);
}

/**
 * jig_report_write:
 * @self: what to write, and where to
 * @error: return location for %JIG_ERROR_OUTPUT
 *
 * Returns: %TRUE if every file is there
 */
gboolean
jig_report_write (const JigReport  *self,
                  GError          **error)
{
  const JigPattern *pattern = jig_run_get_pattern (self->run);

  if (!make_folder (self->folder, error))
    return FALSE;

  for (gsize i = 0; pattern->steps[i].id != NULL; i++)
    if (self->exhibits[i] != NULL &&
        !save_step (self, &pattern->steps[i], self->exhibits[i], error))
      return FALSE;

  return save_page (self, error);
}
