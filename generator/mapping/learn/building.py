"""From filings to what the mapper ships: knowledge, then the ranker on evidence gathered without the company."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.mapping.concepts import Concepts
from generator.mapping.evidence import gather
from generator.mapping.knowledge import Knowledge
from generator.mapping.learn.corpus import Filing
from generator.mapping.learn.counts import follow, habits, lexicon
from generator.mapping.learn.flips import flip_habits
from generator.mapping.learn.ranking import Case, calibrated, train_ranker
from generator.mapping.learn.reader import Example, Reader, examples, train
from generator.mapping.ranker import Ranker
from generator.mapping.store import Learned, compact
from taxonomy.catalogue import Catalogue

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Fold:
    """What is known without the companies of one fold, and the cases of those companies seen with it."""

    number: int
    knowledge: Knowledge
    cases: tuple[tuple[str, Case], ...]


def fold_of(company: str) -> int:
    """The fold of a company: all its filings, of any year, are in the same one."""
    return zlib.crc32(company.encode()) % FOLDS


def build(filings: Sequence[Filing], catalogue: Catalogue, say: Callable[[str], None] = lambda text: None) -> Learned:
    """Everything learned from all the filings."""
    course = prepare(filings, say)
    ranker = fit_ranker(make_folds(course, catalogue, say))
    say("knowledge of all filings")
    return Learned(course.know(), ranker)


@dataclass(frozen=True, slots=True)
class Course:
    """The filings, their examples, and a reader of the old captions of companies that have no filing of today: it has
    seen nothing of any company that is ever left out."""

    filings: Sequence[Filing]
    later: Sequence[Example]
    basis: Reader

    def know(self, without: int = -1) -> Knowledge:
        """What the filings teach, those of the companies of one fold left out."""
        filings = [filing for filing in self.filings if fold_of(filing.company) != without]
        reader = train([one for one in self.later if fold_of(one.company) != without], self.basis, epochs=8, rate=0.3)
        vocabulary, vectors = compact(reader.vocabulary, reader.vectors)
        return Knowledge(
            vocabulary,
            vectors,
            reader.concepts,
            reader.weights,
            reader.bias,
            lexicon(filings),
            habits(filings),
            follow(filings),
            flip_habits(filings),
            {name: at for at, name in enumerate(reader.concepts)},
        )


def prepare(filings: Sequence[Filing], say: Callable[[str], None] = lambda text: None) -> Course:
    """Read all examples and train the basis."""
    recent = {filing.company for filing in filings if filing.era == "new"}
    say("examples")
    found = examples(filings)
    early = [example for example in found if example.company not in recent]
    say(f"reader of {len(early)} old captions")
    basis = train(early)
    reminder = [example for at, example in enumerate(early) if at % 5 == 0]
    return Course(filings, [*(example for example in found if example.company in recent), *reminder], basis)


def make_folds(course: Course, catalogue: Catalogue, say: Callable[[str], None] = lambda text: None) -> list[Fold]:
    """For each fold the knowledge from every other company, and with it the evidence for the fold's own filings."""
    weights = _weights(course.filings)
    folds = []
    for number in range(FOLDS):
        say(f"fold {number + 1} of {FOLDS}")
        knowledge = course.know(without=number)
        concepts = Concepts(catalogue, knowledge.concepts)
        cases = []
        for filing in course.filings:
            if filing.era == "new" and fold_of(filing.company) == number:
                cases += [(filing.company, case) for case in cases_of(filing, concepts, knowledge, weights)]
        folds.append(Fold(number, knowledge, tuple(cases)))
    return folds


def fit_ranker(folds: Sequence[Fold], *, without: int = -1, off: Sequence[int] = ()) -> Ranker:
    """The ranker from all folds but `without`, calibrated on cases that a ranker without their fold has ranked."""
    kept = [fold for fold in folds if fold.number != without]
    shares: list[float] = []
    right: list[bool] = []
    weights: list[float] = []
    for held in kept[:2] if without >= 0 else kept:
        partial = train_ranker([case for fold in kept if fold is not held for _, case in fold.cases], off=off)
        for _, case in held.cases:
            part = softmax(partial, case)
            best = int(part.argmax())
            shares.append(float(part[best]))
            right.append(bool(case.right()[best]))
            weights.append(case.weight)
    ranker = train_ranker([case for fold in kept for _, case in fold.cases], off=off)
    return calibrated(ranker, shares, right, weights)


def cases_of(
    filing: Filing, concepts: Concepts, knowledge: Knowledge, weights: Counter[tuple[str, ...]] | None = None
) -> list[Case]:
    table = gather(filing.lines, concepts, knowledge)
    found = []
    for at, answers in enumerate(filing.answers):
        rows = table.rows(at)
        weight = 1.0 / weights[_identity(filing, at)] if weights else 1.0
        found.append(Case(table.names[rows.start : rows.stop], table.numbers[rows.start : rows.stop], answers, weight))
    return found


def _weights(filings: Sequence[Filing]) -> Counter[tuple[str, ...]]:
    """How often a company repeats a line: its filings together speak once."""
    return Counter(
        _identity(filing, at) for filing in filings if filing.era == "new" for at in range(len(filing.lines))
    )


def _identity(filing: Filing, at: int) -> tuple[str, ...]:
    line = filing.lines[at]
    return (filing.company, line.kind, line.key, line.unit, line.figure, filing.answers[at][0], line.total_after)


def softmax(ranker: Ranker, case: Case) -> NDArray[np.float64]:
    """The shares of a case's candidates."""
    scores = ranker.scores(case.numbers)
    part = np.exp(scores - scores.max())
    return np.asarray(part / part.sum())
