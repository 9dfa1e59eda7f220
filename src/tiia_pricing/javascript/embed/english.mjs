/** Where the script of the calculator in other pages begins, in English. */

import { wordsIn } from "../page/words.mjs";
import { speaking } from "../sentences/speaking.mjs";
import { embedded } from "./frame.mjs";

embedded(wordsIn(speaking()));
