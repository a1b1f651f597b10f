"""What a document says about itself and its company: the facts of a report's cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.documents import Document, Heading, SubmissionHeader
from generator.facts.cover_auditor import read_auditor
from generator.facts.cover_fiscal import fiscal_names, read_fiscal
from generator.facts.cover_lines import Line, Passage, cover_lines, passages
from generator.facts.cover_page import read_cover_page
from generator.facts.cover_release import ended_dates, named_listing, read_release
from generator.facts.cover_words import incorporation_code, phone
from generator.facts.model import CoverFact, CoverItem, Statement, StatementKind

_AND_SUBSIDIARIES = re.compile(
    r",?\s+and\s+(?:its\s+)?(?:consolidated\s+|wholly[- ]owned\s+)?subsidiar(?:y|ies)\b.*$", re.IGNORECASE
)
_COMPANY = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|co|ltd|limited|llc|l\.p|plc|n\.v|group|holdings|bancorp|trust)\b\.?",
    re.IGNORECASE,
)
_HEADER_ITEMS: tuple[tuple[str, CoverItem], ...] = (
    ("company_name", CoverItem.REGISTRANT_NAME),
    ("cik", CoverItem.CIK),
    ("form", CoverItem.DOCUMENT_TYPE),
    ("state_of_incorporation", CoverItem.STATE_OF_INCORPORATION),
    ("irs_number", CoverItem.TAX_NUMBER),
    ("file_number", CoverItem.FILE_NUMBER),
    ("street", CoverItem.STREET),
    ("city", CoverItem.CITY),
    ("state", CoverItem.STATE),
    ("zip_code", CoverItem.ZIP_CODE),
)
_ADDRESS = (CoverItem.STREET, CoverItem.STREET_2, CoverItem.CITY, CoverItem.STATE, CoverItem.ZIP_CODE)
_TELEPHONE = (CoverItem.AREA_CODE, CoverItem.PHONE)


def read_cover(document: Document, statements: Sequence[Statement] = ()) -> tuple[CoverFact, ...]:
    """The cover facts that the document proves, one per item at most (shares outstanding: one per class), in the order
    of `CoverItem`.

    A form's cover page counts before that of the filing whose exhibit the document is (`Document.front`), this before a
    release's own words, these before the statements and the EDGAR header. An address, a telephone number, a listing or
    the shares outstanding are taken whole from one place. `value` is normalised: dates ISO, the fiscal year end as
    `--MM-DD`, states as two letters, exchanges and countries by EDGAR's code.
    """
    lines = cover_lines(document)
    prose = list(passages(document))
    page = list(read_cover_page(lines))
    front = _front_page(document)
    named = next((fact.value for fact in (*page, *front) if fact.item is CoverItem.REGISTRANT_NAME), "")
    known = named or (document.header.company_name if document.header else "") or _titled(document, statements)
    head = _before_tables(document, lines)
    release = () if page else read_release(prose, lines, head, known)
    listing = named_listing(prose, known) if page else ()
    told = next((fact.value for fact in (*page, *front, *release) if fact.item is CoverItem.DOCUMENT_DATE), "")
    sources: tuple[Iterable[CoverFact], ...] = (
        page,
        front,
        release,
        listing,
        _period_end(statements, list(ended_dates(prose)), told),
        () if page else _fiscal_year_end(statements),
        _from_header(document.header),
        _from_titles(document, statements),
    )
    chosen: dict[CoverItem, tuple[CoverFact, ...]] = {}
    for source in sources:
        found = _by_item(source)
        for group in (_ADDRESS, _TELEPHONE):
            if any(item in chosen for item in group):
                found = {item: fact for item, fact in found.items() if item not in group}
        if _contradicts(found.get(CoverItem.EXCHANGE), chosen.get(CoverItem.EXCHANGE)):
            found.pop(CoverItem.TRADING_SYMBOL, None)
        chosen = found | {item: _placed(facts, found.get(item, ())) for item, facts in chosen.items()}
    chosen = _by_item(_periodic(chosen, lines, prose, statements)) | chosen
    return tuple(fact for item in CoverItem for fact in chosen.get(item, ()))


def _by_item(facts: Iterable[CoverFact]) -> dict[CoverItem, tuple[CoverFact, ...]]:
    """The first fact of each item; of the shares outstanding every class."""
    found: dict[CoverItem, tuple[CoverFact, ...]] = {}
    for fact in facts:
        if fact.item not in found:
            found[fact.item] = (fact,)
        elif fact.item is CoverItem.SHARES_OUTSTANDING:
            found[fact.item] += (fact,)
    return found


def _placed(facts: tuple[CoverFact, ...], again: tuple[CoverFact, ...]) -> tuple[CoverFact, ...]:
    """The facts, a lone one without a place where it is said again."""
    one = facts[0]
    same = [fact for fact in again if fact.value == one.value and fact.span is not None]
    if len(facts) > 1 or one.span is not None or not same:
        return facts
    return (replace(one, shown=same[0].shown, span=same[0].span),)


def _front_page(document: Document) -> tuple[CoverFact, ...]:
    """The cover page of the filing whose exhibit the document is: it stands elsewhere, so nothing of it has a place."""
    if document.front is None:
        return ()
    return tuple(replace(fact, span=None) for fact in read_cover_page(cover_lines(document.front)))


def _periodic(
    chosen: dict[CoverItem, tuple[CoverFact, ...]],
    lines: Sequence[Line],
    prose: Sequence[Passage],
    statements: Sequence[Statement],
) -> Iterator[CoverFact]:
    """What an annual or a quarterly report says beyond its cover page: its fiscal period, and its auditor."""
    form = chosen[CoverItem.DOCUMENT_TYPE][0].value.removesuffix("/A") if CoverItem.DOCUMENT_TYPE in chosen else ""
    if form == "10-K":
        yield from read_auditor(lines)
    if form in ("10-K", "10-Q") and CoverItem.PERIOD_END in chosen:
        end = date.fromisoformat(chosen[CoverItem.PERIOD_END][0].value)
        yield from read_fiscal(form, end, statements, fiscal_names(prose))


def _before_tables(document: Document, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first table of figures, where a release carries its date."""
    first = next((t.span.line for t in document.tables()), None)
    if document.geometry != "characters" or first is None:
        return lines
    return [line for line in lines if line.cells[0].places[0][1].line < first]


def _contradicts(facts: Sequence[CoverFact] | None, others: Sequence[CoverFact] | None) -> bool:
    return bool(facts and others and facts[0].value != others[0].value)


def _period_end(statements: Sequence[Statement], printed: Sequence[CoverFact], told: str) -> Iterator[CoverFact]:
    """The latest date that the primary statements report on, none after the document's own date (`told`); without
    statements, the first end that the text names."""
    ends = [
        (fact.period.end, statement)
        for statement in statements
        if statement.kind.is_primary
        for fact in statement.facts
        if fact.column >= 0
        and statement.columns[fact.column].role == "reported"
        and not (told and fact.period.end.isoformat() > told)
    ]
    if ends:
        latest, statement = max(ends, key=lambda end: end[0])
        said = next((fact for fact in printed if fact.value == latest.isoformat()), None)
        shown = said.shown if said else latest.isoformat()
        span = said.span if said else statement.span
        yield CoverFact(
            CoverItem.PERIOD_END,
            latest.isoformat(),
            shown,
            span,
            f"latest period of {statement.title or statement.kind}",
        )
    elif printed:
        yield printed[0]


def _fiscal_year_end(statements: Sequence[Statement]) -> Iterator[CoverFact]:
    """The end of a year that a statement of operations or cash flows reports on."""
    for statement in statements:
        if statement.kind in (StatementKind.OPERATIONS, StatementKind.CASH_FLOWS):
            for column in statement.columns:
                period = column.period
                if (
                    period
                    and period.start
                    and column.role == "reported"
                    and 350 <= (period.end - period.start).days <= 380
                ):
                    value = f"--{period.end.month:02}-{period.end.day:02}"
                    proof = f"a year reported in {statement.title or statement.kind}"
                    yield CoverFact(CoverItem.FISCAL_YEAR_END, value, column.heading, statement.span, proof)
                    return


def _from_header(header: SubmissionHeader | None) -> Iterator[CoverFact]:
    if header is None:
        return
    proof = "EDGAR submission header"
    for name, item in _HEADER_ITEMS:
        shown = str(getattr(header, name))
        value = incorporation_code(shown) or shown if item is CoverItem.STATE_OF_INCORPORATION else shown
        value = _tax_number(value) if item is CoverItem.TAX_NUMBER else value
        if value:
            yield CoverFact(item, value, shown, None, proof)
    if re.fullmatch(r"\d{4}", header.fiscal_year_end):
        month_day = f"--{header.fiscal_year_end[:2]}-{header.fiscal_year_end[2:]}"
        yield CoverFact(CoverItem.FISCAL_YEAR_END, month_day, header.fiscal_year_end, None, proof)
    if header.period:
        is_periodic = header.form.upper().startswith(("10-", "20-F", "40-F"))
        item = CoverItem.PERIOD_END if is_periodic else CoverItem.DOCUMENT_DATE
        yield CoverFact(item, header.period, header.period, None, proof)
    number = phone(re.sub(r"^\(?(\d{3})\)?\D?(\d{3})\D?(\d{4})$", r"\1-\2-\3", header.phone.strip()))
    if number:
        area, local = number.value.split(" ")
        yield CoverFact(CoverItem.AREA_CODE, area, header.phone, None, proof)
        yield CoverFact(CoverItem.PHONE, local, header.phone, None, proof)


def _tax_number(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"{digits[:2]}-{digits[2:]}" if len(digits) == 9 and digits.strip("0") else ""


def _from_titles(document: Document, statements: Sequence[Statement]) -> Iterator[CoverFact]:
    """The company that the statements' headings name."""
    name = _titled(document, statements)
    if name:
        span = next((b.span for b in document.blocks if isinstance(b, Heading) and name in b.text), None)
        yield CoverFact(CoverItem.REGISTRANT_NAME, name, name, span, "heading of the statements")


def _titled(document: Document, statements: Sequence[Statement]) -> str:
    """The name that stands over the statements, without "and subsidiaries"; empty where the headings name none."""
    for statement in statements:
        if not statement.kind.is_primary:
            continue
        above = [
            b.text for b in document.blocks[max(0, statement.table - 8) : statement.table] if isinstance(b, Heading)
        ]
        for text in reversed([*above]):
            name = _AND_SUBSIDIARIES.sub("", text).strip(" ,")
            if (
                (name != text or _COMPANY.search(name))
                and len(name) < 70
                and not re.search(r"statement|balance|\bended\b|\(", name, re.I)
            ):
                return name
    return ""
