"""What a check finds, told in Chinese: why it is held, why it failed, in reports and notices."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from frozen import PAGE
from tiia_pricing.cli import main
from tiia_pricing.conformance.chinese.feature_titles import Title
from tiia_pricing.locale import tell_in
from tiia_pricing.watch import feed_of
from tiia_pricing.watch.archive import Archive
from tiia_pricing.watch.archive.check_record import Failure
from tiia_pricing.watch.archive_feed import headed
from tiia_pricing.watch.notices import due

ANNOUNCED = "\n自2027年1月1日起，商品识别的价格有所上调。\n\n## "


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The frozen page, checked once."""
    monkeypatch.chdir(tmp_path)
    file = Path("page.md")
    file.write_bytes(PAGE)
    main(["watch", "page.md", "--archive", "archive"])
    return file


def watched(capsys: pytest.CaptureFixture[str]) -> str:
    """What a check prints in Chinese."""
    capsys.readouterr()
    main(["watch", "page.md", "--archive", "archive", "--lang", "zh"])
    return capsys.readouterr().out


def test_a_held_change_says_why_in_chinese_and_is_kept_in_english(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text(PAGE.decode().replace("2.5元/千次", "30元/千次", 1), "utf-8")
    zh = "price-tenfold：商品识别每月 0 次起的调用原价每 1,000 次 2.5 元，现在每 1,000 次 30 元"
    assert zh in watched(capsys)
    [hold] = Archive(Path("archive")).checks()[-1].holds
    assert hold.text == (
        "calls of 商品识别 from 0 a month cost 2.5 yuan per 1,000 and cost 30 per 1,000 now"
    )


RISES = ("<td >2.2元/千次</td>", "<td >2.6元/千次</td>")  # above the price of the tier before it
CELL = "第 2 张表“图像识别后付费”，第 2 行“商品识别”，第 3 列“1000千 - 3000千次/月”"


def test_a_finding_names_the_table_by_its_heading(
    page: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page.write_text(PAGE.decode().replace(*RISES, 1), "utf-8")
    assert f"因此：finding-added  商品识别，price-rises-with-volume，{CELL}：" in watched(capsys)
    [change] = Archive(Path("archive")).checks()[-1].changes
    assert "names" not in change.consequences[0].key
    checks = Archive(Path("archive")).checks()
    shown = partial(headed, Archive(Path("archive")))
    [notice] = due(checks, 1, lambda changes: changes, tell=tell_in("zh"), headed=shown)
    assert CELL in notice.body
    feed = feed_of(Archive(Path("archive")), checks, "feed.xml").decode()
    assert "table 2 '图像识别后付费', row 2 '商品识别', column 3 " in feed


def test_a_change_whose_books_are_gone_is_told_as_it_was_recorded(page: Path) -> None:
    page.write_text(PAGE.decode().replace(*RISES, 1), "utf-8")
    main(["watch", "page.md", "--archive", "archive"])
    check = Archive(Path("archive")).checks()[-1]
    lost = replace(check, against="0" * 64)
    assert headed(Archive(Path("archive")), lost) == check.changes


def test_a_page_that_is_gone_says_so_in_chinese(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.unlink()
    assert "source-unreachable：无法读取“page.md”：没有这个文件或文件夹" in watched(capsys)


def test_a_finding_is_english_in_json_in_any_language(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.write_text(PAGE.decode().replace("\n## ", ANNOUNCED, 1), "utf-8")
    capsys.readouterr()
    main(["watch", "page.md", "--archive", "archive", "--format", "json", "--lang", "zh"])
    changes = json.loads(capsys.readouterr().out)["changes"]
    [clause] = [one for one in changes if one["id"] == "clause-added"]
    [finding] = [one for one in clause["consequences"] if one["id"] == "finding-added"]
    assert finding["new"].startswith("seems to announce a change (2027年1月1日)")


def test_a_notice_of_this_run_is_in_chinese_throughout(page: Path) -> None:
    checks = Archive(Path("archive")).checks()
    failure = Failure.of(ZeroDivisionError("by zero"))
    failed = replace(checks[-1], outcome="unreadable", error=failure)
    [notice] = due([*checks, failed], 1, lambda changes: changes, tell=tell_in("zh"))
    assert "程序出错：ZeroDivisionError: by zero" in notice.body


def test_a_title_of_the_features_is_told_in_chinese() -> None:
    title = Title("Unused quota lapses")
    assert (str(title), tell_in("zh")(title)) == ("Unused quota lapses", "未使用的额度失效")
    assert tell_in("zh")(Title("a title of nobody")) == "a title of nobody"
