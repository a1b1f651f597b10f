"""The learned data file: written by `python -m generator.mapping.learn`, read once per process."""

from __future__ import annotations

import io
import json
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.mapping.knowledge import Follow, Knowledge, Lexicon
from generator.mapping.ranker import Ranker

FORMAT = 2
_RANKER = ("mean", "spread", "inner", "inner_bias", "outer", "linear")


class Learned(NamedTuple):
    """Everything that was learned: what is known, and how to weigh it."""

    knowledge: Knowledge
    ranker: Ranker


@lru_cache(maxsize=1)
def open_learned() -> Learned:
    """What travels with the package."""
    return read_learned(resources.files("generator.mapping").joinpath("data/learned.npz").read_bytes())


def read_learned(data: bytes) -> Learned:
    """The opposite of `write_learned`. `ValueError` where the data are of another format."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        tables = json.loads(arrays["tables"].tobytes().decode("utf-8"))
        if tables["format"] != FORMAT:
            raise ValueError("the learned data file is of another format: build it anew")
        names = tuple(tables["names"])
        concepts = tuple(names[at] for at in tables["concepts"])
        knowledge = Knowledge(
            arrays["vocabulary"],
            _unpacked(arrays["vectors"]) * arrays["scales"].astype(np.float32)[:, None],
            concepts,
            arrays["weights"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            Lexicon(arrays["captions"], arrays["spans"], arrays["chosen"], arrays["counts"].astype(np.float32), names),
            {(family, names[at]): (one, two) for family, at, one, two in tables["habits"]},
            Follow({(family, names[one], names[two]): score for family, one, two, score in tables["follow"]}),
            {(names[at], family, shown): (kept, turned) for at, family, shown, kept, turned in tables["flips"]},
            {name: at for at, name in enumerate(concepts)},
        )
        weights = {part: arrays[f"ranker_{part}"] for part in _RANKER}
        ranker = Ranker(**weights, levels=tuple(tables["levels"]), held=tuple(tables["held"]))
        return Learned(knowledge, ranker)


def write_learned(learned: Learned) -> bytes:
    """The data file: clue vectors in four bits, no pickle, the same bytes for the same knowledge."""
    known, ranker = learned
    pairs = known.follow.pairs
    names = sorted(
        {*known.concepts, *known.memory.concepts}
        | {name for _, name in known.habits}
        | {name for _, one, two in pairs for name in (one, two)}
        | {name for name, _, _ in known.flips}
    )
    at = {name: place for place, name in enumerate(names)}
    tables = {
        "format": FORMAT,
        "names": names,
        "concepts": [at[name] for name in known.concepts],
        "habits": [[family, at[name], *shares] for (family, name), shares in sorted(known.habits.items())],
        "follow": [[family, at[one], at[two], score] for (family, one, two), score in sorted(pairs.items())],
        "flips": [[at[name], family, shown, *counts] for (name, family, shown), counts in sorted(known.flips.items())],
        "levels": ranker.levels,
        "held": ranker.held,
    }
    numbers, scales = _four_bits(known.vectors)
    out = io.BytesIO()
    np.savez_compressed(
        out,
        vocabulary=known.vocabulary,
        vectors=_packed(numbers),
        scales=scales,
        weights=known.weights.astype(np.float16),
        bias=known.bias.astype(np.float16),
        captions=known.memory.captions,
        spans=known.memory.spans,
        chosen=np.array([at[known.memory.concepts[int(number)]] for number in known.memory.chosen], dtype=np.int32),
        counts=np.minimum(known.memory.counts, 60000).astype(np.uint16),
        tables=np.frombuffer(json.dumps(tables, separators=(",", ":")).encode("utf-8"), dtype=np.uint8),
        **{f"ranker_{part}": getattr(ranker, part) for part in _RANKER},
    )
    return out.getvalue()


def compact(
    vocabulary: NDArray[np.uint64], vectors: NDArray[np.float32]
) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """The half of the clues that moved most in learning, their vectors rounded to what four bits hold. Costs nothing
    measurable in accuracy and makes the file a quarter of the size."""
    sizes = np.linalg.norm(vectors, axis=1)
    kept = sizes > np.median(sizes)
    numbers, scales = _four_bits(vectors[kept])
    return vocabulary[kept], numbers * scales.astype(np.float32)[:, None]


def _four_bits(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float16]]:
    """Whole numbers from -7 to 7 and a scale for each row."""
    scales = (np.maximum(np.abs(vectors).max(axis=1), 1e-3) / 7.0).astype(np.float16)
    return np.clip(np.round(vectors / scales.astype(np.float32)[:, None]), -7, 7), scales


def _packed(numbers: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Two numbers to a byte."""
    shifted = (numbers + 8).astype(np.uint8)
    return np.asarray((shifted[:, 0::2] << 4) | shifted[:, 1::2], dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    numbers = np.empty((packed.shape[0], packed.shape[1] * 2), dtype=np.float32)
    numbers[:, 0::2] = packed >> 4
    numbers[:, 1::2] = packed & 15
    return np.asarray(numbers - 8.0, dtype=np.float32)
