"""The check boxes of a cover page, read from its running text: ticked or not, and whose words they stand beside.

Boxes and the words that they answer are paired by their order alone, and only where there are as many of the one as of
the other: a page that prints its boxes before the words reads like one that prints them after. Where the pairs do not
come out even (a box that is a picture, a mark that nobody can tell), there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.facts.model import CoverItem

NODE_SEAM = "\x1f"
"""What parts the text nodes of a page in its running text, where no white space does."""

# Boxes as Unicode, as letters of the Wingdings fonts whose name was lost, and as typewriters draw them.
_TICKED = "☑☒☓✓✔✕✖✗✘⊠⌧√þý\uf052\uf053\uf054\uf078\uf0fc\uf0fd\uf0fe\U0001f5f5\U0001f5f7\U0001f5f9"
_EMPTY = "☐□▢◻⬜❏❑¨\uf06f\uf071\uf0a3\uf0a8"
_BOX = re.compile(
    rf"(?P<ticked>[{_TICKED}]|[\[(|]\s?_?[xX✓√]_?\s?[\])|]|_{{1,4}}[xXü]_{{0,4}}(?!\w)|(?<!\w)[xXü]_{{1,4}}(?!\w)|(?<!\S)ü(?!\w)|(?<!\S)[xX](?=[\s.,;:)]|$|[A-Z]))"
    rf"|(?P<empty>[{_EMPTY}]|\[[\s_]{{0,3}}\]|\([\s_]{{0,3}}\)|\|[\s_]{{1,3}}\||(?<!_)_{{1,9}}(?!_)|(?<!\S)[oq](?=[\s.,;:)]|$|[A-Z]))"
    r"|(?P<second>(?<!\S)(?:[RST](?=[\s.,;:)]|$)|£))"
)
_WINGDINGS_2 = re.compile(r"(?<!\S)£(?!\S)")
_YES_NO = re.compile(r"(?<![A-Za-z])(?:(?P<yes>Yes|YES)|(?P<no>No|NO))(?![A-Za-z])(?!\.\s*\d)")
_QUESTION = re.compile(
    r"indicate\s+by\s+(?:an?\s+)?check\s*(?:mark)?\s|if\s+an\s+emerging\s+growth\s+company|check\s+the\s+appropriate\s+box"
    r"|if\s+securities\s+are\s+registered|securities\s+registered|aggregate\s+market\s+value|documents?\s+incorporated"
    r"|applicable\s+only|(?:^|(?<=\s))item\s+\d",
    re.IGNORECASE,
)
_REACH = 1400
# What a question is about, by words of its own, and whether its element's type is Yes/No or a flag.
_ASKED: tuple[tuple[CoverItem, str, bool], ...] = (
    (CoverItem.SEASONED_ISSUER, r"well[-\s]+known\s+seasoned", True),
    (CoverItem.VOLUNTARY_FILER, r"not\s+required\s+to\s+file\s+reports", True),
    (CoverItem.INTERACTIVE_DATA, r"interactive\s+data", True),
    (CoverItem.CURRENT_REPORTING, r"filed\s+all\s+(?:documents\s+and\s+)?reports", True),
    (CoverItem.EX_TRANSITION, r"extended\s+transition\s+period", False),
    (CoverItem.AUDITOR_ATTESTATION, r"attestation\s+to\s+its\s+management", False),
    (CoverItem.ERROR_CORRECTION, r"correction\s+of\s+an\s+error", False),
    (CoverItem.SHELL_COMPANY, r"shell\s+company", False),
)
_GROUP = r"large\s+accelerated\s+filer|is\s+an\s+emerging\s+growth\s+company"
_FILERS: tuple[tuple[str, str], ...] = (
    ("Large Accelerated Filer", r"large\s+accelerated\s+filer"),
    ("Non-accelerated Filer", r"non\W{0,3}accelerated\s+filer"),
    ("Accelerated Filer", r"accelerated\s+filer"),
    ("small", r"smaller\s+reporting\s+company"),
    ("emerging", r"emerging\s+growth\s+company"),
)
_FILER = re.compile("|".join(pattern for _, pattern in _FILERS), re.IGNORECASE)
_MENTION = re.compile(r"(?:\b(?:an?|or|and|the)\s+|[“”\"'‘’(]\s*|\w,\s*)$", re.IGNORECASE)
_REPORT = re.compile(r"\b(annual|quarterly|transition)\s+report\s+(?:pursuant|under)", re.IGNORECASE)
_REPORTS = {
    "annual": CoverItem.ANNUAL_REPORT,
    "quarterly": CoverItem.QUARTERLY_REPORT,
    "transition": CoverItem.TRANSITION_REPORT,
}
_SATISFIED = re.compile(r"simultaneously\s+satisfy", re.IGNORECASE)
_OFFERS: tuple[tuple[CoverItem, str], ...] = (
    (CoverItem.WRITTEN_COMMUNICATIONS, r"written\s+communications?\s+pursuant"),
    (CoverItem.SOLICITING_MATERIAL, r"soliciting\s+material\s+pursuant"),
    (CoverItem.TENDER_OFFER, r"pre\W{0,3}commencement\s+communications?\s+pursuant\s+to\s+rule\s+14d"),
    (CoverItem.ISSUER_TENDER_OFFER, r"pre\W{0,3}commencement\s+communications?\s+pursuant\s+to\s+rule\s+13e"),
)
_OFFER = re.compile("|".join(pattern for _, pattern in _OFFERS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and where it stands in the text: `words` the words that give it (`Yes`, a filer's category), `box` the
    box that does (of a question answered by Yes or No, the ticked one); a stretch that is not there is empty. `yes` is
    the box beside the word Yes."""

    item: CoverItem
    value: str
    words: tuple[int, int] = (0, 0)
    box: tuple[int, int] = (0, 0)
    yes: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    ticked: bool = False

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end


def read_boxes(text: str) -> Iterator[Answer]:
    """The answers of the cover page that `text` is, an item once at most; none that the page leaves open."""
    known: set[CoverItem] = set()
    for answer in (*_report_kind(text), *_questions(text)):
        if answer.item not in known:
            known.add(answer.item)
            yield answer


def _report_kind(text: str) -> Iterator[Answer]:
    """The boxes before or after the titles of the report, at the top of the page."""
    titles = [_Token(m.group(1).lower(), *m.span(), False) for m in _REPORT.finditer(text)][:2]
    if titles:
        start, end = max(titles[0].start - 80, 0), min(titles[-1].end + 160, len(text))
        for title, box in _pairs([*titles, *_near(_boxes(text, start, end), titles)]):
            yield Answer(_REPORTS[title.kind], _flag(box), box=box.place)


def _near(boxes: Sequence[_Token], titles: Sequence[_Token]) -> list[_Token]:
    """Without the blanks of dates that are to be filled in."""
    return [box for box in boxes if box.start - titles[-1].end <= 40]


def _questions(text: str) -> Iterator[Answer]:
    starts = [match.start() for match in _QUESTION.finditer(text)]
    asking = [(start, min(end, start + _REACH)) for start, end in pairwise([*starts, len(text)])]
    first = _first_convention(text, asking)
    for start, end in asking:
        asked = text[start:end]
        if _SATISFIED.search(asked):
            yield from _offers(text, start, end)
        elif re.search(_GROUP, asked, re.IGNORECASE):
            yield from _filer(text, start, end, first)
        else:
            for item, words, is_word in _ASKED:
                if re.search(words, asked, re.IGNORECASE):
                    yield from _answer(text, start, end, item, is_word, first)
                    break


def _answer(text: str, start: int, end: int, item: CoverItem, is_word: bool, first: str) -> Iterator[Answer]:
    """The answer to one question: the word whose box is ticked, or the one box that it has."""
    found = _until_answered(text, start, end)
    words = [token for token in found if token.kind != "box"]
    boxes = [token for token in found if token.kind == "box"]
    if not words and len(boxes) == 1:
        value = ("Yes" if boxes[0].ticked else "No") if is_word else _flag(boxes[0])
        yield Answer(item, value, box=boxes[0].place, yes=boxes[0].place)
    if len(words) != 2 or words[0].kind == words[1].kind:
        return
    chosen, yes = None, (0, 0)
    if len(boxes) == 2 and boxes[0].ticked != boxes[1].ticked:
        chosen = words[0] if boxes[0].ticked else words[1]
        yes = (boxes[0] if words[0].kind == "yes" else boxes[1]).place
    elif len(boxes) == 1 and boxes[0].ticked:
        chosen = _beside(boxes[0], words, first)
    if chosen is not None:
        ticked = next(box for box in boxes if box.ticked)
        value = chosen.kind.capitalize() if is_word else "true" if chosen.kind == "yes" else "false"
        yield Answer(item, value, chosen.place, ticked.place, yes)


def _beside(mark: _Token, words: Sequence[_Token], first: str) -> _Token | None:
    """The word that a lone mark answers; between the two, the page's other answers have to tell."""
    if mark.start < words[0].start:
        return words[0]
    if mark.start > words[1].start:
        return words[1]
    return {"word": words[0], "box": words[1]}.get(first)


def _first_convention(text: str, asking: Sequence[tuple[int, int]]) -> str:
    """Whether this page prints the `word` first or the `box`; empty where no answer tells, or they differ."""
    seen: set[str] = set()
    for start, end in asking:
        kinds = [token.kind for token in _until_answered(text, start, end)]
        if kinds.count("box") and len(kinds) > kinds.count("box"):
            outer = "box" if kinds[0] == "box" else "word"
            if len(kinds) == 4 or kinds[-1] == "box" or kinds[0] == "box":
                seen.add(outer)
    return seen.pop() if len(seen) == 1 else ""


def _until_answered(text: str, start: int, end: int) -> list[_Token]:
    """Boxes and the words Yes and No, in order, up to the second of both."""
    words = [_Token("yes" if match["yes"] else "no", *match.span()) for match in _YES_NO.finditer(text, start, end)]
    found: list[_Token] = []
    for token in sorted([*words, *_boxes(text, start, end)], key=lambda token: token.start):
        found.append(token)
        boxes = sum(t.kind == "box" for t in found)
        if boxes >= 2 and len(found) - boxes >= 2:
            break
    return found


def _filer(text: str, start: int, end: int, first: str) -> Iterator[Answer]:
    """The category of the filer, and whether it is a smaller reporting or an emerging growth company."""
    captions = [
        _Token(_caption(match.group()), *match.span())
        for match in _FILER.finditer(text, start, end)
        if not _MENTION.search(text[max(match.start() - 12, 0) : match.start()])
        and not text[match.end() : match.end() + 2].startswith(("”", '"', "’", ",”", ',"', ",'", "'"))
    ]
    boxes = _boxes(text, captions[0].start - 30, end) if captions else []
    alone = len({caption.kind for caption in captions}) == len(captions)  # not of several registrants in turn
    paired = _pairs([*captions, *boxes]) if alone else []
    ticked = [caption for caption, box in paired if box.ticked and caption.kind in dict(_FILERS[:3])]
    for caption, box in paired:
        if [caption] == ticked:
            yield Answer(CoverItem.FILER_CATEGORY, caption.kind, caption.place, box.place)
        elif caption.kind == "small":
            yield Answer(CoverItem.SMALL_BUSINESS, _flag(box), box=box.place)
        elif caption.kind == "emerging":
            yield Answer(CoverItem.EMERGING_GROWTH, _flag(box), box=box.place)
    if not captions:
        yield from _answer(text, start, end, CoverItem.EMERGING_GROWTH, False, first)


def _caption(words: str) -> str:
    return next(kind for kind, pattern in _FILERS if re.fullmatch(pattern, words, re.IGNORECASE))


def _offers(text: str, start: int, end: int) -> Iterator[Answer]:
    """The four boxes of Form 8-K."""
    captions = []
    for match in _OFFER.finditer(text, start, end):
        item = next(item for item, pattern in _OFFERS if re.fullmatch(pattern, match.group(), re.IGNORECASE))
        captions.append(_Token(item, *match.span()))
    if len(captions) == len(_OFFERS):
        for caption, box in _pairs([*captions, *_boxes(text, captions[0].start - 30, end)]):
            yield Answer(CoverItem(caption.kind), _flag(box), box=box.place)


def _pairs(tokens: Sequence[_Token]) -> list[tuple[_Token, _Token]]:
    """Captions and boxes, the first with the first of every stretch; none where a stretch does not come out even."""
    runs = [
        list(run)
        for _, run in groupby(sorted(tokens, key=lambda token: token.start), key=lambda token: token.kind == "box")
    ]
    pairs: list[tuple[_Token, _Token]] = []
    for one, other in zip(runs[::2], runs[1::2], strict=False):
        captions, boxes = (other, one) if one[0].kind == "box" else (one, other)
        if len(captions) != len(boxes):
            return []
        pairs += zip(captions, boxes, strict=True)
    return pairs if len(runs) % 2 == 0 else []


def _boxes(text: str, start: int, end: int) -> list[_Token]:
    """The boxes of a stretch; a line to be filled in and the box or mark right beside it are one. The letters of
    Wingdings 2 are boxes only where its empty one is among them."""
    second = bool(_WINGDINGS_2.search(text))
    found: list[_Token] = []
    reached, drawn = 0, False
    for match in _BOX.finditer(text, max(start, 0), end):
        if match["second"] and not second:
            continue
        ticked = match.group() != "£" if match["second"] else bool(match["ticked"])
        box = _Token("box", *match.span(), ticked)
        if found and not text[reached : box.start].strip(NODE_SEAM):
            blank = _is_blank(text, found[-1]), _is_blank(text, box)
            if blank == (True, False) or (not any(blank) and drawn and found[-1].ticked == ticked):
                found[-1] = box
            elif blank != (False, True):
                found.append(box)
            drawn = drawn or any(blank)
        else:
            found.append(box)
            drawn = "_" in match.group()
        reached = box.end
    return found


def _is_blank(text: str, box: _Token) -> bool:
    """Whether a box is a line to be filled in, which the mark that fills it may stand beside."""
    return not text[box.start : box.end].strip("_")


def _flag(box: _Token) -> str:
    return "true" if box.ticked else "false"
