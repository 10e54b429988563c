#!/usr/bin/env python3
"""Writes shap.json: SHAP values and interactions as XGBoost computes them.

Run it in an environment with xgboost and numpy: python3 shap.py > shap.json
With the name of a model that XGBoost saved as JSON, writes that model's trees only:
python3 shap.py MODEL > trees.json, for tests/bench/trees/jig-shap.
"""
import json
import sys
import tempfile

import numpy as np
import xgboost as xgb

MISSING = 99    # in what is written; no value comes near


def to_tree(tree, output):
    """The members of a tree as core/model/tree.c reads them."""
    n = len(tree['left_children'])
    is_leaf = [left == -1 for left in tree['left_children']]
    number = [float(np.float32(x)) for x in tree['split_conditions']]
    return {
        'output': output,
        'feature': [-1 if is_leaf[i] else tree['split_indices'][i] for i in range(n)],
        'left': tree['left_children'],
        'right': tree['right_children'],
        'missing_left': [0 if is_leaf[i] else int(tree['default_left'][i]) for i in range(n)],
        'threshold': [0 if is_leaf[i] else number[i] for i in range(n)],
        'value': [number[i] if is_leaf[i] else 0 for i in range(n)],
        'gain': [float(x) for x in tree['loss_changes']],
        'cover': [float(x) for x in tree['sum_hessian']],
    }


def to_model(path, base):
    with open(path) as file:
        model = json.load(file)['learner']['gradient_booster']['model']
    outputs = model['tree_info']
    return {'base': base, 'trees': [to_tree(t, k) for t, k in zip(model['trees'], outputs)]}


def case(rng, n_columns, objective, n_trees, depth):
    """Columns of one decimal, a tenth missing; with 3 classes 3 outputs."""
    rows = np.round(rng.normal(size=(300, n_columns)), 1).astype(np.float32)
    score = np.round(rows[:, 0] * rows[:, 1] + rows[:, 2] + rng.normal(size=300) * 0.3, 3)
    rows[rng.random(rows.shape) < 0.1] = np.nan
    rules = {'objective': objective, 'max_depth': depth, 'eta': 0.5, 'base_score': 0.5,
             'tree_method': 'exact'}
    labels = score
    if objective == 'multi:softprob':
        rules['num_class'] = 3
        labels = np.digitize(score, [-0.5, 0.5])
    booster = xgb.train(rules, xgb.DMatrix(rows, labels), n_trees)
    few = xgb.DMatrix(rows[:6])
    values = booster.predict(few, pred_contribs=True)
    pairs = booster.predict(few, pred_interactions=True)
    with tempfile.NamedTemporaryFile(suffix='.json') as file:
        booster.save_model(file.name)
        model = to_model(file.name, [0.5] * max(1, rules.get('num_class', 0)))
    values = values.reshape(6, -1, n_columns + 1)
    pairs = pairs.reshape(6, -1, n_columns + 1, n_columns + 1)
    return {
        **model, 'columns': n_columns,
        'rows': [MISSING if np.isnan(x) else float(x) for x in rows[:6].ravel()],
        'expected': values[0, :, -1].astype(float).tolist(),
        'contributions': values[:, :, :-1].ravel().astype(float).tolist(),
        'interactions': pairs[:, :, :-1, :-1].ravel().astype(float).tolist(),
    }


def main():
    if len(sys.argv) > 1:
        json.dump(to_model(sys.argv[1], [0.0]), sys.stdout)
        return
    rng = np.random.default_rng(20241103)
    cases = [case(rng, 5, 'reg:squarederror', 4, 4), case(rng, 4, 'multi:softprob', 2, 3)]
    json.dump({'cases': cases}, sys.stdout, indent=1)
    print()


if __name__ == '__main__':
    main()
