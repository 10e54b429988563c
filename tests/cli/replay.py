#!/usr/bin/env python3
"""Whole command lines of `jig replay`."""
import json

from tap import jig, main, test


def make(folder):
    (folder / 'rides.csv').write_text('fare,paid\n1.5,yes\n2,no\n3,yes\n4,no\n')
    script = '\n'.join([
        '# what somebody did',
        json.dumps({'do': 'load', 'with': {'file': str(folder / 'rides.csv')}}),
        json.dumps({'do': 'schema', 'as': 'data-1',
                    'with': {'data': 'data-1', 'column': 'paid', 'role': 'target'}}),
        json.dumps({'do': 'split', 'with': {'data': 'data-1', 'method': 'random:0.5'}}),
    ])
    jig('replay', '-', '-o', 'p.jigproj', stdin=script).check()


def told(*words):
    return json.loads(jig('replay', *words, '--json').check().out)


@test
def project_is_done_again(folder):
    make(folder)
    answer = told('p.jigproj')
    assert list(answer)[:6] == ['jig', 'command', 'ok', 'seed', 'inputs', 'warnings']
    assert (answer['identical'], answer['different'], answer['skipped']) == (3, 0, 0)
    assert [action['do'] for action in answer['actions']] == ['load', 'schema', 'split']
    assert '3 of 3 identical' in jig('replay', 'p.jigproj').check().out


@test
def project_made_by_a_verb(folder):
    make(folder)
    jig('data', 'rides.csv', '--journal', 'verb.jigproj').check()
    assert told('verb.jigproj')['identical'] == 1


@test
def file_that_moved(folder):
    make(folder)
    (folder / 'rides.csv').rename(folder / 'moved.csv')
    kept = told('p.jigproj')
    assert (kept['identical'], kept['skipped']) == (2, 1)
    assert told('p.jigproj', '--data', 'rides.csv=moved.csv')['identical'] == 3


@test
def file_that_changed(folder):
    make(folder)
    (folder / 'rides.csv').write_text('fare,paid\n7,yes\n')
    answer = jig('replay', 'p.jigproj', '--json').check(65)
    assert 'rides.csv' in json.loads(answer.out)['error']['message']


@test
def bad_scripts(folder):
    make(folder)
    for code, text, word in [(65, 'fly', 'line 1'), (2, '\n{"do":"fly"}', 'line 2'),
                             (2, 'jig fly', 'fly'), (66, 'jig data /none.csv', 'none.csv'),
                             (65, '{', 'line 1')]:
        assert word in jig('replay', '-', stdin=text).check(code).err, text
    jig('replay', 'none.jigproj').check(66)


@test
def command_lines_in_a_script(folder):
    make(folder)
    answer = jig('replay', '-', '-o', 'q.jigproj', stdin='jig data rides.csv\n').check()
    assert '4 rows' in answer.out
    assert told('q.jigproj')['identical'] == 1


main()
