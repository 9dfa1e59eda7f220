/** Where the script of the calculator in other pages begins, in Chinese. */

import { wordsIn } from "../page/words.mjs";
import { speaking } from "../sentences/speaking.mjs";
import { CHINESE } from "../words/page.zh.mjs";
import { UNTOLD } from "../words/untold.zh.mjs";
import { embedded } from "./frame.mjs";

embedded(wordsIn(speaking(CHINESE), UNTOLD));
