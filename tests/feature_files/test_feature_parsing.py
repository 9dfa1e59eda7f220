"""What is no Gherkin is told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.feature_files import features
from tiia_pricing.feature_files.feature_parsing import FeatureUnreadable, parsed

HEAD = "Feature: a\n  Rule: b\n    Scenario: c\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("What is this?\n", 1, "got 'What is this?'"),
        (f"{HEAD}      Given d\n        | a | b |\n        | 1 |\n", 6, "inconsistent cell count"),
        ("# language: xx\nFeature: a\n", 1, "Language not supported: xx"),
        (f'{HEAD}      Given d\n      """\n      no end\n', 7, "unexpected end of file"),
        (f"{HEAD}    Examples: none\n      | a |\nFeature: twice\n", 6, "got 'Feature: twice'"),
        (f"@two words\n{HEAD}", 1, "A tag may not contain whitespace"),
    ],
)
def test_what_is_no_gherkin_is_told_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(FeatureUnreadable) as caught:
        parsed(text, "features/a.feature")
    assert caught.value.exit_code == 2
    assert caught.value.where["file"] == "features/a.feature"
    assert caught.value.where["line"] == line
    assert said in str(caught.value)


def test_several_faults_are_told_together() -> None:
    with pytest.raises(FeatureUnreadable) as caught:
        parsed(f"{HEAD}      Given d\n      What?\n      Who?\n", "features/a.feature")
    assert [one.where["line"] for one in caught.value.problems] == [5, 6]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Feature: \xff\n", "file features/a.feature: the file is not UTF-8"),
        (b"Fixture: a\n", "features/a.feature:1: column 1: expected: #EOF, #Language"),
    ],
)
def test_a_file_of_a_folder_is_told_by_its_name(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.feature").write_bytes(data)
    with pytest.raises(FeatureUnreadable) as caught:
        features.read_features(tmp_path)
    assert str(caught.value).startswith(said)


def test_a_scenario_stands_under_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.feature").write_text("Feature: a\n  Scenario: b\n")
    monkeypatch.setattr(features, "FEATURES", tmp_path)
    with pytest.raises(FeatureUnreadable, match=r"a\.feature: a scenario stands under no rule"):
        features.features()
