"""What ``make docs`` writes is what is printed, in both languages, and it writes nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path

import pytest

from support.fences import parsed, replaced
from support.shown.__main__ import main
from support.shown.pages import Page, Unshowable, excerpt, families, read, redone, settled
from support.shown.running import Failed, Printed, printed
from support.shown.steps import Step

CHINESE = {"one: 2.60": "一：2.60", "error: ": "错误："}
SAYS = {
    "tiia-pricing a": Printed("one: 2.60\n\n  two\n", 0),
    "tiia-pricing b": Printed("of b\n", 0),
    "tiia-pricing wrong": Printed("error: wrong\n", 2),
    "tiia-pricing fence": Printed("```\n", 0),
    "tiia-pricing report": Printed("clause    10/10\nwords\nleft: 5\n", 1),
    "tiia-pricing when": Printed("at 2030-01-01 04:00 UTC: 3\n", 0),
}
STALE = """# A page

```console
$ tiia-pricing a
one: 2.50

  two
```
"""
IN_A_LIST = """1. A list

   ~~~~console
   $ tiia-pricing a
   one: 2.50

     two
   ~~~~

   ```json
   {"one": 2.50}
   ```
"""
BESIDE_OTHERS = """# 一页

````text
```console
$ tiia-pricing a
one: 2.50
```
````

```
one: 2.50
```

```csv title="usage.csv"
one: 2.50
```

```console
$ tiia-pricing b
of b
$ tiia-pricing a
one: 2.50

  two
$ tiia-pricing wrong
error: wrong
$ echo $?
2
```

one: 2.50
"""

Write = Callable[..., int]


class Prints:
    """What is printed, without a program; ``asked`` is in which languages that was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, steps: tuple[Step, ...], language: str) -> Sequence[str | None]:
        self.asked.append(language)
        return printed(steps, language, said)


def said(command: str, folder: Path, language: str) -> Printed:
    """The answer to a command, in Chinese by the words above."""
    answer = SAYS[command]
    words = CHINESE.items() if language == "zh" else ()
    return Printed(reduce(lambda text, pair: text.replace(*pair), words, answer.text), answer.code)


@pytest.fixture
def prints() -> Prints:
    return Prints()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs/zh").mkdir(parents=True)
    return tmp_path


def put(root: Path, **pages: str) -> None:
    """Write pages of ``docs``; the name of a Chinese one begins with zh_."""
    for name, text in pages.items():
        (root / f"docs/{name.replace('zh_', 'zh/')}.md").write_text(text, "utf-8", newline="")


def stand(root: Path) -> dict[str, str]:
    """The pages as they stand."""
    return {page.name: page.text for names in families(root) for page in read(root, names)}


def console(*lines: str) -> str:
    return "\n".join(["Words.", "", "```console", *lines, "```", ""])


@pytest.mark.parametrize("text", [STALE, IN_A_LIST, BESIDE_OTHERS], ids=["page", "list", "others"])
def test_a_stale_line_is_corrected_and_nothing_else(root: Path, prints: Prints, text: str) -> None:
    put(root, page=text)
    assert main(root, prints) == 0
    before, after, rest = text.partition("$ tiia-pricing a\n")
    if text is BESIDE_OTHERS:  # the first one is within a block of text
        before, after, rest = text.rpartition("$ tiia-pricing a\n")
    expected = before + after + rest.replace("2.50", "2.60", 1)
    assert stand(root) == {"docs/page.md": expected}


def test_a_second_run_changes_nothing(
    root: Path, prints: Prints, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, a=STALE, b=IN_A_LIST, c=BESIDE_OTHERS)
    main(root, prints)
    written = stand(root)
    assert capsys.readouterr().out == (
        "docs/a.md: 1 block, changed: 1\n"
        "docs/b.md: 1 block, changed: 1\n"
        "docs/c.md: 1 block, changed: 1\n"
        "files written: 3\n"
    )
    main(root, prints)
    assert stand(root) == written
    assert capsys.readouterr().out.splitlines()[-1] == "files written: 0"


def test_a_line_end_of_windows_outside_of_the_blocks_is_kept(root: Path, prints: Prints) -> None:
    put(root, page=f"Words.\r\n\n{STALE}")
    main(root, prints)
    assert stand(root)["docs/page.md"].startswith("Words.\r\n\n# A page\n")


def test_each_language_shows_what_is_printed_in_it(root: Path, prints: Prints) -> None:
    put(root, page=STALE, zh_page=f"# 一页\n{IN_A_LIST}")
    (root / "README.md").write_text(STALE)
    (root / "README.zh-CN.md").write_text(STALE.replace("2.50", "2.60"))
    main(root, prints)
    assert sorted(prints.asked) == ["en", "en", "zh", "zh"]
    for name, text in stand(root).items():
        assert ("一：2.60\n" if "zh" in name else "one: 2.60\n") in text


def test_an_error_in_chinese_that_the_page_does_not_show_is_told(
    root: Path, prints: Prints, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = console("$ tiia-pricing wrong", "error: wrong", "$ echo $?", "2")
    put(root, page=shown, zh_page=shown.replace("error: wrong\n", ""))
    assert main(root, prints) == 1
    assert "prints an error that the page does not show:\n错误：wrong" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("chinese", "place"),
    [
        (console("$ tiia-pricing b"), "docs/zh/page.md:4"),
        (f"\n{STALE}\n{STALE}", "docs/zh/page.md:14"),
        ("一页\n", "docs/zh/page.md (no such block)"),
    ],
    ids=["another command", "one more", "none"],
)
def test_twins_that_show_different_commands_are_told(
    root: Path, prints: Prints, chinese: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, other=STALE, page=STALE, zh_page=chinese)
    before = stand(root)
    assert main(root, prints) == 1
    assert f"{place}: twins that do not show the same" in capsys.readouterr().err
    assert stand(root) == before


def test_a_command_that_fails_leaves_all_pages_as_they_were(
    root: Path, prints: Prints, capsys: pytest.CaptureFixture[str]
) -> None:
    put(root, a=STALE, b=console("$ tiia-pricing b", "$ tiia-pricing wrong"), c=STALE)
    before = stand(root)
    assert main(root, prints) == 1
    out, err = capsys.readouterr()
    assert [line.partition(": ")[2] for line in out.splitlines()] == [
        "1 block, changed: 1",
        "failed",
        "1 block, changed: 1",
    ]
    assert err == (
        "error: docs/b.md:5: tiia-pricing wrong\n"
        "exit code 2, and no `$ echo $?` after it:\n"
        "error: wrong\n"
        "nothing was written\n"
    )
    assert stand(root) == before


def test_what_is_compared_is_what_is_written(root: Path, prints: Prints) -> None:
    put(root, page=BESIDE_OTHERS)
    [old] = read(root, ["docs/page.md"])
    [new] = redone([old], prints)
    assert new != old
    main(root, prints)
    assert read(root, ["docs/page.md"]) == [new]


def test_a_file_that_cannot_be_written_leaves_the_others(
    root: Path,
    prints: Prints,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(root, a=STALE, b=STALE)
    before = stand(root)
    write, sizes = os.write, list[int]()

    def full(descriptor: int, data: bytes) -> int:
        sizes.append(len(data))
        if len(sizes) == 2:
            write(descriptor, data[:5])
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    assert main(root, prints) == 1
    assert "No space left on device" in capsys.readouterr().err
    assert stand(root) == before
    assert len([*root.rglob("*.*")]) == 2


def test_a_time_alone_is_no_reason_to_write(root: Path, prints: Prints) -> None:
    shown = "at 2026-11-24 04:00 UTC: "
    put(root, a=console("$ tiia-pricing when", f"{shown}3"))
    put(root, b=console("$ tiia-pricing when", f"{shown}2"))
    before = stand(root)
    main(root, prints)
    assert stand(root) == {**before, "docs/b.md": before["docs/a.md"]}


def test_white_space_in_a_list_goes_back_and_forth() -> None:
    page = "- x\n\n  ```console\n  $ a\n     \n\n  ```\n"
    assert replaced(page, ["$ b\n   \n\n"]) == page.replace("$ a", "$ b")
    assert [block.text for block in parsed(page)] == ["$ a\n   \n\n"]


def test_times_are_kept_only_where_there_are_as_many() -> None:
    now = "Python 3.14.1 at 2030-01-01 04:00 UTC, 5 checks\n"
    assert settled("Python 3.11.7 at 2026-11-24 04:00 UTC\n", now) == (
        "Python 3.11.7 at 2026-11-24 04:00 UTC, 5 checks\n"
    )
    assert settled("at 2026-11-24 04:00 UTC\n", now) == now


def test_a_line_that_would_end_the_block_is_refused(prints: Prints) -> None:
    with pytest.raises(Unshowable, match=r"^page\.md: a line that is printed would end its block"):
        redone([Page("page.md", console("$ tiia-pricing fence", "old"))], prints)


def test_the_lines_shown_of_a_report_are_found_by_their_words(root: Path, prints: Prints) -> None:
    shown = "```text\ntiia-pricing report\n```\n\n" + '```text title="report"\n{}```\n'
    put(root, page=shown.format("clause   9/9\n…\nleft: 7\n"))
    main(root, prints)
    assert stand(root)["docs/page.md"] == shown.format("clause    10/10\n…\nleft: 5\n")


@pytest.mark.parametrize("shown", ["gone: 3\n", "left: 5\nclause 10/10\n"])
def test_a_line_that_the_report_has_no_more_is_told(shown: str) -> None:
    with pytest.raises(Failed, match="no such line any more"):
        excerpt(shown, SAYS["tiia-pricing report"].text)


def test_a_report_is_not_made_where_it_would_be_slow() -> None:
    def run(command: str, folder: Path, language: str) -> Printed:
        raise AssertionError

    assert printed([Step("excerpt", ("tiia-pricing report",))], "en", run, slow=False) == (None,)
