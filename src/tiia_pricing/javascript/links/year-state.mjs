/** The year that a person has entered, as text. */

/** @import { YearState } from "../types.d.ts" */

export const MONTHS = 12;

/** @type {(year: YearState|null) => boolean} */
export const isEntered = (year) =>
  year !== null && [year.every, ...year.months, ...year.packs].some(Boolean);

/** A year of which nothing is entered but its first month. @type {(m: string) => YearState} */
export const emptyYear = (month) =>
  ({ name: "", month, every: "", months: emptyMonths(), packs: [] });

/** No calls of their own in any month. */
export const emptyMonths = () => Array.from({ length: MONTHS }, () => "");
