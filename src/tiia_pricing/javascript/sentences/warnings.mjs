/** What a statement warns of, in words. */

/** @import { Sentences } from "../types.d.ts" */

/**
 * What a statement warns of.
 *
 * @returns {Pick<Sentences, "packLeftUntold"|"packWithinMonth"|"priceChangeWithinMonth"
 *   |"changeOnlySeen">}
 */
export function warningsIn({ say, sayAs, sayMany, listed }) {
  return {
    packLeftUntold: ({ count, calls, name, day, begins: first }) => sayMany(
      "a pack of {calls:,} calls of {name} bought on {day} may have been used before {first}; "
      + "nobody says what was left then. It counts as full, and the range reaches over all that "
      + "can have been left, from full to empty.",
      "{n:,} packs of {calls:,} calls of {name} bought on {day} may have been used before "
      + "{first}; nobody says what was left then. They count as full, and the range reaches over "
      + "all that can have been left, from full to empty.", count, { calls, name, day, first }),
    packWithinMonth: ({ starts, ...given }) => (starts
      ? say("{month}: a pack of {calls:,} calls starts on {day}, but the usage of {name} gives "
        + "only the month; all its calls count on {last}. Daily rows settle it; the range leaves "
        + "this doubt out.", given)
      : say("{month}: a pack of {calls:,} calls ends on {day}, but the usage of {name} gives "
        + "only the month; all its calls count on {last}. Daily rows settle it; the range leaves "
        + "this doubt out.", given)),
    priceChangeWithinMonth: ({ days, ...given }) =>
      say("{month}: prices of {name} change on {days}, but its usage gives only the month; all "
        + "its calls count on {last}. Daily rows settle it.",
      { days: listed(days, sayAs("list", " and ")), ...given }),
    changeOnlySeen: ({ interfaces, ...given }) =>
      say("{names}: the change of {day} was only seen on that day; the page before it was last "
        + "seen on {not_before}, and no page says on which day between the change came. The range "
        + "reaches over all of them.", { names: listed(interfaces), ...given }),
  };
}
