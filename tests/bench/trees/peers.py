"""One fit of one peer, in a process of its own: peers.py JOB, a JSON object as records.Job has it.

Prints one JSON object: when each tree ended, what memory the fit took, how good it is.
"""
import dataclasses
import json
import pathlib
import sys
import time
from collections.abc import Callable

import numpy

import quality
import shapes
from records import Job, Moments, read_memory, reset_peak

RATE = 0.1
DEPTH = 8
LEAVES = 255


class Clock:
    """When the fit began and when each tree ended, in ms: by the wall, and of computing."""

    def __init__(self):
        self.wall = []
        self.cpu = []

    def tick(self):
        self.wall.append(time.perf_counter() * 1e3)
        self.cpu.append(time.process_time() * 1e3)

    def moments(self) -> Moments:
        return Moments([moment - self.wall[0] for moment in self.wall],
                       [moment - self.cpu[0] for moment in self.cpu])


@dataclasses.dataclass
class Peer:
    """What can be done with a peer once its library is loaded."""
    fit: Callable
    margins: Callable    # (model, features, rounds) -> margins


def xgboost(job: Job, shape: shapes.Shape) -> Peer:
    import xgboost as library

    objectives = {'logistic': 'binary:logistic', 'softmax': 'multi:softprob', 'gamma': 'reg:gamma',
                  'squared': 'reg:squarederror', 'ranking': 'rank:ndcg'}
    settings = {'objective': objectives[shape.objective], 'tree_method': 'hist', 'eta': RATE,
                'max_bin': job.options['max_bin'], 'lambda': 1, 'min_child_weight': 1,
                'nthread': job.threads}
    if job.growth == 'leaf':
        settings |= {'grow_policy': 'lossguide', 'max_leaves': LEAVES, 'max_depth': 0}
    else:
        settings |= {'max_depth': DEPTH}
    if shape.objective == 'logistic':
        settings['base_score'] = 0.5
    if shape.objective == 'softmax':
        settings['num_class'] = shape.classes
    if shape.objective == 'ranking':
        settings |= {'lambdarank_pair_method': 'topk', 'lambdarank_num_pair_per_sample': 32}
    kinds = ['c' if column in shape.levels else 'q' for column in range(shape.columns)]

    def fit(features, label, clock):
        queries = None
        if shape.group:
            queries = numpy.arange(len(label)) // shape.group
        data = library.QuantileDMatrix(features, label, max_bin=job.options['max_bin'],
                                       qid=queries, nthread=job.threads, feature_types=kinds,
                                       enable_categorical=bool(shape.levels))
        booster = library.Booster(settings, [data])
        for round_ in range(job.rounds):
            booster.update(data, round_)
            clock.tick()
        return booster

    def margins(booster, features, rounds):
        data = library.DMatrix(features, feature_types=kinds,
                               enable_categorical=bool(shape.levels))
        return booster.predict(data, output_margin=True, iteration_range=(0, rounds))

    return Peer(fit, margins)


def lightgbm(job: Job, shape: shapes.Shape) -> Peer:
    import lightgbm as library

    objectives = {'logistic': 'binary', 'softmax': 'multiclass', 'gamma': 'gamma',
                  'squared': 'regression', 'ranking': 'lambdarank'}
    settings = {'objective': objectives[shape.objective], 'learning_rate': RATE, 'max_bin': 255,
                'num_leaves': LEAVES, 'min_data_in_leaf': 1, 'min_sum_hessian_in_leaf': 1,
                'lambda_l2': 1, 'num_threads': job.threads, 'verbose': -1,
                f'force_{job.options["wise"]}_wise': True,
                'boost_from_average': shape.objective != 'logistic'}
    if job.growth == 'depth':
        settings |= {'max_depth': DEPTH, 'num_leaves': 2 ** DEPTH}
    if job.options['quantised']:
        settings |= {'use_quantized_grad': True, 'quant_train_renew_leaf': True}
    if shape.objective == 'softmax':
        settings['num_class'] = shape.classes
    if shape.objective == 'ranking':
        settings['lambdarank_truncation_level'] = 32

    def fit(features, label, clock):
        queries = None
        if shape.group:
            queries = [shape.group] * (len(label) // shape.group)
        data = library.Dataset(features, label, params=settings, group=queries,
                               categorical_feature=list(shape.levels))
        booster = library.Booster(settings, data.construct())
        for _ in range(job.rounds):
            booster.update()
            clock.tick()
        return booster

    def margins(booster, features, rounds):
        return booster.predict(features, num_iteration=rounds, raw_score=True,
                               num_threads=job.threads)

    return Peer(fit, margins)


def catboost(job: Job, shape: shapes.Shape) -> Peer:
    import catboost as library

    settings = {'loss_function': 'Logloss', 'learning_rate': RATE, 'iterations': job.rounds,
                'border_count': 254, 'l2_leaf_reg': 1, 'bootstrap_type': 'No',
                'boosting_type': 'Plain', 'leaf_estimation_iterations': 1, 'random_strength': 0,
                'boost_from_average': False, 'thread_count': job.threads, 'random_seed': job.seed,
                'grow_policy': job.options['policy'], 'allow_writing_files': False,
                'metric_period': 1000, 'verbose': False}
    if job.growth == 'leaf':
        settings |= {'max_leaves': LEAVES, 'depth': 16}
    else:
        settings |= {'depth': DEPTH}
    if job.options['policy'] != 'SymmetricTree':
        settings['min_data_in_leaf'] = 1

    def fit(features, label, clock):
        class Ticker:
            def after_iteration(self, info):
                clock.tick()
                return True

        model = library.CatBoost(settings)
        model.fit(library.Pool(features, label, thread_count=job.threads), callbacks=[Ticker()])
        return model

    def margins(model, features, rounds):
        return model.predict(features, prediction_type='RawFormulaVal', ntree_end=rounds,
                             thread_count=job.threads)

    return Peer(fit, margins)


def sklearn(job: Job, shape: shapes.Shape) -> Peer:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.ensemble._hist_gradient_boosting import gradient_boosting

    limits = {'max_leaf_nodes': LEAVES}
    if job.growth == 'depth':
        limits = {'max_leaf_nodes': None, 'max_depth': DEPTH}

    def fit(features, label, clock):
        class Grower(gradient_boosting.TreeGrower):
            """Nobody is told of a round, so its end is where the next tree begins."""
            def __init__(self, *args, **kwargs):
                self.clock.tick()
                super().__init__(*args, **kwargs)

        Grower.clock = Clock()
        gradient_boosting.TreeGrower = Grower
        model = HistGradientBoostingClassifier(
            max_iter=job.rounds, learning_rate=RATE, max_bins=255, min_samples_leaf=1,
            l2_regularization=1, early_stopping=False, **limits)
        model.fit(features, label)
        clock.wall += Grower.clock.wall[1:]
        clock.cpu += Grower.clock.cpu[1:]
        clock.tick()
        return model

    def margins(model, features, rounds):
        for round_, staged in enumerate(model.staged_decision_function(features), 1):
            if round_ == rounds:
                return staged.ravel()
        raise ValueError(f'the model has no {rounds} rounds')

    return Peer(fit, margins)


LIBRARIES = {library.__name__: library for library in (xgboost, lightgbm, catboost, sklearn)}


def losses_of(shape: shapes.Shape, margins: Callable, label: shapes.Values, rounds: int) -> dict:
    return {str(n): quality.loss(shape, margins(n), label) for n in (20, 100) if n <= rounds}


def run(job: Job) -> dict:
    shape = shapes.SHAPES[job.shape]
    peer = LIBRARIES[job.peer](job, shape)
    train, (features, label) = shapes.make(pathlib.Path(job.folder), job.shape, job.seed).read()
    clock = Clock()

    reset_peak()
    before = read_memory('VmRSS')
    clock.tick()
    model = peer.fit(*train, clock)
    memory = read_memory('VmHWM') - before

    def margins(rounds):
        return peer.margins(model, features, rounds)

    told = {**clock.moments().summary(), 'memory_kib': memory}
    if job.judge:
        told['losses'] = losses_of(shape, margins, label, job.rounds)
        if shape.objective == 'logistic':
            told['auc'] = quality.area_under_curve(margins(job.rounds), label)
    return told


if __name__ == '__main__':
    print(json.dumps(run(Job(**json.loads(sys.argv[1])))))
