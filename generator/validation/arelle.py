"""The one door to Arelle. Runs only inside the worker process of `worker.py`.

One load gives everything: messages, the facts as read back and, when asked for, xBRL-CSV and the viewer. `Session.run`
returning True does not mean valid: what counts are the messages, and failed calculations have a level of their own
(`inconsistency`).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions

from generator.validation.viewer import VIEWER, join_viewer
from generator.validation.worker import Answer, Message, Order, ReadFact

_TRANSFORMATIONS = Path(__file__).with_name("sec_transformations.py")
_LARGEST_EXPONENT = 200  # beyond it a value is no figure, and writing it out would fill the memory
_VALID = 4  # arelle.XmlValidateConst.VALID: the lowest state of a value that suits its type
_CHATTER = ("loaded in ", "validated in ")  # timings: the only part of the log that differs between two runs


def load(order: Order) -> Answer:
    """Load, validate and read out one report: XBRL 2.1, Inline XBRL 1.1, Dimensions 1.0, Calculations 1.1 (rounding),
    unit registry, inconsistent duplicates. Offline, nothing read from or written to the user's configuration."""
    collector = _Collector()
    outputs = Path(order.folder) / "outputs"
    outputs.mkdir()
    with Session() as session:
        session.run(_options(order, outputs), logHandler=collector)
        models = session.get_models()
        model = models[0] if models else None
        loaded = model is not None and model.modelDocument is not None
        if order.viewer and loaded and len(order.entries) > 1:
            join_viewer(outputs, [Path(entry).name for entry in order.entries])
        return Answer(
            complete=True,
            loaded=loaded,
            version=version("arelle-release"),
            messages=tuple(collector.messages),
            facts=tuple(_facts(model)) if loaded else (),
            documents=_documents(model, order) if loaded else (),
            outputs=tuple(_outputs(outputs)),
            plugins=_plugins(order),
        )


class _Collector(logging.Handler):
    """Takes Arelle's log records apart. Its own structured handler loses the references."""

    logTextMaxLength = 1024  # noqa: N815 - Arelle reads and sets these two
    logRecordBuffer: tuple[logging.LogRecord, ...] = ()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args if isinstance(record.args, dict) else {}
        try:
            text = str(record.msg) % arguments if arguments else str(record.msg)
        except (KeyError, TypeError, ValueError):
            text = str(record.msg)
        if text.startswith(_CHATTER) or any(f" {words}" in text for words in _CHATTER):
            return
        references = getattr(record, "refs", [])
        file, line = _first_place(references)
        self.messages.append(
            Message(
                code=str(getattr(record, "messageCode", "")),
                level=record.levelname.lower(),
                text=" ".join(text.split()),
                facts=tuple(_fact_ids(references)),
                file=file,
                line=line if line is not None else _line_in(arguments),
            )
        )

    def clearLogBuffer(self) -> None:  # noqa: N802 - called by Arelle
        self.messages.clear()


def _first_place(references: Iterable[dict[str, Any]]) -> tuple[str, int | None]:
    for reference in references:
        file = str(reference.get("href", "")).partition("#")[0].rpartition("/")[2]
        line = reference.get("sourceLine")
        return file, int(line) if line is not None else None
    return "", None


def _fact_ids(references: Iterable[dict[str, Any]]) -> Iterator[str]:
    for reference in references:
        fragment = str(reference.get("href", "")).partition("#")[2]
        if fragment and not fragment.startswith("element("):
            yield fragment


def _line_in(arguments: dict[str, Any]) -> int | None:
    """XHTML schema messages carry their line as an argument only."""
    line = arguments.get("line")
    return int(line) if isinstance(line, int | str) and str(line).isdigit() else None


def _options(order: Order, outputs: Path) -> RuntimeOptions:
    plugins = [str(_TRANSFORMATIONS)]
    extra: dict[str, Any] = {}
    if len(order.entries) > 1 or not order.entries[0].endswith(".htm"):  # a package may hold several documents
        plugins.append("inlineXbrlDocumentSet")
    values: dict[str, Any] = {}
    if order.csv:
        plugins.append("saveLoadableOIM")
        extra["saveLoadableOIM"] = str(outputs / f"{Path(order.entries[0]).stem}.csv")
    if order.viewer:
        plugins.append("ixbrl-viewer")
        extra["saveViewerDest"] = str(outputs if len(order.entries) > 1 else outputs / VIEWER)
    if order.edgar_plugin:
        plugins[0] = str(Path(order.edgar_plugin) / "validate")  # brings the SEC's own transformations along
        values["disclosureSystemName"] = "efm-pragmatic"
        values["parameters"] = "dqcRuleFilter=XULE:9999|.*"
    return RuntimeOptions(
        pluginOptions=extra,
        entrypointFile=_entry_point(order),
        packages=list(order.packages),
        plugins="|".join(plugins),
        workOffline=True,
        disablePersistentConfig=True,
        validate=True,
        calcs="c11r",
        utrValidate=True,
        validateDuplicateFacts="inconsistent",
        baseTaxonomyValidationMode="none",
        keepOpen=True,
        logLevel="INFO",
        logRefObjectProperties=False,
        **values,
    )


def _entry_point(order: Order) -> str:
    """One file, or an inline document set in the notation of Arelle's plug-in for it."""
    if len(order.entries) == 1:
        return order.entries[0]
    return json.dumps([{"ixds": [{"file": entry} for entry in order.entries]}])


def _facts(model: Any) -> Iterator[ReadFact]:
    """In document order. A fact of an unknown concept is not among `model.facts`: the round trip looks both ways."""
    for fact in model.facts:
        context = fact.context
        start, end = _period(context)
        yield ReadFact(
            id=fact.id or "",
            concept=fact.qname.clarkNotation,
            entity=tuple(context.entityIdentifier) if context is not None else ("", ""),
            start=start,
            end=end,
            unit=_unit(fact.unit),
            dimensions=_dimensions(context),
            value=_value(fact),
            decimals=fact.decimals,
            nil=bool(fact.isNil),
            hidden=any(getattr(e, "localName", None) == "hidden" for e in fact.iterancestors()),
            valid=getattr(fact, "xValid", 0) >= _VALID,
            line=fact.sourceline or 0,
        )


def _period(context: Any) -> tuple[Any, Any]:
    if context is None:
        return None, None
    if context.isInstantPeriod:
        return None, context.instantDate
    if context.isStartEndPeriod and context.startDatetime is not None and context.endDatetime is not None:
        return context.startDatetime.date(), context.endDate
    return None, None


def _unit(unit: Any) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if unit is None:
        return None
    numerator, denominator = unit.measures
    return tuple(m.clarkNotation for m in numerator), tuple(m.clarkNotation for m in denominator)


def _dimensions(context: Any) -> tuple[tuple[str, str], ...]:
    if context is None:
        return ()
    return tuple(
        sorted(
            (axis.clarkNotation, d.memberQname.clarkNotation if d.isExplicit else d.typedMember.stringValue)
            for axis, d in context.qnameDims.items()
        )
    )


def _value(fact: Any) -> Decimal | str | None:
    """The value after transformation, scale and sign: a Decimal where the fact has a unit, else the lexical form."""
    if fact.isNil:
        return None
    typed = getattr(fact, "xValue", None)
    if fact.isNumeric and isinstance(typed, Decimal | int) and not isinstance(typed, bool):
        value = Decimal(typed)
        return value if abs(value.adjusted()) <= _LARGEST_EXPONENT else str(value)
    if isinstance(typed, bool):
        return "true" if typed else "false"
    try:
        return str(fact.value)
    except Exception:  # a bad transformation (already a message) or nesting deeper than Arelle can follow
        return ""


def _documents(model: Any, order: Order) -> tuple[str, ...]:
    """Addresses of the taxonomy files in the DTS, without the report's own."""
    uris = (str(uri) for uri in model.urlDocs)
    return tuple(sorted(uri for uri in uris if uri.startswith(("http://", "https://"))))


def _outputs(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def _plugins(order: Order) -> tuple[tuple[str, str], ...]:
    used = []
    if order.csv:
        used.append(("saveLoadableOIM", version("arelle-release")))
    if order.viewer:
        used.append(("ixbrl-viewer", version("ixbrl-viewer")))
    if order.edgar_plugin:
        used.append(("EDGAR/validate", _edgar_version(Path(order.edgar_plugin))))
    return tuple(used)


def _edgar_version(folder: Path) -> str:
    source = folder / "validate" / "__init__.py"
    text = source.read_text("utf-8", "replace") if source.is_file() else ""
    match = re.search(r"""^\s*["']version["']\s*:\s*["']([^"']+)["']""", text, re.MULTILINE)
    return match[1] if match else "unknown"
