"""Tests of whole command lines. A script of the suite cli reads:

    from tap import jig, main, test

    @test
    def version_is_told(folder):
        assert jig('--version').out == 'jig 0.1.0\\n'

    main()

Every test gets a folder of its own, in which `jig` runs and keeps its state; it is gone afterwards.
Run by tests/meson.build, which names the program in $JIG.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

TIME_LIMIT = 30     # seconds; only a hang waits so long
LOCALES = ('ko_KR', 'de_DE', 'tr_TR', 'ar_EG')

_tests = []
_folder = None


class Skip(Exception):
    """Raised by a test that cannot run here; says why, and where it does run."""


class Outcome:
    """How a command ended, and what it said."""

    def __init__(self, words, process):
        self.words = words
        self.code = process.returncode
        self.raw = process.stdout
        self.out = process.stdout.decode(errors='replace')
        self.err = process.stderr.decode(errors='replace')

    def __str__(self):
        return (f'jig {" ".join(self.words)}: ended with {self.code}\n'
                f'--- standard output\n{self.out}\n--- standard error\n{self.err}')

    def check(self, code=0):
        """The same outcome, if the command ended as it should."""
        assert self.code == code, f'{code} was expected\n{self}'
        return self


def environment(folder, **more):
    """Nothing of the user's: no state, no settings, no display."""
    own = {'HOME': folder, 'TMPDIR': folder}
    own.update({f'XDG_{kind}_HOME': folder / '.jig' / kind.lower()
                for kind in ('STATE', 'DATA', 'CONFIG', 'CACHE')})
    values = {**os.environ, **own, **more}
    return {name: str(value) for name, value in values.items() if value is not None}


def run(command, stdin=b'', folder=None, **more):
    """Runs any program as jig() runs jig; NAME=None leaves a variable out."""
    folder = folder or _folder
    if isinstance(stdin, str):
        stdin = stdin.encode()
    words = [str(word) for word in command]
    process = subprocess.run(words, input=stdin, cwd=folder, env=environment(folder, **more),
                             capture_output=True, timeout=TIME_LIMIT, check=False)
    return Outcome(words[1:], process)


def jig(*words, **more):
    """Runs `jig WORDS...` in the folder of the test and waits for its end."""
    return run([os.environ['JIG'], *words], **more)


def locales():
    """The names of the places to try a command in: one with a decimal comma, one with a dotless i."""
    built = pathlib.Path(os.environ.get('LOCPATH', '/nowhere'))
    return [f'{name}.UTF-8' for name in LOCALES if (built / f'{name}.UTF-8').is_dir()]


def test(function):
    """Adds a test; its name is the function's."""
    _tests.append(function)
    return function


def _say(lines):
    print('\n'.join(f'# {line}' for line in str(lines).splitlines()), flush=True)


def _outcome(function):
    global _folder
    with tempfile.TemporaryDirectory(prefix='jig-cli-') as name:
        _folder = pathlib.Path(name)
        try:
            function(_folder)
        except Skip as reason:
            return 'ok', f' # SKIP {reason}'
        except AssertionError as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            for frame in traceback.extract_tb(error.__traceback__):
                place = frame if frame.filename == sys.argv[0] else place
            _say(f'line {place.lineno}: {place.line}\n{error}')
            return 'not ok', ''
        except (OSError, ValueError, KeyError, IndexError, subprocess.SubprocessError):
            _say(traceback.format_exc())
            return 'not ok', ''
    return 'ok', ''


def main():
    """Runs the tests and ends the program."""
    print(f'1..{len(_tests)}', flush=True)
    failed = 0
    for number, function in enumerate(_tests, 1):
        verdict, remark = _outcome(function)
        failed += verdict != 'ok'
        print(f'{verdict} {number} - {function.__name__.replace("_", " ")}{remark}', flush=True)
    sys.exit(1 if failed else 0)
