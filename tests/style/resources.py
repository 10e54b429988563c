#!/usr/bin/env python3
"""What shops, menus and settings read is well formed. Usage: resources.py ROOT BUILD

Every XML file is read; the desktop entry and the metainfo of the build go through the programs
that judge them, and say as much in Korean as in English.
"""
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ID = 'org.jigworkbench.Jig'
TRANSLATED_KEYS = ('Name', 'GenericName', 'Comment', 'Keywords')
JUDGES = ((['desktop-file-validate'], f'{ID}.desktop'),
          (['appstreamcli', 'validate', '--no-net'], f'{ID}.metainfo.xml'))


def malformed(root):
    files = [file for folder in ('app', 'resources', 'patterns') for file in (root / folder).rglob('*')
             if file.suffix in ('.xml', '.ui', '.svg') or file.name.endswith('.xml.in')]
    for file in sorted(files):
        try:
            ElementTree.parse(file)
        except ElementTree.ParseError as error:
            yield f'{file.relative_to(root)}: {error}'


def judged(build):
    for command, name in JUDGES:
        if shutil.which(command[0]) is None:
            print(f'{command[0]} is not installed: {name} was not judged')
            continue
        done = subprocess.run([*command, str(build / name)], text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        # A hint is one as well: the entry is small enough to have none.
        if done.returncode != 0 or (name.endswith('.desktop') and done.stdout):
            yield f'{name}: {done.stdout}'


def untranslated(build):
    lines = (build / f'{ID}.desktop').read_text(encoding='utf-8').splitlines()
    for key in TRANSLATED_KEYS:
        if not any(line.startswith(f'{key}[ko]=') for line in lines):
            yield f'{ID}.desktop: no {key} in Korean'


def main():
    root, build = map(pathlib.Path, sys.argv[1:])
    findings = list(malformed(root))
    if (build / f'{ID}.desktop').exists():
        findings += [*judged(build), *untranslated(build)]
    print('\n'.join(findings))
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
