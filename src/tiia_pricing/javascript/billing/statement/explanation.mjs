/** Why a line costs what it costs: rules, each with what to say of it and the figures to say. */

import { holds } from "../../pricebook/calendar.mjs";
import { modeOf } from "../settlement/tier-pricing.mjs";
import { changesIn } from "./doubts.mjs";

/** The reasons of one line in the order of its settlement, as `[rule, sentence, figures]`. */
export function reasonsOf(month, line, activated, choices) {
  const reasons = {
    "free-quota": () => freeReasons(month, line, activated, choices),
    "resource-pack": () => line.packs.map(packReason),
    "pay-as-you-go": () => chargeReasons(month, line, choices),
  };
  return month.order.steps.flatMap((step) => reasons[step]());
}

function freeReasons(month, { name, calls, free }, activated, choices) {
  if (free.length || !calls) {
    return free.map(({ quota, calls: drawn }) => {
      const others = quota.interfaces.filter((other) => other !== name);
      return [quota.clause || "free-quota", "free", { drawn, calls, quota, others }];
    });
  }
  const grant = month.grants.find(({ members }) => members.includes(name));
  return [grant ? usedUp(grant, month, name) : notGranted(month, name, activated, choices)];
}

function usedUp({ quota, members }, { lines }, name) {
  const others = lines.map((line) => line.name).filter((other) => other !== name);
  const figures = { quota, sharers: members.length > 1 ? others : [] };
  return [quota.clause || "free-quota", "usedUp", figures];
}

function notGranted({ month, first, end, facts }, name, activated, choices) {
  const quota = facts.quotas.find((one) => one.interfaces.includes(name) && holds(one, first));
  const figures = { name, month, activated, issued: end, reading: choices["first-month"] };
  return activated !== null && quota
    ? ["first-month", "firstMonth", figures] : ["free-quota", "noQuota", figures];
}

function packReason({ pack: { day, pack, first, end, quantity }, calls, left }) {
  const figures = { calls, pack, day, first, end, left, quantity };
  return [pack.clause || "resource-pack", "pack", figures];
}

function chargeReasons({ order }, { calls, paid, turns, charge }, choices) {
  const { shares, amount, divisor, cents } = charge;
  if (!shares.length) return [[order.clause || "pay-as-you-go", "nothingLeft", {}]];
  const days = changesIn(turns);
  const changed = ["price-change", "priceChange", { days, reading: choices["price-change"] }];
  const { table } = shares.at(-1);
  const unsaid = shares.some((share) => share.table.mode_certainty && share.table.tiers.length > 1);
  const assumed = ["tier-mode", "assumedMode", { reading: choices["tier-mode"] }];
  const sums = {
    paid,
    per: table.per,
    parts: shares.flatMap(partsOf),
    rounding: choices.rounding,
    exact: [amount, divisor],
    cents,
  };
  const priced = shares.length > 1
    ? shares.map((share) => shareReason(share, share === shares.at(-1) ? sums : null))
    : [[ruleOf(table), modeOf(table, choices), {
      calls, upTo: upTo(shares[0]), gross: choices["tier-basis"] === "gross", ...sums,
    }]];
  return [...(days.length ? [changed] : []), ...(unsaid ? [assumed] : []), ...priced];
}

const ruleOf = (table) => table.mode_clause || table.clause || "pay-as-you-go";

const partsOf = ({ table, parts }) =>
  parts.map(({ tier, calls }) => ({ ...tier, calls, per: table.per, heading: table.heading }));

/** The last call of the tier that a share reaches; null where no tier follows. */
function upTo({ table, parts: [{ tier }] }) {
  const next = table.tiers[table.tiers.indexOf(tier) + 1];
  return next ? next.from - 1n : null;
}

/** The calls of one table among several; `sums` is the line's arithmetic, told with the last. */
function shareReason({ table, parts }, sums) {
  const { from, to } = table;
  return [ruleOf(table), "share", { from, to, parts: partsOf({ table, parts }), sums }];
}
