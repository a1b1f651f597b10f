"""A press release about itself: company, ticker and exchange at first mention, dateline, contact block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.facts.cover_address import Address, parse_address, starts_street
from generator.facts.cover_lines import Line, Passage
from generator.facts.cover_page import address_facts, phone_facts
from generator.facts.cover_words import STATE, dates, exchange_code, phone, state_code
from generator.facts.model import CoverFact, CoverItem

_LISTING = re.compile(r"[(\[]\s*([^()\[\]]{2,80}?)[)\]]")
_PAIR = re.compile(
    r"(?P<exchange>[^:;]{2,60}?)\s*(?:(?:ticker\s+)?symbol\s*:?|:|\s[-–—])\s*[“\"'‘]?(?P<symbol>[A-Z]{1,5}(?:[.\-][A-Z]{1,2})?)\b(?![a-z])",
)
_UNDER_SYMBOL = re.compile(
    r"under\s+the\s+(?:ticker\s+|trading\s+|stock\s+)?symbols?\s*[“\"'‘]?([A-Z]{1,5}(?:\.[A-Z])?)\b(?![a-z])"
)
_KNOWN_MARKET = re.compile(r"nasdaq|nyse|stock exchange|amex|otc|pink|tsx|bulletin board|\barca\b", re.IGNORECASE)
_SUFFIX = re.compile(
    r"^(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|lp|l\.p|plc|n\.v|s\.a|ag|group|holdings|trust|bancorp)\.?$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:LLC|L\.L\.C\.|Inc\.?|Corp\.?|Corporation|Associates|Assoc\.|Communications|Partners|& Co\.?|Group|Relations"
    r"|Company|Ltd\.?|Wire|Weber|Hill\s*&|Advisors|Advisers|Services|Consulting|Healthcare|Media|Agency|Investors?)\b",
    re.IGNORECASE,
)
_CONNECTORS = frozenset({"of", "and", "&", "the", "for", "de", "la"})
_DATELINE = re.compile(
    rf"^[\W_]*(?P<city>[A-Z][A-Za-z.'’ -]{{1,40}}?)(?:,\s*(?P<state>{STATE}))?\s*[,(/.–—-]"
    r"|^[\W_]*(?P<alone>[A-Z][A-Z .]{3,30})\s*[,(–—-]"
)
_RELEASED = re.compile(r"immediate\s+release|news\s+release|press\s+release|released?\b|\bdate[d:]", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?P<what>fiscal year|year|quarter|months|weeks|period|half)s?\b(?:\s+\w+){0,4}?\s+(?:ended|ending)\s+"
    r"(?P<rest>.{8,30})",
    re.IGNORECASE,
)
_CITY_LINE = re.compile(rf"\b({STATE})[.,]?\s+\d{{5}}(?:-\d{{4}})?\b")
_FAX = re.compile(r"\bfax\W*$", re.IGNORECASE)
_FIRST_LINES = 60
_REACH = 5
_DATELINE_REACH = 220


def read_release(
    passages: Sequence[Passage], lines: Sequence[Line], head: Sequence[Line], known_name: str = ""
) -> tuple[CoverFact, ...]:
    """The facts of a release. `head` holds the lines above its tables; `known_name`, of a header or the statements,
    decides whose mention counts, where there is one."""
    facts: list[CoverFact] = []
    mention = _mention(passages, known_name)
    name, city, state = known_name, "", ""
    if mention:
        passage, found, start = mention
        facts.extend(found)
        name = next((f.value for f in found if f.item is CoverItem.REGISTRANT_NAME), name)
        dateline = _DATELINE.match(passage.text[:start]) if start <= _DATELINE_REACH else None
        if dateline:
            city, state = dateline["city"] or dateline["alone"] or "", state_code(dateline["state"] or "")
            for day in dates(passage.text[:start]):
                proof = "date of the dateline"
                facts.append(_fact(CoverItem.DOCUMENT_DATE, day.value, passage, day.start, day.end, proof))
                break
    if not any(fact.item is CoverItem.DOCUMENT_DATE for fact in facts):
        facts.extend(_release_date(head))
    facts.extend(_contact(lines, name, city, state))
    return tuple(facts)


def named_listing(passages: Sequence[Passage], known_name: str) -> tuple[CoverFact, ...]:
    """Ticker and exchange as the text of a report names them for the company `known_name`."""
    mention = _mention(passages, known_name)
    return tuple(f for f in mention[1] if f.item is not CoverItem.REGISTRANT_NAME) if mention else ()


def ended_dates(passages: Sequence[Passage]) -> Iterator[CoverFact]:
    """Ends of the period that the opening of a release reports on, in order of the text."""
    for passage in passages[:40]:
        for match in _ENDED.finditer(passage.text):
            day = next(dates(match["rest"]), None)
            if day and day.start < 12:
                start = match.start("rest") + day.start
                proof = match.group()[: match.start("rest") - match.start() + day.end]
                yield _fact(CoverItem.PERIOD_END, day.value, passage, start, start + day.end - day.start, proof)


def _mention(passages: Sequence[Passage], known_name: str) -> tuple[Passage, list[CoverFact], int] | None:
    """The first place that gives the company's ticker, its facts and where the mention starts."""
    for passage in passages:
        for match in _LISTING.finditer(passage.text):
            pairs = [(p["exchange"], p) for p in _PAIR.finditer(match.group(1)) if _KNOWN_MARKET.search(p["exchange"])]
            if not pairs:
                continue
            name, start = _name_before(passage.text, match.start())
            if not _key(name):
                name = ""
            if known_name and name and not _same(name, known_name):
                continue
            pair = next((p for exchange, p in pairs if exchange_code(exchange)), pairs[0][1])
            facts = list(_pair_facts(passage, pair, match.start(1)))
            if name:
                proof = f"named with its ticker symbol: {passage.text[start : match.end()]}"
                facts.insert(0, _fact(CoverItem.REGISTRANT_NAME, name, passage, start, start + len(name), proof))
            return passage, facts, start
    for passage in passages:
        symbol = _UNDER_SYMBOL.search(passage.text)
        exchange = exchange_code(passage.text[max(0, symbol.start() - 120) : symbol.start()]) if symbol else ""
        if symbol:
            facts = [_fact(CoverItem.TRADING_SYMBOL, symbol.group(1), passage, *symbol.span(1), symbol.group())]
            if exchange:
                proof = passage.text[max(0, symbol.start() - 120) : symbol.end()]
                facts.append(_fact(CoverItem.EXCHANGE, exchange, passage, *symbol.span(1), proof))
            return passage, facts, symbol.start()
        whole = _PAIR.fullmatch(passage.text.strip()) if len(passage.text) < 40 else None
        if whole and exchange_code(whole["exchange"]):
            return passage, list(_pair_facts(passage, whole, 0)), 10_000
    return None


def _pair_facts(passage: Passage, pair: re.Match[str], shift: int) -> Iterator[CoverFact]:
    proof = pair.group()
    start, end = pair.span("symbol")
    yield _fact(CoverItem.TRADING_SYMBOL, pair["symbol"], passage, shift + start, shift + end, proof)
    code = exchange_code(pair["exchange"])
    if code:
        start, end = pair.span("exchange")
        yield _fact(CoverItem.EXCHANGE, code, passage, shift + start, shift + end, proof)


def _name_before(text: str, end: int) -> tuple[str, int]:
    """The company's name that stands right before `end`, and where it starts: capitalised words, read backwards."""
    tokens = list(re.finditer(r"\S+", text[max(0, end - 160) : end].rstrip(" ,")))
    base = max(0, end - 160)
    first = len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index].group()
        following = tokens[index + 1].group().strip("(,") if index + 1 < len(tokens) else ""
        if token.endswith(",") and not _SUFFIX.match(following.rstrip(",")):
            break
        if (
            token.endswith((".", ":", "?", "!"))
            and index + 1 < len(tokens)
            and not re.match(r"^(?:[A-Z]\.)+$|^(?:St|Dr|Inc|Co|Corp|U\.S)\.$", token)
        ):
            break
        word = token.strip(",\"“”'’")
        if not (word[:1].isupper() or word[:1].isdigit() or word.lower() in _CONNECTORS) or not any(
            c.isalnum() or c == "&" for c in word
        ):
            break
        first = index
    while (
        first < len(tokens)
        and tokens[first].group().lower() in _CONNECTORS
        and tokens[first].group() not in ("The", "THE")
    ):
        first += 1
    if first == len(tokens):
        return "", end
    start = base + tokens[first].start()
    return text[start : base + tokens[-1].end()].rstrip(" ,"), start


def _same(name: str, other: str) -> bool:
    return (
        _key(name) == _key(other) or _key(name).startswith(_key(other)[:12]) or _key(other).startswith(_key(name)[:12])
    )


def _key(name: str) -> str:
    words = [word for word in re.findall(r"[a-z0-9]+", name.lower()) if not _SUFFIX.match(word) and word != "the"]
    return "".join(words)


def _release_date(lines: Sequence[Line]) -> Iterator[CoverFact]:
    """A date that stands alone on a line or beside the words of a release's head."""
    for line in lines[:_FIRST_LINES]:
        for cell in line.cells:
            found = next(dates(cell.text), None)
            if found is None or len(cell.text) > 90:
                continue
            rest = (cell.text[: found.start] + cell.text[found.end :]).strip(" ,.:-–—()")
            rest = re.sub(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "", rest, flags=re.IGNORECASE).strip(" ,")
            if not rest or (_RELEASED.search(rest) and len(rest) < 40):
                proof = "date at the head of the release"
                yield _fact(CoverItem.DOCUMENT_DATE, found.value, cell, found.start, found.end, proof)
                return


def _contact(lines: Sequence[Line], name: str, city: str, state: str) -> Iterator[CoverFact]:
    """Address and telephone of the company itself: in a block under its name, or in the city of the dateline."""
    best: tuple[Address, list[Passage], str] | None = None
    for index, line in enumerate(lines):
        for position, cell in enumerate(line.cells):
            if not _CITY_LINE.search(cell.text) or len(cell.text) > 120:
                continue
            block = _column_above(lines, index, cell)
            found = _address_in(block, cell, line.cells[:position])
            if found is None:
                continue
            owner = next((above for above in block if name and _same_firm(above.text, name)), None)
            here = found.city.value.lower() == city.lower() and (not state or found.state.value == state) and city
            strangers = [
                above for above in block if _FIRM.search(above.text) and not (name and _same_firm(above.text, name))
            ]
            if owner:
                proof = f"contact block under {owner.text.rstrip(':')}"
            elif here and not strangers:
                proof = "address in the city of the dateline"
            else:
                continue
            below = _column_below(lines, index, cell)
            after = [
                c for at, c in enumerate(line.cells) if at >= position and not _FAX.search(line.cells[at - 1].text)
            ]
            best = (found, [*after, *below, *reversed(block)], proof)
            break
        if best:
            break
    if best:
        yield from address_facts(best[0], best[2])
        for cell in best[1]:
            number = phone(cell.text)
            if number:
                yield from phone_facts(number.value, cell, number.start, number.end, best[2])
                return
    yield from _phone_under_name(lines, name)


def _address_in(block: Sequence[Passage], cell: Passage, before: Sequence[Passage]) -> Address | None:
    number = phone(cell.text)
    own = Passage(cell.text[: number.start], cell.places, cell.left, cell.right) if number else cell
    whole = parse_address([own]) if starts_street(own.text) else None
    if whole:
        return whole
    beside = [c for c in before if starts_street(c.text)]
    if beside:
        return parse_address([*beside, own])
    for depth in range(1, min(3, len(block)) + 1):
        if starts_street(block[depth - 1].text):
            return parse_address([*reversed(block[:depth]), own])
    return None


def _column_above(lines: Sequence[Line], index: int, cell: Passage) -> list[Passage]:
    """The cells above in the same column, nearest first, up to a blank line (one after a `Name:` line is crossed)."""
    found: list[Passage] = []
    for above in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if lines[above + 1].gap:
            nearest = _in_column(lines[above], cell)
            if nearest is None or not nearest.text.rstrip().endswith(":"):
                break
        nearest = _in_column(lines[above], cell)
        if nearest is not None:
            found.append(nearest)
    return found


def _column_below(lines: Sequence[Line], index: int, cell: Passage) -> list[Passage]:
    found: list[Passage] = []
    for below in range(index + 1, min(len(lines), index + 1 + _REACH)):
        nearest = _in_column(lines[below], cell)
        if lines[below].gap or (nearest is not None and _CITY_LINE.search(nearest.text)):
            break
        if nearest is not None:
            found.append(nearest)
    return found


def _in_column(line: Line, cell: Passage) -> Passage | None:
    if cell.right == 0:
        return line.cells[0]
    return next(
        (c for c in line.cells if abs(c.left - cell.left) <= 3 or (c.left < cell.right and cell.left < c.right)), None
    )


def _same_firm(text: str, name: str) -> bool:
    key = _key(text.split("(")[0].rstrip(": "))
    return (
        bool(key)
        and len(text) < 80
        and (key == _key(name) or (len(key) >= 6 and _key(name).startswith(key)) or key.startswith(_key(name)))
    )


def _phone_under_name(lines: Sequence[Line], name: str) -> Iterator[CoverFact]:
    if not name:
        return
    for index, line in enumerate(lines[: 2 * _FIRST_LINES]):
        for cell in line.cells:
            if not _same_firm(cell.text, name):
                continue
            for below in _column_below(lines, index, cell):
                if _FIRM.search(below.text) and not _same_firm(below.text, name):
                    break
                number = phone(below.text)
                if number:
                    proof = f"contact block under {cell.text.rstrip(':')}"
                    yield from phone_facts(number.value, below, number.start, number.end, proof)
                    return


def _fact(item: CoverItem, value: str, passage: Passage, start: int, end: int, proof: str) -> CoverFact:
    return CoverFact(item, value, passage.text[start:end].strip(), passage.span(start, end), proof)
