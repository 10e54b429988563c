"""The goals of speed, and which of them a run reached. What could not be measured is missed."""
import collections
import dataclasses
import statistics

from training import MEASURES, Contest
from using import ROWS, Uses

GOAL_SHAPES = ('S1', 'S2', 'S3', 'S4')
LEAST_AUC = 0.75    # of a peer: below it, trees of noise are timed
# Of XGBoost, whose derivatives of each loss are those of the design.
NEAR_CONTROL = 0.002
NEAR_CONTROL_SHARE = 0.005


@dataclasses.dataclass(frozen=True)
class Goal:
    """One measure of one goal."""
    name: str
    what: str
    told: str
    reached: bool

    def __str__(self):
        mark = 'reached' if self.reached else 'MISSED'
        return f'{mark:8} {self.name:3} {self.what}: {self.told}'


def times_goal(name: str, what: str, times: float, least: float, more: str = '') -> Goal:
    return Goal(name, what, f'{times:.2f}x of {least:.1f}x{more}', times >= least)


def training_goals(contest: Contest, jig: str, least: float, names: dict) -> list[Goal]:
    """G1 and G2; or G9, of other kernels."""
    found = []
    where = f'{contest.shape} {contest.growth}'
    if 'jig' not in contest.losses:
        return [Goal(name, where, contest.notes[0], False) for name in sorted(set(names.values()))]
    for threads in contest.pairs:
        for measure, name in names.items():
            rounds = MEASURES[measure]
            if rounds not in contest.losses['jig']:
                continue
            peer, times = contest.fastest(threads, measure, jig)
            good = contest.is_as_good(peer, rounds)
            loss = (f', loss {contest.losses["jig"][rounds]:.5f} to '
                    f'{contest.losses[peer][rounds]:.5f}')
            found.append(Goal(name, f'{where}, {threads} thread(s), {measure}',
                              f'{times:.2f}x of {least:.1f}x against {peer}{loss}'
                              + ('' if good else ' IS WORSE'), times >= least and good))
    return found


def shape_goals(contest: Contest) -> list[Goal]:
    """A shape on which nobody learns anything measures nothing."""
    best = max(auc for name, auc in contest.aucs.items() if name != 'jig')
    return [] if best >= LEAST_AUC else [
        Goal('G1', contest.shape, f'no peer has an AUC of {LEAST_AUC}: {best:.3f}', False)]


def control_goal(contest: Contest) -> Goal:
    what = f'{contest.shape}, quality'
    if 'jig' not in contest.losses:
        return Goal('G1', what, contest.notes[0], False)
    rounds = max(contest.losses['jig'], key=int)
    own = contest.losses['jig'][rounds]
    best = min(losses[rounds] for name, losses in contest.losses.items()
               if name.startswith('xgboost'))
    limit = max(best + NEAR_CONTROL, best * (1 + NEAR_CONTROL_SHARE))
    return Goal('G1', what, f'{own:.5f} against {best:.5f}', own <= limit)


def prediction_goals(uses: Uses) -> list[Goal]:
    found = []
    for cell in uses.predictions:
        where = f'{cell[0]} rows, {cell[1]} thread(s)'
        for name, jig, compiled, least in (('G3', 'jig', False, 4.0), ('G3', 'jig', True, 1.0),
                                           ('G9', 'jig avx2', False, 2.5)):
            peer, times = uses.least(cell, compiled, jig)
            found.append(times_goal(name, f'prediction, {where}, {jig}', times, least,
                                    f' against {peer}'))
    if len(found) < 3 * len(ROWS):
        found.append(Goal('G3', 'prediction', 'was not measured', False))
    return found


def explanation_goals(uses: Uses) -> list[Goal]:
    found = []
    for threads in uses.explanations:
        for name, jig, least in (('G4', 'jig single', 15.0), ('G4', 'jig double', 10.0),
                                 ('G4', 'jig pairs', 5.0), ('G9', 'jig single avx2', 8.0)):
            peer, times = uses.explained(threads, jig)
            found.append(times_goal(name, f'SHAP values, {threads} thread(s), {jig}', times, least,
                                    f' against {peer}'))
    return found or [Goal('G4', 'SHAP values', 'were not measured', False)]


def single_goal(uses: Uses) -> Goal:
    if uses.single is None:
        return Goal('G5', 'one row', 'was not measured', False)
    return Goal('G5', 'one row', f'{uses.single:.1f} us of 12 us, {uses.allocations:g} allocations',
                uses.single <= 12 and uses.allocations == 0)


def memory_goal(contest: Contest) -> Goal:
    pairs = contest.pairs[min(contest.pairs)]
    if 'jig' not in pairs[0]:
        return Goal('G6', 'memory', contest.notes[0], False)
    own = max(pair['jig']['memory_kib'] for pair in pairs)
    peers = [told['memory_kib'] for name, told in contest.ranks[min(contest.ranks)].items()
             if name.startswith('xgboost')]
    if not peers:
        return Goal('G6', 'memory', 'no setting of XGBoost counts', False)
    return Goal('G6', f'memory of {contest.shape}',
                f'{own / 1024:.0f} MiB, half of XGBoost\'s is {min(peers) / 2048:.0f} MiB',
                own <= min(peers) / 2)


def pairs_goal(name: str, what: str, pairs: list[dict], limit: float, faster: bool) -> Goal:
    """Of two runs of Jig that took turns: 'one' against 'other'."""
    measure = 'tree_100' if 'tree_100' in pairs[0]['one'] else 'tree_20'
    times = statistics.median(pair['one'][measure] / pair['other'][measure] for pair in pairs)
    reached = times >= limit if faster else times <= limit
    return Goal(name, what, f'{times:.2f}x of {limit:.2f}x', reached)


def judge(contests: list[Contest], controls: list[Contest], uses: Uses,
          doubled: collections.abc.Mapping, one_missing: list[dict]) -> list[Goal]:
    found = []
    for contest in contests:
        if contest.shape in GOAL_SHAPES:
            found += shape_goals(contest)
        found += training_goals(contest, 'jig', 3.0,
                                {'tree_20': 'G1', 'tree_100': 'G1', 'fit': 'G2'})
        if contest.shape in GOAL_SHAPES:
            found += training_goals(contest, 'jig avx2', 2.0, {'tree_20': 'G9', 'tree_100': 'G9'})
        if contest.shape == 'S1' and contest.growth == 'depth':
            found.append(memory_goal(contest))
    found += [control_goal(contest) for contest in controls]
    found += prediction_goals(uses)
    found.append(single_goal(uses))
    found += explanation_goals(uses)
    found += [pairs_goal('G7', f'{shape}, 2 threads over 1', pairs, 1.7, True)
              for shape, pairs in doubled.items()]
    if one_missing:
        found.append(pairs_goal('G8', 'S1 with one missing value', one_missing, 1.03, False))
    return sorted(found, key=lambda goal: goal.name)
