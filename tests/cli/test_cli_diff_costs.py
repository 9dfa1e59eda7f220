"""``tiia-pricing diff``: what changes cost, and which of them are known."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import frozen
from support.books import scanner
from support.diffs import CHEAPER, DEARER, FORMATS, PAGE, REWORDED, Capture, run
from tiia_pricebook import calendar, dumps
from tiia_scraper import read_page

PRO = "车辆识别（增强版）"


def told(capsys: Capture, new: Path, page: str, *words: str) -> str:
    new.write_text(page, "utf-8")
    return run(capsys, frozen.PATH, new, *words)[1]


def test_an_annotation_tells_the_worst_cost(capsys: Capture, new: Path) -> None:
    new.write_text(DEARER, "utf-8")
    assert run(capsys, frozen.PATH, new, "--format", "github")[1] == (
        "::error title=price-increased::商品识别, tier from 0 calls: 2.5 → 2.6 yuan; "
        "costs: 商品识别, 1,000,000 calls a month: 2,497.50 → 2,597.40 yuan (+99.90, +4.0 %25)\n"
    )


def test_a_saving_comes_with_the_largest_first(capsys: Capture, new: Path) -> None:
    """49,999,000 calls: at 14 yuan a thousand 699,986, at 13.5 674,986.50."""
    lines = told(capsys, new, PAGE.replace("14元/千次", "13.5元/千次", 1)).splitlines()
    cost = "costs: 宠物识别图片版, 50,000,000 calls a month: 699,986.00 → 674,986.50 yuan"
    assert lines[1] == f"{' ' * 10}{cost} (-24,999.50, -3.6 %)"


def test_a_pack_costs_its_price(capsys: Capture, new: Path) -> None:
    cost = (
        "costs: 车辆识别（增强版）, a pack of 10,000 calls: 730.00 → 700.00 yuan (-30.00, -4.1 %)"
    )
    assert told(capsys, new, CHEAPER).splitlines()[1:] == [f"{' ' * 10}{cost}"]
    told_json = json.loads(told(capsys, new, CHEAPER, "--format", "json"))
    (effect,) = told_json["changes"][0]["impact"]
    assert (effect["of"], effect["difference"], effect["percent"]) == ("pack", "-30.00", "-4.1")


def test_what_is_no_longer_sold_or_new_is_never_zero(capsys: Capture, new: Path) -> None:
    """A pack of 10,000 calls becomes one of 20,000."""
    page = PAGE.replace("<td>1万次</td>", "<td>2万次</td>", 1)
    lines = told(capsys, new, page).splitlines()
    assert lines[-2:] == [
        f"{' ' * 10}costs: {PRO}, a pack of 10,000 calls: 730.00 yuan, no longer priced",
        f"{' ' * 10}costs: {PRO}, a pack of 20,000 calls: new, 730.00 yuan",
    ]
    gone, come = json.loads(told(capsys, new, page, "--format", "json"))["changes"][0]["impact"]
    assert (gone["new"], gone["difference"], gone["percent"]) == (None, None, None)
    assert (come["old"], come["difference"], come["percent"]) == (None, None, None)


def test_words_have_no_costs(capsys: Capture, new: Path) -> None:
    assert "costs" not in told(capsys, new, REWORDED)
    (change,) = json.loads(told(capsys, new, REWORDED, "--format", "json"))["changes"]
    assert change["impact"] == []


def test_a_change_past_every_profile_says_so(capsys: Capture, new: Path) -> None:
    """Of a million calls at most 999,999 are paid: none is the one between the two bounds."""
    book = json.loads(dumps(read_page(PAGE.encode(), "page")))
    for table in book["pay_as_you_go"]:
        for tier in table["tiers"]:
            tier["from_calls"] += tier["from_calls"] == 1_000_000
    new.with_suffix(".json").write_text(json.dumps(book), "utf-8")
    out = run(capsys, frozen.PATH, new.with_suffix(".json"))[1]
    assert "costs: no effect on the reference profiles\n" in out


def test_several_changes_are_told_together_too(capsys: Capture, new: Path) -> None:
    """49,999,000 calls: at 14 yuan a thousand 699,986, at 15 749,985."""
    both = DEARER.replace("14元/千次", "15元/千次", 1)
    lines = told(capsys, new, both).splitlines()
    at = lines.index("together  all changes")
    assert lines[at + 1].endswith(
        "50,000,000 calls a month: 699,986.00 → 749,985.00 yuan (+49,999.00, +7.1 %)"
    )
    assert "together" not in told(capsys, new, DEARER)
    row = told(capsys, new, both, "--format", "markdown").splitlines()[-1]
    assert row.startswith("| together |  | all changes |")


def test_what_cannot_be_priced_alone_says_why(capsys: Capture, new: Path) -> None:
    """The bounds 10,000 and 100,000 become 200,000 and 500,000."""
    book = json.loads(dumps(read_page(PAGE.encode(), "page")))
    (pet,) = (t for t in book["pay_as_you_go"] if t["interface"] == "宠物识别图片版")
    pet["tiers"][1]["from_calls"], pet["tiers"][2]["from_calls"] = 200_000, 500_000
    new.with_suffix(".json").write_text(json.dumps(book), "utf-8")
    words = (frozen.PATH, new.with_suffix(".json"))
    why = "the bound 100,000 would not rise above the one before it"
    assert f"costs: not priced by itself: {why}\n" in run(capsys, *words)[1]
    first = json.loads(run(capsys, *words, "--format", "json")[1])["changes"][0]
    assert (first["impact"], first["why"]) == (None, why)


def test_another_month_is_named(capsys: Capture, new: Path) -> None:
    """In October 2022 20,000 calls are free instead of 10,000: 1,000 x 3 / 1,000 = 3 yuan."""
    out = told(capsys, new, PAGE.replace("共享10000次/月", "共享20000次/月", 1))
    assert "costs: in 2022-10, 车辆识别" in out


def test_books_of_other_products_are_compared(capsys: Capture, new: Path) -> None:
    new.with_suffix(".json").write_bytes(dumps(scanner()))
    code, out, err = run(capsys, new.with_suffix(".json"), frozen.PATH)
    assert (code, err) == (1, "")
    assert "calls a month: new, " in out
    assert "no longer priced" in out


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file for acknowledgements, on 24 November 2026."""
    monkeypatch.setattr(calendar, "today", lambda: dt.date(2026, 11, 24))
    return tmp_path / "known.toml"


def fingerprint(capsys: Capture, new: Path) -> str:
    out = run(capsys, frozen.PATH, new, "--format", "json")[1]
    return str(json.loads(out)["changes"][0]["fingerprint"])


def entry(fingerprint: str, until: str = "2027-01-31", note: str = "budgeted") -> str:
    return f'[[acknowledged]]\nfingerprint = "{fingerprint}"\nuntil = {until}\nnote = "{note}"\n'


@pytest.mark.parametrize("format", FORMATS)
def test_a_known_change_fails_nothing_and_is_shown(
    capsys: Capture, new: Path, known: Path, format: str
) -> None:
    new.write_text(DEARER, "utf-8")
    known.write_text(entry(fingerprint(capsys, new)), "utf-8")
    code, out, err = run(capsys, frozen.PATH, new, "--format", format, "--acknowledged", known)
    assert (code, err) == (0, "")
    if format == "json":
        told = json.loads(out)
        assert told["changes"][0]["acknowledged"] == {"until": "2027-01-31", "note": "budgeted"}
        assert told["acknowledgements"] == {"expired": [], "unused": []}
    else:
        assert "acknowledged until 2027-01-31: budgeted" in out
    if format == "text":
        assert out.startswith("acknowledged  breaking  price-increased  商品识别")
    if format == "github":
        assert out.startswith("::notice title=price-increased::")
        assert len(out.splitlines()) == 1


def test_another_change_still_fails(capsys: Capture, new: Path, known: Path) -> None:
    new.write_text(DEARER, "utf-8")
    known.write_text(entry(fingerprint(capsys, new)), "utf-8")
    new.write_text(DEARER.replace("14元/千次", "13.5元/千次", 1), "utf-8")
    words = (frozen.PATH, new, "--acknowledged", known, "--fail-on")
    assert run(capsys, *words, "notable")[0] == 1
    assert run(capsys, *words, "breaking")[0] == 0, "the other price fell"


def test_an_expired_acknowledgement_counts_no_more(capsys: Capture, new: Path, known: Path) -> None:
    new.write_text(DEARER, "utf-8")
    id = fingerprint(capsys, new)
    known.write_text(entry(id, "2026-11-24"), "utf-8")
    code, out, err = run(capsys, frozen.PATH, new, "--acknowledged", known)
    assert (code, "acknowledged" in out) == (1, False)
    assert err == f"note: acknowledgement {id} expired on 2026-11-24: budgeted\n"
    known.write_text(entry(id, "2026-11-25"), "utf-8")
    assert run(capsys, frozen.PATH, new, "--acknowledged", known)[0] == 0


def test_an_acknowledgement_of_no_change_is_told(capsys: Capture, new: Path, known: Path) -> None:
    known.write_text(entry("0" * 16, note=r"a\u001b[31m"), "utf-8")
    code, out, err = run(capsys, frozen.PATH, frozen.PATH, "--acknowledged", known)
    assert (code, out) == (0, "no changes\n")
    assert err == f"note: acknowledgement {'0' * 16} matches no change: a\\u001b[31m\n"
    out = run(capsys, frozen.PATH, frozen.PATH, "--acknowledged", known, "--format", "json")[1]
    (unused,) = json.loads(out)["acknowledgements"]["unused"]
    assert unused["fingerprint"] == "0" * 16


def test_notes_are_only_shown(capsys: Capture, new: Path, known: Path) -> None:
    new.write_text(DEARER, "utf-8")
    hostile = r"<b>|@all\n::error::x \u001b"
    known.write_text(entry(fingerprint(capsys, new), note=hostile), "utf-8")
    words = (frozen.PATH, new, "--acknowledged", known, "--format")
    assert len(run(capsys, *words, "github")[1].splitlines()) == 1
    head, _, row = run(capsys, *words, "markdown")[1].splitlines()
    assert row.count("|") == head.count("|")
    assert "<b>" not in row
    assert "@all" not in row
    assert "\x1b" not in run(capsys, *words, "text")[1]


@pytest.mark.parametrize("text", [None, "", "[[acknowledged]]\n", "not TOML"])
def test_a_wrong_file_is_bad_input(capsys: Capture, known: Path, text: str | None) -> None:
    if text is not None:
        known.write_text(text, "utf-8")
    words = (frozen.PATH, frozen.PATH, "--acknowledged", known, "--format", "json")
    code, out, err = run(capsys, *words)
    if text == "":
        assert (code, err) == (0, "")
    else:
        assert (code, out) == (2, "")
        assert json.loads(err)["where"]["file"] == str(known)


def test_the_day_is_that_of_beijing(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 16:30 in Greenwich the next day has begun in Beijing."""

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            return cls(2026, 11, 24, 16, 30, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(dt, "datetime", Clock)
    assert calendar.today() == dt.date(2026, 11, 25)
