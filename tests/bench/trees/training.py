"""Who trains how fast, and how well: the contests of the shapes."""
import collections
import dataclasses
import json
import math
import pathlib
import statistics

import shapes
from records import Job
from runner import Runner, Skipped

ROUNDS = 101        # times are of trees 2-21 and 2-101
SHORT_ROUNDS = 21
# A setting counts if its loss is so near to the best one; Jig must be so near to the fastest.
NEAR_BEST = 0.002
NEAR_FASTEST = 0.001
MEASURES = {'tree_20': '20', 'tree_100': '100', 'fit': '100'}    # and the losses they go with
# CatBoost scores splits by another rule, and its trees of a round are not those of the others.
REFERENCES = ('xgboost', 'lightgbm', 'sklearn')

XGBOOST = {f'xgboost {bins} bins': ('xgboost', {'max_bin': bins}) for bins in (255, 256)}
LIGHTGBM = {f'lightgbm {wise}{" quantised" if quantised else ""}':
            ('lightgbm', {'wise': wise, 'quantised': quantised})
            for wise in ('col', 'row') for quantised in (False, True)}
SETTINGS = {
    'depth': {**XGBOOST, **LIGHTGBM,
              'catboost depthwise': ('catboost', {'policy': 'Depthwise'}),
              'catboost symmetric': ('catboost', {'policy': 'SymmetricTree'}),
              'sklearn': ('sklearn', {})},
    'leaf': {**XGBOOST, **LIGHTGBM,
             'catboost lossguide': ('catboost', {'policy': 'Lossguide'}),
             'sklearn': ('sklearn', {})},
}
JIG = ('jig', {})
JIG_AVX2 = ('jig', {'isa': 'avx2'})


def settings_of(shape: shapes.Shape, growth: str) -> dict:
    """Only the losses that every version of them has are asked of CatBoost and scikit-learn."""
    everybody = SETTINGS[growth]
    if shape.objective == 'logistic' and not shape.levels:
        return everybody
    return {name: what for name, what in everybody.items() if what[0] in ('xgboost', 'lightgbm')}


def ratio(pairs: list[dict], peer: str, jig: str, measure: str) -> float:
    return statistics.median(pair[peer][measure] / pair[jig][measure] for pair in pairs)


@dataclasses.dataclass
class Contest:
    """The losses of a shape, and for each number of threads the pairs of times."""
    shape: str
    growth: str
    losses: dict = dataclasses.field(default_factory=dict)    # setting -> rounds -> mean loss
    aucs: dict = dataclasses.field(default_factory=dict)      # setting -> mean AUC
    ranks: dict = dataclasses.field(default_factory=dict)     # threads -> setting -> summary
    pairs: dict = dataclasses.field(default_factory=dict)     # threads -> [setting -> summary]
    notes: list = dataclasses.field(default_factory=list)

    def best_loss(self, rounds: str) -> float:
        """Of the peers whose trees answer the same question."""
        return min(losses[rounds] for name, losses in self.losses.items()
                   if name.split()[0] in REFERENCES)

    def counted(self, rounds: str) -> list[str]:
        limit = self.best_loss(rounds) + NEAR_BEST
        return [name for name, losses in self.losses.items()
                if name != 'jig' and losses[rounds] <= limit]

    def fastest(self, threads: int, measure: str, jig: str = 'jig') -> tuple[str, float]:
        """The counted setting that Jig wins least against, and how much."""
        pairs = self.pairs[threads]
        counted = self.counted(MEASURES[measure])
        ratios = {name: ratio(pairs, name, jig, measure) for name in pairs[0] if name in counted}
        name = min(ratios, key=ratios.get)
        return name, ratios[name]

    def is_as_good(self, name: str, rounds: str) -> bool:
        return self.losses['jig'][rounds] <= self.losses[name][rounds] + NEAR_FASTEST


class Losses:
    """Losses that were computed once: the same program on the same table has them again."""

    def __init__(self, path: pathlib.Path):
        self.path = path
        self.known = json.loads(path.read_text()) if path.exists() else {}

    def of(self, runner: Runner, job: Job, version: str) -> dict:
        key = json.dumps([job.peer, job.options, version, job.shape, job.seed, job.growth,
                          job.rounds])
        if job.peer == 'jig' or key not in self.known:
            told = runner.run(job)
            self.known[key] = {'losses': told['losses'], 'auc': told.get('auc', math.nan)}
            if job.peer != 'jig':
                self.path.write_text(json.dumps(self.known, indent=1))
        return self.known[key]


@dataclasses.dataclass
class Trainer:
    """How the contests are held."""
    runner: Runner
    losses: Losses
    versions: dict
    threads: list[int]
    pairs: int
    seeds: list[int]
    rounds: int
    say: collections.abc.Callable

    def job(self, contest: Contest, what: tuple, threads: int, rounds: int, seed: int = 1,
            judge: bool = False) -> Job:
        peer, options = what
        return Job(peer, options, contest.shape, seed, contest.growth, threads, rounds, judge,
                   str(self.runner.folder))

    def judge(self, contest: Contest, name: str, what: tuple):
        told = [self.losses.of(self.runner, self.job(contest, what, max(self.threads), self.rounds,
                                                     seed, judge=True),
                               self.versions.get(what[0], ''))
                for seed in self.seeds]
        contest.losses[name] = {rounds: statistics.fmean(one['losses'][rounds] for one in told)
                                for rounds in told[0]['losses']}
        contest.aucs[name] = statistics.fmean(one['auc'] for one in told)
        self.say(f'  {name:24}' + ''.join(f'  {loss:.5f} at {rounds}' for rounds, loss
                                          in contest.losses[name].items())
                 + f'  AUC {contest.aucs[name]:.4f}')

    def judge_all(self, contest: Contest):
        self.say(f'{contest.shape}, {contest.growth}: losses of the test rows')
        for name, what in settings_of(shapes.SHAPES[contest.shape], contest.growth).items():
            self.judge(contest, name, what)
        try:
            self.judge(contest, 'jig', JIG)
        except Skipped as reason:
            contest.notes.append(f'Jig is skipped: {reason}')
            self.say(f'  {contest.notes[-1]}')

    def rank(self, contest: Contest, threads: int) -> list[str]:
        """The settings that may be the fastest by any measure, found by a short fit of each."""
        settings = settings_of(shapes.SHAPES[contest.shape], contest.growth)
        counted = {name for rounds in self.last_rounds() for name in contest.counted(rounds)}
        told = {name: self.runner.run(self.job(contest, settings[name], threads, SHORT_ROUNDS))
                for name in settings if name in counted}
        contest.ranks[threads] = told
        found = []
        for rounds in self.last_rounds():
            rivals = [name for name in told if name in contest.counted(rounds)]
            found += sorted(rivals, key=lambda name: told[name]['tree_20'])[:2]
            found += sorted(rivals, key=lambda name: told[name]['before'] +
                            100 * told[name]['tree_20'])[:1]
        return list(dict.fromkeys(found))

    def last_rounds(self) -> list[str]:
        return [rounds for rounds in ('20', '100') if int(rounds) <= self.rounds]

    def meet(self, contest: Contest, threads: int):
        """Pairs of times, A B A B, after one that only warms up."""
        settings = settings_of(shapes.SHAPES[contest.shape], contest.growth)
        rivals = {name: settings[name] for name in self.rank(contest, threads)}
        if 'jig' in contest.losses:
            rivals = {'jig': JIG, **rivals, 'jig avx2': JIG_AVX2}
        contest.pairs[threads] = []
        for turn in range(self.pairs + 1):
            pair = {name: self.runner.run(self.job(contest, what, threads, self.rounds))
                    for name, what in rivals.items()}
            if turn > 0:
                contest.pairs[threads].append(pair)

    def hold(self, shape: str, growth: str) -> Contest:
        contest = Contest(shape, growth)
        self.judge_all(contest)
        for threads in self.threads:
            self.meet(contest, threads)
            self.tell(contest, threads)
        return contest

    def tell(self, contest: Contest, threads: int):
        self.say(f'{contest.shape}, {contest.growth}, {threads} thread(s): ms a tree, least and '
                 'median; all of the fit and what comes before the trees; computing; memory')
        pairs = contest.pairs[threads]
        for name in pairs[0]:
            self.say(f'  {name:24}' + describe([pair[name] for pair in pairs]))
        if 'jig' not in pairs[0]:
            return
        for measure in self.measures():
            name, times = contest.fastest(threads, measure)
            self.say(f'  {measure}: {times:.2f} times as fast as {name}')

    def measures(self) -> list[str]:
        return [measure for measure, rounds in MEASURES.items() if rounds in self.last_rounds()]


def describe(summaries: list[dict]) -> str:
    words = []
    for measure, unit in (('tree_20', ''), ('tree_100', ''), ('fit', ''), ('before', ''),
                          ('cpu_20', '')):
        values = [summary[measure] for summary in summaries if measure in summary]
        if values:
            words.append(f'{measure} {min(values):.1f} {statistics.median(values):.1f}')
    memory = max(summary['memory_kib'] for summary in summaries) / 1024
    return '   '.join([*words, f'{memory:.0f} MiB'])
