#!/usr/bin/env python3
"""Whole command lines of `jig run`."""
import json
import os
import pathlib
import xml.dom.minidom

from tap import jig, main, test

PATTERNS = [path.parent.name
            for path in pathlib.Path(os.environ['JIG_SOURCE']).glob('patterns/*/pattern.c')]


@test
def every_pattern_runs_and_reports(folder):
    for pattern in PATTERNS:
        told = json.loads(jig('run', pattern, '--json', '--out', 'report').check().out)
        assert told['pattern'] == pattern and told['data'] == 'built-in'
        page = (folder / 'report' / 'index.html').read_text()
        assert '<script' not in page
        for step in told['steps']:
            assert step['state'] in ('done', 'degraded'), step
            assert step['headline']['baseline']['name'], step
            for figure in step['figures']:
                assert figure['summary'] and figure['title'], figure
                assert figure['svg'] in page
                xml.dom.minidom.parse(str(folder / 'report' / figure['svg']))
                assert (folder / 'report' / figure['png']).read_bytes().startswith(b'\x89PNG')
                assert (folder / 'report' / figure['csv']).read_text().count('\n') > 1, figure
        assert json.loads((folder / 'report' / 'run.json').read_text())['steps'] == told['steps']


@test
def a_hidden_mistake_is_told_in_the_report_only(folder):
    answers = set()
    for seed in range(1, 9):
        words = ['run', 'transform', '--break', '--seed', seed, '--step', 'break', '--json',
                 '--out', 'report']
        told = json.loads(jig(*map(str, words)).check().out)
        kept = json.loads((folder / 'report' / 'run.json').read_text())
        assert 'answer' not in told and kept['steps'] == told['steps']
        step, mistake = kept['answer'].split('.')
        answers.add(mistake)
        # Parity on golden rows finds whatever was done to the features.
        assert step != 'break' or told['steps'][0]['numbers']['parity_rows'] > 0, kept['answer']
    assert len(answers) > 2


@test
def bad_words_are_refused(folder):
    for words, says in [(['none'], 'none'), ([], 'pattern')]:
        assert says in jig('run', *words).check(2).err
    for pattern in PATTERNS:
        for words in (['--step', 'none'], ['--set', 'x'], ['--set', 'x=1'], ['--set', 'x.y=1'],
                      ['--mistake', 'x'], ['--mistake', 'x.y']):
            jig('run', pattern, *words).check(2)
        jig('run', pattern, '--csv', 'none.csv').check(66)


main()
