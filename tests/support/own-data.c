#include "tests/support/own-data.h"

#include "core/data/csv-reader.h"

#define N_OWN_ROWS 300

/* One column of the user's table: a word of text for every row number. */
typedef struct
{
  const char    *name;
  JigColumnType  type;
  char        *(*say) (guint row);
} OwnColumn;

static guint
mix (guint row,
     guint salt)
{
  return (row * 2654435761u + salt * 40503u) >> 7;
}

static char *
say_amount (guint row)
{
  return row % 17 == 3 ? g_strdup ("") : g_strdup_printf ("%u.%u", mix (row, 1) % 90, row % 10);
}

static char *
say_length (guint row)
{
  return g_strdup_printf ("%u.5", 20 + mix (row, 2) % 50);
}

static char *
say_shop (guint row)
{
  const char * const shops[] = { "서울", "Busan", "Jeju, south", "Daegu \"east\"", "Ulsan" };

  return g_strdup_printf ("\"%s\"", mix (row, 3) % 5 == 3 ? "Daegu \"\"east\"\""
                                                          : shops[mix (row, 3) % 5]);
}

static char *
say_opened (guint row)
{
  return g_strdup_printf ("2024-%02u-%02u %02u:30", 1 + mix (row, 4) % 12, 1 + mix (row, 5) % 28,
                          mix (row, 6) % 24);
}

static char *
say_member (guint row)
{
  return g_strdup (mix (row, 7) % 3 == 0 ? "yes" : "no");
}

static char *
say_price (guint row)
{
  return g_strdup_printf ("%u", 100 + 3 * (mix (row, 2) % 50) + 40 * (mix (row, 3) % 5) +
                                mix (row, 8) % 20);
}

static char *
say_bought (guint row)
{
  return g_strdup (mix (row, 2) % 50 + mix (row, 8) % 20 > 30 ? "yes" : "no");
}

static char *
say_kind (guint row)
{
  const char * const kinds[] = { "low", "middle", "high" };

  return g_strdup (kinds[(mix (row, 2) % 50 + mix (row, 8) % 10) / 20]);
}

/* The last three can be labels. */
static const OwnColumn columns[] = {
  { "amount", JIG_COLUMN_NUMBER, say_amount },
  { "length", JIG_COLUMN_NUMBER, say_length },
  { "shop", JIG_COLUMN_CATEGORY, say_shop },
  { "opened", JIG_COLUMN_TIME, say_opened },
  { "member", JIG_COLUMN_BOOLEAN, say_member },
  { "price", JIG_COLUMN_NUMBER, say_price },
  { "bought", JIG_COLUMN_BOOLEAN, say_bought },
  { "kind", JIG_COLUMN_CATEGORY, say_kind },
};

const char * const jig_test_own_labels[] = { "price", "bought", "kind", NULL };

static GString *
write_csv (void)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row <= N_OWN_ROWS; row++)
    for (gsize k = 0; k < G_N_ELEMENTS (columns); k++)
      {
        g_autofree char *cell = row == 0 ? g_strdup (columns[k].name) : columns[k].say (row);

        g_string_append_printf (text, "%s%c", cell,
                                k + 1 < G_N_ELEMENTS (columns) ? ',' : '\n');
      }

  return text;
}

static void
set_role (JigSchema  **schema,
          const char  *column,
          JigRole      role)
{
  g_autoptr(GError) error = NULL;
  JigSchema *other = jig_schema_with_role (*schema, column, role, &error);

  g_assert_no_error (error);
  jig_schema_unref (*schema);
  *schema = other;
}

/* Gives a role to a column that can have it and has none of its own yet. */
static void
fill_role (JigSchema            **schema,
           const JigPatternRole  *role)
{
  for (gsize k = 0; k < G_N_ELEMENTS (columns); k++)
    {
      gssize i = jig_schema_find (*schema, columns[k].name);
      const JigField *field = jig_schema_get_field (*schema, (gsize) i);

      if (field->role == JIG_ROLE_FEATURE && (role->types & JIG_NODE_TAKES (field->type)) != 0)
        {
          set_role (schema, columns[k].name, role->role);
          return;
        }
    }
}

/**
 * jig_test_own_data:
 * @roles: what a pattern needs, ended by one with no types
 * @label: which of jig_test_own_labels gets the role of the target
 * @without: (nullable): a role that no column gets; of features only one is left
 *
 * Returns: (transfer full): a table as a file of the user would bring it
 */
JigDataset *
jig_test_own_data (const JigPatternRole *roles,
                   const char           *label,
                   const JigPatternRole *without)
{
  g_autoptr(GString) text = write_csv ();
  g_autoptr(JigSheet) sheet = jig_sheet_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JigDataset) plain = NULL;
  g_autoptr(JigSchema) schema = NULL;
  JigReading *reading = jig_csv_read_bytes (text->str, text->len, "own.csv", sheet, NULL, &error);

  g_assert_no_error (error);
  plain = jig_dataset_new_read (reading);
  schema = jig_schema_ref (plain->schema);
  for (gsize i = 0; jig_test_own_labels[i] != NULL; i++)
    set_role (&schema, jig_test_own_labels[i], JIG_ROLE_IGNORE);

  for (const JigPatternRole *role = roles; role->types != 0; role++)
    if (role == without && role->role == JIG_ROLE_FEATURE)
      for (gsize k = 1; k < G_N_ELEMENTS (columns); k++)
        set_role (&schema, columns[k].name, JIG_ROLE_IGNORE);
    else if (role != without && role->role == JIG_ROLE_TARGET)
      set_role (&schema, label, JIG_ROLE_TARGET);
    else if (role != without && role->role != JIG_ROLE_FEATURE)
      fill_role (&schema, role);

  return jig_dataset_with_schema (plain, schema);
}
