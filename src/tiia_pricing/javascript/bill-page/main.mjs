/** Where the script of the page that checks a bill begins. */

import { BOOK, RULES } from "../page/data.mjs";
import { prepare } from "../tiia-pricing.mjs";
import { billCheck } from "./bill-check.mjs";
import { CHINESE } from "./chinese.mjs";
import { ENGLISH } from "./english.mjs";

const words = document.documentElement.lang.startsWith("zh") ? CHINESE : ENGLISH;
billCheck(prepare(BOOK, words.reasons), RULES, words);
