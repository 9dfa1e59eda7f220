/** The page's own words in English; the reasons of a bill are the calculator's. */

import { ENGLISH as REASONS, grouped } from "../tiia-pricing.mjs";
import { YEAR } from "../year/english.mjs";

const FAULTS = {
  "month-unreadable": ({ text }) =>
    (text ? `“${text}” is no month; write it as 2023-05` : "which month? Write it as 2023-05"),
  "calls-unreadable": ({ text }) =>
    `“${text}” is no whole number of calls; write 1050000, 1,050,000 or 105万`,
  "link-unknown": ({ text }) => `The link says “${text}”, which this page does not know.`,
  "link-twice": ({ text }) => `The link says “${text}” after it had said it already.`,
  "link-value": ({ text }) => `The link says “${text}”, which is not one of the choices.`,
  "link-packs": ({ text }) => `The link has more than ${text} rows of packs; the rest is left out.`,
};

/** A sentence for everything that the page says. */
export const ENGLISH = {
  reasons: REASONS,
  faults: FAULTS,
  yuan: (amount) => `${amount} yuan`,
  refused: ({ message, expected }) => message + (expected ? `; expected: ${expected}` : ""),
  statement: (month) => `Statement of ${month}`,
  total: "Total",
  prompt: "Enter the calls of a month, and the statement stands here.",
  example: (calls, name) => `For example: ${grouped(calls)} calls of ${name}`,
  faulty: "There is no statement yet: something in the form cannot be billed as it stands.",
  faultyCount: (count) => (count === 1 ? "1 field needs a look" : `${count} fields need a look`),
  certain: "Every reading of the page gives this total.",
  range: (low, high, used) => `As the page can be read${
    used ? ", and packs can have been used before" : ""}: ${low} to ${high} yuan`,
  rangeEnd: (amount) => `${amount} yuan with`,
  asChosen: "the readings as they are chosen",
  packsAside: (price) => `Packs bought, ${price} yuan, are not in it.`,
  columns: {
    interface: "Interface", calls: "Calls", free: "Free", pack: "From packs",
    paid: "Pay-as-you-go", price: "Unit price", amount: "Amount, yuan",
  },
  unit: (price, per) => `${price} / ${grouped(per)}`,
  byTier: "by tier",
  why: "Why",
  whyOf: (name) => `Why ${name} costs this`,
  cell: (text) => `On the page: ${text}`,
  warning: "Note",
  cliff: ({ instead, name, calls, saving }) =>
    `${instead} calls of ${name} would cost ${saving} yuan less than your ${calls}.`,
  cliffTry: (calls) => `Try ${calls} calls`,
  packs: "Would a pack help?",
  packsWhat: (months) => (months > 1
    ? `One more pack, bought on the 1st, over ${months} months of such calls:`
    : "One more pack, bought on the 1st of this month:"),
  packColumns: {
    pack: "Pack", price: "Its price", total: "The bill of these months", change: "Change",
    net: "Change with its price", verdict: "It",
  },
  verdicts: {
    raises: "hurts: the bill rises", nothing: "changes nothing", pays: "helps: it pays for itself",
    partly: "saves less than it costs",
  },
  packsLater: "Find the best of all purchases over a year of such months",
  bought: "Packs bought",
  boughtLine: ({ calls, name, day, price, before, used, left, end, several }) =>
    `${several ? `${several} packs, each of ` : ""}${calls} calls of ${name}, ${day}, `
    + `${price} yuan: ${before ? `${before} left before, ` : ""}${used} used, `
    + `${left} left${several ? " in each" : ""}, `
    + (end === null ? "never expires" : `until ${end}, exclusive`),
  copyAs: "Copy",
  copies: { text: "Text", json: "JSON", csv: "CSV", link: "Link" },
  copied: { text: "Text copied", json: "JSON copied", csv: "CSV copied", link: "Link copied" },
  notCopied: "The browser did not let the page copy; the link stands in its address bar.",
  print: "Print",
  moves: (amount) => `${amount} yuan`,
  moving: (count) => (count ? `${count} would move this total` : "none moves this total"),
  packRow: (number) => `Pack ${number}`,
  packSize: "Size",
  packDay: "Bought on",
  packQuantity: "Count",
  packLeft: "Left before the month",
  packLeftHint: "all",
  remove: "Remove",
  option: (size, price) => `${size} · ${price} yuan`,
  spoken: (total, low, high) =>
    `Total ${total} yuan. ${low === high ? "" : `Range ${low} to ${high} yuan.`}`,
  year: YEAR,
  text: {
    month: (month, amount) => `${month}: ${amount} yuan`,
    line: ({ name, calls, free, pack, paid, amount }) =>
      `  ${name}: ${calls} calls, ${free} free, ${pack} from packs, ${paid} pay-as-you-go: `
      + `${amount} yuan`,
    pack: ({ calls, name, day, price, before, used, left, end, several }) =>
      `${several ? `${several} packs, each` : "Pack"} of ${calls} calls of ${name} bought on `
      + `${day} for ${price} yuan, not in the total: `
      + `${before ? `${before} left before, ` : ""}${used} used, `
      + `${left} left${several ? " in each" : ""}, `
      + (end === null ? "never expires" : `ends before ${end}`),
    total: (amount) => `Total: ${amount} yuan`,
    certain: "Range: every reading of the page gives this total",
    range: (low, high, used) => `Range: ${low} to ${high} yuan, as the page can be read`
      + (used ? ", and as packs can have been used before" : ""),
    moved: (name, value, amount) => `  ${name}=${value} alone gives ${amount} yuan`,
    warning: (text) => `Warning: ${text}`,
    reason: (rule, text) => `    ${rule}: ${text}`,
  },
};
