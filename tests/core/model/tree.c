#include "core/model/tree.h"

#include "core/base/alloc.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "tests/support/memory.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* x0 < 0.5 ? (x1 < -2 ? 1 : 2) : 3; blanks of x0 go right, of x1 left. */
static const JigTreeNode valid_nodes[] = {
  { 0, 1, 2, FALSE, 0.5, 0.0, 10.0, 7.0 },
  { 1, 3, 4, TRUE, -2.0, 0.0, 4.5, 5.0 },
  { -1, -1, -1, FALSE, 0.0, 3.0, 0.0, 2.0 },
  { -1, -1, -1, FALSE, 0.0, 1.0, 0.0, 1.5 },
  { -1, -1, -1, FALSE, 0.0, 2.0, 0.0, 3.5 },
};

static JigTree
valid_tree (void)
{
  return (JigTree) { (JigTreeNode *) valid_nodes, G_N_ELEMENTS (valid_nodes), 0 };
}

static void
test_walk (void)
{
  static const struct
  {
    double x0;
    double x1;
    guint  leaf;
    double value;
  } cases[] = {
    { 0.0, -3.0, 3, 1.0 },
    { 0.0, -2.0, 4, 2.0 },
    { 0.0, NAN, 3, 1.0 },
    { 0.5, -3.0, 2, 3.0 },
    { 0.49999997, 0.0, 4, 2.0 },
    { 0.49999999, 0.0, 2, 3.0 },     /* 0.5 as a float */
    { -1e300, 1e300, 4, 2.0 },
    { NAN, -3.0, 2, 3.0 },
    { NAN, NAN, 2, 3.0 },
    { -INFINITY, INFINITY, 4, 2.0 },
    { INFINITY, -INFINITY, 2, 3.0 },
    { -0.0, -INFINITY, 3, 1.0 },
  };
  const JigTree tree = valid_tree ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double row[] = { cases[i].x0, cases[i].x1 };

      g_assert_cmpuint (jig_tree_leaf (&tree, row), ==, cases[i].leaf);
      g_assert_cmpfloat (jig_tree_predict (&tree, row), ==, cases[i].value);
    }
}

/* x0 in {1, 3, 70} ? 3 : (x1 in {0} ? 2 : 1). */
static const JigTreeNode set_nodes[] = {
  { 0, 1, 2, TRUE, 0.0, 0.0, 10.0, 7.0, 1 },
  { 1, 3, 4, TRUE, 0.0, 0.0, 4.5, 5.0, 2 },
  { -1, -1, -1, FALSE, 0.0, 3.0, 0.0, 2.0 },
  { -1, -1, -1, FALSE, 0.0, 1.0, 0.0, 1.5 },
  { -1, -1, -1, FALSE, 0.0, 2.0, 0.0, 3.5 },
};

static const JigLevelSet level_sets[] = { { { 10, 64 } }, { { 1 } } };

static JigTree
set_tree (void)
{
  return (JigTree) { (JigTreeNode *) set_nodes, G_N_ELEMENTS (set_nodes), 0,
                     (JigLevelSet *) level_sets, G_N_ELEMENTS (level_sets) };
}

/* A copy owns what it has. */
static void
test_copy (void)
{
  const JigTree trees[] = { valid_tree (), set_tree () };

  for (gsize i = 0; i < G_N_ELEMENTS (trees); i++)
    {
      g_auto(JigTree) copy = { NULL };

      g_assert_true (jig_tree_copy (&trees[i], &copy, NULL));
      g_assert_cmpuint (copy.output, ==, trees[i].output);
      g_assert_true (copy.nodes != trees[i].nodes);
      g_assert_cmpmem (copy.nodes, copy.n_nodes * sizeof *copy.nodes,
                       trees[i].nodes, trees[i].n_nodes * sizeof *copy.nodes);
      g_assert_cmpmem (copy.sets, copy.n_sets * sizeof *copy.sets,
                       trees[i].sets, trees[i].n_sets * sizeof *copy.sets);
    }
}

/* A code is the whole part of a value; unseen levels go where missing values go. */
static void
test_walk_sets (void)
{
  static const struct
  {
    double x0;
    double x1;
    double value;
  } cases[] = {
    { 1.0, 0.0, 3.0 }, { 3.0, NAN, 3.0 }, { 70.0, 1.0, 3.0 }, { 1.9, 1.0, 3.0 },
    { 0.0, 0.0, 2.0 }, { 2.0, 1.0, 1.0 }, { 69.0, 0.5, 2.0 }, { NAN, 0.0, 2.0 },
    { NAN, NAN, 1.0 }, { -1.0, 0.0, 2.0 }, { -0.0, -0.0, 2.0 }, { 255.0, 0.0, 2.0 },
    { 256.0, 0.0, 2.0 }, { 257.0, 256.0, 1.0 }, { 1e300, -1e300, 1.0 },
    { INFINITY, -INFINITY, 1.0 }, { 0.99999999999, 0.0, 3.0 },     /* 1 as a float */
  };
  const JigTree tree = set_tree ();
  g_autoptr(GError) error = NULL;

  g_assert_true (jig_tree_check (&tree, 2, 1, 0, "m.jig", &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double row[] = { cases[i].x0, cases[i].x1 };

      g_assert_cmpfloat (jig_tree_predict (&tree, row), ==, cases[i].value);
    }
}

static void
test_floats (void)
{
  static const struct
  {
    double   number;
    double   rounded;
    gboolean is_float;
  } cases[] = {
    { 0.0, 0.0, TRUE },
    { -2.5, -2.5, TRUE },
    { 0.1, 0.10000000149011612, FALSE },
    { 16777217.0, 16777216.0, FALSE },
    { FLT_MAX, FLT_MAX, TRUE },
    { 1e300, FLT_MAX, FALSE },
    { -1e300, -FLT_MAX, FALSE },
    { FLT_TRUE_MIN, FLT_TRUE_MIN, TRUE },
    { 1e-300, 0.0, FALSE },
    { INFINITY, FLT_MAX, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (jig_tree_is_float (cases[i].number), ==, cases[i].is_float);
      g_assert_cmpfloat (jig_tree_to_float (cases[i].number), ==, cases[i].rounded);
    }
  g_assert_false (jig_tree_is_float (NAN));
}

/* A chain of splits: the left child is a leaf, the right one goes on. */
static void
make_chain (JigTree *tree,
            guint    depth)
{
  tree->n_nodes = 2 * depth + 1;
  tree->nodes = jig_alloc (tree->n_nodes, sizeof *tree->nodes, "a chain", NULL);
  tree->output = 0;

  for (gsize i = 0; i < tree->n_nodes; i++)
    {
      tree->nodes[i] = valid_nodes[2];
      if (i % 2 == 0 && i + 2 < tree->n_nodes)
        tree->nodes[i] = (JigTreeNode) { 0, (gint32) i + 1, (gint32) i + 2, FALSE, 0.0, 0.0, 1.0,
                                         1.0 };
    }
}

static void
test_depth (void)
{
  static const guint depths[] = { 0, 1, 2, 7, JIG_LIMIT_TREE_DEPTH };
  const JigTree tree = valid_tree ();

  g_assert_cmpuint (jig_tree_depth (&tree), ==, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_auto(JigTree) chain = { 0 };
      g_autoptr(GError) error = NULL;

      make_chain (&chain, depths[i]);
      g_assert_true (jig_tree_check (&chain, 1, 1, 0, "m.jig", &error));
      g_assert_no_error (error);
      g_assert_cmpuint (jig_tree_depth (&chain), ==, depths[i]);
    }
}

static void
test_too_deep (void)
{
  g_auto(JigTree) chain = { 0 };
  g_autoptr(GError) error = NULL;

  make_chain (&chain, JIG_LIMIT_TREE_DEPTH + 1);

  g_assert_false (jig_tree_check (&chain, 1, 1, 0, "m.jig", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "512"));
}

/* What is wrong with one node, and what the sentence must say of it. */
static const struct
{
  const char  *name;
  gsize        node;
  JigTreeNode  wrong;
  const char  *says;
} mutations[] = {
  { "feature/too-large", 0, { 2, 1, 2, FALSE, 0.5, 0, 10, 7 }, "node 0: it asks for feature 2" },
  { "feature/below-leaf", 2, { -2, -1, -1, FALSE, 0, 3, 0, 2 }, "node 2: it is a leaf" },
  { "leaf/left", 2, { -1, 3, -1, FALSE, 0, 3, 0, 2 }, "node 2: it is a leaf" },
  { "leaf/right", 3, { -1, -1, 4, FALSE, 0, 3, 0, 2 }, "node 3: it is a leaf" },
  { "left/itself", 1, { 1, 1, 4, TRUE, -2, 0, 4.5, 5 }, "node 1: its child is node 1" },
  { "left/root", 1, { 1, 0, 4, TRUE, -2, 0, 4.5, 5 }, "node 1: its child is node 0" },
  { "left/negative", 1, { 1, -1, 4, TRUE, -2, 0, 4.5, 5 }, "node 1: its child is node -1" },
  { "left/outside", 1, { 1, 5, 4, TRUE, -2, 0, 4.5, 5 }, "node 1: its child is node 5" },
  { "right/itself", 1, { 1, 3, 1, TRUE, -2, 0, 4.5, 5 }, "node 1: its child is node 1" },
  { "right/huge", 1, { 1, 3, G_MAXINT32, TRUE, -2, 0, 4.5, 5 }, "node 1: its child is node 21" },
  { "children/equal", 1, { 1, 3, 3, TRUE, -2, 0, 4.5, 5 }, "node 3: it has two parents" },
  { "children/shared", 1, { 1, 2, 4, TRUE, -2, 0, 4.5, 5 }, "node 2: it has two parents" },
  { "orphan", 1, { -1, -1, -1, FALSE, 0, 1, 0, 5 }, "node 3: no node leads to it" },
  { "threshold/nan", 0, { 0, 1, 2, FALSE, NAN, 0, 10, 7 }, "node 0: its threshold" },
  { "threshold/infinite", 1, { 1, 3, 4, TRUE, INFINITY, 0, 4.5, 5 }, "node 1: its threshold" },
  { "value/nan", 4, { -1, -1, -1, FALSE, 0, NAN, 0, 3.5 }, "node 4: its value" },
  { "value/infinite", 4, { -1, -1, -1, FALSE, 0, -INFINITY, 0, 3.5 }, "node 4: its value" },
  { "gain/nan", 0, { 0, 1, 2, FALSE, 0.5, 0, NAN, 7 }, "node 0: its gain" },
  { "cover/negative", 0, { 0, 1, 2, FALSE, 0.5, 0, 10, -1 }, "node 0: its cover" },
  { "cover/infinite", 0, { 0, 1, 2, FALSE, 0.5, 0, 10, INFINITY }, "node 0: its cover" },
};

static void
test_refused (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  JigTreeNode nodes[G_N_ELEMENTS (valid_nodes)];
  const JigTree tree = { nodes, G_N_ELEMENTS (nodes), 0 };
  g_autoptr(GError) error = NULL;

  memcpy (nodes, valid_nodes, sizeof nodes);
  nodes[mutations[i].node] = mutations[i].wrong;

  g_assert_false (jig_tree_check (&tree, 2, 1, 3, "m.jig", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "m.jig, tree 3, "));
  g_assert_nonnull (strstr (error->message, mutations[i].says));
}

/* What is wrong with one node of the tree that asks for levels. */
static const struct
{
  const char  *name;
  gsize        node;
  JigTreeNode  wrong;
  const char  *says;
} set_mutations[] = {
  { "leaf", 2, { -1, -1, -1, FALSE, 0, 3, 0, 2, 1 }, "node 2: it is a leaf, but has a set" },
  { "swapped", 0, { 0, 1, 2, TRUE, 0, 0, 10, 7, 2 }, "node 0: its set of levels is not its own" },
  { "shared", 1, { 1, 3, 4, TRUE, 0, 0, 4.5, 5, 1 }, "node 1: its set of levels is not its own" },
  { "outside", 1, { 1, 3, 4, TRUE, 0, 0, 4.5, 5, 3 }, "node 1: its set of levels is not its own" },
  { "huge", 1, { 1, 3, 4, TRUE, 0, 0, 4.5, 5, G_MAXUINT32 }, "node 1: its set of levels" },
  { "unused", 1, { 1, 3, 4, TRUE, 0, 0, 4.5, 5, 0 }, "tree 3: it has 2 sets of levels, but 1" },
  { "missing-right", 0, { 0, 1, 2, FALSE, 0, 0, 10, 7, 1 }, "node 0: it asks for levels, but" },
};

static void
test_sets_refused (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  JigTreeNode nodes[G_N_ELEMENTS (set_nodes)];
  JigTree tree = set_tree ();
  g_autoptr(GError) error = NULL;

  memcpy (nodes, set_nodes, sizeof nodes);
  nodes[set_mutations[i].node] = set_mutations[i].wrong;
  tree.nodes = nodes;

  g_assert_false (jig_tree_check (&tree, 2, 1, 3, "m.jig", &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, set_mutations[i].says));
}

static void
test_empty_set_refused (void)
{
  static const JigLevelSet sets[] = { { { 10 } }, { { 0 } } };
  JigTree tree = set_tree ();
  g_autoptr(GError) error = NULL;

  tree.sets = (JigLevelSet *) sets;
  g_assert_false (jig_tree_check (&tree, 2, 1, 3, "m.jig", &error));
  g_assert_nonnull (strstr (error->message, "node 1: its set of levels is empty"));
}

/* The questions must be those of the features' kinds. */
static void
test_levels (void)
{
  static const struct
  {
    guint32     levels[2];
    const char *says;
  } cases[] = {
    { { 71, 1 }, NULL },
    { { 255, 255 }, NULL },
    { { 70, 1 }, "node 0: it asks for level 70, but the feature has 70." },
    { { 71, 0 }, "node 1: it asks a number for levels." },
    { { 0, 0 }, "node 0: it asks a number for levels." },
  };
  static const guint32 categories[] = { 0, 3 };
  const JigTree numbers = valid_tree ();
  const JigTree tree = set_tree ();
  g_autoptr(GError) threshold = NULL;
  g_autoptr(GError) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (jig_tree_check_levels (&tree, cases[i].levels, 3, "m.jig", &error), ==,
                       cases[i].says == NULL);
      if (cases[i].says != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].says));
    }

  g_assert_true (jig_tree_check_levels (&numbers, NULL, 3, "m.jig", NULL));
  g_assert_false (jig_tree_check_levels (&tree, NULL, 3, "m.jig", &none));
  g_assert_nonnull (strstr (none->message, "node 0: it asks a number for levels."));
  g_assert_false (jig_tree_check_levels (&numbers, categories, 3, "m.jig", &threshold));
  g_assert_cmpstr (threshold->message, ==,
                   "m.jig, tree 3, node 1: it asks a category for a threshold.");
}

static void
test_refused_as_a_whole (void)
{
  JigTree tree = valid_tree ();
  g_autoptr(GError) output = NULL;
  g_autoptr(GError) empty = NULL;

  tree.output = 2;
  g_assert_false (jig_tree_check (&tree, 2, 2, 0, "m.jig", &output));
  g_assert_cmpstr (output->message, ==,
                   "m.jig, tree 0: it adds to output 2, but the model has 2.");

  tree = valid_tree ();
  tree.n_nodes = 0;
  g_assert_false (jig_tree_check (&tree, 2, 1, 0, "m.jig", &empty));
  g_assert_cmpstr (empty->message, ==, "m.jig, tree 0: it has no node.");
}

static char *
write_tree (const JigTree *tree)
{
  g_autoptr(JigJsonWriter) writer = jig_json_writer_new (FALSE);

  jig_tree_write (tree, writer);

  return jig_json_writer_finish (writer);
}

static gboolean
read_text (const char  *text,
           JigTree     *tree,
           GError     **error)
{
  g_autoptr(JsonNode) node = jig_json_parse (text, strlen (text), "m.jig", error);

  return node != NULL &&
         jig_tree_read (json_node_get_object (node), 2, 1, 3, "m.jig", tree, error);
}

static void
test_round_trip (gconstpointer data)
{
  const JigTree tree = data != NULL ? set_tree () : valid_tree ();
  g_autofree char *text = write_tree (&tree);
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(JigTree) copy = { 0 };

  g_assert_true (read_text (text, &copy, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (copy.n_nodes, ==, tree.n_nodes);
  g_assert_cmpuint (copy.n_sets, ==, tree.n_sets);
  g_assert_cmpint (strstr (text, "set") != NULL, ==, tree.n_sets > 0);

  again = write_tree (&copy);
  g_assert_cmpstr (again, ==, text);
}

/* A valid tree of one split with a part of its text replaced. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  const char *says;
} texts[] = {
  { "no-output", "\"output\":0", "\"outcome\":0", "tree 3: " },
  { "negative-output", "\"output\":0", "\"output\":-1", "tree 3: " },
  { "no-feature", "\"feature\"", "\"features\"", "tree 3: " },
  { "feature-text", "[0,-1,-1],\"left\"", "[\"a\",-1,-1],\"left\"", "node 0: \"feature\"" },
  { "feature-null", "[0,-1,-1],\"left\"", "[null,-1,-1],\"left\"", "node 0: \"feature\"" },
  { "feature-list", "[0,-1,-1],\"left\"", "[[],-1,-1],\"left\"", "node 0: \"feature\"" },
  { "feature-half", "[0,-1,-1],\"left\"", "[0.5,-1,-1],\"left\"", "node 0: \"feature\"" },
  { "feature-huge", "[0,-1,-1],\"left\"", "[1e300,-1,-1],\"left\"", "node 0: \"feature\"" },
  { "left-short", "[1,-1,-1]", "[1,-1]", "tree 3: \"left\" has 2 entries" },
  { "left-long", "[1,-1,-1]", "[1,-1,-1,-1]", "tree 3: \"left\" has 4 entries" },
  { "left-object", "\"left\":[1,-1,-1]", "\"left\":{}", "tree 3: " },
  { "missing-two", "\"missing_left\":[0,0,0]", "\"missing_left\":[2,0,0]", "node 0: \"missing" },
  { "missing-bool", "\"missing_left\":[0,0,0]", "\"missing_left\":[true,0,0]",
    "node 0: \"missing" },
  { "threshold-null", "\"threshold\":[0.5,0,0]", "\"threshold\":[null,0,0]",
    "node 0: \"threshold\"" },
  { "threshold-double", "\"threshold\":[0.5,0,0]", "\"threshold\":[0.1,0,0]",
    "node 0: \"threshold\" is not a number of single" },
  { "value-double", "\"value\":[0,1,2]", "\"value\":[0,1,16777217]", "node 2: \"value\"" },
  { "value-huge", "\"value\":[0,1,2]", "\"value\":[0,1e39,2]", "node 1: \"value\"" },
  { "value-text", "\"value\":[0,1,2]", "\"value\":[0,\"1\",2]", "node 1: \"value\"" },
  { "all-empty", "\"feature\":[0,-1,-1]", "\"feature\":[]", "tree 3: \"left\" has 3 entries" },
};

static void
test_text_refused (gconstpointer data)
{
  static const char *valid =
    "{\"output\":0,\"feature\":[0,-1,-1],\"left\":[1,-1,-1],\"right\":[2,-1,-1],"
    "\"missing_left\":[0,0,0],\"threshold\":[0.5,0,0],\"value\":[0,1,2],\"gain\":[1,0,0],"
    "\"cover\":[2,1,1]}";
  const gsize i = GPOINTER_TO_SIZE (data);
  const char *place = strstr (valid, texts[i].from);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(JigTree) tree = { 0 };

  g_assert_true (read_text (valid, &tree, NULL));
  jig_tree_clear (&tree);

  g_assert_nonnull (place);
  text = g_strdup_printf ("%.*s%s%s", (int) (place - valid), valid, texts[i].to,
                          place + strlen (texts[i].from));

  g_assert_false (read_text (text, &tree, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_null (tree.nodes);
  g_assert_nonnull (strstr (error->message, "m.jig, tree 3"));
  g_assert_nonnull (strstr (error->message, texts[i].says));
}

/* A valid tree that asks for levels with a part of its text replaced. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  const char *says;
} set_texts[] = {
  { "no-nodes", "\"set_node\":[0],", "", "tree 3: " },
  { "no-sets", ",\"set\":[[1,3]]", "", "tree 3: " },
  { "nodes-object", "\"set_node\":[0]", "\"set_node\":{}", "\"set_node\" must be a list" },
  { "sets-text", "\"set\":[[1,3]]", "\"set\":\"1\"", "\"set\" must be a list" },
  { "fewer-nodes", "\"set_node\":[0]", "\"set_node\":[]", "1 sets of levels, but 0 nodes" },
  { "fewer-sets", "\"set\":[[1,3]]", "\"set\":[]", "0 sets of levels, but 1 nodes" },
  { "node-text", "\"set_node\":[0]", "\"set_node\":[\"0\"]", "\"set_node\" is not a list" },
  { "node-half", "\"set_node\":[0]", "\"set_node\":[0.5]", "\"set_node\" is not a list" },
  { "node-negative", "\"set_node\":[0]", "\"set_node\":[-1]", "\"set_node\" does not rise" },
  { "node-outside", "\"set_node\":[0]", "\"set_node\":[3]", "\"set_node\" does not rise" },
  { "node-twice", "\"set_node\":[0],\"set\":[[1,3]]",
    "\"set_node\":[0,0],\"set\":[[1],[3]]", "\"set_node\" does not rise" },
  { "node-leaf", "\"set_node\":[0]", "\"set_node\":[1]", "node 1: it is a leaf, but has a set" },
  { "set-empty", "[[1,3]]", "[[]]", "a set of levels is empty" },
  { "set-falling", "[[1,3]]", "[[3,1]]", "do not rise" },
  { "set-number", "[[1,3]]", "[1]", "a set of levels is not a list" },
  { "missing-right", "\"missing_left\":[1,0,0]", "\"missing_left\":[0,0,0]",
    "node 0: it asks for levels, but" },
};

static void
test_set_text_refused (gconstpointer data)
{
  static const char *valid =
    "{\"output\":0,\"feature\":[0,-1,-1],\"left\":[1,-1,-1],\"right\":[2,-1,-1],"
    "\"missing_left\":[1,0,0],\"threshold\":[0,0,0],\"value\":[0,1,2],\"gain\":[1,0,0],"
    "\"cover\":[2,1,1],\"set_node\":[0],\"set\":[[1,3]]}";
  const gsize i = GPOINTER_TO_SIZE (data);
  const char *place = strstr (valid, set_texts[i].from);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(JigTree) tree = { 0 };

  g_assert_true (read_text (valid, &tree, NULL));
  jig_tree_clear (&tree);
  g_assert_null (tree.sets);

  g_assert_nonnull (place);
  text = g_strdup_printf ("%.*s%s%s", (int) (place - valid), valid, set_texts[i].to,
                          place + strlen (set_texts[i].from));

  g_assert_false (read_text (text, &tree, &error));
  g_assert_error (error, JIG_ERROR, JIG_ERROR_FORMAT);
  g_assert_null (tree.nodes);
  g_assert_nonnull (strstr (error->message, "m.jig, tree 3"));
  g_assert_nonnull (strstr (error->message, set_texts[i].says));
}

static gboolean
try_reading (gpointer   data,
             GError   **error)
{
  g_auto(JigTree) tree = { 0 };

  return read_text (data, &tree, error);
}

static void
test_out_of_memory (void)
{
  const JigTree tree = set_tree ();
  g_autofree char *text = write_tree (&tree);

  g_assert_cmpuint (jig_test_every_allocation_fails (try_reading, text), >=, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tree/copy", test_copy);
  g_test_add_func ("/tree/walk", test_walk);
  g_test_add_func ("/tree/walk-sets", test_walk_sets);
  g_test_add_func ("/tree/floats", test_floats);
  g_test_add_func ("/tree/depth", test_depth);
  g_test_add_func ("/tree/too-deep", test_too_deep);
  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tree/refused/%s", mutations[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/tree/refused/whole", test_refused_as_a_whole);
  for (gsize i = 0; i < G_N_ELEMENTS (set_mutations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tree/sets-refused/%s", set_mutations[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_sets_refused);
    }
  g_test_add_func ("/tree/sets-refused/empty", test_empty_set_refused);
  g_test_add_func ("/tree/levels", test_levels);
  g_test_add_data_func ("/tree/round-trip/numbers", NULL, test_round_trip);
  g_test_add_data_func ("/tree/round-trip/sets", level_sets, test_round_trip);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tree/text/%s", texts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_text_refused);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (set_texts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tree/set-text/%s", set_texts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_set_text_refused);
    }
  g_test_add_func ("/tree/out-of-memory", test_out_of_memory);

  return g_test_run ();
}
