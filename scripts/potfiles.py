#!/usr/bin/env python3
"""The files with user-visible text, found instead of listed.

    potfiles.py              prints them, a line each, named from the root of the source
    potfiles.py --pot FILE   writes the template of all their strings (xgettext)
    potfiles.py --update     merges new strings into every resources/po/*.po (msgmerge)
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PO = ROOT / 'resources' / 'po'
CALL = re.compile(r'\b(?:N?C?_|n?gettext|g_dngettext|g_dpgettext2?) ?\(')
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']


def has_text(file):
    if file.suffix in ('.c', '.h'):
        return CALL.search(file.read_text(encoding='utf-8')) is not None
    if file.suffix == '.ui':
        return 'translatable="' in file.read_text(encoding='utf-8')
    return file.name.endswith(('.desktop.in', '.metainfo.xml.in'))


def find():
    files = (file for folder in ('app', 'core', 'patterns', 'resources')
             for file in (ROOT / folder).rglob('*.*') if file.is_file())
    return sorted(file.relative_to(ROOT).as_posix() for file in files if has_text(file))


def write_template(path):
    command = ['xgettext', '--from-code=UTF-8', '--package-name=jig', '--add-comments=Translators:',
               '--no-location', '--sort-output', f'--output={path}', f'--directory={ROOT}',
               *(f'--keyword={keyword}' for keyword in KEYWORDS), '--files-from=-']
    subprocess.run(command, input='\n'.join(find()), text=True, check=True)


def update():
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / 'jig.pot'
        write_template(template)
        for po in sorted(PO.glob('*.po')):
            subprocess.run(['msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching',
                            '--sort-output', str(po), str(template)], check=True)


def main():
    words = sys.argv[1:]
    if words == ['--update']:
        update()
    elif len(words) == 2 and words[0] == '--pot':
        write_template(words[1])
    elif not words:
        print('\n'.join(find()))
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main()
