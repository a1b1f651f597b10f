"""Training of the ranker on tables of evidence that were gathered without the company they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from generator.mapping.evidence import FEATURES
from generator.mapping.knowledge import EXTENSION
from generator.mapping.ranker import Ranker

HIDDEN, EPOCHS, RATE, DROP, DECAY, BATCH = 48, 16, 4e-3, 0.1, 1e-5, 192
SEEDS = 3
LEAN = 0.5
"""What is added to the score of an extension: more of the filers' own concepts are recognised, for fewer standard ones
right (docs/mapping.md has the curve)."""


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of one line with their numbers, the acceptable answers (the filer's own first), a weight."""

    names: tuple[str, ...]
    numbers: NDArray[np.float32]
    answers: tuple[str, ...]
    weight: float

    def right(self) -> NDArray[np.float32]:
        """1 for every acceptable candidate; an extension only where the filer made one."""
        good = set(
            self.answers if self.answers[0] == EXTENSION else [name for name in self.answers if name != EXTENSION]
        )
        return np.array([name in good for name in self.names], dtype=np.float32)


def train_ranker(cases: Sequence[Case], *, off: Sequence[int] = (), epochs: int = EPOCHS, seeds: int = SEEDS) -> Ranker:
    """The ranker that gives the acceptable candidates the largest shares: the mean of several from different
    beginnings, side by side in one. `off` are features to leave out (for the ablation)."""
    rankers = [_train(cases, seed, off, epochs) for seed in range(seeds)]
    linear = np.stack([ranker.linear for ranker in rankers]).mean(axis=0).astype(np.float32)
    extension = FEATURES.index("x")
    linear[extension] += LEAN * rankers[0].spread[extension]
    return replace(
        rankers[0],
        inner=np.hstack([ranker.inner for ranker in rankers]),
        inner_bias=np.concatenate([ranker.inner_bias for ranker in rankers]),
        outer=np.concatenate([ranker.outer for ranker in rankers]).astype(np.float32) / np.float32(seeds),
        linear=linear,
    )


def _train(cases: Sequence[Case], seed: int, off: Sequence[int], epochs: int) -> Ranker:
    """One ranker (listwise softmax, Adam)."""
    inputs, mask, wanted, weight = _arrays(cases)
    real = inputs[mask > -1.0]
    mean, spread = real.mean(axis=0), real.std(axis=0) + 1e-3
    spread[list(off)] = 1e9
    inputs = (inputs - mean) / spread
    inputs[mask < -1.0] = 0.0
    generator = np.random.default_rng(seed)
    size = len(FEATURES)
    parts: list[NDArray[np.float32]] = [
        (generator.standard_normal((size, HIDDEN)) * np.sqrt(1.0 / size)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        (generator.standard_normal(HIDDEN) * 0.1).astype(np.float32),
        np.zeros(size, dtype=np.float32),
    ]
    first = [np.zeros_like(part) for part in parts]
    second = [np.zeros_like(part) for part in parts]
    step = 0
    for epoch in range(epochs):
        order = generator.permutation(len(inputs))
        pace = RATE * (1.0 - epoch / epochs) + 1e-4
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            slopes = _slopes(parts, inputs[chosen], mask[chosen], wanted[chosen], weight[chosen], generator)
            step += 1
            for at, slope in enumerate(slopes):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope**2
                move = first[at] / (1 - 0.9**step) / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8)
                parts[at] = (parts[at] - pace * move).astype(np.float32)
    inner, bias, outer, linear = parts
    return Ranker(mean.astype(np.float32), spread.astype(np.float32), inner, bias, outer, linear)


def calibrated(ranker: Ranker, shares: Sequence[float], right: Sequence[bool], weights: Sequence[float]) -> Ranker:
    """The ranker with a monotone table from share to how often it held (isotonic regression)."""
    fit = IsotonicRegression(out_of_bounds="clip", y_min=0.01, y_max=0.995)
    fit.fit(np.array(shares), np.array(right, dtype=float), sample_weight=np.array(weights))
    levels = np.linspace(0.0, 1.0, 41)
    held = np.interp(levels, [0.0, *np.linspace(0.025, 0.975, 39), 1.0], [float(v) for v in fit.predict(levels)])
    return replace(
        ranker, levels=tuple(round(float(v), 4) for v in levels), held=tuple(round(float(v), 4) for v in held)
    )


def _arrays(
    cases: Sequence[Case],
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    learnable = [(case, right) for case in cases if (right := case.right()).any()]
    most = max(len(case.names) for case, _ in learnable)
    inputs = np.zeros((len(learnable), most, len(FEATURES)), dtype=np.float32)
    mask = np.full((len(learnable), most), -1e9, dtype=np.float32)
    wanted = np.zeros((len(learnable), most), dtype=np.float32)
    for at, (case, right) in enumerate(learnable):
        count = len(case.names)
        inputs[at, :count] = case.numbers
        mask[at, :count] = 0.0
        wanted[at, :count] = right / right.sum()
    return inputs, mask, wanted, np.array([case.weight for case, _ in learnable], dtype=np.float32)


def _slopes(
    parts: Sequence[NDArray[np.float32]],
    inputs: NDArray[np.float32],
    mask: NDArray[np.float32],
    wanted: NDArray[np.float32],
    weight: NDArray[np.float32],
    generator: np.random.Generator,
) -> list[NDArray[np.float32]]:
    inner, bias, outer, linear = parts
    raw = np.maximum(inputs @ inner + bias, 0.0)
    kept = ((generator.random(raw.shape[2]) > DROP) / (1.0 - DROP)).astype(np.float32)
    units = raw * kept
    scores = units @ outer + inputs @ linear + mask
    scores -= scores.max(axis=1, keepdims=True)
    shares = np.exp(scores)
    shares /= shares.sum(axis=1, keepdims=True)
    error = (shares - wanted) * (weight / weight.sum())[:, None]
    back = error[..., None] * outer * kept * (raw > 0)
    return [
        np.tensordot(inputs, back, ((0, 1), (0, 1))) + DECAY * inner,
        back.sum(axis=(0, 1)),
        np.tensordot(units, error, ((0, 1), (0, 1))) + DECAY * outer,
        np.tensordot(inputs, error, ((0, 1), (0, 1))) + DECAY * linear,
    ]
