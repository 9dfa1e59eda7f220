/** What the calculator's page says, in any language that has its messages. */

/** @import { Speech, UntoldWords } from "../types.d.ts" */

import { MAX_CALLS } from "../pricebook/limits.mjs";
import { sentencesIn } from "../sentences/sentences.mjs";

/**
 * @param {Speech} speech
 * @param {UntoldWords} [untoldWords]
 */
export function wordsIn(speech, untoldWords) {
  const { say, sayMany } = speech;
  return {
    reasons: sentencesIn(speech, untoldWords),
    faults: faultsIn(speech),
    ...statementIn(speech),
    ...adviceIn(speech),
    yuan: (amount) => say("{amount} yuan", { amount }),
    refused: ({ message, expected }) => (expected ? andExpected(say, message, expected) : message),
    prompt: say("Enter the calls of a month to see the bill here."),
    example: (calls, name) => say("For example: {calls:,} calls of {name}", { calls, name }),
    faulty: say("There is no statement yet: something in the form cannot be billed as it stands."),
    faultyCount: (count) => sayMany("{n} field needs a look", "{n} fields need a look", count),
    copyAs: say("Copy"),
    copies: { text: say("Text"), json: "JSON", csv: "CSV", link: say("Link") },
    copied: {
      text: say("Text copied"), json: say("JSON copied"), csv: say("CSV copied"),
      link: say("Link copied"),
    },
    notCopied: say("The browser did not let the page copy; the link is in its address bar."),
    print: say("Print"),
    moves: (amount) => say("{amount} yuan", { amount }),
    moving: (count) =>
      (count ? say("{count} would move this total", { count }) : say("none moves this total")),
    packRow: (number) => say("Pack {number}", { number }),
    packSize: say("Size"),
    packDay: say("Bought on"),
    packQuantity: say("Count"),
    packLeft: say("Left before the month"),
    packLeftHint: say("all"),
    remove: say("Remove"),
    option: (size, price) => say("{size} · {price} yuan", { size, price }),
    spoken: (total, low, high) => (low === high ? say("Total {total} yuan.", { total })
      : say("Total {total} yuan. Range {low} to {high} yuan.", { total, low, high })),
    text: textIn(speech),
  };
}

const andExpected = (say, message, expected) =>
  say("{message}; expected: {expected}", { message, expected });

/** What is wrong with a field or with the link. @param {Speech} speech */
const faultsIn = ({ say }) => ({
  "month-unreadable": ({ text }) => (text
    ? say("{text!r} is not a month; write it as 2023-05", { text })
    : say("which month? Write it as 2023-05")),
  "calls-unreadable": (given) =>
    say("{text!r} is not a whole number of calls; write 1050000, 1,050,000 or 105万", given),
  "calls-too-large": (given) => andExpected(say, say("{text} calls are too many", given),
    say("a whole number of calls, 0 to {most}", { most: String(MAX_CALLS) })),
  "link-unknown": (given) =>
    say("The link says {text!r}, which this page does not know.", given),
  "link-twice": (given) => say("The link says {text!r} after it had said it already.", given),
  "link-value": (given) =>
    say("The link says {text!r}, which is not one of the choices.", given),
  "link-packs": (given) =>
    say("The link has more than {text} rows of packs; the rest is left out.", given),
});

/** A statement on the page. @param {Speech} speech */
const statementIn = ({ say, sayAs, sayMany }) => ({
  statement: (month) => say("Statement of {month}", { month }),
  total: say("Total"),
  certain: say("Every reading of the page gives this total."),
  range: (low, high, used) => (used
    ? say("As the page can be read, and packs can have been used before: {low} to {high} yuan",
      { low, high })
    : say("As the page can be read: {low} to {high} yuan", { low, high })),
  rangeEnd: (amount) => say("{amount} yuan with", { amount }),
  asChosen: say("the readings as they are chosen"),
  packsAside: (price) => say("Packs bought, {price} yuan, are not in it.", { price }),
  columns: {
    interface: say("Interface"), calls: say("Calls"), free: say("Free"), pack: say("From packs"),
    paid: sayAs("column", "Pay-as-you-go"), price: say("Unit price"), amount: say("Amount, yuan"),
  },
  unit: (price, per) => say("{price} / {per:,}", { price, per }),
  byTier: say("by tier"),
  why: say("Why"),
  whyOf: (name) => say("Why {name} costs this", { name }),
  cell: (text) => say("On the page: {text}", { text }),
  warning: say("Note"),
  bought: say("Packs bought"),
  boughtLine: (pack) => sayMany(
    "{calls:,} calls of {name}, {day}, {price:,} yuan: {before}{used:,} used, {left:,} left, "
    + "{ends}",
    "{n:,} packs, each of {calls:,} calls of {name}, {day}, {price:,} yuan: {before}{used:,} used, "
    + "{left:,} left in each, {ends}",
    pack.count, { ...pack, before: leftBefore(say, pack.before), ends: pack.end === null
      ? say("never expires") : say("until {end}, exclusive", { end: pack.end }) }),
});

const leftBefore = (say, left) => (left === null ? "" : say("{left:,} left before, ", { left }));

/** What would cost less. @param {Speech} speech */
const adviceIn = ({ say, sayAs }) => ({
  cliff: (given) =>
    say("{instead} calls of {name} would cost {saving} yuan less than your {calls}.", given),
  cliffTry: (calls) => say("Try {calls} calls", { calls }),
  packs: say("Would a pack help?"),
  packsWhat: (months) => (months > 1
    ? say("One more pack, bought on the 1st, over {months} months of such calls:", { months })
    : say("One more pack, bought on the 1st of this month:")),
  packColumns: {
    pack: sayAs("column", "Pack"), price: say("Its price"), total: say("The bill of these months"),
    change: sayAs("column", "Change"), net: say("Change with its price"),
    verdict: sayAs("column", "It"),
  },
  verdicts: {
    raises: say("hurts: the bill rises"), nothing: say("changes nothing"),
    pays: say("helps: it pays for itself"), partly: say("saves less than it costs"),
  },
  packsLater: say("Find the best of all purchases over a year of such months"),
});

/** A statement as text, as the command line prints it. @param {Speech} speech */
const textIn = ({ say, sayMany }) => ({
  month: (month, amount) => say("{month}: {amount} yuan", { month, amount }),
  line: (given) => say("  {name}: {calls:,} calls, {free:,} free, {packs:,} from packs, {paid:,} "
    + "pay-as-you-go: {amount} yuan", given),
  pack: (pack) => sayMany(
    "Pack of {calls:,} calls of {name} bought on {bought} for {price:,} yuan, not in the total: "
    + "{before}{used:,} used, {left:,} left, {ends}",
    "{n:,} packs, each of {calls:,} calls of {name} bought on {bought} for {price:,} yuan, not in "
    + "the total: {before}{used:,} used, {left:,} left in each, {ends}",
    pack.count, { ...pack, bought: pack.day, before: leftBefore(say, pack.before),
      ends: pack.end === null ? say("never expires")
        : say("ends before {end}", { end: pack.end }) }),
  total: (amount) => say("Total: {amount} yuan", { amount }),
  certain: say("Range: every reading of the page gives this total"),
  range: (low, high, used) => (used
    ? say("Range: {low} to {high} yuan, as the page can be read, and as packs can have been used "
      + "before", { low, high })
    : say("Range: {low} to {high} yuan, as the page can be read", { low, high })),
  moved: (name, value, amount) =>
    say("  {name}={value} alone gives {amount} yuan", { name, value, amount }),
  warning: (text) => say("Warning: {text}", { text }),
  reason: (rule, text) => say("    {rule}: {text}", { rule, text }),
});
