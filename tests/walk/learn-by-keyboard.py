#!/usr/bin/env python3
"""A walkthrough from end to end without a pointer: learn-by-keyboard.py JIG-APP FOLDER-FOR-PICTURES"""
import sys

from guidrive import App, Atspi, Steps, wait

STEPS = ('Inputs are not features', 'Fit the analyzers', 'Train', 'Serve the naive way',
         'Serve with the transform', 'Break it', 'Watch for skew', 'Ship')
MOST_KEYS = 40

program, folder = sys.argv[1:]
walk = Steps(folder)
n_keys = 0


def press(*keys):
    global n_keys
    n_keys += len(keys)
    app.key(*keys)


# From here on, only what is on the page is looked at: a whole window takes seconds.
page = None


def is_focused(title):
    return any(node.name == title and node.has(Atspi.StateType.FOCUSED)
               for node in page.find_all('heading'))


def is_asked():
    """Whether the question can be answered: that takes until the right answer is known."""
    return any(node.sensitive for node in page.find_all('push button')
               if node.name in ('Skip', 'Show Me'))


def is_done(title):
    return any(node.description == 'Done' for node in page.find_all('list item', title))


def nameless():
    """What has no name and is not a part of GTK's own drop-down list."""
    return [node for node in app.unlabelled() if 'GtkListItemWidget' not in node]


with walk.step('starts'):
    walk.app = app = App([program], 'New Project')
if walk.failed:
    sys.exit(walk.end())

with walk.step('the gallery, and its first card'):
    app.focus()
    press('ctrl+3')
    # The focus is on the first card: a walk does not go into tables, and that is one.
    app.find('table', 'Data')
    press('Return')
    page = app.find('filler', 'JigWalkthroughPage')
    wait(lambda: is_focused(STEPS[0]), 20, 'the first step')
    walk.picture('first')

if walk.failed:
    sys.exit(walk.end())

for number, title in enumerate(STEPS):
    with walk.step(f'step {number + 1}: {title}'):
        wait(lambda: is_focused(title), 20, f'the focus on "{title}"')
        wait(is_asked, 30, 'the question')
        if number == 0:
            press('6', '3', 'Return')
        else:
            press('s')
        wait(lambda: is_done(title), 10, 'the result')
        assert page.find_all('image'), 'no chart'
        assert number > 0 or not nameless(), nameless()
        walk.picture(f'step-{number + 1}')
        if number + 1 < len(STEPS):
            press('Next')
    if walk.failed:
        sys.exit(walk.end())

with walk.step('a chart is read point by point'):
    press('k')
    wait(lambda: is_focused(STEPS[6]), 20, 'the step before')
    chart = page.find('image', 'How loud each alarm is')
    assert chart.description, 'the chart does not say what it shows'

with walk.step('the canvas is read as text'):
    press('r')
    wait(lambda: any('loudest alarm' in (node.text or '') for node in page.find_all('label')
                     if node.has(Atspi.StateType.FOCUSED)), 5, 'the text')

with walk.step('the command line is copied'):
    press('ctrl+shift+c')
    app.wait_status('jig run transform --step watch')

with walk.step(f'at most {MOST_KEYS} keys'):
    print(f'# {n_keys} keys')
    assert n_keys <= MOST_KEYS, n_keys

sys.exit(walk.end())
