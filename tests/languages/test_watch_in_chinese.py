"""What a check finds, told in Chinese: why it is held, why it failed, in reports and notices."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from frozen import PAGE
from tiia_pricing.cli import main
from tiia_pricing.conformance.chinese.feature_titles import Title
from tiia_pricing.locale import tell_in
from tiia_pricing.watch.archive import Archive
from tiia_pricing.watch.archive.check_record import Failure
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


def test_a_page_that_is_gone_says_so_in_chinese(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page.unlink()
    assert "source-unreachable：无法读取 'page.md'：没有这个文件或文件夹" in watched(capsys)


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
