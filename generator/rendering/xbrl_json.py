"""The report's facts as xBRL-JSON (OIM, https://xbrl.org/2021/xbrl-json)."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from generator.facts.model import Period
from generator.rendering import standards
from generator.rendering.numbers import plain_digits
from generator.report.model import Fact, Report

_DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"
_CIK_SCHEME = "http://www.sec.gov/CIK"
_MEASURES = {"iso4217": standards.ISO4217, "xbrli": standards.XBRLI, "utr": standards.UTR}


def facts_json(report: Report) -> bytes:
    """Every fact with its aspects, values in canonical form, keys in a fixed order; the extension schema lies beside.

    Numbers are written in canonical decimal form (`4943000.0`), instants as the end of the day they name (OIM §5.6).
    """
    entity_prefix = "cik" if report.entity.scheme == _CIK_SCHEME else "scheme"
    document = {
        "documentInfo": {
            "documentType": _DOCUMENT_TYPE,
            "features": {"xbrl:canonicalValues": True},
            "namespaces": _namespaces(report, entity_prefix),
            "taxonomy": [f"{report.base}.xsd"],
        },
        "facts": {fact.id: _fact(fact, f"{entity_prefix}:{report.entity.identifier}") for fact in report.facts},
    }
    return (json.dumps(document, indent=2, ensure_ascii=True) + "\n").encode("ascii")


def _namespaces(report: Report, entity_prefix: str) -> dict[str, str]:
    known = {n.prefix: n.uri for n in report.namespaces} | {report.prefix: report.namespace}
    qnames = [q for fact in report.facts for q in (fact.concept, *(q for pair in fact.dimensions for q in pair))]
    measures = [m for fact in report.facts if fact.unit for m in (fact.unit.measure, fact.unit.per) if m]
    prefixes = {q.partition(":")[0] for q in qnames}
    used = {prefix: known[prefix] for prefix in prefixes}
    used |= {prefix: _MEASURES[prefix] for prefix in {m.partition(":")[0] for m in measures}}
    used |= {entity_prefix: report.entity.scheme, "xbrl": "https://xbrl.org/2021"}
    return dict(sorted(used.items()))


def _fact(fact: Fact, entity: str) -> dict[str, Any]:
    dimensions = {"concept": fact.concept}
    if fact.language:
        dimensions["language"] = fact.language
    dimensions |= {"entity": entity, "period": _period(fact.period)}
    dimensions |= dict(sorted(fact.dimensions))
    if fact.unit is not None and str(fact.unit) != "xbrli:pure":
        dimensions["unit"] = str(fact.unit)
    value = canonical_decimal(fact.value) if isinstance(fact.value, Decimal) else fact.value
    written: dict[str, Any] = {"value": value}
    if fact.is_numeric and fact.value is not None and fact.decimals is not None:
        written["decimals"] = fact.decimals
    return written | {"dimensions": dimensions}


def _period(period: Period) -> str:
    end = f"{period.end + timedelta(days=1)}T00:00:00"
    return f"{period.start}T00:00:00/{end}" if period.start else end


def canonical_decimal(number: Decimal) -> str:
    """`number` in the canonical form of xs:decimal (XML Schema 2 §3.2.3.2)."""
    whole, fraction = plain_digits(number)
    sign = "-" if number < 0 else ""
    return f"{sign}{int(whole)}.{fraction.rstrip('0') or '0'}"
