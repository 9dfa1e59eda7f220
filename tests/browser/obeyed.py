"""Whether a page obeyed a foreign text: a script ran, a template was filled, an element came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from browser.visit import Visit

# What of a page came from a text; a receipt's own page is the one link that others may give.
_OBEYED = r"""() => {
  const found = window.ran === undefined ? [] : ["a script ran"];
  const text = document.documentElement.textContent;
  if (text.includes("10006297")) found.push("a template was filled");
  const foreign = ["iframe", "object", "embed", "base", "textarea", "meta[http-equiv=refresh]",
    "form[action]", ".evil"].join();
  const leads = /^(href|src|srcset|data|action)$/;
  for (const it of document.querySelectorAll("*")) {
    const links = [...it.attributes].filter(({ name }) => leads.test(name));
    const outward = links.map(({ value }) => new URL(value, location)).filter((to) =>
      to.origin !== location.origin && !(it.localName === "a" && /^https?:$/.test(to.protocol)));
    const handler = [...it.attributes].some(({ name }) => name.startsWith("on"));
    if (handler || outward.length || it.matches(foreign)) found.push(it.outerHTML.slice(0, 160));
  }
  return found;
}"""


def obeyed(visit: Visit) -> list[str]:
    """What the open page obeyed, and what the browser said of it, since it was asked last."""
    found = [*visit.page.evaluate(_OBEYED), *visit.messages, *visit.foreign()]
    visit.messages.clear()
    visit.addresses.clear()
    return list(dict.fromkeys(found))
