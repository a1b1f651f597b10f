"""Statements and decisions in, `Report` out: facts numbered in print order, the extension, the trees, the proofs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.facts.model import CoverFact, CoverItem, Note, ParsedFact, Period, Statement, StatementKind
from generator.mapping.model import Mapping, Outcome, TextBlockMapping
from generator.report import naming
from generator.report.binding import Draft, bind
from generator.report.calculation import RowConcept, summations
from generator.report.cover import cover_values
from generator.report.cover_facts import cover_facts
from generator.report.extension import ExtensionRegistry
from generator.report.headings import long_date, period_words
from generator.report.kinds import COVER_ROOT, statement_role
from generator.report.labels import LabelRegistry
from generator.report.layout import display_table, is_total, statement_title
from generator.report.ledger import settle
from generator.report.model import (
    DisplayTable,
    Entity,
    ExtendedLink,
    Fact,
    Report,
)
from generator.report.notes import note_roles, report_notes
from generator.report.options import FORMS, ReportOptions
from generator.report.placement import IN_CAPTION, Slot, slots
from generator.report.successor import tell_apart
from generator.report.trees import Line, label_role, statement_trees
from taxonomy import Catalogue

_YEAR, _TO_DATE = 380, 300  # days: the longest fiscal year, and the longest time that a 10-Q reports on
_CIK_SCHEME = "http://www.sec.gov/CIK"


def build_report(
    statements: Sequence[Statement],
    mappings: Sequence[Mapping],
    cover: Sequence[CoverFact],
    catalogue: Catalogue,
    options: ReportOptions | None = None,
    notes: Sequence[Note] = (),
    text_blocks: Sequence[TextBlockMapping] = (),
) -> Report:
    """Build the report of the primary statements (and of others that were mapped) and of the notes.

    Every figure is printed; those without a usable mapping are printed untagged. Nothing is emitted that XBRL 2.1,
    Dimensions or Calculations 1.1 would refuse: what is left out says so in `Report.diagnostics`. Raises
    `UnreadableInputError` (`report.no-period`) when neither the statements, the cover nor the options give a date.
    """
    builder = _Builder(statements, mappings, cover, catalogue, options or ReportOptions())
    return builder.build(notes, text_blocks)


class _Builder:
    """The steps of `build_report` over what they share: registries of extension elements, labels and diagnostics."""

    def __init__(
        self,
        statements: Sequence[Statement],
        mappings: Sequence[Mapping],
        cover: Sequence[CoverFact],
        catalogue: Catalogue,
        options: ReportOptions,
    ) -> None:
        self.decided: dict[ParsedFact, Mapping] = {mapping.fact: mapping for mapping in mappings}
        self.statements = [s for s in statements if s.kind.is_primary or self._is_mapped(s)]
        self.cover, self.catalogue, self.options = cover, catalogue, options
        self.told: list[Diagnostic] = []
        stated: dict[CoverItem, str] = {}
        for item in cover:
            stated.setdefault(item.item, item.value)
        self.stated = stated
        self.options = options = replace(
            options,
            form=options.form or _form(stated.get(CoverItem.DOCUMENT_TYPE, "")),
            fiscal_year_end=options.fiscal_year_end or stated.get(CoverItem.FISCAL_YEAR_END, "").removeprefix("--"),
        )
        self.period_end, self.day = self._dates()
        self.name = options.entity_name or stated.get(CoverItem.REGISTRANT_NAME, "")
        self.ticker = options.ticker or stated.get(CoverItem.TRADING_SYMBOL, "")
        stem = naming.stem(self.ticker, self.name)
        self.authority = options.authority or f"{stem}.example"
        self.base = naming.base(stem, self.period_end)
        self.prefix = naming.prefix(stem)
        self.registry = ExtensionRegistry(self.prefix, catalogue)
        self.labels = LabelRegistry(catalogue, self.registry)

    def build(self, notes: Sequence[Note], text_blocks: Sequence[TextBlockMapping]) -> Report:
        entity = self._entity()
        placed = {statement.index: self._slots(statement) for statement in self.statements}
        drafts = self._drafts(placed)
        values, told = cover_values(self.cover, self.day, self.period_end, self.catalogue, self._known(entity))
        self.told += told
        self._check_periods(drafts)
        stated, lines = cover_facts(values, self._cover_period(drafts), self.catalogue, self.registry)
        facts, printed = self._number(drafts, len(stated) + 1)
        links = [self._cover_link(stated)] if stated else []
        tables: list[DisplayTable] = []
        used_ids: set[str] = {"Cover"}
        for statement in self.statements:
            here = [d for d in drafts if d.slot.statement == statement.index]
            role_id = _free(statement_role(statement.kind).id, used_ids)
            links += self._statement_links(statement, here, drafts, role_id, used_ids)
            concepts = {(statement.index, d.slot.row): d.concept for d in reversed(here) if d.slot.column != IN_CAPTION}
            tables.append(display_table(statement, role_id, placed[statement.index], printed, concepts))
        first = len(stated) + len(facts) + 1
        period = self._to_date(drafts) or self._cover_period(drafts)
        prose = next((n for n, s in enumerate(self.statements) if s.kind is StatementKind.NARRATIVE), None)
        sentences = tables[prose].rows if prose is not None else ()
        reported = report_notes(notes, text_blocks, sentences, period, first, self.catalogue)
        self.told += reported.diagnostics
        if prose is not None:
            left = tuple(row for n, row in enumerate(sentences) if n not in reported.sentences)
            tables[prose : prose + 1] = [replace(tables[prose], rows=left)] if left else []
        for stem, title, root, reporting in note_roles(reported, self.catalogue):
            role_id = _free(stem, used_ids)
            presentation, _ = statement_trees(root, [Line(name, "") for name in reporting], self.catalogue)
            links.append(ExtendedLink(self._uri(role_id), role_id, title, "disclosure", presentation))
        numbered = _numbered(links)
        all_facts = (*stated, *facts, *reported.facts)
        used = [q for link in numbered for arc in link.presentation for q in (arc.parent, arc.child)]
        families = {q.partition(":")[0] for q in used} | {q.partition(":")[0] for f in all_facts for q in _qnames(f)}
        return Report(
            base=self.base,
            title=self._title(),
            entity=entity,
            period_end=self.period_end,
            prefix=self.prefix,
            namespace=naming.namespace(self.authority, self.period_end),
            taxonomy=self.catalogue.id,
            namespaces=tuple(self.catalogue.namespaces[p] for p in sorted(families) if p in self.catalogue.namespaces),
            facts=all_facts,
            concepts=self.registry.used(set(used)),
            labels=self.labels.labels(used),
            links=numbered,
            cover=lines,
            tables=tuple(tables),
            diagnostics=tuple(self.told),
            notes=reported.notes,
        )

    def _is_mapped(self, statement: Statement) -> bool:
        found = (self.decided.get(fact) for fact in statement.facts)
        return any(mapping is not None and mapping.outcome is not Outcome.UNMAPPED for mapping in found)

    def _dates(self) -> tuple[date, date]:
        """The end of the period reported on and the date of the report."""
        reported = [c.period.end for s in self.statements for c in s.columns if c.period and c.role == "reported"]
        document = _iso(self.stated.get(CoverItem.DOCUMENT_DATE))
        end = self.options.period_end or _iso(self.stated.get(CoverItem.PERIOD_END)) or max(reported, default=document)
        if end is None:
            raise UnreadableInputError(
                Diagnostic(
                    "report.no-period",
                    Severity.ERROR,
                    "No date was found that this report could be about.",
                    "Give the last day of the period with --period-end.",
                )
            )
        day = (self.options.event_date or document or end) if self.options.base_form == "8-K" else end
        return end, day

    def _entity(self) -> Entity:
        """The CIK identifies a filer; without one the entity is identified by what the document proves."""
        cik = self.options.cik or self.stated.get(CoverItem.CIK, "")
        name = self.name or self.ticker.upper() or "Unnamed registrant"
        if cik:
            return Entity(_CIK_SCHEME, cik.zfill(10), name, has_cik=True)
        self.told.append(
            Diagnostic(
                "report.no-cik",
                Severity.WARNING,
                "The company's Central Index Key is not known; a CIK is needed to file.",
                "Give it with --cik or in company.yaml.",
            )
        )
        symbol = re.sub(r"[^A-Z0-9.\-]", "", self.ticker.upper())
        if symbol:
            return Entity("urn:xbrlgen:trading-symbol", symbol, name, has_cik=False)
        slug = re.sub(r"[^a-z0-9]+", "-", naming.plain(name).lower()).strip("-")
        return Entity("urn:xbrlgen:registrant-name", slug or "unnamed", name, has_cik=False)

    def _known(self, entity: Entity) -> ReportOptions:
        return replace(self.options, cik=entity.identifier if entity.has_cik else "")

    def _slots(self, statement: Statement) -> tuple[Slot, ...]:
        found, told = slots(statement)
        self.told += told
        return found

    def _drafts(self, placed: dict[int, tuple[Slot, ...]]) -> tuple[Draft, ...]:
        drafts: list[Draft] = []
        for statement in self.statements:
            for slot in placed[statement.index]:
                bound, refused = bind(slot, statement.rows[slot.row], self.decided, self.catalogue, self.registry)
                drafts += bound
                self.told += refused
        kept, told = settle(tell_apart(drafts, self.statements, self.catalogue, self.registry))
        self.told += told
        return kept

    def _check_periods(self, drafts: Sequence[Draft]) -> None:
        """No duration may end on the day on which another starts (EFM 6.5.9)."""
        durations = {d.period for d in drafts if d.period.start is not None}
        ends = {p.end: p for p in sorted(durations)}
        for period in sorted(durations):
            other = ends.get(period.start) if period.start else None
            if other is not None and other != period:
                self.told.append(
                    Diagnostic(
                        "report.period-overlap",
                        Severity.WARNING,
                        f"The period {period} starts on the day on which {other} ends (EFM 6.5.9).",
                        "Check the dates of the column headings.",
                    )
                )

    def _cover_period(self, drafts: Sequence[Draft]) -> Period:
        """The required context (EFM 6.5.19): the day of an 8-K, the year to date of a periodic report."""
        durations = {d.period for d in drafts if d.period.start is not None and not d.dimensions}
        longest = self._to_date(drafts)
        if self.options.base_form != "8-K" and longest is not None:
            return longest
        day = Period(self.day, self.day)
        clash = any(day.end in (p.start, p.end) for p in durations if p != day)
        return longest if clash and longest is not None else day

    def _to_date(self, drafts: Sequence[Draft]) -> Period | None:
        """The longest duration reported on that ends with the period of the report: of its fiscal year, where there is
        one, not of twelve months in the midst of a year, nor of all the time since inception."""
        ending = [d.period for d in drafts if d.period.end == self.period_end and not d.dimensions]
        starts = {period.start for period in ending if period.start is not None}
        most = _TO_DATE if self.options.base_form == "10-Q" else _YEAR
        of_year = {start for start in starts if (self.period_end - start).days <= most}
        return Period(self.period_end, min(of_year or starts)) if starts else None

    def _number(self, drafts: Sequence[Draft], first: int) -> tuple[tuple[Fact, ...], dict[Slot, tuple[str, ...]]]:
        facts: list[Fact] = []
        printed: defaultdict[Slot, list[str]] = defaultdict(list)
        for number, draft in enumerate(drafts, first):
            source = draft.source
            facts.append(
                Fact(
                    f"f-{number}",
                    draft.concept,
                    draft.period,
                    source.unit,
                    draft.value,
                    draft.decimals,
                    draft.dimensions,
                    source.shown,
                    draft.scale,
                    source.dash,
                    span=source.span,
                )
            )
            printed[draft.slot].append(f"f-{number}")
        return tuple(facts), {slot: tuple(ids) for slot, ids in printed.items()}

    def _cover_link(self, facts: Sequence[Fact]) -> ExtendedLink:
        lines = [Line(f.concept, "", dimensions=frozenset(f.dimensions)) for f in facts]
        presentation, dimensions = statement_trees(COVER_ROOT, lines, self.catalogue)
        return ExtendedLink(
            f"http://{self.authority}/role/Cover", "Cover", "Document - Cover", "document", presentation, (), dimensions
        )

    def _statement_links(
        self, statement: Statement, here: Sequence[Draft], drafts: Sequence[Draft], role_id: str, used_ids: set[str]
    ) -> list[ExtendedLink]:
        """The role of a statement, and a parenthetical one for the figures inside its captions."""
        role = statement_role(statement.kind)
        in_captions = [d for d in here if d.slot.column == IN_CAPTION]
        separate = statement.kind is StatementKind.BALANCE_SHEET
        main = [d for d in here if d not in in_captions] if separate else list(here)
        title = naming.plain(statement_title(statement).replace("<", " "))
        links: list[ExtendedLink] = []
        if main:
            sums, told = summations(statement, self._row_concepts(main), drafts)
            self.told += told
            presentation, dimensions = statement_trees(role.root, self._lines(statement, main), self.catalogue)
            links.append(ExtendedLink(self._uri(role_id), role_id, title, role.kind, presentation, sums, dimensions))
        if separate and in_captions:
            aside = _free(f"{role_id}Parenthetical", used_ids)
            presentation, dimensions = statement_trees(role.root, self._lines(statement, in_captions), self.catalogue)
            links.append(
                ExtendedLink(
                    self._uri(aside), aside, f"{title} (Parenthetical)", role.kind, presentation, (), dimensions
                )
            )
        return links

    def _uri(self, role_id: str) -> str:
        return f"http://{self.authority}/role/{role_id}"

    def _row_concepts(self, drafts: Sequence[Draft]) -> dict[int, RowConcept]:
        """What each row reports, where all its figures report the same in the same sense."""
        rows: defaultdict[int, set[RowConcept]] = defaultdict(set)
        for draft in drafts:
            if draft.slot.column == IN_CAPTION or not draft.main:
                continue
            concept = self.registry.get(draft.concept) or self.catalogue.concept(draft.concept)
            if concept is not None:
                found = RowConcept(draft.concept, draft.negated, concept.balance, concept.period_type)
                rows[draft.slot.row].add(found)
        return {row: next(iter(found)) for row, found in rows.items() if len(found) == 1}

    def _lines(self, statement: Statement, drafts: Sequence[Draft]) -> list[Line]:
        lines: list[Line] = []
        for draft in drafts:
            row = statement.rows[draft.slot.row]
            in_caption = draft.slot.column == IN_CAPTION
            total = is_total(statement, row, draft.concept) and not in_caption
            role = label_role(boundary=_boundary(statement, draft), total=total, negated=draft.negated)
            words = draft.source.phrase if in_caption and draft.source.phrase else row.label
            self.labels.prefer(draft.concept, role, words.strip().rstrip(":").strip())
            section = () if in_caption else row.section
            lines.append(Line(draft.concept, role, section, frozenset(draft.dimensions)))
        return lines

    def _title(self) -> str:
        if not self.statements:
            return f"Form {self.options.form}, {long_date(self.day)}"
        columns = [c for s in self.statements for c in s.columns if c.period and c.period.end == self.period_end]
        longest = min(
            (c for c in columns if c.period and c.period.start),
            key=lambda c: c.period.start if c.period and c.period.start else date.max,
            default=None,
        )
        return f"Financial Report, {period_words(longest) if longest else long_date(self.period_end)}"


def _form(stated: str) -> str:
    """The form that a document states, where it is one that can be filed with such a report; 8-K if not."""
    form = stated.upper().strip()
    return form if form.removesuffix("/A") in FORMS else "8-K"


def _boundary(statement: Statement, draft: Draft) -> str:
    """Whether an instant among durations is their opening or closing balance; where one period ends and the next
    begins, it closes."""
    if not draft.period.is_instant or draft.slot.column == IN_CAPTION:
        return ""
    column = statement.columns[draft.slot.column].period
    known = {column} if column else {f.period for f in statement.facts if f.column == draft.slot.column}
    durations = [period for period in known if period.start is not None]
    if any(period.end == draft.period.end for period in durations):
        return "end"
    opens = any(p.start and p.start - timedelta(days=1) == draft.period.end for p in durations)
    return "start" if opens else ""


def _numbered(links: Sequence[ExtendedLink]) -> tuple[ExtendedLink, ...]:
    """Definitions that sort as EDGAR wants them: document, statements, disclosures (EFM 6.7.12)."""
    kinds = ("document", "statement", "disclosure")
    ordered = sorted(links, key=lambda link: kinds.index(link.kind))
    return tuple(
        replace(link, definition=f"{n:07d} - {link.kind.capitalize()} - {link.definition.removeprefix('Document - ')}")
        for n, link in enumerate(ordered, 1)
    )


def _qnames(fact: Fact) -> list[str]:
    return [fact.concept, *(name for pair in fact.dimensions for name in pair)]


def _free(name: str, used: set[str]) -> str:
    """`name`, numbered from 2 where it is taken; the answer is taken from then on."""
    candidate, number = name, 1
    while candidate in used:
        number += 1
        candidate = f"{name}{number}"
    used.add(candidate)
    return candidate


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def used_concepts(report: Report) -> tuple[str, ...]:
    """Every concept the report uses, standard and extension: what a taxonomy package for it must declare."""
    return tuple(dict.fromkeys(label.concept for label in report.labels))
