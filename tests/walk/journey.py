#!/usr/bin/python3
"""The journey of a new user: journey.py PROGRAM FOLDER-FOR-PICTURES

Opens a table of 20,000 rows, says what is to be predicted, walks through the transform on it, trains
two models, compares them, lets one leave as C and runs what left.
"""
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import time

from guidrive import App, Atspi, Steps, wait

PROGRAM, PICTURES = sys.argv[1:3]
HOME = pathlib.Path(os.environ['XDG_RUNTIME_DIR'])
TABLE = HOME / 'rides.csv'
EXPORT = HOME / 'rides.c'
N_ROWS = 20000

walk = Steps(PICTURES)


def write_table():
    with TABLE.open('w', encoding='utf-8') as out:
        out.write('station,when,temp,member,fare\n')
        for i in range(N_ROWS):
            fare = 5 + i % 7 + (i % 24) / 8 + (i * 7919 % 13) / 5
            out.write(f'{"ABCDEF"[i * 7 % 6]},2024-03-{i % 28 + 1:02d} {i % 24:02d}:15,'
                      f'{(i * 37 % 300) / 10 - 5:.1f},{"yn"[i % 2]},{fare:.3f}\n')


def window(title, seconds=10):
    return wait(lambda: next((one for one in app.windows() if one.name == title), None), seconds,
                f'the window "{title}"')


def page(name):
    app.focus()
    app.key(f'ctrl+{["Home", "Data", "Patterns", "Models", "Compare"].index(name) + 1}')
    wait(lambda: app.find_all('label', name), 5, f'the page {name}')


def focused_name():
    node = app.focused()
    return node.name if node else None


def tab_to(name, limit=25):
    """With the keyboard alone."""
    for _ in range(limit):
        if focused_name() == name:
            return
        app.key('Tab')
        time.sleep(0.05)
    raise AssertionError(f'{limit} tabs do not lead to "{name}"')


def train(n_down, number):
    """With the kind of model that many below the one that is proposed."""
    page('Models')
    next(one for one in app.frame.walk() if one.role == 'push button' and one.showing
         and one.name == ('Train a Model…' if number == 1 else 'Train…')).press()
    sheet = window('Train a Model')
    if n_down > 0:
        sheet.find('combo box', 'Model').press()
        time.sleep(0.5)
        app.key(*['Down'] * n_down, 'Return')
        time.sleep(0.3)
    walk.picture(f'train-{number}')
    sheet.find('push button', 'Train').press()
    app.wait_status(f'model-{number}', 60)


def select_all_models():
    rows = wait(lambda: [one for one in app.find('tree table', 'Models').walk()
                         if one.name == 'Boosted trees'], 5, 'the first model')
    rows[0].click()
    app.key('ctrl+a')


def choose_format(name):
    tab_to(name)
    app.key('space')
    time.sleep(0.3)


def save_as(title, path):
    """Answers GTK's own dialog for a new file."""
    dialog = window(title)
    line = wait(lambda: next((one for one in dialog.walk() if one.role == 'text'
                              and one.has(Atspi.StateType.EDITABLE)), None), 5, 'the name')
    line.write(str(path))
    app.key('Return')


def compile_and_run(source, rows):
    program = HOME / 'exported'
    subprocess.run(['cc', '-std=c11', '-O2', '-ffp-contract=off', '-DJIG_MODEL_MAIN', '-o',
                    program, source, '-lm'], check=True)
    return subprocess.run([program], input=rows, stdout=subprocess.PIPE, text=True,
                          check=True).stdout.splitlines()[1:]


with walk.step('the table is opened through the dialog, by keyboard'):
    write_table()
    begin = time.monotonic()
    walk.app = app = App([PROGRAM], None)
    print(f'# window on the bus after {time.monotonic() - begin:.2f} s')
    app.focus()
    app.key('ctrl+o')
    app.choose_file('Open', TABLE)
    app.wait_status('20000 rows', 30)
    walk.picture('data')

with walk.step('the label is chosen in the grid, by keyboard'):
    tab_to('Table')
    app.key('ctrl+Right', 'ctrl+Right', 'ctrl+Right', 'ctrl+Right', 't')
    app.wait_status('Target')
    walk.picture('target')

with walk.step('the transform is opened by pointer, and takes the own data'):
    page('Patterns')
    card = next(iter(app.find('table', 'Data').children()))
    card.click()
    app.find('push button', 'Use My Data').click()
    app.find('label', 'station', 20, hidden=True)

with walk.step('all its steps are walked'):
    for number in range(1, 9):
        app.find('push button', f'Step {number} of 8', 30)
        skip = wait(lambda: app.find_all('push button', 'Skip') or app.find_all('push button', 'Chart Menu'), 60, 'a question or a result')
        if skip[0].name == 'Skip':
            skip[0].press()
        app.find('push button', 'Chart Menu', 60)
        walk.picture(f'step-{number}')
        if number < 8:
            app.find('push button', 'Next Step').press()

with walk.step('two models are trained'):
    train(0, 1)
    train(2, 2)
    walk.picture('models')

with walk.step('they are compared, by keyboard'):
    select_all_models()
    app.key('ctrl+d')
    app.wait_status('RMSE', 60)
    wait(lambda: [one for one in app.frame.walk() if '95 %' in one.name], 60, 'a verdict')
    walk.picture('compare')

with walk.step('one leaves as C, with its proof'):
    page('Models')
    next(one for one in app.find('tree table', 'Models').walk()
         if one.name == 'Boosted trees').click()
    app.key('ctrl+e')
    dialog = window('Export')
    choose_format('C source')
    walk.picture('export')
    dialog.find('push button', 'Export…').press()
    save_as('Export a Model', EXPORT)
    wait(lambda: [one for one in dialog.walk()
                  if 'difference 0' in one.name or 'difference 0' in one.text], 120, 'the proof')
    walk.picture('exported')
    assert EXPORT.stat().st_size > 10000

with walk.step('what left says the same as what stayed, for 1,000 rows'):
    model = HOME / 'rides.jig'
    few = ''.join(TABLE.open(encoding='utf-8').readlines()[:1001])
    theirs = [float(line) for line in compile_and_run(EXPORT, few)]
    app.key('Escape')
    wait(lambda: all(one.name != 'Export' for one in app.windows()), 5, 'the end of the dialog')
    app.focus()
    app.key('ctrl+e')
    window('Export').find('push button', 'Export…').press()
    save_as('Export a Model', model)
    wait(model.exists, 60, 'the model')
    scored = subprocess.run([os.environ['JIG'], 'score', '--model', model], input=few,
                            stdout=subprocess.PIPE, text=True, check=True).stdout
    ours = [float(row['prediction']) for row in csv.DictReader(io.StringIO(scored))]
    assert len(ours) == len(theirs) == 1000
    print(f'# largest difference {max(abs(a - b) for a, b in zip(ours, theirs))}')
    assert ours == theirs

with walk.step('what was done is saved, and can be done again'):
    project = HOME / 'rides.jigproj'
    app.key('Escape')
    wait(lambda: all(one.name != 'Export' for one in app.windows()), 5, 'the end of the dialog')
    app.focus()
    app.key('ctrl+s')
    save_as('Save the Project', project)
    wait(project.exists, 20, 'the project')
    time.sleep(0.5)
    replayed = subprocess.run([os.environ['JIG'], 'replay', project, '--json'],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
    told = json.loads(replayed)
    print(f"# {told['identical']} identical, {told['skipped']} kept")
    assert told['different'] == 0 and told['identical'] >= 5, replayed

sys.exit(walk.end())
