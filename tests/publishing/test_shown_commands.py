"""The commands and the Python of a page are run as they are typed, and what fails is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from support.shown.pages import Page, Unshowable, redone
from support.shown.running import Printed, printed
from support.shown.steps import Step


def console(*lines: str) -> str:
    return "\n".join(["Words.", "", "```console", *lines, "```", ""])


def fails(steps: tuple[Step, ...], language: str) -> Sequence[str | None]:
    """What a page prints whose commands fail, all of them."""
    return printed(steps, language, lambda *_: Printed("error: wrong\n", 2))


@pytest.mark.parametrize(
    "text",
    ["```sh\ntiia-pricing wrong\n```\n", console("$ tiia-pricing wrong", "$ tiia-pricing b")],
    ids=["before the block", "not at the end"],
)
def test_no_command_may_fail_without_its_exit_code(text: str) -> None:
    with pytest.raises(Unshowable, match=r"page\.md:\d: tiia-pricing wrong"):
        redone([Page("page.md", text)], fails)


def test_an_exit_code_that_the_page_states_stands() -> None:
    old = console("$ tiia-pricing wrong", "error: otherwise", "$ echo $?", "2")
    [new] = redone([Page("page.md", old)], fails)
    assert new.text == old.replace("otherwise", "wrong")


def test_another_exit_code_than_the_page_states_is_told_and_not_written() -> None:
    old = console("$ tiia-pricing wrong", "error: wrong", "$ echo $?", "1")
    said = r"^page\.md:4: tiia-pricing wrong\nexit code 2, the page states 1$"
    with pytest.raises(Unshowable, match=said):
        redone([Page("page.md", old)], fails)


@pytest.mark.parametrize(
    "line",
    [
        "error: it is wrong",
        "错误：不对",
        '{"seq": 1, "error": "BookInvalid: unknown field"}',
        "Traceback (most recent call last):",
    ],
)
def test_an_error_that_the_page_does_not_show_is_told_and_not_written(line: str) -> None:
    def errs(steps: tuple[Step, ...], language: str) -> Sequence[str | None]:
        return printed(steps, language, lambda *_: Printed(f"{{}}\n{line}\n", 0))

    with pytest.raises(Unshowable) as raised:
        redone([Page("page.md", console("$ tiia-pricing a", "{}", '{"total": "1.00"}'))], errs)
    why = "prints an error that the page does not show"
    assert str(raised.value) == f"page.md:4: tiia-pricing a\n{why}:\n{line}"
    shown = Page("page.md", console("$ tiia-pricing a", "{}", line))
    assert redone([shown], errs) == [shown]


def test_a_command_reads_the_file_that_the_page_gives() -> None:
    text = '```csv title="usage.csv"\na,b\n```\n' + console(
        "$ python -c 'print(input())' < usage.csv", "old"
    )
    [new] = redone([Page("page.md", text)], printed)
    assert new.text == text.replace("old", "a,b")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("python -c 'print(1)' | sort", "nothing that wants a shell"),
        ("rm -r x", "expected tiia-pricing or python"),
        ("python -c '1' < gone.csv", "no block of the page gives gone.csv"),
        ("python -c 'import sys; print(1); sys.exit(2)'", "exit code 2"),
        ("python -c 'import sys; print(1); print(2, file=sys.stderr)'", "both outputs"),
    ],
)
def test_what_is_not_to_be_shown_is_told(command: str, why: str) -> None:
    with pytest.raises(Unshowable, match=r"^page\.md:4: ") as raised:
        redone([Page("page.md", console(f"$ {command}"))], printed)
    assert why in str(raised.value)


def test_the_python_of_a_page_is_one_session_and_is_written() -> None:
    text = """```pycon
>>> def twice(number):
...     return 2 * number
>>> twice(4)
7
```

```pycon
>>> print(f"{twice(5)}\\n\\nlast")
>>> twice("x")
'xx'
```
"""
    [new] = redone([Page("page.md", text)], printed)
    expected = text.replace("7", "8").replace('last")\n', 'last")\n10\n<BLANKLINE>\nlast\n')
    assert new.text == expected
    assert redone([new], printed) == [new]


def test_python_that_raises_is_told_with_its_line() -> None:
    text = "```pycon\n>>> 1\n1\n```\n\n```pycon\n>>> 2\n2\n>>> gone\n```\n"
    with pytest.raises(Unshowable, match=r"^page\.md:9: >>> gone\nraises NameError: "):
        redone([Page("page.md", text)], printed)


def test_the_folder_of_the_commands_has_what_the_pages_name() -> None:
    typed = "python -c 'print(*__import__(\"os\").listdir())'"
    [text] = printed([Step("console", (typed,))])
    assert text is not None
    assert {"scraper", "src", "docs", "dearer.md", "tenfold.md", "example_adapter.py"} <= {
        *text.split()
    }
