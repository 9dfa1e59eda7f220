"""What programs that read Markdown get: ``llms.txt``, and a twin of every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.site_project import HOSTILE, Project
from tiia_pricing.publishing.downloads.twins import summary_of, title_of, twin


def twins(project: Project, language: str = "") -> Path:
    return project.root / "build/markdown" / language


def links(text: str) -> list[str]:
    return re.findall(r"^- \[[^]]+\]\(([^)]+)\)", text, re.MULTILINE)


@pytest.mark.parametrize(("language", "folder"), [("en", ""), ("zh", "zh")])
def test_every_page_has_a_twin_and_is_listed(
    published: Project, language: str, folder: str
) -> None:
    docs, beside = published.root / "build/docs" / language, twins(published, folder)
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
    assert all((beside / page).is_file() for page in pages)
    listed = links((docs / "llms.txt").read_text("utf-8"))
    assert {path for path in listed if path.endswith(".md")} == pages
    others = {path for path in listed if not path.endswith(".md")}
    data = {path.relative_to(docs).as_posix() for path in (docs / "data").rglob("*.*")}
    assert others == data
    assert len(listed) == len({*listed})


# https://llmstxt.org: a title, a summary, sections whose items are links with notes.
def test_the_list_has_the_form_of_llms_txt(published: Project) -> None:
    lines = published.page("llms.txt").splitlines()
    assert lines[0] == "# Prices of Tencent Cloud image analysis (腾讯云图像分析, TIIA)"
    assert lines[2].startswith("> What the APIs cost, read on 2026-11-23 from the vendor's")
    assert [line for line in lines if line.startswith("#")][1:] == [
        "## Data",
        "## Pages",
        "## Optional",
    ]
    below = lines[lines.index("## Data") :]
    assert all(not line or line.startswith(("## ", "- [")) for line in below)
    assert "- [Data for programs](data.md): Every fact of this site is here as a file" in "\n".join(
        lines
    )
    assert published.page("llms.txt", "zh").startswith("# 腾讯云图像分析")


# Typed from the vendor's page: 车辆识别（增强版）, 文件封识别, and the packs.
def test_the_twin_of_the_prices_is_a_table(published: Project) -> None:
    text = (twins(published) / "prices.md").read_text("utf-8")
    cells = [re.split(r" *\| *", line)[1:-1] for line in text.splitlines() if line[:1] == "|"]
    told = {tuple(row[1:4]): row for row in cells}
    pro = "RecognizeCarPro"
    for row in (
        (pro, "0 – 999,999", "75 per 1,000"),
        (pro, "1,000,000 – 2,999,999", "45 per 1,000"),
        (pro, "from 15,000,000 on", "30 per 1,000"),
        ("DetectEnvelope", "0 – 2,999,999", "7 per 1,000"),
        (pro, "1,000", "0"),
        (pro, "10,000", "730"),
        (pro, "50,000,000", "1250000"),
    ):
        assert row in told
    reached = told[pro, "1,000,000 – 2,999,999", "45 per 1,000"]
    assert reached[0] == "车辆识别（增强版） (Vehicle recognition, enhanced)"
    assert reached[4:] == ["≤ 2022-10-01", "45元/千次, table 2 '图像识别后付费', row 5, column 3"]
    assert told[pro, "1,000", "0"][4] == "2022-10-24"
    assert len(cells) == 9 * 4 + 9 + 7 + 2 * 3  # tiers, quotas, packs, three heads
    assert "`tier-basis`: Which volume reaches the tier" in text
    assert "Read on 2026-11-23 from tiia-pricing" in text


def test_the_chinese_twin_speaks_chinese(published: Project) -> None:
    text = (twins(published, "zh") / "prices.md").read_text("utf-8")
    assert (
        "| 车辆识别（增强版） | RecognizeCarPro | 1,000,000 – 2,999,999 | 45 / 1,000 次 |" in text
    )
    assert "## 未写明的问题" in text


def test_a_twin_has_what_the_page_says_and_not_how_it_looks() -> None:
    page = (
        "---\ntitle: Prices\n---\n# Pay&#45;as&#45;you&#45;go { #pay .tp-now }\n\n\n"
        '<div class="tp-now"><p title="read from">All <span class="tp-num">75</span></p>\n'
        '<svg viewBox="0"><text>drawn</text></svg>\n<a href="bill.html">why</a></div>\n'
        "See [the bill](bill.md).\n"
    )
    assert twin(page) == (
        "# Pay-as-you-go\n\n<div><p>All 75</p>\n\n"
        '<a href="bill.html">why</a></div>\nSee [the bill](bill.md).\n'
    )
    assert title_of(twin(page)) == "Pay-as-you-go"
    assert summary_of(twin(page)) == "All 75"


def test_text_between_tags_is_no_link() -> None:
    assert twin("<p>[x](javascript:1)</p>\n") == "<p>&#91;x](javascript:1)</p>\n"
    assert twin("`<p>` [x](y.md)\n\n```text\n<p>[x]\n```\n") == (
        "`<p>` [x](y.md)\n\n```text\n<p>[x]\n```\n"
    )


def test_foreign_text_stays_text(full_of_script: Project) -> None:
    docs = full_of_script.root / "build/docs"
    paths = [*twins(full_of_script).rglob("*.md"), *docs.rglob("llms.txt")]
    assert HOSTILE.count("[x](javascript:") == 1
    for path in paths:
        text = path.read_text("utf-8")
        assert "[x](javascript:" not in text, path
        assert "<script" not in text, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text), path
