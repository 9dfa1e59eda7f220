"""``quote`` without a month bills the current one in Beijing, and says so; its forms are bill's."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main((*words, "--book", frozen.file()))
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(autouse=True)
def _in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last hours of May in UTC are June in Beijing."""

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls(2023, 5, 31, 18, 0, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr("tiia_pricebook.calendar.dt.datetime", Clock)


def test_the_month_is_the_current_one_in_beijing(capsys: Capture) -> None:
    code, out, err = run(capsys, "quote", "DetectPet=2000")
    assert code == 0
    assert out.startswith("2023-06: 20.00 yuan\n")
    assert err == "note: the month is 2023-06, the current one in Beijing\n"


def test_the_note_is_in_chinese(capsys: Capture) -> None:
    _, out, err = run(capsys, "quote", "DetectPet=2000", "--lang", "zh")
    assert out.startswith("2023-06：20.00 元\n")
    assert err == "说明：月份为 2023-06，即北京时间的当月\n"


def test_json_has_the_month_and_no_note(capsys: Capture) -> None:
    code, out, err = run(capsys, "quote", "DetectPet=2000", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["months"][0]["month"] == "2023-06"


def test_a_month_that_is_given_needs_no_note(capsys: Capture) -> None:
    code, out, err = run(capsys, "quote", "DetectPet=2000", "--month", "2023-05")
    assert (code, err) == (0, "")
    assert out.startswith("2023-05: 20.00 yuan\n")


def test_a_quote_is_written_as_csv_as_a_bill_is(capsys: Capture, tmp_path: Path) -> None:
    """1,000 of 2,000 calls are free; the others cost 20 yuan per 1,000."""
    words = ("quote", "DetectPet=2000", "--month", "2023-05", "--format", "csv")
    _, out, _ = run(capsys, *words)
    head = "month,interface,calls,free,pack,pay_as_you_go,unit_price,per_calls,amount"
    row = "2023-05,宠物识别图片版,2000,1000,0,1000,20,1000,20.00"
    assert out.removeprefix("\ufeff") == f"{head}\n{row}\n"
    file = tmp_path / "quote.csv"
    assert run(capsys, *words, "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8-sig") == f"{head}\n{row}\n"
