"""The one sign policy: how a fact's value is written between the tags of `ix:nonFraction` (Inline XBRL 1.1 §10).

No other code decides a sign, a format or a scale. Parentheses, currency signs, minus signs and per cent signs stay
outside the tag; the tag holds the digits of the absolute value, or a dash that means zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.report.values import PRINTED_NUMBER, printed_piece

NUM_DOT_DECIMAL = "ixt:num-dot-decimal"
FIXED_ZERO = "ixt:fixed-zero"
EM_DASH = "—"


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in and on an `ix:nonFraction`. `text` is its content (empty when `nil`), `sign` is `-` or empty,
    `format` a TRR 4 transformation, `scale` the power of ten between content and value."""

    text: str
    sign: str
    format: str
    scale: int
    nil: bool = False


def figure(value: Decimal | None, *, scale: int, decimals: int | None, shown: str) -> Figure:
    """Write `value` (signed, after scale; None is nil) at `scale`, with `decimals` (None: exact).

    The digits of `shown` are kept as printed whenever they mean the value; otherwise they are written afresh with
    thousands separators and the places that `decimals` implies. A zero that was printed without digits keeps its dash,
    or its word ("no shares"), under `ixt:fixed-zero`. `read_back` of the result always equals `value`.
    """
    if value is None:
        return Figure("", "", "", 0, nil=True)
    if value == 0 and not any(c.isdigit() for c in shown):
        return Figure(printed_piece(shown) or EM_DASH, "", FIXED_ZERO, scale)
    sign = "-" if value < 0 else ""
    magnitude = value.copy_abs()
    text = _printed(magnitude, scale, shown) or _written(magnitude, scale, decimals)
    return Figure(text, sign, NUM_DOT_DECIMAL, scale)


def read_back(written: Figure) -> Decimal | None:
    """The value an inline XBRL processor takes from `written` (Inline XBRL 1.1 §10.1.1)."""
    if written.nil:
        return None
    if written.format == FIXED_ZERO:
        return Decimal(0)
    return shifted(Decimal(written.sign + written.text.replace(",", "")), written.scale)


def shifted(number: Decimal, places: int) -> Decimal:
    """`number` times ten to the `places`, exactly, whatever the context's precision."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {number}")
    return Decimal((sign, digits, exponent + places))


def plain_digits(number: Decimal) -> tuple[str, str]:
    """The digits of `number` before and after the point, all of them (formatting would round to 28)."""
    _, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits))
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {number}")
    if exponent >= 0:
        return text + "0" * exponent, ""
    padded = text.rjust(1 - exponent, "0")
    return padded[:exponent], padded[exponent:]


def _printed(magnitude: Decimal, scale: int, shown: str) -> str:
    match = PRINTED_NUMBER.search(shown)
    if match is None:
        return ""
    text = match.group()
    return text if shifted(Decimal(text.replace(",", "")), scale) == magnitude else ""


def _written(magnitude: Decimal, scale: int, decimals: int | None) -> str:
    whole, fraction = plain_digits(shifted(magnitude, -scale))
    places = max(decimals + scale, 0) if decimals is not None else 0
    fraction = fraction.rstrip("0").ljust(places, "0")
    return f"{int(whole):,}.{fraction}" if fraction else f"{int(whole):,}"
