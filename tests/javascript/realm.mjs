// Runs a module in a realm that has the language and nothing of Node, as a strict browser would.
// node --experimental-vm-modules realm.mjs MODULE EXPRESSION: prints the text that EXPRESSION
// gives, in which `it` is the module. The realm has TextDecoder where the expression names it.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const [file, expression] = process.argv.slice(2);
const given = expression.includes("TextDecoder") ? { TextDecoder } : {};
const context = vm.createContext(given, { codeGeneration: { strings: false, wasm: false } });
const module = new vm.SourceTextModule(readFileSync(file, "utf-8"), { context });
await module.link((name) => {
  throw new Error(`the module imports ${name}`);
});
await module.evaluate();
context.it = module.namespace;
process.stdout.write(vm.runInContext(expression, context));
