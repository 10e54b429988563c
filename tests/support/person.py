"""Two people at the same window: one who has only a keyboard, one who has only a pointer.

Both can do what Person says, so that a journey is told once and made twice. They act on the X
server alone, each with those words of xdotool that are in `words`: there is no other way out of
here. What they know comes from screen.py, which only looks.
"""
import pathlib
import subprocess
import time

from guidrive import wait
from screen import SENSITIVE


class Person:
    """Does things as its two kinds do them, and counts what it took."""

    words = ()

    def __init__(self, screen, home):
        self.screen = screen
        self.home = pathlib.Path(home)
        self.n_events = 0

    def _send(self, word, *rest):
        assert word in self.words, f'{type(self).__name__} has no {word}'
        self.n_events += 1
        subprocess.run(['xdotool', word, *map(str, rest)], check=True, stdout=subprocess.DEVNULL)

    def _still(self, seconds=10, **which):
        """A thing that does not move any more and that can be used."""
        def look():
            one = next(iter(self.screen.find_all(**which)), None)
            return one and one.has(SENSITIVE) and self.screen.is_still(one) and one
        return wait(look, seconds, f'{which} to hold still')

    def _option(self, option):
        """A line of the drop-down list that is open."""
        return wait(lambda: next((one for one in self.screen.find_all(option, 'label')
                                  if one.popover() is not None), None), 5, f'"{option}"')

    def press(self, name, role=None, key=None):
        """A button, a page or a card; @key does the same."""
        raise NotImplementedError

    def choose(self, name, option):
        """An option of a drop-down list."""
        raise NotImplementedError

    def make_target(self, name):
        """Of the column of that name."""
        raise NotImplementedError

    def select(self, name):
        """A row of a list."""
        raise NotImplementedError

    def select_all(self, names):
        """All rows of a list, which have these names."""
        raise NotImplementedError

    def open_file(self, name):
        """Answers the dialog that asks for a file of the user's folder."""
        raise NotImplementedError

    def save_file(self, title, name):
        """Answers the dialog that asks where to; returns where, in the user's folder."""
        raise NotImplementedError


class Keyboard(Person):
    """Presses keys: Tab until it is there, then Enter; a key of its own where there is one."""

    words = ('key', 'type')

    def _keys(self, *keys):
        for key in keys:
            self._send('key', key)

    def _move(self, key):
        """Presses a key that may move the focus; what has it then, from the inside out."""
        before = self.screen.focus()
        self._keys(key)
        end = time.monotonic() + 0.5
        while time.monotonic() < end and self.screen.focus() == before:
            time.sleep(0.01)
        return self.screen.focus()

    def _tab_to(self, name, role=None, limit=40):
        """By the shorter way, as the eye says. The focus may be on a part of it: the line in an
        entry, the button in a list."""
        things = self.screen.look()
        wanted = {one.path: i for i, one in enumerate(things)
                  if one.name == name and role in (None, one.role)}
        assert wanted, f'there is no {role or "thing"} "{name}"'
        chain = self.screen.focus()
        here = next((i for path, _ in chain for i, one in enumerate(things) if one.path == path), 0)
        tab = 'Tab' if min(wanted.values()) > here else 'shift+Tab'
        way = []
        while not any(path in wanted for path, _ in chain[:2]):
            way.append(chain[0][1] if chain else 'nowhere')
            assert len(way) <= limit, f'{limit} times {tab} does not lead to "{name}": {way}'
            chain = self._move(tab)

    def press(self, name, role=None, key=None):
        if key is not None:
            self._keys(key)
            return
        thing = self._still(name=name, role=role)
        self._tab_to(name, role)
        # In a dialog, Enter on a row is the button of the dialog.
        self._keys('Return' if thing.role == 'table cell' else 'space')

    def choose(self, name, option):
        self._tab_to(name)
        self._keys('space')
        self._option(option)
        for _ in range(30):
            row = self.screen.focus()[0][0]
            if option in [one.name for thing in self.screen.look() if thing.path == row
                          for one in thing.below()]:
                self._keys('Return')
                return
            self._move('Down')
        raise AssertionError(f'Down does not lead to "{option}" of "{name}"')

    def make_target(self, name):
        self._tab_to('Table')
        self._keys('Home')
        for _ in range(20):
            if self.screen.find_all(name, 'label'):
                self._keys('t')
                return
            self._keys('ctrl+Right')
        raise AssertionError(f'there is no column "{name}"')

    def select(self, name):
        if not self.screen.focus()[0][1]:
            self._tab_to(name)
        self._keys('Home')
        for _ in range(10):
            if self.screen.focus()[0][1] == name:
                return
            self._move('Down')
        raise AssertionError(f'Down does not lead to "{name}"')

    def select_all(self, names):
        if self.screen.focus()[0][1] not in names:
            self._tab_to(names[0])
        self._keys('ctrl+a')

    def _write(self, path):
        self._send('type', '--delay', 10, path)
        self._keys('Return')

    def open_file(self, name):
        self.screen.wait_window('Open')
        self._write(self.home / name)
        self.screen.wait_no_window('Open')

    def save_file(self, title, name):
        self.screen.wait_window(title)
        self._keys('ctrl+a')
        self._write(self.home / name)
        self.screen.wait_no_window(title)
        return self.home / name


class Pointer(Person):
    """Points, clicks, turns the wheel and drags."""

    words = ('mousemove', 'click', 'mousedown', 'mouseup')

    def _point(self, place, right=0, down=0):
        """At a place of the screen, or beside it."""
        window, x, y = place
        self._send('mousemove', '--window', window, x + right, y + down)

    def _click_at(self, place, right=0, down=0):
        self._point(place, right, down)
        self._send('click', 1)

    def _click(self, **which):
        """Turns the wheel first over what hides it."""
        for _ in range(40):
            thing = self._still(**which)
            hider = thing.hidden_by()
            if hider is None:
                self._click_at(self.screen.place(thing))
                return
            self._point(self.screen.place(hider))
            self._send('click', 5 if thing.centre[1] > hider.centre[1] else 4)
        raise AssertionError(f'{which} cannot be scrolled to')

    def press(self, name, role=None, key=None):
        self._click(name=name, role=role)

    def choose(self, name, option):
        self._click(name=name, role='combo box')
        self._option(option)
        time.sleep(0.2)             # the list is still opening
        self._click_at(self.screen.place(self._option(option)))

    def make_target(self, name):
        """Clicks along the headers, which are drawn and not on the bus."""
        table = self._still(name='Table', role='image')
        for i in range(1, 20):
            self._click_at(self.screen.place(table), 40 * i - table.box[2] // 2,
                           10 - table.box[3] // 2)
            if self.screen.find_all(name, 'label'):
                self.choose('Role', 'Target')
                return
        raise AssertionError(f'there is no column "{name}"')

    def select(self, name):
        self._click(name=name)

    def select_all(self, names):
        """Draws a frame around them, from the empty part of the list."""
        first = self._still(name=names[0])
        last = self._still(name=names[-1])
        self._point(self.screen.place(last), 0, 5 * last.box[3])
        self._send('mousedown', 1)
        for part in range(5):
            self._point(self.screen.place(last), -10 * part, (4 - part) * last.box[3])
        self._point(self.screen.place(first), -60)
        self._send('mouseup', 1)

    def open_file(self, name):
        """The only file that is there. GTK's list of files is not on the bus; its header is."""
        self.screen.wait_window('Open')
        self._click(name='Home', role='label')
        time.sleep(0.5)             # the list fills, unseen from here
        header = self._still(name='Name', role='label')
        self._click_at(self.screen.place(header), 0, header.box[3])
        self._click(name='Open', role='push button')
        self.screen.wait_no_window('Open')

    def save_file(self, title, name):
        """Under the name that is proposed, in the folder that is proposed."""
        self.screen.wait_window(title)
        before = set(self.home.iterdir())
        self._click(name='Save' if title.startswith('Save') else 'Export', role='push button')
        self.screen.wait_no_window(title)
        return wait(lambda: next(iter(set(self.home.glob(f'*{pathlib.Path(name).suffix}'))
                                      - before), None), 60, f'a file in {self.home}')
