/** Where the script of the page that checks a bill begins. */

import { BOOK, RULES } from "../page-parts/data.mjs";
import { prepare } from "../billing/bill.mjs";
import { billCheck } from "./bill-check.mjs";
import { CHINESE, ENGLISH } from "./languages.mjs";

const words = document.documentElement.lang.startsWith("zh") ? CHINESE : ENGLISH;
billCheck(prepare(BOOK, words.reasons), RULES, words);
