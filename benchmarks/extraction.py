"""How much of published statements reading and parsing find: recall and precision of (value, unit, period).

    python benchmarks/extraction.py ../shared/bench/dev                  # the table
    python benchmarks/extraction.py ../shared/bench/dev --only A-ge -v   # one company, every miss and surplus

Every parsed fact of a primary statement is written as an xBRL-JSON fact with a placeholder concept for its row, and
the benchmark's own scorer matches them against the gold facts. A filer may report the opposite of the sign on the
page (a negated label), which is a question of mapping, so by default signs are ignored; `--strict-sign` compares the
sign as shown. A figure that a filer reports with two concepts counts once, and precision forgives a figure that
several rows repeat (`precision_lenient` of the scorer). Figures inside captions (par value, shares issued) are gold
facts like any other. Facts of dimensional columns (components of equity) are scored apart, by value, unit and period.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.scoring import load_scorer
from generator.diagnostics import UnreadableInputError
from generator.documents import parse_document
from generator.facts import parse_statements
from generator.facts.model import ParsedFact, Period, Statement

VARIANTS = {
    "input.html.gz": "html", "input.html": "html", "input.txt.gz": "text", "input.txt": "text",
    "full.html.gz": "full html", "ascii.txt.gz": "text re-set",
}  # fmt: skip
# Columns beside a statement of equity that are no component of it: filers report them without a dimension.
_OUTSIDE_EQUITY = re.compile(r"\bredeemable\b(?! preferred)|\btemporary\b|\bmezzanine\b", re.IGNORECASE)


@dataclass
class Result:
    """What one document variant yielded."""

    id: str
    set: str
    kind: str
    era: str
    industry: str
    gold: int
    found: int
    predicted: int
    right: int
    dimensional: int
    dimensional_found: int
    seconds: float
    size: int
    snapped: int = 0
    misses: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)


def main() -> None:
    """Runs the benchmark and prints its table, then one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="a benchmark directory with */<id>/gold.json below it")
    parser.add_argument("--scorer", type=Path, help="score.py (default: beside the directory)")
    parser.add_argument("--only", default="", help="documents whose id contains this")
    parser.add_argument("--kind", default="", help="only html, text, full html or text re-set")
    parser.add_argument("--strict-sign", action="store_true", help="the sign must be the gold's")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every miss and surplus")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.scorer or arguments.bench.resolve().parent / "score.py")
    results = []
    for gold in sorted(arguments.bench.rglob("gold.json")):
        if arguments.only not in gold.parent.name:
            continue
        for name, kind in VARIANTS.items():
            source = gold.parent / name
            if source.exists() and arguments.kind in ("", kind):
                result = measure(scorer, gold, source, kind, unsigned=not arguments.strict_sign)
                results.append(result)
                if arguments.verbose:
                    _print_document(result)
    _print_table(results)


def measure(scorer: Any, gold_path: Path, source: Path, kind: str, *, unsigned: bool) -> Result:
    """Reads and parses one source and scores its facts against the gold."""
    data = source.read_bytes()
    if source.suffix == ".gz":
        data = gzip.decompress(data)
    began = time.perf_counter()
    try:
        statements, _ = parse_statements(parse_document(data, source.name.removesuffix(".gz")))
    except (UnreadableInputError, NotImplementedError):
        statements = ()
    seconds = time.perf_counter() - began
    meta, golds = scorer.load_gold(str(gold_path))
    predictions = _predictions(scorer, statements, captions=any(g["in_label"] for g in golds))
    if unsigned:
        _unsigned(predictions)
        _unsigned(golds)
    _, snapped = scorer.snap(predictions, golds, 7)
    real = [g for g in golds if not g["dash"]]
    zeros = {_key(scorer, g) for g in real if g["value"] == "0"}
    predictions = [p for p in predictions if p["value"] not in (None, "0") or _key(scorer, p) in zeros]
    plain = list({_key(scorer, g): g for g in reversed(real) if not g["dims"]}.values())
    dimensional = [g for g in real if g["dims"]]
    block = scorer.block(plain, [p for p in predictions if not p["dims"]], False, dimensional)
    keys = {_key(scorer, p) for p in predictions}
    surplus = [p for p in block["_fp"] if _key(scorer, p) not in {_key(scorer, g) for g in plain}]
    return Result(
        id=meta["id"], set=meta["set"], kind=kind, era=str(meta.get("era")), industry=str(meta.get("industry")),
        gold=block["n_gold"], found=block["matched"], predicted=block["n_pred"], right=block["tp"] + block["dup"],
        dimensional=len(dimensional), dimensional_found=sum(_key(scorer, g) in keys for g in dimensional),
        seconds=seconds, size=len(data), snapped=snapped,
        misses=[f"{'/'.join(sorted(g['statements']))} {g['label'][:70]} | {g['value']} {g['unit']} {_period(g)}" + (" in label" if g["in_label"] else "") for g in block["_miss"]],  # noqa: E501
        surplus=[f"{p['concept']} {p['value']} {p['unit']} {_period(p)}" for p in surplus],
    )  # fmt: skip


def _predictions(scorer: Any, statements: tuple[Statement, ...], *, captions: bool) -> list[dict[str, Any]]:
    """The facts of the primary statements as the scorer loads them, through an xBRL-JSON file. Figures in captions are
    left out where the gold has none (set A2 does not look into captions)."""
    facts: dict[str, Any] = {}
    for statement in statements:
        if not statement.kind.is_primary:
            continue
        for fact in statement.facts:
            if fact.phrase and not captions:
                continue
            row = statement.rows[fact.row].label if 0 <= fact.row < len(statement.rows) else ""
            dimensions = {
                "concept": f"page:{statement.kind.value}.{statement.index}.{fact.row}.{fact.phrase}.{row}"[:120].replace(" ", "_"),  # noqa: E501
                "entity": "page:1",
                "period": _oim_period(fact.period),
            }  # fmt: skip
            if str(fact.unit) != "xbrli:pure":
                dimensions["unit"] = str(fact.unit)
            component = _component(statement, fact)
            if component:
                dimensions["page:component"] = component
            facts[f"f{len(facts)}"] = {
                "value": None if fact.value is None else format(fact.value, "f"),
                "decimals": fact.decimals,
                "dimensions": dimensions,
            }
    document = {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {"page": "https://example.invalid/page"},
        },
        "facts": facts,
    }
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        loaded: list[dict[str, Any]] = scorer.load_pred(file.name)[0]
    return loaded


def _component(statement: Statement, fact: ParsedFact) -> str:
    column = statement.columns[fact.column].component if 0 <= fact.column < len(statement.columns) else ""
    # An amount per share under "Retained earnings" is of the whole entity, as mapping has it too.
    row = statement.rows[fact.row].component if 0 <= fact.row < len(statement.rows) and not fact.unit.per else ""
    component = column or row
    return "" if _OUTSIDE_EQUITY.search(component) else component


def _oim_period(period: Period) -> str:
    def midnight(day: date) -> str:
        return (day + timedelta(days=1)).isoformat() + "T00:00:00"

    if period.start is None:
        return midnight(period.end)
    return f"{period.start.isoformat()}T00:00:00/{midnight(period.end)}"


def _unsigned(facts: list[dict[str, Any]]) -> None:
    """Takes the sign off every value."""
    for fact in facts:
        if fact["value"]:
            fact["value"] = fact["value"].lstrip("-")


def _key(scorer: Any, fact: dict[str, Any]) -> tuple[Any, ...]:
    return (fact["value"], fact["unit"], scorer.pkey(fact["period"]))


def _period(fact: dict[str, Any]) -> str:
    return "/".join(str(value) for value in fact["period"].values())


def _print_document(result: Result) -> None:
    print(
        f"## {result.id} [{result.kind}] {result.found}/{result.gold} found, {result.predicted - result.right} surplus"
    )
    for text in result.misses:
        print(f"   - {text}")
    for text in result.surplus:
        print(f"   + {text}")


def _print_table(results: list[Result]) -> None:
    groups: dict[str, list[Result]] = collections.defaultdict(list)
    for result in results:
        groups[f"{result.set} {result.kind}"].append(result)
    for result in results:
        groups[f"era: {result.era[:28]}"].append(result)
    for result in results:
        groups[f"industry: {result.industry}"].append(result)
    head = f"{'':42}{'docs':>5}{'gold':>8}{'recall':>8}{'precis.':>8}{'dim.':>7}{'d.recall':>9}{'s/doc':>7}{'max s':>7}{'starts':>8}"  # noqa: E501
    print(head)
    summary = {}
    for name, members in groups.items():
        gold, found = sum(r.gold for r in members), sum(r.found for r in members)
        predicted, right = sum(r.predicted for r in members), sum(r.right for r in members)
        dims, dims_found = sum(r.dimensional for r in members), sum(r.dimensional_found for r in members)
        recall = found / gold if gold else 1.0
        precision = right / predicted if predicted else 1.0
        print(
            f"{name:42}{len(members):5}{gold:8}{recall:8.2%}{precision:8.2%}{dims:7}"
            f"{(dims_found / dims if dims else 1):9.2%}{sum(r.seconds for r in members) / len(members):7.2f}{max(r.seconds for r in members):7.2f}"  # noqa: E501
            f"{sum(r.snapped for r in members):8}"
        )
        summary[name] = {
            "docs": len(members),
            "gold": gold,
            "recall": round(recall, 4),
            "precision": round(precision, 4),
        }
    weak = sorted(
        (r for r in results if r.gold and (r.found < 0.98 * r.gold or r.right < 0.98 * r.predicted)),
        key=lambda r: r.found / r.gold,
    )
    for r in weak:
        print(
            f"short: {r.id} [{r.kind}] recall {r.found / r.gold:.1%} precision {(r.right / r.predicted if r.predicted else 0):.1%}"  # noqa: E501
        )
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
