"""The journey of a new user, told once for every kind of person.

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

from guidrive import Steps, wait
from screen import SENSITIVE, Screen

N_ROWS = 20000
N_PROOF = 1000


def write_table(path):
    with path.open('w', encoding='utf-8') as out:
        out.write('station,when,temp,member,fare\n')
        for i in range(N_ROWS):
            fare = 5 + i % 7 + (i % 24) / 8 + (i * 7919 % 13) / 5
            out.write(f'{"ABCDEF"[i * 7 % 6]},2024-03-{i % 28 + 1:02d} {i % 24:02d}:15,'
                      f'{(i * 37 % 300) / 10 - 5:.1f},{"yn"[i % 2]},{fare:.3f}\n')


def compile_and_run(source, folder, rows):
    """What the exported source says about rows, as a stranger would ask it."""
    program = folder / 'exported'
    subprocess.run(['cc', '-std=c11', '-O2', '-ffp-contract=off', '-DJIG_MODEL_MAIN', '-o',
                    program, source, '-lm'], check=True)
    told = subprocess.run([program], input=rows, stdout=subprocess.PIPE, text=True, check=True)
    return [float(line) for line in told.stdout.splitlines()[1:]]


def score(model, rows):
    told = subprocess.run([os.environ['JIG'], 'score', '--model', model], input=rows,
                          stdout=subprocess.PIPE, text=True, check=True).stdout
    return [float(row['prediction']) for row in csv.DictReader(io.StringIO(told))]


class Journey:
    """What is done and proved on the way, a method a step."""

    def __init__(self, person, home, walk):
        self.person = person
        self.screen = person.screen
        self.home = home
        self.walk = walk
        self.source = None

    def open_table(self):
        self.person.press('Open a CSV', 'list item', key='ctrl+o')
        self.person.open_file('rides.csv')
        self.screen.wait_status('20000 rows', 30)

    def choose_label(self):
        self.person.make_target('fare')
        self.screen.wait_status('fare: Target.')

    def begin_walk(self):
        self.person.press('Patterns', 'list item', key='ctrl+3')
        self.person.press('Transform', 'table cell')
        self.person.press('Use My Data')
        self.screen.find('station', 'list item', 20)

    def find_ask(self):
        """What a step shows first; a question can be answered as soon as the answer is known."""
        asks = [one for one in self.screen.find_all('Skip', 'push button') if one.has(SENSITIVE)]
        return next(iter(asks or self.screen.find_all('Chart Menu', 'push button')), None)

    def walk_steps(self):
        for number in range(1, 9):
            self.screen.find(f'Step {number} of 8', 'push button', 30)
            ask = wait(self.find_ask, 60, 'a question or a result')
            if ask.name == 'Skip':
                self.person.press('Skip', 'push button', key='s')
                self.screen.find('Chart Menu', 'push button', 60)
            self.walk.picture(f'step-{number}')
            if number < 8:
                self.person.press('Next Step', 'push button', key='Next')

    def train(self, number, kind=None):
        self.person.press('Train a Model…' if number == 1 else 'Train…', 'push button')
        self.screen.wait_window('Train a Model')
        if kind is not None:
            self.person.choose('Model', kind)
        self.person.press('Train', 'push button')
        self.screen.wait_no_window('Train a Model')
        self.screen.wait_status(f'model-{number}: RMSE', 60)

    def train_two(self):
        self.person.press('Models', 'list item', key='ctrl+4')
        self.train(1)
        self.train(2, 'Linear')

    def rows(self):
        return [one.name for one in self.screen.find_all(part=', RMSE')]

    def compare(self):
        names = self.rows()
        assert len(names) == 2, names
        self.person.select_all(names)
        self.screen.find('2 selected', 'label')
        self.person.press('Compare', 'push button', key='ctrl+d')
        self.screen.wait_status('RMSE (within', 60)
        self.screen.find(part='95 %')
        self.walk.picture('compare')

    def export(self, name, format_title):
        self.person.press('Export…', 'push button', key='ctrl+e')
        self.screen.wait_window('Export')
        self.person.press(format_title, 'list item')
        self.person.press('Export…', 'push button')
        path = self.person.save_file('Export a Model', name)
        self.screen.find(part='difference 0', seconds=120)
        self.walk.picture(f'exported-{path.suffix[1:]}')
        self.person.press('Close', 'push button', key='Escape')
        self.screen.wait_no_window('Export')
        return path

    def export_source(self):
        self.person.press('Models', 'list item', key='ctrl+4')
        self.person.select(self.rows()[0])
        self.screen.find('1 selected', 'label')
        self.source = self.export('rides.c', 'C source')
        assert self.source.stat().st_size > 10000

    def prove(self):
        model = self.export('rides.jig', 'Jig model')
        rows = ''.join((self.home / 'rides.csv').open(encoding='utf-8').readlines()[:N_PROOF + 1])
        theirs = compile_and_run(self.source, self.home, rows)
        ours = score(model, rows)
        assert len(ours) == len(theirs) == N_PROOF
        print(f'# largest difference {max(abs(a - b) for a, b in zip(ours, theirs))}')
        assert ours == theirs

    def save(self):
        if self.person.words[0] == 'mousemove':
            self.person.press('Main Menu', 'push button')
        self.person.press('Save', 'menu item', key='ctrl+s')
        project = self.person.save_file('Save the Project', 'rides.jigproj')
        self.screen.wait_status('Saved:', 20)
        told = json.loads(subprocess.run([os.environ['JIG'], 'replay', project, '--json'],
                                         stdout=subprocess.PIPE, text=True, check=True).stdout)
        print(f"# {told['identical']} identical, {told['skipped']} kept")
        assert told['different'] == 0 and told['identical'] >= 5, told

    def steps(self):
        return (('the table is opened', self.open_table),
                ('the label is chosen', self.choose_label),
                ('the transform takes the own data', self.begin_walk),
                ('all its steps are walked', self.walk_steps),
                ('two models are trained', self.train_two),
                ('they are compared', self.compare),
                ('one leaves as C, with its proof', self.export_source),
                ('what left says the same as what stayed, for 1,000 rows', self.prove),
                ('what was done is saved, and can be done again', self.save))


def travel(kind):
    """Makes the journey as that kind of person. Whoever is stuck on the way goes no further."""
    program, pictures = sys.argv[1:3]
    home = pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'home'
    home.mkdir()
    write_table(home / 'rides.csv')
    walk = Steps(pictures)
    walk.app = screen = Screen([pathlib.Path(program).resolve()], home, HOME=str(home))
    person = kind(screen, home)
    for name, act in Journey(person, home, walk).steps():
        begin = time.monotonic()
        with walk.step(name):
            act()
        print(f'# {time.monotonic() - begin:.1f} s')
        if walk.failed:
            break
    print(f'# {person.n_events} events')
    for word in ('CRITICAL', 'WARNING'):
        with walk.step(f'no {word} was said'):
            assert word not in screen.output(), screen.output()
    return walk.end()
