/** How much a row can say. */

/** The most calls of a row. */
export const MAX_CALLS = 10n ** 15n;

/** The most packs of a row. */
export const MAX_QUANTITY = 10_000n;
