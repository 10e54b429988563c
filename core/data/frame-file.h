#pragma once

#include "core/base/packer.h"
#include "core/data/frame.h"

G_BEGIN_DECLS

/* A frame as bytes, to the bit: what projects embed. */

void      jig_frame_file_pack   (const JigFrame  *frame,
                                 JigPacker       *packer);
JigFrame *jig_frame_file_unpack (JigUnpacker     *unpacker,
                                 const char      *name,
                                 GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
