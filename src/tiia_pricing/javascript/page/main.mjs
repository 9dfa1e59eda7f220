/** Where the page's script begins: the language, the month of today, what the page has. */

import { CHINESE, ENGLISH } from "./languages.mjs";
import { prepare } from "../tiia-pricing.mjs";
import { calculator } from "./calculator.mjs";
import { BOOK, RULES } from "./data.mjs";
import { quick } from "./quick.mjs";

const BEIJING = 8 * 60 * 60 * 1000;

/** The month of a moment in Beijing, where the vendor counts its days. */
export const monthIn = (milliseconds) =>
  new Date(milliseconds + BEIJING).toISOString().slice(0, 7);

const words = document.documentElement.lang.startsWith("zh") ? CHINESE : ENGLISH;
const [book, month] = [prepare(BOOK, words.reasons), monthIn(Date.now())];
if (document.getElementById("tc-form")) calculator(book, RULES, words, month);
if (document.getElementById("tq-form")) quick(book, words, month);
