/** What the page says of a year. */

/** @import { Speech } from "../types.d.ts" */

/** @param {Speech} speech */
export function yearIn(speech) {
  const { say, sayAs, listed } = speech;
  return {
    prompt: say("Enter the calls of every month; the packs to buy are found for you."),
    example: (calls, name) =>
      say("For example: {calls:,} calls of {name} every month", { calls, name }),
    faulty: say("There is no plan yet: something in the form cannot be planned as it stands."),
    title: (name, first, last) => say("{name}, {first} to {last}", { name, first, last }),
    list: (some) => (some.length < 2 ? some.join("")
      : listed([listed(some.slice(0, -1)), some[some.length - 1]], sayAs("list", " and "))),
    semicolon: (some) => listed(some, sayAs("list", "; ")),
    ...planIn(speech),
    ...monthsIn(speech),
    ...whatIfsIn(speech),
  };
}

/** What to buy. @param {Speech} speech */
const planIn = ({ say, sayAs, sayMany }) => ({
  best: say("Best plan"),
  buy: (what, total, without, saved) =>
    say("Buy {what}: {total} yuan instead of {without}, saves {saved}.",
      { what, total, without, saved }),
  buyNothing: (total) => say("Buy no packs: {total} yuan.", { total }),
  notSold: (name) =>
    say("No packs are sold for {name}; this is pay-as-you-go.", { name }),
  many: (count, first, last) =>
    say("{count} packs between {first} and {last}, listed below", { count, first, last }),
  on: (packs, day) => say("{packs} on {day}", { packs, day }),
  proven: say("Least of all purchases: proven."),
  notProven: (bound) =>
    say("Not proven to be the least; no purchases cost less than {bound} yuan.", { bound }),
  compared: say("What else you could do"),
  comparedColumns: {
    what: say("Choice"), packs: say("Packs"), price: say("Price of the packs"),
    paid: sayAs("column", "Pay-as-you-go"), total: say("Total, yuan"), saved: say("Saves"),
  },
  nothing: say("Buy nothing"),
  single: say("Best single pack"),
  plan: say("Best plan"),
  bought: say("Packs to buy"),
  boughtColumns: {
    size: sayAs("column", "Pack"), day: say("Buy on"), price: say("Price, yuan"),
    saves: say("Each saves"), left: say("Calls left over"),
  },
  row: ({ count, ...given }) => sayMany(
    "{day}: {pack} for {price} yuan (saves {saves} compared with the plan without it)",
    "{day}: {n} x {pack} for {price} yuan (each saves {saves} compared with the plan without it)",
    count, given),
  left: ({ count, end, ...given }) => sayMany(
    "Left over: {left:,} of the {calls:,} calls bought on {day}, which {end}",
    "Left over: {left:,} of the {calls:,} calls bought on {day} in each of {n:,}, which {end}",
    count, { ...given,
      end: end === null ? say("never expires") : say("ends before {end}", { end }) }),
});

/** What is paid in each month. @param {Speech} speech */
const monthsIn = ({ say, sayAs, listed }) => ({
  months: say("Month by month"),
  chart: say("What you pay in each month"),
  chartLabel: (bars) => say("Yuan paid in each month. {months}.", { months: listed(bars.map((bar) =>
    say("{month}: {without} without packs, {plan} with the plan", bar)), sayAs("list", "; ")) }),
  keys: {
    without: say("Buying nothing"), packs: say("Plan: packs bought"),
    paid: say("Plan: pay-as-you-go"),
  },
  yAxis: say("Yuan paid in the month"),
  xAxis: say("Month"),
  point: say("Point at a month, or tap it, for its amounts."),
  told: (given) => say("{month}: {without} yuan buying nothing; {plan} with the plan (packs "
    + "{packs}, pay-as-you-go {paid})", given),
  paysOff: (month) =>
    say("With the plan you pay more at first; by the end of {month} it has cost less in all.",
      { month }),
  asTable: say("As a table, with the sums"),
  monthColumns: {
    month: say("Month"), without: say("Buying nothing, yuan"), packs: say("Plan: packs"),
    paid: say("Plan: pay-as-you-go"), apart: say("Nothing, until then"),
    planned: say("Plan, until then"),
  },
  monthLine: (month, paid, without) =>
    say("{month}: pay-as-you-go {paid} yuan; buying nothing {without} yuan",
      { month, paid, without }),
});

/** Other usage, and other readings. @param {Speech} speech */
const whatIfsIn = ({ say }) => ({
  otherwise: say("If usage turns out otherwise"),
  otherwiseHead: say("If usage turns out otherwise:"),
  regret: say("What you would then have paid too much, against the best plan for that usage."),
  otherwiseColumns: {
    usage: say("Usage"), plan: say("This plan, yuan"), best: say("Best for it, yuan"),
    regret: say("Too much, yuan"),
  },
  percent: (percent) =>
    say("{percent} %", { percent: `${percent < 0 ? "−" : "+"}${Math.abs(percent)}` }),
  changed: (percent, total, regret, best) => (best
    ? say("{percent}: {total} yuan, still the best", { percent, total })
    : say("{percent}: {total} yuan, {regret} more than the best", { percent, total, regret })),
  readings: say("If the page is read otherwise"),
  underReading: (reading, total) => say("{reading} alone: {total} yuan", { reading, total }),
  betterUnderReading: (reading, total, what, best) => (what === null
    ? say("{reading} alone: {total} yuan; best is then to buy nothing: {best} yuan",
      { reading, total, best })
    : say("{reading} alone: {total} yuan; best is then to buy {what}: {best} yuan",
      { reading, total, what, best })),
});
