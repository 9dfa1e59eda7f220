"""No output takes the place of a file that is read, and no empty name means anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
USAGE = "date,interface,calls\n2023-05-01,商品识别,5\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    (tmp_path / "link.csv").symlink_to("usage.csv")
    (tmp_path / "circle.csv").symlink_to("circle.csv")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("bill", "usage.csv", "-o", "usage.csv"),
        ("bill", "usage.csv", "-o", "./link.csv"),
        ("bill", "link.csv", "-o", "usage.csv"),
        ("bill", "usage.csv", "--packs", "link.csv", "-o", "usage.csv"),
        ("plan", "usage.csv", "-o", "usage.csv"),
        ("quote", "DetectPet=1", "--month", "2023-05", "--book", "usage.csv", "-o", "usage.csv"),
        ("scrape", "usage.csv", "-o", "usage.csv"),
        ("reconcile", "bill.csv", "usage.csv", "--letter", "usage.csv"),
        ("reconcile", "bill.csv", "usage.csv", "--letter", "letter.md", "-o", "letter.md"),
        ("rate", "usage.csv", "--out", "link.csv"),
    ],
)
def test_an_output_that_is_read_or_named_twice_is_refused(
    words: tuple[str, ...], folder: Path, capsys: Capture
) -> None:
    before = sorted(folder.iterdir())
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("is named twice\nexpected: a file of its own")) == ("", 1)
    assert (folder / "usage.csv").read_text("utf-8") == USAGE
    assert sorted(folder.iterdir()) == before


def test_a_device_may_be_named_twice(capsys: Capture) -> None:
    words = ("--letter", "/dev/null", "-o", "/dev/null")
    assert main(["reconcile", "bill.csv", "usage.csv", *words]) == 2
    assert "bill.csv: cannot read: No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rate", "", "--out", "x.csv"), "argument USAGE: the name of the file is empty"),
        (("bill", "usage.csv", "--packs", ""), "argument --packs: the name of the file is empty"),
        (("diff", "", "x"), "argument OLD: the name of the file is empty"),
        (("quote", "DetectPet=1", "--month", ""), "cannot read the date ''"),
    ],
)
def test_an_empty_variable_of_a_shell_is_no_name(
    words: tuple[str, ...], told: str, capsys: Capture
) -> None:
    assert main(words) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("name", ["circle.csv", f"{'a' * 5000}.csv"], ids=["circle", "long"])
@pytest.mark.parametrize(
    "words",
    [
        "{} --out x.csv",
        "usage.csv --out {}",
        "usage.csv --packs {} --out x.csv",
        "usage.csv --activated {} --out x.csv",
        "usage.csv --against {} --out x.csv",
        "usage.csv --rejects {} --out x.csv",
        "usage.csv --packs-out {} --out x.csv",
    ],
)
def test_a_name_that_leads_nowhere_is_refused_by_rate(
    words: str, name: str, folder: Path, capsys: Capture
) -> None:
    (folder / "usage.csv").write_text(f"account,{USAGE}".replace("\n2", "\na,2"), "utf-8")
    assert main(["rate", *words.format(name).split()]) == 2
    assert name[:100] in capsys.readouterr().err
    assert not (folder / "x.csv").exists()
