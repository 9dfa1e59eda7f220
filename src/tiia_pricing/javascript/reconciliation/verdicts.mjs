/** The verdict of each line, with its causes. */

/** @import { CauseFinder } from "./causes/fitting.mjs" */
/** @import { Rebilling } from "./causes/rebilling.mjs" */
/** @import { MoreNeeded } from "./more-needed.mjs" */
/**
 * @import {
 *   Billed, Cause, JudgedLine, Need, Rebilled, ReconciledLine
 * } from "./types.d.ts"
 */

import { byTheirCalls } from "./causes/arithmetic.mjs";
import { fits, named, ofAmount } from "./causes/candidates.mjs";
import { clauseOf } from "./causes/catalogue.mjs";
import { NOTHING, fraction, halfUp, minus, same } from "./exact.mjs";
import { Ranking } from "./causes/ranking.mjs";
import { leftUntold } from "./causes/untold-packs.mjs";
import { packsTaken } from "./more-needed.mjs";
import { unknownIn } from "./unknown-rows.mjs";

/**
 * Judge each line: of usage, of the bill, or of both.
 *
 * @param {Rebilling} rebilling
 * @param {CauseFinder} causes
 * @param {Map<string, Billed>} billed
 * @param {string[]} keys
 * @param {MoreNeeded} more
 * @returns {JudgedLine[]}
 */
export function judged(rebilling, causes, billed, keys, more) {
  const amounts = rebilling.amounts();
  const namesFor = unknownIn([...billed.values()]);
  return keys.map((key) => {
    const [ours, theirs] = [amounts.get(key) ?? null, billed.get(key) ?? null];
    const own = /** @type {Rebilled} */ (ours);
    if (!theirs) return unlessUnknown(withoutBill(key, own, billed), namesFor);
    return unlessUnknown(ours ? compared(rebilling, causes, { key, ours: own, theirs }, more)
      : withoutUsage(causes, key, theirs), namesFor);
  });
}

/**
 * The line; undecided where what is billed of no known API may be what it lacks. A cause that
 * gives the billed amount is then no more than a hint.
 *
 * @type {(found: JudgedLine, namesFor: ReturnType<typeof unknownIn>) => JudgedLine}
 */
function unlessUnknown(found, namesFor) {
  if (["agrees", "cannot-tell"].includes(found.verdict)) return found;
  const billed = found.theirs?.total.value ?? NOTHING;
  const ours = found.ours ?? { exact: NOTHING, cents: 0n };
  const names = namesFor(found.key.slice(0, 7), billed, ours);
  if (!names.length) return found;
  const fits = found.fits.filter(([{ cause }]) => cause !== "unexplained");
  const needed = [...names.map(nameNeeded), ...found.needed];
  return { ...found, verdict: "cannot-tell", fits, needed };
}

/** @type {(name: string) => Need} */
const nameNeeded = (name) => ({ say: "name", figures: { name } });

/** @type {(one: Partial<JudgedLine> & Pick<JudgedLine, "key"|"verdict">) => JudgedLine} */
const line = (one) => ({ ours: null, theirs: null, fits: [], needed: [], ...one });

/**
 * @param {Rebilling} rebilling
 * @param {CauseFinder} causes
 * @param {{key: string, ours: Rebilled, theirs: Billed}} both
 * @param {MoreNeeded} more
 */
function compared(rebilling, causes, both, more) {
  const { key, ours, theirs } = both;
  if (fits(theirs.total, ours)) return line({ ...both, verdict: "agrees" });
  const fitting = causes.of(key, ours, theirs);
  const untold = leftUntold(rebilling, ours, theirs);
  if (untold) {
    const fits = [[untold], ...fitting];
    return line({ ...both, verdict: "cannot-tell", fits, needed: [{ say: "left" }] });
  }
  if (fitting.length) return line({ ...both, verdict: "differs", fits: fitting });
  const other = byTheirCalls(ours, theirs);
  const needed = other ? packsTaken(ours, theirs) : more.forLine(ours, theirs);
  return line({ ...both, verdict: "differs", fits: [[other ?? named("unexplained")]], needed });
}

/** @type {(causes: CauseFinder, key: string, theirs: Billed) => JudgedLine} */
function withoutUsage(causes, key, theirs) {
  const { month, interface: name } = theirs;
  if (!theirs.total.value.n && !theirs.calls?.n) return line({ key, theirs, verdict: "agrees" });
  if (!theirs.named) {
    return line({ key, theirs, verdict: "cannot-tell", needed: [nameNeeded(name)] });
  }
  const elsewhere = causes.elsewhere(month, name, theirs.total).map((one) => [one]);
  return line({ key, theirs, verdict: "missing-in-usage", fits: elsewhere });
}

/** @type {(key: string, ours: Rebilled, billed: Map<string, Billed>) => JudgedLine} */
function withoutBill(key, ours, billed) {
  const { name } = ours.line;
  const elsewhere = [...billed.values()]
    .filter((theirs) => theirs.interface === name && ours.paid && fits(theirs.total, ours))
    .map(({ month }) => [{ ...ofAmount("paid-in-another-month", ours.exact, { month }),
      cents: ours.cents }]);
  const verdict = ours.cents ? "missing-in-bill" : "agrees";
  return line({ key, ours, verdict, fits: elsewhere });
}

/**
 * The lines with their causes, the likeliest first.
 *
 * @param {JudgedLine[]} found
 * @param {Rebilling} rebilling
 * @returns {ReconciledLine[]}
 */
export function verdicts(found, rebilling) {
  const ranking = new Ranking(found, rebilling);
  return found.map((one) => {
    const [month, name] = [one.key.slice(0, 7), one.key.slice(8)];
    const billed = one.theirs ? one.theirs.total.value : NOTHING;
    const computed = computedOf(one);
    return {
      month, interface: name, verdict: one.verdict, billed, computed,
      difference: minus(billed, computed), causes: causesOf(one, ranking), needed: one.needed,
      ours: one.ours, theirs: one.theirs,
    };
  });
}

/**
 * Each cause once, with those that give the amount only with it.
 *
 * @param {JudgedLine} line
 * @param {Ranking} ranking
 * @returns {Cause[]}
 */
function causesOf(line, ranking) {
  const table = line.ours?.line.table ?? null;
  /** @type {Map<string, Cause>} */
  const causes = new Map();
  for (const fit of ranking.ranked(line)) {
    for (const one of fit) {
      const together = fit.map(({ cause }) => cause).filter((cause) => cause !== one.cause);
      const key = [one.cause, ...together].join(" ");
      const old = causes.get(key);
      if (old && !(one.reading && !old.reading)) continue;
      const { cause: id, said, reading } = one;
      causes.set(key, { id, rule: clauseOf(id, table), said, reading, together });
    }
  }
  return [...causes.values()];
}

/** Our amount as the bill would show it: exactly where it has more than cents, or rounded. */
function computedOf({ ours, theirs }) {
  if (!ours) return NOTHING;
  const rounded = fraction(ours.cents, 100n);
  if (!theirs || same(theirs.total.value, rounded)) return rounded;
  const exactly = halfUp(ours.exact, theirs.total.digits);
  return theirs.total.digits === 2 && !same(theirs.total.value, exactly) ? rounded : exactly;
}
