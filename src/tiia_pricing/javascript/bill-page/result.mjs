/** The result as elements: in short, the lines with their causes, what was left out, the letter. */

/** @import { Cause, Fraction } from "../reconciliation/types.d.ts" */
/** @import { ReconciledLine, Reconciliation } from "../reconciliation/types.d.ts" */
/** @import { Note } from "../tables/types.d.ts" */
/** @import { BillWords, Rules } from "./types.d.ts" */

import { el } from "../page-parts/dom.mjs";
import { line as oneLine } from "../pricebook/untrusted-text.mjs";
import { counted } from "../reconciliation/causes/candidates.mjs";
import { fraction, minus, same } from "../reconciliation/exact.mjs";
import { letter, signed, yuan } from "../reconciliation/letter.mjs";
import { asCSV, isUntold, needInWords } from "../reconciliation/report.mjs";
import { inWords, ruleOf } from "../reconciliation/words.mjs";
import { copyButton, saveLink } from "./copying.mjs";
import { notesOf } from "./notes.mjs";

/**
 * @typedef {{words: BillWords, rules: Rules, byReading: (reading: string) => void}} Shown
 */

/**
 * All of a result.
 *
 * @param {Reconciliation} result
 * @param {Note[]} notes
 * @param {Shown} shown
 */
export const resultOf = (result, notes, shown) =>
  [inShort(result, shown.words), tableOf(result, shown), report(result, shown.words),
    notesOf(result, notes, shown.words), letterOf(result, shown.words)];

/** The verdict of the whole bill. */
function inShort(result, words) {
  const { lines, billed, computed } = result;
  const right = lines.filter(({ verdict }) => verdict === "agrees").length;
  const open = lines.filter(({ verdict }) => verdict === "cannot-tell").length;
  const tone = toneOf(result);
  const difference = minus(billed, computed);
  return el("header", { class: `cb-short cb-${tone}`, "data-verdict": tone },
    el("h2", { class: "cb-said" }, tone === "differs" ? byHowMuch(difference, words) : words[tone]),
    el("p", {}, words.inShort({ right, wrong: lines.length - right - open, open,
      billed: lines.every(isUntold) ? null : yuan(billed), computed: yuan(computed) })));
}

/** @type {(difference: Fraction, words: BillWords) => string} */
function byHowMuch(difference, words) {
  if (!difference.n) return words.differs;
  return difference.n < 0n
    ? words.lower(yuan({ ...difference, n: -difference.n })) : words.higher(yuan(difference));
}

/** @type {(result: Reconciliation) => "agrees"|"differs"|"cannotTell"} */
function toneOf({ agrees, lines, precision }) {
  if (agrees) return "agrees";
  const certain = lines.some(({ verdict }) => !["agrees", "cannot-tell"].includes(verdict));
  return certain || precision.some(({ verdict }) => verdict === "differs")
    ? "differs" : "cannotTell";
}

function tableOf(result, shown) {
  const head = Object.entries(shown.words.columns).map(([id, text]) => el("th",
    { scope: "col", role: "columnheader", class: AMOUNTS.includes(id) ? "tp-num" : null }, text));
  return el("table", { class: "tc-lines cb-lines", role: "table" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
    el("tbody", { role: "rowgroup" }, result.lines.flatMap((line) =>
      [lineRow(line, shown.words), whyRow(line, result, shown)])));
}

const AMOUNTS = ["billed", "computed", "difference"];

/** @type {(line: ReconciledLine, words: BillWords) => HTMLElement} */
function lineRow(line, words) {
  const { month, interface: name, verdict, difference } = line;
  const amount = (id, text) =>
    el("td", { role: "cell", class: "tp-num", "data-label": words.columns[id] }, text);
  return el("tr", { class: "tc-line", role: "row", "data-line": `${month} ${name}`,
    "data-verdict": verdict },
  el("th", { scope: "row", role: "rowheader" }, el("span", { class: "cb-month" }, month), " ",
    el("span", { class: "tp-name", lang: "zh-Hans" }, oneLine(name))),
  el("td", { role: "cell", class: `cb-verdict cb-${verdict}`, "data-label": words.columns.verdict },
    words.verdicts[verdict]),
  amount("billed", isUntold(line) ? "–" : yuan(line.billed)),
  amount("computed", yuan(line.computed)),
  amount("difference", difference.n && !isUntold(line) ? signed(difference) : "–"));
}

/** Why a line is as it is, in a row below it; nothing where there is nothing to say. */
function whyRow(line, result, shown) {
  const { words } = shown;
  const parts = [
    paidCalls(line, words),
    line.causes.length ? el("ul", { class: "cb-causes", "aria-label": words.why },
      line.causes.map((cause) => causeItem(line, cause, result, shown))) : null,
    ...line.needed.map((need) =>
      el("p", { class: "cb-needed" }, oneLine(words.needed(needInWords(need, words.needs))))),
  ].filter((part) => part !== null);
  if (!parts.length) return null;
  return el("tr", { class: "tc-reasons", role: "row" },
    el("td", { role: "cell", colspan: 5 }, parts));
}

/** The calls that bill and usage leave to pay, where they differ. */
function paidCalls({ ours, theirs }, words) {
  const calls = theirs?.calls;
  if (!ours || !calls || same(calls, fraction(ours.paid))) return null;
  return el("p", { class: "tc-quiet" },
    words.paidCalls(counted(calls), counted(fraction(ours.paid))));
}

/** @type {(line: ReconciledLine, cause: Cause, result: Reconciliation, shown: Shown) => any} */
function causeItem(line, cause, { clauses }, { words, rules, byReading }) {
  const clause = ruleOf(line, cause, clauses);
  const way = rules[cause.rule];
  const { reading } = cause;
  return el("li", { "data-cause": cause.id },
    el("code", {}, cause.id), " ", inWords(cause, words.causes),
    cause.together.length ? ` (${words.together(cause.together)})` : null,
    clause ? el("p", { class: "cb-clause" }, words.clause, " ",
      el("q", { lang: "zh-Hans" }, way ? el("a", { href: way }, clause) : clause)) : null,
    reading ? el("button", { type: "button", "data-reading": reading,
      title: words.byReadingTitle(reading), onclick: () => byReading(reading) }, words.byReading,
    " ", el("code", {}, reading)) : null);
}

function report(result, words) {
  const text = asCSV(result);
  return el("div", { class: "tc-copy" },
    copyButton("report", words.copyReport, text, words), saveLink(words.saveReport, text));
}

function letterOf(result, words) {
  const text = letter(result);
  if (!text) return null;
  return el("section", { class: "cb-letter" }, el("h3", {}, words.letterTitle),
    el("p", { class: "tc-quiet" }, words.letterNote),
    el("pre", { lang: "zh-Hans", tabindex: 0, "aria-label": words.letterTitle }, text),
    el("div", { class: "tc-copy" }, copyButton("letter", words.copyLetter, text, words)));
}
