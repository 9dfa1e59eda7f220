/** What the modules of the reconciliation exchange. */

import type {
  Facts, FreeQuota, HeldPacks, OpenTable, OpenTier, Statement,
} from "../types.d.ts";
import type { Place, Table } from "../tables/types.d.ts";

/** A fraction in lowest terms, the denominator above 0. */
export type Fraction = { n: bigint; d: bigint };

/** An amount in yuan, and to how many decimals the bill shows it, two at least. */
export type ShownAmount = { value: Fraction; digits: number };

/** A number with its own digits: `units` without the point, and the decimals. */
export type WrittenNumber = { value: Fraction; units: bigint; places: number };

/** The calendars of the export: by month of use, or by month of payment. */
export type Calendar = "use" | "payment";

/** The tables of an export, and the members of its archive that are none. */
export type Export = {
  tables: Table[];
  passedOver?: string[];
  calendar?: Calendar;
};

/** Where each field stands; `unit` is that in the head of 组件用量. */
export type Columns = { places: Map<string, number>; heads: string[]; unit: string };

/** `source` is the table that has the row: its file, or a sheet of it. */
export type RawRow = {
  file: string;
  sheet?: string;
  source: string;
  line: number;
  texts: Map<string, string>;
  columns: Columns;
};

/** When a row was used and paid; null where a cell is empty or the column is missing. */
export type Days = { month: string | null; paid: string | null; begins: string | null };

/** The numbers of a row; calls are paid for, made, and taken from packs. */
export type Figures = {
  total: ShownAmount | null;
  list_cost: ShownAmount | null;
  discount: { value: Fraction; text: string } | null;
  unit_price: WrittenNumber | null;
  calls: Fraction | null;
  measured: Fraction | null;
  deducted: Fraction | null;
  days: Days;
};

/** A row about an API; `named` says whether that is one of the price book. */
export type UseRow = {
  row: RawRow;
  figures: Figures;
  month: string;
  interface: string;
  named: boolean;
  total: ShownAmount;
  reversal: boolean;
};

/** The rows by what they are; `details` are the amounts of a month, null where unread. */
export type SortedRows = {
  use: UseRow[];
  precision: { month: string; amount: Fraction }[];
  ignored: Map<string, number>;
  months: string[];
  products: string[];
  otherProducts: string[];
  details: Map<string, Fraction | null>;
};

/** What a bill charges for one API in one month. */
export type Billed = {
  month: string;
  interface: string;
  named: boolean;
  rows: UseRow[];
  reversals: UseRow[];
  total: ShownAmount;
  beforeReversals: ShownAmount;
  calls: Fraction | null;
  deducted: Fraction | null;
  discounts: { value: Fraction; text: string }[];
  listCost: ShownAmount | null;
};

/** One rule billed otherwise; `facts`, `held` and `choices` change what is settled by it. */
export type RuleChange = {
  cause: string;
  facts?: (facts: Facts, month: SettledMonth) => Facts;
  held?: (held: HeldPacks[]) => HeldPacks[];
  choices?: Record<string, string>;
  said?: Record<string, string>;
  reading?: string;
};

/** The calls of an API in a month, and its prices then; `undated` says that no row gave a day. */
export type SettledUse = {
  name: string;
  undated: boolean;
  calls: bigint;
  table?: OpenTable;
  turns: OpenTable[];
};

export type SettledMonth = {
  month: string;
  first: string;
  last: string;
  end: string;
  facts: Facts;
  uses: Map<string, SettledUse>;
  usage: SettledUse[];
};

/** A use less what free quota and packs took; `rest` is left to pay on each of its days. */
export type SettledLine = SettledUse & {
  rest: bigint[];
  free: { quota: FreeQuota<bigint>; calls: bigint }[];
  packs: { pack: HeldPacks; calls: bigint; left: bigint }[];
  paid: bigint;
};

/** What calls cost: exactly, in yuan, and in whole cents; and how they come to be paid. */
export type Rebilled = {
  exact: Fraction;
  cents: bigint;
  paid: bigint;
  line: SettledLine;
  charge: { shares: { table: OpenTable; parts: { tier: OpenTier; calls: bigint }[] }[] };
  choices: Record<string, string>;
  month: SettledMonth;
};

/** The amount of one cause; `everywhere` is the rule that would hold in all months. */
export type Candidate = {
  cause: string;
  exact: Fraction;
  cents: bigint;
  paid: bigint | null;
  reading: string | null;
  said: Record<string, string>;
  everywhere: RuleChange | null;
};

export type LineVerdict =
  "agrees" | "differs" | "missing-in-bill" | "missing-in-usage" | "cannot-tell";

/** A column or a fact without which more cannot be told, by the key of its words. */
export type Need = {
  say: "left" | "name" | "packs" | "packsShown" | "column";
  figures?: Record<string, string>;
};

/** A line, its verdict, and the causes that fit, in no order yet. */
export type JudgedLine = {
  key: string;
  verdict: LineVerdict;
  ours: Rebilled | null;
  theirs: Billed | null;
  fits: Candidate[][];
  needed: Need[];
};

export type Cause = {
  id: string;
  rule: string;
  said: Record<string, string>;
  reading: string | null;
  together: string[];
};

export type ReconciledLine = {
  month: string;
  interface: string;
  verdict: LineVerdict;
  billed: Fraction;
  computed: Fraction;
  difference: Fraction;
  causes: Cause[];
  needed: Need[];
  ours: Rebilled | null;
  theirs: Billed | null;
};

export type SettledReading = { name: string; value: string; chosen: boolean; lines: number };

/** A bill held against the usage; `notBilled` are months that it does not speak of. */
export type Reconciliation = {
  statement: Statement;
  lines: ReconciledLine[];
  billed: Fraction;
  computed: Fraction;
  agrees: boolean;
  ignored: Map<string, number>;
  precision: { month: string; amount: Fraction; verdict: "agrees" | "differs" | "cannot-tell" }[];
  settled: SettledReading[];
  notBilled: string[];
  products: string[];
  otherProducts: string[];
  passedOver: string[];
  clauses: Map<string, string>;
};

// Files of usage and packs.

export type UsageRow = {
  date: string;
  interface: string;
  calls: bigint;
  places: Record<string, Place>;
};

export type PackRow = {
  purchased_on: string;
  interface: string;
  calls: bigint;
  quantity: number;
  left: bigint | null;
  places: Record<string, Place>;
};
