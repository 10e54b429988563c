"""The tables that the benchmark trains on: drawn from a seed, kept as raw float32 files.

A shape S1 of seed 1 is two files: S1-1.features, (rows, columns) row-major, and S1-1.label, (rows,).
The first rows are for training, the rest for the test; NaN is missing.
"""
import dataclasses
import pathlib
from collections.abc import Callable

import numpy

Floats = numpy.ndarray
Drawn = tuple[Floats, Floats]


@dataclasses.dataclass(frozen=True)
class Shape:
    """How a table is drawn, and what is asked of it."""
    name: str
    draw: Callable[[numpy.random.Generator, int], Drawn]
    rows: int = 400_000
    train: int = 300_000
    task: str = 'binary'


@dataclasses.dataclass(frozen=True)
class Table:
    """A shape as files."""
    features: pathlib.Path
    label: pathlib.Path
    rows: int
    columns: int
    train: int
    task: str

    def read(self) -> Drawn:
        features = numpy.fromfile(self.features, numpy.float32).reshape(self.rows, self.columns)
        return features, numpy.fromfile(self.label, numpy.float32)


def score_of(values: Floats) -> Floats:
    return values[:, 0] * values[:, 1] + values[:, 2] + numpy.sin(2 * values[:, 3])


def draw_continuous(random: numpy.random.Generator, rows: int) -> Drawn:
    values = random.normal(size=(rows, 28))
    label = score_of(values) + random.normal(size=rows) * 0.7 > 0
    return values, label


def draw_zeros(random: numpy.random.Generator, rows: int) -> Drawn:
    values = numpy.abs(random.normal(size=(rows, 28)))
    values[random.uniform(size=(rows, 28)) < 0.6] = 0
    label = score_of(values) + values[:, 0] * values[:, 1] + random.normal(size=rows) * 0.7 > 0.7
    return values, label


def draw_missing(random: numpy.random.Generator, rows: int) -> Drawn:
    values, label = draw_continuous(random, rows)
    values[random.uniform(size=(rows, 28)) < 0.1] = numpy.nan
    return values, label


def draw_levels(random: numpy.random.Generator, rows: int) -> Drawn:
    levels = random.integers(0, 12, (rows, 100)).astype(numpy.float32)
    label = levels[:, 0] * levels[:, 1] + 5 * levels[:, 2] + random.normal(size=rows) * 20 > 60
    return levels, label


SHAPES = {shape.name: shape for shape in (
    Shape('S1', draw_continuous),
    Shape('S2', draw_zeros),
    Shape('S3', draw_missing),
    Shape('S4', draw_levels),
)}


def make(folder: pathlib.Path, shape: Shape, seed: int) -> Table:
    """The files of a shape; they are drawn once."""
    features = folder / f'{shape.name}-{seed}.features'
    label = folder / f'{shape.name}-{seed}.label'
    if not label.exists():
        folder.mkdir(parents=True, exist_ok=True)
        values, answers = shape.draw(numpy.random.default_rng(seed), shape.rows)
        values.astype(numpy.float32).tofile(features)
        answers.astype(numpy.float32).tofile(label)
    columns = features.stat().st_size // (4 * shape.rows)
    return Table(features, label, shape.rows, columns, shape.train, shape.task)
