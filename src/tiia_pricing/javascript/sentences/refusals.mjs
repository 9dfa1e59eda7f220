/** What is refused, in words. */

/** @import { Refusals, Wording } from "../types.d.ts" */

/**
 * @param {string} message
 * @param {string|null} [expected]
 * @param {Record<string, unknown>} [where]
 * @returns {Wording}
 */
const refuse = (message, expected = null, where = {}) => ({ message, expected, where });

/**
 * What is refused.
 *
 * @returns {Refusals}
 */
export function refusalsIn({ say, sayAs, listed }, { spanOf }, { untold, spans: spansOf }) {
  const date = say("a day YYYY-MM-DD or a month YYYY-MM");
  const calls = (most) => say("a whole number of calls, 0 to {most}", { most });
  return {
    "notADate": (given) => refuse(say("cannot read the date {text!r}", given), date),
    "noSuchDate": (given) => refuse(say("{text!r} is not in the calendar", given), date),
    "monthNotDay": (given) => refuse(say("{text!r} is a month", given), say("a day YYYY-MM-DD")),
    "calls-not-whole": (given) =>
      refuse(say("{text} is not a whole number of calls", given), calls(given.most)),
    "calls-unreadable": (given) =>
      refuse(say("{text!r} is not a number of calls", given), calls(given.most)),
    "calls-negative": (given) =>
      refuse(say("{calls} calls of {name} on {day}", given), say("a count of calls, 0 or more")),
    "calls-too-large": (given) =>
      refuse(say("{calls} calls of {name} on {day}", given), say("at most {most} calls", given)),
    "quantity-unreadable": (given) => refuse(
      say("{text!r} packs", given), say("a whole number of packs, 1 to {most}", given)),
    "leftTooMuch": (given) => refuse(
      say("{left} calls left in a pack of {calls}", given), say("0 to {calls} calls", given)),
    "leftBeforeBought": ({ begins: first, ...given }) => refuse(
      say("{left} calls left before {first}, the first month of usage, in a pack of {calls} that "
        + "was bought on {day}", { first, ...given }),
      say("what is left only of packs bought before {first}", { first })),
    "usage-before-activation": (given) => refuse(
      say("calls of {name} on {day}, before it was activated on {activated}", given),
      say("usage from {day} on", { day: given.activated })),
    "unknown-interface": ({ name, names }) => refuse(
      say("unknown interface {name!r}", { name }), say("one of {names}", { names: listed(names) })),
    "unknown-reading": ({ name, names }) =>
      refuse(say("unknown reading {name!r}", { name }), listed(names)),
    "unknown-reading-value": ({ name, value, values }) =>
      refuse(say("reading {name!r} has no value {value!r}", { name, value }), listed(values)),
    "packs-not-sold": ({ name, says, sellers }) => refuse(
      listed([say("no resource packs are sold for {interface}", { interface: name }),
        ...says.map((clause) => say("the page says: {clause}", { clause }))],
      sayAs("list", "; ")),
      sellers.length
        ? say("a pack for {names}", { names: listed(sellers, sayAs("list", " or ")) })
        : say("no packs")),
    "unknown-pack-size": ({ name, calls: size, offered }) => refuse(
      say("no pack of {calls} calls is sold for {interface}", { calls: size, interface: name }),
      say("one of {sizes}",
        { sizes: listed(offered.map((pack) => `${pack.size.text} (${pack.calls})`)) })),
    "month-before-book": ({ month, from }) => refuse(
      say("the price book knows no prices for {month}", { month }),
      say("usage from {day} on", { day: from })),
    "untold": ({ month, ...row }) => refuse(untold(row, month), spansOf(row)),
    "price-missing": ({ name, month }) => refuse(
      say("the price book has no pay-as-you-go price of {interface} in {month}",
        { interface: name, month }), say("calls of interfaces that the price book prices")),
    "noPriceOnDay": ({ name, day, spans }) => refuse(
      say("the price book has no pay-as-you-go price of {interface} on {day}",
        { interface: name, day }),
      say("calls on days that have a price: {spans}", { spans: listed(spans.map(spanOf)) })),
    "forecast-months": (given) => refuse(
      say("the forecast has {count} months", given), say("1 to {most} months", given)),
    "forecast-too-large": (given) => refuse(
      say("{calls} calls are too many for packs of {unit} and more", given),
      say("at most {most} calls in all", given)),
    "pack-after-begin": ({ day, begins }) => refuse(
      say("a pack bought on {day}, after the forecast begins", { day }),
      say("packs that are owned, bought on {day} or before", { day: begins })),
    "brokenRule": ({ rule, path, text }) => refuse(
      say("{count} broken rule(s):\n{rules}", { count: 1, rules: `  ${rule}: ${path}: ${text}` }),
      null, { file: "price book" }),
  };
}
