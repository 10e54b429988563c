#pragma once

#include "core/project/command.h"

G_BEGIN_DECLS

/* The commands of core and of the kit, ended by NULL: what the window and `jig` may run. Written at
 * configure time. */
extern const JigCommand * const jig_all_commands[];

G_END_DECLS
