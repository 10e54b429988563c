"""The tables that the benchmark trains on: drawn from a seed, kept as raw float32 files.

The shape S1 of seed 1 is two files: S1-1.features, (rows, columns) row-major, and S1-1.label,
(rows,). The first rows are for training, the rest for the test; NaN is missing.
"""
import dataclasses
import pathlib
from collections.abc import Callable

import numpy

Values = numpy.ndarray
Drawn = tuple[Values, Values]


@dataclasses.dataclass(frozen=True)
class Shape:
    """How a table is drawn, and what is asked of it."""
    name: str
    about: str
    draw: Callable[[numpy.random.Generator, int], Drawn]
    rows: int = 400_000
    train: int = 300_000
    columns: int = 28
    objective: str = 'logistic'
    classes: int = 2
    levels: tuple[int, ...] = ()    # columns of categories
    group: int = 0                  # rows of each query, for a ranking


@dataclasses.dataclass(frozen=True)
class Table:
    """A shape as files."""
    shape: Shape
    features: pathlib.Path
    label: pathlib.Path

    def read(self) -> tuple[Drawn, Drawn]:
        """(features, label) of the training rows and of the test rows."""
        shape = self.shape
        features = numpy.fromfile(self.features, numpy.float32).reshape(shape.rows, shape.columns)
        label = numpy.fromfile(self.label, numpy.float32)
        return ((features[:shape.train], label[:shape.train]),
                (features[shape.train:], label[shape.train:]))


def score_of(values: Values) -> Values:
    return values[:, 0] * values[:, 1] + values[:, 2] + numpy.sin(2 * values[:, 3])


def draw_continuous(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 28))
    return values, score_of(values) + random.normal(size=rows) * 0.7 > 0


def draw_zeros(random: numpy.random.Generator, rows: int) -> Drawn:
    values = numpy.abs(random.normal(size=(rows, 28)))
    values[random.uniform(size=(rows, 28)) < 0.6] = 0
    score = score_of(values) + values[:, 0] * values[:, 1]
    return values, score + random.normal(size=rows) * 0.7 > 0.7


def draw_missing(random: numpy.random.Generator, rows: int) -> Drawn:
    values, label = draw_continuous(random, rows)
    values[random.uniform(size=(rows, 28)) < 0.1] = numpy.nan
    return values, label


def draw_one_missing(random: numpy.random.Generator, rows: int) -> Drawn:
    values, label = draw_continuous(random, rows)
    values[0, 0] = numpy.nan
    return values, label


def draw_levels(random: numpy.random.Generator, rows: int) -> Drawn:
    levels = random.integers(0, 12, (rows, 100)).astype(numpy.float32)
    score = levels[:, 0] * levels[:, 1] + 5 * levels[:, 2]
    return levels, score + random.normal(size=rows) * 20 > 60


def draw_heavy(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 28))
    return values, numpy.exp(1.5 * random.normal(size=rows) + score_of(values))


def draw_wide(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 2000)).astype(numpy.float32)
    return values, score_of(values) + random.normal(size=rows) * 0.7 > 0


def draw_small(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 10))
    return values, score_of(values) + random.normal(size=rows) * 0.7 > 0


def draw_classes(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 28))
    score = score_of(values) + random.normal(size=rows) * 0.7
    return values, numpy.digitize(score, (-1.5, -0.5, 0.5, 1.5))


def draw_category(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 10))
    effects = random.normal(size=200) * 1.5
    levels = random.integers(0, 200, rows)
    values[:, 0] = levels
    score = effects[levels] + values[:, 1] + random.normal(size=rows) * 0.7
    return values, score > 0


def draw_ranking(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 40))
    score = score_of(values) + random.normal(size=rows)
    return values, numpy.digitize(score, (0.5, 1.5, 2.5, 3.5))


# What the goals of speed are about.
TIMED = (
    Shape('S1', '28 continuous', draw_continuous),
    Shape('S2', '28, 60 % zeros', draw_zeros),
    Shape('S3', '28, 10 % missing', draw_missing),
    Shape('S4', '100 of 12 levels', draw_levels, columns=100),
    Shape('2M', 'S1 with 2 M rows', draw_continuous, rows=2_100_000, train=2_000_000),
    Shape('ranking', '6,000 queries of 50', draw_ranking, columns=40, objective='ranking',
          group=50),
)
# S1 but for a single value.
ONE_MISSING = Shape('S1-one-missing', 'S1 with one missing', draw_one_missing)
# What must be learnt as well as the peers do, in whatever time.
CONTROLS = (
    Shape('heavy', 'heavy tail', draw_heavy, objective='squared'),
    Shape('heavy-gamma', 'heavy tail, gamma loss', draw_heavy, objective='gamma'),
    Shape('wide', '50,000 x 2,000', draw_wide, rows=50_000, train=40_000, columns=2000),
    Shape('small', '5,000 x 10', draw_small, rows=5_000, train=4_000, columns=10),
    Shape('classes', '5 classes', draw_classes, rows=100_000, train=75_000, objective='softmax',
          classes=5),
    Shape('category', 'a column of 200 levels', draw_category, rows=100_000, train=75_000,
          columns=10, levels=(0,)),
)
SHAPES = {shape.name: shape for shape in (*TIMED, ONE_MISSING, *CONTROLS)}


def make(folder: pathlib.Path, name: str, seed: int) -> Table:
    """The files of a shape; they are drawn once."""
    shape = SHAPES[name]
    table = Table(shape, folder / f'{name}-{seed}.features', folder / f'{name}-{seed}.label')
    if not table.label.exists():
        folder.mkdir(parents=True, exist_ok=True)
        features, label = shape.draw(numpy.random.default_rng(seed), shape.rows)
        features.astype(numpy.float32).tofile(table.features)
        label.astype(numpy.float32).tofile(table.label)
    return table
