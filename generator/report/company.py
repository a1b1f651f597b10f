"""`company.yaml`: what a filer states once about the company, so that no document has to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from generator.diagnostics import Diagnostic, Severity, UnreadableInputError
from generator.report.options import CoverAmount, ReportOptions, SecurityClass

_LARGEST = 256 * 1024
_DOMAIN = r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)?$"


def _text(value: object) -> object:
    """YAML reads unquoted digits as numbers and dates as dates; both are texts here."""
    return str(value) if isinstance(value, int | date) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text), Field(max_length=500)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Address(_Model):
    """The address of the principal executive offices; `state` is EDGAR's two-letter code, `country` ISO 3166."""

    line_1: Text = ""
    line_2: Text = ""
    city: Text = ""
    state: Text = ""
    country: Text = ""
    postal_code: Text = ""


class Phone(_Model):
    area_code: Text = ""
    number: Text = ""


class Security(_Model):
    """A class registered under section 12(b); `exchange` is EDGAR's code (`NYSE`, `NASDAQ`)."""

    title: Text
    symbol: Text = ""
    exchange: Text = ""


class Status(_Model):
    """What the boxes on the cover say; a box that is not stated is not reported."""

    filer_category: Literal["", "Large Accelerated Filer", "Accelerated Filer", "Non-accelerated Filer"] = ""
    small_business: bool | None = None
    emerging_growth_company: bool | None = None
    ex_transition_period: bool | None = None
    shell_company: bool | None = None
    current_reporting: bool | None = None
    interactive_data_current: bool | None = None
    well_known_seasoned_issuer: bool | None = None
    voluntary_filer: bool | None = None
    auditor_attestation: bool | None = None
    error_correction: bool | None = None
    recovery_analysis: bool | None = None
    written_communications: bool | None = None
    soliciting_material: bool | None = None
    pre_commencement_tender_offer: bool | None = None
    pre_commencement_issuer_tender_offer: bool | None = None


class Auditor(_Model):
    name: Text = ""
    location: Text = ""
    firm_id: Text = ""


class Amount(_Model):
    """An exact figure on a day: a count of shares, or U.S. dollars."""

    value: Annotated[Decimal, Field(ge=0, max_digits=20)]
    as_of: date


class Company(_Model):
    """The whole file. `fiscal_year_end` is `MM-DD`; `fiscal_year_named` says after which calendar year a fiscal year is
    called that ends in January or February; `authority` is the domain that names the extension taxonomy."""

    cik: Annotated[str, BeforeValidator(_text), Field(pattern=r"^\d{0,10}$")] = ""
    name: Text = ""
    ticker: Annotated[str, BeforeValidator(_text), Field(pattern=r"^[A-Za-z0-9.\-]{0,15}$")] = ""
    fiscal_year_end: Annotated[str, BeforeValidator(_text), Field(pattern=r"^((0[1-9]|1[0-2])-[0-3]\d)?$")] = ""
    fiscal_year_named: Literal["", "start", "end"] = ""
    authority: Annotated[
        str, Field(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)?$")
    ] = ""
    state_of_incorporation: Text = ""
    tax_number: Text = ""
    file_number: Text = ""
    address: Address = Address()
    phone: Phone = Phone()
    securities: tuple[Security, ...] = ()
    status: Status = Status()
    auditor: Auditor = Auditor()
    shares_outstanding: Amount | None = None
    public_float: Amount | None = None

    def options(self) -> ReportOptions:
        """The same as options of a report."""
        return ReportOptions(
            cik=self.cik,
            ticker=self.ticker,
            entity_name=self.name,
            fiscal_year_end=self.fiscal_year_end,
            fiscal_year_named=self.fiscal_year_named,
            authority=self.authority,
            securities=tuple(SecurityClass(s.title, s.symbol, s.exchange) for s in self.securities),
            dei=tuple((name, value) for name, value in self._dei() if value),
            amounts=tuple(
                CoverAmount(name, amount.value, amount.as_of)
                for name, amount in (
                    ("EntityCommonStockSharesOutstanding", self.shares_outstanding),
                    ("EntityPublicFloat", self.public_float),
                )
                if amount is not None
            ),
        )

    def _dei(self) -> list[tuple[str, str]]:
        return [
            ("EntityIncorporationStateCountryCode", self.state_of_incorporation),
            ("EntityTaxIdentificationNumber", self.tax_number),
            ("EntityFileNumber", self.file_number),
            ("EntityAddressAddressLine1", self.address.line_1),
            ("EntityAddressAddressLine2", self.address.line_2),
            ("EntityAddressCityOrTown", self.address.city),
            ("EntityAddressStateOrProvince", self.address.state),
            ("EntityAddressCountry", self.address.country),
            ("EntityAddressPostalZipCode", self.address.postal_code),
            ("CityAreaCode", self.phone.area_code),
            ("LocalPhoneNumber", self.phone.number),
            ("EntityFilerCategory", self.status.filer_category),
            ("EntitySmallBusiness", _flag(self.status.small_business)),
            ("EntityEmergingGrowthCompany", _flag(self.status.emerging_growth_company)),
            ("EntityExTransitionPeriod", _flag(self.status.ex_transition_period)),
            ("EntityShellCompany", _flag(self.status.shell_company)),
            ("EntityCurrentReportingStatus", _yes(self.status.current_reporting)),
            ("EntityInteractiveDataCurrent", _yes(self.status.interactive_data_current)),
            ("EntityWellKnownSeasonedIssuer", _yes(self.status.well_known_seasoned_issuer)),
            ("EntityVoluntaryFilers", _yes(self.status.voluntary_filer)),
            ("IcfrAuditorAttestationFlag", _flag(self.status.auditor_attestation)),
            ("DocumentFinStmtErrorCorrectionFlag", _flag(self.status.error_correction)),
            ("DocumentFinStmtRestatementRecoveryAnalysisFlag", _flag(self.status.recovery_analysis)),
            ("WrittenCommunications", _flag(self.status.written_communications)),
            ("SolicitingMaterial", _flag(self.status.soliciting_material)),
            ("PreCommencementTenderOffer", _flag(self.status.pre_commencement_tender_offer)),
            ("PreCommencementIssuerTenderOffer", _flag(self.status.pre_commencement_issuer_tender_offer)),
            ("AuditorName", self.auditor.name),
            ("AuditorLocation", self.auditor.location),
            ("AuditorFirmId", self.auditor.firm_id),
        ]


def load_company(path: Path) -> ReportOptions:
    """Read a `company.yaml`. Raises `UnreadableInputError` (`report.company-file`) that names the field at fault."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _unreadable(path, f"the file is larger than {_LARGEST // 1024} KiB")
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Company.model_validate(data or {}).options()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, getattr(error, "strerror", None) or "it is not UTF-8 text") from error
    except yaml.YAMLError as error:
        raise _unreadable(path, f"it is not YAML ({' '.join(str(error).split())[:200]})") from error
    except ValidationError as error:
        faults = (
            f"{'.'.join(map(str, e['loc'])) or 'the file'}: {_fault(e['type'], e['msg'])}" for e in error.errors()
        )
        raise _unreadable(path, "; ".join(faults)) from error


def _fault(kind: str, message: str) -> str:
    return "there is no such field" if kind == "extra_forbidden" else message


def _flag(value: bool | None) -> str:
    return "" if value is None else "true" if value else "false"


def _yes(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def _unreadable(path: Path, why: str) -> UnreadableInputError:
    return UnreadableInputError(
        Diagnostic("report.company-file", Severity.ERROR, f"{path.name} cannot be used: {why}.", "Correct the file.")
    )
