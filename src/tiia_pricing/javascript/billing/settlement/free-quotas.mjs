/** Free quotas (免费额度): who draws on which, on which days. */

import { holds } from "../../pricebook/calendar.mjs";
import { by, greatest, least } from "../../pricebook/counting.mjs";

/** The grants of a month: their members in the order served, on the days `[first, end)`. */
export function grantsOf({ first, end, facts, usage }, active, choices) {
  const issued = new Map(usage.map(({ name }) =>
    [name, issueDay(active(name), first, end, choices)]));
  const atIssue = choices["quota-change"] === "at-issue";
  const grants = facts.quotas.map((quota) => {
    const days = atIssue
      ? { first, end }
      : { first: greatest(first, quota.from ?? first), end: least(end, quota.to ?? end) };
    const draws = (day) => (atIssue ? holds(quota, day) : days.first < days.end);
    const members = quota.interfaces.filter((name) => issued.get(name) && draws(issued.get(name)));
    return { quota, ...days, members: served(members, usage, choices) };
  });
  return grants.filter(({ members }) => members.length).sort(by((grant) => grant.first));
}

/** When an interface's free quota of a month is issued; null where it is not. */
function issueDay(activated, first, end, choices) {
  if (activated === null || activated < first) return first;
  return choices["first-month"] === "from-activation" && activated < end ? activated : null;
}

/** The members of a pool in the page's order, or by the price of their first tier. */
function served(members, usage, choices) {
  const sharers = usage.filter(({ name }) => members.includes(name));
  const sign = { "as-called": 0, "cheapest-first": 1, "dearest-first": -1 };
  const way = sign[choices["shared-pool-order"]];
  return sharers.sort((a, b) => way * byFirstPrice(a.table, b.table)).map(({ name }) => name);
}

function byFirstPrice(a, b) {
  const [x, y] = [a, b].map((table) => table ?? { tiers: [{ cents: 0n }], divisor: 1n });
  const difference = x.tiers[0].cents * y.divisor - y.tiers[0].cents * x.divisor;
  return difference < 0n ? -1 : Number(difference > 0n);
}
