"""Training of the reader of captions: a bag of clues, a small hidden layer, a softmax over concepts.

    h = tanh(sum of the clue vectors / sqrt(number of clues)),  P(concept) = softmax(C h + b)

Trained with sparse Adagrad in plain numpy, in two steps: the captions of 2009 and 2010 first, then those of today with
a part of the old ones, so that today's usage has the last word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.mapping.features import clues, fingerprint
from generator.mapping.learn.corpus import Filing

NEW_WEIGHT = 8.0
SIZE, DROP, BATCH = 64, 0.3, 512


@dataclass(frozen=True, slots=True)
class Example:
    clues: tuple[int, ...]
    answer: str
    company: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reader:
    """`vocabulary` holds the sorted fingerprints whose vectors are the rows of `vectors`."""

    vocabulary: NDArray[np.uint64]
    vectors: NDArray[np.float32]
    concepts: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, bags: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Log probabilities, one row for each bag."""
        matrix = bag_matrix(bags, self.vocabulary)
        hidden = np.tanh(matrix @ self.vectors)
        logits = hidden @ self.weights.T + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), dtype=np.float32)


def examples(filings: Iterable[Filing]) -> list[Example]:
    """One example for every different line of a company: filings that repeat themselves count once."""
    found: dict[tuple[str, ...], list[tuple[tuple[int, ...], str]]] = defaultdict(list)
    era: dict[tuple[str, ...], str] = {}
    for filing in filings:
        for line, answers in zip(filing.lines, filing.answers, strict=True):
            identity = (
                filing.company,
                filing.era,
                line.kind,
                line.key,
                line.figure,
                line.unit,
                str(line.instant),
                answers[0],
                line.total_after,
            )
            kept = found[identity]
            if len(kept) < (1 if filing.era == "old" else 3):
                kept.append((tuple(fingerprint(clue) for clue in clues(line, filing.era)), answers[0]))
            era[identity] = filing.era
    return [
        Example(bag, answer, identity[0], (NEW_WEIGHT if era[identity] == "new" else 1.0) / len(kept))
        for identity, kept in found.items()
        for bag, answer in kept
    ]


def bag_matrix(bags: Sequence[Sequence[int]], vocabulary: NDArray[np.uint64]) -> csr_matrix:
    lengths = np.fromiter((len(bag) for bag in bags), dtype=np.int64, count=len(bags))
    flat = np.fromiter((clue for bag in bags for clue in bag), dtype=np.uint64, count=int(lengths.sum()))
    at = np.searchsorted(vocabulary, flat)
    at[at == len(vocabulary)] = 0
    known = vocabulary[at] == flat
    rows = np.repeat(np.arange(len(bags)), lengths)[known]
    columns = at[known]
    counts = np.bincount(rows, minlength=len(bags))
    values = (1.0 / np.sqrt(np.maximum(counts, 1)))[rows].astype(np.float32)
    return csr_matrix((values, (rows, columns)), shape=(len(bags), len(vocabulary)))


def train(
    found: Sequence[Example],
    start: Reader | None = None,
    *,
    epochs: int = 12,
    rate: float = 0.5,
    companies: int = 2,
    seed: int = 1,
) -> Reader:
    """A reader from examples, from the beginning or on from `start`. Clues and concepts that fewer than `companies`
    companies show are left out, but for concepts of today and what `start` knows."""
    layers = _Layers(_vocabulary(found, companies, start), _concepts(found, companies, start), start, seed)
    number = {name: at for at, name in enumerate(layers.concepts)}
    kept = [example for example in found if example.answer in number]
    matrix = bag_matrix([example.clues for example in kept], layers.vocabulary)
    target = np.array([number[example.answer] for example in kept])
    weight = np.array([example.weight for example in kept], dtype=np.float32)
    generator = np.random.default_rng(seed)
    for epoch in range(epochs):
        order = generator.permutation(len(kept))
        for begin in range(0, len(order), BATCH):
            chosen = order[begin : begin + BATCH]
            part = matrix[chosen]
            part.data *= (generator.random(len(part.data)) >= DROP) / np.float32(1.0 - DROP)
            layers.learn(part, target[chosen], weight[chosen], rate * (1.0 - epoch / epochs) + 0.01)
    return Reader(layers.vocabulary, layers.vectors, layers.concepts, layers.weights, layers.bias)


class _Layers:
    """The weights while they are learned, with the sums of squares that Adagrad divides by."""

    def __init__(
        self, vocabulary: NDArray[np.uint64], concepts: tuple[str, ...], start: Reader | None, seed: int
    ) -> None:
        self.vocabulary, self.concepts = vocabulary, concepts
        generator = np.random.default_rng(seed)
        self.vectors = (generator.standard_normal((len(vocabulary), SIZE)) * 0.3).astype(np.float32)
        self.weights = np.zeros((len(concepts), SIZE), dtype=np.float32)
        self.bias = np.zeros(len(concepts), dtype=np.float32)
        if start is not None:
            self.vectors[np.searchsorted(vocabulary, start.vocabulary)] = start.vectors
            places = [concepts.index(name) for name in start.concepts]
            self.weights[places], self.bias[places] = start.weights, start.bias
        self._vector_sums = np.full(len(vocabulary), 1e-3, dtype=np.float32)
        self._weight_sums = np.full(self.weights.shape, 1e-3, dtype=np.float32)
        self._bias_sums = np.full(len(concepts), 1e-3, dtype=np.float32)

    def learn(self, part: csr_matrix, target: NDArray[np.int64], mass: NDArray[np.float32], pace: float) -> None:
        """One step down the slope of the weighted cross entropy of a batch."""
        columns, local = np.unique(part.indices, return_inverse=True)
        small = csr_matrix((part.data, local, part.indptr), shape=(part.shape[0], len(columns)))
        hidden = np.tanh(small @ self.vectors[columns])
        error = hidden @ self.weights.T + self.bias
        error -= error.max(axis=1, keepdims=True)
        np.exp(error, out=error)
        error /= error.sum(axis=1, keepdims=True)
        error[np.arange(len(target)), target] -= 1.0
        error *= (mass / len(target))[:, None]
        back = (error @ self.weights) * (1.0 - hidden * hidden)
        of_weights, of_bias, of_vectors = error.T @ hidden, error.sum(axis=0), small.T @ back
        self._weight_sums += of_weights**2
        self.weights -= pace * of_weights / np.sqrt(self._weight_sums)
        self._bias_sums += of_bias**2
        self.bias -= pace * of_bias / np.sqrt(self._bias_sums)
        self._vector_sums[columns] += (of_vectors**2).mean(axis=1)
        self.vectors[columns] -= pace * of_vectors / np.sqrt(self._vector_sums[columns])[:, None]


def _vocabulary(found: Sequence[Example], companies: int, start: Reader | None) -> NDArray[np.uint64]:
    holders: defaultdict[int, set[str]] = defaultdict(set)
    for example in found:
        for clue in example.clues:
            if len(holders[clue]) < companies:
                holders[clue].add(example.company)
    known = {clue for clue, who in holders.items() if len(who) >= companies}
    if start is not None:
        known.update(int(clue) for clue in start.vocabulary)
    return np.array(sorted(known), dtype=np.uint64)


def _concepts(found: Sequence[Example], companies: int, start: Reader | None) -> tuple[str, ...]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    today: set[str] = set()
    for example in found:
        users[example.answer].add(example.company)
        if example.weight > 1.0:
            today.add(example.answer)
    known = {name for name, who in users.items() if len(who) >= companies} | today
    return tuple(sorted(known | set(start.concepts if start else ())))
