#!/usr/bin/env python3
"""Writes exact.json: small tables and the tree that XGBoost's method "exact" grows on each.

Run it with XGBoost 1.7 and numpy: python3 exact.py > exact.json
With a number, writes so many cases, not small ones: python3 exact.py 300 > cases.json, for
tests/interop/exact; there it may be XGBoost 3, too.
"""
import json
import sys
import tempfile

import numpy as np
import xgboost as xgb

MISSING = 99    # in what is written; no value comes near
N_SMALL = 20

# XGBoost 3.2 still grows what 1.7 grew.
LIKE = '1.7' if [int(x) for x in xgb.__version__.split('.')[:2]] < [3, 3] else '3.x'


def walk(tree):
    """The nodes level by level, without those that were pruned."""
    order = [0]
    for node in order:
        if tree['left_children'][node] != -1:
            order += [tree['left_children'][node], tree['right_children'][node]]
    return order


def to_tree(tree):
    order = walk(tree)
    split = [node for node in order if tree['left_children'][node] != -1]
    condition = np.float32(tree['split_conditions']).astype(float)
    return {
        'feature': [tree['split_indices'][n] if n in split else -1 for n in order],
        'missing_left': [int(tree['default_left'][n]) if n in split else 0 for n in order],
        'threshold': [condition[n] if n in split else 0 for n in order],
        'value': [0 if n in split else condition[n] for n in order],
        'gain': [float(tree['loss_changes'][n]) if n in split else 0 for n in order],
    }


def grow(rows, labels, rules):
    data = xgb.DMatrix(rows, labels)
    booster = xgb.train({'tree_method': 'exact', 'base_score': 0.5, 'nthread': 1, **rules}, data, 1)
    with tempfile.NamedTemporaryFile(suffix='.json') as file:
        booster.save_model(file.name)
        with open(file.name) as saved:
            model = json.load(saved)
    return to_tree(model['learner']['gradient_booster']['model']['trees'][0])


def case(rng, most_rows, is_limited):
    n_rows = int(rng.integers(30, most_rows + 1))
    n_columns = int(rng.integers(1, 6))
    decimals = int(rng.integers(1, 4))
    rows = np.round(rng.normal(size=(n_rows, n_columns)), decimals).astype(np.float32)
    labels = np.round(rows[:, 0] * 2 + np.sin(3 * rows[:, -1]) + rng.normal(size=n_rows), 3)
    if rng.random() < 0.5:
        rows[rng.random(rows.shape) < 0.15] = np.nan
    rules = {
        'lambda': float(rng.choice([0, 1, 3])), 'alpha': float(rng.choice([0, 0.5])),
        'min_child_weight': float(rng.choice([0, 1, 5])), 'max_depth': int(rng.integers(1, 5)),
        'eta': 1.0, 'gamma': 0.0, 'max_delta_step': 0.0,
    }
    if is_limited:
        rules |= {'gamma': float(rng.choice([0.5, 2, 8])), 'eta': 0.3,
                  'max_delta_step': float(rng.choice([0, 0.7]))}
    return {
        'columns': n_columns, **rules, 'like': LIKE,
        'rows': [MISSING if np.isnan(x) else round(float(x), decimals) for x in rows.ravel()],
        'labels': [round(float(x), 3) for x in labels],
        'tree': grow(rows, labels, rules),
    }


def main():
    rng = np.random.default_rng(1)
    n_cases = int(sys.argv[1]) if len(sys.argv) > 1 else N_SMALL
    most_rows = 150 if len(sys.argv) > 1 else 60
    # Without gamma and steps, as published; a fifth more with them.
    cases = [case(rng, most_rows, i >= n_cases) for i in range(n_cases + n_cases // 5)]
    lines = ',\n'.join(json.dumps(case) for case in cases)
    print(f'{{"xgboost": "{xgb.__version__}", "cases": [\n{lines}\n]}}')


main()
