"""Rows of FOCUS: the rules of the specification 1.2, and amounts that are the statement's.

The rules are typed from the specification's requirements of its columns, not from the code.
"""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

import frozen
from tiia_pricebook import dumps
from tiia_pricing.cli import main
from tiia_scraper import read_page

Capture = pytest.CaptureFixture[str]
Row = dict[str, str]

PRO = "车辆识别（增强版）"
USAGE = (
    f"2023-05-03,{PRO},600000",
    "2023-05-20,RecognizeCarPro,450000",
    "2023-05,商品识别,2500",
    f"2023-06-01,{PRO},80000",
    "2024-05-30,商品识别,1",
)
PACKS = (f"2023-05-15,{PRO},100000,2", f"2023-05-25,{PRO},100000,1")
NEVER_NULL = {
    *("BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodEnd"),
    *("BillingPeriodStart", "ChargeCategory", "ChargePeriodEnd", "ChargePeriodStart"),
    *("ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "ProviderName"),
    *("PublisherName", "ServiceCategory", "ServiceName", "ServiceSubcategory"),
}
PRESENT = {
    *("BillingAccountName", "ChargeClass", "ChargeDescription", "PricingQuantity", "PricingUnit"),
    *NEVER_NULL,
}  # of every provider
NOT_NULL_OF_CHARGES = (
    *("ListUnitPrice", "ContractedUnitPrice", "PricingCategory", "PricingQuantity"),
    *("PricingUnit", "SkuId", "SkuPriceId"),
)  # of usage and purchases
DECIMALS = {
    *("BilledCost", "ContractedCost", "EffectiveCost", "ListCost", "ListUnitPrice"),
    *("ContractedUnitPrice", "PricingQuantity", "ConsumedQuantity", "CommitmentDiscountQuantity"),
    *("PricingCurrencyContractedUnitPrice", "PricingCurrencyEffectiveCost"),
    "PricingCurrencyListUnitPrice",
}


def written(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


def focus(
    folder: Path,
    capsys: Capture,
    *options: str,
    usage: tuple[str, ...] = USAGE,
    packs: tuple[str, ...] = PACKS,
) -> list[Row]:
    """What the command prints for the account above, as rows."""
    account = written(folder / "usage.csv", "date,interface,calls", *usage)
    bought = written(folder / "packs.csv", "purchased_on,interface,calls,quantity", *packs)
    words = ["bill", account, "--packs", bought, "--book", frozen.file(), "--format", "focus"]
    assert main([*words, "--account", "uin-100000000001", *options]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.fixture
def rows(tmp_path: Path, capsys: Capture) -> list[Row]:
    return focus(tmp_path, capsys)


def of(rows: list[Row], **wanted: str) -> list[Row]:
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def total(rows: list[Row], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), Decimal(0))


def test_columns_are_there_and_null_where_the_specification_allows_it(rows: list[Row]) -> None:
    assert rows[0].keys() >= PRESENT
    for row in rows:
        assert all(row[name] for name in (*NEVER_NULL, *NOT_NULL_OF_CHARGES))
        assert row["ChargeClass"] == ""
        assert row["ChargeCategory"] in {"Usage", "Purchase"}
        assert row["PricingCategory"] in {"Standard", "Committed"}
        assert (row["ServiceCategory"], row["BillingCurrency"]) == (
            "AI and Machine Learning",
            "CNY",
        )
        assert bool(row["ConsumedUnit"]) == bool(row["ConsumedQuantity"])
        used = row["ChargeCategory"] == "Usage" and row["CommitmentDiscountStatus"] != "Unused"
        assert bool(row["ConsumedQuantity"]) == used
        pack, usage = bool(row["CommitmentDiscountId"]), row["ChargeCategory"] == "Usage"
        assert bool(row["CommitmentDiscountStatus"]) == (pack and usage)
        assert row["ChargeFrequency"] == ("Usage-Based" if usage else "One-Time")
        assert all(row[name].isascii() for name in row if not name.startswith("x_"))


def test_two_columns_of_1_3_name_who_sells_and_who_hosts(rows: list[Row]) -> None:
    """1.3: neither is null here, and the host is the service provider where no other is exposed."""
    for row in rows:
        assert (row["ServiceProviderName"], row["HostProviderName"]) == ("Tencent Cloud",) * 2
    names = list(rows[0])
    assert names[names.index("HostProviderName") :][:3] == [
        *("HostProviderName", "ServiceProviderName", "x_Interface"),
    ]
    added = {"AllocatedMethodId", "AllocatedResourceId", "AllocatedTags", "ContractApplied"}
    assert not added & rows[0].keys()


def test_every_column_is_one_of_the_specification_or_begins_with_x(rows: list[Row]) -> None:
    assert all(re.fullmatch(r"x_[A-Z][A-Za-z]+|[A-Z][A-Za-z]+", name) for name in rows[0])


def test_numbers_and_moments_are_written_as_the_specification_has_them(rows: list[Row]) -> None:
    for row in rows:
        for name in DECIMALS:
            assert re.fullmatch(r"(-?[0-9]+\.[0-9]+)?", row[name]), name
        for name in ("BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT16:00:00Z", row[name])
        details = row["SkuPriceDetails"]
        assert not details or all(key.startswith("x_") for key in json.loads(details))


def test_a_month_begins_at_midnight_in_beijing(rows: list[Row]) -> None:
    assert (rows[0]["BillingPeriodStart"], rows[0]["BillingPeriodEnd"]) == (
        "2023-04-30T16:00:00Z",
        "2023-05-31T16:00:00Z",
    )


def test_price_times_quantity_is_the_cost(rows: list[Row]) -> None:
    for row in rows:
        quantity = Decimal(row["PricingQuantity"])
        assert Decimal(row["ListUnitPrice"]) * quantity == Decimal(row["ListCost"])
        assert Decimal(row["ContractedUnitPrice"]) * quantity == Decimal(row["ContractedCost"])


def test_what_is_billed_is_the_statement_and_the_packs(rows: list[Row]) -> None:
    """849,000 x 75 / 1,000 = 63,675.00 and 1,500 x 2.5 / 1,000 = 3.75; three packs of 7,000."""
    assert total(of(rows, ChargeCategory="Usage"), "BilledCost") == Decimal("63678.75")
    assert total(of(rows, ChargeCategory="Purchase"), "BilledCost") == 21_000
    (paid,) = of(rows, x_Interface=PRO, x_Step="pay-as-you-go")
    assert (paid["PricingQuantity"], paid["ListUnitPrice"]) == ("849.0", "75.0")
    assert (paid["PricingUnit"], paid["ConsumedQuantity"]) == ("1000 Calls", "849000.0")
    assert (paid["x_Clause"], paid["x_Table"], paid["x_Row"], paid["x_Column"]) == (
        *("reached-tiers", "1", "4", "1"),
    )
    assert paid["SkuPriceId"] == "tiia/RecognizeCarPro/from-0"


def test_free_calls_and_calls_of_packs_are_named(rows: list[Row]) -> None:
    """1,000 free calls each month and API, of 商品识别 in May 2024 only one call."""
    assert [row["x_FreeCalls"] for row in of(rows, x_Step="free-quota")] == [
        *("1000", "1000", "1000", "1"),
    ]
    covered = of(rows, CommitmentDiscountStatus="Used")
    assert [row["x_PackCalls"] for row in covered] == ["100000", "100000", "79000"]
    assert {row["BilledCost"] for row in covered} == {"0.0"}


def test_the_price_of_a_pack_falls_on_its_calls_and_what_is_left(rows: list[Row]) -> None:
    """79,000 of the third pack's calls are used, 21,000 left: 5,530 + 1,470 = 7,000 yuan."""
    (pack,) = of(rows, ChargeCategory="Purchase", ChargePeriodStart="2023-05-24T16:00:00Z")
    assert pack["EffectiveCost"] == "0.0"
    own = of(rows, ChargeCategory="Usage", CommitmentDiscountId=pack["CommitmentDiscountId"])
    assert [(row["CommitmentDiscountStatus"], Decimal(row["EffectiveCost"])) for row in own] == [
        ("Used", Decimal(5530)),
        ("Unused", Decimal(1470)),
    ]
    assert own[1]["BillingPeriodStart"] == "2024-04-30T16:00:00Z"


def test_a_pack_of_the_first_of_a_month_ends_with_the_month_before(
    tmp_path: Path, capsys: Capture
) -> None:
    usage, packs = ("2023-05,商品识别,1", "2024-04,商品识别,1"), (f"2023-05-01,{PRO},10000,1",)
    (left,) = of(
        focus(tmp_path, capsys, usage=usage, packs=packs), CommitmentDiscountStatus="Unused"
    )
    assert left["BillingPeriodStart"] == "2024-03-31T16:00:00Z"
    assert Decimal(left["EffectiveCost"]) == 730


def test_tiers_of_graduated_prices_are_rows_whose_sum_is_the_line(
    tmp_path: Path, capsys: Capture
) -> None:
    """1,000,000 x 2.5 / 1,000 = 2,500 and 1,001 x 2.2 / 1,000 = 2.2022: 2,502.20 in all.

    Every row is billed exactly but the last, which takes the rounding of the line.
    """
    page = frozen.TEXT.replace("阶梯到达", "阶梯累进").encode()
    book = written(tmp_path / "book.json", dumps(read_page(page, "page.md")).decode())
    rows = focus(tmp_path, capsys, "--book", book, usage=("2023-05,商品识别,1002001",))
    paid = of(rows, x_Step="pay-as-you-go")
    assert [(row["ConsumedQuantity"], row["ListUnitPrice"]) for row in paid] == [
        ("1000000.0", "2.5"),
        ("1001.0", "2.2"),
    ]
    assert [Decimal(row["BilledCost"]) for row in paid] == [2500, Decimal("2.20")]
    assert Decimal(paid[1]["ListCost"]) == Decimal("2.2022")


def test_a_thousand_that_is_filled_up_is_priced_and_not_consumed(
    tmp_path: Path, capsys: Capture
) -> None:
    rows = focus(tmp_path, capsys, "--reading", "partial-thousand=round-up", usage=USAGE[2:3])
    (paid,) = of(rows, x_Step="pay-as-you-go")
    assert (paid["PricingQuantity"], paid["ConsumedQuantity"]) == ("2.0", "1500.0")
    assert (paid["BilledCost"], paid["ListCost"]) == ("5.00", "5.0")


def test_half_a_cent_is_rounded_in_what_is_billed_alone(tmp_path: Path, capsys: Capture) -> None:
    """1,001 calls: one to pay, 0.0025 yuan, billed as nothing; 1,002: 0.005, as one cent."""
    for calls, billed, exact in ((1_001, "0.00", "0.0025"), (1_002, "0.01", "0.0050")):
        rows = focus(tmp_path, capsys, usage=(f"2023-05,商品识别,{calls}",))
        (paid,) = of(rows, x_Step="pay-as-you-go")
        assert (paid["BilledCost"], Decimal(paid["ListCost"])) == (billed, Decimal(exact))


def test_the_range_and_each_open_reading_stand_beside(rows: list[Row]) -> None:
    """All 1,050,000 calls reach the tier of 45 yuan: 849,000 x 45 / 1,000 + 3.75."""
    row = rows[0]
    assert row["x_OpenReadings"].startswith("tier-basis=gross: 38208.75; ")
    assert Decimal(row["x_TotalLow"]) <= Decimal("38208.75")
    assert Decimal(row["x_TotalHigh"]) >= Decimal("63678.75")


def test_a_pack_bought_in_a_month_without_calls_is_billed(tmp_path: Path, capsys: Capture) -> None:
    usage = ("2023-04,商品识别,1", "2023-06,商品识别,1")
    bought = of(focus(tmp_path, capsys, usage=usage), ChargeCategory="Purchase")
    assert [row["BillingPeriodStart"] for row in bought] == ["2023-04-30T16:00:00Z"] * 3


@pytest.mark.parametrize(
    ("account", "written"), [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("'a", "'a"), ("a", "a")]
)
def test_an_account_that_a_spreadsheet_would_run_is_text_and_no_other_one(
    account: str, written: str, tmp_path: Path, capsys: Capture
) -> None:
    rows = focus(tmp_path, capsys, "--account", account)
    assert {row["BillingAccountId"] for row in rows} == {written}


def test_without_an_account_there_are_no_rows(tmp_path: Path, capsys: Capture) -> None:
    usage = written(tmp_path / "usage.csv", "date,interface,calls", *USAGE)
    assert main(["bill", usage, "--format", "focus"]) == 2
    assert capsys.readouterr().err == (
        "error: rows of FOCUS name their billing account\nexpected: --account ID\n"
    )
