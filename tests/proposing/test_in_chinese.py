"""``propose`` in Chinese: what is written, what is left to a person, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tiia_pricing.proposing import Checkout

from .conftest import Run, new
from .trees import BOOK, INDEX, NAMES, PAY_AS_YOU_GO, SNAPSHOTS, edited

DEARER = edited(("2.5元/千次", "2.6元/千次"))
SHARED = ("--effective", "2026-11-24", "--evidence", "公告 1126", "--lang", "zh")
TITLE = "      Examples: 商品识别 from 2026-11-24"


def test_a_proposal_reads_as_a_person_would_write_it(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    ran = run(new(tmp_path, DEARER), *SHARED)
    at = tree.read(PAY_AS_YOU_GO).decode().splitlines().index(TITLE) + 1
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(
        "breaking  price-increased  商品识别，0 次起的阶梯：2.5 → 2.6 元\n"
        "\n"
        "tiia-pricing-2026-11-27.md 自 2026-11-24 起有效，由选项给出（公告 1126）\n"
        "已写入 5 个文件：\n"
        f"  {SNAPSHOTS}/tiia-pricing-2026-11-27.md\n"
        f"  {INDEX}\n"
        f"  {BOOK}\n"
        f"  {NAMES}\n"
        f"  {PAY_AS_YOU_GO}\n"
        "须手工计算并填写的金额：11 个\n"
        f"  {PAY_AS_YOU_GO}:{at}：商品识别（自 2026-11-24 起）\n"
        "    商品识别、2026-11-23、2,000 的 amount：1,000 × 2.5 ÷ 1,000\n"
    )
    assert ran.out.endswith(
        "须由人判断：0 项\n"
        "\n"
        "请手工算出各金额，填入每个 ? 处，运行 make suite、make docs、make test 和 make proof，"
        "用 git diff --patience 复核后提交。\n"
    )


def test_what_is_left_to_judge_is_told_in_chinese(run: Run, tmp_path: Path) -> None:
    page = DEARER + "\n调用失败不计费。\n"
    ran = run(new(tmp_path, page), "--dry-run", *SHARED)
    assert "将写入 5 个文件：\n" in ran.out
    assert "须由人判断：1 项\n  clause-added：在相应章节中增加标签为 @" in ran.out
    told = ran.out[ran.out.rindex("\nbreaking ") :]
    ids = re.compile(r"[a-z]+(-[a-z]+)+|make [a-z]+|git diff")
    assert re.findall(r"[a-z]+ [a-z]+", ids.sub("", told)) == []


def test_a_finding_names_the_table_by_its_heading(run: Run, tmp_path: Path) -> None:
    rises = edited(("2.2元/千次", "2.6元/千次"))  # above the price of the tier before it
    ran = run(new(tmp_path, rises), "--dry-run", *SHARED)
    cell = "第 2 张表“图像识别后付费”，第 2 行“商品识别”，第 3 列“1000千 - 3000千次/月”"
    assert f"finding-added  商品识别，price-rises-with-volume，{cell}：" in ran.out


def test_nothing_to_propose_in_chinese(run: Run, tree: Checkout, tmp_path: Path) -> None:
    page = (tree.root / SNAPSHOTS / "tiia-pricing.md").read_bytes()
    ran = run(new(tmp_path, page), "--lang", "zh")
    assert (ran.code, ran.out) == (0, "没有变动：页面内容与价目表一致\n")


def test_a_folder_that_is_no_checkout_is_refused_in_chinese(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = new(tmp_path, DEARER)
    monkeypatch.chdir(tmp_path)
    ran = run(page, "--lang", "zh")
    assert ran.code == 2
    assert ran.err == (
        f"错误：“{tmp_path}”不是本项目的检出目录：不是 git 工作目录\n"
        "应为：以本项目仓库中的文件夹为当前目录\n"
    )


def test_a_checkout_that_is_not_clean_is_refused_in_chinese(
    run: Run, tree: Checkout, tmp_path: Path
) -> None:
    with (tree.root / PAY_AS_YOU_GO).open("a", encoding="utf-8") as feature:
        feature.write("# changed\n")
    ran = run(new(tmp_path, DEARER), "--lang", "zh")
    assert ran.code == 2
    assert f"尚未提交：{PAY_AS_YOU_GO}\n应为：没有未提交改动的工作目录，" in ran.err


def test_a_day_before_the_page_is_refused_in_chinese(run: Run, tmp_path: Path) -> None:
    ran = run(new(tmp_path, DEARER), "--effective", "2010-01-01", "--lang", "zh")
    assert (ran.code, ran.err) == (
        2,
        "错误：2010-01-01 不晚于首个页面的首日 2022-10-01\n应为：晚于 2022-10-01 的日期\n",
    )
