"""Training of the reader of captions: a bag of clues, a small hidden layer, a softmax over concepts.

    h = tanh(sum of the clue vectors / sqrt(number of clues)),  P(concept) = softmax(C h + b)

Trained with sparse Adagrad in plain numpy; deterministic for one seed and one BLAS thread count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from generator.mapping.features import clues, fingerprint
from generator.mapping.learn.corpus import Filing

NEW_WEIGHT = 5.0


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
    *,
    size: int = 48,
    epochs: int = 6,
    rate: float = 0.2,
    companies: int = 3,
    seed: int = 1,
    verbose: bool = False,
) -> Reader:
    """A reader from examples; clues and concepts seen at fewer than `companies` companies are left out."""
    holders: defaultdict[int, set[str]] = defaultdict(set)
    for example in found:
        for clue in example.clues:
            if len(holders[clue]) < companies:
                holders[clue].add(example.company)
    vocabulary = np.array(sorted(clue for clue, who in holders.items() if len(who) >= companies), dtype=np.uint64)
    users: defaultdict[str, set[str]] = defaultdict(set)
    recent: Counter[str] = Counter()
    for example in found:
        users[example.answer].add(example.company)
        recent[example.answer] += example.weight > 1.0
    concepts = tuple(sorted(name for name, who in users.items() if len(who) >= companies or recent[name]))
    number = {name: at for at, name in enumerate(concepts)}
    kept = [example for example in found if example.answer in number]
    matrix = bag_matrix([example.clues for example in kept], vocabulary)
    target = np.array([number[example.answer] for example in kept])
    weight = np.array([example.weight for example in kept], dtype=np.float32)
    generator = np.random.default_rng(seed)
    vectors = (generator.standard_normal((len(vocabulary), size)) * 0.3).astype(np.float32)
    weights = np.zeros((len(concepts), size), dtype=np.float32)
    bias = np.zeros(len(concepts), dtype=np.float32)
    sums = [
        np.full(len(vocabulary), 1e-3, dtype=np.float32),
        np.full((len(concepts), size), 1e-3, dtype=np.float32),
        np.full(len(concepts), 1e-3, dtype=np.float32),
    ]
    batch = 512
    for epoch in range(epochs):
        order = generator.permutation(len(kept))
        pace = rate * (1.0 - epoch / epochs) + 0.01
        loss = 0.0
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            part = matrix[chosen]
            columns, local = np.unique(part.indices, return_inverse=True)
            small = csr_matrix((part.data, local, part.indptr), shape=(len(chosen), len(columns)))
            hidden = np.tanh(small @ vectors[columns])
            logits = hidden @ weights.T + bias
            logits -= logits.max(axis=1, keepdims=True)
            np.exp(logits, out=logits)
            logits /= logits.sum(axis=1, keepdims=True)
            mass = weight[chosen]
            loss -= float((np.log(logits[np.arange(len(chosen)), target[chosen]] + 1e-9) * mass).sum())
            logits[np.arange(len(chosen)), target[chosen]] -= 1.0
            logits *= (mass / len(chosen))[:, None]
            back = (logits @ weights) * (1.0 - hidden * hidden)
            step_weights = logits.T @ hidden
            step_bias = logits.sum(axis=0)
            step_vectors = small.T @ back
            sums[1] += step_weights**2
            weights -= pace * step_weights / np.sqrt(sums[1])
            sums[2] += step_bias**2
            bias -= pace * step_bias / np.sqrt(sums[2])
            sums[0][columns] += (step_vectors**2).mean(axis=1)
            vectors[columns] -= pace * step_vectors / np.sqrt(sums[0][columns])[:, None]
        if verbose:
            print(f"epoch {epoch + 1}: loss {loss / weight.sum():.3f}", flush=True)  # noqa: T201
    return Reader(vocabulary, vectors, concepts, weights, bias)
