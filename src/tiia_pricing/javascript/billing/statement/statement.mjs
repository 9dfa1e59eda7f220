/** The statement as the object of the contract. */

/** @import { HeldPacks } from "../../types.d.ts" */

import { sum, sumCalls } from "../../pricebook/counting.mjs";
import { money } from "../../sentences/amounts.mjs";
import { onlySeenOf } from "../range/only-seen.mjs";
import { rangeOf } from "../range/spread.mjs";
import { deductAll } from "../settlement/ledger.mjs";
import { modeOf, price } from "../settlement/tier-pricing.mjs";
import { leftUntold, packDoubts, priceDoubts } from "./doubts.mjs";
import { reasonsOf } from "./explanation.mjs";

const LEFT_UNTOLD = "pack-left-untold";
const LEFT_OUT = "pack-within-month"; // the one doubt that no range reaches over

/** What an account costs: its lines with their reasons, its packs, its range, its warnings. */
export function statement(account, choices, fixed, words) {
  const ledger = deductAll(account, choices);
  const months = ledger.months.map((month) => ({
    ...month,
    lines: month.lines.map((line) => ({ ...line, charge: price(line, month.month, choices) })),
  }));
  const range = rangeOf(account, choices, ledger, fixed);
  const warnings = [
    ...leftUntold(account, ledger.held).map((one) => [LEFT_UNTOLD, words.packLeftUntold(one)]),
    ...packDoubts(months, ledger.held).map((one) => [LEFT_OUT, words.packWithinMonth(one)]),
    ...priceDoubts(months).map((one) =>
      ["price-change-within-month", words.priceChangeWithinMonth(one)]),
    ...onlySeenOf(account).map((one) => ["change-only-seen", words.changeOnlySeen(one)]),
  ].map(([id, text]) => ({ id, text }));
  const explain = (month, line) => reasonsOf(month, line, account.active(line.name), choices)
    .map(([rule, say, given]) => ({ rule, text: words[say](given) }));
  const told = (month, line) => ({ ...figures(line, choices), because: explain(month, line) });
  return {
    currency: "CNY",
    total: money(sum(months.map(centsOf))),
    months: months.map((month) => ({
      month: month.month,
      total: money(centsOf(month)),
      lines: month.lines.map((line) => told(month, line)),
      ...(month.facts !== account.book.facts && { snapshot: snapshotOf(month.facts) }),
    })),
    packs: ledger.held.flatMap((pack) => packsFigures(pack, ledger.left.get(pack))),
    range: { ...range, leaves_out: leftOut(warnings) },
    readings: choices,
    warnings,
    snapshot: snapshotOf(account.book.facts),
  };
}

const leftOut = (warnings) => warnings.filter(({ id }) => id === LEFT_OUT).map(({ text }) => text);
const centsOf = ({ lines }) => sum(lines.map(({ charge }) => charge.cents));
const snapshotOf = ({ snapshot: { sha256, source } }) => ({ sha256, source });

function figures({ name, table, turns, calls, free, packs, paid, charge }, choices) {
  const { shares, cents } = charge;
  const changed = shares.length > 1;
  const prices = shares.at(-1)?.table ?? turns.at(-1) ?? table;
  const several = changed || (prices && modeOf(prices, choices) === "progressive");
  const parts = shares.flatMap((share) =>
    share.parts.map((part) => partFigures(part, changed ? share.table : null)));
  return {
    interface: name,
    calls,
    free: sumCalls(free),
    pack: sumCalls(packs),
    pay_as_you_go: paid,
    unit_price: parts.length && !several ? parts[0].unit_price : null,
    per_calls: prices ? prices.per : null,
    amount: money(cents),
    ...(several && { parts }),
  };
}

const partFigures = ({ tier, calls }, table) => ({
  from_calls: tier.from,
  calls,
  unit_price: tier.price,
  ...(table && { per_calls: table.per, from: table.from ?? null }),
});

/**
 * Of packs that are alike first those that are used up, then the one in use, then the others.
 *
 * @param {HeldPacks} held
 * @param {bigint} left
 */
function packsFigures(held, left) {
  const { opening, quantity } = held;
  const [whole, part] = opening ? [left / opening, left % opening] : [quantity, 0n];
  const inUse = part ? 1n : 0n;
  return [[0n, quantity - whole - inUse], [part, inUse], [opening, whole]]
    .filter(([, count]) => count)
    .map(([rest, count]) => packFigures(held, rest, count));
}

function packFigures({ day, name, pack, opening, first, end }, left, quantity) {
  return {
    purchased_on: day,
    interface: name,
    calls: pack.calls,
    ...(quantity > 1n && { quantity }),
    price: pack.price,
    ...(opening !== pack.calls && { left_before: opening }),
    used: opening - left,
    left,
    starts_on: first,
    expires_on: end,
  };
}
