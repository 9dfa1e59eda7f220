"""``llms.txt``: what the site has, for programs that read Markdown (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tiia_pricebook.messages import Tell, say
from tiia_pricebook.untrusted_text import marked
from tiia_pricing.price_list.page_sources import source_in_words
from tiia_pricing.publishing.downloads.data_files import FOLDER, DataFile, fact_rows, newest_page
from tiia_pricing.publishing.downloads.dated_rows import CitedPage, holding
from tiia_pricing.publishing.downloads.linked_data import NAME
from tiia_pricing.publishing.downloads.price_twin import price_twin
from tiia_pricing.publishing.downloads.twins import summary_of, title_of, twin
from tiia_pricing.publishing.site_data.site import Site

PATH = "llms.txt"
_FIRST = ("prices.md", "readings.md", "questions.md", "index.md")
_LAST = ("mutants.md", "gallery.md", "scorecard.md", "peer-cases.md", "results.md")


def twins_of(site: Site, pages: Mapping[str, str], tell: Tell = str) -> dict[str, str]:
    """Return the twin of every rendered page by its place.

    That of the prices is a table of its own.
    """
    rows = holding(fact_rows(site), site.day)
    prices = price_twin(rows, site.newest, newest_page(site), site.day, tell)
    return {path: twin(text) for path, text in pages.items()} | {"prices.md": prices}


def llms(
    twins: Mapping[str, str], files: Iterable[DataFile], page: CitedPage, tell: Tell = str
) -> str:
    """Write the list of a language: data first, then pages, then what may be left out."""
    return "\n".join(_lines(twins, files, page, tell)) + "\n"


def _lines(
    twins: Mapping[str, str], files: Iterable[DataFile], page: CitedPage, tell: Tell
) -> Iterator[str]:
    title = tell(NAME)
    about = say(
        "What the APIs cost, read on {day} from {source}, tested by scenarios; not by the vendor.",
        day=page.read_on,
        source=marked(tell(source_in_words(page.source))),
    )
    money = say(
        "Prices are in yuan (CNY), days are days in Beijing. What the page leaves open has a"
        " default: name it with an amount."
    )
    yield from (f"# {title}", "", f"> {tell(about)}", "", tell(money))
    data, pages = tell(say("Data")), tell(say("Pages"))
    yield from ("", f"## {data}", "")
    yield from (f"- [{one.path}]({FOLDER}/{one.path}): {marked(tell(one.says))}" for one in files)
    yield from ("", f"## {pages}", "")
    rest = sorted(path for path in twins if path not in _FIRST and not _optional(path))
    yield from _links(twins, (*(path for path in _FIRST if path in twins), *rest))
    yield from ("", "## Optional", "")  # a word of the format
    yield from _links(twins, sorted(filter(_optional, twins)))


def _optional(path: str) -> bool:
    return path in _LAST or path.startswith("pages/")


def _links(twins: Mapping[str, str], paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        title, summary = title_of(twins[path]) or path, summary_of(twins[path])
        yield f"- [{title}]({path}): {summary}" if summary else f"- [{title}]({path})"
