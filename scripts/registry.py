#!/usr/bin/env python3
"""Finds the rows of a table and writes the array of them.

    registry.py TABLE TYPE HEADER FOLDER...         prints C: the array jig_<table>s of const TYPE *
    registry.py --all TABLE TYPE HEADER FOLDER...   the same called jig_all_<table>s, where a lower
                                                    library has some of the rows, and its own array
    registry.py --ids TABLE FOLDER...               prints the ids, one a line

A row is a file FOLDER/<table>-<id>.c or FOLDER/<id>/<table>.c that defines
`const TYPE jig_<table>_<id>`, dashes written as underscores. HEADER declares TYPE and
`extern const TYPE * const jig_<table>s[]`, which ends with NULL. Folders are named from the root
of the source. One call of meson makes a registry, in the library that holds the rows:

    core_sources += configure_file(output: 'model-registry.c', capture: true,
      command: [registry_script, 'model', 'JigModelOps', 'core/model/model.h',
                'core/model', 'core/boost'])
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def find_ids(table, folders):
    ids = set()
    for folder in map(ROOT.joinpath, folders):
        ids.update(file.stem[len(table) + 1:] for file in folder.glob(f'{table}-*.c'))
        ids.update(file.parent.name for file in folder.glob(f'*/{table}.c'))
    wrong = [id for id in ids if not re.fullmatch(r'[a-z][a-z0-9]*(-[a-z0-9]+)*', id)]
    if wrong:
        sys.exit(f'registry.py: "{wrong[0]}" is no id for a {table}.')
    return sorted(ids)


def plural(table):
    return table + ('es' if table.endswith(('ch', 's', 'x')) else 's')


def registry(prefix, table, type_name, header, folders):
    symbols = [f'jig_{table}_{id}'.replace('-', '_') for id in find_ids(table, folders)]
    yield f'#include "{header}"\n'
    yield from (f'extern const {type_name} {symbol};' for symbol in symbols)
    yield f'\nconst {type_name} * const {prefix}_{plural(table)}[] = {{'
    yield from (f'  &{symbol},' for symbol in symbols)
    yield '  NULL\n};'


def main():
    words = sys.argv[1:]
    if len(words) >= 3 and words[0] == '--ids':
        lines = find_ids(words[1], words[2:])
    elif len(words) >= 5 and words[0] == '--all':
        lines = registry('jig_all', words[1], words[2], words[3], words[4:])
    elif len(words) >= 4:
        lines = registry('jig', words[0], words[1], words[2], words[3:])
    else:
        sys.exit(__doc__)
    print('\n'.join(lines))


if __name__ == '__main__':
    main()
