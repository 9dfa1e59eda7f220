// Prints, as JSON, what is wrong with each of the modules named that does not parse.

import { readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";

const faults = {};
for (const path of process.argv.slice(2)) {
  try {
    new SourceTextModule(readFileSync(path, "utf-8"), { identifier: path });
  } catch (error) {
    faults[path] = String(error);
  }
}
process.stdout.write(JSON.stringify(faults));
