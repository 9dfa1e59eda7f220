/** Which of several causes that fit a line is the likeliest. */

/** @import { Rebilling } from "./rebilling.mjs" */
/** @import { Billed, Candidate, JudgedLine, Rebilled, RuleChange } from "../types.d.ts" */

import { fits } from "./candidates.mjs";
import { BILL, CLAUSES, ORDER } from "./catalogue.mjs";
import { fraction, same } from "../exact.mjs";

/** The order of causes: by what the bill confirms and contradicts, then by the catalogue. */
export class Ranking {
  /** @type {Map<RuleChange, boolean>} */
  #contradicted = new Map();
  /** @type {Map<string, number>} */
  #explained = new Map();

  /**
   * @param {JudgedLine[]} lines
   * @param {Rebilling} rebilling
   */
  constructor(lines, rebilling) {
    this.lines = lines;
    this.rebilling = rebilling;
    for (const line of lines) {
      for (const cause of new Set(line.fits.flat().map((one) => one.cause))) {
        this.#explained.set(cause, (this.#explained.get(cause) ?? 0) + 1);
      }
    }
  }

  /**
   * The causes that fit a line, the likeliest first.
   *
   * @param {JudgedLine} line
   */
  ranked(line) {
    return line.fits.map((fit) => ({ fit, rank: this.rankOf(line, fit) }))
      .sort((a, b) => compare(a.rank, b.rank)).map(({ fit }) => fit);
  }

  /**
   * @param {JudgedLine} line
   * @param {Candidate[]} fit
   */
  rankOf(line, fit) {
    const some = (test) => fit.map(test);
    return [
      Number(!fit.some((one) => isConfirmed(one, line.ours, line.theirs))),
      Math.max(...some((one) => this.doubt(one))),
      -Math.min(...some(({ cause }) => this.#explained.get(cause) ?? 0)),
      Math.min(...some(({ cause }) => ORDER.get(cause) ?? 0)),
    ];
  }

  /** How much speaks against a cause: 1 where it is of one line only, 2 where others do. */
  doubt(one) {
    if (CLAUSES[one.cause] === BILL) return 0;
    if (!one.everywhere) return 1;
    const doubtful = this.rebilling.account.purchases.length ? 2 : 1;
    return this.isContradicted(one.everywhere) ? doubtful : 0;
  }

  /** Whether another line agrees that would not, were the rule changed in all months. */
  isContradicted(change) {
    const known = this.#contradicted.get(change);
    if (known !== undefined) return known;
    const amounts = this.rebilling.amounts(change);
    const found = this.lines.some(({ verdict, theirs, key }) => {
      const amount = amounts.get(key);
      return verdict === "agrees" && theirs && amount && !fits(theirs.total, amount);
    });
    this.#contradicted.set(change, found);
    return found;
  }
}

/** @type {(a: number[], b: number[]) => number} */
function compare(a, b) {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

/**
 * Whether the bill itself shows the cause, or charges as many calls as it would.
 *
 * @type {(one: Candidate, ours: Rebilled|null, theirs: Billed|null) => boolean}
 */
function isConfirmed(one, ours, theirs) {
  if (CLAUSES[one.cause] === BILL) return true;
  const paid = one.paid ?? ours?.paid;
  return paid !== undefined && !!theirs?.calls && same(theirs.calls, fraction(paid));
}
