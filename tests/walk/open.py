#!/usr/bin/env python3
"""Somebody opens a table, says what is to be predicted, sees Jig work and leaves.

open.py PROGRAM FOLDER-FOR-PICTURES, inside run-gui.sh with JIG_WM=1; prints TAP.
"""
import os
import pathlib
import sys
import time

from guidrive import App, Steps, wait

PROGRAM, FOLDER = sys.argv[1:]


def write_table():
    path = pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'rides.csv'
    rows = [f'{("Harbour", "Museum", "City Hall")[i % 3]},{i % 17},{300 + i * 37 % 900}'
            for i in range(200)]
    path.write_text('\n'.join(['station,temp,duration', *rows, '']), encoding='utf-8')
    return path


def start(walk):
    begin = time.monotonic()
    walk.app = App([PROGRAM], 'New Project')
    print(f'# {time.monotonic() - begin:.2f} s, {walk.app.rss_mib():.0f} MiB')


def open_table(walk, path):
    walk.app.focus()
    walk.app.key('ctrl+o')
    walk.app.choose_file('Open', path)
    walk.app.wait_status('rides.csv: 200 rows, 3 columns.')
    walk.picture('table')


def name_the_target(walk):
    walk.app.find('image', 'Table').click()
    walk.app.key('Home', 'Right', 'Right', 't')
    walk.app.wait_status('duration: Target.')
    walk.picture('target')


def undo(walk):
    walk.app.key('ctrl+z')
    wait(lambda: not walk.app.find_all('label', 'rides.csv · target: duration'), 5,
         'the header without a target')
    walk.app.key('ctrl+shift+z')
    wait(lambda: walk.app.find_all('label', 'rides.csv · target: duration'), 5,
         'the header with the target')


def all_named(walk):
    for key in ('ctrl+1', 'ctrl+2'):
        walk.app.key(key)
        time.sleep(0.3)
        # What is chosen in an AdwComboRow stands in a list of its own, which nobody can name.
        nameless = [node for node in walk.app.unlabelled()
                    if node not in ('list "GtkListView"', 'list item ""')]
        assert not nameless, nameless


def look_at_the_menu(walk):
    walk.app.key('F10')
    wait(lambda: walk.app.find_all('menu item'), 5, 'the menu')
    walk.picture('menu')
    walk.app.key('Escape')
    time.sleep(0.3)


def see_it_work(walk):
    walk.app.key('ctrl+1')
    walk.app.find('list item', 'See it work').click()
    walk.app.wait_status('The model without the transform', 30)
    walk.picture('walk')


def leave(walk):
    walk.app.frame.act('window.close')
    question = wait(lambda: [window for window in walk.app.windows()
                             if window.find_all('push button', 'Close Without Saving')], 5,
                    'the question')[0]
    question.find('push button', 'Close Without Saving').act('click')
    assert walk.app.process.wait(10) == 0, walk.app.output()
    for word in ('CRITICAL', 'WARNING', 'ERROR'):
        assert word not in walk.app.output(), walk.app.output()


def main():
    walk = Steps(FOLDER)
    table = write_table()
    with walk.step('starts'):
        start(walk)
    if walk.failed:
        return walk.end()
    for name, act in (
            ('a table through the dialog, by keyboard', lambda: open_table(walk, table)),
            ('a key makes a column the target', lambda: name_the_target(walk)),
            ('undo and redo', lambda: undo(walk)),
            ('every control has a name', lambda: all_named(walk)),
            ('the menu opens and closes', lambda: look_at_the_menu(walk)),
            ('see it work ends in the walk', lambda: see_it_work(walk)),
            ('leaving asks, and says nothing critical', lambda: leave(walk))):
        with walk.step(name):
            act()
    return walk.end()


if __name__ == '__main__':
    sys.exit(main())
