"""Who predicts and explains how fast, with a model of 200 trees of depth 8 on S1.

Jig cannot read the peers' models, nor they Jig's: each has its own model of the same size, learnt
from the same rows with the same settings.
"""
import collections
import dataclasses
import json
import pathlib
import statistics
import sys

import peer_models
from records import Job
from runner import HERE, Runner, Skipped, call

ROWS = (20_000, 100_000)
EXPLAINED_ROWS = 1_000
PAIRED_ROWS = 50
# What compiles a model beforehand must only be reached; CatBoost's trees are other trees.
COMPILED = ('tl2cgen', 'lleaves')
OTHER_TREES = ('catboost',)


@dataclasses.dataclass
class Uses:
    """Times of each program by what it did: (rows, threads) -> program -> [ms], turn by turn."""
    predictions: dict = dataclasses.field(default_factory=dict)
    explanations: dict = dataclasses.field(default_factory=dict)
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

    def make_models(self, uses: Uses) -> list[str]:
        """Which peers can take part."""
        words = [sys.executable, HERE / 'peer_models.py', 'make', self.runner.folder]
        made = call(words, max(self.threads), timed=False)
        needs = {'xgboost': 'xgboost.json', 'lightgbm': 'lightgbm.txt', 'treelite': 'xgboost.json',
                 'onnxruntime': 'xgboost.onnx', 'tl2cgen': 'treelite.so',
                 'lleaves': 'lightgbm.txt', 'catboost': 'catboost.cbm'}
        for name, problem in made.items():
            if problem:
                uses.notes.append(f'{name} could not be made: {problem}')
        return [peer for peer, name in needs.items() if made[name] is None]

    def make_jig(self) -> pathlib.Path:
        """Jig's model is learnt anew in every run: it is what is being measured."""
        kept = self.runner.folder / 'jig.model'
        job = Job('jig', {}, peer_models.SHAPE, 1, 'depth', max(self.threads), peer_models.TREES,
                  False, str(self.runner.folder))
        self.runner.call_jig(job, peer_models.TREES, '--keep', kept)
        return kept

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
        peers = self.make_models(uses)
        model = self.make_jig()
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

    def explain(self, uses: Uses):
        """Jig's own times are missing until jig-trees can ask for SHAP values."""
        uses.notes.append('Jig is skipped: jig-trees does not ask it for SHAP values yet.')
        for threads in self.threads:
            for peer in peer_models.EXPLAIN:
                rows = PAIRED_ROWS if peer.endswith('pairs') else EXPLAINED_ROWS
                try:
                    times = self.peer('explain', peer, rows, threads)
                except RuntimeError as problem:
                    uses.notes.append(f'{peer} is left out: {str(problem).splitlines()[-1]}')
                    continue
                uses.explanations[f'{peer}, {threads} thread(s)'] = times
                self.say(f'SHAP values of {rows} rows, {threads} thread(s): {peer:16}'
                         f'{min(times):9.1f} {statistics.median(times):9.1f} ms')
        self.say(f'  {uses.notes[-1]}')
