/** The languages of the calculator's page, with what it says of a year. */

import { CHINESE as CHINESE_PAGE, ENGLISH as ENGLISH_PAGE } from "../page/languages.mjs";
import { speaking } from "../sentences/speaking.mjs";
import { CHINESE as WORDINGS } from "../words/year.zh.mjs";
import { yearIn } from "./words.mjs";

export const ENGLISH = { ...ENGLISH_PAGE, year: yearIn(speaking()) };
export const CHINESE = { ...CHINESE_PAGE, year: yearIn(speaking(WORDINGS)) };
