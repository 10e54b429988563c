#!/usr/bin/env python3
"""Every page after "See it work", in every look that a designer would check.

pages.py JIG-APP FOLDER-FOR-PICTURES: light, dark, high contrast, 360 px wide, Korean. A look is
what the system asks for; what is checked is that the program heeds it, on every page.
"""
import os
import pathlib
import re
import subprocess
import sys
import time

from guidrive import LARGE, App, Atspi, Steps, wait

PROGRAM, FOLDER = sys.argv[1:]
CATALOGUE = pathlib.Path(os.environ['JIG_SOURCE']) / 'resources' / 'po' / 'ko.po'
PAGES = {'home': 'ctrl+1', 'data': 'ctrl+2', 'patterns': 'ctrl+3', 'models': 'ctrl+4',
         'compare': 'ctrl+5', 'preferences': 'ctrl+comma', 'shortcuts': 'ctrl+question'}
KOREAN = {'LC_ALL': 'ko_KR.UTF-8', 'LANGUAGE': 'ko'}
LOOKS = {
    'light': ({}, 1240),
    'dark': ({'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}, 1240),
    'contrast': ({'ADW_DEBUG_HIGH_CONTRAST': '1'}, 1240),
    'narrow': ({}, 360),
    'korean': (KOREAN, 1240),
    'korean-narrow': (KOREAN, 360),
}


def korean(text):
    """What the catalogue says for it, without the marks of the keys."""
    catalogue = CATALOGUE.read_text(encoding='utf-8')
    words = ' '.join('_?' + re.escape(word) for word in text.split(' '))
    return re.search(f'^msgid "{words}"\nmsgstr "(.+)"$', catalogue, re.M)[1].replace('_', '', 1)


def width_of(app):
    return app.frame.accessible.get_extents(Atspi.CoordType.WINDOW).width


def start(walk, environment, width):
    say = korean if 'LANGUAGE' in environment else str
    walk.app = App([PROGRAM], say('New Project'), **environment)
    walk.app.focus()
    walk.app.xdotool('windowsize', walk.app.window, width, 860)
    walk.app.xdotool('windowmove', walk.app.window, 0, 0)
    wait(lambda: abs(width_of(walk.app) - width) < 40, 10, f'{width} px')
    time.sleep(0.5)     # the sidebar has folded
    walk.app.find('list item', say('See it work')).click()
    page = walk.app.find('filler', 'JigWalkthroughPage', 30)
    wait(lambda: any(node.sensitive for node in page.find_all('push button', say('Skip'))), 60,
         'the question of the first step')


def brightness(file):
    """Of the window's lower half: 0 to 1."""
    return float(subprocess.run(['convert', file, '-crop', '340x400+10+400', '-colorspace', 'Gray',
                                 '-format', '%[fx:mean]', 'info:'], text=True, check=True,
                                stdout=subprocess.PIPE).stdout)


def look_at(walk, name, page, is_dark, width):
    time.sleep(0.7)     # what slides in has stopped
    walk.picture(f'{name}-{page}')
    light = brightness(walk.folder / f'{name}-{page}.png')
    assert (light < 0.45) == is_dark, f'{page}: {light:.2f} bright'
    across = width_of(walk.app)
    assert across <= width, f'{page}: {across} px wide, and {width} there are'


def compare(walk):
    """All models, from their page: there is nothing on this one before that."""
    said = walk.app.status()
    walk.app.key('ctrl+4')
    wait(lambda: [node for table in walk.app.frame.walk() if table.role in LARGE
                  for node in table.walk() if ', RMSE ' in node.name], 10, 'the models')[0].click()
    walk.app.key('ctrl+a', 'ctrl+d')
    wait(lambda: walk.app.status() != said, 30, 'what the comparison says')


def see(walk, name, environment, width):
    start(walk, environment, width)
    look_at(walk, name, 'walkthrough', 'dark' in name, width)
    for page, key in PAGES.items():
        walk.app.focus()
        walk.app.key(key)
        if page == 'compare':
            compare(walk)
        look_at(walk, name, page, 'dark' in name, width)
        if page in ('preferences', 'shortcuts'):
            walk.app.key('Escape')
            time.sleep(0.3)
    for word in ('CRITICAL', 'WARNING', 'ERROR'):
        assert word not in walk.app.output(), walk.app.output()


def forget(walk):
    """The next look begins as on the first day: what was killed would be offered otherwise."""
    if walk.app is not None:
        walk.app.process.kill()
        walk.app.process.wait(10)
    walk.app = None
    subprocess.run(['rm', '-rf', pathlib.Path(os.environ['XDG_STATE_HOME']) / 'jig'], check=True)


def main():
    walk = Steps(FOLDER)
    for name, (environment, width) in LOOKS.items():
        with walk.step(name):
            see(walk, name, environment, width)
        forget(walk)
    return walk.end()


if __name__ == '__main__':
    sys.exit(main())
