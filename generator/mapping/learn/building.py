"""From filings to what the mapper ships: knowledge, then the ranker on evidence gathered without the company."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.mapping.concepts import Concepts
from generator.mapping.evidence import gather
from generator.mapping.knowledge import Knowledge
from generator.mapping.learn.corpus import Filing
from generator.mapping.learn.counts import expertise, follow, habits, lexicon
from generator.mapping.learn.flips import flip_habits
from generator.mapping.learn.lexicon import Saying, expert, labels
from generator.mapping.learn.ranking import Case, calibrated, train_ranker
from generator.mapping.learn.reading import Lesson, School, Weights
from generator.mapping.ranker import Ranker
from generator.mapping.reader import Reader
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
    course = prepare(filings, catalogue, say)
    ranker = fit_ranker(make_folds(course, catalogue, say))
    say("knowledge of all filings")
    return Learned(course.know(), ranker)


@dataclass(frozen=True, slots=True)
class Course:
    """The filings, what an expert says, and readers of the old captions of companies that have no filing of today: they
    have seen nothing of any company that is ever left out."""

    filings: Sequence[Filing]
    sayings: Sequence[Saying]
    school: School
    recent: frozenset[str]
    bases: tuple[Weights, ...]

    def know(self, without: int = -1) -> Knowledge:
        """What the filings teach, those of the companies of one fold left out."""
        filings = [filing for filing in self.filings if fold_of(filing.company) != without]
        lessons = self._lessons(without)
        readers = tuple(self._reader(basis, lessons, seed) for seed, basis in enumerate(self.bases))
        return Knowledge(
            tuple(compact(reader) for reader in readers),
            self.school.concepts,
            lexicon(filings),
            expertise(self.sayings),
            habits(filings),
            follow(filings),
            flip_habits(filings),
            self.school.number,
        )

    def _lessons(self, without: int) -> tuple[list[list[Lesson]], list[Lesson]]:
        """The filings of today's companies, by company and era, and those of the others."""
        groups: defaultdict[tuple[str, str], list[Lesson]] = defaultdict(list)
        others: list[Lesson] = []
        for filing, lesson in zip(self.filings, self.school.lessons, strict=True):
            if len(lesson.clues) < FEWEST:
                continue
            if filing.company not in self.recent:
                others.append(lesson)
            elif fold_of(filing.company) != without:
                groups[filing.company, filing.era].append(lesson)
        return [groups[name] for name in sorted(groups)], others

    def _reader(self, basis: Weights, lessons: tuple[list[list[Lesson]], list[Lesson]], seed: int) -> Reader:
        """The reader of old captions, taught those of today: two filings of each company an epoch, and beside them some
        of the old ones and some made up."""
        groups, others = lessons

        def epoch(generator: np.random.Generator) -> list[Lesson]:
            found = [group[at] for group in groups for at in generator.permutation(len(group))[:TODAYS_FILINGS]]
            count = len(found)
            found += [others[at] for at in generator.integers(len(others), size=int(count * REMINDED))]
            return found + [self.school.made(generator) for _ in range(int(len(found) * MADE_UP))]

        weights = self.school.train(basis, epoch, epochs=15, pace=1e-3, seed=seed)
        return self.school.reader(weights, [*others, *(lesson for group in groups for lesson in group)])


FEWEST = 6
"""Lines of the shortest report that is learned from."""
TODAYS_FILINGS, REMINDED, MADE_UP = 2, 0.3, 0.4
READERS = 2


def prepare(filings: Sequence[Filing], catalogue: Catalogue, say: Callable[[str], None] = lambda text: None) -> Course:
    """Encode all filings and train the bases."""
    sayings = list(expert(catalogue))
    concepts = Concepts(catalogue)
    say("clues")
    school = School(filings, [sayings, list(labels(concepts, catalogue))], concepts)
    recent = frozenset(filing.company for filing in filings if filing.era == "new")
    early: defaultdict[str, list[Lesson]] = defaultdict(list)
    for lesson in school.lessons:
        if lesson.company not in recent and len(lesson.clues) >= FEWEST:
            early[lesson.company].append(lesson)

    def epoch(generator: np.random.Generator) -> list[Lesson]:
        found = [early[name][generator.integers(len(early[name]))] for name in sorted(early)]
        return found + [school.made(generator) for _ in range(int(len(found) * MADE_UP))]

    bases = []
    for seed in range(READERS):
        say(f"reader {seed + 1} of the old captions of {len(early)} companies")
        bases.append(school.train(school.begin(seed), epoch, epochs=10, pace=2e-3, seed=seed, say=say))
    return Course(filings, sayings, school, recent, tuple(bases))


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
