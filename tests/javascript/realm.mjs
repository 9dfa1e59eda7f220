// Runs a module, with those that it imports from its folder, in a realm that has the language and
// nothing of Node, as a strict browser would.
// node --experimental-vm-modules realm.mjs FOLDER MODULE EXPRESSION: prints the text that EXPRESSION
// gives, in which `it` is the module. The realm has TextDecoder where the expression names it.

import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import vm from "node:vm";

const [folder, file, expression] = process.argv.slice(2);
const given = expression.includes("TextDecoder") ? { TextDecoder } : {};
const context = vm.createContext(given, { codeGeneration: { strings: false, wasm: false } });
const modules = new Map();

/** A module of the folder by its path; each is there once. */
function moduleAt(path) {
  if (relative(folder, path).startsWith("..")) throw new Error(`the module imports ${path}`);
  if (!modules.has(path)) {
    const source = readFileSync(path, "utf-8");
    modules.set(path, new vm.SourceTextModule(source, { context, identifier: path }));
  }
  return modules.get(path);
}

const module = moduleAt(resolve(folder, file));
await module.link((name, from) => {
  if (!/^\.{1,2}\//.test(name)) throw new Error(`the module imports ${name}`);
  return moduleAt(resolve(dirname(from.identifier), name));
});
await module.evaluate();
context.it = module.namespace;
process.stdout.write(vm.runInContext(expression, context));
