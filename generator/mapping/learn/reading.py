"""Training of the reader (`reader.py`): the captions of 2009 and 2010 first, then those of today.

Whole reports are read at once, a batch of them at a time. An epoch takes one filing of every company, so that nobody
speaks louder by filing more often; among them stand made-up reports whose captions are the expert's and the taxonomy's
own (`lexicon.py`), which bring words and concepts that few filers use. Adam with a cosine pace; clues and units are
dropped at random, and a little of the wanted share is spread over all concepts that suit.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from generator.mapping.concepts import Concepts
from generator.mapping.features import clues, fingerprint
from generator.mapping.knowledge import EXTENSION
from generator.mapping.learn.corpus import Filing
from generator.mapping.learn.lexicon import Saying, rank
from generator.mapping.reader import HEADS, KINDS, REACH, Layer, Reader

SIZE, LAYERS, WIDE = 128, 2, 3
BATCH, LONGEST_BAG, LABEL_WORDS = 8, 32, 16
LENGTHS = (64, 96, 128, 160, 224, 320)
DROP_CLUES, DROP_UNITS, SPREAD, DECAY, WARM = 0.25, 0.15, 0.05, 1e-4, 50
MADE_LINES, SHORT = 45, 0.3

Weights = Any
"""A tree of arrays."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A report ready to be learned from: for each line its clues, statement, kind, group of concepts that suit it, and
    the wanted concept (-1: none)."""

    company: str
    clues: tuple[NDArray[np.int32], ...]
    statements: NDArray[np.int32]
    kinds: NDArray[np.int32]
    groups: NDArray[np.int32]
    wanted: NDArray[np.int32]


class School:
    """What every training shares: the clues that two companies or the expert's files hold, the concepts, and which
    concepts suit which figures."""

    def __init__(self, filings: Sequence[Filing], sources: Sequence[Sequence[Saying]], concepts: Concepts) -> None:
        sayings = [saying for source in sources for saying in source]
        self.concepts = _names(filings, sayings, concepts)
        self.number = {name: at for at, name in enumerate(self.concepts)}
        bags = [[clues(line, filing.era) for line in filing.lines] for filing in filings]
        said = [[clues(saying.line, "new") for saying in source] for source in sources]
        self.vocabulary, self._clue = _vocabulary(filings, bags, [bag for source in said for bag in source])
        self._groups: dict[tuple[str, bool], int] = {}
        cards = [concepts.card(name) for name in self.concepts]
        own = np.array([self._group(card.unit, card.instant) if card else -1 for card in cards], dtype=np.int32)
        self._texts = np.zeros((len(cards), LABEL_WORDS), dtype=np.int32)
        for at, card in enumerate(cards):
            told = dict.fromkeys(word for wording in card.wordings for word in wording) if card else {}
            found = [self._clue[f"w|{word}"] for word in told if f"w|{word}" in self._clue][:LABEL_WORDS]
            self._texts[at, : len(found)] = found
        self.lessons = [self._lesson(filing, bag) for filing, bag in zip(filings, bags, strict=True)]
        self._said = [pool for source, found in zip(sources, said, strict=True) for pool in self._pools(source, found)]
        fits = own[None] == np.arange(len(self._groups))[:, None]
        fits[:, self.number[EXTENSION]] = True
        self._fits = jnp.asarray(fits)
        self._step = jax.jit(self._learn, donate_argnums=(0, 1, 2))

    def begin(self, seed: int) -> Weights:
        """Weights that know nothing."""
        generator = np.random.default_rng(seed)

        def drawn(*shape: int, scale: float) -> NDArray[np.float32]:
            return (generator.standard_normal(shape) * scale).astype(np.float32)

        root = SIZE**-0.5
        layers = [
            {
                "gain_attention": np.ones(SIZE, dtype=np.float32),
                "project": drawn(SIZE, 3 * SIZE, scale=root),
                "merge": drawn(SIZE, SIZE, scale=0.3 * root),
                "offsets": np.zeros((HEADS, 2 * REACH + 2), dtype=np.float32),
                "gain_dense": np.ones(SIZE, dtype=np.float32),
                "widen": drawn(SIZE, WIDE * SIZE, scale=root),
                "widen_bias": np.zeros(WIDE * SIZE, dtype=np.float32),
                "narrow": drawn(WIDE * SIZE, SIZE, scale=0.3 * (WIDE * SIZE) ** -0.5),
                "narrow_bias": np.zeros(SIZE, dtype=np.float32),
            }
            for _ in range(LAYERS)
        ]
        return {
            "vectors": drawn(len(self.vocabulary) + 1, SIZE, scale=0.3),
            "kinds": drawn(len(KINDS), SIZE, scale=0.1),
            "layers": layers,
            "gain": np.ones(SIZE, dtype=np.float32),
            "own": np.zeros((len(self.concepts), SIZE), dtype=np.float32),
            "of_label": drawn(SIZE, SIZE, scale=root),
            "bias": np.zeros(len(self.concepts), dtype=np.float32),
        }

    def train(
        self,
        start: Weights,
        epoch: Callable[[np.random.Generator], list[Lesson]],
        *,
        epochs: float,
        pace: float,
        seed: int,
        say: Callable[[str], None] = lambda text: None,
    ) -> Weights:
        """The weights after learning from what `epoch` gives, time and again."""
        generator = np.random.default_rng(seed)
        weights = jax.tree.map(jnp.asarray, start)
        first = jax.tree.map(jnp.zeros_like, weights)
        second = jax.tree.map(jnp.zeros_like, weights)
        step, steps, losses = 0, int(epochs * len(epoch(np.random.default_rng(seed))) / BATCH), []
        while step < steps:
            lessons = epoch(generator)
            lessons.sort(key=lambda lesson: len(lesson.clues) + 20.0 * generator.random())
            starts = range(0, len(lessons) - BATCH + 1, BATCH)
            for begin in generator.permutation(np.array(starts)):
                if step >= steps:
                    break
                step += 1
                now = pace * min(1.0, step / WARM) * (0.5 * (1.0 + math.cos(math.pi * step / steps)) + 0.01)
                batch = _batch(lessons[begin : begin + BATCH])
                key = jax.random.PRNGKey(seed * 1_000_003 + step)
                weights, first, second, loss = self._step(weights, first, second, float(step), now, batch, key)
                losses.append(float(loss))
                if step % 200 == 0:
                    say(f"  step {step} of {steps}: {sum(losses[-200:]) / 200:.3f}")
        return jax.tree.map(np.asarray, weights)

    def reader(self, weights: Weights, lessons: Iterable[Lesson]) -> Reader:
        """The trained weights as a reader that knows the clues it was taught with."""
        taught = np.zeros(len(self.vocabulary) + 1, dtype=bool)
        for lesson in lessons:
            taught[np.concatenate(lesson.clues)] = True
        for pool in self._said:
            taught[np.concatenate(pool.clues)] = True
        known = np.flatnonzero(taught[1:])
        scale = 2.0 * SIZE**-0.5
        return Reader(
            self.vocabulary[known],
            weights["vectors"][known + 1],
            weights["kinds"],
            tuple(Layer(**layer) for layer in weights["layers"]),
            weights["gain"],
            np.asarray(_of_concepts(weights, self._texts) * scale, dtype=np.float32),
            weights["bias"],
        )

    def made(self, generator: np.random.Generator) -> Lesson:
        """A report of two statements whose captions are the expert's or the taxonomy's; at times of a caption or two
        only, as phrases out of sentences are read."""
        chosen: list[tuple[int, int, float, _Pool, int]] = []
        short = generator.random() < SHORT
        for statement in range(1 if short else 2):
            pool = self._said[generator.choice(len(self._said))]
            count = int(generator.integers(1, 3)) if short else min(MADE_LINES, len(pool.weights))
            places = generator.choice(len(pool.weights), size=count, p=pool.weights, replace=False)
            chosen += sorted(
                ((statement, int(pool.ranks[at]), generator.random(), pool, int(at)) for at in places),
                key=lambda line: line[:3],
            )
        return Lesson(
            "",
            tuple(pool.clues[at] for _, _, _, pool, at in chosen),
            np.array([statement for statement, *_ in chosen], dtype=np.int32),
            np.array([pool.kind for _, _, _, pool, _ in chosen], dtype=np.int32),
            np.array([pool.groups[at] for _, _, _, pool, at in chosen], dtype=np.int32),
            np.array([pool.wanted[at] for _, _, _, pool, at in chosen], dtype=np.int32),
        )

    def _group(self, unit: str, instant: bool) -> int:
        return self._groups.setdefault((unit, instant), len(self._groups))

    def _bag(self, found: Iterable[str]) -> NDArray[np.int32]:
        numbers = sorted({self._clue[clue] for clue in found if clue in self._clue})
        return np.array(numbers, dtype=np.int32)

    def _lesson(self, filing: Filing, bags: Sequence[Sequence[str]]) -> Lesson:
        lines = filing.lines
        return Lesson(
            filing.company,
            tuple(self._bag(bag) for bag in bags),
            np.array([line.statement for line in lines], dtype=np.int32),
            np.array([KINDS.index(line.kind) for line in lines], dtype=np.int32),
            np.array([self._group(line.unit, line.instant) for line in lines], dtype=np.int32),
            np.array([self.number.get(answers[0], -1) for answers in filing.answers], dtype=np.int32),
        )

    def _pools(self, sayings: Sequence[Saying], bags: Sequence[Sequence[str]]) -> list[_Pool]:
        """The sayings of one source, by statement."""
        members: defaultdict[str, list[int]] = defaultdict(list)
        for at, saying in enumerate(sayings):
            members[saying.line.kind].append(at)
        pools = []
        for kind, places in sorted(members.items()):
            here = [sayings[at] for at in places]
            weights = np.array([saying.weight for saying in here])
            pools.append(
                _Pool(
                    KINDS.index(kind),
                    tuple(self._bag(bags[at]) for at in places),
                    weights / weights.sum(),
                    np.array([rank(saying.section) for saying in here]),
                    np.array([self._group(saying.line.unit, saying.line.instant) for saying in here]),
                    np.array([self.number[saying.concept] for saying in here]),
                )
            )
        return pools

    def _learn(
        self, weights: Weights, first: Weights, second: Weights, step: Any, pace: Any, batch: _Batch, key: Any
    ) -> tuple[Weights, Weights, Weights, Any]:
        """One step of Adam; slopes longer than 1 are shortened to it."""
        (_, loss), slopes = jax.value_and_grad(self._loss, has_aux=True)(weights, batch, key)
        length = jnp.sqrt(sum(jnp.sum(slope * slope) for slope in jax.tree.leaves(slopes)))
        shrink = jnp.minimum(1.0, 1.0 / length)
        first = jax.tree.map(lambda mean, slope: 0.9 * mean + 0.1 * shrink * slope, first, slopes)
        second = jax.tree.map(lambda mean, slope: 0.99 * mean + 0.01 * (shrink * slope) ** 2, second, slopes)

        def moved(value: Any, mean: Any, square: Any) -> Any:
            move = mean / (1 - 0.9**step) / (jnp.sqrt(square / (1 - 0.99**step)) + 1e-7)
            return value - pace * (move + (DECAY * value if value.ndim > 1 else 0.0))

        return jax.tree.map(moved, weights, first, second), first, second, loss

    def _loss(self, weights: Weights, batch: _Batch, key: Any) -> tuple[Any, Any]:
        """Cross entropy against the wanted shares, and the part of it that the wanted concepts have."""
        bags, statements, kinds, groups, wanted = batch
        seen = _read(weights, bags, statements, kinds, key)
        scores = seen @ (_of_concepts(weights, self._texts).T * (2.0 * SIZE**-0.5)) + weights["bias"]
        fits = self._fits[groups]
        shares = jax.nn.log_softmax(jnp.where(fits, scores, -1e4), axis=-1)
        target = jnp.maximum(wanted, 0)[..., None]
        counts = (wanted >= 0) & jnp.take_along_axis(fits, target, axis=-1)[..., 0]
        share = -jnp.take_along_axis(shares, target, axis=-1)[..., 0]
        spread = -jnp.where(fits, shares, 0.0).sum(-1) / fits.sum(-1)
        total = jnp.maximum(counts.sum(), 1)
        loss = (((1 - SPREAD) * share + SPREAD * spread) * counts).sum() / total
        return loss, (share * counts).sum() / total


_Batch = tuple[Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class _Pool:
    """The sayings of one kind of statement, with their chances."""

    kind: int
    clues: tuple[NDArray[np.int32], ...]
    weights: NDArray[np.float64]
    ranks: NDArray[np.int64]
    groups: NDArray[np.int64]
    wanted: NDArray[np.int64]


def _of_concepts(weights: Weights, texts: NDArray[np.int32]) -> Any:
    """A concept's vector: one of its own, and what the words of its labels make."""
    has = (texts > 0).astype(np.float32)
    told = (weights["vectors"][texts] * has[..., None]).sum(1) / np.sqrt(np.maximum(has.sum(1), 1.0))[:, None]
    return weights["own"] + told @ weights["of_label"]


def _read(weights: Weights, bags: Any, statements: Any, kinds: Any, key: Any) -> Any:
    """What `Reader.scores` does, for a batch of padded reports, with clues and units dropped at random."""
    batch, count, _ = bags.shape
    keys = iter(jax.random.split(key, 1 + 2 * LAYERS))
    has = (bags > 0) * jax.random.bernoulli(next(keys), 1 - DROP_CLUES, bags.shape).astype(jnp.float32)
    seen = (weights["vectors"][bags] * has[..., None]).sum(2) / jnp.sqrt(jnp.maximum(has.sum(2), 1.0))[..., None]
    seen = seen + weights["kinds"][kinds]
    places = jnp.arange(count)
    near = jnp.clip(places[None] - places[:, None], -REACH, REACH) + REACH
    offsets = jnp.where(statements[:, :, None] == statements[:, None, :], near[None], 2 * REACH + 1)
    real = (statements >= 0)[:, None, None, :]

    def kept(values: Any) -> Any:
        return values * jax.random.bernoulli(next(keys), 1 - DROP_UNITS, values.shape) / (1 - DROP_UNITS)

    for layer in weights["layers"]:
        mixed = (_normal(seen) * layer["gain_attention"]) @ layer["project"]
        asked, offered, told = jnp.moveaxis(mixed.reshape(batch, count, 3, HEADS, SIZE // HEADS), 2, 0)
        heed = jnp.einsum("bqhd,bkhd->bhqk", asked, offered) * (SIZE // HEADS) ** -0.5
        heed = jnp.where(real, heed + jnp.moveaxis(layer["offsets"][:, offsets], 0, 1), -1e4)
        heard = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(heed, axis=-1), told).reshape(batch, count, SIZE)
        seen = seen + kept(heard @ layer["merge"])
        wide = jax.nn.gelu((_normal(seen) * layer["gain_dense"]) @ layer["widen"] + layer["widen_bias"])
        seen = seen + kept(wide @ layer["narrow"] + layer["narrow_bias"])
    return _normal(seen) * weights["gain"]


def _normal(seen: Any) -> Any:
    return seen / jnp.sqrt((seen * seen).mean(-1, keepdims=True) + 1e-6)


def _batch(lessons: Sequence[Lesson]) -> _Batch:
    most = max(len(lesson.clues) for lesson in lessons)
    length = next(length for length in LENGTHS if length >= most)
    bags = np.zeros((len(lessons), length, LONGEST_BAG), dtype=np.int32)
    statements = np.full((len(lessons), length), -1, dtype=np.int32)
    kinds, groups = np.zeros_like(statements), np.zeros_like(statements)
    wanted = np.full_like(statements, -1)
    for at, lesson in enumerate(lessons):
        count = len(lesson.clues)
        for place, bag in enumerate(lesson.clues):
            bags[at, place, : min(len(bag), LONGEST_BAG)] = bag[:LONGEST_BAG]
        statements[at, :count], kinds[at, :count] = lesson.statements, lesson.kinds
        groups[at, :count], wanted[at, :count] = lesson.groups, lesson.wanted
    return bags, statements, kinds, groups, wanted


def _names(filings: Sequence[Filing], sayings: Sequence[Saying], concepts: Concepts) -> tuple[str, ...]:
    """What can be said: the concepts of today, of two companies of then, of the expert and of the taxonomy's trees."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    known = {EXTENSION, *concepts.names, *(saying.concept for saying in sayings)}
    for filing in filings:
        for answers in filing.answers:
            users[answers[0]].add(filing.company)
            if filing.era == "new":
                known.add(answers[0])
    return tuple(sorted(known | {name for name, who in users.items() if len(who) > 1}))


def _vocabulary(
    filings: Sequence[Filing], bags: Sequence[Sequence[Sequence[str]]], said: Sequence[Sequence[str]]
) -> tuple[NDArray[np.uint64], dict[str, int]]:
    """The fingerprints of the clues that are learned, sorted, and the place of each clue, counted from 1: those of two
    companies, and words that the expert uses three times or the taxonomy at all."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for filing, bag in zip(filings, bags, strict=True):
        for clue in {clue for line in bag for clue in line}:
            if len(holders[clue]) < 2:
                holders[clue].add(filing.company)
    times: defaultdict[str, int] = defaultdict(int)
    for line in said:
        for clue in line:
            times[clue] += 1
    kept = {clue for clue, who in holders.items() if len(who) > 1}
    kept |= {clue for clue, count in times.items() if count > 2 and clue.startswith(("w|", "k|", "b|"))}
    order = sorted(kept, key=fingerprint)
    vocabulary = np.array([fingerprint(clue) for clue in order], dtype=np.uint64)
    return vocabulary, {clue: at + 1 for at, clue in enumerate(order)}
