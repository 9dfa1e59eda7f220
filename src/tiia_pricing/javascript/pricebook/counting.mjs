/** Counts of calls added up, and what comes first of several. */

/** All counts together. @type {(counts: bigint[]) => bigint} */
export const sum = (counts) => counts.reduce((total, count) => total + count, 0n);

/** The calls of all of some. */
export const sumCalls = (some) => sum(some.map(({ calls }) => calls));

/** Add to what a map counts under a key. */
export const add = (counts, key, count) => counts.set(key, (counts.get(key) ?? 0n) + count);

/** The lesser of two counts, days, or months. */
export const least = (a, b) => (a < b ? a : b);

/** The greater of two. */
export const greatest = (a, b) => (a > b ? a : b);

/** A comparison by the first of the keys that differs. */
export const by = (...keys) => (a, b) => {
  const key = keys.find((one) => one(a) !== one(b));
  return key ? (key(a) < key(b) ? -1 : 1) : 0;
};

/** The greatest count that divides both. @type {(a: bigint, b: bigint) => bigint} */
export const divisorOf = (a, b) => (b ? divisorOf(b, a % b) : a);
