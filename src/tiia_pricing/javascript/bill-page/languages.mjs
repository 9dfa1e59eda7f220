/** The languages of the page that checks a bill. */

import { CHINESE_CAUSES, ENGLISH_CAUSES } from "../reconciliation/words.mjs";
import { speaking } from "../sentences/speaking.mjs";
import { CHINESE as WORDINGS } from "../words/bill-page.zh.mjs";
import { UNTOLD } from "../words/untold.zh.mjs";
import { wordsIn } from "./words.mjs";

export const ENGLISH = wordsIn(speaking(), ENGLISH_CAUSES);
export const CHINESE = wordsIn(speaking(WORDINGS), CHINESE_CAUSES, UNTOLD);
