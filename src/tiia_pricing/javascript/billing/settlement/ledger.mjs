/** Settling a month (结算顺序): free quota, then packs, then the rest is to be paid. */

import { holds } from "../../pricebook/calendar.mjs";
import { add, by, least, sum, sumCalls } from "../../pricebook/counting.mjs";
import { grantsOf } from "./free-quotas.mjs";
import { callsIn, covers, endsAfter, hold } from "./held-packs.mjs";

/**
 * Every month's deductions under one choice of readings, and what is left in each pack.
 *
 * `openings` are the calls in packs before the first month, where these are not full.
 */
export function deductAll(
  account, choices, held = hold(account.purchases, choices), openings = new Map()
) {
  const left = new Map(held.map((pack) => [pack, openings.get(pack) ?? callsIn(pack)]));
  let atHand = held;
  const months = account.months.map((month) => {
    atHand = atHand.filter((pack) => left.get(pack) && endsAfter(pack, month.first));
    const grants = grantsOf(month, account.active, choices);
    const asCalled = choices["shared-pool-order"] === "as-called";
    const order = orderOf(month, choices);
    return { ...month, order, grants, lines: deduct(month, order, grants, asCalled, atHand, left) };
  });
  return { months, held, left };
}

/** The settlement order of a month's first day, or of its last under `whole-month-new`. */
export function orderOf({ first, last, facts }, choices) {
  const day = choices["price-change"] === "whole-month-new" ? last : first;
  return facts.former.find((order) => holds(order, day)) ?? facts.order;
}

export function deduct({ usage }, order, grants, asCalled, held, left) {
  const lines = usage.map(({ days, ...use }) => ({
    ...use, days, rest: days.map((day) => day[1]), free: [], packs: [], paid: 0n,
  }));
  const steps = {
    "free-quota": () => { for (const grant of grants) drawGrant(grant, lines, asCalled); },
    "resource-pack": () => { for (const line of lines) drawPacks(line, held, left); },
    "pay-as-you-go": () => { for (const line of lines) line.paid = sum(line.rest); },
  };
  for (const step of order.steps) steps[step]();
  return lines;
}

/** Take one quota from its members' calls, less what they already had free this month. */
function drawGrant({ quota, members, first, end }, lines, asCalled) {
  const sharers = members.map((name) => lines.find((line) => line.name === name));
  const queue = sharers.flatMap((line) => line.days.map(([day], index) => ({ day, line, index })));
  if (asCalled && sharers.length > 1) queue.sort(by(({ day }) => day));
  let left = quota.calls - sum(sharers.map(({ free }) => sumCalls(free)));
  const taken = new Map();
  for (const { day, line, index } of queue) {
    const take = first <= day && day < end ? least(left, line.rest[index]) : 0n;
    if (take <= 0n) continue;
    line.rest[index] -= take;
    left -= take;
    add(taken, line, take);
  }
  for (const [line, calls] of taken) line.free.push({ quota, calls });
}

/** Take one interface's calls from the packs that cover each day, in their order. */
function drawPacks(line, held, left) {
  const mine = held.filter((pack) => pack.name === line.name);
  if (!mine.length) return;
  const taken = new Map();
  line.days.forEach(([day], index) => {
    for (const pack of mine) {
      if (!line.rest[index]) break;
      const take = covers(pack, day) ? least(line.rest[index], left.get(pack)) : 0n;
      if (!take) continue;
      line.rest[index] -= take;
      add(left, pack, -take);
      add(taken, pack, take);
    }
  });
  line.packs = [...taken].map(([pack, calls]) => ({ pack, calls, left: left.get(pack) }));
}
