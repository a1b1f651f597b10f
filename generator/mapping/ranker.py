"""From evidence to shares: a small network scores every candidate of a line, a softmax over the line makes shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.mapping.evidence import Table


@dataclass(frozen=True, slots=True)
class Ranker:
    """One hidden layer of rectified units beside a linear part, over features standardised by `mean` and `spread`.

    `levels` and `held` are the calibration: of the answers given with a share near `levels[i]`, `held[i]` were right on
    companies never seen.
    """

    mean: NDArray[np.float32]
    spread: NDArray[np.float32]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    linear: NDArray[np.float32]
    levels: tuple[float, ...] = (0.0, 1.0)
    held: tuple[float, ...] = (0.0, 1.0)

    def shares(self, table: Table) -> list[NDArray[np.float64]]:
        """For each line, the shares of its candidates in the table's order; they sum to 1."""
        scores = self.scores(table.numbers)
        found = []
        for start, end in zip(table.starts, table.starts[1:], strict=False):
            part = np.exp(scores[start:end] - scores[start:end].max())
            found.append(np.asarray(part / part.sum(), dtype=np.float64))
        return found

    def scores(self, numbers: NDArray[np.float32]) -> NDArray[np.float64]:
        scaled = (numbers - self.mean) / self.spread
        units = np.maximum(scaled @ self.inner + self.inner_bias, 0.0)
        return np.asarray(units @ self.outer + scaled @ self.linear, dtype=np.float64)

    def confidence(self, share: float) -> float:
        """How often an answer with this share holds."""
        return float(np.interp(share, self.levels, self.held))
