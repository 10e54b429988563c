#pragma once

#include <glib.h>

guint64 count_allocations (void);
