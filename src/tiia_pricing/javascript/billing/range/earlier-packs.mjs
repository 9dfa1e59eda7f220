/**
 * Packs bought before the first month of usage count as full; nobody says what is left in them.
 * Used in their order, one is begun when those before it are empty: one number, the calls left in
 * all of them, says what each has. A total is least and greatest where they are full, empty, or
 * where what some month costs can turn.
 */

import { by, least, sum } from "../../pricebook/counting.mjs";
import { callsIn, endsAfter } from "../settlement/held-packs.mjs";
import { deductAll } from "../settlement/ledger.mjs";
import { turningCounts } from "./turning-counts.mjs";

/** The packs of each interface that may have been used before, in their order. */
export function doubtfulPacks({ months }, held) {
  const packs = new Map();
  for (const pack of held) {
    if (!pack.doubtful || !endsAfter(pack, months[0].first)) continue;
    packs.set(pack.name, [...(packs.get(pack.name) ?? []), pack]);
  }
  return packs;
}

/** For each interface with such packs, the ledgers in which they are not full. */
export function usedBefore(account, choices, ledger) {
  return [...doubtfulPacks(account, ledger.held).values()].map((packs) => {
    const full = sum(packs.map(callsIn));
    const known = new Map([[full, ledger]]);
    const withLeft = (calls) => {
      if (!known.has(calls)) {
        known.set(calls, deductAll(account, choices, ledger.held, openingsOf(packs, calls)));
      }
      return known.get(calls);
    };
    return [...new Set([0n, ...crossings(withLeft, full)])].map(withLeft);
  });
}

/** What each pack has where `calls` are left in all of them: the last ones are full. */
function openingsOf(packs, calls) {
  const openings = new Map();
  for (const pack of [...packs].reverse()) {
    openings.set(pack, least(calls, callsIn(pack)));
    calls -= openings.get(pack);
  }
  return openings;
}

/** The calls left with which a line is just below a count at which its cost turns, and on it. */
function crossings(withLeft, full) {
  const linesOf = (calls) => withLeft(calls).months.flatMap(({ lines }) => lines);
  return linesOf(full).flatMap((line, index) => {
    const empty = linesOf(0n)[index];
    let both = 0n;
    return turningCounts(line, empty)
      .filter((count) => line.paid < count && count <= empty.paid)
      .sort(by((count) => -count))
      .flatMap((count) => {
        const less = (calls) => linesOf(calls)[index].paid < count;
        const below = leastWith(full, less, both - count);
        both = below + count;
        return [below - 1n, below];
      });
  });
}

/** The least number from 1 to `most` for which `test` holds, as for every greater one. */
function leastWith(most, test, guess) {
  if (guess > 0n && test(guess) && !test(guess - 1n)) return guess;
  let [low, high] = [1n, most];
  while (low < high) {
    const middle = (low + high) / 2n;
    [low, high] = test(middle) ? [low, middle] : [middle + 1n, high];
  }
  return low;
}
