"""How good margins are, by one rule for everybody: lower is better."""
import numpy

from shapes import Shape, Values

TOP = 10


def sigmoid(margins: Values) -> Values:
    return 1 / (1 + numpy.exp(-margins))


def log_loss(margins: Values, label: Values) -> float:
    # log(1 + e^-m) of the true class, without an exponential that overflows.
    signed = numpy.where(label > 0, margins, -margins)
    return float(numpy.mean(numpy.logaddexp(0, -signed)))


def softmax_loss(margins: Values, label: Values) -> float:
    total = numpy.logaddexp.reduce(margins, axis=1)
    own = margins[numpy.arange(len(label)), label.astype(int)]
    return float(numpy.mean(total - own))


def root_mean_square(margins: Values, label: Values) -> float:
    return float(numpy.sqrt(numpy.mean((margins - label) ** 2)))


def gamma_deviance(margins: Values, label: Values) -> float:
    ratio = label * numpy.exp(-margins)
    return float(2 * numpy.mean(ratio - 1 - numpy.log(ratio)))


def gain_lost(margins: Values, label: Values, group: int) -> float:
    """1 - NDCG of the first rows of each query."""
    discount = 1 / numpy.log2(numpy.arange(2, TOP + 2))
    gains = 2.0 ** label.reshape(-1, group) - 1
    order = numpy.argsort(-margins.reshape(-1, group), axis=1, kind='stable')[:, :TOP]
    got = (numpy.take_along_axis(gains, order, 1) * discount).sum(1)
    best = (-numpy.sort(-gains, axis=1)[:, :TOP] * discount).sum(1)
    return float(1 - numpy.mean(got[best > 0] / best[best > 0]))


def loss(shape: Shape, margins: Values, label: Values) -> float:
    margins = numpy.asarray(margins, float)
    match shape.objective:
        case 'logistic':
            return log_loss(margins, label)
        case 'softmax':
            return softmax_loss(margins, label)
        case 'squared':
            return root_mean_square(margins, label)
        case 'gamma':
            return gamma_deviance(margins, label)
        case 'ranking':
            return gain_lost(margins, label, shape.group)
    raise ValueError(shape.objective)


def area_under_curve(margins: Values, label: Values) -> float:
    """Ties count one half."""
    margins = numpy.asarray(margins, float)
    values, inverse, counts = numpy.unique(margins, return_inverse=True, return_counts=True)
    ranks = (numpy.cumsum(counts) - (counts - 1) / 2)[inverse]
    positive = label > 0
    n_positive = int(positive.sum())
    n_negative = len(label) - n_positive
    below = ranks[positive].sum() - n_positive * (n_positive + 1) / 2
    return float(below / (n_positive * n_negative))
