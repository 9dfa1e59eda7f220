"""``watch --usage`` and ``diff --usage``: the reader's own bill is told first, on every channel."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main
from tiia_pricing.watch import Notice
from tiia_pricing.watch.archive import Archive

PAGE = frozen.TEXT
DEARER = PAGE.replace("2.5元/千次", "2.6元/千次", 1)
TENFOLD = PAGE.replace("2.5元/千次", "30元/千次", 1)
USAGE = "date,interface,calls\n" + "".join(
    f"2026-{month:02d},商品识别,1000000\n" for month in range(1, 13)
)
SENTENCE = (
    "Your bill of the last twelve months (2026-01 to 2026-12) would have been 4.0 % higher, "
    "1,198.80 yuan: 29,970.00 → 31,168.80 yuan"
)
BECAUSE = f"{SENTENCE}; because 商品识别, tier from 0 calls: 2.5 → 2.6 yuan."
ATOM = "{http://www.w3.org/2005/Atom}"
Capture = pytest.CaptureFixture[str]


class Desk:
    """A folder with a page, its archive, and the usage of an account."""

    def __init__(self, folder: Path, capsys: Capture) -> None:
        self.folder, self.capsys = folder, capsys
        self.page, self.usage, self.feed = (folder / n for n in ("page.md", "usage.csv", "f.xml"))
        self.usage.write_text(USAGE, "utf-8")

    @property
    def archive(self) -> Archive:
        return Archive(self.folder / "archive")

    def watch(self, page: str, *words: object) -> tuple[int, str, str]:
        self.page.write_text(page, "utf-8")
        kept = ("--archive", self.folder / "archive", "--book", frozen.file())
        return self.run("watch", self.page, *kept, *words)

    def run(self, *words: object) -> tuple[int, str, str]:
        code = main(list(map(str, words)))
        return code, *self.capsys.readouterr()


@pytest.fixture
def desk(tmp_path: Path, capsys: Capture) -> Desk:
    return Desk(tmp_path, capsys)


def test_the_report_opens_with_the_sentence(desk: Desk) -> None:
    code, out, err = desk.watch(DEARER, "--usage", desk.usage)
    assert (code, err) == (1, "")
    assert out.splitlines()[:2] == [BECAUSE, "changed: 1 change"]


@pytest.mark.parametrize(("alarm", "code"), [("3.9", 1), ("4%", 0), ("50", 0)])
def test_the_alarm_decides_the_exit_code_and_all_is_told_the_same(
    desk: Desk, alarm: str, code: int
) -> None:
    words = ("--usage", desk.usage, "--alarm", alarm, "--format", "json")
    found, out, _ = desk.watch(DEARER, *words)
    assert found == code
    told = json.loads(out)
    assert next(iter(told)) == "your_bill"
    assert told["your_bill"]["text"] == [BECAUSE]
    assert told["your_bill"]["past"] == {
        "months": {"from": "2026-01", "to": "2026-12"},
        "packs": 0,
        "old": "29970.00",
        "new": "31168.80",
        "difference": "1198.80",
        "percent": "4.0",
        "because": [told["changes"][0]["fingerprint"]],
    }
    assert told["changes"][0]["your_bill"]["difference"] == "1198.80"


def test_readings_that_are_fixed_hold_for_both_bills(desk: Desk) -> None:
    """1,000,500 calls a month reach the second tier where free ones count: 999,500 x 45 / 1,000 is
    44,977.50, at 50 yuan 49,975.00; twelve of them are 539,730.00 and 599,700.00. Else 75 holds."""
    rows = (f"2026-{month:02},车辆识别（增强版）,1000500\n" for month in range(1, 13))
    desk.usage.write_text("date,interface,calls\n" + "".join(rows), "utf-8")
    new = desk.folder / "new.md"
    new.write_text(PAGE.replace("45元/千次", "50元/千次"), "utf-8")
    words = ("--usage", desk.usage, "--reading", "tier-basis=gross")
    said = "11.1 % higher, 59,970.00 yuan: 539,730.00 → 599,700.00 yuan"
    for _, out, _ in (
        desk.run("diff", frozen.file(), new, *words),
        desk.watch(new.read_text("utf-8"), *words),
    ):
        assert said in out.splitlines()[0]
        assert out.splitlines()[1] == "Billed with tier-basis=gross."
    _, out, _ = desk.run("diff", frozen.file(), new, *words, "--format", "json")
    assert json.loads(out)["your_bill"]["readings"] == {"tier-basis": "gross"}
    _, out, _ = desk.run("diff", frozen.file(), new, "--usage", desk.usage)
    assert "Billed with" not in out
    assert "would have been the same: 899,550.00 yuan" in out


@pytest.mark.parametrize("reading", ["tier-bases=gross", "tier-basis=all", "tier-basis"])
def test_a_reading_that_is_none_is_refused_before_the_check(desk: Desk, reading: str) -> None:
    code, out, err = desk.watch(DEARER, "--usage", desk.usage, "--reading", reading)
    assert (code, out) == (2, "")
    assert reading.partition("=")[0] in err
    assert desk.archive.checks() == []


def test_an_alarm_changes_no_other_exit_code(desk: Desk) -> None:
    words = ("--usage", desk.usage, "--alarm", "99")
    assert desk.watch(PAGE, *words)[0] == 0
    assert desk.watch(TENFOLD, *words)[0] == 103
    assert desk.watch("<h1>登录</h1>", *words)[0] == 102
    desk.page.unlink()
    assert desk.run("watch", desk.page, "--archive", desk.folder / "archive", *words)[0] == 101


def test_what_is_held_is_told_with_what_it_would_do(desk: Desk) -> None:
    lines = desk.watch(TENFOLD, "--usage", desk.usage)[1].splitlines()
    assert lines[0].startswith("held: ")
    assert lines[2].startswith("Your bill of the last twelve months")


def test_the_feed_opens_each_entry_with_what_its_change_does(desk: Desk) -> None:
    both = DEARER.replace("14元/千次", "15元/千次", 1)
    desk.watch(both, "--usage", desk.usage, "--feed", desk.feed)
    feed = ET.fromstring(desk.feed.read_text("utf-8"))  # noqa: S314 - our own
    texts = [entry.findtext(f"{ATOM}content", "") for entry in feed.iter(f"{ATOM}entry")]
    assert {text.splitlines()[0] for text in texts} == {
        f"{SENTENCE}, by this change alone.",
        "Your bill of the last twelve months (2026-01 to 2026-12) would have been the same: "
        "29,970.00 yuan, by this change alone.",
    }


def test_a_notice_opens_with_the_sentence_and_is_a_warning(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("apprise", reason="the extra notify is not installed")
    sent: list[Notice] = []
    monkeypatch.setattr("tiia_pricing.watch.run.deliver", lambda notice, _: sent.append(notice))
    monkeypatch.setenv("TIIA_NOTIFY_CHANGES", "json://127.0.0.1")
    monkeypatch.delenv("TIIA_NOTIFY_BREAKAGE", raising=False)
    words = ("--usage", desk.usage, "--notify", "--alarm", "50")
    desk.watch(PAGE, *words)
    assert desk.watch(DEARER, *words)[0] == 0
    (notice,) = sent
    assert (notice.title, notice.kind) == (
        "1 change of TIIA prices: your bill 4.0 % higher",
        "warning",
    )
    assert notice.body.splitlines()[0] == BECAUSE


@pytest.mark.parametrize("form", ["text", "markdown", "github"])
def test_diff_opens_with_the_sentence_too(desk: Desk, form: str) -> None:
    desk.page.write_text(DEARER, "utf-8")
    words = ("--usage", desk.usage, "--alarm", "5", "--format", form)
    code, out, _ = desk.run("diff", frozen.PATH, desk.page, *words)
    assert code == 0
    first = {"github": f"::warning title=your bill::{BECAUSE.replace('%', '%25')}"}
    assert out.splitlines()[0] == first.get(form, BECAUSE)


def test_what_could_not_be_told_is_told_later_with_its_alarm(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--usage", desk.usage, "--alarm", "3")
    desk.watch(PAGE, *words)
    with monkeypatch.context() as patched:
        patched.setattr("tiia_pricing.cli.changes.watch._print", _broken)
        assert desk.watch(DEARER, *words)[0] != 0
    code, out, _ = desk.watch(DEARER, *words)
    assert code == 1
    assert BECAUSE in out
    assert desk.watch(DEARER, *words)[0] == 0


def _broken(*_: object) -> None:
    raise OSError("no space left")


def test_what_is_known_does_not_alarm(desk: Desk) -> None:
    fingerprint = json.loads(desk.watch(DEARER, "--usage", desk.usage, "--format", "json")[1])[
        "changes"
    ][0]["fingerprint"]
    known = desk.folder / "known.toml"
    known.write_text(
        f'[[acknowledged]]\nfingerprint = "{fingerprint}"\nuntil = 9999-01-01\nnote = "so"\n'
    )
    words = ("--usage", desk.usage, "--alarm", "1", "--acknowledged", known)
    assert desk.run("diff", frozen.PATH, desk.page, *words)[0] == 0


def test_usage_of_what_went_long_ago_keeps_nothing_from_being_told(desk: Desk) -> None:
    """The interface was removed by a check; the usage of its months stays in the file."""
    gone = PAGE.replace("商品识别-微信识物版", "商品识别-新版")
    desk.watch(PAGE)
    assert "interface-removed" in desk.watch(gone)[1]
    desk.usage.write_text(f"{USAGE}2026-01,商品识别-微信识物版,50000\n", "utf-8")
    page = gone.replace("2.5元/千次", "2.6元/千次", 1)
    code, out, err = desk.watch(page, "--usage", desk.usage)
    assert (code, err) == (1, "")
    assert "Not in these figures: 商品识别-微信识物版" in out


def test_a_pack_of_which_nobody_says_what_was_left_is_warned_of(desk: Desk) -> None:
    packs = desk.folder / "packs.csv"
    packs.write_text("purchased_on,interface,calls\n2025-10-01,RecognizeCarPro,10000\n", "utf-8")
    text = (
        "the pack of 10,000 calls bought on 2025-10-01 counts as full; nobody says what was left "
        "of it when the usage begins"
    )
    words = ("--usage", desk.usage, "--packs", packs)
    assert desk.watch(PAGE, *words)[2] == f"warning: {packs}: {text}\n"
    _, out, err = desk.watch(DEARER, *words, "--format", "json")
    note = {"id": "pack-left-untold", "file": str(packs), "text": text}
    assert (json.loads(out)["notes"], err) == ([note], "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,interface,calls\n", "usage-empty|no rows|no usage"),
        ("date,interface,calls\n2026-01,车辆識别,5\n", "unknown interface '车辆識别'"),
        ("date,interface,calls\n2021-01,商品识别,5\n", "knows no prices for 2021-01"),
        ("date,interface,calls\n2026-13,商品识别,5\n", "2026-13"),
    ],
)
def test_bad_usage_is_refused_before_the_check(desk: Desk, text: str, said: str) -> None:
    desk.usage.write_text(text, "utf-8")
    code, out, err = desk.watch(DEARER, "--usage", desk.usage)
    assert (code, out) == (2, "")
    assert any(one in err for one in said.split("|"))
    assert str(desk.usage) in err
    assert desk.archive.checks() == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--alarm", "5"), "--alarm without --usage"),
        (("--packs", "packs.csv"), "--packs without --usage"),
        (("--activated", "2026-01-01"), "--activated without --usage"),
        (("--reading", "tier-basis=gross"), "--reading without --usage"),
        (("--alarm", "-1", "--usage", "u.csv"), "--alarm"),
        (("--alarm", "nan", "--usage", "u.csv"), "'nan' is not a percentage"),
        (("--alarm", "1e9", "--usage", "u.csv"), "'1e9' is not a percentage"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    code, out, err = desk.watch(DEARER, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert desk.archive.checks() == []


IN_CHINESE = (
    "您最近十二个月（2026-01 至 2026-12）的账单本会高 4.0%，即 1,198.80 元："
    "29,970.00 → 31,168.80 元；原因：商品识别，0 次起的阶梯：2.5 → 2.6 元。"
)


def test_a_check_and_its_notice_are_told_in_chinese(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """(1,000,000 - 1,000) x 12 calls at 0.1 yuan more a thousand: 1,198.80."""
    sent: list[Notice] = []
    monkeypatch.setenv("TIIA_NOTIFY_CHANGES", "json://127.0.0.1:9")
    monkeypatch.setattr("tiia_pricing.watch.run.deliver", lambda notice, _: sent.append(notice))
    desk.watch(PAGE, "--usage", desk.usage, "--notify")
    code, out, err = desk.watch(DEARER, "--usage", desk.usage, "--notify", "--lang", "zh")
    assert (code, err) == (1, "")
    first, head, *_ = out.splitlines()
    assert (first, head) == (IN_CHINESE, "有变动：1 项变动")
    assert [notice.title for notice in sent] == ["图像分析价格有 1 项变动：您的账单高 4.0%"]
    assert sent[0].body.splitlines()[0] == IN_CHINESE


def test_a_failure_is_told_in_chinese(desk: Desk) -> None:
    code, out, _ = desk.watch("no page of prices", "--lang", "zh")
    assert code == 102
    assert out.splitlines()[0] == "无法读取：取得的内容不是价格页面"
