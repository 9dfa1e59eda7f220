/** The free quota billed otherwise: none, an older one, shared, carried over. */

/** @import { Rebilling } from "./rebilling.mjs" */
/** @import { RuleChange } from "../types.d.ts" */

import { holdsWithin } from "../../pricebook/calendar.mjs";
import { monthBefore } from "../files/kinds.mjs";


/**
 * Every way of granting free calls that the page does not mean.
 *
 * @param {Rebilling} rebilling
 * @returns {RuleChange[]}
 */
export function quotaChanges(rebilling) {
  const granted = (cause, edit) => ({
    cause,
    facts: (facts, month) => ({ ...facts, quotas: edit(facts.quotas, month) }),
  });
  const own = rebilling.book.facts.quotas.filter(({ interfaces }) =>
    interfaces.some((name) => rebilling.named.has(name)));
  return [
    granted("quota-not-applied", () => []),
    ...own.flatMap((quota) =>
      [granted("quota-older", older(quota)), granted("quota-newer", newer(quota))]),
    granted("quota-shared", sharedAsOnce),
    granted("quota-shared", sharedByAll),
    granted("quota-not-shared", eachItsOwn),
    granted("quota-carried-over", carriedOver(rebilling, 1)),
    granted("quota-carried-over", carriedOver(rebilling, 12)),
  ];
}

const inForce = (quotas, month) => quotas.filter((quota) => holdsWithin(quota, month));

/** In months after it ended, a quota in the place of those in force. */
const older = (quota) => (quotas, month) =>
  (quota.to && quota.to <= month.first ? instead(quotas, month, quota) : quotas);

/** In months that begin before it, a quota in the place of those in force. */
const newer = (quota) => (quotas, month) =>
  (quota.from != null && quota.from > month.first ? instead(quotas, month, quota) : quotas);

/** `other` without its days for its APIs; the rest as in force. */
function instead(quotas, month, other) {
  const rest = inForce(quotas, month).map((quota) => ({
    ...quota, interfaces: quota.interfaces.filter((name) => !other.interfaces.includes(name)),
  }));
  const left = rest.filter(({ interfaces }) => interfaces.length);
  return [{ ...other, from: null, to: null }, ...left];
}

/** The APIs that shared a quota once share the one in force. */
function sharedAsOnce(quotas, month) {
  let current = inForce(quotas, month);
  for (const { interfaces: pool } of quotas.filter((quota) => quota.interfaces.length > 1)) {
    const mine = current.filter(({ interfaces }) =>
      interfaces.every((name) => pool.includes(name)));
    if (mine.length > 1) {
      const shared = { ...mine[0], interfaces: mine.flatMap(({ interfaces }) => interfaces) };
      current = [...current.filter((quota) => !mine.includes(quota)), shared];
    }
  }
  return current;
}

/** All APIs whose quotas in force are equal share one of them. */
function sharedByAll(quotas, month) {
  const pools = new Map();
  for (const quota of inForce(quotas, month)) {
    const key = `${quota.calls} ${quota.from} ${quota.to}`;
    const alike = pools.get(key);
    const names = [...(alike?.interfaces ?? []), ...quota.interfaces];
    pools.set(key, { ...(alike ?? quota), interfaces: names });
  }
  return [...pools.values()];
}

/** APIs that share a quota have one each. */
const eachItsOwn = (quotas, month) => inForce(quotas, month).flatMap((quota) =>
  quota.interfaces.map((name) => ({ ...quota, interfaces: [name] })));

/** What the months before left of their quotas is added, those of at most so many months. */
const carriedOver = (rebilling, months) => (quotas, month) =>
  inForce(quotas, month).map((quota) =>
    ({ ...quota, calls: quota.calls + unused(rebilling, quota, month.month, months) }));

/** Of several months only those since the first with usage count. */
function unused(rebilling, quota, month, months) {
  const first = rebilling.account.months[0].month;
  let [past, calls] = [month, 0n];
  for (let count = 0; count < months; count += 1) {
    past = monthBefore(past);
    if (months > 1 && past < first) break;
    calls += leftOver(rebilling, quota, past);
  }
  return calls;
}

/** The free calls that a month left over; one without usage left all of them. */
function leftOver(rebilling, quota, month) {
  const lines = [...rebilling.amounts().values()].filter((one) => one.month.month === month);
  if (!rebilling.account.months.some((one) => one.month === month)) return quota.calls;
  const grants = rebilling.grants(month).map((grant) => grant.quota).filter(({ interfaces }) =>
    interfaces.some((name) => quota.interfaces.includes(name)));
  const free = lines.flatMap(({ line }) => line.free)
    .filter((drawn) => grants.includes(drawn.quota));
  const sum = (some) => some.reduce((total, { calls }) => total + calls, 0n);
  const whole = grants.length ? sum(grants) : quota.calls;
  return whole > sum(free) ? whole - sum(free) : 0n;
}
