/** What others may call: the calculator as a module, for Node and browsers. */

export { bill, deductions, prepare, total } from "./billing/bill.mjs";
export { READINGS } from "./billing/settlement/choices.mjs";
export { toJSON } from "./billing/statement/json.mjs";
export { Refusal } from "./pricebook/refusal.mjs";
export { grouped } from "./sentences/amounts.mjs";
export { ENGLISH, sentencesIn } from "./sentences/sentences.mjs";
export { speaking } from "./sentences/speaking.mjs";
