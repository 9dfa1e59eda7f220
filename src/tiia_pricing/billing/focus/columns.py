"""The columns of FOCUS that a statement fills, and those of ours, which begin with ``x_``.

The columns are those of 1.2, whose rules the validator of the FinOps Foundation checks. Two that
1.3 added come after them, unchecked, for the validator carries no rules of 1.3.

A cell without a value is null. Amounts are exact decimals; moments are UTC, and a month begins at
midnight in Beijing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal

from tiia_pricebook import untrusted_text
from tiia_pricebook.calendar import BEIJING, instant

Value = str | int | Decimal | dt.date | None
Row = Mapping[str, Value]

COLUMNS = (
    *("BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency"),
    *("BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass"),
    *("ChargeDescription", "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart"),
    *("CommitmentDiscountCategory", "CommitmentDiscountId", "CommitmentDiscountName"),
    *("CommitmentDiscountQuantity", "CommitmentDiscountStatus", "CommitmentDiscountType"),
    *("CommitmentDiscountUnit", "ConsumedQuantity", "ConsumedUnit", "ContractedCost"),
    *("ContractedUnitPrice", "EffectiveCost", "InvoiceId", "InvoiceIssuerName", "ListCost"),
    *("ListUnitPrice", "PricingCategory", "PricingCurrency"),
    *("PricingCurrencyContractedUnitPrice", "PricingCurrencyEffectiveCost"),
    *("PricingCurrencyListUnitPrice", "PricingQuantity", "PricingUnit", "ProviderName"),
    *("PublisherName", "ServiceCategory", "ServiceName", "ServiceSubcategory", "SkuId"),
    *("SkuMeter", "SkuPriceDetails", "SkuPriceId"),
)
COLUMNS_OF_1_3 = ("HostProviderName", "ServiceProviderName")
OWN_COLUMNS = (
    *("x_Interface", "x_Step", "x_FreeCalls", "x_PackCalls", "x_Clause"),
    *("x_Page", "x_Table", "x_Row", "x_Column"),
    *("x_TotalLow", "x_TotalHigh", "x_OpenReadings"),
)


def as_csv(rows: Iterable[Row]) -> str:
    """Return the rows as CSV with a head; no text is a formula, and numbers stay as they are."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = (*COLUMNS, *COLUMNS_OF_1_3, *OWN_COLUMNS)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return _moment(value)
    if isinstance(value, Decimal):
        return _digits(value)
    return untrusted_text.cell(value) if isinstance(value, str) else str(value)


def _digits(value: Decimal) -> str:
    """All digits, with a point: a reader that guesses types takes no cost for a count."""
    text = f"{value:f}"
    return text if "." in text else f"{text}.0"


def _moment(day: dt.date) -> str:
    """The beginning of a day in Beijing, in UTC."""
    return instant(dt.datetime.combine(day, dt.time(), BEIJING))
