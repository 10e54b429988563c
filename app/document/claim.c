#include "app/document/claim.h"

#include "core/base/error.h"
#include "core/project/lock.h"

/* The lock is not beside the file: that folder may belong to somebody else, or be a stick. */
static char *
dup_lock_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "jig", "open", NULL);

  g_mkdir_with_parents (folder, 0700);

  return g_build_filename (folder, hash, NULL);
}

/**
 * jig_claim_take:
 * @file: a project file
 *
 * Returns: %FALSE if another window has it; where locks cannot be written, anybody may
 */
gboolean
jig_claim_take (GFile *file)
{
  g_autofree char *lock = dup_lock_path (file);
  g_autoptr(GError) error = NULL;

  return jig_lock_take (lock, &error) || !g_error_matches (error, JIG_ERROR, JIG_ERROR_BUSY);
}

/**
 * jig_claim_release:
 * @file: a project file that this window has taken
 */
void
jig_claim_release (GFile *file)
{
  g_autofree char *lock = dup_lock_path (file);

  jig_lock_release (lock);
}
