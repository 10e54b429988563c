"""Drives a GTK 4 program as a person would: the accessibility bus to find and read, xdotool to
click and type, ImageMagick to look.

Runs inside run-gui.sh with the system's own Python, which is the one that has python3-gi. Needs
gir1.2-atspi-2.0, xdotool and imagemagick. The rules behind the odd-looking lines stand in
the comments beside them.
"""
import contextlib
import os
import pathlib
import subprocess
import time
import warnings

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter('ignore', DeprecationWarning)

# Names of roles as at-spi2-core 2.46 gives them; what later versions say is translated back.
ROLES = {'button': 'push button', 'switch': 'check box'}
# Hundreds of cells, several bus calls each: a walk enters one only when it starts there.
LARGE = ('table', 'tree table')


def wait(check, seconds=10.0, what='something', step=0.05):
    """The first true value of check(). An object that vanishes meanwhile is looked for again."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(GLib.Error):
            value = check()
            if value:
                return value
        if time.monotonic() > end:
            raise AssertionError(f'waited {seconds} s for {what}')
        time.sleep(step)


def plain_name(name):
    """GTK 4.8 calls a button with a mnemonic "_Cancel Cancel": here it is "Cancel"."""
    plain = name.replace('_', '', 1)
    half = len(plain) // 2
    return plain[:half] if name != plain and plain[:half] == plain[half + 1:] else name


class Node:
    """One thing on the accessibility bus."""

    def __init__(self, accessible, app):
        self.accessible = accessible
        self.app = app

    def __str__(self):
        return f'{self.role} "{self.name}"'

    @property
    def name(self):
        return plain_name(self.accessible.get_name() or '')

    @property
    def description(self):
        return self.accessible.get_description() or ''

    @property
    def role(self):
        role = self.accessible.get_role_name()
        return ROLES.get(role, role)

    @property
    def text(self):
        """What stands in it; its name if it holds no text."""
        if 'Text' not in self.accessible.get_interfaces():
            return self.name
        # GTK 4.8 answers "" to an end of -1.
        length = Atspi.Text.get_character_count(self.accessible)
        return Atspi.Text.get_text(self.accessible, 0, length)

    @property
    def value(self):
        return Atspi.Value.get_current_value(self.accessible)

    @value.setter
    def value(self, value):
        Atspi.Value.set_current_value(self.accessible, value)

    def write(self, text):
        """Replaces the text at once, so that no completion comes between two keys."""
        written = Atspi.EditableText.set_text_contents(self.accessible, text)
        assert written, f'{self} cannot be written'

    def has(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def sensitive(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def showing(self):
        """By size: GTK 4.8 sets SHOWING on windows only. A page never shown is 0 x 0."""
        if 'Component' not in self.accessible.get_interfaces():
            return True
        extents = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        return extents.width > 0 and extents.height > 0

    def children(self):
        for i in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(i)
            # A stale cache can answer the root for a dialog: walking on would never end.
            if child is not None and child.get_role() != Atspi.Role.APPLICATION:
                yield Node(child, self.app)

    def walk(self, hidden=False):
        for child in self.children():
            if hidden or child.showing:
                yield child
                if child.role not in LARGE:
                    yield from child.walk(hidden)

    def search(self, role=None, name=None, hidden=False):
        for node in self.walk(hidden):
            if role in (None, node.role) and name in (None, node.name):
                yield node

    def find_all(self, role=None, name=None, hidden=False):
        return list(self.search(role, name, hidden))

    def find(self, role=None, name=None, seconds=10.0, hidden=False):
        def look():
            self.app.check_alive()
            return next(self.search(role, name, hidden), None)
        return wait(look, seconds, f'a {role} "{name}"')

    def actions(self):
        return [self.accessible.get_action_name(i)
                for i in range(self.accessible.get_n_actions())]

    def act(self, action):
        """Over the accessibility bus: needs neither focus nor pointer."""
        actions = self.actions()
        assert action in actions, f'{self} has no action {action}, only {actions}'
        self.accessible.do_action(actions.index(action))

    def press(self):
        """The click or toggle action of the node or of the first thing inside that has one."""
        for node in (self, *self.walk()):
            for action in ('click', 'toggle'):
                if action in node.actions():
                    return node.act(action)
        raise AssertionError(f'{self} cannot be pressed')

    def box(self):
        """Left, top, width, height on the screen."""
        extents = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        left, top = self.app.origin()
        return extents.x + left, extents.y + top, extents.width, extents.height

    def click(self, button=1, repeat=1):
        """With the pointer, in the middle; without one where the boxes cannot be trusted."""
        if not self.app.boxes_are_exact and (button, repeat) == (1, 1):
            return self.press()
        left, top, width, height = self.box()
        assert width > 0 and height > 0, f'{self} is not on the screen'
        self.app.xdotool('mousemove', int(left + width / 2), int(top + height / 2))
        time.sleep(0.05)
        self.app.xdotool('click', '--repeat', repeat, button)
        return None


class App(Node):
    """A started program and its first window."""

    def __init__(self, command, title, seconds=20.0, **environment):
        self.title = title
        self.log = open(pathlib.Path(os.environ['XDG_RUNTIME_DIR']) / 'program.log', 'w+',
                        encoding='utf-8')
        self.process = subprocess.Popen(command, env={**os.environ, **environment},
                                        stdout=self.log, stderr=subprocess.STDOUT)
        Atspi.set_timeout(5000, 15000)
        super().__init__(wait(self._on_bus, seconds, 'the program on the bus'), self)
        # GTK 4.18 leaves the padding of the widgets around out of its boxes: 16 px in a header bar.
        self.boxes_are_exact = self.accessible.get_toolkit_version().startswith('4.8.')
        self.window = wait(self._x_windows, seconds, 'a window')[-1]
        self.frame = self.find('frame', title)
        self._status = None

    def _on_bus(self):
        self.check_alive()
        desktop = Atspi.get_desktop(0)
        # Without a main loop the client's cache is never told of changes, and with a second window
        # it confuses that with the application. Both masks are needed.
        desktop.set_cache_mask(Atspi.Cache.NONE)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                application.set_cache_mask(Atspi.Cache.NONE)
                return application
        return None

    def _x_windows(self):
        return self.xdotool('search', '--onlyvisible', '--pid', self.process.pid).split()

    def check_alive(self):
        status = self.process.poll()
        assert status is None, f'the program ended with {status}: {self.output()}'

    def output(self):
        self.log.seek(0)
        return self.log.read()

    def xdotool(self, *words):
        return subprocess.run(['xdotool', *map(str, words)], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def origin(self):
        """Where the frame's (0, 0) lies on the screen: the X window plus its invisible border."""
        lines = self.xdotool('getwindowgeometry', '--shell', self.window).split()
        x_window = {key: int(value) for key, value in (line.split('=') for line in lines)}
        frame = self.frame.accessible.get_extents(Atspi.CoordType.WINDOW)
        return (x_window['X'] + (x_window['WIDTH'] - frame.width) // 2,
                x_window['Y'] + (x_window['HEIGHT'] - frame.height) // 2)

    def windows(self):
        """Frames and dialogs."""
        return [node for node in self.children() if node.showing]

    def focus(self):
        self.xdotool('windowfocus', '--sync', self.window)

    def key(self, *keys):
        self.xdotool('key', '--delay', 30, *keys)

    def type(self, text):
        self.xdotool('type', '--delay', 15, text)

    def choose_file(self, dialog_title, path):
        """Answers GTK's own file dialog, which is what there is without a portal."""
        dialog = wait(lambda: next((window for window in self.windows()
                                    if window.name == dialog_title), None), 5, 'the file dialog')
        time.sleep(0.5)
        self.type('/')      # opens the line for a path
        line = wait(lambda: next((node for node in dialog.walk() if node.has(
            Atspi.StateType.FOCUSED) and node.role == 'text'), None), 5, 'the line for a path')
        line.write(str(path))
        self.key('Return')

    def focused(self):
        """Where the keyboard is."""
        return next((node for node in self.walk() if node.has(Atspi.StateType.FOCUSED)
                     and node.role != 'frame'), None)

    def status(self):
        # Found once and kept: walking the tree while a dialog closes can crash GTK 4.8.
        if self._status is None:
            self._status = self.frame.find('status bar')
        return self._status.text

    def wait_status(self, part, seconds=10.0):
        def look():
            self.check_alive()
            text = self.status()
            return text if part in text else None
        return wait(look, seconds, f'a status with "{part}"')

    def unlabelled(self):
        """What takes the focus and has no name. GTK gives such things the name of their type."""
        return [str(node) for node in self.frame.walk()
                if node.has(Atspi.StateType.FOCUSABLE) and node.role != 'scroll pane'
                and (not node.name or node.name.startswith(('Gtk', 'Adw', 'Jig')))]

    def picture(self, path):
        """The whole screen: menus and popovers are X windows of their own."""
        subprocess.run(['import', '-window', 'root', str(path)], check=True)

    def rss_mib(self):
        pages = int(pathlib.Path(f'/proc/{self.process.pid}/statm').read_text().split()[1])
        return pages * os.sysconf('SC_PAGE_SIZE') / 2 ** 20

    def close(self, seconds=10.0):
        """By its own action, so that leak checkers report; nothing critical may have been said."""
        self.frame.act('window.close')
        assert self.process.wait(seconds) == 0, self.output()
        for word in ('CRITICAL', 'WARNING', 'ERROR'):
            assert word not in self.output(), self.output()


class Steps:
    """Prints TAP, a line a step, and keeps a picture of the screen for each step that fails."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.app = None
        self.number = self.failed = 0

    @contextlib.contextmanager
    def step(self, name):
        self.number += 1
        try:
            yield
        except (AssertionError, GLib.Error) as error:
            self.failed += 1
            print(f'not ok {self.number} - {name}', flush=True)
            print('\n'.join(f'# {line}' for line in str(error).splitlines()), flush=True)
            self.picture(f'failed-{self.number}')
        else:
            print(f'ok {self.number} - {name}', flush=True)

    def picture(self, name):
        if self.app is not None:
            self.app.picture(self.folder / f'{name}.png')

    def end(self):
        print(f'1..{self.number}', flush=True)
        if self.app is not None and self.app.process.poll() is None:
            self.app.process.kill()
        return 1 if self.failed else 0
