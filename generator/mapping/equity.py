"""Balances of a statement of equity: with or without the part of noncontrolling interests.

Where a statement shows noncontrolling interests as a component, all its balances are of the whole equity, the members
telling the components apart; where a report knows no such interests, they are of the stockholders' equity. Readers of
captions cannot tell (“Balance at December 31”), the statement can.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.mapping.components import column_component
from generator.mapping.evidence import Table
from generator.mapping.lines import Line

_WHOLE = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
_PARENT = "us-gaap:StockholdersEquity"
_OTHERS = "us-gaap:MinorityInterest"
_BESIDE = "us-gaap:TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests"
_NAMES = {_WHOLE, _PARENT, _OTHERS}


def settle_balances(lines: Sequence[Line], table: Table, shares: Sequence[NDArray[np.float64]]) -> None:
    """Moves the shares of the concepts that a balance cannot have to the one it then must; in place."""
    whole = {
        line.statement
        for line in lines
        if line.kind == "EQ"
        and any(column_component(name) == "NoncontrollingInterestMember" for name in (*line.columns, line.component))
    }
    in_columns = {line.statement for line in lines if line.columns}
    others = any("noncontrolling" in line.key for line in lines)
    for at, line in enumerate(lines):
        if line.kind != "EQ" or line.unit != "money" or not line.instant or line.figure:
            continue
        if column_component(line.label) == "":  # of a column beside equity, such as redeemable interests
            _move(at, _BESIDE, table, shares)
        elif line.statement in whole:
            if line.component or line.statement in in_columns:
                _move(at, _WHOLE, table, shares)
        elif not whole and not others:
            _move(at, _PARENT, table, shares)


def _move(at: int, wanted: str, table: Table, shares: Sequence[NDArray[np.float64]]) -> None:
    names = table.names[table.starts[at] : table.starts[at + 1]]
    if wanted not in names:
        return
    for place, name in enumerate(names):
        if name in _NAMES and name != wanted:
            shares[at][names.index(wanted)] += shares[at][place]
            shares[at][place] = 0.0
