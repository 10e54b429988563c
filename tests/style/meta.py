#!/usr/bin/env python3
"""The judges judged: a defect that is planted has to be found. Usage: meta.py ROOT; prints TAP."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1])

# Programs as they come to an end in real life; each a test of meson with a second to live.
ENDINGS = {
    'crash-after-2-of-3': 'echo 1..3; echo ok 1 - a; echo ok 2 - b; kill -SEGV $$',
    'time-out-after-1-of-2': 'echo 1..2; echo ok 1 - a; sleep 20',
    'time-out-with-nothing': 'sleep 20',
    'exit-0': 'exit 0',
    'exit-77': 'exit 77',
    'mixed': 'echo 1..4; echo ok 1 - a; echo not ok 2 - b; echo ok 3 - c \\# SKIP why;'
             ' echo not ok 4 - d \\# TODO later; exit 1',
    'ended-at-1-of-3': 'echo 1..3; echo ok 1 - a',
}
WITHOUT_TAP = ('exit-0', 'exit-77', 'time-out-with-nothing')

# (what to find, script, path, text)
DEFECTS = [
    ('must not include', 'layers', 'core/base/a.c', '#include "core/data/frame.h"\n'),
    ('must not include', 'layers', 'core/data/a.c', '#include <gtk/gtk.h>\n'),
    ('must not include', 'layers', 'core/data/a.c', '#include <pthread.h>\n'),
    ('must not include', 'layers', 'app/home/a.c', '#include "patterns/transform/steps.h"\n'),
    ('must not include', 'layers', 'app/home/a.c', '#include "app/cli/print.h"\n'),
    ('must not include', 'layers', 'patterns/tuning/a.c', '#include "patterns/transform/steps.h"\n'),
    ('no test', 'layers', 'core/data/a.c', '/* Tested by tests/core/data/b.c. */\n'),
    ('in no layer', 'layers', 'core/odd/a.c', ''),
    ('tab', 'style', 'core/base/a.c', '\tint i;\n'),
    ('trailing space', 'style', 'core/base/a.c', 'int i; \n'),
    ('columns', 'style', 'core/base/a.c', f'/* {"x" * 100} */\n'),
    ('brace', 'style', 'core/base/a.c', '  if (a) {\n'),
    ('// comment', 'style', 'core/base/a.c', '// hello\n'),
    ('600 lines', 'style', 'core/base/a.c', '\n' * 601),
    ('80 lines', 'style', 'core/base/a.c', 'void\nf (void)\n{\n' + '  g ();\n' * 81 + '}\n'),
    ('line up', 'style', 'core/base/a.c', 'void\nf (int a,\n   double b)\n{\n}\n'),
    ('ends the program', 'style', 'core/base/a.c', '  abort ();\n'),
    ('the product', 'style', 'core/base/a.c', '  p = g_malloc (n * sizeof *p);\n'),
    ('the product', 'style', 'core/base/a.c', '  p = g_new0 (double, n_rows * n_columns);\n'),
    ('no locale', 'style', 'core/base/a.c', '  x = strtod (text, NULL);\n'),
    ('only clock', 'style', 'core/base/a.c', '  now = g_get_real_time ();\n'),
    ('repeatable', 'style', 'core/base/a.c', '  i = g_random_int ();\n'),
    ('core/base/vfs', 'style', 'core/data/a.c', '  f = fopen (path, "r");\n'),
    ('has the threads', 'style', 'core/data/a.c', 'static GMutex lock;\n'),
    ('is absent', 'style', 'core/data/a.c', '/* ' + 'TO' + 'DO */\n'),
    ('somebody else', 'style', 'tests/support/a.supp', 'leak:*\n'),
    ('somebody else', 'style', 'tests/support/a.supp', 'leak:libjig-core\n'),
    ('not translatable', 'strings', 'app/a.ui',
     '<interface><object class="GtkLabel"><property name="label">Hi</property></object></interface>'),
    ('has no name', 'strings', 'app/a.ui',
     '<interface><object class="GtkButton"><property name="icon-name">x</property></object>'
     '</interface>'),
    ('twice', 'strings', 'app/a.ui',
     '<interface><object class="A" id="a"/><object class="A" id="a"/></interface>'),
]


def closing_line(*logs):
    done = subprocess.run([sys.executable, ROOT / 'tests/support/closing-line.py', *logs],
                          capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1], done.returncode


def real_log(folder):
    """The log that meson writes of all the endings."""
    lines = ["project('meta')", "sh = find_program('sh')"]
    for name, script in ENDINGS.items():
        (folder / f'{name}.sh').write_text(script + '\n')
        protocol = 'exitcode' if name in WITHOUT_TAP else 'tap'
        lines.append(f"test('{name}', sh, args: files('{name}.sh'), protocol: '{protocol}',"
                     " timeout: 1)")
    (folder / 'meson.build').write_text('\n'.join(lines))
    build = folder / 'build'
    subprocess.run(['meson', 'setup', build, folder], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['meson', 'test', '-C', build], check=False, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return build / 'meson-logs' / 'testlog.json'


def test_every_ending_is_counted(folder):
    line = closing_line(real_log(folder))
    assert line == ('7 passed, 5 failed, 2 skipped', 1), line


def test_a_missing_log_fails(folder):
    line, status = closing_line(folder / 'missing.json')
    assert status == 1 and re.fullmatch(r'0 passed, [1-9]\d* failed', line), line


def test_no_test_is_no_success(folder):
    (folder / 'empty.json').write_text('')
    line = closing_line(folder / 'empty.json')
    assert line == ('0 passed, 0 failed', 1), line


def test_planted_defects_are_found(folder):
    for n, (what, script, path, text) in enumerate(DEFECTS):
        top = folder / str(n)
        (top / path).parent.mkdir(parents=True)
        (top / path).write_text(text)
        done = subprocess.run([sys.executable, ROOT / 'tests/style' / f'{script}.py', top],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 1 and what in done.stdout, f'{script}: {text!r}: {done.stdout}'


def test_same_name_in_two_folders_is_found(folder):
    for path in ('core/base/a.c', 'app/home/a.c'):
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_text('')
    done = subprocess.run([sys.executable, ROOT / 'tests/style/layers.py', folder],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 1 and 'same name' in done.stdout, done.stdout


def install(folder, installed):
    """How scripts/install ends for somebody without rights on a system with these packages."""
    fakes = {'dpkg-query': f"printf '%s installed\\n' {installed}", 'apt-get': 'exit 99',
             'id': 'echo 1000', 'sudo': 'exit 1'}
    for name, script in fakes.items():
        (folder / name).write_text(f'#!/bin/sh\n{script}\n')
        (folder / name).chmod(0o755)
    done = subprocess.run([ROOT / 'scripts/install', 'run'], capture_output=True, text=True,
                          env={**os.environ, 'PATH': f'{folder}:{os.environ["PATH"]}'}, check=False)
    return done.returncode, done.stdout + done.stderr


def test_nothing_missing_asks_nothing_of_apt(folder):
    outcome = install(folder, 'dbus at-spi2-core adwaita-icon-theme fonts-dejavu-core'
                              ' fonts-noto-cjk glib-networking')
    assert outcome == (0, ''), outcome


def test_without_rights_the_line_to_type_is_named(folder):
    outcome = install(folder, 'dbus at-spi2-core adwaita-icon-theme fonts-dejavu-core')
    assert outcome == (
        69, 'apt-get install --no-install-recommends fonts-noto-cjk glib-networking\n'), outcome


def test_registry_finds_files_and_folders(folder):
    for path in ('core/x/mark-b-c.c', 'core/x/mark-a.c', 'core/x/mark.h', 'core/y/d/mark.c'):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text('')
    (folder / 'scripts').mkdir()
    script = shutil.copy(ROOT / 'scripts/registry.py', folder / 'scripts')
    done = subprocess.run([sys.executable, script, 'mark', 'JigMarkOps', 'core/x/mark.h', 'core/x',
                           'core/y'], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        '#include "core/x/mark.h"', '',
        'extern const JigMarkOps jig_mark_a;',
        'extern const JigMarkOps jig_mark_b_c;',
        'extern const JigMarkOps jig_mark_d;', '',
        'const JigMarkOps * const jig_marks[] = {',
        '  &jig_mark_a,', '  &jig_mark_b_c,', '  &jig_mark_d,', '  NULL', '};'], done.stdout


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith('test_')]
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    for n, (name, test) in enumerate(tests, 1):
        verdict = 'ok'
        with tempfile.TemporaryDirectory(prefix='jig-meta-') as folder:
            try:
                test(pathlib.Path(folder))
            except (AssertionError, OSError, subprocess.SubprocessError) as error:
                print('\n'.join(f'# {line}' for line in str(error).splitlines()))
                verdict = 'not ok'
                failed += 1
        print(f'{verdict} {n} - {name[5:].replace("_", " ")}', flush=True)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
