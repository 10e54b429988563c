#!/usr/bin/env python3
"""Whole command lines of `jig patterns`: it lists what the folders hold."""
import json
import os
import pathlib

from tap import jig, main, test

FOLDERS = sorted(path.parent.name
                 for path in pathlib.Path(os.environ['JIG_SOURCE']).glob('patterns/*/pattern.c'))


@test
def folders_are_listed(folder):
    lines = jig('patterns').check().out.splitlines()
    assert sorted(line.split()[0] for line in lines) == FOLDERS, lines


@test
def tables_are_told(folder):
    patterns = json.loads(jig('patterns', '--json').check().out)['patterns']
    assert [pattern['id'] for pattern in patterns] == FOLDERS
    for pattern in patterns:
        assert list(pattern) == ['id', 'group', 'title', 'summary', 'roles', 'steps']
        assert pattern['title']['en'] and pattern['title']['ko'], pattern['title']
        for step in pattern['steps']:
            assert list(step) == ['id', 'title', 'needs', 'makes', 'params', 'mistakes', 'figures']


main()
