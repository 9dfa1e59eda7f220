"""Templates to Markdown pages; ``escaping`` makes text of every value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from traceback import extract_tb
from types import CodeType

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from tiia_pricebook import Source, Where
from tiia_pricebook.calendar import Month, utc
from tiia_pricebook.cell_places import in_words
from tiia_pricebook.editions.price_history import SeenPage
from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Message
from tiia_pricebook.table_headings import PageNames
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.price_list.page_sources import source_in_words
from tiia_pricing.publishing.build.data_block import data_block
from tiia_pricing.publishing.build.escaping import (
    exactly,
    fenced,
    gherkin,
    heading,
    number,
    safe,
    title,
)
from tiia_pricing.publishing.build.translator import Translator
from tiia_pricing.publishing.site_data.price_tables import per_thousand, span

WHOLE_FILE = re.compile(r"^<!-- whole file: (\S+) -->$", re.MULTILINE)
CODE = re.compile(r"^```(?:python|yaml)\b.*?^```$", re.MULTILINE | re.DOTALL)


class TemplateBroken(PricingError):
    """A template that cannot be rendered: it uses a name that its page lacks, say (exit 1)."""

    exit_code = 1


class Places(Struct, frozen=True):
    """Where what a price book cites can be looked up: on the site, or on which older page.

    ``verbatim`` is the folder of the files that a page may show as they are.
    """

    cell_of: Callable[[Source], str | None]
    older_pages: Mapping[str | None, SeenPage]
    verbatim: Path
    names: Mapping[str | None, PageNames] = {}

    def in_words(self, where: Source | Where, page: str | None = None) -> Message:
        """Return where something stands on ``page``, by default that of a source or the newest."""
        place = to_builtins(where)
        names = self.names.get(page or place.get("page"), PageNames())
        return in_words(place, names.at(place))


class Compiled(BytecodeCache):
    """What templates were compiled to, for every language: that takes as long as rendering."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what the same text of the same file was compiled to."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        if bucket.code:
            self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class HandWritten(FileSystemLoader):
    """Pages written by hand, which people read in the repository too.

    In their Python and YAML ``{{ … }}`` is an expression of a scheduler or a workflow. A comment
    names a file that the site shows whole; where no site is built, the link beside it leads there.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a page, its code as it stands, and files in place of their names."""
        text, path, current = super().get_source(environment, template)
        text = CODE.sub(r"{% raw %}\g<0>{% endraw +%}", text)
        text = WHOLE_FILE.sub(r'```python\n{{ verbatim("\g<1>") }}\n```', text)
        return text, path, current


def environment(pages: Path, translate: Translator, places: Places) -> Environment:
    """The template engine for one language: the package's templates, then hand-written pages.

    Its globals are what every template may use: the words of the language, and where a source
    stands. All else a template has from the context of its page.
    """
    env = Environment(
        loader=ChoiceLoader([PackageLoader("tiia_pricing.publishing"), HandWritten(str(pages))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=safe,
        bytecode_cache=COMPILED,
    )
    env.globals = {
        "_": translate,
        "said": translate.said,
        "place_of": lambda where, page=None: translate.said(places.in_words(where, page)),
        "place_in": lambda key: translate.said(in_words(key, key.get("names"))),
        "source_in_words": source_in_words,
        "blank": translate.blank,
        "told": translate.told,
        "type_in_words": translate.type,
        "cell_of": places.cell_of,
        "older_page": places.older_pages.get,
        "document": lambda page: PurePosixPath(page.path).name,
        "span": span,
        "per_thousand": per_thousand,
        "yuan": yuan,
        "verbatim": lambda path: fenced((places.verbatim / path).read_text("utf-8")),
    }
    env.filters |= {"n": number, "md": heading, "title": title}
    env.filters["linked_data"] = lambda body: data_block(body, translate.said)
    env.filters |= {"gherkin": gherkin, "exactly": exactly, "month": Month.of, "utc": utc}
    return env


def rendered(env: Environment, template: str, context: Struct, path: str) -> str:
    """Return the page at ``path``: its template with the fields of ``context``.

    Such a template can use those names, the globals and ``up``, the way to the site's root;
    raises ``TemplateBroken`` for any other name, and where a template is missing or malformed.
    """
    try:
        return env.get_template(template).render(asdict(context), up="../" * path.count("/"))
    except TemplateError as error:
        file, line = _place(error, template)
        message = f"the template cannot be rendered: {error.message}"
        expected = "names of the page's context"
        where = {"template": file, "line": line}
        raise TemplateBroken("template-broken", message, where=where, expected=expected) from error


def _place(error: TemplateError, template: str) -> tuple[str, int]:
    """File and line of a fault; Jinja tells them in the frames of what it compiled."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or template, error.lineno
    frames = extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).suffix in (".md", ".html")]
    return (Path(own[-1].filename).name, own[-1].lineno or 0) if own else (template, 1)
