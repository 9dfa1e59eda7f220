/** What the modules of tables exchange. */

import type { Fault } from "./faults.mjs";

export type Place = { file?: string; line?: number; sheet?: string; column?: string };

/** `faults` has the cells of a workbook whose text is not to be taken as it is, by their index. */
export type TableRow = { line: number; cells: string[]; faults?: Map<number, Fault> };

/** `sheet` is that of a workbook, with what is to be told of it as `notes`. `unread` is why there are no rows, or why those after the last could not be read. */
export type Table = {
  file: string;
  head: TableRow;
  rows: TableRow[];
  titles: TableRow[];
  unread: Fault | null;
  sheet?: string;
  notes?: Note[];
};

/** What the owner of a file should be told of it. */
export type Note = { id: string; file: string; figures: Record<string, unknown> };
