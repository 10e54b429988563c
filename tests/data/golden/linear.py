#!/usr/bin/env python3
"""Writes linear.json: ridge and logistic weights as numpy and scikit-learn 1.9.1 find them.

The intercept is a column of ones, and penalised like the rest.
Run it in an environment with scikit-learn and numpy: python3 linear.py > linear.json
"""
import json
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(7)
n_rows, n_features = 60, 3
features = np.round(rng.normal(0, 2, (n_rows, n_features)) + [0, 5, -1], 3)
weights = np.round(rng.random(n_rows) * 3, 2)
score = features @ [0.5, -0.3, 0.8] + 1.5 + rng.normal(0, 1, n_rows)
columns = np.hstack([features, np.ones((n_rows, 1))])


def ridge(penalty):
    squares = columns.T @ (columns * weights[:, None]) + penalty * np.eye(n_features + 1)
    return np.linalg.solve(squares, columns.T @ (weights * score)).tolist()


def logistic(targets, penalty):
    solver = LogisticRegression(C=1 / penalty, fit_intercept=False, solver='newton-cg',
                                tol=1e-13, max_iter=10000)
    solver.fit(columns, targets, sample_weight=weights)
    return solver.coef_.ravel().tolist()


binary = (score > 0).astype(int)
classes = np.digitize(score, [-1, 1])
golden = {
    'features': features.ravel().tolist(), 'weights': weights.tolist(), 'n_features': n_features,
    'cases': [
        {'task': 'regression', 'classes': 1, 'lambda': 1, 'targets': score.tolist(),
         'solution': ridge(1)},
        {'task': 'regression', 'classes': 1, 'lambda': 0, 'targets': score.tolist(),
         'solution': ridge(0)},
        {'task': 'regression', 'classes': 1, 'lambda': 50, 'targets': score.tolist(),
         'solution': ridge(50)},
        {'task': 'binary', 'classes': 2, 'lambda': 1, 'targets': binary.tolist(),
         'solution': logistic(binary, 1)},
        {'task': 'binary', 'classes': 2, 'lambda': 0.01, 'targets': binary.tolist(),
         'solution': logistic(binary, 0.01)},
        {'task': 'multiclass', 'classes': 3, 'lambda': 1, 'targets': classes.tolist(),
         'solution': logistic(classes, 1)},
    ],
}
json.dump(golden, sys.stdout, indent=1)
print()
