"""The cover page of a 10-K, 10-Q or 8-K: what stands above and beside the captions that the form prescribes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.facts.cover_address import Address, parse_address
from generator.facts.cover_boxes import read_boxes
from generator.facts.cover_figures import read_figures
from generator.facts.cover_lines import EXACT_NAME, Line, Passage, RunningText, cover_end
from generator.facts.cover_words import dates, exchange_code, incorporation_code, phone
from generator.facts.model import CoverFact, CoverItem

_EXACT_NAME = re.compile(rf"\(?\s*{EXACT_NAME}", re.IGNORECASE)
_FORM = re.compile(r"^\W*form\s+(10-?KSB|10-?QSB|10-?K405|10-?KT?|10-?QT?|8-?K|20-?F|6-?K)(/A)?\b", re.IGNORECASE)
_BARE_FORM = re.compile(r"(10-?KT?|10-?QT?|8-?K)(/A)?", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|ltd|limited|llc|plc|n\.v|group|holdings|bancorp|trust|l\.p)\b\W*$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"for\s+the\s+(?P<what>fiscal\s+year|year|quarterly\s+period|quarter|transition\s+period|fiscal\s+quarter)\s+ended:?\s*"
    r"(?P<rest>.{6,40})",
    re.IGNORECASE,
)
_REPORT_DATE = re.compile(r"date\s+of\s+(?:report|earliest\s+event)", re.IGNORECASE)
_FILE_NUMBER = re.compile(r"\b(\d{1,3}-\d{3,6}(?:-\d{1,3})?)\b")
_COMMISSION_FILE = re.compile(r"commission\s+file", re.IGNORECASE)
_TAX_NUMBER = re.compile(r"(?<![\d-])(\d{2}-\d{7})(?![\d-])")
_JURISDICTION = re.compile(
    r"jurisdiction|state\s+(?:or\s+\w+\s+)*of\s+incorporation|state\s+of\s+organization", re.IGNORECASE
)
_INCORPORATED = re.compile(r"\W*state\s+of\s+(?:incorporation|organization)\s*:\s*(.*\w)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"address\b.*\bexecutive\s+office|principal\s+executive\s+office|\(address,\s+including", re.IGNORECASE
)
_TELEPHONE = re.compile(r"telephone\s+number|^\W*telephone\b", re.IGNORECASE)
# A telephone number in two cells or lines.
_AREA = re.compile(r"\(\s*(\d{3})\s*\)\W*$")
_LOCAL = re.compile(r"\W*(\d{3}-\d{4})\b")
_TWELVE_B = re.compile(r"section\s+12\s*\(b\)", re.IGNORECASE)
_TWELVE_G = re.compile(r"section\s+12\s*\(g\)|indicate\s+by\s+check", re.IGNORECASE)
_EQUITY = re.compile(
    r"\b(?:common|ordinary|capital\s+stock|class\s+a|depositary\s+shares|shares\s+of\s+beneficial)\b", re.IGNORECASE
)
_SYMBOL = re.compile(r"^[A-Z]{1,5}(?:[.\-/ ][A-Z]{1,2})?$")
_NOT_A_NAME = re.compile(
    r"commission|file\s+(?:no|number)|\bended\b|^\W*form\b|act\s+of|washington,|mark\s+one|\bfor the\b"
    r"|date of report|^\W*or\W*$",
    re.IGNORECASE,
)
_COVER_LENGTH = 140
_MOST_LINES = 400  # of a page that lists very many securities


def read_cover_page(lines: Sequence[Line]) -> Iterator[CoverFact]:
    """The facts of the form's cover page; none where the document has no such page."""
    page = list(lines[:_COVER_LENGTH])
    form = list(_form(page))
    caption = next((i for i, line in enumerate(page) if _EXACT_NAME.search(line.text)), None)
    if caption is not None:
        yield from _name(page, caption)
    elif form:
        caption = next((i for i, line in enumerate(page[:40]) if _COMMISSION_FILE.search(line.text)), None)
        if caption is not None:
            yield from _uncaptioned_name(page, caption)
    if caption is None:
        return
    yield from form
    if form and form[0].value.startswith(("8-K", "6-K")):
        yield from _report_date(page)
    else:
        yield from _periods(page, caption)
    yield from _numbers(page)
    yield from _incorporation(page)
    yield from _office(page, caption)
    yield from _security(page)
    yield from _boxes_and_figures(lines[:_MOST_LINES])


def _boxes_and_figures(lines: Sequence[Line]) -> Iterator[CoverFact]:
    """What the running text of the page answers and counts."""
    running = RunningText(lines)
    text = running.text[: cover_end(running.text)]
    answers = list(read_boxes(text))
    emerging = any(a.item is CoverItem.EMERGING_GROWTH and a.value == "true" for a in answers)
    for answer in answers:
        if answer.item is CoverItem.EX_TRANSITION and not emerging:
            continue  # the question is put to emerging growth companies only (EFM 6.5.40)
        start, end = answer.words if answer.words[1] else answer.box
        proof = "check box on the cover page"
        yield CoverFact(answer.item, answer.value, text[start:end], running.span(start, end), proof)
    for figure in read_figures(text):
        place = running.span(figure.start, figure.end)
        shown = text[figure.start : figure.end]
        proof = f"on the cover page, as of {figure.day}"
        yield CoverFact(figure.item, str(figure.value), shown, place, proof, figure.day, figure.share_class)


def _form(page: Sequence[Line]) -> Iterator[CoverFact]:
    for index, line in enumerate(page[:40]):
        for cell in line.cells:
            match = _FORM.search(cell.text)
            if match is None and index and page[index - 1].text.strip().lower() == "form":
                match = _BARE_FORM.fullmatch(cell.text.strip())
            if match:
                form = re.sub(r"^(\d+)-?(\w)", r"\1-\2", match.group(1).upper()) + (match.group(2) or "").upper()
                yield _fact(CoverItem.DOCUMENT_TYPE, form, cell, match.start(1), match.end(), "cover page")
                return


def _name(page: Sequence[Line], caption: int) -> Iterator[CoverFact]:
    cell = page[caption].cells[0]
    match = _EXACT_NAME.search(cell.text)
    before = cell.text[: match.start()].strip(" (") if match else ""
    if before and not _NOT_A_NAME.search(before):
        yield _fact(CoverItem.REGISTRANT_NAME, before, cell, 0, len(before), "above its caption on the cover page")
        return
    parts: list[Passage] = []
    for index in range(caption - 1, max(-1, caption - 4), -1):
        first = page[index].cells[0]
        if len(page[index].cells) != 1 or _NOT_A_NAME.search(first.text):
            break
        parts.insert(0, first)
        # In HTML nothing tells a name over two lines from a line above it, so only the nearest counts.
        if page[index].gap or first.places[0][1].path:
            break
    if parts:
        name = " ".join(part.text.strip(" _") for part in parts)
        yield _fact(
            CoverItem.REGISTRANT_NAME, name, parts[0], 0, len(parts[0].text), "above its caption on the cover page"
        )


def _uncaptioned_name(page: Sequence[Line], number: int) -> Iterator[CoverFact]:
    """A company's name that stands alone right below the commission file number."""
    below = page[number + 1] if number + 1 < len(page) else None
    if below and len(below.cells) == 1 and len(below.text) < 80 and _COMPANY.search(below.text):
        name = below.cells[0]
        yield _fact(CoverItem.REGISTRANT_NAME, name.text, name, 0, len(name.text), "below the commission file number")


def _periods(page: Sequence[Line], caption: int) -> Iterator[CoverFact]:
    for index, line in enumerate(page[: caption + 5]):
        following = page[index + 1].text if index + 1 < len(page) else ""
        match = _PERIOD.search(f"{line.text} {following}")
        day = next(dates(match["rest"]), None) if match else None
        if match and day and match.start() < len(line.text) and not match["what"].lower().startswith("transition"):
            shown = match["rest"][day.start : day.end]
            cell = next((c for c in (*line.cells, *page[index + 1].cells) if shown in c.text), line.cells[0])
            start = max(cell.text.find(shown), 0)
            end = min(start + len(shown), len(cell.text))
            proof = match.group()[: match.start("rest") - match.start() + day.end]
            yield _fact(CoverItem.PERIOD_END, day.value, cell, start, end, proof)
            if "year" in match["what"].lower():
                yield _fact(CoverItem.FISCAL_YEAR_END, f"--{day.value[5:]}", cell, start, end, proof)
            return


def _report_date(page: Sequence[Line]) -> Iterator[CoverFact]:
    for index, line in enumerate(page):
        if _REPORT_DATE.search(line.text):
            for near in (line, *page[index + 1 : index + 3], *page[max(0, index - 2) : index]):
                for cell in near.cells:
                    for found in dates(cell.text):
                        yield _fact(
                            CoverItem.DOCUMENT_DATE, found.value, cell, found.start, found.end, "date of report"
                        )
                        return


def _numbers(page: Sequence[Line]) -> Iterator[CoverFact]:
    for index, line in enumerate(page):
        if _COMMISSION_FILE.search(line.text):
            for near in (line, *page[max(0, index - 3) : index][::-1], *page[index + 1 : index + 2]):
                found = _first(near, _FILE_NUMBER)
                if found:
                    cell, match = found
                    yield _fact(CoverItem.FILE_NUMBER, match.group(1), cell, *match.span(1), "commission file number")
                    break
            else:
                continue
            break
    if any(re.search(r"i\.?\s*r\.?\s*s\.?|employer", line.text, re.IGNORECASE) for line in page):
        for line in page:
            found = _first(line, _TAX_NUMBER)
            if found:
                cell, match = found
                yield _fact(CoverItem.TAX_NUMBER, match.group(1), cell, *match.span(1), "I.R.S. employer number")
                break


def _first(line: Line, pattern: re.Pattern[str]) -> tuple[Passage, re.Match[str]] | None:
    for cell in line.cells:
        match = pattern.search(cell.text)
        if match:
            return cell, match
    return None


def _incorporation(page: Sequence[Line]) -> Iterator[CoverFact]:
    for index, line in enumerate(page):
        if _JURISDICTION.search(line.text):
            for near in (*page[max(0, index - 4) : index][::-1], line):
                for cell in near.cells:
                    captioned = _INCORPORATED.match(cell.text)
                    text = captioned[1] if captioned else re.split(r"\(", cell.text)[0].strip(" _")
                    code = incorporation_code(text)
                    if code:
                        proof = "state of incorporation on the cover page"
                        start = captioned.start(1) if captioned else 0
                        yield _fact(CoverItem.STATE_OF_INCORPORATION, code, cell, start, start + len(text), proof)
                        return


def _office(page: Sequence[Line], caption: int) -> Iterator[CoverFact]:
    below = [i for i in range(caption + 1, len(page)) if _ADDRESS.search(page[i].text)]
    if below:
        above: list[Passage] = []
        for index in range(below[0] - 1, max(caption, below[0] - 7), -1):
            cells = [cell for cell in page[index].cells if not _is_caption(cell.text)]
            if not cells or any(_TAX_NUMBER.search(cell.text) for cell in cells):
                break
            above[:0] = cells
        inline = re.split(r"\(\s*address", page[below[0]].cells[0].text, flags=re.IGNORECASE)[0]
        if inline.strip() and not _ADDRESS.search(inline):
            above += [replace(cell, text=cell.text.split("(")[0].rstrip()) for cell in page[below[0]].cells]
        found = parse_address([cell for cell in above if not phone(cell.text)])
        if found:
            yield from address_facts(found, "address of principal executive offices")
    else:
        yield from _office_without_caption(page, caption)
    yield from _telephone(page, caption)


def _telephone(page: Sequence[Line], caption: int) -> Iterator[CoverFact]:
    for index in range(caption + 1, len(page)):
        if _TELEPHONE.search(page[index].text):
            for near in (page[index], *page[max(0, index - 3) : index][::-1], *page[index + 1 : index + 3]):
                for cell in near.cells:
                    number = phone(cell.text)
                    if number:
                        yield from phone_facts(
                            number.value, cell, number.start, number.end, "telephone of the registrant"
                        )
                        return
            around = [cell for line in page[max(0, index - 3) : index + 3] for cell in line.cells]
            for area, local in pairwise(around):
                parts = _AREA.search(area.text), _LOCAL.match(local.text)
                if parts[0] and parts[1]:
                    yield _fact(
                        CoverItem.AREA_CODE, parts[0][1], area, *parts[0].span(1), "telephone of the registrant"
                    )
                    yield _fact(CoverItem.PHONE, parts[1][1], local, *parts[1].span(1), "telephone of the registrant")
                    return


def _office_without_caption(page: Sequence[Line], caption: int) -> Iterator[CoverFact]:
    """An address that only the registrant's telephone number below it identifies."""
    telephone = next((i for i in range(caption + 1, len(page)) if _TELEPHONE.search(page[i].text)), 0)
    above = [cell for line in page[max(caption + 1, telephone - 3) : telephone] for cell in line.cells]
    found = parse_address([cell for cell in above if not _is_caption(cell.text) and not phone(cell.text)])
    if found:
        yield from address_facts(found, "address above the telephone number on the cover page")


def _is_caption(text: str) -> bool:
    return text.strip().startswith("(") and not phone(text)


def _security(page: Sequence[Line]) -> Iterator[CoverFact]:
    start = next((i for i, line in enumerate(page) if _TWELVE_B.search(line.text)), None)
    if start is None:
        return
    rows: list[tuple[Line, Passage]] = []
    for line in page[start + 1 : start + 40]:
        if _TWELVE_G.search(line.text) and rows:
            break
        listed = [c for c in line.cells[1:] if exchange_code(c.text)]
        if listed and not exchange_code(line.cells[0].text):
            rows.append((line, listed[0]))
    chosen = next((row for row in rows if _EQUITY.search(row[0].cells[0].text)), None)
    if chosen is None:
        return
    line, exchange = chosen
    proof = "securities registered under section 12(b)"
    # A cell may stack several securities; the equity stands first, notes begin with their rate of interest.
    title = re.split(r"\s+(?=\d+(?:\.\d+)?\s*%)", line.cells[0].text)[0].rstrip(" ,")
    yield _fact(CoverItem.SECURITY_TITLE, title, line.cells[0], 0, len(title), proof)
    for cell in line.cells[1:]:
        symbol = cell.text.strip("“”\"' ")
        symbol = symbol if _SYMBOL.match(symbol) else symbol.split(" ")[0]
        if _SYMBOL.match(symbol) and cell is not exchange:
            start = cell.text.find(symbol)
            yield _fact(CoverItem.TRADING_SYMBOL, symbol, cell, start, start + len(symbol), proof)
            break
    yield _fact(CoverItem.EXCHANGE, exchange_code(exchange.text), exchange, 0, len(exchange.text), proof)


def address_facts(found: Address, proof: str) -> Iterator[CoverFact]:
    """One fact for every part of an address."""
    for item, part in (
        (CoverItem.STREET, found.street),
        (CoverItem.STREET_2, found.street_2),
        (CoverItem.CITY, found.city),
        (CoverItem.STATE, found.state),
        (CoverItem.ZIP_CODE, found.zip_code),
    ):
        if part:
            yield CoverFact(item, part.value, part.shown, part.span, proof)


def phone_facts(number: str, cell: Passage, start: int, end: int, proof: str) -> Iterator[CoverFact]:
    """Area code and local number of `AAA NNN-NNNN`."""
    area, local = number.split(" ")
    printed = cell.text[start:end]
    at = start + printed.find(area)
    yield _fact(CoverItem.AREA_CODE, area, cell, at, at + 3, proof)
    local_at = start + printed.rfind(local[:3], printed.find(area) + 3)
    yield _fact(CoverItem.PHONE, local, cell, local_at, end, proof)


def _fact(item: CoverItem, value: str, cell: Passage, start: int, end: int, proof: str) -> CoverFact:
    return CoverFact(item, value, cell.text[start:end].strip(), cell.span(start, end), proof)
