#pragma once

#include "core/base/packer.h"
#include "core/project/object.h"

G_BEGIN_DECLS

/* The payload of an object as bytes, and back. Nothing that the bytes claim is
 * believed; jig_object_read() compares the hash afterwards. */

void     jig_object_file_pack   (JigPacker      *packer,
                                 JigObjectKind   kind,
                                 gconstpointer   payload);
gpointer jig_object_file_unpack (JigUnpacker    *unpacker,
                                 JigObjectKind   kind,
                                 const char     *name,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
