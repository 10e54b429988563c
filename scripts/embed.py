#!/usr/bin/env python3
"""Prints a text as a C string: embed.py NAME FILE

A line `@include OTHER` of FILE is replaced by that file of the same folder. The result defines
`const char NAME[]`, for which some header has the declaration.
"""
import pathlib
import re
import sys


def read(path):
    def include(match):
        return path.with_name(match[1]).read_text(encoding='utf-8')
    return re.sub(r'^@include (\S+)\n', include, path.read_text(encoding='utf-8'), flags=re.M)


def quote(line):
    escaped = line.replace('\\', '\\\\').replace('"', '\\"').replace('?', '\\?')
    return '"' + escaped.replace('\n', '\\n') + '"'


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(f'extern const char {sys.argv[1]}[];\n\nconst char {sys.argv[1]}[] =')
    for line in read(pathlib.Path(sys.argv[2])).splitlines(keepends=True):
        print('  ' + quote(line))
    print('  ;')


if __name__ == '__main__':
    main()
