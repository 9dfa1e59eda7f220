/** What the build puts into the page's script: the price book, and the page of each rule. */

import type { Book } from "../types.d.ts";

export const BOOK: Book;
export const RULES: Record<string, string>;
