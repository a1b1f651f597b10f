"""What the mapper knows: concepts that took the place of old ones, and the learned data file."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from taxonomy.catalogue import Catalogue


def translate(concept: str, catalogue: Catalogue) -> str | None:
    """The concept of this catalogue that stands for `concept` of any year; None where nothing does.

    The taxonomy's own replacement comes first; for elements that were removed without naming one, the successor that
    filers moved to (`data/successors.tsv`).
    """
    found = catalogue.concept(concept)
    if found is not None and found.deprecated is None:
        return concept
    replacement = catalogue.replacement(concept)
    if replacement is None:
        name = successors().get(concept.removeprefix("us-gaap:"))
        replacement = f"us-gaap:{name}" if name else None
    if replacement is not None and (known := catalogue.concept(replacement)) is not None and known.deprecated is None:
        return replacement
    return concept if found is not None else None


@lru_cache(maxsize=1)
def successors() -> dict[str, str]:
    text = resources.files("generator.mapping").joinpath("data/successors.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines() if line)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The learned data file, opened: the reader of captions, the habits of sign, and the calibration.

    `vectors` are the clue vectors in the order of the sorted `vocabulary`; `weights` and `bias` the concepts' output
    layer. `flips` counts companies that kept or turned a figure's sign by concept, statement and shown sign.
    """

    vocabulary: NDArray[np.uint64]
    vectors: NDArray[np.float32]
    concepts: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    flips: Mapping[tuple[str, str, str], tuple[float, float]]

    def read(self, bags: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Log probabilities of the concepts for every bag of clues; clues never seen count for nothing."""
        hidden = np.zeros((len(bags), self.vectors.shape[1]), dtype=np.float32)
        size = len(self.vocabulary)
        for number, bag in enumerate(bags):
            wanted = np.array(bag, dtype=np.uint64)
            at = np.minimum(np.searchsorted(self.vocabulary, wanted), size - 1)
            at = at[self.vocabulary[at] == wanted]
            if len(at):
                hidden[number] = self.vectors[at].sum(axis=0) / np.sqrt(len(at))
        logits = np.tanh(hidden) @ self.weights.T + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), dtype=np.float32)


@lru_cache(maxsize=1)
def open_knowledge() -> Knowledge:
    """The knowledge that travels with the package."""
    data = resources.files("generator.mapping").joinpath("data/learned.npz").read_bytes()
    return read_knowledge(data)


def read_knowledge(data: bytes) -> Knowledge:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        tables = json.loads(arrays["tables"].tobytes().decode("utf-8"))
        vectors = arrays["vectors"].astype(np.float32) * arrays["scales"].astype(np.float32)[:, None]
        return Knowledge(
            arrays["vocabulary"],
            vectors,
            tuple(tables["concepts"]),
            arrays["weights"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            {(concept, family, shown): (kept, turned) for concept, family, shown, kept, turned in tables["flips"]},
        )


def write_knowledge(knowledge: Knowledge) -> bytes:
    """The data file: eight bits a weight, no pickle, the same bytes for the same knowledge."""
    scales = (np.maximum(np.abs(knowledge.vectors).max(axis=1), 1e-4) / 127.0).astype(np.float16).astype(np.float32)
    tables = {
        "concepts": knowledge.concepts,
        "flips": [[*name, *counts] for name, counts in sorted(knowledge.flips.items())],
    }
    out = io.BytesIO()
    np.savez_compressed(
        out,
        vocabulary=knowledge.vocabulary,
        vectors=np.round(knowledge.vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float16),
        weights=knowledge.weights.astype(np.float16),
        bias=knowledge.bias.astype(np.float16),
        tables=np.frombuffer(json.dumps(tables, separators=(",", ":")).encode("utf-8"), dtype=np.uint8),
    )
    return out.getvalue()
