"""The next version of a suite, in small repositories: rows alone are a patch, all else is asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.conformance import release
from tiia_pricing.conformance.version import fingerprint_of

FEATURE = """\
Feature: Prices
  Rule: Bounds
    Scenario Outline: A bound belongs to the tier above it
      Given <calls> calls of "商品识别"
      Then the lines are:
        | calls   | amount   |
        | <calls> | <amount> |

      Examples: The bounds
        | calls | amount |
        | 1,000 | 2.50   |
"""
ROWS = """
      Examples: 商品识别 from 2026-11-24
        | calls | amount |
        | 1,000 | 2.60   |
"""
BINDINGS = '"""The sentences."""\n'
NAMES = '[prices]\n"商品识别 from 2026-11-24" = "商品识别（自 2026-11-24 起）"\n'
VERSION = 'SUITE = Suite("{version}", "{sha256}")\n'
TABLE = (
    "# Versions\n\n| suite | protocol | what is new |\n|---|---:|---|\n| 1.2.3 | 1 | the first |\n"
)
EXAMPLE = '{"cmd": "start", "protocol": 1, "suite": "1.2.3"}\n{"cmd": "stop"}\n'
PRICES = "features/prices.feature"
CONFTEST = "tests/conformance/conftest.py"


def git(root: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *words],  # noqa: S607
        cwd=root,
        env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository of version 1.2.3, and in it a suite that this version names."""
    files = {PRICES: FEATURE, CONFTEST: BINDINGS, release.NAMES: NAMES}
    files |= dict.fromkeys(release.TABLES, TABLE) | dict.fromkeys(release.EXAMPLES, EXAMPLE)
    for name, text in files.items():
        write(tmp_path, name, text)
    write(tmp_path, release.VERSION, VERSION.format(version="1.2.3", sha256=hashed(tmp_path)))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Version 1.2.3")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def read(root: Path, name: str) -> str:
    return (root / name).read_text("utf-8")


def hashed(root: Path) -> str:
    return fingerprint_of(root / "features", root / "tests/conformance")


def ran(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, str, str]:
    """The command in a repository: exit code, standard output, standard error."""
    monkeypatch.chdir(root)
    code = release.main(list(words))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_rows_alone_are_a_patch(root: Path) -> None:
    write(root, PRICES, FEATURE + ROWS)
    assert release.release(root, None) == (
        "suite 1.2.3 becomes 1.2.4 (patch): rows for 商品识别 from 2026-11-24"
    )


def test_version_hash_tables_and_examples_are_written_and_nothing_else(root: Path) -> None:
    write(root, PRICES, FEATURE + ROWS)
    git(root, "add", "--all")
    release.release(root, None)
    assert read(root, release.VERSION) == VERSION.format(version="1.2.4", sha256=hashed(root))
    english, chinese = (read(root, name) for name in release.TABLES)
    before, row = TABLE.split("| 1.2.3")
    added = "| 1.2.4 | 1 | rows for 商品识别 from 2026-11-24 |\n"
    assert english == f"{before}{added}| 1.2.3{row}"
    added = "| 1.2.4 | 1 | 新增行：商品识别（自 2026-11-24 起） |\n"
    assert chinese == f"{before}{added}| 1.2.3{row}"
    for name in release.EXAMPLES:
        assert read(root, name) == EXAMPLE.replace("1.2.3", "1.2.4")
    changed = git(root, "diff", "--name-only").splitlines()
    assert changed == sorted([release.VERSION, *release.TABLES, *release.EXAMPLES])


def test_twice_in_one_working_state_is_one_version(root: Path) -> None:
    write(root, PRICES, FEATURE + ROWS)
    release.release(root, None)
    first = {name: read(root, name) for name in (release.VERSION, *release.TABLES)}
    assert release.release(root, None) == "suite 1.2.4 is the suite that is here"
    assert {name: read(root, name) for name in first} == first


def test_an_amount_typed_in_between_is_of_the_same_version(root: Path) -> None:
    write(root, PRICES, FEATURE + ROWS.replace("2.60", "?"))
    release.release(root, None)
    write(root, PRICES, FEATURE + ROWS)
    assert release.release(root, None).startswith("suite 1.2.3 becomes 1.2.4 (patch)")
    assert read(root, release.VERSION) == VERSION.format(version="1.2.4", sha256=hashed(root))
    assert read(root, release.TABLES[0]).count("1.2.4") == 1


def test_a_committed_version_is_the_one_that_is_raised_next(root: Path) -> None:
    write(root, PRICES, FEATURE + ROWS)
    release.release(root, None)
    git(root, "commit", "--quiet", "--all", "--message", "A price")
    write(root, PRICES, FEATURE + ROWS + ROWS.replace("11-24", "12-24"))
    assert release.release(root, None) == (
        "suite 1.2.4 becomes 1.2.5 (patch): rows for 商品识别 from 2026-12-24"
    )


def test_a_row_of_examples_that_stand_there_is_a_patch(root: Path) -> None:
    write(root, PRICES, f"{FEATURE}        | 2,000 | 5.00   |\n")
    assert "1.2.4 (patch): rows for The bounds" in release.release(root, None)


def test_examples_without_a_title_have_that_of_their_scenario(root: Path) -> None:
    write(
        root, PRICES, f"{FEATURE}\n      Examples:\n        | calls | amount |\n        | 1 | 0 |\n"
    )
    said = release.release(root, None)
    assert said.endswith("rows for A bound belongs to the tier above it")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (PRICES, FEATURE.replace("2.50", "2.51")),
        (PRICES, FEATURE.replace("Given <calls>", "Given about <calls>")),
        (PRICES, FEATURE.replace("        | 1,000 | 2.50   |\n", "")),
        (PRICES, FEATURE.replace("| <amount> |\n", "| <amount> |\n        | 1 | 2 |\n")),
        (PRICES, f"{FEATURE}{ROWS}\n    Scenario: Another\n      Given nothing\n"),
        (PRICES, FEATURE.replace("  Rule:", "  # Why\n  Rule:")),
        (CONFTEST, f"{BINDINGS}pass\n"),
        ("tests/conformance/laws.py", "pass\n"),
        ("features/more.feature", FEATURE),
    ],
    ids=[
        *("amount", "step", "row gone", "row of a step", "scenario", "comment"),
        *("binding", "new law", "new feature"),
    ],
)
def test_anything_else_is_refused_with_its_file_until_a_person_says_the_part(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    text: str,
) -> None:
    write(root, name, text)
    code, out, err = ran(root, monkeypatch, capsys)
    assert (code, out) == (2, "")
    assert f"the suite changed by more than rows: {name}\n" in err
    assert "expected: --part major, minor or patch" in err
    assert "1.2.3" in read(root, release.VERSION)
    code, out, err = ran(root, monkeypatch, capsys, "--part", "minor")
    assert (code, err) == (0, "")
    assert out.startswith("suite 1.2.3 becomes 1.3.0 (minor): ")


def test_all_files_with_more_than_rows_are_named(root: Path) -> None:
    write(root, PRICES, FEATURE.replace("2.50", "2.51"))
    write(root, CONFTEST, f"{BINDINGS}pass\n")
    with pytest.raises(InputError, match=f"{PRICES}, {CONFTEST}"):
        release.release(root, None)


@pytest.mark.parametrize(
    ("part", "version"), [("major", "2.0.0"), ("minor", "1.3.0"), ("patch", "1.2.4")]
)
def test_a_part_that_is_said_goes_up_with_its_words(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    part: str,
    version: str,
) -> None:
    write(root, PRICES, FEATURE.replace("2.50", "2.51"))
    words = ("--part", part, "--what", "an amount | corrected", "--what-zh", "更正一个金额")
    code, out, _ = ran(root, monkeypatch, capsys, *words)
    said = f"suite 1.2.3 becomes {version} ({part}): an amount | corrected\n"
    assert (code, out) == (0, said)
    english, chinese = (read(root, name).splitlines() for name in release.TABLES)
    assert english[4] == f"| {version} | 1 | an amount &#124; corrected |"
    assert chinese[4] == f"| {version} | 1 | 更正一个金额 |"


def test_a_suite_that_did_not_change_keeps_its_version(root: Path) -> None:
    assert release.release(root, None) == "suite 1.2.3 is the suite that is here"
    assert git(root, "status", "--porcelain") == ""


def test_without_a_version_it_says_where_one_was_expected(root: Path) -> None:
    write(root, release.VERSION, "nothing\n")
    with pytest.raises(InputError, match="the file names no version"):
        release.release(root, None)


def test_without_git_it_says_what_is_missing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, PRICES, f"{read(root, PRICES)}\n# more\n")
    monkeypatch.setenv("PATH", str(root / "nowhere"))
    with pytest.raises(InputError, match="git cannot be run") as raised:
        release.release(root, None)
    assert raised.value.id == "git-missing"
