"""``history`` in Chinese: facts, pages, why a page was refused, and folders that are no history."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest

from support.history_pages import folder, page
from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.messages import say
from tiia_pricing.cli import main
from tiia_pricing.history.replay import Refusal
from tiia_pricing.locale import tell_in

Capture = pytest.CaptureFixture[str]
TRIAL = "图像分析产品在2020年1月1日前，处于免费公测阶段。\n"
REVISIONS = (
    ("2019-11-14", page("3", more=TRIAL)),
    ("2019-11-18", page("2", more=TRIAL)),
    ("2020-02-02", page("联系商务")),
    ("2020-03-13", page("2")),
    ("2020-11-03", page("2")),
    (None, page("2", start="")),
)
TEXT = """\
6 个页面：读取 5 个，拒绝 1 个；1 个没有日期，1 个与前一页面相同
  拒绝：2020-02-02 333333333333：cell-unreadable：第 1 张表、第 2 行“图像标签”、\
第 2 列“0 - 1000千次/月”：无法读取“联系商务元/千次”；应为：调用的单价，如 2.5元/千次

计费概述：5 个页面，2019-11-14 至 日期不详
  价格
    图像标签：0 次起 3、1,000,000 次起 1，元/1,000 次（阶梯到达）
      见于 2019-11-14 111111111111，2019-11-18 222222222222 已无；\
自 2020-01-01 起（2020年1月1日00:00起开始正式按调用量计费），在该日之前已撤回
"""


def told(capsys: Capture, *words: str) -> tuple[int, str]:
    """The exit code of ``history``, and what it prints."""
    code = main(["history", *words])
    out, err = capsys.readouterr()
    return code, out + err


def test_a_history_reads_as_a_person_would_write_it(capsys: Capture, tmp_path: Path) -> None:
    code, text = told(capsys, folder(tmp_path, *REVISIONS), "--lang", "zh")
    assert (code, text.startswith(TEXT)) == (0, True)
    without_ids = re.sub(r"[a-z]+(-[a-z]+)+|price changed", "", text)
    assert re.findall(r"[a-z]+ [a-z]+", without_ids) == []


def test_json_is_the_same_in_both_languages(capsys: Capture, tmp_path: Path) -> None:
    source = folder(tmp_path, *REVISIONS)
    english = told(capsys, source, "--format", "json")
    assert told(capsys, source, "--format", "json", "--lang", "zh") == english
    assert json.loads(english[1])["pages"][2]["refused"].startswith("cell-unreadable: table 1, ")


def test_progress_is_told_in_chinese(capsys: Capture, tmp_path: Path) -> None:
    _, text = told(capsys, folder(tmp_path, *REVISIONS), "--progress", "--lang", "zh")
    assert re.search(r"^   3  2020-02-02  .*：拒绝$", text, re.MULTILINE)


def test_what_is_no_history_is_refused_in_chinese(capsys: Capture, tmp_path: Path) -> None:
    code, text = told(capsys, str(tmp_path / "none"), "--lang", "zh")
    assert (code, text.startswith("错误：没有文件夹“")) == (101, True)
    assert text.endswith("应为：含有 index.json 的文件夹，或 git:REPOSITORY//PATH\n")
    (tmp_path / "index.json").write_text("[]", "utf-8")
    code, text = told(capsys, str(tmp_path), "--lang", "zh")
    assert code == 2
    assert "其中没有列出任何历史版本\n" in text
    (tmp_path / "bad").mkdir()
    source = folder(tmp_path / "bad", ("2020-02-02", page("联系商务")))
    code, text = told(capsys, source, "--lang", "zh")
    assert code == 102
    assert "1 个历史版本都无法读作价格页：\n" in text
    assert "无法读取“联系商务元/千次”" in text


def test_a_refusal_is_kept_in_another_process() -> None:
    error = PageUnreadable("page-empty", say("the page is empty"), expected=say("a file"))
    kept = pickle.loads(pickle.dumps(Refusal(error)))  # noqa: S301 - our own
    assert kept == "page-empty: the page is empty; expected: a file"
    assert tell_in("zh")(kept) == "page-empty：页面为空；应为：文件"
