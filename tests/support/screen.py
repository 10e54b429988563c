"""What somebody sees of a program: what is on its windows, where it lies, where the focus is.

Looks only: nothing here can press, write or move anything, so a test that acts through person.py
does nothing that a person could not. Speaks to the accessibility bus without libatspi, which is
many times as fast: 200 things take 0.1 s.
"""
import os
import pathlib
import subprocess
import time

from gi.repository import Gio, GLib

from guidrive import plain_name, wait

ATSPI = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'
NOTHING = '/org/a11y/atspi/null'
# Of AtspiStateType.
CHECKED, FOCUSED, SELECTED, SENSITIVE = 4, 12, 23, 24
# Of AtspiRole, those that tests ask for.
ROLES = {7: 'check box', 11: 'combo box', 16: 'dialog', 23: 'frame', 27: 'image', 29: 'label',
         31: 'list', 32: 'list item', 35: 'menu item', 43: 'push button', 44: 'radio button',
         54: 'status bar', 55: 'table', 56: 'table cell', 61: 'text', 62: 'toggle button',
         66: 'tree table', 79: 'entry', 83: 'heading'}
POPOVERS = ('GtkPopover', 'GtkPopoverMenu')


class Thing:
    """One thing on a window, as it was when somebody looked."""

    def __init__(self, path, parent, box):
        self.path = path
        self.parent = parent
        self.box = box          # left, top, width, height in its window
        self.children = []
        self.name = self.role = self.description = ''
        self.states = 0

    def __str__(self):
        return f'{self.role} "{self.name}"'

    def has(self, state):
        return bool(self.states >> state & 1)

    @property
    def centre(self):
        left, top, width, height = self.box
        return left + width // 2, top + height // 2

    def above(self):
        """What it is in, from the inside to the outside."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    def below(self):
        for child in self.children:
            yield child
            yield from child.below()

    def popover(self):
        """The one that it is in, which the X server has as a window of its own."""
        return next((one for one in (self, *self.above()) if one.name in POPOVERS), None)

    def hidden_by(self):
        """What has to be scrolled before it can be seen."""
        x, y = self.centre
        for one in self.above():
            left, top, width, height = one.box
            if one.name in POPOVERS:
                return None
            if not (left <= x < left + width and top <= y < top + height):
                return one
        return None


def _connect():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
    flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
             | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


def ask_x(*words):
    """Asks xdotool where a window is, and the like."""
    return subprocess.run(['xdotool', *map(str, words)], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def x_size(window):
    """Width and height of an X window."""
    lines = dict(line.split('=') for line in ask_x('getwindowgeometry', '--shell', window).split())
    return int(lines['WIDTH']), int(lines['HEIGHT'])


class Screen:
    """A started program, looked at."""

    def __init__(self, command, folder, seconds=20.0, **environment):
        """Starts it in a folder, as a desktop starts programs in that of the user."""
        self.log = open(pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'program.log', 'w+',
                        encoding='utf-8')
        self.process = subprocess.Popen(command, cwd=folder, env={**os.environ, **environment},
                                        stdout=self.log, stderr=subprocess.STDOUT)
        self.bus = _connect()
        self.address = wait(self._find_program, seconds, 'the program on the bus')
        self.status_path = None
        wait(self.look, seconds, 'a window')

    def check_alive(self):
        status = self.process.poll()
        assert status is None, f'the program ended with {status}: {self.output()}'

    def output(self):
        self.log.seek(0)
        return self.log.read()

    def picture(self, path):
        """Of the whole screen: menus and popovers are X windows of their own."""
        subprocess.run(['import', '-window', 'root', str(path)], check=True)

    def _call(self, address, path, interface, method, arguments=None):
        return self.bus.call_sync(address, path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NONE, 5000, None).unpack()

    def _children(self, address, path):
        return self._call(address, path, ATSPI + 'Accessible', 'GetChildren')[0]

    def _find_program(self):
        self.check_alive()
        for address, _ in self._children(ATSPI + 'Registry', ROOT):
            bus = 'org.freedesktop.DBus'
            if self._call(bus, '/org/freedesktop/DBus', bus, 'GetConnectionUnixProcessID',
                          GLib.Variant('(s)', (address,)))[0] == self.process.pid:
                return address
        return None

    def _ask(self, paths, interface, method, arguments=None):
        """Asks all at once: what each answered, None if it is gone."""
        answers = {}

        def answered(bus, result, path):
            try:
                answers[path] = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                answers[path] = None

        for path in paths:
            self.bus.call(self.address, path, interface, method, arguments, None,
                          Gio.DBusCallFlags.NONE, 5000, None, answered, path)
        while len(answers) < len(paths):
            GLib.MainContext.default().iteration(True)
        return answers

    def _items(self):
        """What the program has told somebody about, by path."""
        items = self._call(self.address, '/org/a11y/atspi/cache', ATSPI + 'Cache', 'GetItems')[0]
        return {item[0][1]: item for item in items}

    def _boxes(self, paths):
        return self._ask(paths, ATSPI + 'Component', 'GetExtents', GLib.Variant('(u)', (1,)))

    def _names(self, paths):
        return self._ask(paths, 'org.freedesktop.DBus.Properties', 'Get',
                         GLib.Variant('(ss)', (ATSPI + 'Accessible', 'Name')))

    def _tree(self, top):
        """What can be seen of a window. GTK 4.8 says so by size: a page never shown is 0 x 0."""
        level = [top]
        while level:
            families = self._ask([one.path for one in level], ATSPI + 'Accessible', 'GetChildren')
            paths = [path for one in level for _, path in families[one.path] or ()]
            boxes = self._boxes(paths)
            for one in level:
                one.children = [Thing(path, one, boxes[path])
                                for _, path in families[one.path] or ()
                                if boxes[path] is not None and min(boxes[path][2:]) > 0]
            level = [child for one in level for child in one.children]

    def look(self):
        """Everything in the window that is in front, from top to bottom; [] without one."""
        self.check_alive()
        front = ask_x('getactivewindow', 'getwindowname').strip()
        names = self._names([path for _, path in self._children(self.address, ROOT)])
        path = next((path for path, name in names.items() if name == front), None)
        if path is None:
            return []

        window = Thing(path, None, self._boxes([path])[path])
        self._tree(window)
        items = self._items()
        things = [one for one in (window, *window.below()) if one.path in items]
        for thing in things:
            name, role, description, states = items[thing.path][6:10]
            thing.name = plain_name(name)
            thing.role = ROLES.get(role, str(role))
            thing.description = description
            thing.states = states[0]
        return things

    def _picked(self, window, thing):
        """Whether a click on it would meet it. An icon in it is nothing to the bus."""
        left, top, width, height = thing.box
        for x, y in (thing.centre, (left + 1, top + 1), (left + width - 2, top + height - 2)):
            path = self._call(self.address, window.path, ATSPI + 'Component',
                              'GetAccessibleAtPoint', GLib.Variant('(iiu)', (x, y, 1)))[0][1]
            if path != NOTHING:
                near = [thing, *thing.below(), *list(thing.above())[:2]]
                return path in [one.path for one in near]
        return thing.parent is None or self._picked(window, thing.parent)

    def _is_seen(self, thing):
        """Not on a page that is behind another one. What is to be scrolled to counts as seen."""
        if thing.popover() is not None:
            return self._x_window(thing.popover()) is not None
        around = [thing, *thing.above()]
        while around[0].hidden_by() is not None:
            around = [around[0].hidden_by(), *around[0].hidden_by().above()]
        return self._picked(around[-1], around[0])

    def find_all(self, name=None, role=None, part=None):
        return [thing for thing in self.look()
                if name in (None, thing.name) and role in (None, thing.role)
                and (part is None or part in thing.name) and self._is_seen(thing)]

    def is_still(self, thing, seconds=0.05):
        """Whether it stays where it is."""
        time.sleep(seconds)
        return self._boxes([thing.path])[thing.path] == thing.box

    def find(self, name=None, role=None, seconds=10.0, part=None):
        return wait(lambda: next(iter(self.find_all(name, role, part)), None), seconds,
                    f'a {role or "thing"} "{name or part}"')

    def focus(self):
        """The names and paths from where the keyboard is to the outside; [] if it is nowhere."""
        items = self._items()
        one = next((item for item in items.values() if item[9][0] >> FOCUSED & 1), None)
        chain = []
        while one is not None:
            chain.append((one[0][1], plain_name(one[6])))
            one = items.get(one[2][1])
        return chain

    def windows(self):
        """Their titles, as the window manager shows them."""
        return [ask_x('getwindowname', window).strip() for window in self._x_windows()]

    def wait_window(self, title, seconds=10.0):
        def is_there():
            self.check_alive()
            things = self.look() if title in self.windows() else []
            return bool(things) and things[0].name == title
        wait(is_there, seconds, f'the window "{title}" in front')

    def wait_no_window(self, title, seconds=10.0):
        wait(lambda: title not in self.windows(), seconds, f'the end of the window "{title}"')

    def status(self):
        """The line that says the outcome of every command."""
        if self.status_path is None:
            bar = next(iter(self.find_all(role='status bar')), None)
            self.status_path = bar.path if bar is not None else None
        if self.status_path is None:
            return ''
        return self._names([self.status_path])[self.status_path] or ''

    def wait_status(self, part, seconds=10.0):
        def is_said():
            self.check_alive()
            return part in self.status()
        wait(is_said, seconds, f'a status with "{part}"')

    def _x_windows(self):
        return ask_x('search', '--onlyvisible', '--pid', self.process.pid).split()

    def _x_window(self, popover):
        """The X window of a popover, which adds what keeps it at a distance; None if closed."""
        width, height = popover.box[2:]
        sizes = {window: x_size(window) for window in self._x_windows()}
        return next((window for window, size in sizes.items()
                     if size[0] == width and 0 <= size[1] - height < 20), None)

    def place(self, thing):
        """The X window that shows a thing, and where in it the middle of the thing is."""
        popover = thing.popover()
        if popover is not None:
            window, box = self._x_window(popover), popover.box
        else:
            # The X window has an invisible border all around.
            window, box = ask_x('getactivewindow').strip(), [thing, *thing.above()][-1].box
        width, height = x_size(window)
        return (window, thing.centre[0] - box[0] + (width - box[2]) // 2,
                thing.centre[1] - box[1] + (height - box[3]) // 2)
