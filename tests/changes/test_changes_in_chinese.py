"""What changed, in Chinese: text, Markdown and annotations; JSON stays as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main

KEPT = re.compile(
    r"^[\w-]+ +[\w-]+  |因此：[\w-]+|[a-z]+(?:-[a-z]+)+|\b(?:rowspan|colspan)\b", re.M
)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A page with a higher price, a cheaper pack, fewer free calls, and a span that fits."""
    path = tmp_path / "new.md"
    text = frozen.TEXT.replace("2.5元/千次", "2.6元/千次").replace("730", "700")
    path.write_text(
        text.replace("1000次/月", "900次/月").replace('rowspan="8"', 'rowspan="7"'), "utf-8"
    )
    return path


def compared(capsys: pytest.CaptureFixture[str], new: Path, *words: str) -> str:
    """What ``diff`` prints."""
    main(["diff", str(frozen.PATH), str(new), *words])
    return capsys.readouterr().out


def test_a_change_reads_as_a_person_would_write_it(
    capsys: pytest.CaptureFixture[str], edited: Path
) -> None:
    told = compared(capsys, edited, "--lang", "zh").splitlines()
    assert "breaking  price-increased  商品识别，0 次起的阶梯：2.5 → 2.6 元" in told
    assert "notable   pack-price-decreased  车辆识别（增强版），10,000 次资源包：730 → 700 元" in (
        told
    )


@pytest.mark.parametrize("form", ["text", "markdown", "github"])
def test_no_english_sentence_is_left(
    capsys: pytest.CaptureFixture[str], edited: Path, form: str
) -> None:
    english = compared(capsys, edited, "--format", form)
    chinese = compared(capsys, edited, "--format", form, "--lang", "zh")
    assert chinese != english
    assert len(chinese.splitlines()) == len(english.splitlines())
    assert re.findall(r"[a-z]+ [a-z]+ [a-z]+", KEPT.sub("", chinese)) == []


def test_a_finding_that_is_resolved_is_told_in_chinese(
    capsys: pytest.CaptureFixture[str], edited: Path
) -> None:
    assert "rowspan=8，而只有 7 行" in compared(capsys, edited, "--lang", "zh")


def test_json_is_the_same(capsys: pytest.CaptureFixture[str], edited: Path) -> None:
    english = compared(capsys, edited, "--format", "json")
    assert compared(capsys, edited, "--format", "json", "--lang", "zh") == english


def test_no_change_is_said_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(capsys, frozen.PATH, "--lang", "zh") == "没有变动\n"
