#!/usr/bin/env python3
"""Writes metrics.json: metrics and curves as scikit-learn 1.9.1 computes them.

Run it in an environment with scikit-learn and numpy: python3 metrics.py > metrics.json
"""
import json
import sys

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

rng = np.random.default_rng(20240229)


def binary(n_rows, weighted):
    """Scores in steps of 0.05, so that there are many ties."""
    targets = (rng.random(n_rows) < 0.4).astype(int)
    scores = np.clip(np.round((0.35 * targets + rng.normal(0.35, 0.2, n_rows)) * 20) / 20, 0, 1)
    weights = np.round(rng.random(n_rows) * 4, 2) if weighted else np.ones(n_rows)
    w = {'sample_weight': weights}
    called = (scores >= 0.5).astype(int)
    clipped = np.clip(scores, 1e-15, 1 - 1e-15)
    fpr, tpr, thresholds = metrics.roc_curve(targets, scores, drop_intermediate=False, **w)
    precision, recall, cuts = metrics.precision_recall_curve(targets, scores, **w)
    return {
        'task': 'binary', 'classes': 2, 'predictions': scores.tolist(),
        'targets': targets.tolist(), 'weights': weights.tolist(),
        'metrics': {
            'error': 1 - metrics.accuracy_score(targets, called, **w),
            'logloss': metrics.log_loss(targets, clipped, **w),
            'auc': metrics.roc_auc_score(targets, scores, **w),
            'average_precision': metrics.average_precision_score(targets, scores, **w),
            'brier': metrics.brier_score_loss(targets, scores, **w),
            'macro_f1': metrics.f1_score(targets, called, average='macro', **w),
            'macro_recall': metrics.balanced_accuracy_score(targets, called, **w),
        },
        'confusion': metrics.confusion_matrix(targets, called, **w).ravel().tolist(),
        'roc': {'x': fpr.tolist(), 'y': tpr.tolist(), 'thresholds': thresholds[1:].tolist()},
        # From the highest score down, as Jig has it.
        'precision_recall': {'x': recall[::-1].tolist(), 'y': precision[::-1].tolist(),
                             'thresholds': cuts[::-1].tolist()},
    }


def calibration(n_rows, n_bins):
    probabilities = rng.random(n_rows)
    targets = (rng.random(n_rows) < probabilities).astype(int)
    share, mean = calibration_curve(targets, probabilities, n_bins=n_bins)
    return {'predictions': probabilities.tolist(), 'targets': targets.tolist(), 'bins': n_bins,
            'x': mean.tolist(), 'y': share.tolist()}


def classes(n_rows, n_classes, weighted):
    targets = rng.integers(0, n_classes, n_rows)
    margins = rng.normal(0, 1, (n_rows, n_classes))
    margins[np.arange(n_rows), targets] += 1
    shares = np.exp(margins) / np.exp(margins).sum(axis=1, keepdims=True)
    weights = np.round(rng.random(n_rows) * 4, 2) if weighted else np.ones(n_rows)
    w = {'sample_weight': weights}
    called = shares.argmax(axis=1)
    hot = np.eye(n_classes)[targets]
    return {
        'task': 'multiclass', 'classes': n_classes, 'predictions': shares.ravel().tolist(),
        'targets': targets.tolist(), 'weights': weights.tolist(),
        'metrics': {
            'error': 1 - metrics.accuracy_score(targets, called, **w),
            'logloss': metrics.log_loss(targets, shares, **w),
            'brier': float(np.average(((shares - hot) ** 2).sum(axis=1), weights=weights)),
            'macro_f1': metrics.f1_score(targets, called, average='macro', **w),
            'macro_recall': metrics.balanced_accuracy_score(targets, called, **w),
        },
        'confusion': metrics.confusion_matrix(targets, called, **w).ravel().tolist(),
    }


def regression(n_rows, weighted):
    targets = rng.normal(100, 15, n_rows)
    values = targets + rng.normal(1, 5, n_rows)
    weights = np.round(rng.random(n_rows) * 4, 2) if weighted else np.ones(n_rows)
    w = {'sample_weight': weights}
    return {
        'task': 'regression', 'classes': 1, 'predictions': values.tolist(),
        'targets': targets.tolist(), 'weights': weights.tolist(),
        'metrics': {
            'rmse': metrics.root_mean_squared_error(targets, values, **w),
            'mae': metrics.mean_absolute_error(targets, values, **w),
            'r2': metrics.r2_score(targets, values, **w),
            'bias': float(np.average(values - targets, weights=weights)),
        },
    }


golden = {
    'judged': [binary(60, False), binary(80, True), classes(70, 3, False), classes(90, 5, True),
               regression(50, False), regression(64, True)],
    'calibration': [calibration(200, 5), calibration(150, 10)],
}
json.dump(golden, sys.stdout, indent=1)
print()
