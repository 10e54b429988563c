#!/usr/bin/env python3
"""Buttons that show a picture only. Usage: labels.py ROOT

Each has a tooltip for those who see it and a name for those who do not.
"""
import pathlib
import sys
import xml.etree.ElementTree as etree

BUTTONS = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton'}


def findings(path):
    for button in etree.parse(path).iter('object'):
        if button.get('class') not in BUTTONS:
            continue
        properties = {one.get('name') for one in button.findall('property')}
        names = {one.get('name') for one in button.findall('accessibility/*')}
        if 'icon-name' not in properties or 'label' in properties:
            continue
        name = button.get('id') or button.find("property[@name='icon-name']").text
        if 'tooltip-text' not in properties:
            yield f'{path}: {name} has no tooltip'
        if not names & {'label', 'labelled-by'}:
            yield f'{path}: {name} has no accessible label'


def main():
    root = pathlib.Path(sys.argv[1])
    found = [line for path in sorted(root.glob('app/**/*.ui')) for line in findings(path)]
    print('\n'.join(found))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
