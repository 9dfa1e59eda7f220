/** What the page says of a year, in English. */

import { grouped } from "../tiia-pricing.mjs";

export const YEAR = {
  prompt: "Enter the calls of every month; the packs to buy are found for you.",
  example: (calls, name) => `For example: ${grouped(calls)} calls of ${name} every month`,
  faulty: "There is no plan yet: something in the form cannot be planned as it stands.",
  title: (name, first, last) => `${name}, ${first} to ${last}`,
  best: "Best plan",
  buy: (what, total, without, saved) =>
    `Buy ${what}: ${total} yuan instead of ${without}, saves ${saved}.`,
  buyNothing: (total) => `Buy no packs: ${total} yuan.`,
  notSold: (name) => `No packs are sold for ${name}; this is pay-as-you-go.`,
  many: (count, first, last) => `${count} packs between ${first} and ${last}, listed below`,
  on: (packs, day) => `${packs} on ${day}`,
  list: (some) => some.join(", ").replace(/, ([^,]*)$/, " and $1"),
  semicolon: (some) => some.join("; "),
  proven: "Least of all purchases: proven.",
  notProven: (bound) =>
    `Not proven to be the least; no purchases cost less than ${bound} yuan.`,
  compared: "What else you could do",
  comparedColumns: {
    what: "Choice", packs: "Packs", price: "Price of the packs", paid: "Pay-as-you-go",
    total: "Total, yuan", saved: "Saves",
  },
  nothing: "Buy nothing",
  single: "Best single pack",
  plan: "Best plan",
  bought: "Packs to buy",
  boughtColumns: {
    size: "Pack", day: "Buy on", price: "Price, yuan",
    saves: "Each saves", left: "Calls left over",
  },
  months: "Month by month",
  chart: "What you pay in each month",
  chartLabel: (bars) => `Yuan paid in each month. ${bars.map(({ month, without, plan }) =>
    `${month}: ${without} without packs, ${plan} with the plan`).join("; ")}.`,
  keys: {
    without: "Buying nothing", packs: "Plan: packs bought", paid: "Plan: pay-as-you-go",
  },
  yAxis: "Yuan paid in the month",
  xAxis: "Month",
  point: "Point at a month, or tap it, for its amounts.",
  told: ({ month, without, plan, packs, paid }) => `${month}: ${without} yuan buying nothing; `
    + `${plan} with the plan (packs ${packs}, pay-as-you-go ${paid})`,
  paysOff: (month) =>
    `With the plan you pay more at first; by the end of ${month} it has cost less in all.`,
  asTable: "As a table, with the sums",
  monthColumns: {
    month: "Month", without: "Buying nothing, yuan", packs: "Plan: packs",
    paid: "Plan: pay-as-you-go",
    apart: "Nothing, until then", planned: "Plan, until then",
  },
  row: ({ day, pack, count, price, saves }) =>
    `${day}: ${count > 1 ? `${count} x ` : ""}${pack} for ${price} yuan `
    + `(${count > 1 ? "each saves" : "saves"} ${saves} in addition to the others)`,
  left: ({ left, calls, day, count, end }) => `Left over: ${left} of the ${calls} calls bought on `
    + `${day}${count > 1n ? ` in each of ${count}` : ""}, `
    + (end === null ? "which never expire" : `which end before ${end}`),
  monthLine: (month, paid, without) =>
    `${month}: pay-as-you-go ${paid} yuan; buying nothing ${without} yuan`,
  otherwise: "If usage turns out otherwise",
  colon: ":",
  regret: "What you would then have paid too much, against the best plan for that usage.",
  otherwiseColumns: {
    usage: "Usage", plan: "This plan, yuan", best: "Best for it, yuan", regret: "Too much, yuan",
  },
  percent: (percent) => `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`,
  changed: (percent, total, regret, best) =>
    `${percent}: ${total} yuan${best ? ", still the best" : `, ${regret} more than the best`}`,
  readings: "If the page is read otherwise",
  underReading: (reading, total) => `${reading} alone: ${total} yuan`,
  betterUnderReading: (reading, total, what, best) => `${reading} alone: ${total} yuan; `
    + `best is then ${what === null ? "to buy nothing" : `to buy ${what}`}: ${best} yuan`,
};
