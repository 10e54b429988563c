#!/usr/bin/env python3
"""User-visible text can be translated, and every control can be named. Usage: strings.py ROOT

Reads every .ui: text that a person sees is marked translatable, ids are unique words, and what
takes the focus has a label, a tooltip or an accessible name.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

# Properties, menu attributes and columns whose value a person reads.
VISIBLE = {'label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text',
           'heading', 'body', 'text', 'help-text', 'value-text', 'secondary-text'}
NAMES = {'label', 'title', 'tooltip-text', 'placeholder-text'}
# What a person operates; a class of our own names itself in C.
CONTROLS = {'GtkButton', 'GtkToggleButton', 'GtkCheckButton', 'GtkMenuButton', 'GtkLinkButton',
            'GtkSwitch', 'GtkEntry', 'GtkSearchEntry', 'GtkPasswordEntry', 'GtkText', 'GtkTextView',
            'GtkSpinButton', 'GtkScale', 'GtkDropDown', 'GtkExpander', 'GtkListBox', 'GtkListView',
            'GtkGridView', 'GtkColumnView', 'AdwSplitButton', 'AdwActionRow', 'AdwEntryRow',
            'AdwComboRow', 'AdwExpanderRow', 'AdwPasswordEntryRow'}
ID = re.compile(r'[a-z][a-z0-9]*([_-][a-z0-9]+)*')


def is_text(text):
    return re.search(r'[^\W\d_]', text or '') is not None


def untranslatable(tree):
    for element in tree.iter():
        name = element.get('name', '').replace('_', '-')
        if (element.tag in ('property', 'attribute') and name in VISIBLE and is_text(element.text)
                and element.get('translatable') not in ('yes', 'true')):
            yield f'"{element.text.strip()}" is not translatable'


def names_of(control):
    """The elements that say what a control is called."""
    yield from (child for child in control.findall('property')
                if child.get('name', '').replace('_', '-') in NAMES)
    for accessibility in control.findall('accessibility'):
        yield from (child for child in accessibility
                    if child.get('name') in ('label', 'labelled-by'))


def has_name(control, labelled):
    if any(is_text(name.text) or name.get('bind-source') for name in names_of(control)):
        return True
    # A label whose mnemonic leads here, or a button that holds more than an icon.
    return control.get('id') in labelled or any(
        child.find('object') is not None and child.find('object').get('class') != 'GtkImage'
        for child in control.findall('child'))


def nameless(tree):
    labelled = {prop.text for prop in tree.iter('property')
                if prop.get('name', '').replace('_', '-') == 'mnemonic-widget'}
    for control in tree.iter('object'):
        if control.get('class') in CONTROLS and not has_name(control, labelled):
            yield f"a {control.get('class')} \"{control.get('id', '')}\" has no name"


def wrong_ids(tree):
    seen = set()
    for element in tree.iter():
        name = element.get('id') if element.tag in ('object', 'menu', 'section') else None
        if name is not None and (name in seen or not ID.fullmatch(name)):
            yield f'the id "{name}" is there twice or not in lower case'
        seen.add(name)


def main():
    root = pathlib.Path(sys.argv[1])
    findings = []
    for file in sorted((root / 'app').rglob('*.ui')):
        path = file.relative_to(root).as_posix()
        try:
            tree = ElementTree.parse(file).getroot()
        except ElementTree.ParseError as error:
            findings.append(f'{path}: {error}')
            continue
        findings += [f'{path}: {what}' for check in (untranslatable, nameless, wrong_ids)
                     for what in check(tree)]
    print('\n'.join(findings))
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
