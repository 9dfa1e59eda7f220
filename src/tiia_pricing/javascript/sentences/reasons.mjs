/** Why calls cost what they cost, in words. */

/** @import { Sentences } from "../types.d.ts" */

/** Why calls cost what they cost. */
export function reasonsIn({ say, sayAs, sayMany, listed }, { place, daysOf, arithmetic, both }) {
  const means = {
    "by-day": say("each call takes the price of its day, in the tier that all paid calls of the "
      + "month reach"),
    "whole-month-new": say("the prices of the month's last day hold for all of it"),
    "whole-month-old": say("the prices of the month's first day hold for all of it"),
  };
  const tiersMean = {
    reached: say("all of them are charged at the price of the tier they reach"),
    progressive: say("each tier's calls are charged at its own price"),
  };
  const priced = ({ calls, price, per, source, from, bound, heading }) => say(
    "{calls:,} at {price} yuan per {per:,} ({place}), the tier from {first:,} calls ({bound})",
    { calls, price, per, place: place(source, heading), first: from,
      bound: place(bound, heading) });

  /** @type {Pick<Sentences, "free"|"usedUp"|"firstMonth"|"noQuota"|"pack">} */
  const covered = {
    free: ({ drawn, calls, quota, others }) => {
      const given = { free: drawn, calls, quota: quota.calls, days: daysOf(quota),
        place: place(quota.source, quota.heading), others: listed(others) };
      return others.length
        ? say("{free:,} of {calls:,} calls are free: the free quota is {quota:,} calls a month"
          + "{days}, shared with {others} ({place}).", given)
        : say("{free:,} of {calls:,} calls are free: the free quota is {quota:,} calls a month"
          + "{days} ({place}).", given);
    },
    usedUp: ({ quota: { calls: quota }, sharers }) => (sharers.length
      ? say("No call is free: the free quota of {quota:,} calls is used up by {others}.",
        { quota, others: listed(sharers) })
      : say("No call is free: the free quota of {quota:,} calls is used up.", { quota })),
    firstMonth: (given) => say("No call is free: {name} was activated on {activated}, and its "
      + "first free pack is issued on {issued} (reading first-month: {reading}).", given),
    noQuota: (given) => say("No call is free: {name} has no free quota in {month}.", given),
    pack: ({ calls, pack, day, first, end, left, quantity }) => sayMany(
      "{calls:,} calls are covered by the pack of {size:,} calls bought on {bought} ({place}), "
      + "which covers calls from {first} {until}; {left:,} calls are left in it.",
      "{calls:,} calls are covered by {n:,} packs of {size:,} calls bought on {bought} ({place}), "
      + "which cover calls from {first} {until}; {left:,} calls are left in them.", quantity, {
        calls, size: pack.calls, bought: day, place: place(pack.source, pack.heading), first, left,
        until: end === null ? say("on, without end") : say("until {end}, exclusive", { end }),
      }),
  };

  const spanOf = (first, last) => (last === null
    ? say("{first:,} on", { first }) : say("{first:,} to {last:,}", { first, last }));

  return {
    ...covered,
    nothingLeft: () => say("No calls are left to pay."),
    reached: ({ parts: [tier], calls, paid, per, upTo: last, gross, ...sums }) => {
      const given = { paid, calls, span: spanOf(tier.from, last), price: tier.price, per,
        bound: place(tier.bound, tier.heading), place: place(tier.source, tier.heading) };
      return both(gross
        ? say("{paid:,} calls are left to pay; all {calls:,} calls of the month together reach the "
          + "tier of {span} calls ({bound}), so each of them costs {price} yuan per {per:,} "
          + "({place}).", given)
        : say("{paid:,} calls are left to pay and reach the tier of {span} calls ({bound}), so "
          + "each of them costs {price} yuan per {per:,} ({place}).", given),
      arithmetic({ parts: [tier], paid, per, ...sums }));
    },
    progressive: (line) => both(
      say("{paid:,} calls are left to pay, each tier's at its own price.", { paid: line.paid }),
      arithmetic(line)),
    priceChange: ({ days, reading }) =>
      say("Prices change on {days}: {means} (reading price-change: {reading}).",
        { days: listed(days, sayAs("list", " and ")), means: means[reading], reading }),
    assumedMode: ({ reading }) => say("The page does not say how its tiers price calls: {means} "
      + "(reading tier-mode: {reading}).", { means: tiersMean[reading], reading }),
    share: ({ from: first, to: end, parts, sums }) => {
      const given = { first, end, priced: listed(parts.map(priced), sayAs("list", " and ")) };
      const text = first ? say("Calls from {first} on: {priced}.", given)
        : say("Calls until {end}, exclusive: {priced}.", given);
      return sums ? both(text, arithmetic(sums)) : text;
    },
  };
}
