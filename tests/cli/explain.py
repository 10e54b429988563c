#!/usr/bin/env python3
"""Whole command lines of `jig explain`."""
import csv
import io
import json
import math

from tap import jig, main, test

ROWS = ''.join(f'{town},{size},{0.1 * (size * 7 % 5):.1f},{base + size}\n'
               for town, base in (('서울', 10), ('부산', 30), ('대구', 50)) for size in range(9))
KINDS = ''.join(f'{i % 7},{i % 5},{"low" if i % 7 < 2 else "mid" if i % 5 < 2 else "high"}\n'
                for i in range(70))


def train(folder):
    (folder / 'x.csv').write_text('town,size,noise,cost\n' + ROWS)
    jig('train', '--csv', 'x.csv', '--label', 'cost', '--task', 'regression', '--split', 'none',
        '--set', 'trees=20', '-o', 'm.jig').check()


def table(*words):
    return list(csv.DictReader(io.StringIO(jig('explain', '--model', 'm.jig', *words).check().out)))


@test
def parts_add_up(folder):
    train(folder)
    rows = table('--csv', 'x.csv')
    assert len(rows) == 27
    assert list(rows[0]) == ['row', 'base', 'town', 'size', 'noise', 'margin'], rows[0]
    for n, row in enumerate(rows, 1):
        parts = sum(float(row[name]) for name in ('base', 'town', 'size', 'noise'))
        assert row['row'] == str(n) and abs(parts - float(row['margin'])) < 1e-3, row
    assert len({row['base'] for row in rows}) == 1
    assert abs(float(rows[0]['town'])) > abs(float(rows[0]['noise']))


@test
def one_row(folder):
    train(folder)
    assert table('--csv', 'x.csv', '--row', '5') == table('--csv', 'x.csv')[4:5]
    for row in ('0', '28', 'two'):
        outcome = jig('explain', '--model', 'm.jig', '--csv', 'x.csv', '--row', row).check(2)
        assert f'--row must be a number from 1 to 27, not "{row}".' in outcome.err, outcome


@test
def the_assumption_is_named(folder):
    train(folder)
    (folder / 'b.csv').write_text('town,size,noise\n부산,3,0.1\n부산,4,0.1\n')
    outcome = jig('explain', '--model', 'm.jig', '--csv', 'x.csv').check()
    assert 'path-dependent' in outcome.err, outcome
    outcome = jig('explain', '--model', 'm.jig', '--csv', 'x.csv', '--background', 'b.csv').check()
    assert 'interventional, 2 background rows' in outcome.err, outcome
    outcome = jig('explain', '--model', 'm.jig', '--csv', 'x.csv', '--quiet').check()
    assert outcome.err == '', outcome


@test
def counts_are_explained_by_their_logarithm(folder):
    train(folder)
    outcome = jig('explain', '--model', 'm.jig', '--csv', 'x.csv').check()
    assert 'logarithm' not in outcome.err, outcome
    jig('train', '--csv', 'x.csv', '--label', 'cost', '--task', 'regression', '--split', 'none',
        '--set', 'objective=gamma', '-o', 'g.jig').check()
    outcome = jig('explain', '--model', 'g.jig', '--csv', 'x.csv').check()
    assert 'The parts add up to the logarithm of the prediction.' in outcome.err, outcome
    rows = csv.DictReader(outcome.out.splitlines())
    said = csv.DictReader(jig('score', '--model', 'g.jig', '--csv', 'x.csv').check()
                          .out.splitlines())
    for row, score in zip(rows, said, strict=True):
        parts = sum(float(row[name]) for name in ('base', 'town', 'size', 'noise'))
        assert abs(math.exp(parts) / float(score['prediction']) - 1) < 1e-5, (row, score)


@test
def against_one_row(folder):
    """A row against itself has no parts; a column that is the same has none."""
    train(folder)
    (folder / 'b.csv').write_text('town,size,noise\n서울,0,0.0\n')
    rows = table('--csv', 'x.csv', '--background', 'b.csv')
    assert all(float(rows[0][name]) == 0 for name in ('town', 'size', 'noise')), rows[0]
    assert abs(float(rows[0]['base']) - float(rows[0]['margin'])) < 1e-3, rows[0]
    assert all(float(row['town']) == 0 for row in rows[:9])
    assert float(rows[9]['town']) > 10


@test
def as_json(folder):
    train(folder)
    answer = json.loads(jig('explain', '--model', 'm.jig', '--csv', 'x.csv', '--json').check().out)
    assert answer['command'] == 'explain' and answer['assumption'] == 'path'
    assert answer['background_rows'] == 0 and answer['sum_error'] < 1e-9
    assert list(answer['mean_abs']) == ['town', 'size', 'noise']
    row = answer['rows'][3]
    assert row['row'] == 4 and list(row) == ['row', 'margin', 'base', 'contributions'], row
    total = row['base'] + sum(row['contributions'].values())
    assert abs(total - row['margin']) < 1e-3, row
    mean = sum(abs(row['contributions']['town']) for row in answer['rows']) / 27
    assert abs(mean - answer['mean_abs']['town']) < 1e-9


@test
def several_classes(folder):
    (folder / 'x.csv').write_text('a,b,kind\n' + KINDS)
    jig('train', '--csv', 'x.csv', '--label', 'kind', '--split', 'none', '--set', 'trees=5',
        '-o', 'm.jig').check()
    rows = table('--csv', 'x.csv', '--row', '2')
    assert sorted(row['class'] for row in rows) == ['high', 'low', 'mid'], rows
    for row in rows:
        parts = sum(float(row[name]) for name in ('base', 'a', 'b'))
        assert abs(parts - float(row['margin'])) < 1e-4, row


@test
def threads_do_not_matter(folder):
    train(folder)
    words = ('explain', '--model', 'm.jig', '--csv', 'x.csv', '--background', 'x.csv', '--quiet')
    first = jig(*words, '--threads', '1').check().out
    assert jig(*words, '--threads', '3').check().out == first
    assert jig(*words, JIG_ISA='portable').check().out == first


@test
def refused(folder):
    train(folder)
    (folder / 'other.csv').write_text('town,noise\n서울,0.1\n')
    jig('explain', '--model', 'm.jig', '--csv', 'other.csv').check(65)
    jig('explain', '--model', 'm.jig', '--csv', 'x.csv', '--group-parts', 'perhaps').check(2)
    jig('explain', '--model', 'm.jig').check(2)
    jig('train', '--csv', 'x.csv', '--label', 'cost', '--task', 'regression', '--split', 'none',
        '--model', 'linear', '-o', 'l.jig').check()
    outcome = jig('explain', '--model', 'l.jig', '--csv', 'x.csv').check(65)
    assert 'Only boosted trees can be explained' in outcome.err, outcome


main()
