#!/usr/bin/env python3
"""Whole command lines of `jig train`."""
import json

from tap import jig, main, test

HEADER = 'odor_none,club_root,rooted,green_spores,poisonous,rows\n'
TRAIN = """0,0,0,0,0,74
0,0,0,0,1,3016
0,0,1,0,0,158
0,1,0,0,0,418
0,1,0,0,1,32
1,0,0,0,0,2723
1,0,0,0,1,34
1,0,0,1,1,53
1,1,0,0,1,5
"""
TEST_COUNTS = (22, 744, 34, 94, 4, 685, 6, 19, 3)
MUSHROOMS = ('train', '--csv', 'mushrooms.csv', '--label', 'poisonous', '--weight', 'rows',
             '--test', 'mushrooms-test.csv', '--model', 'boost', '--set', 'trees=2',
             '--set', 'depth=2', '--set', 'rate=1', '--set', 'base_score=0.5')


def write_mushrooms(folder):
    rows = [line.rsplit(',', 1)[0] for line in TRAIN.splitlines()]
    (folder / 'mushrooms.csv').write_text(HEADER + TRAIN)
    (folder / 'mushrooms-test.csv').write_text(
        HEADER + ''.join(f'{row},{count}\n' for row, count in zip(rows, TEST_COUNTS)))


def write_rides(folder):
    lines = ['station,temp,fare,note']
    for i in range(300):
        fare = 5 + (i % 7) * 0.5 + (3 if i % 3 == 0 else 0)
        lines.append(f'{"ABC"[i % 3]},{i % 7},{fare},x')
    (folder / 'rides.csv').write_text('\n'.join(lines) + '\n')


def near(got, wanted):
    return abs(got - wanted) < 1e-6


@test
def documented_example(folder):
    write_mushrooms(folder)
    told = json.loads(jig(*MUSHROOMS, '-o', 'm.jig', '--json').check().out)
    metrics = told['metrics']
    expected = {'train': (9, 6513, .022263, .136658, .981413),
                'test': (9, 1611, .021726, .137874, .979930)}
    for side, (rows, weight, error, logloss, auc) in expected.items():
        got = metrics[side]
        assert (got['rows'], got['weight']) == (rows, weight), got
        assert near(got['error'], error) and near(got['logloss'], logloss), got
        assert near(got['auc'], auc), got
    baseline = metrics['baseline']
    assert (baseline['kind'], baseline['class']) == ('majority', '0')
    assert near(baseline['train']['error'], .482113) and near(baseline['test']['error'], .481688)
    assert near(baseline['train']['logloss'], .692507)
    assert near(baseline['test']['logloss'], .692477)
    assert list(told)[6:] == ['task', 'model', 'params', 'split', 'metrics', 'curve',
                              'best_round', 'importance', 'model_file', 'phases', 'timing']


@test
def threads_change_no_byte(folder):
    write_rides(folder)
    answers, models = set(), set()
    for threads in '127':
        answer = jig('train', '--csv', 'rides.csv', '--label', 'fare', '-o', 'm.jig', '--json',
                     JIG_THREADS=threads).check()
        told = json.loads(answer.out)
        del told['timing'], told['phases']
        answers.add(json.dumps(told))
        models.add((folder / 'm.jig').read_bytes())
    assert len(answers) == 1 and len(models) == 1


@test
def usual_split_and_text(folder):
    write_rides(folder)
    told = json.loads(jig('train', '--csv', 'rides.csv', '--label', 'fare', '--json').check().out)
    split = told['split']
    assert (split['method'], split['column'], split['share']) == ('hash', '*', .2)
    assert split['train_rows'] + split['test_rows'] == 300 and split['test_rows'] > 0
    assert told['metrics']['test']['rmse'] < told['metrics']['baseline']['test']['rmse']
    for model in ('boost', 'linear', 'constant'):
        answer = jig('train', '--csv', 'rides.csv', '--label', 'fare', '--model', model).check()
        assert 'rmse' in answer.out and 'baseline' in answer.out


@test
def early_stopping_says_both_scores(folder):
    write_rides(folder)
    words = ['train', '--csv', 'rides.csv', '--label', 'fare', '--set', 'trees=400',
             '--set', 'early_stop=5', '--set', 'metric=mae']
    told = json.loads(jig(*words, '--json').check().out)
    stop, curve = told['early_stop'], told['curve']
    best = min(curve, key=lambda point: point['held'])
    assert stop == {'metric': 'mae', 'best_round': best['round'], 'best': best['held'],
                    'last_round': best['round'] + 5, 'last': curve[-1]['held']}
    assert told['best_round'] == best['round'] and len(curve) == best['round'] + 5
    out = jig(*words).check().out
    assert f'round {best["round"]},' in out and 'Mean absolute error' in out


@test
def idle_settings_are_told(folder):
    write_rides(folder)
    words = ['train', '--csv', 'rides.csv', '--label', 'fare', '--json', '--set', 'trees=3',
             '--set', 'dart_max=5', '--set', 'early_delta=1']
    told = json.loads(jig(*words).check().out)
    assert [warning['id'] for warning in told['warnings']] == ['settings.idle'] * 2
    assert 'dart_rate' in told['warnings'][0]['message']
    told = json.loads(jig(*words, '--set', 'dart_rate=1', '--set', 'early_stop=1').check().out)
    assert not told['warnings']


@test
def continued_is_the_same_as_at_once(folder):
    write_rides(folder)
    words = ['train', '--csv', 'rides.csv', '--label', 'fare', '--json']
    jig(*words, '--set', 'trees=20', '-o', 'few.jig').check()
    jig(*words, '--set', 'trees=35', '-o', 'many.jig').check()
    answer = jig(*words, '--set', 'trees=35', '--continue', 'few.jig', '-o', 'more.jig').check()
    assert (folder / 'more.jig').read_bytes() == (folder / 'many.jig').read_bytes()
    assert not json.loads(answer.out)['warnings']

    rows = (folder / 'rides.csv').read_text().splitlines()
    (folder / 'others.csv').write_text('\n'.join([rows[0], *rows[100:]]) + '\n')
    answer = jig('train', '--csv', 'others.csv', '--label', 'fare', '--set', 'trees=35',
                 '--continue', 'few.jig', '--json').check()
    warnings = json.loads(answer.out)['warnings']
    assert [warning['id'] for warning in warnings] == ['continue.other_rows']


@test
def every_feature_has_all_importances(folder):
    rows = [f'{x},{x % 7},0,{2 * x}' for x in range(100)]
    (folder / 'rows.csv').write_text('\n'.join(['x,noise,same,y', *rows]) + '\n')
    told = json.loads(jig('train', '--csv', 'rows.csv', '--label', 'y', '--model', 'boost',
                          '--set', 'trees=5', '--set', 'depth=2', '--json').check().out)
    used = {row['column']: row for row in told['importance']}
    kinds = ['weight', 'gain', 'cover', 'total_gain', 'total_cover']
    assert set(used) >= {'x', 'noise'}
    assert all(list(row) == ['column', *kinds] for row in used.values())
    assert all(used['x'][kind] > 0 for kind in kinds)
    assert any(all(row[kind] == 0 for kind in kinds) for row in used.values())
    for row in used.values():
        splits = max(row['weight'], 1)
        assert abs(row['gain'] * splits - row['total_gain']) <= 1e-9 * row['total_gain']
        assert abs(row['cover'] * splits - row['total_cover']) <= 1e-9 * row['total_cover']


@test
def the_cost_is_told_before(folder):
    write_rides(folder)
    command = ['train', '--csv', 'rides.csv', '--label', 'fare', '--estimate', '-o', 'm.jig']
    assert jig(*command).check().out.startswith('About ')
    costs = [json.loads(jig(*command, '--json', '--set', f'trees={trees}').check().out)['estimate']
             for trees in (100, 50000)]
    assert all(cost['seconds'] > 0 and cost['bytes'] > 300 * 8 for cost in costs), costs
    assert costs[1]['seconds'] > 20 * costs[0]['seconds'], costs
    assert costs[1]['bytes'] > costs[0]['bytes'], costs
    assert not (folder / 'm.jig').exists()
    answer = jig(*command, '--set', 'trees=0')
    assert 'Trees' in answer.check(2).err


@test
def nodes_of_a_file(folder):
    write_rides(folder)
    (folder / 'nodes.json').write_text(json.dumps(
        [{'kind': 'z-score', 'name': 'z', 'inputs': ['temp']}]))
    told = json.loads(jig('train', '--csv', 'rides.csv', '--label', 'fare', '--model', 'linear',
                          '--transform', 'nodes.json', '--json').check().out)
    assert [row['column'] for row in told['importance']] == ['z']
    (folder / 'nodes.json').write_text('[{"kind":"fly"}]')
    assert 'nodes.json' in jig('train', '--csv', 'rides.csv', '--label', 'fare',
                               '--transform', 'nodes.json').check(65).err


@test
def settings_are_listed(folder):
    assert 'depth' in jig('train', '--list-settings').check().out
    told = json.loads(jig('train', '--list-settings', '--model', 'linear', '--json').check().out)
    assert [row['id'] for row in told['settings']] == ['lambda']


@test
def objectives(folder):
    """A loss is asked for by name, before or behind what it brings along."""
    lines = ['x,n'] + [f'{i % 5},{(i * 7 + i // 3) % 4}' for i in range(300)]
    (folder / 'counts.csv').write_text('\n'.join(lines) + '\n')
    words = ('train', '--csv', 'counts.csv', '--label', 'n', '--task', 'regression', '--json',
             '--set', 'trees=5')
    for objective, more in [('absolute', {}), ('poisson', {}), ('huber', {'huber_delta': 2}),
                            ('quantile', {'quantile': .75}), ('tweedie', {'tweedie_power': 1.25})]:
        settings = [f'{name}={value}' for name, value in more.items()] + [f'objective={objective}']
        told = json.loads(jig(*words, *[word for one in settings for word in ('--set', one)])
                          .check().out)
        assert told['params']['objective'] == objective, told['params']
        assert all(told['params'][name] == value for name, value in more.items()), told['params']
        assert told['curve'][-1]['train'] <= told['curve'][0]['train'], told['curve']
    answer = jig(*words, '--set', 'objective=gamma').check(65)
    assert 'the label must be above 0 for the objective "gamma", not 0.' in answer.err, answer
    row = int(answer.err.split('Row ')[1].split(':')[0])
    assert lines[row].endswith(',0'), (row, answer)
    answer = jig(*words, '--set', 'quantile=0.5').check(2)
    assert 'needs "objective" to be "quantile"' in answer.err, answer
    answer = jig(*words, '--set', 'objective=logistic').check(2)
    assert 'is for the task binary' in answer.err, answer
    assert '    quantile' in jig('train', '--list-settings').check().out


@test
def class_weights(folder):
    """Classes count as they are told to; what is not for classes is refused."""
    lines = ['x,y'] + [f'{i % 7},{"yes" if i % 7 == 3 and i % 2 else "no"}' for i in range(400)]
    (folder / 'rare.csv').write_text('\n'.join(lines) + '\n')
    words = ('train', '--csv', 'rare.csv', '--label', 'y', '--split', 'none', '--json',
             '--set', 'trees=20')
    recall = []
    for setting in ('scale_pos_weight=1', 'scale_pos_weight=5', 'class_weights=yes=5',
                    'class_weights=balanced'):
        told = json.loads(jig(*words, '--set', setting).check().out)
        recall.append(told['metrics']['train']['macro_recall'])
    assert recall[0] < recall[1] == recall[2] <= recall[3], recall
    answer = jig(*words, '--set', 'class_weights=perhaps=2').check(2)
    assert 'there is no class "perhaps"' in answer.err, answer
    answer = jig('train', '--csv', 'rare.csv', '--label', 'x', '--task', 'regression',
                 '--set', 'class_weights=balanced').check(2)
    assert 'The label is a number' in answer.err, answer


@test
def slips_are_named(folder):
    write_rides(folder)
    for code, says, words in [
            (2, 'did you mean "depth"?', ['--set', 'detph=3']),
            (2, '64', ['--set', 'depth=65']),
            (2, 'fly', ['--model', 'fly']),
            (2, 'NAME=VALUE', ['--set', 'depth']),
            (2, 'fly', ['--task', 'fly']),
            (65, 'fair', ['--weight', 'fair']),
            (66, 'none.csv', ['--test', 'none.csv']),
            (66, 'none.json', ['--transform', 'none.json']),
            (73, 'none/m.jig', ['-o', 'none/m.jig'])]:
        answer = jig('train', '--csv', 'rides.csv', '--label', 'fare', *words).check(code)
        assert says in answer.err, answer
    jig('train', '--csv', 'rides.csv').check(2)
    jig('train', '--label', 'fare').check(2)
    assert 'fair' in jig('train', '--csv', 'rides.csv', '--label', 'fair').check(65).err


@test
def journal_can_be_replayed(folder):
    write_rides(folder)
    jig('train', '--csv', 'rides.csv', '--label', 'fare', '--ignore', 'note',
        '--journal', 'p.jigproj').check()
    told = json.loads(jig('replay', 'p.jigproj', '--json').check().out)
    assert (told['identical'], told['different']) == (5, 0), told
    threads = json.loads(jig('replay', 'p.jigproj', '--json', JIG_THREADS='7').check().out)
    assert threads['actions'] == told['actions']


main()
