#!/usr/bin/env python3
"""Every text that a user sees has its Korean. Usage: translation.py ROOT

Reads the sources afresh, so that a new text without a translation is found; looks for particles
directly behind a placeholder, which would have to change with the last sound of what stands there.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

PARTICLE = re.compile(r'%[-0-9.$]*(?:s|d|u|zu|<PRI\w+>)(?:\\")?(?:은|는|이|가|을|를|과|와|로|으로)(?=[ .,"])')


def messages(command):
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.findall(r'^msgid (?!""\n\n)(.*?)^msgstr', text, re.M | re.S)


def main():
    root = pathlib.Path(sys.argv[1])
    korean = root / 'resources' / 'po' / 'ko.po'
    with tempfile.TemporaryDirectory() as folder:
        template, merged = pathlib.Path(folder) / 'jig.pot', pathlib.Path(folder) / 'ko.po'
        subprocess.run([sys.executable, root / 'scripts' / 'potfiles.py', '--pot', template],
                       check=True, stdout=subprocess.DEVNULL)
        subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, korean, template],
                       check=True)
        subprocess.run(['msgfmt', '--check-format', '-o', '/dev/null', merged], check=True)
        missing = messages(['msgattrib', '--untranslated', merged])
        fuzzy = messages(['msgattrib', '--only-fuzzy', merged])
    found = [f'not translated: {one.strip()}' for one in missing if one.strip() != '""']
    found += [f'only guessed: {one.strip()}' for one in fuzzy]
    found += [f'a particle behind a placeholder: {line.strip()}'
              for line in korean.read_text(encoding='utf-8').splitlines()
              if line.startswith(('msgstr', '"')) and PARTICLE.search(line)]
    print('\n'.join(found))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
