/**
 * What would cost less: a few more calls past a cliff, a pack, another reading.
 *
 * Every figure is the total of an account that is billed; nothing is computed beside the bill.
 */

import { Refusal, total } from "../tiia-pricing.mjs";
import { centsOf } from "./amounts.mjs";
import { bounds, firstOf, openReadings, packsOn } from "./facts.mjs";

/**
 * For each line at a cliff: the count of calls, higher than its own, that would cost least.
 *
 * @param {Object} book  as `prepare` gives it
 * @param {Object} account
 * @param {Object} statement  the bill of `account`, a single month
 * @returns {{name: string, calls: bigint, instead: bigint, total: bigint, saving: bigint}[]}
 */
export function cliffs(book, account, statement) {
  const now = centsOf(statement.total);
  const gross = statement.readings["tier-basis"] === "gross";
  return statement.months.flatMap(({ month, lines }) => lines.flatMap((line) => {
    const { interface: name, calls, pay_as_you_go: paid } = line;
    const reaching = gross ? calls : paid;
    const ahead = paid ? bounds(book, month, name).filter((from) => from > reaching) : [];
    const options = ahead.map((from) => {
      const instead = calls + from - reaching;
      const cents = total(book, withCalls(account, name, instead));
      return { name, calls, instead, total: cents, saving: now - cents };
    });
    const best = options.reduce((a, b) => (a && a.saving >= b.saving ? a : b), null);
    return best && best.saving > 0n ? [best] : [];
  }));
}

function withCalls(account, name, calls) {
  const usage = account.usage.map((row) => (row.interface === name ? { ...row, calls } : row));
  return { ...account, usage };
}

/**
 * What the month would cost with one more pack, bought on its 1st: one entry a pack on sale of
 * an interface that is used.
 *
 * @returns {{pack: Object, price: bigint, total: bigint, change: bigint, net: bigint,
 *   verdict: string}[]}  cents; `change` is what the bill gains, `net` is that and the price;
 *   `verdict` is `raises`, `nothing`, `pays` or `partly`
 */
export function packAdvice(book, account, statement) {
  const now = centsOf(statement.total);
  return statement.months.flatMap(({ month, lines }) => {
    const used = new Set(lines.filter(({ calls }) => calls).map((line) => line.interface));
    const offered = packsOn(book, firstOf(month)).filter((pack) => used.has(pack.interface));
    return offered.map((pack) => {
      const bought = { purchased_on: firstOf(month), interface: pack.interface, calls: pack.calls };
      const cents = total(book, { ...account, packs: [...account.packs, bought] });
      const [price, change] = [centsOf(pack.price), cents - now];
      const net = change + price;
      return { pack, price, total: cents, change, net, verdict: verdict(change, net) };
    });
  });
}

function verdict(change, net) {
  if (change >= 0n) return change ? "raises" : "nothing";
  return net < 0n ? "pays" : "partly";
}

/**
 * The total that each other value of each reading would give, where it is another one.
 *
 * The range of the statement tells it of the readings that are open; of one that was chosen,
 * its other values are billed.
 *
 * @returns {Map<string, bigint>}  cents by `name=value`
 */
export function moved(book, account, statement) {
  const now = centsOf(statement.total);
  const told = statement.range.readings.map(({ name, value, total: text }) =>
    [`${name}=${value}`, centsOf(text)]);
  const chosen = openReadings(book).filter(({ name }) => name in account.readings);
  const billed = chosen.flatMap(({ name, values }) => values.map((value) => {
    const readings = { ...account.readings, [name]: value };
    return [`${name}=${value}`, totalOrNone(book, { ...account, readings })];
  }));
  return new Map([...told, ...billed].filter(([, cents]) => cents !== null && cents !== now));
}

/** The total, or null where calls have no price, as on a day before their price under `by-day`. */
function totalOrNone(book, account) {
  try {
    return total(book, account);
  } catch (error) {
    if (error instanceof Refusal && error.id === "price-missing") return null;
    throw error;
  }
}
