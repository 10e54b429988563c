"""Starts the programs that train: each fit in a process of its own, on its own cores."""
import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy

import quality
import shapes
from records import Job, Moments

HERE = pathlib.Path(__file__).resolve().parent
# How jig-trees says that a setting is not there.
NO_SUCH_SETTING = 2
JIG_TASKS = {'logistic': 'binary', 'softmax': 'multiclass'}
JIG_LOSSES = {'gamma': 'gamma', 'ranking': 'rank-ndcg'}


class Skipped(Exception):
    """What was asked for does not exist; says why."""


def cores(threads: int) -> str:
    """The last cores, in the words of taskset: the first one has the interrupts."""
    return ','.join(map(str, sorted(os.sched_getaffinity(0))[-threads:]))


def environment(threads: int, isa: str, timed: bool) -> dict:
    named = dict.fromkeys(('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS',
                           'NUMBA_NUM_THREADS', 'JIG_THREADS'), str(threads))
    if isa:
        named['JIG_ISA'] = isa
    if not timed:
        # Nobody else has to wait while threads wait for each other.
        named['OMP_WAIT_POLICY'] = 'PASSIVE'
    return {**os.environ, **named}


def call(words: list[str], threads: int, isa: str = '', timed: bool = True) -> dict:
    """The JSON that a program prints last."""
    words = ['taskset', '--cpu-list', cores(threads), *map(str, words)]
    ended = subprocess.run(words, capture_output=True, text=True,
                           env=environment(threads, isa, timed))
    if ended.returncode == NO_SUCH_SETTING:
        raise Skipped(ended.stderr.strip())
    if ended.returncode:
        raise RuntimeError(f'{" ".join(words)}\n{ended.stderr}')
    return json.loads(ended.stdout.splitlines()[-1])


def jig_settings(job: Job, shape: shapes.Shape, rounds: int) -> list[str]:
    settings = [f'trees={rounds}', 'rate=0.1', 'lambda=1', 'min_child_weight=1', 'bins=255']
    if job.growth == 'leaf':
        settings += ['growth=leaf', 'leaves=255', 'depth=64']
    else:
        settings += ['depth=8']
    if shape.objective == 'logistic':
        # Each peer's best setting counts, so does Jig's: see LightGBM with and without quantised
        # gradients.
        settings += ['base_score=0.5', 'gradients=coarse']
    if shape.objective in JIG_LOSSES:
        settings.append(f'objective={JIG_LOSSES[shape.objective]}')
    return settings


@dataclasses.dataclass(frozen=True)
class Runner:
    """Where the programs and the shapes are."""
    jig_trees: pathlib.Path
    folder: pathlib.Path

    def table(self, shape: str, seed: int) -> shapes.Table:
        return shapes.make(self.folder, shape, seed)

    def run(self, job: Job) -> dict:
        self.table(job.shape, job.seed)
        if job.peer == 'jig':
            return self.run_jig(job)
        text = json.dumps(dataclasses.asdict(job))
        return call([sys.executable, HERE / 'peers.py', text], job.threads, timed=not job.judge)

    def call_jig(self, job: Job, rounds: int, *words: str) -> dict:
        table = self.table(job.shape, job.seed)
        shape = table.shape
        if shape.group:
            raise Skipped('jig-trees has no groups of rows to rank.')
        options = ['--task', JIG_TASKS.get(shape.objective, 'regression'),
                   '--classes', shape.classes if shape.objective in JIG_TASKS else 1,
                   '--columns', shape.columns, '--train', shape.train, '--seed', job.seed]
        return call([self.jig_trees, *options, *words, table.features, table.label,
                     *jig_settings(job, shape, rounds)], job.threads, job.options.get('isa', ''))

    def run_jig(self, job: Job) -> dict:
        told = self.call_jig(job, job.rounds)
        summary = Moments(told['wall'], told['cpu']).summary()
        summary['memory_kib'] = told['rss_peak'] - told['rss_before']
        if job.judge:
            summary |= self.judge_jig(job)
        return summary

    def judge_jig(self, job: Job) -> dict:
        """Its trees are the same however many follow: a short fit begins a longer one."""
        table = self.table(job.shape, job.seed)
        shape = table.shape
        _, (_, label) = table.read()
        losses = {}
        told = {'losses': losses}
        for rounds in (20, 100):
            if rounds > job.rounds:
                continue
            with tempfile.NamedTemporaryFile(dir=self.folder) as file:
                self.call_jig(job, rounds, '--margins', file.name)
                margins = numpy.fromfile(file.name)
            if shape.objective == 'softmax':
                margins = margins.reshape(-1, shape.classes)
            losses[str(rounds)] = quality.loss(shape, margins, label)
            if shape.objective == 'logistic':
                told['auc'] = quality.area_under_curve(margins, label)
        return told
