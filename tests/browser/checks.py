"""What must be true of every page: each check gives the problems that it found, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from browser.visit import Visit

LIMIT = 300_000
TALLEST = 30_000  # pixels: 36 screens of a phone
TALLER = {"reference/commands.html": 45_000}  # every command with what it prints
GRAVE = ("serious", "critical")
_OUTLINE = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(
    it => [Number(it.tagName[1]), it.innerText]),
})"""
_OUTWARD = """base => [...document.querySelectorAll("a[href]")]
  .filter(it => it.protocol.startsWith("http") && it.origin != new URL(base).origin)
  .map(it => [it.href, it.relList.contains("noopener"), getComputedStyle(it, "::after").content])"""
_FOCUS = """() => {
  const it = document.activeElement;
  return {
    what: it.outerHTML.slice(0, 120),
    skip: it.matches(".md-skip"),
    navigation: !!it.closest("nav"),
    content: !!it.closest("article"),
    shown: [it, ...it.matches(".md-option") ? it.form.children : []].some(drawn => {
      const style = getComputedStyle(drawn), box = drawn.getBoundingClientRect();
      return style.outlineStyle != "none" && parseFloat(style.outlineWidth) > 0
        && box.width > 0 && box.height > 0;
    }),
  };
}"""


_PAPER = """() => {
  const seen = it => it.checkVisibility({contentVisibilityAuto: true}) && it.offsetHeight > 0;
  const chrome = [...document.querySelectorAll("header, nav, .md-sidebar, .md-footer, .md-top")];
  const folded = [...document.querySelectorAll("article details > :not(summary)")]
    .filter(it => !it.closest("form")); // what one fills in is not what one prints
  return [
    ...chrome.filter(seen).map(it => `navigation is left: ${it.outerHTML.slice(0, 100)}`),
    ...folded.filter(it => it.textContent.trim() && !seen(it)).map(
      it => `this stays folded: ${it.textContent.trim().slice(0, 80)}`),
  ];
}"""


_UNCUED = """() => [...document.querySelectorAll(".tp-scroll, .tp-chart, pre > code")]
  .filter(it => it.checkVisibility() && it.scrollWidth > it.clientWidth + 1)
  .filter(it => {
    const faded = () => getComputedStyle(it).maskImage.includes("gradient");
    const before = faded();
    it.scrollLeft = it.scrollWidth;
    it.dispatchEvent(new Event("scroll"));
    const after = faded();
    it.scrollLeft = 0;
    return !before || after || it.tabIndex != 0;
  })
  .map(it => it.textContent.trim().slice(0, 80))"""


def quiet(visit: Visit) -> list[str]:
    """No error or warning in the console, no request that failed or left the host."""
    foreign = [f"another host was asked: {address}" for address in visit.foreign()]
    return visit.messages + [f"failed: {failure}" for failure in visit.failures] + foreign


def outlined(visit: Visit) -> list[str]:
    """A language, a title, one first heading, and no level left out below it."""
    seen = visit.page.evaluate(_OUTLINE)
    problems = [] if seen["title"].strip() else ["no title"]
    if not seen["lang"].startswith(visit.language):
        problems.append(f"lang is {seen['lang']!r}, expected: {visit.language!r}")
    return problems + headings_in_order(seen["headings"])


def headings_in_order(headings: Sequence[tuple[int, str]]) -> list[str]:
    """One heading of level 1, the first, and none more than one level below the one before."""
    firsts = [text for level, text in headings if level == 1]
    problems = [] if len(firsts) == 1 else [f"{len(firsts)} headings of level 1: {firsts}"]
    if headings and headings[0][0] != 1:
        problems.append(f"the first heading is of level {headings[0][0]}: {headings[0][1]!r}")
    return problems + [
        f"level {above} is followed by level {level}: {text!r}"
        for (above, _), (level, text) in pairwise(headings)
        if level > above + 1
    ]


def marked(visit: Visit) -> list[str]:
    """Links that lead away say so, and give the other page no hold of this one."""
    return [
        f"{href} leads away: rel=noopener {noopener}, mark {mark}"
        for href, noopener, mark in visit.page.evaluate(_OUTWARD, visit.base)
        if not noopener or mark in ("none", "normal")
    ]


def light(visit: Visit) -> list[str]:
    """The page and what it loads, compressed, stay under the limit."""
    total = visit.weights().total()
    return [f"{total:,} bytes compressed, expected: at most {LIMIT:,}"] if total > LIMIT else []


def within_width(visit: Visit) -> list[str]:
    """The page is no wider than the window: nobody scrolls sideways to read it."""
    wide, window = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{wide} pixels wide in a window of {window}"] if wide > window else []


def of_bearable_height(visit: Visit) -> list[str]:
    """With what is folded folded, the page is not too long for a phone."""
    height = visit.page.evaluate("document.documentElement.scrollHeight")
    most = TALLER.get(visit.path.removeprefix("zh/"), TALLEST)
    return [f"{height:,} pixels tall, expected: at most {most:,}"] if height > most else []


def cued(visit: Visit) -> list[str]:
    """What is wider than its place says so until its end is in sight, and Tab stops at it."""
    return [f"no cue that more is to the right: {text}" for text in visit.page.evaluate(_UNCUED)]


def on_paper(visit: Visit) -> list[str]:
    """In print the navigation is gone, and what is folded on the screen is there to be read."""
    visit.unfold(opened=False)
    visit.page.emulate_media(media="print")
    try:
        return [f"on paper {text}" for text in visit.page.evaluate(_PAPER)]
    finally:
        visit.page.emulate_media(media="screen")


def examined(visit: Visit, **rules: bool) -> list[dict[str, Any]]:
    """What axe-core finds on the page as it stands: id, impact, and the elements.

    ``color_contrast=True`` looks at that rule alone, ``color_contrast=False`` at all others.
    """
    if not visit.page.evaluate("'axe' in window"):
        visit.page.evaluate(_axe())
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    for rule, alone in rules.items():
        name = rule.replace("_", "-")
        options |= {"runOnly": [name]} if alone else {"rules": {name: {"enabled": False}}}
    run = "options => axe.run(document, options).then(it => it.violations)"
    found: list[dict[str, Any]] = visit.page.evaluate(run, options)
    return found


def grave(found: Sequence[dict[str, Any]]) -> list[str]:
    """The serious and the critical of ``found``, with their first elements."""
    return [
        f"{item['impact']} {item['id']}, {len(item['nodes'])} elements: "
        + "; ".join(
            f"{node['html'][:160]} ({node['failureSummary']})" for node in item["nodes"][:3]
        )
        for item in found
        if item["impact"] in GRAVE
    ]


def reached(visit: Visit, limit: int = 150) -> list[str]:
    """Tab alone leads past the navigation to the content, and each stop can be seen."""
    visit.page.evaluate("window.scrollTo(0, 0)")
    stops: list[dict[str, Any]] = []
    while len(stops) < limit and not (stops and stops[-1]["content"]):
        visit.page.keyboard.press("Tab")
        stops.append(visit.page.evaluate(_FOCUS))
    problems = [f"focus does not show: {stop['what']}" for stop in stops if not stop["shown"]]
    if not any(stop["navigation"] for stop in stops):
        problems.append("Tab never reaches the navigation")
    if not stops[-1]["content"]:
        problems.append(f"Tab does not reach the content in {limit} steps")
    return problems if stops[0]["skip"] else ["Tab does not begin at the skip link", *problems]


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
