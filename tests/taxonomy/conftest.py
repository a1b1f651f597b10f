"""Fixtures of the taxonomy's tests: a small package laid out as FASB's own, and the official files of 2020."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from taxonomy.installed import forget

OFFICIAL_2020 = "XBRLGEN_OFFICIAL_2020"
"""Names a folder with `us-gaap-2020-01-31.xsd` and its linkbases, or the sdist of leanrl 0.1.5, which carries them."""

SCHEMA = """<?xml version='1.0' encoding='UTF-8'?>
<xs:schema targetNamespace='http://fasb.org/us-gaap/2026' xmlns:us-gaap='http://fasb.org/us-gaap/2026'
    xmlns:us-types='http://fasb.org/us-types/2026' xmlns:dtr-types='http://www.xbrl.org/dtr/type/2024-01-31'
    xmlns:xbrli='http://www.xbrl.org/2003/instance' xmlns:xbrldt='http://xbrl.org/2005/xbrldt'
    xmlns:link='http://www.xbrl.org/2003/linkbase' xmlns:xlink='http://www.w3.org/1999/xlink'
    xmlns:xs='http://www.w3.org/2001/XMLSchema'>
  <xs:annotation><xs:appinfo>
    <link:linkbaseRef xlink:type='simple' xlink:arcrole='http://www.w3.org/1999/xlink/properties/linkbase'
        xlink:href='../elts/us-gaap-eedm-def-2026.xml'/>
  </xs:appinfo></xs:annotation>
  <xs:import namespace='http://www.xbrl.org/2003/instance'
      schemaLocation='http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd'/>
  <xs:import namespace='http://xbrl.org/2005/xbrldt' schemaLocation='http://www.xbrl.org/2005/xbrldt-2005.xsd'/>
  <xs:import namespace='http://www.xbrl.org/dtr/type/2024-01-31'
      schemaLocation='https://www.xbrl.org/dtr/type/2024-01-31/types.xsd'/>
  <xs:import namespace='http://fasb.org/us-types/2026' schemaLocation='us-types-2026.xsd'/>
  <xs:element id='us-gaap_StatementOfFinancialPositionAbstract' name='StatementOfFinancialPositionAbstract'
      nillable='true' abstract='true' substitutionGroup='xbrli:item' type='xbrli:stringItemType'
      xbrli:periodType='duration'/>
  <xs:element id='us-gaap_Assets' name='Assets' nillable='true' substitutionGroup='xbrli:item'
      type='xbrli:monetaryItemType' xbrli:periodType='instant' xbrli:balance='debit'/>
  <xs:element id='us-gaap_AssetsCurrent' name='AssetsCurrent' nillable='true' substitutionGroup='xbrli:item'
      type='xbrli:monetaryItemType' xbrli:periodType='instant' xbrli:balance='debit'/>
  <xs:element id='us-gaap_RobotsNet' name='RobotsNet' nillable='true' substitutionGroup='xbrli:item'
      type='xbrli:monetaryItemType' xbrli:periodType='instant' xbrli:balance='debit'/>
  <xs:element id='us-gaap_RobotMethod' name='RobotMethod' nillable='false' substitutionGroup='xbrli:item'
      type='us-types:robotMethodItemType' xbrli:periodType='duration'/>
  <xs:element id='us-gaap_RobotAxis' name='RobotAxis' nillable='true' abstract='true'
      substitutionGroup='xbrldt:dimensionItem' type='xbrli:stringItemType' xbrli:periodType='duration'
      xbrldt:typedDomainRef='#us-gaap_RobotAxis.domain'/>
  <xs:element id='us-gaap_RobotAxis.domain' name='RobotAxis.domain' nillable='true' type='xs:string'/>
  <xs:element id='us-gaap_EarningsPerShareBasic' name='EarningsPerShareBasic' nillable='true'
      substitutionGroup='xbrli:item' type='dtr-types:perShareItemType' xbrli:periodType='duration'/>
</xs:schema>
"""
TYPES = """<xs:schema targetNamespace='http://fasb.org/us-types/2026' xmlns:us-types='http://fasb.org/us-types/2026'
    xmlns:xbrli='http://www.xbrl.org/2003/instance' xmlns:xs='http://www.w3.org/2001/XMLSchema'>
  <xs:import namespace='http://www.xbrl.org/2003/instance'
      schemaLocation='http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd'/>
  <xs:complexType name='robotMethodItemType'><xs:simpleContent>
    <xs:restriction base='xbrli:tokenItemType'><xs:enumeration value='By hand'/><xs:enumeration value='By machine'/>
    </xs:restriction></xs:simpleContent></xs:complexType>
</xs:schema>
"""
ROLES = """<xs:schema targetNamespace='http://fasb.org/us-roles/2026' xmlns:link='http://www.xbrl.org/2003/linkbase'
    xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:annotation><xs:appinfo>
  <link:roleType roleURI='http://fasb.org/us-gaap/role/statement/StatementOfFinancialPositionClassified' id='sfp-cls'>
    <link:definition>104000 - Statement - Statement of Financial Position, Classified</link:definition>
    <link:usedOn>link:presentationLink</link:usedOn><link:usedOn>link:calculationLink</link:usedOn>
  </link:roleType></xs:appinfo></xs:annotation></xs:schema>
"""
_HEAD = (
    "<link:linkbase xmlns:link='http://www.xbrl.org/2003/linkbase' xmlns:xlink='http://www.w3.org/1999/xlink'"
    " xmlns:xml='http://www.w3.org/XML/1998/namespace'>"
)
_ROLE = "http://fasb.org/us-gaap/role/statement/StatementOfFinancialPositionClassified"


def _locators(*names: str) -> str:
    return "".join(
        f"<link:loc xlink:type='locator' xlink:href='us-gaap-2026.xsd#us-gaap_{name}' xlink:label='{name}'/>"
        for name in names
    )


def _label(name: str, text: str, role: str = "http://www.xbrl.org/2003/role/label") -> str:
    return (
        f"<link:label xlink:type='resource' xlink:label='lab_{name}' xlink:role='{role}' xml:lang='en-US'>{text}"
        f"</link:label><link:labelArc xlink:type='arc' xlink:from='{name}' xlink:to='lab_{name}'"
        " xlink:arcrole='http://www.xbrl.org/2003/arcrole/concept-label'/>"
    )


def _arc(kind: str, arcrole: str, source: str, target: str, more: str) -> str:
    return (
        f"<link:{kind}Arc xlink:type='arc' xlink:from='{source}' xlink:to='{target}' xlink:arcrole='{arcrole}' {more}/>"
    )


LABELS = (
    f"{_HEAD}<link:labelLink xlink:type='extended' xlink:role='http://www.xbrl.org/2003/role/link'>"
    + _locators("Assets", "AssetsCurrent", "RobotsNet", "RobotMethod", "EarningsPerShareBasic")
    + _label("Assets", "Assets")
    + "<link:label xlink:type='resource' xlink:label='lab_Assets' xml:lang='en-US'"
    " xlink:role='http://www.xbrl.org/2003/role/totalLabel'>Assets, Total</link:label>"
    + _label("AssetsCurrent", "Assets, Current (Deprecated 2025)")
    + _label("RobotsNet", "Robots, Net")
    + _label("RobotMethod", "Robot, Method")
    + _label("EarningsPerShareBasic", "Earnings Per Share, Basic")
    + "</link:labelLink></link:linkbase>"
)
DOCUMENTATION = (
    f"{_HEAD}<link:labelLink xlink:type='extended' xlink:role='http://www.xbrl.org/2003/role/link'>"
    + _locators("RobotsNet")
    + _label("RobotsNet", "Amount of robots.", "http://www.xbrl.org/2003/role/documentation")
    + "</link:labelLink></link:linkbase>"
)
_PARENT_CHILD = "http://www.xbrl.org/2003/arcrole/parent-child"
PRESENTATION = (
    f"{_HEAD}<link:presentationLink xlink:type='extended' xlink:role='{_ROLE}'>"
    + _locators("StatementOfFinancialPositionAbstract", "Assets", "RobotsNet")
    + _arc(
        "presentation",
        _PARENT_CHILD,
        "StatementOfFinancialPositionAbstract",
        "Assets",
        "order='20' preferredLabel='http://www.xbrl.org/2003/role/totalLabel'",
    )
    + _arc("presentation", _PARENT_CHILD, "StatementOfFinancialPositionAbstract", "RobotsNet", "order='10'")
    + "</link:presentationLink></link:linkbase>"
)
CALCULATION = (
    f"{_HEAD}<link:calculationLink xlink:type='extended' xlink:role='{_ROLE}'>"
    + _locators("Assets", "RobotsNet", "AssetsCurrent")
    + _arc(
        "calculation",
        "http://www.xbrl.org/2003/arcrole/summation-item",
        "Assets",
        "RobotsNet",
        "order='10' weight='1.0'",
    )
    + "</link:calculationLink></link:linkbase>"
)
REPLACED = (
    f"{_HEAD}<link:definitionLink xlink:type='extended' xlink:role='http://www.xbrl.org/2003/role/link'>"
    + _locators("RobotsNet", "AssetsCurrent")
    + _arc(
        "definition",
        "http://www.xbrl.org/2009/arcrole/dep-concept-deprecatedConcept",
        "RobotsNet",
        "AssetsCurrent",
        "order='1'",
    )
    + "</link:definitionLink></link:linkbase>"
)
MINI: Mapping[str, str] = {
    "us-gaap-2026/elts/us-gaap-2026.xsd": SCHEMA,
    "us-gaap-2026/elts/us-types-2026.xsd": TYPES,
    "us-gaap-2026/elts/us-roles-2026.xsd": ROLES,
    "us-gaap-2026/elts/us-gaap-lab-2026.xml": LABELS,
    "us-gaap-2026/elts/us-gaap-doc-2026.xml": DOCUMENTATION,
    "us-gaap-2026/elts/us-gaap-depcon-def-2026.xml": REPLACED,
    "us-gaap-2026/stm/us-gaap-stm-sfp-cls-pre-2026.xml": PRESENTATION,
    "us-gaap-2026/stm/us-gaap-stm-sfp-cls-cal-2026.xml": CALCULATION,
}

MakeZip = Callable[..., Path]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a user folder of its own; none sees what is installed on the machine."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XBRLGEN_HOME", str(folder))
    forget()
    return folder


@pytest.fixture
def mini() -> dict[str, str]:
    """The files of a small us-gaap package of 2026, by name."""
    return dict(MINI)


@pytest.fixture
def make_zip(tmp_path: Path) -> MakeZip:
    """Write a zip of names and contents into the test's folder."""

    def make(files: Mapping[str, str | bytes], name: str = "us-gaap-2026.zip") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for inner, content in files.items():
                archive.writestr(inner, content)
        return path

    return make


@pytest.fixture(scope="session")
def official_2020(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the official us-gaap files of 2020."""
    named = os.environ.get(OFFICIAL_2020, "")
    path = Path(named)
    if named and path.is_file():
        folder = tmp_path_factory.mktemp("official")
        with tarfile.open(fileobj=io.BytesIO(path.read_bytes())) as archive:
            archive.extractall(folder, filter="data")
        path = next(folder.rglob("us-gaap-2020-01-31.xsd")).parent
    if not named or not (path / "us-gaap-2020-01-31.xsd").is_file():
        pytest.skip(
            f"needs the official schema of 2020: pip download --no-deps --no-binary :all: leanrl==0.1.5,"
            f" and {OFFICIAL_2020} set to the file"
        )
    return path
