"""The learned data file: written by `python -m generator.mapping.learn`, read once per process."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.mapping.knowledge import Follow, Knowledge, Lexicon
from generator.mapping.ranker import Ranker
from generator.mapping.reader import Layer, Reader

FORMAT = 3
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
            tuple(_reader(arrays, f"reader{number}") for number in range(tables["readers"])),
            concepts,
            _lexicon(arrays, "memory", names),
            _lexicon(arrays, "expert", names),
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
        {*known.concepts, *known.memory.concepts, *known.expert.concepts}
        | {name for _, name in known.habits}
        | {name for _, one, two in pairs for name in (one, two)}
        | {name for name, _, _ in known.flips}
    )
    at = {name: place for place, name in enumerate(names)}
    tables = {
        "format": FORMAT,
        "names": names,
        "readers": len(known.readers),
        "concepts": [at[name] for name in known.concepts],
        "habits": [[family, at[name], *shares] for (family, name), shares in sorted(known.habits.items())],
        "follow": [[family, at[one], at[two], score] for (family, one, two), score in sorted(pairs.items())],
        "flips": [[at[name], family, shown, *counts] for (name, family, shown), counts in sorted(known.flips.items())],
        "levels": ranker.levels,
        "held": ranker.held,
    }
    readers = {
        f"reader{number}_{name}": array
        for number, reader in enumerate(known.readers)
        for name, array in _reader_arrays(reader)
    }
    out = io.BytesIO()
    arrays: dict[str, Any] = {
        **readers,
        **_lexicon_arrays("memory", known.memory, at),
        **_lexicon_arrays("expert", known.expert, at),
        **{f"ranker_{part}": getattr(ranker, part) for part in _RANKER},
    }
    told = json.dumps(tables, separators=(",", ":")).encode("utf-8")
    np.savez_compressed(out, tables=np.frombuffer(told, dtype=np.uint8), **arrays)
    return out.getvalue()


def compact(reader: Reader) -> Reader:
    """The reader as it comes back from the data file: clue vectors in four bits, everything else in halves."""
    return _reader({f"reader_{name}": array for name, array in _reader_arrays(reader)}, "reader")


def _reader_arrays(reader: Reader) -> Iterator[tuple[str, NDArray[Any]]]:
    numbers, scales = _four_bits(reader.vectors)
    yield from (("vocabulary", reader.vocabulary), ("vectors", _packed(numbers)), ("scales", scales))
    for name in ("kinds", "gain", "weights", "bias"):
        yield name, getattr(reader, name).astype(np.float16)
    for field in fields(Layer):
        stacked = np.stack([getattr(layer, field.name) for layer in reader.layers])
        yield f"layers_{field.name}", stacked.astype(np.float16)


def _reader(arrays: Mapping[str, NDArray[Any]], name: str) -> Reader:
    def whole(part: str) -> NDArray[np.float32]:
        return np.asarray(arrays[f"{name}_{part}"], dtype=np.float32)

    stacks = {field.name: whole(f"layers_{field.name}") for field in fields(Layer)}
    count = len(stacks["merge"])
    return Reader(
        arrays[f"{name}_vocabulary"],
        _unpacked(arrays[f"{name}_vectors"]) * whole("scales")[:, None],
        whole("kinds"),
        tuple(Layer(**{part: stack[number] for part, stack in stacks.items()}) for number in range(count)),
        whole("gain"),
        whole("weights"),
        whole("bias"),
    )


def _lexicon_arrays(name: str, known: Lexicon, at: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    return {
        f"{name}_captions": known.captions,
        f"{name}_spans": known.spans,
        f"{name}_chosen": np.array([at[known.concepts[int(number)]] for number in known.chosen], dtype=np.int32),
        f"{name}_counts": np.minimum(known.counts, 60000).astype(np.uint16),
    }


def _lexicon(arrays: Mapping[str, NDArray[Any]], name: str, names: tuple[str, ...]) -> Lexicon:
    captions, spans, chosen, counts = (arrays[f"{name}_{part}"] for part in ("captions", "spans", "chosen", "counts"))
    return Lexicon(captions, spans, chosen, counts.astype(np.float32), names)


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
