"""The types that the us-types, srt-types and dei schemas declare: what each restricts, and to which values.

The schemas themselves are not at hand for 2025. srt-types is as published for 2024; the rest is what their names,
EDGAR's value lists and public descriptions of earlier years say, and so no authority: a base type matters only for
how a value is checked.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """`base` is the item type restricted (XBRL 2.1 §5.1.1.3), `pattern` the regular expression it must match."""

    base: str = "xbrli:tokenItemType"
    pattern: str = ""
    values: tuple[str, ...] = ()


DECLARED_TYPES: dict[str, DeclaredType] = {
    "dei:centralIndexKeyItemType": DeclaredType(pattern="[0-9]{10}"),
    "dei:employerIdItemType": DeclaredType(pattern="[0-9]{2}-?[0-9]{7}"),
    "dei:fileNumberItemType": DeclaredType("xbrli:normalizedStringItemType"),
    "dei:internationalNameItemType": DeclaredType("xbrli:normalizedStringItemType"),
    "dei:invCompanyType": DeclaredType(),
    "dei:legalEntityIdentifierItemType": DeclaredType(pattern="[0-9A-Z]{18}[0-9]{2}"),
    "dei:nineDigitItemType": DeclaredType(pattern="[0-9]{9}"),
    "dei:nonemptySequenceNumberItemType": DeclaredType("xbrli:normalizedStringItemType", r"\s*\S[\s\S]*"),
    "dei:otherReportingStandardItemNumberItemType": DeclaredType(),
    "dei:securityTitleItemType": DeclaredType("xbrli:normalizedStringItemType"),
    "dei:sequenceNumberItemType": DeclaredType("xbrli:normalizedStringItemType"),
    "dei:sicNumberItemType": DeclaredType(pattern="[0-9]{4}"),
    "dei:tradingSymbolItemType": DeclaredType("xbrli:normalizedStringItemType"),
    "dei:trueItemType": DeclaredType("xbrli:booleanItemType", "true"),
    "srt-types:extensibleListItemType": DeclaredType("xbrli:stringItemType"),
    "srt-types:financialInstrumentGlobalIdentifierItemType": DeclaredType(
        pattern="[B-DF-HJ-NP-TV-Z]{2}G[0-9B-DF-HJ-NP-TV-Z]{8}[0-9]"
    ),
    "srt-types:perUnitItemType": DeclaredType("xbrli:decimalItemType"),
    "us-types:MalpracticeInsurance-OccurrenceOrClaims-madeItemType": DeclaredType(values=("Occurrence", "Claims-made")),
    "us-types:distributionsReceivedApproach": DeclaredType(values=("Cumulative earnings", "Nature of distribution")),
    "us-types:flowItemType": DeclaredType("xbrli:decimalItemType"),
    "us-types:forfeitureMethod": DeclaredType(
        values=("Estimating expected forfeitures", "Recognizing forfeitures when they occur")
    ),
    "us-types:fundedStatusItemType": DeclaredType(
        values=("Less than 65 percent", "Between 65 and less than 80 percent", "At least 80 percent", "NA")
    ),
    "us-types:fundingImprovementAndRehabilitationPlanItemType": DeclaredType(
        values=("No", "Pending", "Implemented", "Other", "NA")
    ),
    "us-types:interestRateItemType": DeclaredType(values=("Floating", "Fixed")),
    "us-types:investmentOnLoanForShortSalesItemType": DeclaredType(
        values=("Investment on Loan", "Entire Investment on Loan", "Partial Investment on Loan")
    ),
    "us-types:investmentPledgedItemType": DeclaredType(
        values=("Investment Pledged", "Entire Investment Pledged", "Partial Investment Pledged")
    ),
    "us-types:nineDigitItemType": DeclaredType(pattern="[0-9]{9}"),
    "us-types:restrictedInvestmentItemType": DeclaredType(
        values=(
            "Restricted Investment",
            "Restricted Investment Exempt from Registration",
            "Restricted Investment Not Exempt from Registration",
        )
    ),
    "us-types:surchargeItemType": DeclaredType(values=("No", "Yes", "NA")),
    "us-types:threeDigitItemType": DeclaredType(pattern="[0-9]{3}"),
    "us-types:yesNoItemType": DeclaredType(values=("Yes", "No")),
    "us-types:zoneStatusItemType": DeclaredType(values=("Green", "Yellow", "Orange", "Red", "Other", "NA")),
}
DECLARING_PREFIXES = ("dei", "srt-types", "us-types")


def declared_type(qname: str) -> DeclaredType:
    """What is known of a declared type; a token of any value where nothing is."""
    return DECLARED_TYPES.get(qname, DeclaredType())
