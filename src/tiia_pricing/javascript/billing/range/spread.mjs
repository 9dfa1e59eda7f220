/** How far the readings that the page leaves open can move a total. */

import { greatest, least, sum } from "../../pricebook/counting.mjs";
import { Refusal } from "../../pricebook/refusal.mjs";
import { money } from "../../sentences/amounts.mjs";
import { READINGS } from "../settlement/choices.mjs";
import { deductAll } from "../settlement/ledger.mjs";
import { price } from "../settlement/tier-pricing.mjs";
import { usedBefore } from "./earlier-packs.mjs";
import { possibleFacts, withFacts } from "./only-seen.mjs";
import { ALWAYS, orderTurns, touching, touchingTiers } from "./open-readings.mjs";

const PRICING = [...ALWAYS, "price-change", "tier-mode", "progressive-bound"];

/** The range of an account's total; the readings named in `fixed` stay as chosen. */
export function rangeOf(account, choices, chosen, fixed) {
  const values = new Map(account.book.readings.map((reading) => [reading.name, reading.values]));
  const valuesOf = (name) => (fixed.has(name) ? [choices[name]] : values.get(name));
  const modes = valuesOf("tier-mode");
  const opened = (one) => {
    const names = [...ALWAYS, ...touching(one), ...touchingTiers(one, modes)];
    return Object.fromEntries(names.map((name) => [name, valuesOf(name)]));
  };
  const open = opened(account);
  const totals = [...totalsOf(account, choices, chosen, open)];
  const others = [...possibleFacts(account)].map((facts) => {
    const moved = withFacts(account, facts);
    return { moved, open: opened(moved) };
  });
  const { low, high } = endsOf(totals, onOtherDays(others, choices));
  const anywhere = new Set([{ open }, ...others].flatMap((one) => Object.keys(one.open)));
  const names = [...new Set([...PRICING, ...Object.keys(READINGS)])]
    .filter((name) => anywhere.has(name));
  const readings = (one) => Object.fromEntries(names.map((name) => [name, one.choices[name]]));
  return {
    low: money(low.low),
    high: money(high.high),
    low_readings: readings(low),
    high_readings: readings(high),
    readings: alternatives(totals, choices, open),
  };
}

/** The first of the lowest totals, and the first of the highest. */
function endsOf(totals, others) {
  let [low, high] = [totals[0], totals[0]];
  for (const some of [totals, others]) {
    for (const one of some) {
      if (one.low < low.low) low = one;
      if (one.high > high.high) high = one;
    }
  }
  return { low, high };
}

/** The totals where such a change came earlier than it was seen; other readings may be open. */
function* onOtherDays(others, choices) {
  for (const { moved, open } of others) {
    yield* totalsOf(moved, choices, deductAll(moved, choices), open);
  }
}

/** The total under every combination of the open readings; unpriced calls give none. */
function* totalsOf(account, choices, chosen, open) {
  const ordering = orderTurns(account);
  const pricing = PRICING.filter((name) => name in open && !(ordering && name === "price-change"));
  const deducting = Object.keys(open).filter((name) => !pricing.includes(name));
  const pricers = new Map();
  for (const settled of combinations(choices, deducting, open)) {
    const same = deducting.every((name) => settled[name] === choices[name]);
    const reading = settled["price-change"];
    if (!pricers.has(reading)) {
      const priced = { ...choices, "price-change": reading };
      pricers.set(reading, pricer(combinations(priced, pricing, open)));
    }
    const totalOf = pricers.get(reading);
    const ledger = same ? chosen : deductAll(account, settled);
    const totalAt = totalOf(ledger);
    const emptier = usedBefore(account, settled, ledger).map((ledgers) => ledgers.map(totalOf));
    for (const [index, one] of combinations(settled, pricing, open).entries()) {
      const cents = priceable(() => totalAt(index));
      if (cents !== null) yield { choices: one, cents, ...reach(cents, emptier, index) };
    }
  }
}

/** One object for each way to give the names one of their values, the last name fastest. */
function combinations(choices, names, values) {
  const widen = (some, name) =>
    some.flatMap((one) => values[name].map((value) => ({ ...one, [name]: value })));
  return names.reduce(widen, [choices]);
}

/** The ends of a total: free quota comes before packs, so interfaces move it by themselves. */
function reach(cents, emptier, index) {
  const moves = emptier.map((totals) =>
    totals.map((totalAt) => priceable(() => totalAt(index))).filter((total) => total !== null)
      .map((total) => total - cents));
  const ends = (choose) => cents + sum(moves.map((some) => some.reduce(choose, 0n)));
  return { low: ends(least), high: ends(greatest) };
}

/** What `total` gives; null where calls have no price. */
function priceable(total) {
  try {
    return total();
  } catch (error) {
    if (error instanceof Refusal && error.id === "price-missing") return null;
    throw error;
  }
}

/** A ledger's total under each of `choices`; a line left with the same calls is priced once. */
function pricer(choices) {
  const known = new Map();
  const entry = (line, month) => {
    const key = [month, line.name, ...(line.turns.length ? line.rest : [line.paid])].join(" ");
    if (!known.has(key)) known.set(key, { line, month, cents: [] });
    return known.get(key);
  };
  return ({ months }) => {
    const all = months.flatMap(({ month, lines }) => lines.map((line) => entry(line, month)));
    return (index) => sum(all.map(({ line, month, cents }) => {
      cents[index] ??= price(line, month, choices[index]).cents;
      return cents[index];
    }));
  };
}

/** Each value of one reading that alone moves the total, and the total it gives. */
function alternatives(totals, choices, open) {
  const key = (one) => Object.values(one).join();
  const cents = new Map(totals.map((total) => [key(total.choices), total.cents]));
  const moved = Object.keys(choices).flatMap((name) => (open[name] ?? []).map((value) =>
    ({ name, value, cents: cents.get(key({ ...choices, [name]: value })) })));
  return moved.filter((one) => ![undefined, cents.get(key(choices))].includes(one.cents))
    .map(({ name, value, cents: total }) => ({ name, value, total: money(total) }));
}
