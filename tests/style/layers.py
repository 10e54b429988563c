#!/usr/bin/env python3
"""Who may include whom. Usage: layers.py ROOT

A layer may include itself and what its line names, nothing else. Base names are unique in core/
and app/ together: a file is called by its name alone. core/base/text.c is tested by
tests/core/base/text.c, or says by which other file: "Tested by tests/core/base/json.c."
"""
import pathlib
import re
import sys

BELOW_BOOST = ['core/base', 'core/data', 'core/model']
ALL_BUT_SERVE = [*BELOW_BOOST, 'core/collective', 'core/boost', 'core/net', 'core/embed',
                 'core/recommend', 'core/tune', 'core/explain', 'core/plan', 'core/export',
                 'core/batch', 'core/chart']

MAY_INCLUDE = {
    'core/base': [],
    'core/data': ['core/base'],
    'core/collective': ['core/base'],
    'core/model': ['core/base', 'core/data'],
    'core/boost': [*BELOW_BOOST, 'core/collective'],
    'core/net': BELOW_BOOST,
    'core/embed': BELOW_BOOST,
    'core/tune': BELOW_BOOST,
    'core/plan': ['core/base', 'core/data'],
    'core/recommend': [*BELOW_BOOST, 'core/boost', 'core/embed'],
    'core/explain': [*BELOW_BOOST, 'core/boost'],
    'core/export': [*BELOW_BOOST, 'core/boost'],
    'core/batch': BELOW_BOOST,
    'core/serve': [*BELOW_BOOST, 'core/batch'],
    'core/chart': ['core/base'],
    'core/view': ALL_BUT_SERVE,
    'core/project': ['core'],
    'patterns/kit': ['core'],
    'patterns': ['core', 'patterns/kit'],
    'app': ['core', 'patterns/kit'],
    'app/cli': ['core', 'patterns/kit'],
    'app/mpi': [*BELOW_BOOST, 'core/collective', 'core/boost'],
    'tests': ['core', 'patterns', 'app'],
}

# Headers from outside that only some layers or files may see; every other one is free.
MAY_INCLUDE_OUTSIDE = [
    (r'(gtk|gdk|gsk)/|adwaita\.h', ['app', 'tests']),
    (r'libsoup/', ['core/serve', 'tests']),
    (r'libsecret/', ['core/serve']),
    (r'cairo|pango/', ['core/chart', 'app', 'tests']),
    (r'cmark\.h', ['patterns/kit', 'tests']),
    (r'(zstd|zlib)\.h', ['core/data', 'tests']),
    (r'mpi\.h', ['app/mpi']),
    (r'pthread\.h', ['core/base/parallel.c', 'core/collective/collective-threads.c',
                     'app/job/job.c', 'tests']),
    (r'(\w*intrin|cpuid)\.h', ['core/base/cpu.c', 'core/base/sha256-sha.c', '*-avx2.c', '*-avx512.c']),
]
TESTED_BY = re.compile(r'Tested by\s+(?:\* +)?(tests/[\w/-]+\.(?:c|py))')
# The variants of a table of kernels share the test that compares them.
VARIANT = re.compile(r'-(portable|avx2|avx512)\.c$')
INCLUDE = re.compile(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def inside(path, folder):
    return path.startswith(folder + '/')


def layer_of(path):
    return max((layer for layer in MAY_INCLUDE if inside(path, layer)), key=len, default=None)


def ours_is_fine(path, layer, header):
    # A pattern's own folder is its layer: patterns do not know each other.
    own = path.rsplit('/', 1)[0] if layer == 'patterns' else layer
    if layer_of(header) == layer and inside(header, own):
        return True
    return layer == 'tests' or any(inside(header, folder) for folder in MAY_INCLUDE[layer])


def outside_is_fine(path, layer, header):
    for pattern, places in MAY_INCLUDE_OUTSIDE:
        if re.match(pattern, header):
            return any(place == layer or pathlib.PurePath(path).match(place) for place in places)
    return True


def check(path, text):
    layer = layer_of(path)
    if layer is None:
        yield 1, 'is in no layer'
        return
    for n, line in enumerate(text.split('\n'), 1):
        found = INCLUDE.match(line)
        if found and found[1] and not ours_is_fine(path, layer, found[1]):
            yield n, f'{layer} must not include {found[1]}'
        if found and found[2] and not outside_is_fine(path, layer, found[2]):
            yield n, f'{path} must not include <{found[2]}>'


def is_tested(root, path, text):
    other = TESTED_BY.search(text)
    return (root / 'tests' / VARIANT.sub('.c', path)).exists() or (
        other is not None and (root / other[1]).exists())


def main():
    root = pathlib.Path(sys.argv[1])
    findings = []
    names = {}
    for top in ('core', 'patterns', 'app', 'tests'):
        for file in sorted((root / top).rglob('*.[ch]')):
            path = file.relative_to(root).as_posix()
            text = file.read_text()
            findings += [f'{path}:{n}: {what}' for n, what in check(path, text)]
            if top == 'core' and file.suffix == '.c' and not is_tested(root, path, text):
                findings.append(f'{path}: no test of this name')
            if top in ('core', 'app') and names.setdefault(file.name, path) != path:
                findings.append(f'{path}: same name as {names[file.name]}')
    print('\n'.join(findings))
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
