#!/usr/bin/env python3
"""A copy of a pattern's folder is a pattern. Usage: copied-folder.py ROOT CC LIBRARY...

Copies the patterns into a temporary folder, adds a copy of one folder under another id, and
changes nothing else. What is set up there has to find the copy and its guides, and the contract
has to hold it to every promise. The libraries are those of core, built already. Prints TAP.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ORIGINAL, COPY = 'transform', 'copied-walk'
SYMBOL = COPY.replace('-', '_')
SOURCES = ('tests/patterns/contract.c', 'tests/support/own-data.c', 'tests/support/own-data.h',
           'scripts/registry.py')

# The patterns as they are, on a core that is there.
PROJECT = """project('copied', 'c', default_options: ['c_std=gnu17'])
add_project_arguments('-DGETTEXT_PACKAGE="jig"', language: 'c')
gnome = import('gnome')
root_inc = include_directories('.')
registry_script = find_program('scripts/registry.py')
core_dep = declare_dependency(
  include_directories: root_inc,
  link_args: ['-Wl,--start-group', LIBRARIES, '-Wl,--end-group'],
  dependencies: [dependency('gio-2.0'), dependency('gio-unix-2.0'), dependency('json-glib-1.0'),
                 dependency('pangocairo'), dependency('threads'),
                 meson.get_compiler('c').find_library('m', required: false)],
)
chart_dep = dependency('pangocairo')
project_dep = declare_dependency()
cmark_dep = dependency('libcmark')
subdir('patterns')
executable('contract', 'tests/patterns/contract.c', 'tests/support/own-data.c',
  dependencies: [patterns_dep, core_dep])
"""


def copy_pattern(patterns):
    folder = patterns / COPY
    shutil.copytree(patterns / ORIGINAL, folder)
    for file in folder.glob('*.[ch]'):
        text = file.read_text(encoding='utf-8')
        text = text.replace(f'"patterns/{ORIGINAL}/', f'"patterns/{COPY}/')
        text = text.replace(f'.id = "{ORIGINAL}"', f'.id = "{COPY}"')
        text = re.sub(rf'\b(jig_pattern_)?{ORIGINAL}(?=_|\b(?= =))', rf'\g<1>{SYMBOL}', text)
        file.write_text(text, encoding='utf-8')


def lay_out(root, place, libraries):
    shutil.copytree(root / 'patterns', place / 'patterns')
    copy_pattern(place / 'patterns')
    for source in SOURCES:
        (place / source).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / source, place / source)
    (place / 'core').symlink_to(root / 'core')
    quoted = ', '.join(f"'{library}'" for library in libraries)
    (place / 'meson.build').write_text(PROJECT.replace('LIBRARIES', quoted))


def run(command, **environment):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={**os.environ, **environment})
    return done.returncode, done.stdout


def tell(number, is_fine, name, output):
    print('ok' if is_fine else 'not ok', number, f'/copied-folder/{name}')
    if not is_fine:
        print(re.sub('^', '# ', output[-6000:], flags=re.M))
    return is_fine


def promises(output, id):
    """The names of what the contract found fine of a pattern."""
    return set(re.findall(rf'^ok \d+ /patterns/{id}/(\S+)$', output, re.M))


def main():
    root, compiler = sys.argv[1:3]
    libraries = [pathlib.Path(library).resolve() for library in sys.argv[3:]]
    print('1..3')
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        build = place / 'build'
        lay_out(pathlib.Path(root), place, libraries)
        code, output = run(['meson', 'setup', build, place], CC=compiler)
        if not tell(1, code == 0, 'is-set-up', output):
            return 1
        code, output = run(['ninja', '-C', build])
        if not tell(2, code == 0, 'is-built', output):
            return 1
        code, output = run([build / 'contract'], G_TEST_SRCDIR=f'{place}/tests')
        kept = promises(output, COPY)
        is_fine = code == 0 and kept != set() and kept == promises(output, ORIGINAL)
        return 0 if tell(3, is_fine, 'keeps-every-promise', output) else 1


if __name__ == '__main__':
    sys.exit(main())
