"""Who predicts and explains how fast, with a model of 200 trees of depth 8 on S1.

The trees are those of XGBoost in all programs but LightGBM, lleaves and CatBoost: these cannot read
them, and have learnt their own from the same rows with the same settings.
"""
import collections
import dataclasses
import importlib.util
import json
import pathlib
import statistics
import sys
import tempfile
import types

import numpy

import peer_models
import shapes
from records import Job
from runner import HERE, Runner, call

ROWS = (20_000, 100_000)
EXPLAINED_ROWS = 1_000
PAIRED_ROWS = 50
COLUMNS = shapes.SHAPES[peer_models.SHAPE].columns
# What is asked of jig-shap.
EXPLAINED = {'single': ['--single'], 'double': [], 'pairs': ['--single', '--interactions']}
# What compiles a model beforehand must only be reached; CatBoost's trees are other trees.
COMPILED = ('tl2cgen', 'lleaves')
OTHER_TREES = ('catboost',)
NEEDS = {'xgboost': 'xgboost.json', 'lightgbm': 'lightgbm.txt', 'treelite': 'xgboost.json',
         'onnxruntime': 'xgboost.onnx', 'tl2cgen': 'treelite.so', 'lleaves': 'lightgbm.txt',
         'catboost': 'catboost.cbm'}


def golden() -> types.ModuleType:
    """The script that writes XGBoost's trees as Jig's; its name is also that of a peer."""
    path = HERE.parents[1] / 'data/golden/shap.py'
    spec = importlib.util.spec_from_file_location('golden', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclasses.dataclass
class Uses:
    """Times of each program by what it did, turn by turn."""
    predictions: dict = dataclasses.field(default_factory=dict)    # (rows, threads) -> the same
    explanations: dict = dataclasses.field(default_factory=dict)    # threads -> program -> [ms]
    difference: float | None = None    # of Jig's margins and XGBoost's
    single: float | None = None     # microseconds of one row
    allocations: float = 0          # of one row
    notes: list = dataclasses.field(default_factory=list)

    def ratio(self, cell: tuple, peer: str, jig: str) -> float:
        times = self.predictions[cell]
        return statistics.median(a / b for a, b in zip(times[peer], times[jig]))

    def least(self, cell: tuple, compiled: bool, jig: str = 'jig') -> tuple[str, float]:
        """The peer that Jig wins least against, and how much."""
        ratios = {peer: self.ratio(cell, peer, jig) for peer in self.predictions[cell]
                  if not peer.startswith('jig') and peer not in OTHER_TREES
                  and (peer in COMPILED) == compiled}
        name = min(ratios, key=ratios.get)
        return name, ratios[name]

    def explained(self, threads: int, jig: str) -> tuple[str, float]:
        """The same for SHAP values."""
        times = self.explanations[threads]
        is_pairs = 'pairs' in jig
        ratios = {peer: statistics.median(a / b for a, b in zip(times[peer], times[jig]))
                  for peer in times
                  if not peer.startswith('jig') and peer.endswith('pairs') == is_pairs}
        name = min(ratios, key=ratios.get)
        return name, ratios[name]


@dataclasses.dataclass
class User:
    """How the contests are held."""
    runner: Runner
    threads: list[int]
    pairs: int
    say: collections.abc.Callable

    def peer(self, verb: str, peer: str, rows: int, threads: int) -> list[float]:
        words = [sys.executable, HERE / 'peer_models.py', verb, self.runner.folder, peer, rows,
                 threads]
        return call(words, threads)['times']

    def make_models(self, uses: Uses, names: collections.abc.Iterable[str]) -> dict:
        """Which models there are; None: why there is none."""
        words = [sys.executable, HERE / 'peer_models.py', 'make', self.runner.folder, *names]
        made = call(words, max(self.threads), timed=False)
        for name, problem in made.items():
            if problem:
                uses.notes.append(f'{name} could not be made: {problem}')
        return made

    def make_jig(self) -> tuple[pathlib.Path, pathlib.Path]:
        """The model of XGBoost as Jig keeps its own, and its trees alone."""
        kept = self.runner.folder / 'jig.model'
        trees = self.runner.folder / 'jig.trees'
        job = Job('jig', {}, peer_models.SHAPE, 1, 'depth', max(self.threads), 1, False,
                  str(self.runner.folder))
        self.runner.call_jig(job, 1, '--keep', kept)
        model = json.loads(kept.read_text())
        model['data'] = golden().to_model(self.runner.folder / 'xgboost.json', [0.0])
        kept.write_text(json.dumps(model))
        trees.write_text(json.dumps(model['data']))
        return kept, trees

    def check_jig(self, uses: Uses, model: pathlib.Path):
        """It must say what XGBoost says."""
        import xgboost
        with tempfile.NamedTemporaryFile(dir=self.runner.folder) as file:
            job = Job('jig', {}, peer_models.SHAPE, 1, 'depth', max(self.threads), 1, False,
                      str(self.runner.folder))
            self.runner.call_jig(job, 1, '--model', model, '--margins', file.name)
            own = numpy.fromfile(file.name)
        _, (features, _) = self.runner.table(peer_models.SHAPE, 1).read()
        booster = xgboost.Booster(model_file=self.runner.folder / 'xgboost.json')
        uses.difference = float(numpy.abs(
            booster.inplace_predict(features, predict_type='margin') - own).max())
        self.say(f'margins of Jig and of XGBoost differ by {uses.difference:g} at most')

    def jig(self, model: pathlib.Path, rows: int, threads: int, isa: str = '') -> dict:
        job = Job('jig', {'isa': isa}, peer_models.SHAPE, 1, 'depth', threads, 1, False,
                  str(self.runner.folder))
        return self.runner.call_jig(job, 1, '--model', model, '--predict', rows)

    def turn(self, peers: list[str], model: pathlib.Path, cell: tuple) -> dict:
        rows, threads = cell
        told = {'jig': self.jig(model, rows, threads),
                'jig avx2': self.jig(model, rows, threads, 'avx2')}
        times = {name: statistics.median(one['batch']) for name, one in told.items()}
        times |= {name: told['jig'][name] for name in ('single', 'single_allocations')}
        for peer in list(peers):
            try:
                times[peer] = statistics.median(self.peer('predict', peer, rows, threads))
            except RuntimeError as problem:    # a peer that cannot run is told, not fatal
                peers.remove(peer)
                self.say(f'  {peer} is left out: {str(problem).splitlines()[-1]}')
        return times

    def predict(self, uses: Uses):
        made = self.make_models(uses, peer_models.MAKERS)
        peers = [peer for peer, name in NEEDS.items() if made[name] is None]
        model = self.make_jig()[0]
        self.check_jig(uses, model)
        for threads in self.threads:
            for rows in ROWS:
                turns = [self.turn(peers, model, (rows, threads)) for _ in range(self.pairs + 1)]
                self.keep(uses, (rows, threads), turns[1:], peers)

    def keep(self, uses: Uses, cell: tuple, turns: list[dict], peers: list[str]):
        single = statistics.median(times['single'] for times in turns)
        uses.single = single if uses.single is None else min(uses.single, single)
        uses.allocations = max(times['single_allocations'] for times in turns)
        uses.predictions[cell] = {name: [times[name] for times in turns]
                                  for name in ('jig', 'jig avx2', *peers)}
        rows, threads = cell
        self.say(f'prediction of {rows} rows, {threads} thread(s): us a row, least and median; '
                 'how many times Jig\'s')
        for name, times in uses.predictions[cell].items():
            self.say(f'  {name:24}{min(times) * 1e3 / rows:8.3f} '
                     f'{statistics.median(times) * 1e3 / rows:8.3f}'
                     f'{uses.ratio(cell, name, "jig"):8.2f}')

    def explain_jig(self, trees: pathlib.Path, kind: str, threads: int, isa: str = '') -> list:
        """Times with what has to be prepared for a model: the peers prepare it in every call."""
        rows = self.write_rows(PAIRED_ROWS if kind == 'pairs' else EXPLAINED_ROWS)
        words = [self.runner.jig_trees.with_name('jig-shap'), '--columns', COLUMNS, '--repeats',
                 peer_models.REPEATS, *EXPLAINED[kind], trees, rows]
        told = call(words, threads, isa)
        return [told['tables'] + run for run in told['runs']]

    def write_rows(self, n_rows: int) -> pathlib.Path:
        """The first rows of the test."""
        path = self.runner.folder / f'explained-{n_rows}.features'
        _, (features, _) = self.runner.table(peer_models.SHAPE, 1).read()
        features[:n_rows].tofile(path)
        return path

    def explain_turn(self, peers: list[str], trees: pathlib.Path, threads: int) -> dict:
        times = {}
        for isa in ('', 'avx2'):
            for kind in EXPLAINED:
                name = f'jig {kind} {isa}'.strip()
                times[name] = statistics.median(self.explain_jig(trees, kind, threads, isa))
        for peer in list(peers):
            rows = PAIRED_ROWS if peer.endswith('pairs') else EXPLAINED_ROWS
            try:
                times[peer] = statistics.median(self.peer('explain', peer, rows, threads))
            except RuntimeError as problem:
                peers.remove(peer)
                self.say(f'  {peer} is left out: {str(problem).splitlines()[-1]}')
        return times

    def explain(self, uses: Uses):
        self.make_models(uses, ('xgboost.json', 'lightgbm.txt'))
        trees = self.make_jig()[1]
        peers = list(peer_models.EXPLAIN)
        for threads in self.threads:
            turns = [self.explain_turn(peers, trees, threads) for _ in range(self.pairs + 1)]
            uses.explanations[threads] = {name: [times[name] for times in turns[1:]]
                                          for name in turns[-1]}
            self.say(f'SHAP values of {EXPLAINED_ROWS} rows, pairs of {PAIRED_ROWS}, {threads} '
                     'thread(s): ms, least and median')
            for name, times in uses.explanations[threads].items():
                self.say(f'  {name:24}{min(times):9.1f} {statistics.median(times):9.1f}')
