/** Where the script of the year begins; that of the page asks for it, and its modules are there. */

import { book, month, page } from "../page/main.mjs";
import { CHINESE, ENGLISH } from "./languages.mjs";
import { yearPart } from "./part.mjs";

const words = document.documentElement.lang.startsWith("zh") ? CHINESE : ENGLISH;
page?.attach((monthPart) => yearPart(book, words, month, monthPart));
