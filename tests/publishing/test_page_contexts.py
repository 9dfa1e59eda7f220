"""Each template uses the names that its page gives it, and no page gives a name in vain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes
from msgspec import Struct
from msgspec.structs import fields

from support.site_project import ROOT, Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.__main__ import LANGUAGES, main
from tiia_pricing.publishing.build.render import Places, TemplateBroken, environment, rendered
from tiia_pricing.publishing.pages.all_pages import Nothing, SitePage, pages
from tiia_pricing.publishing.pages.calculator_page import FRAME, embedded_page
from tiia_pricing.publishing.site_data.site import load_site

TEMPLATES = ROOT / "src/tiia_pricing/publishing/templates"
EVERYWHERE = {"up", "caller"}  # the way to the site's root; what Jinja gives a called macro
# Written by hand in each language, and given the same names.
TWINS = ("index.md", "calculator.md", "data.md")


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(ROOT / "docs", LANGUAGES["en"], Places(lambda source: None, {}, ROOT))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, book: PriceBook) -> list[SitePage]:
    site = load_site(Project(tmp_path_factory.mktemp("contexts"), book).root, None)
    return [*pages(site), SitePage(FRAME, FRAME, embedded_page(site, "en"))]


def parsed(env: Environment, template: str) -> nodes.Template:
    assert env.loader
    return env.parse(env.loader.get_source(env, template)[0])


def referred(env: Environment, template: str, kind: type[nodes.Node]) -> Iterator[str]:
    """The templates that one includes or imports, and those that these do."""
    for node in parsed(env, template).find_all(kind):
        name = node.template.value  # type: ignore[attr-defined]
        yield name
        yield from referred(env, name, kind)


def looked_up(env: Environment, template: str) -> set[str]:
    """The names that a template wants of its page; Jinja counts what it sets in a branch too."""
    tree = parsed(env, template)
    return meta.find_undeclared_variables(tree) - set(own(tree)) - EVERYWHERE


def own(tree: nodes.Template) -> Iterator[str]:
    for assigned in tree.find_all(nodes.Assign):
        yield from (one.name for one in assigned.find_all(nodes.Name) if one.ctx == "store")


def used(env: Environment, template: str) -> set[str]:
    """The names that a template and those that it includes want of their page."""
    parts = [template, *referred(env, template, nodes.Include)]
    return {name for part in parts for name in looked_up(env, part)}


def test_each_page_has_the_names_that_its_template_uses_and_no_other(
    env: Environment, shown: list[SitePage]
) -> None:
    given = {page.template: {one.name for one in fields(page.context)} for page in shown}
    assert {name: used(env, name) for name in given} == given


def test_a_page_of_words_uses_no_name(env: Environment, shown: list[SitePage]) -> None:
    docs = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    words = docs - {page.path for page in shown} - {f"zh/{name}" for name in TWINS}
    assert {name for name in words if used(env, name)} == set()


def test_what_is_imported_uses_what_it_is_handed(env: Environment, shown: list[SitePage]) -> None:
    imported = {
        name
        for path in TEMPLATES.rglob("*.*")
        for name in referred(env, path.relative_to(TEMPLATES).as_posix(), nodes.Import)
    }
    assert len(imported) > 3
    wanted = {name: meta.find_undeclared_variables(parsed(env, name)) for name in imported}
    assert {name: names for name, names in wanted.items() if names - {"caller"}} == {}


def test_each_template_belongs_to_a_page_and_each_global_to_a_template(
    env: Environment, shown: list[SitePage]
) -> None:
    every = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*")}
    roots = {page.template for page in shown}
    referred_to = {
        name
        for root in roots
        for kind in (nodes.Include, nodes.Import)
        for name in referred(env, root, kind)
    }
    assert every <= roots | referred_to
    names = {name.name for one in every for name in parsed(env, one).find_all(nodes.Name)}
    assert env.globals.keys() - names == {"verbatim"}  # for a page of words


def test_a_page_has_its_code_as_it_stands_and_files_in_place_of_their_names(tmp_path: Path) -> None:
    text = "```python\nx = '{{ ds }}'\n```\n\n<!-- whole file: job.py -->\n\n<!-- {{ 1 + 1 }} -->\n"
    (tmp_path / "whole.md").write_text(text, "utf-8")
    (tmp_path / "job.py").write_text("print('{{ 1 < 2 }}')\n", "utf-8")
    env = environment(tmp_path, LANGUAGES["en"], Places(lambda source: None, {}, tmp_path))
    assert rendered(env, "whole.md", Nothing(), "whole.md") == (
        "```python\nx = '{{ ds }}'\n```\n\n```python\nprint('{{ 1 < 2 }}')\n```\n\n<!-- 2 -->\n"
    )


class Told(Struct, frozen=True):
    told: str


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# {{ told }}\n\n{{ untold }}", "'untold' is undefined"),
        ("# {{ told }}\n\n{{ told.price }}", "has no attribute 'price'"),
        ("# {{ told }}\n\n{% if told %}{% endfor %}", "unknown tag 'endfor'"),
        ('# {{ told }}\n\n{% include "nowhere.html" %}', "nowhere.html"),
    ],
)
def test_a_template_that_cannot_be_rendered_is_named_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "told.md").write_text(text, "utf-8")
    env = environment(tmp_path, LANGUAGES["en"], Places(lambda source: None, {}, tmp_path))
    with pytest.raises(TemplateBroken, match=r"template told\.md, line 3") as caught:
        rendered(env, "told.md", Told("1"), "told.md")
    assert said in caught.value.message


def test_a_missing_template_is_named(env: Environment) -> None:
    with pytest.raises(TemplateBroken, match=r"nowhere\.md"):
        rendered(env, "nowhere.md", Nothing(), "nowhere.md")


def test_a_broken_page_leaves_the_site_as_it_was(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.root / "build/docs/en/before.md"
    before.parent.mkdir(parents=True)
    before.write_text("before\n")
    (project.root / "docs/zh/watch.md").write_text("{{ prices }}\n", "utf-8")
    assert main(["--root", str(project.root)]) == 1
    assert "template watch.md, line 1" in capsys.readouterr().err
    assert [*(project.root / "build/docs").rglob("*.*")] == [before]
