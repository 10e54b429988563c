#pragma once

#include "app/document/document.h"

G_BEGIN_DECLS

/* What document.c and document-file.c share. */

struct _JigDocument
{
  GObject     parent_instance;

  JigProject *project;
  JigJobList *jobs;
  char       *data;          /* (nullable): the table that was chosen; NULL: the last one */
  GFile      *file;          /* (nullable): the project file */
  gboolean    is_saving;     /* a job reads the project: nobody may change it */
  gboolean    is_read_only;  /* the file belongs to another window */
  gboolean    is_stuck;      /* what is done cannot be recorded: nothing is done */
  GPtrArray  *waiting;       /* acts that are done, to be committed after the saving */
};

void jig_document_set_project (JigDocument  *self,
                               JigProject   *project);
/* The file that the document belongs to from now on; NULL: none. */
void jig_document_set_file    (JigDocument  *self,
                               GFile        *file);
/* "changed" is emitted, whatever @is_saving was. */
void jig_document_set_saving  (JigDocument  *self,
                               gboolean      is_saving);

G_END_DECLS
