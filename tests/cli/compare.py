#!/usr/bin/env python3
"""Whole command lines of `jig compare`."""
import json

from tap import jig, main, test


def write(folder):
    lines = ['x,noise,y']
    for i in range(400):
        lines.append(f'{i % 20},{(i * 7919) % 31},{"yes" if (i % 20) > 9 or i % 17 == 0 else "no"}')
    (folder / 'rows.csv').write_text('\n'.join(lines) + '\n')
    for model in ('linear', 'boost', 'constant'):
        jig('train', '--csv', 'rows.csv', '--label', 'y', '--model', model, '-o',
            f'{model}.jig').check()


@test
def two_models(folder):
    write(folder)
    told = json.loads(jig('compare', 'constant.jig', 'boost.jig', '--csv', 'rows.csv',
                          '--json').check().out)
    assert [model['name'] for model in told['models']] == ['constant.jig', 'boost.jig']
    verdict, = told['verdict']
    assert (verdict['metric'], verdict['mark']) == ('auc', 'better'), verdict
    assert verdict['model'] == 'boost.jig' and verdict['against'] == 'constant.jig'
    assert 'boost.jig' in verdict['sentence']['en'] and verdict['sentence']['ko']
    assert told['tests']['delong']['p'] < 0.01 and told['tests']['mcnemar']['p'] < 0.01
    assert 'depth' in told['settings_diff']


@test
def the_same_model_twice(folder):
    write(folder)
    told = json.loads(jig('compare', 'boost.jig', 'boost.jig', '--csv', 'rows.csv', '--metric',
                          'auc,error', '--json').check().out)
    assert [verdict['difference'] for verdict in told['verdict']] == [0, 0]
    assert {verdict['mark'] for verdict in told['verdict']} == {'same'}
    assert told['settings_diff'] == {}


@test
def one_model_against_its_baseline(folder):
    write(folder)
    told = json.loads(jig('compare', 'boost.jig', '--csv', 'rows.csv', '--json').check().out)
    assert len(told['models']) == 2 and told['models'][0]['sha256'] is None


@test
def baseline_can_be_chosen(folder):
    write(folder)
    told = json.loads(jig('compare', 'constant.jig', 'boost.jig', 'linear.jig', '--csv',
                          'rows.csv', '--baseline', 'boost.jig', '--json').check().out)
    assert [model['name'] for model in told['models']] == [
        'boost.jig', 'constant.jig', 'linear.jig']
    assert 'boost.jig' in jig('compare', 'constant.jig', 'boost.jig', '--csv',
                              'rows.csv').check().out


@test
def threads_change_nothing(folder):
    write(folder)
    answers = set()
    for threads in '127':
        told = json.loads(jig('compare', 'linear.jig', 'boost.jig', '--csv', 'rows.csv', '--json',
                              JIG_THREADS=threads).check().out)
        del told['timing']
        answers.add(json.dumps(told))
    assert len(answers) == 1


@test
def slips_are_named(folder):
    write(folder)
    (folder / 'other.csv').write_text('x,noise\n1,2\n')
    for code, says, words in [
            (2, '--csv', ['boost.jig']), (2, 'model', ['--csv', 'rows.csv']),
            (66, 'none.jig', ['none.jig', '--csv', 'rows.csv']),
            (65, '"y"', ['boost.jig', '--csv', 'other.csv']),
            (2, 'rmse', ['boost.jig', '--csv', 'rows.csv', '--metric', 'rmse'])]:
        answer = jig('compare', *words).check(code)
        assert says in answer.err, answer


main()
