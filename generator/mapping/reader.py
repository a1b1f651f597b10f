"""The learned reader: what the captions of a whole report say about the concept of each of its lines.

A line is the sum of the vectors of its clues; a few layers of attention let every line look at all the others, near
ones of its own statement by their distance; concepts are scored by their likeness to the outcome. That is a small
transformer encoder, trained in `learn/reading.py` and run here in plain NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.mapping.features import clues, fingerprint
from generator.mapping.lines import Line

Floats = NDArray[np.float32]

KINDS = ("BS", "BSP", "IS", "CI", "CF", "EQ")
HEADS, REACH = 4, 16
"""Heads of attention, and the distance in lines up to which each has a weight of its own; lines of other statements
have one weight for all."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Attention, then two dense steps, each added to what came in; `gain_*` scale the normalised input of each."""

    gain_attention: Floats
    project: Floats
    merge: Floats
    offsets: Floats
    gain_dense: Floats
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats


@dataclass(frozen=True, slots=True)
class Reader:
    """`vectors` are the clue vectors in the order of the sorted `vocabulary`, `weights` and `bias` those of the
    `concepts`."""

    vocabulary: NDArray[np.uint64]
    vectors: Floats
    kinds: Floats
    layers: tuple[Layer, ...]
    gain: Floats
    weights: Floats
    bias: Floats

    def scores(self, lines: Sequence[Line]) -> Floats:
        """For every line of a report, the scores of the concepts."""
        bags = [self._bag([fingerprint(clue) for clue in clues(line, "new")]) for line in lines]
        seen = np.stack(bags) + self.kinds[[KINDS.index(line.kind) for line in lines]]
        offsets = _offsets(lines)
        for layer in self.layers:
            seen = seen + _attention(layer, _normal(seen) * layer.gain_attention, offsets)
            wide = _bent(_normal(seen) * layer.gain_dense @ layer.widen + layer.widen_bias)
            seen = seen + wide @ layer.narrow + layer.narrow_bias
        return np.asarray(_normal(seen) * self.gain @ self.weights.T + self.bias, dtype=np.float32)

    def _bag(self, wanted: Sequence[int]) -> Floats:
        """The sum of the clue vectors by the root of their number; clues never learned count for nothing."""
        numbers = np.unique(np.array(wanted, dtype=np.uint64))
        at = np.minimum(np.searchsorted(self.vocabulary, numbers), len(self.vocabulary) - 1)
        at = at[self.vocabulary[at] == numbers]
        return np.asarray(self.vectors[at].sum(axis=0) / np.sqrt(max(len(at), 1)), dtype=np.float32)


def _offsets(lines: Sequence[Line]) -> NDArray[np.int64]:
    """Which weight of `Layer.offsets` each pair of lines has."""
    statements = np.array([line.statement for line in lines])
    places = np.arange(len(lines))
    near = np.clip(places[None] - places[:, None], -REACH, REACH) + REACH
    return np.asarray(np.where(statements[:, None] == statements[None], near, 2 * REACH + 1))


def _attention(layer: Layer, seen: Floats, offsets: NDArray[np.int64]) -> Floats:
    count, size = seen.shape
    parts = (seen @ layer.project).reshape(count, 3, HEADS, size // HEADS)
    asked, offered, told = (parts[:, part].transpose(1, 0, 2) for part in range(3))
    heed = asked @ offered.transpose(0, 2, 1) / np.float32(np.sqrt(size // HEADS)) + layer.offsets[:, offsets]
    heed = np.exp(heed - heed.max(axis=-1, keepdims=True))
    heed /= heed.sum(axis=-1, keepdims=True)
    return np.asarray((heed @ told).transpose(1, 0, 2).reshape(count, size) @ layer.merge)


def _normal(seen: Floats) -> Floats:
    return np.asarray(seen / np.sqrt((seen * seen).mean(axis=-1, keepdims=True) + 1e-6))


def _bent(values: NDArray[np.floating]) -> Floats:
    """The Gaussian error linear unit, in its usual approximation by the hyperbolic tangent."""
    return np.asarray(0.5 * values * (1.0 + np.tanh(np.float32(0.7978845608) * (values + 0.044715 * values**3))))
