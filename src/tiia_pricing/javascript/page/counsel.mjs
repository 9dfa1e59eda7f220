/** The advice as elements: the calls past a cliff, and what each pack on sale would do. */

/** @import { Cliff, NamedPack, PackOffer, PageWords, Verdict } from "../types.d.ts" */

import { grouped, yuan } from "../sentences/amounts.mjs";
import { signed } from "../page-parts/amounts.mjs";
import { hrefOf } from "../page-parts/cited-cells.mjs";
import { el } from "../page-parts/dom.mjs";

/**
 * One box a line at a cliff; `link` is the fragment of the state with other calls.
 *
 * @param {Cliff[]} found
 * @param {PageWords} words
 * @param {(name: string, calls: bigint) => string} link
 */
export function cliffBoxes(found, words, link) {
  return found.map(({ name, calls, instead, saving }) => {
    const figures = {
      name, calls: grouped(calls), instead: grouped(instead), saving: yuan(saving),
    };
    return el("p", { class: "tc-cliff", "data-cliff": name },
      el("span", { class: "tc-sign", "aria-hidden": "true" }, "↘"),
      el("span", {}, words.cliff(figures), " ",
        el("a", { href: `#${link(name, instead)}` }, words.cliffTry(grouped(instead)))));
  });
}

/** @type {Record<Verdict, string>} */
const SIGNS = { raises: "▲", nothing: "–", pays: "▼", partly: "△" };

/**
 * A table of the packs on sale: what so many months would cost with one of them.
 *
 * @param {{months: number, offers: PackOffer[]}} found
 * @param {PageWords} words
 * @param {(pack: NamedPack) => string} link
 * @param {(name: string) => string} year  the address of a year of these calls
 */
export function packTable({ months, offers }, words, link, year) {
  if (!offers.length) return null;
  const aside = (id) => (["pack", "verdict"].includes(id) ? null : "tp-num");
  const head = Object.entries(words.packColumns).map(([id, text]) =>
    el("th", { scope: "col", role: "columnheader", class: aside(id) }, text));
  return el("section", { class: "tc-packs" }, el("h3", {}, words.packs),
    el("p", { class: "tc-quiet" }, words.packsWhat(months)),
    el("div", { class: "tc-scroll" }, el("table", { class: "tc-lines", role: "table" },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
      el("tbody", { role: "rowgroup" }, offers.map((one) => packRow(one, words, link))))),
    el("p", { class: "tc-quiet" },
      el("a", { href: year(offers[0].pack.interface) }, words.packsLater)));
}

/**
 * @param {PackOffer} offer
 * @param {PageWords} words
 * @param {(pack: NamedPack) => string} link
 */
function packRow({ pack, price, total, change, net, verdict }, words, link) {
  const cells = {
    price: el("a", { class: "tp-src", href: hrefOf(pack.source), title: pack.source.text },
      yuan(price)),
    total: yuan(total),
    change: signed(change, yuan),
    net: signed(net, yuan),
  };
  const told = el("span", { class: `tc-verdict tc-${verdict}` },
    el("span", { "aria-hidden": "true" }, SIGNS[verdict]), " ", words.verdicts[verdict]);
  return el("tr", { role: "row", class: "tc-line", "data-pack": pack.key },
    el("th", { scope: "row", role: "rowheader", lang: "zh-Hans" },
      el("a", { href: `#${link(pack)}` }, pack.key)),
    Object.entries(cells).map(([id, shown]) => el("td",
      { role: "cell", class: "tp-num", "data-label": words.packColumns[id] }, shown)),
    el("td", { role: "cell", "data-label": words.packColumns.verdict }, told));
}
