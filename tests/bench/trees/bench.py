"""Jig's trees against their peers, by the protocol of the design. See HACKING.md; run by `run`.

Prints tables, writes everything to a JSON file, and ends with 1 if a goal was missed.
"""
import argparse
import dataclasses
import json
import os
import pathlib
import sys

import numpy

import goals
import machine
import shapes
from records import Job
from runner import Runner, Skipped
from training import JIG, ROUNDS, SHORT_ROUNDS, Contest, Losses, Trainer, describe
from using import User, Uses

PARTS = ('training', 'controls', 'predict', 'explain', 'threads', 'missing', 'limits')


def say(text: str):
    print(text, flush=True)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog='tests/bench/trees/run', description=__doc__)
    parser.add_argument('--build', type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument('--parts', nargs='+', choices=PARTS, default=PARTS)
    parser.add_argument('--shapes', nargs='+', choices=[shape.name for shape in shapes.TIMED],
                        default=[shape.name for shape in shapes.TIMED])
    parser.add_argument('--growth', nargs='+', choices=('depth', 'leaf'), default=('depth', 'leaf'))
    parser.add_argument('--threads', nargs='+', type=int, default=(1, 2))
    parser.add_argument('--pairs', type=int, default=7, help='after one that only warms up')
    parser.add_argument('--seeds', type=int, default=3, help='whose losses are averaged')
    parser.add_argument('--short', action='store_true', help=f'{SHORT_ROUNDS} trees, no more')
    parser.add_argument('--json', type=pathlib.Path, help='where everything is written')
    options = parser.parse_args()
    options.json = options.json or options.build / 'trees.json'
    return options


def take_turns(runner: Runner, jobs: dict[str, Job], n_pairs: int) -> list[dict]:
    turns = [{name: runner.run(job) for name, job in jobs.items()} for _ in range(n_pairs + 1)]
    return turns[1:]


class Bench:
    """One run of everything that was asked for."""

    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.rounds = SHORT_ROUNDS if options.short else ROUNDS
        self.programs = options.build / 'tests/bench/trees'
        self.runner = Runner(self.programs / 'jig-trees', options.build / 'shapes')
        self.machine = machine.describe()
        versions = {**self.machine['versions'],
                    'sklearn': self.machine['versions']['scikit-learn']}
        self.trainer = Trainer(self.runner, Losses(options.build / 'losses.json'), versions,
                               options.threads, options.pairs, list(range(1, options.seeds + 1)),
                               self.rounds, say)
        self.contests: list[Contest] = []
        self.controls: list[Contest] = []
        self.uses = Uses()
        self.doubled = {}
        self.one_missing = []
        self.limits = {}

    def job(self, shape: str, threads: int) -> Job:
        return Job(*JIG, shape, 1, 'depth', threads, self.rounds, False, str(self.runner.folder))

    def training(self):
        for shape in self.options.shapes:
            for growth in self.options.growth:
                self.contests.append(self.trainer.hold(shape, growth))

    def controls_(self):
        one_seed = dataclasses.replace(self.trainer, seeds=[1])
        for shape in shapes.CONTROLS:
            contest = Contest(shape.name, 'depth')
            one_seed.judge_all(contest)
            self.controls.append(contest)

    def predict(self):
        User(self.runner, self.options.threads, self.options.pairs, say).predict(self.uses)

    def explain(self):
        User(self.runner, self.options.threads, self.options.pairs, say).explain(self.uses)

    def threads(self):
        for shape in goals.GOAL_SHAPES:
            if shape in self.options.shapes:
                jobs = {'one': self.job(shape, 1), 'other': self.job(shape, 2)}
                self.doubled[shape] = take_turns(self.runner, jobs, self.options.pairs)
                self.tell_turns(f'{shape}, Jig with 1 and 2 threads', self.doubled[shape])

    def missing(self):
        jobs = {'one': self.job('S1-one-missing', 1), 'other': self.job('S1', 1)}
        self.one_missing = take_turns(self.runner, jobs, self.options.pairs)
        self.tell_turns('Jig with one missing value and without', self.one_missing)

    def tell_turns(self, what: str, pairs: list[dict]):
        say(what)
        for name in ('one', 'other'):
            say(f'  {name:24}' + describe([pair[name] for pair in pairs]))

    def limits_(self):
        """How near a tree of S1 comes to what the machine can do at all."""
        work = count_work(self.runner, self.rounds)
        for threads in self.options.threads:
            most = machine.limits(self.programs / 'limits', threads)
            tree = self.runner.run(self.job('S1', threads))['tree_20']
            updating = most['update'] * work['updates'] / threads / 1e6
            reading = work['bytes'] / most['stream'] / 1e6
            self.limits[threads] = {**most, **work, 'tree_20': tree, 'updating': updating,
                                    'reading': reading}
            say(f'limits, {threads} thread(s): {most["update"]:.3f} ns an update, '
                f'{most["stream"]:.1f} GB/s; a tree of S1 has {work["updates"] / 1e6:.1f} M '
                f'updates ({updating:.1f} ms) and {work["bytes"] / 1e6:.0f} MB ({reading:.2f} ms); '
                f'it took {tree:.1f} ms, {tree / updating:.2f} and {tree / reading:.1f} times that')

    def run(self) -> list[goals.Goal]:
        acts = {'training': self.training, 'controls': self.controls_, 'predict': self.predict,
                'explain': self.explain, 'threads': self.threads, 'missing': self.missing,
                'limits': self.limits_}
        for name, value in self.machine.items():
            say(f'{name}: {value}')
        if float(self.machine['load'].split()[0]) > 0.5:
            say('Something else is running on this machine: the times are no measurement.')
        for part in self.options.parts:
            try:
                acts[part]()
            except Skipped as reason:
                say(f'{part} is skipped: {reason}')
        return goals.judge(self.contests, self.controls, self.uses, self.doubled, self.one_missing)

    def write(self, found: list[goals.Goal]):
        uses = dataclasses.asdict(self.uses)
        uses['predictions'] = [{'rows': rows, 'threads': threads, 'times': times}
                               for (rows, threads), times in self.uses.predictions.items()]
        everything = {
            'machine': self.machine, 'load_after': list(os.getloadavg()),
            'options': {name: str(value) for name, value in vars(self.options).items()},
            'contests': [dataclasses.asdict(contest) for contest in self.contests],
            'controls': [dataclasses.asdict(contest) for contest in self.controls],
            'uses': uses, 'threads': self.doubled, 'one_missing': self.one_missing,
            'limits': self.limits, 'goals': [dataclasses.asdict(goal) for goal in found],
        }
        self.options.json.write_text(json.dumps(everything, indent=1))


def count_work(runner: Runner, rounds: int) -> dict:
    """Updates and bytes of a tree of S1, the mean of trees 2-21.

    Counted in the trees of XGBoost of the same settings: of each split but those above leaves at
    the depth limit, the smaller child is built from its rows, and the larger by subtraction.
    """
    import xgboost

    table = runner.table('S1', 1)
    columns = table.shape.columns
    (features, label), _ = table.read()
    data = xgboost.QuantileDMatrix(features, label, max_bin=255)
    booster = xgboost.train({'objective': 'binary:logistic', 'tree_method': 'hist', 'eta': 0.1,
                             'max_bin': 255, 'max_depth': 8, 'base_score': 0.5}, data,
                            min(rounds, SHORT_ROUNDS))
    leaves = booster.predict(xgboost.DMatrix(features), pred_leaf=True).astype(int)
    frame = booster.trees_to_dataframe()
    built = [count_rows(frame[frame.Tree == tree], leaves[:, tree])
             for tree in range(1, leaves.shape[1])]
    rows = float(numpy.mean(built))
    padded = (columns + 31) // 32 * 32
    return {'updates': rows * columns, 'bytes': rows * (padded + 8 + 4)}


def count_rows(frame, leaves) -> int:
    """Rows from which histograms of one tree are built."""
    names = frame.Node.to_numpy()
    rows = numpy.bincount(leaves, minlength=names.max() + 1)
    index = {f'{tree}-{node}': node for tree, node in zip(frame.Tree, frame.Node)}
    children = {node: (index[yes], index[no]) for node, yes, no
                in zip(frame.Node, frame.Yes, frame.No) if isinstance(yes, str)}
    depth = {0: 0}
    for node in sorted(children):
        for child in children[node]:
            depth[child] = depth[node] + 1
    for node in sorted(children, reverse=True):
        rows[node] = sum(rows[child] for child in children[node])
    return int(rows[0] + sum(min(rows[child] for child in pair)
                             for node, pair in children.items() if depth[node] + 1 < 8))


def main() -> int:
    bench = Bench(parse())
    found = bench.run()
    bench.write(found)
    say('')
    for goal in found:
        say(str(goal))
    missed = sorted({goal.name for goal in found if not goal.reached})
    say(f'Goals missed: {", ".join(missed)}.' if missed else 'Every goal was reached.')
    say(f'Everything is in {bench.options.json}.')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
