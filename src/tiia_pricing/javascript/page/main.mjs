/** Where the page's script begins: the language, the month of today, what the page has. */

import { CHINESE, ENGLISH } from "./languages.mjs";
import { prepare } from "../billing/bill.mjs";
import { calculator } from "./calculator.mjs";
import { BOOK, RULES } from "../page-parts/data.mjs";
import { monthIn } from "../page-parts/facts.mjs";
import { quick } from "./quick.mjs";
import { whenAsked } from "./year-asking.mjs";

const words = document.documentElement.lang.startsWith("zh") ? CHINESE : ENGLISH;
export const book = prepare(BOOK, words.reasons);
export const month = monthIn(Date.now());
export const page = document.getElementById("tc-form")
  ? calculator(book, RULES, words, month) : null;
if (page) whenAsked(page);
if (document.getElementById("tq-form")) quick(book, words, month);
