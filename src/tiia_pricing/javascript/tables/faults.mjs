/** What is wrong with a file: a code with its figures and its place; words come at the edge. */

/** @import { Place } from "./types.d.ts" */

import { FileRefusal } from "../account-files/file-refusal.mjs";

const LISTED = 20;

/** A cell, a row or a file that cannot be read; `others` are those that were found after it. */
export class Fault extends Error {
  name = "Fault";
  /** @type {Fault[]} */
  others = [];
  more = 0;

  /**
   * @param {string} id  stable, as the command gives it
   * @param {Record<string, unknown>} [figures]
   * @param {{say?: string, where?: Place}} [told]  `say` is the key of its words
   */
  constructor(id, figures = {}, { say = id, where = {} } = {}) {
    super(id);
    this.id = id;
    this.figures = figures;
    this.say = say;
    this.where = where;
  }
}

/** Faults in the order in which they were found: the first are kept, all are counted. */
export class Problems {
  /** @type {Fault[]} */
  kept = [];
  more = 0;
  #met = new Set();

  get count() {
    return this.kept.length + this.more;
  }

  /**
   * Keep a fault with its place; the same one of the same place once.
   *
   * @param {Fault} fault
   * @param {Place} [where]
   */
  add(fault, where = fault.where) {
    const key = JSON.stringify([fault.id, fault.say, `${Object.values(fault.figures)}`, where]);
    if (this.#met.has(key)) return;
    if (this.kept.length === LISTED) {
      this.more += 1;
      return;
    }
    this.#met.add(key);
    this.kept.push(new Fault(fault.id, fault.figures, { say: fault.say, where }));
  }

  /**
   * What `parse` gives, or null and a fault of that place.
   *
   * @template Value
   * @param {() => Value} parse
   * @param {Place} where
   */
  read(parse, where) {
    try {
      return parse();
    } catch (error) {
      this.add(faultOf(error), where);
      return null;
    }
  }

  /** Throw the first fault, which has all others, if there is one. */
  end() {
    const [first, ...others] = this.kept;
    if (first) throw Object.assign(first, { others, more: this.more });
  }
}

/**
 * A refusal of the readers of files as a fault; any other error is thrown as it is.
 *
 * @param {unknown} error
 */
export function faultOf(error) {
  if (error instanceof Fault) return error;
  if (!(error instanceof FileRefusal)) throw error;
  const where = error.line === null ? {} : { line: error.line };
  return new Fault(error.id, error.figures, { say: error.say, where });
}
