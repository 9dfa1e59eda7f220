"""The catalogues and the code say the same: nothing is missing, unused, doubtful or other."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from gettext import GNUTranslations
from pathlib import Path

import pytest

pytest.importorskip("babel", reason="Babel, of the extra dev, is not installed")
pytest.importorskip("jinja2", reason="Jinja, of the extra docs, is not installed")

from babel.messages.catalog import Catalog, Message

from tiia_pricing.locale import CATALOGUES, extraction, javascript_messages, javascript_words

LANGUAGES = sorted(CATALOGUES)
FORMATTER = string.Formatter()
PERCENT = re.compile(r"%(?:\(\w+\))?[rs]")  # of argparse


def ids(catalogue: Iterable[Message]) -> set[tuple[str | None, str]]:
    """Every message by its context and its first template."""
    return {(one.context, _templates(one.id)[0]) for one in catalogue if one.id}


def _templates(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def places(template: str) -> set[tuple[str, str | None, str | None]]:
    """The placeholders of a template, each with its format and conversion."""
    parts = FORMATTER.parse(template)
    named = {(name, spec, conversion) for _, name, spec, conversion in parts if name}
    return named | {(one, None, None) for one in PERCENT.findall(template)}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """A language other than English."""
    return str(request.param)


@pytest.fixture(scope="module")
def said() -> Catalog:
    """All that the code says."""
    return extraction.said()


def test_the_code_says_something(said: Catalog) -> None:
    assert len(said) > 100


def test_every_message_has_a_wording_that_somebody_stands_by(language: str, said: Catalog) -> None:
    written = extraction.written(language)
    assert ids(said) - ids(written) == set(), "run: make words"
    assert [one.id for one in extraction.unsaid(written)] == []


def test_no_wording_is_left_of_what_nobody_says(language: str, said: Catalog) -> None:
    written = extraction.written(language)
    assert ids(written) - ids(said) == set(), "run: make words"
    assert list(written.obsolete) == []


def test_every_wording_has_the_placeholders_of_the_english(language: str) -> None:
    for message in extraction.written(language):
        if message.id:
            english = places(_templates(message.id)[-1])
            for wording in _templates(message.string):
                assert places(wording) == english, message.id


def test_placeholders_are_names_alone(said: Catalog) -> None:
    """A template that reaches into a value would say what no translator can know."""
    for message in said:
        names = {name for one in _templates(message.id) for name, *_ in places(one)}
        assert all(name.isidentifier() or PERCENT.fullmatch(name) for name in names), message.id


def test_the_files_are_those_that_make_words_writes(language: str) -> None:
    catalogue = extraction.updated(language)
    assert extraction.source(language).read_bytes() == extraction.as_po(catalogue)
    assert CATALOGUES[language].read_bytes() == extraction.compiled(catalogue)


def test_the_javascript_has_the_words_of_the_catalogue() -> None:
    modules = javascript_words.modules()
    assert {file: file.read_text("utf-8") for file in modules} == modules, "run: make words"
    causes = modules[javascript_words.CAUSES]
    assert '"tier-basis-gross":\n    "按当月全部调用量选择阶梯' in causes


def test_every_message_of_the_javascript_is_found(tmp_path: Path) -> None:
    module = tmp_path / "words.mjs"
    module.write_text(
        """/** `say("not this")` */
        // say("nor this")
        const one = say("Total");
        sayMany("a call of {name}", "{n} calls "
          + "of {name}", count, { name: say("{a} (\\"{b}\\")", given) });
        sayAs("list", " and ");
        """
    )
    assert [*javascript_messages.of_module(module)] == [
        ("Total", None, None),
        ("a call of {name}", "{n} calls of {name}", None),
        ('{a} ("{b}")', None, None),
        (" and ", None, "list"),
    ]


@pytest.mark.parametrize(
    "call", ["say(text)", "say(`{n} calls`)", 'say("a" + b)', 'say(c ? "a" : "b")', "sayAs('a', b)"]
)
def test_a_message_of_the_javascript_that_is_put_together_is_refused(
    tmp_path: Path, call: str
) -> None:
    module = tmp_path / "words.mjs"
    module.write_text(f"const text = {call};\n")
    with pytest.raises(ValueError, match=r"words\.mjs: no message that stands in the code"):
        [*javascript_messages.of_module(module)]


def test_a_page_has_the_forms_of_a_language_by_its_own_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Polish: 1 strona, 2 strony, 5 stron."""
    polish = Catalog(locale="pl")
    polish.add(("{n} page", "{n} pages"), ("{n} strona", "{n} strony", "{n} stron"))
    file = tmp_path / "pl.mo"
    file.write_bytes(extraction.compiled(polish))
    with file.open("rb") as opened:
        words = GNUTranslations(opened)
    one = javascript_messages.SaidMessage("{n} page", "{n} pages")
    wording = javascript_words.wording_of(one, words)
    assert wording == '["{n} strona", "{n} strony", "{n} stron"]'
    form = javascript_words.plural(str(words.info()["plural-forms"]))
    assert form.startswith("(n) => Number(")
    assert "n%10>=2" in form
    assert javascript_words.plural("nplurals=1; plural=0;") == "() => 0"
    with pytest.raises(ValueError, match="no form for a number"):
        javascript_words.plural("nplurals=1; plural=alert;")


def test_a_missing_wording_and_a_doubtful_one_are_found(said: Catalog) -> None:
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("the page is empty", "页面为空")
    catalogue.add("the page is full", "")
    catalogue.add("the page is half full", "页面半满", flags=("fuzzy",))
    catalogue.add(("{n} page", "{n} pages"), ("",))
    found = [one.id for one in extraction.unsaid(catalogue)]
    assert found == ["the page is full", "the page is half full", ("{n} page", "{n} pages")]


def test_a_language_that_comes_gets_a_catalogue_of_all_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Catalog
) -> None:
    place = tmp_path / "ja" / "LC_MESSAGES" / "tiia_pricing.mo"
    monkeypatch.setitem(CATALOGUES, "ja", place)
    new = extraction.updated("ja")
    assert str(new.locale) == "ja"
    assert {one.id for one in new if one.id} == {one.id for one in said if one.id}
    assert len([*extraction.unsaid(new)]) == len(said)
    assert "JAPANESE" not in "".join(javascript_words.modules().values())


def test_the_files_of_a_language_that_comes_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "ja" / "LC_MESSAGES" / "tiia_pricing.mo"
    monkeypatch.setattr(extraction, "CATALOGUES", {"ja": place})
    monkeypatch.setattr(javascript_words, "modules", dict)
    monkeypatch.setitem(CATALOGUES, "ja", place)
    assert extraction.main() == 1
    assert "ja: no wording of 'Total: {amount} yuan'" in capsys.readouterr().out
    assert place.exists()
    assert place.with_suffix(".po").exists()
