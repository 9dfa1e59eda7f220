"""``tiia-pricing plan``: each form, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
PRO = "车辆识别（增强版）"


@pytest.fixture
def forecast(tmp_path: Path) -> Path:
    """A year with 1,050,000 calls a month."""
    rows = [f"2026-{month:02},{PRO},105万" for month in range(1, 13)]
    return written(tmp_path / "forecast.csv", "month,interface,calls", *rows)


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_json_has_the_purchases_and_what_they_save(capsys: Capture, forecast: Path) -> None:
    assert main(["plan", str(forecast), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["purchases"][0] | {"saves": ""} == {
        "on": "2026-01-01",
        "interface": PRO,
        "calls": 5000000,
        "price": "160000",
        "saves": "",
    }
    assert [one["calls"] for one in told["purchases"]] == [5_000_000] * 2 + [2_500_000] + (
        [10_000] * 8
    )
    assert (told["packs"], told["pay_as_you_go"], told["total"]) == (
        "430840.00",
        "600.00",
        "431440.00",
    )
    assert (told["without"], told["saved"]) == ({"total": "566460.00"}, "135020.00")
    assert told["single"]["calls"] == 15_000_000
    assert told["single"]["saves"] == "116460.00"
    assert told["proven"] is True
    assert told["left_over"] == []


def test_csv_has_a_row_for_each_pack(capsys: Capture, forecast: Path) -> None:
    assert main(["plan", str(forecast), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert len(rows) == 11
    assert rows[0] == {"on": "2026-01-01", "interface": PRO, "calls": "5000000", "price": "160000"}


def test_text_says_what_to_buy_and_how_sure_that_is(capsys: Capture, forecast: Path) -> None:
    assert main(["plan", str(forecast)]) == 0
    out = capsys.readouterr().out
    assert "Buying nothing: 566,460.00 yuan" in out
    assert "Best plan: 431,440.00 yuan, 135,020.00 yuan less than buying nothing" in out
    assert f"2026-01-01: 2 x 5,000,000 calls of {PRO} for 320,000.00 yuan" in out
    assert "Proven: no purchases of the packs on sale cost less" in out


def test_packs_that_are_owned_come_first(capsys: Capture, forecast: Path, tmp_path: Path) -> None:
    """12,600,000 calls left in what is owned: 12,588,000 are needed."""
    owned = written(
        tmp_path / "owned.csv",
        "purchased_on,interface,calls,left",
        f"2026-01-01,{PRO},1500万次,15000000",
    )
    assert main(["plan", str(forecast), "--packs", str(owned), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["purchases"], told["total"]) == ([], "0.00")
    assert told["left_over"] == [
        {
            "purchased_on": "2026-01-01",
            "interface": PRO,
            "calls": 15000000,
            "left": 2_412_000,
            "expires_on": "2027-01-01",
        }
    ]


def test_where_packs_end_before_the_forecast_it_is_proven_or_the_bound_is_told(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """24 x 1,049,000 = 25,176,000 calls: 5 x 5,000,000 for 160,000 yuan, 100,000 for 7,000 and
    7 x 10,000 for 730 leave 6,000 x 75 / 1,000 = 450."""
    months = [f"{2026 + month // 12}-{month % 12 + 1:02},{PRO},1050000" for month in range(24)]
    forecast = written(tmp_path / "two.csv", "month,interface,calls", *months)
    assert main(["plan", str(forecast), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["packs"], told["proven"]) == ("812560.00", "812110.00", True)
    monkeypatch.setattr("tiia_pricing.planning.renewals._MOST_STEPS", 1)
    assert main(["plan", str(forecast), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["proven"] is False
    assert float(told["lower_bound"]) < 812_560 < float(told["total"]) <= 2 * 431_440


@pytest.mark.parametrize(
    ("row", "id"),
    [
        (f"2026-13,{PRO},5", "date-unreadable"),
        (f"2026-01,{PRO},-5", "calls-negative"),
        ("2026-01,人脸识别,5", "unknown-interface"),
    ],
)
def test_bad_rows_are_refused(capsys: Capture, tmp_path: Path, row: str, id: str) -> None:
    forecast = written(tmp_path / "bad.csv", "month,interface,calls", row)
    assert main(["plan", str(forecast), "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert (out, json.loads(err)["error"]) == ("", id)


def test_more_months_and_packs_of_later_are_refused(
    capsys: Capture, tmp_path: Path, forecast: Path
) -> None:
    months = [f"{2026 + month // 12}-{month % 12 + 1:02},{PRO},5" for month in range(37)]
    long = written(tmp_path / "long.csv", "month,interface,calls", *months)
    assert main(["plan", str(long)]) == 2
    assert "the forecast has 37 months" in capsys.readouterr().err
    owned = written(
        tmp_path / "late.csv", "purchased_on,interface,calls", f"2026-02-01,{PRO},10000"
    )
    assert main(["plan", str(forecast), "--packs", str(owned)]) == 2
    assert "after the forecast begins" in capsys.readouterr().err
