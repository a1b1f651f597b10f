"""For every rule, a way to break it: what is edited in the filing's bytes, or in the facts as read back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from generator.validation.worker import ReadFact
from tests.validation.breaking import Edit, EditFacts, add, both, clark, each, rename, rx, sub, value
from tests.validation.example import BASE, CIK, GAAP, NAMESPACE


@dataclass(frozen=True)
class Case:
    code: str
    edit: Edit | None = None
    facts: EditFacts | None = None


def drop(concept: str) -> EditFacts:
    return value(concept, None)


def move_one_cover_fact(name: str) -> EditFacts:
    def edit(facts: list[ReadFact]) -> None:
        index = next(i for i, f in enumerate(facts) if f.concept == clark(f"dei:{name}"))
        facts[index] = replace(facts[index], end=facts[index].end + timedelta(days=40))  # type: ignore[operator, arg-type]

    return edit


def broken_down(concept: str) -> EditFacts:
    """Give a concept the members of another one's fact."""

    def edit(facts: list[ReadFact]) -> None:
        index = next(i for i, f in enumerate(facts) if f.concept == clark(concept))
        facts[index] = replace(facts[index], dimensions=next(f.dimensions for f in facts if f.dimensions))

    return edit


def hide(name: str) -> Edit:
    """Move a fact of the document into ix:hidden."""

    def edit(files: dict[str, str]) -> None:
        text = files[f"{BASE}.htm"]
        match = re.search(rf'<ix:non\w+ id="[^"]*" name="{name}".*?</ix:non\w+>', text)
        assert match, name
        text = text.replace(match[0], "x", 1).replace("<ix:hidden>", f"<ix:hidden>{match[0]}", 1)
        files[f"{BASE}.htm"] = text

    return edit


_P = "<p>DocumentType:"
_CONTEXT = (
    '<xbrli:context id="c-new"><xbrli:entity><xbrli:identifier scheme="http://www.sec.gov/CIK">{cik}'
    "</xbrli:identifier></xbrli:entity><xbrli:period>{period}</xbrli:period></xbrli:context>"
)
_HALF = "<xbrli:startDate>2025-01-01</xbrli:startDate><xbrli:endDate>2025-06-30</xbrli:endDate>"


def context(period: str, cik: str = CIK) -> Edit:
    return sub(".htm", '<xbrli:unit id="usd">', _CONTEXT.format(period=period, cik=cik) + '<xbrli:unit id="usd">')


def markup(text: str) -> Edit:
    return sub(".htm", _P, text + _P)


def role_definition(new: str) -> Edit:
    return sub(".xsd", "0000002 - Statement - Balance Sheets<", f"{new}<")


def arc_element(kind: str, source: str, target: str, rest: str, arcrole: str) -> str:
    return (
        f'<link:{kind}Arc xlink:type="arc" xlink:arcrole="{arcrole}" xlink:from="{source}" xlink:to="{target}" {rest}/>'
    )


_TO_GROSS_PROFIT = ' xlink:to="us-gaap_GrossProfit"'
_SUM = "https://xbrl.org/2023/arcrole/summation-item"
_ALL = "http://xbrl.org/int/dim/arcrole/all"
_PARENT = "http://www.xbrl.org/2003/arcrole/parent-child"
_MEMBER = "http://xbrl.org/int/dim/arcrole/domain-member"
_DOCUMENTATION = (
    '<link:label xlink:type="resource" xlink:label="lab_us-gaap_Assets" '
    'xlink:role="http://www.xbrl.org/2003/role/documentation" xml:lang="en-US">What we own.</link:label>'
)
_LABEL = 'xlink:role="http://www.xbrl.org/2003/role/label" xml:lang="en-US" id="lab_us-gaap_Assets_label">'
_ABSTRACT = 'abstract="true" '
_ELEMENT = (
    '<xs:element id="exw_{name}" name="{name}" type="{type}" substitutionGroup="{group}" nillable="true" '
    '{abstract}xbrli:periodType="{period}" xmlns:xbrldt="http://xbrl.org/2005/xbrldt" '
    'xmlns:dtr-types="http://www.xbrl.org/dtr/type/2022-03-31"{more}/>'
)


def drop_arc(kind: str, target: str) -> Edit:
    return rx(f"_{kind[:3]}.xml", rf'<link:{kind}Arc[^>]*to="us-gaap_{target}"[^>]*/>', "")


def to_investing(target: str) -> Edit:
    """Let the calculation count an item of operating activities under investing activities."""
    return rx(
        "_cal.xml",
        rf'NetCashProvidedByUsedInOperatingActivities(" xlink:to="us-gaap_{target}")',
        r"NetCashProvidedByUsedInInvestingActivities\1",
    )


def element(name: str, *, type: str = "xbrli:stringItemType", group: str = "xbrli:item", **more: str) -> Edit:
    settings = {"abstract": "", "period": "duration", "more": ""} | more
    return sub(".xsd", "</xs:schema>", _ELEMENT.format(name=name, type=type, group=group, **settings) + "</xs:schema>")


EFM_DOCUMENT = (
    Case("efm.file-name-length", rename(".htm", f"a-very-long-name-of-a-company-{BASE}.htm")),
    Case("efm.file-name-characters", rename(".htm", "exw 20250630.htm")),
    Case("efm.file-name-pattern", rename("_lab.xml", "labels.xml")),
    Case("efm.not-well-formed", sub("_cal.xml", "</link:linkbase>", "")),
    Case("efm.not-ascii", markup("<p>caf\u00e9</p>")),
    Case("efm.circumflex", markup("<p>10^3</p>")),
    Case("efm.doctype", sub(".htm", "<html ", "<!DOCTYPE html>\n<html ")),
    Case("efm.element-blocked", markup("<p><q>10-Q</q></p>")),
    Case("efm.attribute-blocked", markup('<p><a name="top">Top</a></p>')),
    Case("efm.meta-content", sub(".htm", "<title>", '<meta name="viewport" content="width=device-width"/><title>')),
    Case("efm.linkbase-empty", rx("_cal.xml", r"<link:calculationLink.*</link:calculationLink>", "")),
    Case("efm.nested-table", markup("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>")),
    Case("efm.link-external", markup('<p><a href="https://www.example.com/">us</a></p>')),
    Case("efm.image", markup('<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt=""/></p>')),
    Case("efm.namespace-prefix", sub(".htm", "xmlns:ixt=", "xmlns:t=")),
    Case("efm.transformation-registry", sub(".htm", "transformation/2020-02-12", "transformation/2011-07-31")),
    Case("efm.target", sub(".htm", '<ix:nonNumeric id="f-1"', '<ix:nonNumeric target="other" id="f-1"')),
    Case("efm.inline-element", sub(".htm", _P, f'<ix:tuple id="t" name="us-gaap:Assets"/>{_P}')),
    Case("efm.language", sub(".htm", 'xml:lang="en-US">\n<head>', 'xml:lang="de">\n<head>')),
    Case("efm.references", rx(".htm", r"<link:schemaRef[^>]*/>", "")),
    Case(
        "efm.transformation-registry",
        sub(".htm", "xmlns:ixt=", 'xmlns:ixt5="http://www.xbrl.org/inlineXBRL/transformation/2022-02-16" xmlns:ixt='),
    ),
    Case(
        "efm.references",
        sub(".htm", "</ix:references>", '<link:linkbaseRef xlink:href="x.xml"/></ix:references>'),
    ),
)
EFM_CONTEXTS = (
    Case("efm.identifier-scheme", sub(".htm", "http://www.sec.gov/CIK", "https://www.sec.gov/CIK", 99)),
    Case("efm.cik-format", sub(".htm", f">{CIK}<", ">1234567<", 99)),
    Case("efm.entities-differ", context(_HALF, cik="0007654321")),
    Case(
        "efm.scenario",
        rx(".htm", r'(<xbrli:context id="c-1">.*?)</xbrli:context>', r"\1<xbrli:scenario/></xbrli:context>"),
    ),
    Case(
        "efm.segment-content",
        rx(".htm", r'(id="c-1">.*?)</xbrli:entity>', r"\1<xbrli:segment><p>1</p></xbrli:segment></xbrli:entity>"),
    ),
    Case(
        "efm.typed-dimension",
        rx(
            ".htm",
            r'(id="c-1">.*?)</xbrli:entity>',
            r'\1<xbrli:segment><xbrldi:typedMember dimension="exw:PlantAxis"><exw:p>1</exw:p></xbrldi:typedMember>'
            r"</xbrli:segment></xbrli:entity>",
        ),
    ),
    Case("efm.period-forever", context("<xbrli:forever/>")),
    Case("efm.context-duplicate", context(_HALF)),
    Case("efm.context-unused", context("<xbrli:instant>2001-01-01</xbrli:instant>")),
    Case(
        "efm.period-overlap",
        context("<xbrli:startDate>2024-07-01</xbrli:startDate><xbrli:endDate>2025-01-01</xbrli:endDate>"),
    ),
    Case(
        "efm.unit-duplicate",
        sub(
            ".htm",
            '<xbrli:unit id="usd">',
            '<xbrli:unit id="dollar"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit><xbrli:unit id="usd">',
        ),
    ),
    Case(
        "efm.required-context",
        rx(
            ".htm",
            r"<xbrli:startDate>[^<]*</xbrli:startDate><xbrli:endDate>([^<]*)</xbrli:endDate>",
            r"<xbrli:instant>\1</xbrli:instant>",
            9,
        ),
    ),
    Case("efm.cik-mismatch", facts=value("dei:EntityCentralIndexKey", "0007654321")),
)
EFM_FACTS = (
    Case("efm.precision", sub(".htm", 'decimals="-3"', 'precision="4"')),
    Case("efm.digits-truncated", facts=value("us-gaap:Assets", "1500400")),
    Case("efm.fact-duplicate", facts=add("us-gaap:Assets", "1600000", "us-gaap:Assets")),
    Case("efm.member-as-fact", sub(".htm", 'name="us-gaap:Assets"', 'name="us-gaap:CommonStockMember"')),
    Case("efm.deprecated-concept", sub(".htm", 'name="us-gaap:Assets"', 'name="us-gaap:ASU201807TransitionAbstract"')),
    Case("efm.escape", sub(".htm", 'name="dei:EntityRegistrantName"', 'name="dei:EntityRegistrantName" escape="true"')),
    Case("efm.hidden-eligible", hide("us-gaap:Assets")),
    Case(
        "efm.hidden-not-referenced",
        sub(
            ".htm",
            "<ix:hidden>",
            '<ix:hidden><ix:nonFraction xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" id="h-1" '
            'name="us-gaap:Goodwill" contextRef="c-1" unitRef="usd"/>',
        ),
    ),
    Case("efm.hidden-not-found", markup('<p style="-sec-ix-hidden:h-99">nothing</p>')),
    Case(
        "efm.footnote-role",
        markup('<ix:footnote id="fn-1" xml:lang="en-US" footnoteRole="http://a.b/role/note">Unaudited.</ix:footnote>'),
    ),
    Case(
        "efm.text-language",
        sub(".htm", 'name="dei:EntityRegistrantName"', 'xml:lang="fr" name="dei:EntityRegistrantName"'),
    ),
    Case("efm.footnote-dangling", markup('<ix:footnote id="fn-1" xml:lang="en-US">Unaudited.</ix:footnote>')),
)
EFM_COVER = (
    Case("efm.document-type", facts=value("dei:DocumentType", "10-X")),
    Case("efm.document-type", facts=drop("dei:DocumentType")),
    Case("efm.cover-missing", facts=drop("dei:EntityRegistrantName")),
    Case("efm.cover-missing", facts=value("dei:DocumentType", "10-K")),
    Case("efm.cover-expected", facts=drop("dei:EntityFileNumber")),
    Case("efm.cover-value", facts=value("dei:DocumentQuarterlyReport", "false")),
    Case("efm.cover-together", facts=drop("dei:DocumentFiscalYearFocus")),
    Case("efm.cover-together", facts=value("dei:EntityEmergingGrowthCompany", "true")),
    Case("efm.cover-together", facts=add("dei:AmendmentDescription", "A table was missing.", "dei:DocumentType")),
    Case("efm.cover-address", facts=drop("dei:EntityAddressStateOrProvince")),
    Case("efm.cover-securities", facts=drop("dei:TradingSymbol")),
    Case("efm.cover-securities", facts=drop("dei:Security12bTitle")),
    Case("efm.cover-securities", facts=drop("dei:SecurityExchangeName")),
    Case("efm.period-end-value", facts=value("dei:DocumentPeriodEndDate", "June 2025")),
    Case("efm.cover-hidden", hide("dei:DocumentType")),
    Case("efm.cover-context", facts=move_one_cover_fact("DocumentTransitionReport")),
)
EFM_SCHEMA = (
    Case("efm.namespace", both(sub(".xsd", NAMESPACE, "http://www.examplewidgets.com/2025", 99))),
    Case("efm.namespace-authority", sub(".xsd", NAMESPACE, "http://www.sec.gov/20250630", 99)),
    Case("efm.schema-prefix", sub(".xsd", "xmlns:exw=", "xmlns:e_w=")),
    Case("efm.include", sub(".xsd", "<xs:import", '<xs:include schemaLocation="more.xsd"/><xs:import')),
    Case(
        "efm.import-unlisted",
        sub(".xsd", "<xs:import", '<xs:import namespace="http://a.b/c" schemaLocation="http://a.b/c.xsd"/><xs:import'),
    ),
    Case("efm.import-unlisted", sub(".xsd", f'xlink:href="{BASE}_lab.xml"', 'xlink:href="http://a.b/labels.xml"')),
    Case(
        "efm.taxonomy-years",
        sub(".xsd", 'import namespace="http://xbrl.sec.gov/dei/2025', 'import namespace="http://xbrl.sec.gov/dei/2024'),
    ),
    Case("efm.concept-name-base", element("Assets")),
    Case("efm.concept-id", sub(".xsd", 'id="exw_RecyclingObligationCurrent"', 'id="recycling"')),
    Case("efm.concept-nillable", sub(".xsd", 'nillable="true"', 'nillable="false"')),
    Case("efm.concept-group", element("Recycler", group="xbrli:tuple")),
    Case(
        "efm.concept-typed-domain",
        element(
            "PlantAxis", group="xbrldt:dimensionItem", abstract='abstract="true" ', more=' xbrldt:typedDomainRef="#x"'
        ),
    ),
    Case("efm.concept-suffix", element("PlantAxis")),
    Case("efm.concept-suffix", element("PlantLineItems")),
    Case("efm.concept-duration", element("PlantsAbstract", abstract=_ABSTRACT, period="instant")),
    Case("efm.concept-name", element("recycling-Obligation")),
)
EFM_ROLES = (
    Case("efm.role-uri", sub(".xsd", 'www.examplewidgets.com/role/BalanceSheets"', 'other.com/role/BalanceSheets"')),
    Case("efm.role-used-on", sub(".xsd", "<link:usedOn>link:definitionLink</link:usedOn>", "")),
    Case("efm.role-definition", role_definition("Balance Sheets")),
    Case("efm.role-order", role_definition("0000000 - Statement - Balance Sheets")),
    Case("efm.role-duplicate", role_definition("0000004 - Statement - Statements of Operations")),
    Case(
        "efm.arc-ineffectual",
        rx("_cal.xml", r"(<link:calculationArc[^>]*/>)", r"\1\1"),
    ),
    Case("efm.arc-priority", sub("_pre.xml", 'order="1"', 'order="1" priority="10"')),
)
EFM_LABELS = (
    Case("efm.label-missing", sub("_lab.xml", _LABEL, _LABEL.replace("en-US", "fr"))),
    Case(
        "efm.label-language",
        sub("_lab.xml", "</link:labelLink>", _DOCUMENTATION.replace("en-US", "fr") + "</link:labelLink>"),
    ),
    Case(
        "efm.label-repeated",
        rx("_lab.xml", r'(<link:label [^>]*id="lab_us-gaap_Assets_label">)([^<]*</link:label>)', r"\1\2\1Again\2"),
    ),
    Case("efm.label-shared", rx("_lab.xml", r'(id="lab_us-gaap_Assets_label">)[^<]*', r"\1Liabilities")),
    Case("efm.label-documentation", sub("_lab.xml", "</link:labelLink>", _DOCUMENTATION + "</link:labelLink>")),
    Case("efm.label-text", rx("_lab.xml", r'(id="lab_us-gaap_Assets_label">)[^<]*', r"\1" + "Assets " * 80)),
    Case("efm.label-trimmed", sub("_lab.xml", _LABEL, _LABEL + " ")),
    Case("efm.label-role", sub("_lab.xml", "http://www.xbrl.org/2003/role/totalLabel", "http://a.b/role/ourLabel")),
    Case("efm.reference-resource", sub("_lab.xml", "</link:labelLink>", "<link:reference/></link:labelLink>")),
)
EFM_PRESENTATION = (
    Case("efm.order", sub("_pre.xml", 'order="2"', 'order="1"')),
    Case("efm.not-presented", drop_arc("presentation", "Assets")),
    Case("efm.uncategorized", facts=broken_down("us-gaap:Assets")),
    Case(
        "efm.preferred-label-repeat",
        rx(
            "_pre.xml",
            r'(<link:presentationArc[^>]*to="us-gaap_AccountsPayableCurrent" )order="6"/>',
            r'\1order="6"/>\1order="99"/>',
        ),
    ),
    Case(
        "efm.roots",
        both(
            drop_arc("presentation", "Revenues"),
            sub("_pre.xml", f'IncomeStatementAbstract"{_TO_GROSS_PROFIT}', f'Revenues"{_TO_GROSS_PROFIT}'),
        ),
    ),
    Case(
        "efm.period-labels",
        rx(
            "_pre.xml",
            r'(to="us-gaap_Depreciation" order="\d+")',
            r'\1 preferredLabel="http://www.xbrl.org/2003/role/periodStartLabel"',
        ),
    ),
    Case(
        "efm.axis-without-domain",
        rx("_pre.xml", r'<link:presentationArc[^>]*from="us-gaap_StatementEquityComponentsAxis"[^>]*/>', ""),
    ),
)
EFM_CALCULATION = (
    Case("efm.calculation-order", rx("_cal.xml", r' order="1"', "")),
    Case("efm.calculation-weight", sub("_cal.xml", 'weight="1"', 'weight="0.5"')),
    Case(
        "efm.calculation-period",
        sub("_cal.xml", f"{GAAP.schema_url}#us-gaap_Revenues", f"{GAAP.schema_url}#us-gaap_Goodwill"),
    ),
    Case(
        "efm.calculation-cycle",
        rx(
            "_cal.xml",
            r"(</link:calculationLink>)",
            arc_element("calculation", "us-gaap_AssetsCurrent", "us-gaap_Assets", 'order="9" weight="1"', _SUM) + r"\1",
        ),
    ),
    Case(
        "efm.calculation-not-presented",
        both(
            drop_arc("presentation", "GrossProfit"),
            rx(
                "_pre.xml",
                r"(</link:presentationLink>\s*</link:linkbase>)",
                f'<link:loc xlink:type="locator" xlink:href="{GAAP.schema_url}#us-gaap_GrossProfit" xlink:label="gp"/>'
                + arc_element("presentation", "us-gaap_StatementLineItems", "gp", 'order="9"', _PARENT)
                + r"\1",
            ),
        ),
    ),
    Case(
        "efm.domain-type",
        sub(
            "_def.xml",
            '#us-gaap_EquityComponentDomain" xlink:label="us-gaap_',
            '#us-gaap_Assets" xlink:label="us-gaap_',
        ),
    ),
    Case(
        "efm.dimension-cycle",
        rx(
            "_def.xml",
            r"(</link:definitionLink>)",
            arc_element(
                "definition", "us-gaap_CommonStockMember", "us-gaap_EquityComponentDomain", 'order="9"', _MEMBER
            )
            + r"\1",
        ),
    ),
    Case(
        "efm.dimension-cycle",
        rx(
            "_def.xml",
            r"(</link:definitionLink>)",
            arc_element(
                "definition", "us-gaap_CommonStockMember", "us-gaap_RetainedEarningsMember", 'order="9"', _MEMBER
            )
            + r"\1",
        ),
    ),
    Case(
        "efm.two-tables",
        rx(
            "_def.xml",
            r"(</link:definitionLink>)",
            f'<link:loc xlink:type="locator" xlink:href="{GAAP.schema_url}#us-gaap_ScheduleTable" xlink:label="t2"/>'
            + arc_element("definition", "us-gaap_StatementLineItems", "t2", 'order="9"', _ALL)
            + r"\1",
        ),
    ),
)
_CASH_CHANGE = (
    "us-gaap:CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
    "PeriodIncreaseDecreaseIncludingExchangeRateEffect"
)
_Q1 = {"start": "2025-01-01", "end": "2025-03-31"}
_Q2 = {"start": "2025-04-01", "end": "2025-06-30"}
_INCLUDING_MINORITY = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
_TAX_RATE = "us-gaap:EffectiveIncomeTaxRateContinuingOperations"
_PRETAX = "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
QUALITY_IDENTITIES = (
    Case("quality.balance-sheet", facts=value("us-gaap:Assets", "1510000")),
    Case("quality.liabilities-and-equity", facts=value("us-gaap:Liabilities", "310000")),
    Case(
        "quality.equity",
        facts=each(
            add(_INCLUDING_MINORITY, "1250000", "us-gaap:Assets"),
            add("us-gaap:MinorityInterest", "60000", "us-gaap:Assets"),
        ),
    ),
    Case(
        "quality.profit",
        facts=each(
            add("us-gaap:ProfitLoss", "45000", "us-gaap:NetIncomeLoss"),
            add("us-gaap:NetIncomeLossAttributableToNoncontrollingInterest", "5000", "us-gaap:NetIncomeLoss"),
        ),
    ),
    Case(
        "quality.comprehensive-income",
        facts=each(
            add("us-gaap:ComprehensiveIncomeNetOfTax", "30000", "us-gaap:NetIncomeLoss"),
            add("us-gaap:OtherComprehensiveIncomeLossNetOfTax", "-9000", "us-gaap:NetIncomeLoss"),
        ),
    ),
    Case("quality.cash-flow", facts=value(_CASH_CHANGE, "120000")),
    Case(
        "quality.cash-rollforward",
        facts=value("us-gaap:CashAndCashEquivalentsAtCarryingValue", "400000", end="2024-12-31"),
    ),
)
QUALITY_FACTS = (
    Case("quality.negative", facts=value("us-gaap:Depreciation", "-60000")),
    Case("quality.percentage", facts=add(_TAX_RATE, "33", "us-gaap:Revenues")),
    Case("quality.lesser-greater", facts=value("us-gaap:CommonStockSharesIssued", "60000000")),
    Case("quality.quarters", facts=add("us-gaap:Revenues", "500000", "us-gaap:Revenues", **_Q1)),
    Case("quality.longer-period", facts=add("us-gaap:Depreciation", "70000", "us-gaap:Depreciation", **_Q2)),
    Case("quality.scale", facts=value("us-gaap:Assets", "1500000000")),
    Case("quality.cover-shares", facts=value("dei:EntityCommonStockSharesOutstanding", "10000", end="2025-07-31")),
    Case(
        "quality.tax-sign",
        facts=each(add(_PRETAX, "10000", "us-gaap:Revenues"), value("us-gaap:IncomeTaxExpenseBenefit", "-20000")),
    ),
    Case("quality.per-share", facts=value("us-gaap:EarningsPerShareBasic", "21.00")),
)
QUALITY_COVER = (
    Case("quality.document-period", facts=value("dei:DocumentFiscalPeriodFocus", "FY")),
    Case("quality.cover-period", facts=value("dei:DocumentPeriodEndDate", "2025-05-31")),
    Case("quality.period-end", facts=value("dei:DocumentPeriodEndDate", "2025-05-31")),
    Case("quality.shares-date", facts=value("dei:DocumentPeriodEndDate", "2025-08-31")),
    Case("quality.later-facts", facts=value("dei:DocumentPeriodEndDate", "2025-05-31")),
    Case("quality.change-in-cash", facts=drop(_CASH_CHANGE)),
)
QUALITY_CALCULATION = (
    Case(
        "quality.calculation-reversed",
        rx(
            "_cal.xml",
            'from="us-gaap_Assets" xlink:to="us-gaap_AssetsCurrent"',
            'from="us-gaap_AssetsCurrent" xlink:to="us-gaap_Assets"',
        ),
    ),
    Case("quality.calculation-sign", rx("_cal.xml", r'(to="us-gaap_CostOfRevenue" order="2" weight=)"-1"', r'\1"1"')),
    Case(
        "quality.cash-flow-section",
        to_investing("Depreciation"),
    ),
    Case(
        "quality.accrual-section",
        to_investing("IncreaseDecreaseInAccountsPayable"),
    ),
    Case(
        "quality.cash-flow-root",
        sub(
            "_cal.xml",
            'RestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect" xlink:label',
            'RestrictedCashEquivalents" xlink:label',
        ),
    ),
    Case(
        "quality.tax-in-pretax",
        rx(
            "_cal.xml",
            r"#us-gaap_NetIncomeLoss\" xlink:label=\"us-gaap_NetIncomeLoss\"",
            f'#{_PRETAX.replace(":", "_")}" xlink:label="us-gaap_NetIncomeLoss"',
        ),
    ),
    Case(
        "quality.calculation-missing",
        drop_arc("calculation", "PropertyPlantAndEquipmentNet"),
    ),
    Case("quality.footing", facts=value("us-gaap:AccountsPayableCurrent", "190000")),
)
CASES = (
    EFM_DOCUMENT + EFM_CONTEXTS + EFM_FACTS + EFM_COVER + EFM_SCHEMA + EFM_ROLES + EFM_LABELS + EFM_PRESENTATION
    + EFM_CALCULATION + QUALITY_IDENTITIES + QUALITY_FACTS + QUALITY_COVER + QUALITY_CALCULATION
)  # fmt: skip
