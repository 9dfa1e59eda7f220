/** The languages of the calculator's page. */

import { speaking } from "../sentences/speaking.mjs";
import { CHINESE as WORDINGS } from "../words/page.zh.mjs";
import { UNTOLD } from "../words/untold.zh.mjs";
import { wordsIn } from "./words.mjs";

export const ENGLISH = wordsIn(speaking());
export const CHINESE = wordsIn(speaking(WORDINGS), UNTOLD);
