"""The features in Chinese: everything has a wording, and every scenario runs green in it too."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import msgspec
import pytest

from conformance.tables import read
from support.pickles import billed, pickles
from tiia_pricing.conformance.chinese.featuretext import in_chinese
from tiia_pricing.conformance.chinese.headings import EXAMPLES, HEADINGS
from tiia_pricing.conformance.chinese.step_sentences import KINDS, SENTENCES
from tiia_pricing.conformance.chinese.wording import (
    NoWording,
    heading,
    names_by_chapter,
    sentence,
)
from tiia_pricing.feature_files import features
from tiia_pricing.feature_files.feature_model import Feature, Scenario
from tiia_pricing.feature_files.features import FEATURES
from tiia_pricing.results.scenario_results import Results
from tiia_pricing.results.sentences_in_use import bound, sentences

ROOT = Path(__file__).parents[2]
FILES = sorted(FEATURES.glob("*.feature"))
RUN = """
import sys
from pathlib import Path
import pytest
from tiia_pricing.feature_files import features
folder, results = sys.argv[1:]
features.FEATURES = Path(folder)
words = ["-q", "-p", "no:cacheprovider", "tests/conformance/test_features.py"]
sys.exit(pytest.main([*words, "--results", results]))
"""
SMALL = '''@one @two
Feature: Free quota
  Chapter 免费额度: what is free, from when, for whom, and what comes after it.

  Background:
    Given the price book of the page

  @quota-shared
  Rule: Interfaces of one free pack share it
    如果您开通了多项图像分析与处理服务。

    @reading-rounding
    Scenario Outline: Two interfaces split one pool
      # Both rows count on the same day,
      # so the page's order decides: 车辆识别 first.
      Given this packs file in "UTF-8":
        """
        purchased_on,interface,calls
        <date>,车辆识别,  1
        """
      And <plain> calls of "a|b" dated <date>
      When the bill is computed
      Then the lines are:
        | interface | free         |
        | a\\|b      | <plain free> |
      And the total is 0.00 yuan

      Examples: Within the pool
        | date    | plain | plain free |
        | 2023-05 | 1,000 | 1,000      |
'''
SMALL_IN_CHINESE = '''# language: zh-CN
# 译自 features/small.feature
@one @two
功能: 免费额度
  章节“免费额度”：哪些调用免费、从何时起、归谁所有，用完之后如何。

  背景:
    假如 采用页面的价目表

  @quota-shared
  规则: 属于同一免费资源包的接口共享额度
    如果您开通了多项图像分析与处理服务。

    @reading-rounding
    场景大纲: 两个接口分用一份共享额度
      # 两行计入同一日，因此按页面顺序：车辆识别在先。
      假如 资源包文件，编码为“UTF-8”：
        """
        purchased_on,interface,calls
        <日期>,车辆识别,  1
        """
      而且 <日期> 调用“a|b” <车辆识别次数> 次
      当 计算账单
      那么 账单明细为：
        | 接口 | 免费           |
        | a\\|b | <车辆识别免费> |
      而且 账单合计为 0.00 元

      例子: 未超出共享额度
        | 日期    | 车辆识别次数 | 车辆识别免费 |
        | 2023-05 | 1,000        | 1,000        |
'''


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every feature in Chinese."""
    folder = tmp_path_factory.mktemp("chinese")
    for path in FILES:
        text = in_chinese(path.read_text("utf-8"), features.cited(path))
        (folder / path.name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def chinese(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Feature]:
    monkeypatch.setattr(features, "FEATURES", folder)
    return features.features()


def scenarios_of(found: list[Feature]) -> list[Scenario]:
    return [scenario for f in found for rule in f.rules for scenario in rule.scenarios]


def test_a_feature_keeps_its_lines_and_changes_its_words() -> None:
    assert in_chinese(SMALL, "features/small.feature") == SMALL_IN_CHINESE


def test_every_scenario_passes_in_chinese_as_often_as_in_english(
    folder: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", RUN, str(folder), str(tmp_path / "results.json")]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = msgspec.json.decode((tmp_path / "results.json").read_bytes(), type=Results)
    assert not results.partial
    assert [len(scenario.runs) for scenario in results.scenarios()] == [
        len(scenario.rows) for _, _, scenario in features.scenarios()
    ]
    assert {run.verdict for run in results.runs()} == {"passed"}
    assert all(re.search("[一-鿿]", scenario.name) for scenario in results.scenarios())
    assert [run.account for run in results.runs()] == [billed(one) for one in pickles()]


def test_the_chinese_features_have_the_tags_the_steps_and_the_cells_of_the_english(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [_bones(feature) for feature in features.features()]
    monkeypatch.setattr(features, "FEATURES", folder)
    assert [_bones(feature) for feature in features.features()] == written


def _bones(feature: Feature) -> list[object]:
    """What no language changes: tags, kinds of steps, numbers of cells, rows of examples."""
    return [
        feature.tags,
        [rule.tags for rule in feature.rules],
        [
            (
                scenario.tags,
                [(step.kind, [len(row) for row in step.table or []]) for step in steps],
                [(table.tags, [list(row.values()) for row in table.rows]) for table in examples],
            )
            for scenario in scenarios_of([feature])
            for steps, examples in [(scenario.steps, scenario.examples)]
        ],
    ]


def test_every_step_is_one_sentence_in_chinese(chinese: list[Feature]) -> None:
    for scenario in scenarios_of(chinese):
        for step in scenario.steps:
            fitting = [
                one.parser.name
                for kind, one in bound()
                if kind == step.kind and one.parser.is_matching(step.text)
            ]
            assert len(fitting) == 1, (scenario.name, step.text, fitting)


def test_every_sentence_has_a_wording_and_a_meaning_with_the_same_places() -> None:
    assert {one.text for one in sentences()} == SENTENCES.keys()
    assert len(list(bound())) == 2 * len(SENTENCES)
    places = re.compile(r"\{[^}]+\}")
    for text, wording in SENTENCES.items():
        assert Counter(places.findall(wording.text)) == Counter(places.findall(text))
        assert wording.meaning.endswith("。")


def test_every_heading_has_one_name_and_is_in_use() -> None:
    tables = [step.table for s in _scenarios() for step in s.steps if step.table]
    examples = {name for s in _scenarios() for table in s.examples for name in table.columns}
    assert {name for table in tables for name in table[0]} == HEADINGS.keys()
    assert len(set(HEADINGS.values())) == len(HEADINGS)
    assert examples - HEADINGS.keys() == EXAMPLES.keys()
    for table in (table for s in _scenarios() for table in s.examples):
        assert len({heading(name) for name in table.columns}) == len(table.columns)


def test_a_table_is_read_by_its_chinese_headings() -> None:
    rows = read([["接口", "后付费"], ["甲", "1,000"]], ("interface", "pay as you go"))
    assert rows == [{"interface": "甲", "pay as you go": "1000"}]
    with pytest.raises(ValueError, match="unknown"):
        read([["接口", "色"], ["甲", "红"]], ("interface",))


def _scenarios() -> Iterator[Scenario]:
    return (scenario for _, _, scenario in features.scenarios())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_name_description_and_comment_has_a_wording_and_no_other_does(path: Path) -> None:
    [feature] = [f for f in features.features() if f.file == features.cited(path)]
    texts = {text for text in (*_said(feature), *_comments(path)) if re.search("[A-Za-z]", text)}
    assert texts == names_by_chapter()[path.stem].keys()


def test_every_chapter_of_the_names_is_a_feature() -> None:
    assert names_by_chapter().keys() == {path.stem for path in FILES}


def _said(feature: Feature) -> Iterator[str]:
    """The names of a feature, and the paragraphs of its descriptions."""
    for name, description in (
        (feature.name, feature.description),
        *((rule.name, rule.description) for rule in feature.rules),
    ):
        yield name
        yield from (" ".join(text.split()) for text in description.split("\n\n"))
    for scenario in scenarios_of([feature]):
        yield scenario.name
        yield from (table.name for table in scenario.examples)


def _comments(path: Path) -> Iterator[str]:
    """Comments; those on lines that follow each other are one."""
    lines = path.read_text("utf-8").split("\n")
    for comment, group in groupby(lines, key=lambda line: line.lstrip().startswith("#")):
        if comment:
            yield " ".join(line.strip().removeprefix("#").strip() for line in group)


def test_every_wording_is_chinese_and_says_one_thing() -> None:
    for chapter in names_by_chapter().values():
        assert [text for text in chapter.values() if not re.search("[一-鿿]", text)] == []
    scenario_names = [scenario.name for scenario in _scenarios()]
    wordings: dict[str, str] = {}
    for chapter in names_by_chapter().values():
        for text, wording in chapter.items():
            assert wordings.setdefault(text, wording) == wording, text
    told = Counter(wordings.get(name, name) for name in scenario_names)
    assert [name for name, count in told.items() if count > 1] == []
    assert len(set(KINDS.values())) == len(KINDS)


def test_numbers_of_a_name_stand_in_its_wording() -> None:
    """In figures, or where a figure is written as a word, as a word."""
    number = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")
    for chapter in names_by_chapter().values():
        for text, wording in chapter.items():
            missing = Counter(number.findall(text)) - Counter(number.findall(wording))
            assert not missing, (text, missing)


@pytest.mark.parametrize(
    "line",
    [
        "Feature: Nobody's",
        "Feature: Free quota\n  Nobody's description.",
        "Feature: Free quota\n  Rule: Nobody's",
        "Feature: Free quota\n  Scenario: Down\n    Given nobody's sentence",
        "Feature: Free quota\n  Scenario: Down\n    But the bill is computed",
        "Feature: Free quota\n  Scenario: Down\n    # Nobody's comment",
        "Feature: Free quota\n  Scenario: Down\n    Given this usage:\n      | colour |",
        'Feature: Free quota\n  Scenario: Down\n    Given 1 calls of "<x>" dated 2023-05',
        "Feature: Free quota\n  Scenario Template: Down",
        "# language: de\nFunktionalität: Free quota",
    ],
)
def test_what_has_no_wording_is_an_error(line: str) -> None:
    with pytest.raises(NoWording, match="has no Chinese wording"):
        in_chinese(line + "\n", "features/nobody.feature")


def test_a_sentence_keeps_its_values() -> None:
    assert sentence('the line of "车辆识别" is explained by:') == "“车辆识别”的明细依据为："
    assert sentence("the range is from 0.07 to 75.00 yuan") == "合计的范围为 0.07 至 75.00 元"
    assert sentence('the reading "tier-basis" is "gross"') == "解读“tier-basis”取“gross”"
