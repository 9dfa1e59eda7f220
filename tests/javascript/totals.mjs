// Writes the totals in cents of many accounts, given as one JSON object on stdin.

import { readFileSync } from "node:fs";
import { prepare, total } from "../../src/tiia_pricing/javascript/tiia-pricing.mjs";

const { book, readings, accounts } = JSON.parse(readFileSync(0, "utf-8"));
const opened = prepare(book);
const cents = accounts.map((usage) => `${total(opened, { usage, readings })}`);
process.stdout.write(JSON.stringify(cents));
