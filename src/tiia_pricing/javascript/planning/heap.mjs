/** A heap of rows, of which the least comes first: by their first number, then the next. */

/** @typedef {[bigint, bigint, bigint, number]} Row */

export class Heap {
  /** @type {Row[]} */
  #rows = [];

  /** @param {Row[]} rows */
  constructor(rows) {
    for (const row of rows) this.push(row);
  }

  /** @param {Row} row */
  push(row) {
    const rows = this.#rows;
    let at = rows.push(row) - 1;
    while (at) {
      const above = (at - 1) >> 1;
      if (!isLess(row, rows[above])) break;
      rows[at] = rows[above];
      at = above;
    }
    rows[at] = row;
  }

  /** Take the least; undefined where there is none. */
  pop() {
    const rows = this.#rows;
    const [least] = rows;
    const last = rows.pop();
    if (last && rows.length) this.#sink(last);
    return least;
  }

  /** Put a row in the place of the least. */
  #sink(row) {
    const rows = this.#rows;
    let at = 0;
    for (let below = 1; below < rows.length; below = 2 * at + 1) {
      if (below + 1 < rows.length && isLess(rows[below + 1], rows[below])) below += 1;
      if (!isLess(rows[below], row)) break;
      rows[at] = rows[below];
      at = below;
    }
    rows[at] = row;
  }
}

/** @type {(a: Row, b: Row) => boolean} */
function isLess(a, b) {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at] < b[at];
}
