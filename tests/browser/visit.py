"""One page, opened as a reader would: the live page, and all that the browser said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from browser.serving import compressed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response

DESKTOP = (1300, 900)
PHONE = (390, 844)
LONGEST_MS = 30_000
SEARCH_INDEX = "/search/search_index.json"
TALLEST_JPEG = 65_000
NO_WORDS = {
    "config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}},
    "docs": [],
}
# What fades or slides would be waited for at each look.
_STILL = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets.push(still);
}"""
# Two elements are of one make if nothing that our styles or axe could tell apart differs in them:
# their attributes and the values of those that say what an element is; of a name or an address only
# whether it is empty, and of a field whether it has a label. What has its name from what stands in
# it is taken out as a whole, or not at all, as is a row with its cells; labels never are. What is
# only hidden would take as long as what is seen.
_THIN = """places => {
  const numbers = new Map(), makes = new WeakMap(), seen = new Set(), thinned = [];
  const number = text => numbers.get(text) ?? numbers.set(text, numbers.size).get(text);
  const named = /^(class|style|fill|open|role|lang|dir|type|tabindex)$/;
  const telling = name => named.test(name) || /^aria-(?!label|desc|con|own)/.test(name);
  const told = (name, value) => {
    if (telling(name)) return value;
    return name == "href" ? value.slice(0, 4) == "http" : !value.trim();
  };
  const make = it => {
    const text = [...it.childNodes].some(node => node.nodeType == 3 && node.data.trim());
    const own = it.getAttributeNames().sort().map(
      name => [name, told(name, it.getAttribute(name))]
    );
    own.push(it.labels?.length, places.map(place => it.matches(place)));
    const parts = new Set([...it.children].map(make));
    makes.set(it, number(JSON.stringify([it.tagName, text, own, [...parts].sort()])));
    return makes.get(it);
  };
  const thin = (it, above) => {
    if (it.matches("label")) return;
    const key = `${above}/${makes.get(it)}`;
    if (seen.has(key)) return thinned.push([it, document.createComment("")]);
    seen.add(key);
    if (it.matches("a, button, summary, tr, h1, h2, h3, h4, h5, h6")) return;
    const path = number(`${above} ${it.tagName} ${it.getAttribute("class")}`);
    [...it.children].forEach(child => thin(child, path));
  };
  const article = document.querySelector("article");
  make(article);
  thin(article, "");
  thinned.forEach(([it, place]) => it.replaceWith(place));
  return thinned;
}"""
_PLACES = [":first-child", ":nth-child(2)", ":last-child"]  # as our styles say
_WHOLE = "thinned => thinned.forEach(([it, place]) => place.replaceWith(it))"


@dataclass
class Visit:
    """The page ``path`` of the site in ``root``, at ``base``; the lists grow while it is open."""

    root: Path
    base: str
    path: str
    page: Page
    messages: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)

    @property
    def language(self) -> str:
        """``zh`` or ``en``, as the folder says."""
        return "zh" if self.path.startswith("zh/") else "en"

    @property
    def twin(self) -> str:
        """The path of the same page in the other language."""
        return self.path.removeprefix("zh/") if self.language == "zh" else f"zh/{self.path}"

    def open(self) -> None:
        """Go to the page, and wait until it is loaded."""
        self.page.goto(f"{self.base}/{self.path}")

    def settle(self) -> None:
        """Wait until every request is answered, and no other follows for a quarter of a second.

        Playwright's own word for this, ``networkidle``, is lost now and then.
        """
        asked, end = -1, monotonic() + LONGEST_MS / 1000
        while self.pending or asked < len(self.addresses):
            if monotonic() > end:
                raise TimeoutError(f"{self.path}: no answer for {[it.url for it in self.pending]}")
            asked = len(self.addresses)
            self.page.wait_for_timeout(250)

    def look(self, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> None:
        """See the page in a window of ``size``, ``light`` or ``dark``, by its own switch."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        wanted = "slate" if scheme == "dark" else "default"
        if self.page.locator("body").get_attribute("data-md-color-scheme") != wanted:
            self.page.locator("[data-md-component=palette] label:not([hidden])").click()
            self.page.wait_for_selector(f"body[data-md-color-scheme={wanted}]")
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def shoot(self, path: Path) -> None:
        """Keep a picture of the whole page; a JPEG, which is quick, unless the page is too tall."""
        height = self.page.evaluate("document.documentElement.scrollHeight")
        if height > TALLEST_JPEG:
            self.page.screenshot(path=path.with_name(f"{path.name}.png"), full_page=True)
        else:
            picture = path.with_name(f"{path.name}.jpeg")
            self.page.screenshot(path=picture, full_page=True, quality=85)

    def unfold(self, *, opened: bool = True) -> None:
        """Open what is folded, or fold it all."""
        details = self.page.locator("details")
        details.evaluate_all("(all, opened) => all.forEach(it => it.open = opened)", opened)
        self.page.evaluate("() => new Promise(requestAnimationFrame)")

    @contextmanager
    def thinned(self, *, coloured: bool = False) -> Iterator[None]:
        """Take out what is of one make with something before it in the same place, for a while.

        What is ``coloured`` is of another make where it is the first, the second or the last.
        """
        thinned = self.page.evaluate_handle(_THIN, _PLACES if coloured else [])
        try:
            yield
        finally:
            self.page.evaluate(_WHOLE, thinned)

    def foreign(self) -> list[str]:
        """The addresses on other hosts that something asked for."""
        own = (self.base, "data:", "blob:", "about:")
        return [address for address in self.addresses if not address.startswith(own)]

    def weights(self) -> Counter[str]:
        """Bytes of all files that the page loaded, compressed, by the kind of file."""
        sizes: Counter[str] = Counter()
        for path in {unquote(urlsplit(url).path) for url in self.addresses if url[:4] == "http"}:
            file = self.root / path.lstrip("/")
            if file.is_file() and not path.endswith(SEARCH_INDEX):
                sizes[file.suffix.lstrip(".")] += len(compressed(file))
        return sizes


@contextmanager
def visited(
    browser: Browser, root: Path, base: str, path: str, *, searched: bool = False, **options: Any
) -> Iterator[Visit]:
    """A visit with an empty cache; ``options`` are those of a Playwright context.

    The search has no words unless it is to be ``searched``: to read them takes as long as the rest.
    """
    context = browser.new_context(viewport={"width": 1300, "height": 900}, **options)
    try:
        context.set_default_timeout(LONGEST_MS)
        context.add_init_script(f"({_STILL})()")
        if not searched:
            context.route(f"**{SEARCH_INDEX}", lambda route: route.fulfill(json=NO_WORDS))
        visit = Visit(root, base, path, context.new_page())
        _listen(visit)
        visit.open()
        yield visit
    finally:
        context.close()


def _listen(visit: Visit) -> None:
    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            visit.messages.append(f"{message.type}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            visit.failures.append(f"{response.status} {response.url}")

    def asked(request: Request) -> None:
        visit.addresses.append(request.url)
        visit.pending.add(request)

    def finished(request: Request) -> None:
        visit.pending.discard(request)

    def failed(request: Request) -> None:
        finished(request)
        if request.failure != "net::ERR_ABORTED":  # the next page was opened before it came
            visit.failures.append(f"{request.failure} {request.url}")

    def shown(dialog: Dialog) -> None:
        visit.messages.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    visit.page.on("console", said)
    visit.page.on("dialog", shown)
    visit.page.on("pageerror", lambda error: visit.messages.append(f"uncaught: {error}"))
    visit.page.on("response", answered)
    visit.page.on("requestfailed", failed)
    visit.page.on("requestfinished", finished)
    visit.page.on("request", asked)
