"""One printed line to cells: where labels end and figures begin, by position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

_TOKEN = re.compile(r"\S+")
_LEADERS = re.compile(r"(?:\.{3,}|\.{2}(?=\s|$)|(?<=\s)\.(?: \.)+(?=\s|$)|(?:\. ){3,}\.?|_{3,}(?=\s))")
_CURRENCY = r"(?:US\$|C\$|CDN\$|A\$|HK\$|NT\$|RMB|Rs\.?|USD|EUR|GBP|[$£€¥])"
_OPEN = re.compile(rf"^(?:\({_CURRENCY}?|{_CURRENCY}\(?)$")
_NUMBER = re.compile(
    rf"^[-+–—(]?{_CURRENCY}?[-–—(]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?(?:\.\d+)?(?:\d/\d)?[)%]*(?:(?:\(\w\))+|\*+)?$",
    re.ASCII,
)
_DASH = re.compile(rf"^{_CURRENCY}?\(?(?:[-–—]{{1,4}}|[-–—]0[-–—])\)?%?$")
_ABSENT = re.compile(r"^(?:nil|n/?a|n\.a\.|n/?m|n\.m\.|none|\*)\.?$", re.IGNORECASE)
_CLOSE = re.compile(r"^(?:\)|%|\)%|%\))$")
_MARK = re.compile(r"^\(\w\)$")
_MARKED = re.compile(r"^(.*?\d[\d,.]*\)?%?\)?|.*[-–—]) ?((?:\(\w{1,2}\))+|\*+)$")
_CROWDED = re.compile(r"(?<=\(\w\))(?=\$|\(?\d*[,.]\d)")
_NUMBERISH = re.compile(r"^[$(]*\d[\d,.]*\)?$")
_RULE = re.compile(r"^(?:-{3,}|={2,}|_{3,}|[-=_]{5,})$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_REPEATED = re.compile(rf"(?<=\S) (?={_MONTH} ?\d{{0,2}})", re.IGNORECASE)
_DAY = rf"{_MONTH} ?\d{{0,2}},?(?: ?\d{{4}})?"
_LENGTH = (
    r"(?:for the )?(?:three|six|nine|twelve|thirteen|fourteen|twenty-six|thirty-nine|fifty-two|fifty-three|\d{1,2}) "
    r"(?:months?|weeks?) ended"
)
_LENGTHS = re.compile(rf"(?<=\S) (?={_LENGTH})", re.IGNORECASE)
_DAY_ALONE = re.compile(_DAY, re.IGNORECASE)
_LENGTH_ALONE = re.compile(rf"{_LENGTH}(?: {_DAY})?", re.IGNORECASE)
_JUSTIFIED = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell to be: `line[left:right]`, with `is_value` where it prints a figure or the absence of one. `mark` holds
    footnote marks printed right after a figure, outside its extent."""

    text: str
    left: int
    right: int
    is_value: bool = False
    mark: str = ""

    @property
    def digit_edge(self) -> int:
        """Where the last digit ends: columns align there, whatever parenthesis or percent sign hangs over."""
        return self.right - (len(self.text) - len(self.text.rstrip(")%*")))


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    left: int
    right: int

    @property
    def is_number(self) -> bool:
        return bool(_NUMBER.match(self.text)) and any(c.isdigit() for c in self.text)

    @property
    def is_dash(self) -> bool:
        return bool(_DASH.match(self.text) or _ABSENT.match(self.text))


@lru_cache(maxsize=65536)
def is_figure(text: str) -> bool:
    """Whether a cell's text prints a figure or the absence of one, currency sign and parentheses included."""
    bare = text.replace(" ", "")
    return len(bare) < 40 and (_Token(bare, 0, len(bare)).is_number or _Token(bare, 0, len(bare)).is_dash)


def split_mark(text: str) -> tuple[str, str]:
    """A figure and the footnote marks printed after it: `6,037(3)` is `6,037` and `(3)`."""
    match = _MARKED.match(text)
    return (match.group(1), match.group(2)) if match and is_figure(match.group(1)) else (text, "")


def is_opening(text: str) -> bool:
    """Whether a text is a currency sign or parenthesis that waits for its figure."""
    return bool(_OPEN.match(text.replace(" ", "")))


def is_closing(text: str) -> bool:
    """Whether a text is a parenthesis or percent sign that ends a figure."""
    return bool(_CLOSE.match(text.replace(" ", "")))


def is_rule(line: str) -> bool:
    """Whether a line draws nothing but rules (`-----  =====`)."""
    chunks = line.split()
    drawn = [chunk for chunk in chunks if _RULE.match(chunk)]
    return bool(drawn) and all(_RULE.match(chunk) or chunk in ("-", "--") for chunk in chunks)


def rule_extents(line: str) -> tuple[tuple[int, int], ...]:
    """The half-open character extents of the rules that a line draws."""
    return tuple((m.start(), m.end()) for m in _TOKEN.finditer(line) if len(m.group()) > 1)


def split_line(line: str) -> tuple[Piece, ...]:
    """The cells of one line, judged alone: runs of two or more spaces separate, a `$`, parenthesis or `%` set apart
    from its number is glued to it, and a run of figures only is one cell each."""
    tokens = _tokens(_LEADERS.sub(lambda m: " " * len(m.group()), line))
    pieces: list[Piece] = []
    run: list[_Token] = []
    for position, token in enumerate(tokens):
        if run and token.left - run[-1].right > 1:
            pieces.extend(_pieces(run, line))
            run = []
        run.append(token)
        if position + 1 == len(tokens):
            pieces.extend(_pieces(run, line))
    return tuple(pieces)


def align(rows: Iterable[tuple[Piece, ...]], stub_right: int | None = None) -> tuple[tuple[Piece, ...], ...]:
    """The same rows after asking where the figures of the whole table stand.

    A figure that touches its label with one space is split off when it stands where other rows print theirs; words of
    a label that justified setting drew apart come together again.
    """
    rows = tuple(rows)
    edges = value_edges(rows)
    peeled = [_peel(row, edges) for row in rows]
    lefts = sorted(piece.left for row in peeled for piece in row[1:] if piece.is_value)
    # A twentieth of the figures may stand oddly far left without moving the border of the labels.
    stub = stub_right if stub_right is not None else lefts[len(lefts) // 20] if lefts else 0
    first = next((i for i, row in enumerate(peeled) if len(row) > 1 and row[-1].is_value and not row[0].is_value), 0)
    return tuple(_drawn_together(row, stub) if i >= first else row for i, row in enumerate(peeled))


def value_edges(rows: Iterable[tuple[Piece, ...]]) -> Counter[int]:
    """How often each character column is the last digit of a figure."""
    return Counter(piece.digit_edge for row in rows for piece in row if piece.is_value)


def _tokens(line: str) -> list[_Token]:
    """Words and figures; what belongs to a figure but was printed apart from it is glued to it."""
    raw = [_Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(line)]
    if _CROWDED.search(line):
        raw = [part for token in raw for part in _uncrowded(token.text, token.left)]
    tokens: list[_Token] = []
    position = 0
    while position < len(raw):
        token, position = _glue(raw, position)
        tokens.append(token)
    return tokens


def _uncrowded(text: str, left: int) -> list[_Token]:
    """`6,587(1)(2)5,850(3)` is two figures that only their footnote marks keep apart."""
    cuts = [0, *(m.start() for m in _CROWDED.finditer(text)), len(text)] if ")" in text else [0, len(text)]
    return [_Token(text[a:b], left + a, left + b) for a, b in pairwise(cuts)]


def _glue(raw: list[_Token], start: int) -> tuple[_Token, int]:
    token, position = raw[start], start + 1
    opened = token
    while _OPEN.match(opened.text) and position < len(raw) and _OPEN.match(raw[position].text):
        opened, position = _join(opened, raw[position]), position + 1
        if not _OPEN.match(opened.text.replace(" ", "")):
            break
    if _OPEN.match(opened.text.replace(" ", "")):
        if position < len(raw) and (raw[position].is_number or raw[position].is_dash):
            token, position = _join(opened, raw[position]), position + 1
        else:
            return token, start + 1
    elif token.text == "-" and position + 1 < len(raw) and raw[position].text == "0" and raw[position + 1].text == "-":
        return _join(_join(token, raw[position]), raw[position + 1]), position + 2
    elif not (token.is_number or token.is_dash):
        return token, position
    while position < len(raw) and _CLOSE.match(raw[position].text) and raw[position].left - token.right <= 3:
        if ")" in raw[position].text and token.text.count("(") <= token.text.count(")"):
            break
        if _begins_words(raw, position):
            break
        token, position = _join(token, raw[position]), position + 1
    return token, position


def _begins_words(raw: list[_Token], position: int) -> bool:
    """Whether a percent sign opens the heading of a column of its own ("2007  % Change")."""
    following = raw[position + 1] if position + 1 < len(raw) else None
    apart = position > 0 and raw[position].left - raw[position - 1].right > 1
    return apart and following is not None and following.left - raw[position].right == 1 and following.text.isalpha()


def _join(first: _Token, second: _Token) -> _Token:
    tight = first.text.endswith("(") or second.text[0] in ")%"
    return _Token(first.text + ("" if tight else " ") + second.text, first.left, second.right)


def _is_figure(token: _Token) -> bool:
    return is_figure(token.text)


def _pieces(run: list[_Token], line: str) -> list[Piece]:
    """The cells of tokens that one space separates: figures alone are one cell each, anything with words is one."""
    figures = [_is_figure(token) for token in run]
    if len(run) == 2 and figures[0] and _MARK.match(run[1].text):
        return [replace(_figure(run[0]), mark=run[1].text)]
    if any(figures) and all(figure or _NUMBERISH.match(token.text) for token, figure in zip(run, figures, strict=True)):
        return [
            _figure(token) if f else Piece(token.text, token.left, token.right)
            for token, f in zip(run, figures, strict=True)
        ]
    piece = Piece(" ".join(token.text for token in run), run[0].left, run[-1].right)
    return _split_repeated(piece, line)


def _figure(token: _Token) -> Piece:
    text, mark = split_mark(token.text)
    return Piece(text, token.left, token.right - len(mark), is_value=True, mark=mark)


def _split_repeated(piece: Piece, line: str) -> list[Piece]:
    """`June 30, December 31,` over two columns is two headings although one space separates them; so is `Three Months
    Ended Six Months Ended`."""
    printed = line[piece.left : piece.right]
    whole = _LENGTH_ALONE if _LENGTH_ALONE.match(printed) else _DAY_ALONE
    cuts = [m.start() for m in (_LENGTHS if whole is _LENGTH_ALONE else _REPEATED).finditer(printed)]
    if not cuts or not whole.match(printed):
        return [piece]
    parts: list[Piece] = []
    start = 0
    for cut in [*cuts, len(printed)]:
        part = printed[start:cut].strip()
        if not whole.fullmatch(part):
            return [piece]
        left = piece.left + start + (len(printed[start:cut]) - len(printed[start:cut].lstrip()))
        parts.append(Piece(part, left, left + len(part)))
        start = cut
    return parts


def _peel(row: tuple[Piece, ...], edges: Counter[int]) -> tuple[Piece, ...]:
    if not row or row[0].is_value or len(row[0].text) != row[0].right - row[0].left:
        return row
    first, rest = row[0], row[1:]
    others = sum(1 for piece in rest if piece.is_value)
    peeled: list[Piece] = []
    while True:
        match = re.match(r"^(.*?\S) ((?:\(?\$ ?)?\S+)$", first.text)
        if not match:
            break
        token = _Token(match.group(2), first.right - len(match.group(2)), first.right)
        value = _figure(token)
        support = max(edges[value.digit_edge], edges[value.digit_edge - 1], edges[value.digit_edge + 1])
        single = len([edge for edge, count in edges.items() if count > 1]) <= 1
        if not _is_figure(token) or support < 2 or not (others or peeled or single):
            break
        peeled.insert(0, value)
        label = match.group(1).rstrip()
        first = replace(first, text=label, right=value.left - 1)
    return (first, *peeled, *rest)


def _drawn_together(row: tuple[Piece, ...], stub: int) -> tuple[Piece, ...]:
    label = [piece for piece in row if piece.right <= stub and not piece.is_value]
    if len(label) < 2 or label != list(row[: len(label)]):
        return row
    if any(second.left - first.right > _JUSTIFIED for first, second in pairwise(label)):
        return row
    text = " ".join(piece.text for piece in label)
    return (Piece(text, label[0].left, label[-1].right), *row[len(label) :])
