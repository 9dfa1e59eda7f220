"""``conformance`` in Chinese: the report, how a program broke the protocol, receipts refused."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from conformance import checks
from tiia_pricing.cli import main
from tiia_pricing.conformance.chinese.differences import Difference
from tiia_pricing.conformance.places import suite
from tiia_pricing.conformance.protocol.claims import EVERYTHING
from tiia_pricing.conformance.receipts import receipt_text
from tiia_pricing.conformance.receipts.receipt import dumps
from tiia_pricing.conformance.receipts.tallying import Outcome, places
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.judge import Judge
from tiia_pricing.conformance.run.wrong_answers import SENTENCES, CodedSentence, in_words
from tiia_pricing.feature_files.features import key
from tiia_pricing.locale import tell_in
from tiia_pricing.locale.help_formatting import columns

from .programs import faulty
from .receipts import recorded, resealed

Capture = pytest.CaptureFixture[str]
ALTERED = dumps(recorded()).replace("甲".encode(), "乙".encode())


def told(capsys: Capture, *words: str) -> tuple[int, str]:
    """The exit code of the command in Chinese, and what it prints."""
    code = main(["conformance", *words, "--lang", "zh"])
    out, err = capsys.readouterr()
    return code, out + err


def figures(report: list[str]) -> list[list[str]]:
    """The figures of each row; every row is as wide as the head, whatever its name is."""
    rows = [line for line in report if re.search(r" (\d+/\d+|-)$", line)]
    assert {columns(row) for row in rows[:-1]} == {columns(report[5])}
    return [row[-36:].split() for row in rows]


def test_the_report_reads_in_chinese() -> None:
    said = receipt_text.text(recorded(), tell_in("zh")).splitlines()
    assert said[0] == "实现：甲 & co 1.0"
    assert said[1].startswith("声明：totals、lines、reasons、books、")
    assert said[1].endswith("、每种解读")
    assert re.fullmatch(r"测试套件 [\d.]+：\d+ 次运行，0 次未声明", said[2])
    assert said[5].split() == ["条款", "totals", "lines", "reasons"]
    english = receipt_text.text(recorded()).splitlines()
    assert figures(said) == figures(english) != []
    assert said[-2:] == ["", "符合：所声明的内容全部通过。"]


def test_what_did_not_pass_is_told_in_chinese() -> None:
    missed = {
        key(feature.file, scenario.name, row): Outcome(skipped="no pools")
        for feature, _, scenario, row in places()[:12]
    }
    law = Outcome({"totals": ["assert 1 == 2"]})
    made = recorded(missed, laws={"the total is the sum of its months": law})
    trace = FaultTrace("hang", "no answer within 10 s", "run 7")
    broken = msgspec.structs.replace(made, faults=(trace,), conclusion="broken")
    said = receipt_text.text(broken, tell_in("zh")).splitlines()
    for line in (
        "12 次运行未通过：",
        "    跳过：no pools",
        "  …… 另有 2 项，验证报告中有全部内容",
        "1 个不变式未通过：",
        "  总额等于各月之和（totals）：未通过",
        "    assert 1 == 2",
        "程序 1 次违反协议：",
        "    在时限内没有作答",
    ):
        assert line in said
    assert said[-1] == "违反协议：未作答的内容不予评判。"


def test_why_an_invariant_was_not_asked_is_told_in_chinese() -> None:
    laws = {
        "the total is the sum of its months": Outcome(unclaimed="does not claim the level totals"),
        "zero calls cost zero": Outcome(unclaimed="another kit says this"),
    }
    said = receipt_text.text(recorded(laws=laws), tell_in("zh")).splitlines()
    assert "  1 项没有询问：没有声明层次 totals" in said
    assert "  1 项没有询问：another kit says this" in said


def test_a_receipt_is_checked_in_chinese(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    file.write_bytes(dumps(recorded()))
    code, text = told(capsys, "verify", str(file))
    assert (code, text.splitlines()[-1]) == (0, f"验证报告有效：{file}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{}", "不是验证报告："),
        (ALTERED, "内容与封存时不同\n应为：未经改动的文件\n"),
        (resealed(recorded(), conclusion="fails"), "其结论为“fails”\n应为：依其内容应为“conforms”"),
        (resealed(recorded(), rules=()), "其规则或运行次数与测试套件不符\n应为：每次运行"),
        (resealed(recorded(), book="0" * 64), "属于价目表 000000000000\n应为：价目表 "),
        (resealed(recorded(), protocol=0), "，协议 0\n应为：格式 "),
    ],
)
def test_a_receipt_is_refused_in_chinese(
    capsys: Capture, tmp_path: Path, data: bytes, said: str
) -> None:
    file = tmp_path / "receipt.json"
    file.write_bytes(data)
    code, text = told(capsys, "verify", str(file))
    assert (code, text.startswith("错误：")) == (2, True)
    assert said in text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", '错误：命令为空\n应为：命令，如 "node adapter.mjs"\n'),
        ("'", "错误：无法读取命令“'”：引号没有闭合\n"),
        ("no-such-program-anywhere", "找不到程序“no-such-program-anywhere”\n应为："),
    ],
)
def test_a_command_that_cannot_be_run_is_told_in_chinese(
    capsys: Capture, command: str, said: str
) -> None:
    code, text = told(capsys, "--implementation", command, "--smoke")
    assert code == 2
    assert said in text


def test_a_broken_protocol_is_told_in_chinese(capsys: Capture) -> None:
    code, text = told(capsys, "--implementation", faulty("garbage"), "--smoke")
    assert code == 2
    assert "程序违反协议：该行为 " in text
    assert "应为：输出的每一行都是一个 JSON 对象；说明应写到 stderr\n" in text


def test_what_is_wrong_with_an_answer_is_told_in_chinese() -> None:
    """The receipt keeps the English; the code beside it is told to who reads it."""
    judge = Judge(EVERYTHING, strict=False)
    judge("totals", checks.total, {"total": "2.00"}, "1,000.00")
    judge("totals", checks.refused, {"total": "2.00"}, "calls-negative")
    feature, _, scenario, row = places()[0]
    outcome = msgspec.convert({"judged": judge.verdicts, "said": judge.said}, Outcome)
    made = recorded({key(feature.file, scenario.name, row): outcome})
    assert made.misses[0].wrong == {
        "totals": [
            "the total is 2.00, the scenario says 1000.00",
            "the bill is not refused, the scenario says refused as calls-negative: "
            "{'total': '2.00'}",
        ]
    }
    told = receipt_text.text(made, tell_in("zh"))
    assert "    totals: 合计为 2.00，场景写明 1000.00\n" in told
    assert "场景写明以 calls-negative 拒绝" in told
    assert "the total is 2.00" in receipt_text.text(made)


def test_a_table_that_differs_has_its_heads_in_chinese_and_its_columns_aligned() -> None:
    """The figures stay; a Chinese character is as wide as two others."""
    judge = Judge(EVERYTHING, strict=False)
    months = [{"month": "2023-05", "total": "2.00"}]
    judge("totals", checks.months, {"months": months}, [["month", "total"], ["2023-05", "12.00"]])
    (text,), (code,) = judge.verdicts["totals"], judge.said["totals"]
    assert text == (
        "the table differs\n"
        "         | month   | total\n"
        "scenario | 2023-05 | 12.00\n"
        "answer   | 2023-05 | 2.00"
    )
    message = in_words(text, msgspec.convert(code, CodedSentence))
    assert tell_in("zh")(message) == (
        "表格不一致\n     | 月份    | 合计\n场景 | 2023-05 | 12.00\n答案 | 2023-05 | 2.00"
    )
    assert tell_in("en")(message) == text


def test_rows_that_are_no_table_of_ours_stay_as_they_are() -> None:
    """Figures with a bar between them, a side that is neither the scenario's nor the answer's."""
    for rows in ("", "x", "a | b\nscenario | 1 | 2", " | month\nnobody | 1"):
        assert tell_in("zh")(Difference(rows)) == rows


@pytest.mark.parametrize(
    "said",
    [
        CodedSentence("total", {"found": "2.00", "wanted": "9.99"}),
        CodedSentence("total", {"found": "2.00"}),
        CodedSentence("unheard-of", {"found": "2.00", "wanted": "1000.00"}),
    ],
    ids=["other figures", "a figure less", "a code of another version"],
)
def test_a_code_that_says_something_else_than_what_is_sealed_is_not_told(
    said: CodedSentence,
) -> None:
    text = "the total is 2.00, the scenario says 1000.00"
    assert in_words(text, said) is text


def test_every_sentence_of_a_wrong_answer_is_used_by_the_suite() -> None:
    code = "".join((suite() / name).read_text("utf-8") for name in ("checks.py", "tables.py"))
    assert [one for one in SENTENCES if f'"{one}"' not in code] == []
