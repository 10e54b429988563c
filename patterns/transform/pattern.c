/* Transform: keep inputs, features and the way from one to the other apart, and
 * let them travel together. */

#include "patterns/transform/steps.h"

#include <glib/gi18n-lib.h>

static const JigChoice number_kinds[] = {
  { "z-score", N_("Z-score") },
  { "min-max", N_("From 0 to 1") },
  { "pass", N_("As they are") },
  { NULL }
};

static const JigChoice category_kinds[] = {
  { "one-hot", N_("One-hot") },
  { "hash", N_("Hashed") },
  { NULL }
};

static const JigChoice splits[] = {
  { "hash", N_("By hash: equal rows stay together") },
  { "random", N_("By chance") },
  { "sequential", N_("The last rows") },
  { NULL }
};

static const JigParam input_params[] = {
  { "leave_out", N_("Leave out"), JIG_PARAM_COLUMN, .text = "",
    .flags = JIG_PARAM_SEVERAL | JIG_PARAM_OPTIONAL,
    .hint = N_("Columns that the model shall not learn from.") },
  { "buckets", N_("Cut into buckets"), JIG_PARAM_COLUMN, .text = "age",
    .flags = JIG_PARAM_SEVERAL | JIG_PARAM_OPTIONAL,
    .hint = N_("Numbers that become ten buckets with equally many training rows.") },
  { "numbers", N_("Other numbers"), JIG_PARAM_CHOICE, .text = "z-score",
    .choices = number_kinds },
  { "categories", N_("Categories"), JIG_PARAM_CHOICE, .text = "one-hot",
    .choices = category_kinds },
  { "dates", N_("Parts of dates"), JIG_PARAM_SWITCH, 1, 0, 1,
    .hint = N_("Day of the week and hour; without them a date gives nothing.") },
  { "cross", N_("Cross weekend and hour"), JIG_PARAM_SWITCH, 0, 0, 1,
    .hint = N_("48 more features: an hour of a weekend is not that of a weekday.") },
  { "split", N_("Test rows"), JIG_PARAM_CHOICE, .text = "hash", .choices = splits },
  { NULL }
};

static const JigChoice models[] = {
  { "linear", N_("Linear") },
  { "boost", N_("Boosted trees") },
  { NULL }
};

static const JigParam train_params[] = {
  { "model", N_("Model"), JIG_PARAM_CHOICE, .text = "linear", .choices = models },
  { NULL }
};

static const JigChoice conventions[] = {
  { "as-meant", N_("As meant") },
  { "weekday-monday0", N_("Monday = 0") },
  { "weekday-iso", N_("Monday = 1") },
  { "hour-zone", N_("Other time zone") },
  { "scaler-forgotten", N_("No scaler") },
  { "vocabulary-sorted", N_("Sorted names") },
  { "boolean-flipped", N_("Yes is no") },
  { "bucket-shifted", N_("Buckets + 1") },
  { NULL }
};

static const JigParam naive_params[] = {
  { "row", N_("Row"), JIG_PARAM_INTEGER, 0, 0, 1000000,
    .hint = N_("Which of the test rows the caller asks about; 0: the golden row that the "
               "convention moves most.") },
  { "convention", N_("The caller thinks of"), JIG_PARAM_CHOICE, .text = "as-meant",
    .choices = conventions },
  { NULL }
};

static const JigParam break_params[] = {
  { "column", N_("Column"), JIG_PARAM_COLUMN, .text = "", .flags = JIG_PARAM_OPTIONAL,
    .hint = N_("Which column the mistakes hit, where there is a choice; empty: the first.") },
  { "hours", N_("Hours too early"), JIG_PARAM_INTEGER, 9, -14, 14, .unit = N_("h"),
    .hint = N_("For another time zone: 9 if a server in UTC reads the clock of Seoul.") },
  { NULL }
};

static const JigParam watch_params[] = {
  { "mistake", N_("Mistake"), JIG_PARAM_CHOICE, .text = "vocabulary-sorted",
    .choices = transform_mistake_choices },
  { "affected", N_("Traffic affected"), JIG_PARAM_REAL, 100, 0, 100, .unit = "%",
    .hint = N_("One of several servers may be wrong, and the others right.") },
  { "threshold", N_("Never an alarm below"), JIG_PARAM_LOG, 0.02, 0.001, 0.5,
    .hint = N_("A distance below this is never worth an alarm, however certain it is.") },
  { "serving", N_("Serving data"), JIG_PARAM_FILE, .text = "", .flags = JIG_PARAM_OPTIONAL,
    .hint = N_("A CSV file of what is really served, instead of a mistake.") },
  { NULL }
};

static const char * const yes_no[] = { N_("Yes"), N_("No"), NULL };

static const char * const shares[] = {
  N_("All of it: 100 %"), N_("Four fifths: 80 %"), N_("A bit more than half: 56 %"),
  N_("About a third: 37 %"), NULL
};

static const char * const days[] = {
  N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Nobody can know from the form"), NULL
};

static const char * const worst[] = {
  N_("A number in another unit"), N_("Weekdays counted from Monday = 0"),
  N_("Buckets off by one"), N_("None of these can happen with these data"), NULL
};

static const char * const alarms[] = {
  N_("The bias alarm"), N_("The alarm of a distribution"), N_("Both"), N_("None"), NULL
};

static const JigAsk input_ask = {
  .text = N_("How many numbers will the model see for each row?"),
  .tolerance = 0.1,
  .right = transform_right_inputs,
  .hints = {
    N_("A category becomes one number for each of its values."),
    N_("Add up: the values of each category, 7 weekdays and 24 hours for a date, 10 buckets, and "
       "1 for any other number or yes-and-no."),
  },
};

static const JigAsk analyse_ask = {
  .text = N_("Would a constant be another one if the test rows were looked at as well?"),
  .choices = yes_no,
  .right = transform_right_analyse,
  .hints = {
    N_("Think of the mean of a number."),
    N_("Compare the two columns of values in the table of constants."),
  },
};

static const JigAsk train_ask = {
  .text = N_("Always saying the same has an error. How much of it will the model leave?"),
  .choices = shares,
  .right = transform_right_train,
  .hints = {
    N_("Some of the label is chance that no model can know."),
    N_("Divide the error of the model by that of the simplest rule."),
  },
};

static const JigAsk naive_ask = {
  .text = N_("A form asks for \"day of week\", and somebody types 3. Which day is it?"),
  .choices = days,
  .right = transform_right_naive,
  .hints = {
    N_("Does your week begin on Sunday or on Monday?"),
    N_("Count to 3 from Sunday = 1, from Monday = 1 and from Monday = 0."),
  },
};

static const JigAsk served_ask = {
  .text = N_("Can the convention of the caller still change the prediction?"),
  .choices = yes_no,
  .right = transform_right_served,
  .hints = {
    N_("Look at what the form asks for now."),
    N_("Count the golden rows that come back the same."),
  },
};

static const JigAsk break_ask = {
  .text = N_("Which of these makes the predictions worst?"),
  .choices = worst,
  .right = transform_right_break,
  .hints = {
    N_("How far away from the right feature does each of them land?"),
    N_("Compare the bars; 20 degrees Celsius are 68 degrees Fahrenheit."),
  },
};

static const JigAsk watch_ask = {
  .text = N_("A server builds the vocabulary again, sorted. Which alarm rings?"),
  .choices = alarms,
  .right = transform_right_watch,
  .hints = {
    N_("Some names are more frequent than others, and some rides longer."),
    N_("Choose that mistake for all of the traffic, and read the sentence."),
  },
};

static const JigAsk ship_ask = {
  .text = N_("Rows are sent to the file as raw JSON. Does it say the same numbers as here?"),
  .choices = yes_no,
  .right = transform_right_ship,
  .hints = {
    N_("Ask what travels in the file besides the model."),
    N_("Look at the largest difference."),
  },
};

static const JigMistake analyse_mistakes[] = {
  { "all-rows", N_("Fit the analyzers on the test rows as well"), NULL },
  { NULL }
};

static const JigPatternRole roles[] = {
  { JIG_ROLE_FEATURE, JIG_NODE_TAKES_ANY, 2, NULL },
  { JIG_ROLE_TARGET,
    JIG_NODE_TAKES_VALUES, 0,
    N_("Without a label there is no model: inputs, analyzers, a form and the watch for skew are "
       "shown, and no error.") },
  { 0 }
};

static const JigStep steps[] = {
  {
    .id = "inputs", .title = N_("Inputs are not features"),
    .question = N_("What does the model see of a row?"),
    .makes = "plan", .params = input_params, .ask = &input_ask, .figures = "graph rows",
    .run = transform_run_inputs, .free = transform_plan_free, .show = transform_show_inputs,
    .commands = transform_list_inputs, .check = transform_check_inputs,
    .check_text = N_("Place a part of a date, a one-hot and a scaler, as far as there are columns "
                     "for them."),
  },
  {
    .id = "analyse", .title = N_("Fit the analyzers"),
    .question = N_("What has to be remembered of the training rows?"),
    .needs = "plan", .makes = "recipe", .mistakes = analyse_mistakes, .ask = &analyse_ask,
    .figures = "numbers constants",
    .run = transform_run_analyse, .free = transform_free_analyse, .show = transform_show_analyse,
    .check = transform_check_analyse,
    .check_text = N_("Let the analyzers see the test rows once, and look at what changes."),
  },
  {
    .id = "train", .title = N_("Train"),
    .question = N_("How much of the error is left?"),
    .needs = "plan recipe", .makes = "model", .roles = "target", .params = train_params,
    .ask = &train_ask, .figures = "errors predictions",
    .run = transform_run_train, .free = transform_free_train, .show = transform_show_train,
    .commands = transform_list_train, .check = transform_check_train,
    .check_text = N_("Train a model that beats the simplest rule."),
  },
  {
    .id = "naive", .title = N_("Serve the naive way"),
    .question = N_("What does \"3\" mean?"),
    .needs = "plan recipe model?", .makes = "form", .params = naive_params, .ask = &naive_ask,
    .figures = "form callers",
    .run = transform_run_naive, .free = transform_free_naive, .show = transform_show_naive,
    .check = transform_check_naive,
    .check_text = N_("Find a convention that moves the prediction far: by a quarter of the error "
                     "of the simplest rule."),
  },
  {
    .id = "served", .title = N_("Serve with the transform"),
    .question = N_("What may a caller still get wrong?"),
    .needs = "plan recipe model form", .makes = "promise", .ask = &served_ask,
    .figures = "form golden",
    .run = transform_run_served, .free = transform_free_served, .show = transform_show_served,
    .check = transform_check_served,
    .check_text = N_("All golden rows come back identical."),
  },
  {
    .id = "break", .title = N_("Break it"),
    .question = N_("Which mistake hurts, and which one hides?"),
    .needs = "plan recipe model", .makes = "breakage", .params = break_params,
    .mistakes = transform_mistakes, .ask = &break_ask,
    .figures = "errors biases catalogue parity",
    .run = transform_run_break, .free = transform_free_break, .show = transform_show_break,
    .check = transform_check_break,
    .check_text = N_("Find a mistake that the error does not show and parity does."),
  },
  {
    .id = "watch", .title = N_("Watch for skew"),
    .question = N_("Who notices, and how soon?"),
    .needs = "plan recipe model?", .makes = "watch", .params = watch_params, .ask = &watch_ask,
    .figures = "alarms strip distances",
    .run = transform_run_watch, .free = transform_free_watch, .show = transform_show_watch,
    .check = transform_check_watch,
    .check_text = N_("Find the smallest share of affected traffic that an alarm notices, within "
                     "5 points."),
  },
  {
    .id = "ship", .title = N_("Ship"),
    .question = N_("What has to travel together?"),
    .needs = "plan recipe model form", .makes = "ship", .ask = &ship_ask,
    .figures = "tree inputs",
    .run = transform_run_ship, .free = transform_free_ship, .show = transform_show_ship,
    .check = transform_check_ship,
    .check_text = N_("The file and this walk agree to 1e-12."),
  },
  { NULL }
};

const JigPattern jig_pattern_transform = {
  .id = "transform",
  .title = N_("Transform"),
  .summary = N_("Inputs, features and the way from one to the other, kept apart and shipped "
                "together."),
  .problem = N_("My model is worse where it serves than where I trained it."),
  .group = JIG_GROUP_DATA,
  .minutes = 25,
  .sample = "city-bikes",
  .roles = roles,
  .steps = steps,
};
