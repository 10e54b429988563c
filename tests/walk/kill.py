#!/usr/bin/env python3
"""The program is killed in the middle of the work: kill.py JIG-APP FOLDER-FOR-PICTURES

Nothing that was done is lost: another start offers it, and puts the walk where it was left.
"""
import os
import pathlib
import signal
import sys

from guidrive import App, Atspi, Steps, wait

FIRST, SECOND = 'Inputs are not features', 'Fit the analyzers'
JOURNALS = pathlib.Path(os.environ['XDG_STATE_HOME']) / 'jig' / 'journals'

program, folder = sys.argv[1:]
walk = Steps(folder)


def is_focused(page, title):
    return any(node.name == title and node.has(Atspi.StateType.FOCUSED)
               for node in page.find_all('heading'))


def is_done(page, title):
    return any(node.description == 'Done' for node in page.find_all('list item', title))


def journals():
    return [file for file in JOURNALS.iterdir() if not file.suffix] if JOURNALS.exists() else []


def start():
    walk.app = App([program], 'New Project')


def work():
    walk.app.focus()
    walk.app.find('list item', 'See it work').click()
    walk.app.wait_status('The model without the transform', 30)
    page = walk.app.find('filler', 'JigWalkthroughPage')
    wait(lambda: any(node.sensitive for node in page.find_all('push button', 'Skip')), 30,
         'the question')
    walk.app.key('s')
    wait(lambda: is_done(page, FIRST), 10, 'the result')
    walk.app.key('Next')
    wait(lambda: is_focused(page, SECOND), 20, 'the second step')
    wait(lambda: any(node.sensitive for node in page.find_all('push button', 'Skip')), 30,
         'its question')
    walk.picture('before')


def kill():
    assert len(journals()) == 1, journals()
    walk.app.process.send_signal(signal.SIGKILL)
    assert walk.app.process.wait(10) == -signal.SIGKILL
    # As if the power had gone in the middle of a record.
    with journals()[0].open('ab') as file:
        file.write(b'\x40\0\0\0\2{"n":')


def restore():
    walk.app.focus()
    walk.picture('offered')
    walk.app.find('push button', 'Restore').click()
    walk.app.wait_status('Everything is as it was.')


def look():
    walk.app.key('ctrl+3', 'Return')
    page = walk.app.find('filler', 'JigWalkthroughPage')
    wait(lambda: is_focused(page, SECOND), 20, 'the step where it was left')
    wait(lambda: is_done(page, FIRST), 20, 'the answer that was given')
    walk.picture('after')
    # City bikes and two models are there too.
    walk.app.key('ctrl+4')
    wait(lambda: len(walk.app.find_all('list item', hidden=False)) >= 2, 10, 'the models')
    walk.picture('models')


def leave():
    walk.app.frame.act('window.close')
    question = wait(lambda: [window for window in walk.app.windows()
                             if window.find_all('push button', 'Close Without Saving')], 5,
                    'the question')[0]
    question.find('push button', 'Close Without Saving').act('click')
    assert walk.app.process.wait(10) == 0, walk.app.output()
    assert not journals(), journals()
    for word in ('CRITICAL', 'WARNING', 'ERROR'):
        assert word not in walk.app.output(), walk.app.output()


for name, act in (('starts', start), ('works', work), ('is killed', kill),
                  ('starts again', start), ('offers what was done', restore),
                  ('is where it was', look), ('leaves nothing behind', leave)):
    with walk.step(name):
        act()
    if walk.failed:
        break

sys.exit(walk.end())
