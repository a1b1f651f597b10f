"""Names fixed by the standards that a filing is written in: namespaces, arcroles, label roles and where they live."""

from __future__ import annotations

from typing import Final

XBRLI: Final = "http://www.xbrl.org/2003/instance"
LINK: Final = "http://www.xbrl.org/2003/linkbase"
XLINK: Final = "http://www.w3.org/1999/xlink"
XBRLDI: Final = "http://xbrl.org/2006/xbrldi"
XBRLDT: Final = "http://xbrl.org/2005/xbrldt"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XHTML: Final = "http://www.w3.org/1999/xhtml"
IX: Final = "http://www.xbrl.org/2013/inlineXBRL"
IXT: Final = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
IXT_SEC: Final = "http://www.sec.gov/inlineXBRL/transformation/2015-08-31"
ISO4217: Final = "http://www.xbrl.org/2003/iso4217"
UTR: Final = "http://www.xbrl.org/2009/utr"

INLINE_NAMESPACES: Final = (
    ("ix", IX),
    ("ixt", IXT),
    ("xbrli", XBRLI),
    ("xbrldi", XBRLDI),
    ("link", LINK),
    ("xlink", XLINK),
    ("xsi", XSI),
    ("iso4217", ISO4217),
)

# Schemas whose types or substitution groups an extension element may use: prefix -> (namespace, schema location).
TYPE_SCHEMAS: Final = {
    "xbrli": (XBRLI, "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
    "xbrldt": (XBRLDT, "http://www.xbrl.org/2005/xbrldt-2005.xsd"),
    "dtr-types": ("http://www.xbrl.org/dtr/type/2022-03-31", "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd"),
}

LABEL_ROLE_2003: Final = "http://www.xbrl.org/2003/role/"
LABEL_ROLE_2009: Final = "http://www.xbrl.org/2009/role/"
_NEGATED: Final = "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd"
_NET: Final = "http://www.xbrl.org/lrr/role/net-2009-12-16.xsd"

# Label roles from the Link Role Registry: they need a roleRef to their declaration (XBRL 2.1 §3.5.2.4).
REGISTERED_LABEL_ROLES: Final = {
    "negatedLabel": _NEGATED,
    "negatedTerseLabel": _NEGATED,
    "negatedTotalLabel": _NEGATED,
    "negatedPeriodStartLabel": _NEGATED,
    "negatedPeriodEndLabel": _NEGATED,
    "negatedNetLabel": _NEGATED,
    "netLabel": _NET,
}

SUMMATION_ITEM: Final = "https://xbrl.org/2023/arcrole/summation-item"
SUMMATION_ITEM_REF: Final = "https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"

_DIMENSIONS: Final = "http://xbrl.org/int/dim/arcrole/"
_DIMENSIONS_REF: Final = "http://www.xbrl.org/2005/xbrldt-2005.xsd#"


def label_role_uri(role: str) -> str:
    """The URI of the label role whose last segment is `role`."""
    return (LABEL_ROLE_2009 if role in REGISTERED_LABEL_ROLES else LABEL_ROLE_2003) + role


def label_role_href(role: str) -> str:
    """Where a registered label role is declared."""
    return f"{REGISTERED_LABEL_ROLES[role]}#{role}"


def dimension_arcrole(arcrole: str) -> str:
    """The URI of the dimension arcrole whose last segment is `arcrole` (XBRL Dimensions 1.0 §2)."""
    return _DIMENSIONS + arcrole


def dimension_arcrole_href(arcrole: str) -> str:
    return _DIMENSIONS_REF + arcrole
