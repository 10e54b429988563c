#!/usr/bin/env python3
"""Whole command lines of `jig export`: what leaves says the same as what stays."""
import csv
import io
import json
import shutil

from tap import Skip, jig, main, run, test


def write(folder, n_rows=1000):
    lines = ['station,when,temp,member,fare']
    for i in range(n_rows):
        temp = '' if i % 13 == 0 else f'{(i * 37 % 300) / 10 - 5}'
        lines.append(f'{["서울", "부산", "a,b"][i % 3]!r},'.replace("'", '"') +
                     f'2024-03-{i % 28 + 1:02d} {i % 24:02d}:15,{temp},{"yn"[i % 2]},'
                     f'{5 + i % 7 + (i % 24) / 8}')
    (folder / 'rides.csv').write_text('\n'.join(lines) + '\n')


def train(model):
    jig('train', '--csv', 'rides.csv', '--label', 'fare', '--model', model, '-o', 'm.jig').check()


@test
def c_program_says_the_same(folder):
    if shutil.which('cc') is None:
        raise Skip('no C compiler')
    write(folder)
    for model in ('boost', 'linear'):
        train(model)
        told = json.loads(jig('export', '--model', 'm.jig', '--to', 'c', '-o', 'm.c', '--json',
                              '--require-run').check().out)
        assert told['proof']['max_abs_diff'] == 0 and told['proof']['how'] == 'executed', told
        assert told['file']['bytes'] == (folder / 'm.c').stat().st_size
        run(['cc', '-std=c11', '-Wall', '-Wextra', '-Werror', '-O2', '-ffp-contract=off',
             '-DJIG_MODEL_MAIN', 'm.c', '-o', 'm', '-lm'], folder=folder).check()
        ours = [row['prediction'] for row in csv.DictReader(io.StringIO(
            jig('score', '--model', 'm.jig', '--csv', 'rides.csv').check().out))]
        theirs = run(['./m'], stdin=(folder / 'rides.csv').read_bytes(),
                     folder=folder).check().out.splitlines()[1:]
        assert len(ours) == 1000
        assert [float(value) for value in ours] == [float(value) for value in theirs]


@test
def proof_on_given_rows(folder):
    write(folder, 200)
    train('linear')
    told = json.loads(jig('export', '--model', 'm.jig', '--to', 'jig', '-o', 'copy.jig', '--prove',
                          'rides.csv', '--json').check().out)
    assert told['proof']['rows'] >= 200 and told['proof']['max_abs_diff'] == 0
    assert (folder / 'copy.jig').read_bytes() == (folder / 'm.jig').read_bytes()
    assert 'largest difference 0' in jig('export', '--model', 'm.jig', '--to', 'jig', '-o',
                                         'copy.jig').check().out


@test
def slips_are_named(folder):
    write(folder, 200)
    train('linear')
    for code, says, words in [
            (2, '--to', ['--model', 'm.jig', '-o', 'm.c']),
            (2, 'there are: c, jig', ['--model', 'm.jig', '--to', 'fly', '-o', 'm.c']),
            (66, 'none.jig', ['--model', 'none.jig', '--to', 'c', '-o', 'm.c']),
            (73, 'none/m.c', ['--model', 'm.jig', '--to', 'c', '-o', 'none/m.c'])]:
        answer = jig('export', *words).check(code)
        assert says in answer.err, answer
    assert not (folder / 'm.c').exists()


main()
