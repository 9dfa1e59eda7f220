/** What the modules exchange; the shapes of JSON are those of the project's schemas. */

/** A whole number; in a string, its digits. */
export type Count = number | bigint | string;

/** Days on which something holds: half-open, null or nothing an open end. */
export type Dated = {
  from?: string | null;
  to?: string | null;
};

// The price book.

/** A cell of a table or a clause of the page; `page` is an older one. */
export interface Source {
  text: string;
  table?: number | null;
  row?: number | null;
  column?: number | null;
  clause?: string | null;
  page?: string;
}

export interface FreeQuota<Calls = number | bigint> extends Dated {
  interfaces: string[];
  calls: Calls;
  clause: string | null;
  source: Source;
}

export interface Tier {
  from_calls: number | bigint;
  price: string;
  source: Source;
  bound: Source;
  bound_in?: "lower" | "upper";
}

export type Mode = "reached" | "progressive";

export interface TierTable extends Dated {
  interface: string;
  mode: Mode;
  mode_certainty?: "assumed";
  mode_clause: string | null;
  clause: string | null;
  per_calls: number | bigint;
  tiers: Tier[];
}

export interface Pack<Calls = number | bigint> extends Dated {
  interface: string;
  calls: Calls;
  price: string;
  clause: string | null;
  source: Source;
  size: Source;
  months?: number | null;
  days?: number;
  endless?: unknown;
}

export type Step = "free-quota" | "pay-as-you-go" | "resource-pack";

export interface SettlementOrder extends Dated {
  steps: Step[];
  clause: string | null;
}

export interface Reading {
  name: string;
  values: string[];
  default: string;
}

export interface Snapshot {
  sha256: string;
  source: string;
}

/** What one page says of prices. */
export interface Page {
  snapshot: Snapshot;
  free_quotas: FreeQuota[];
  pay_as_you_go: TierTable[];
  settlement_order: SettlementOrder;
  former_orders?: SettlementOrder[];
}

/** Months of an interface that no page prices, and why. */
export type Untold = Dated & {
  interface: string;
  error: string;
  message: string;
  expected: string;
  why?: {
    id: string;
    day?: string;
    month?: string;
    page?: { file: string; date: string | null; commit: string };
  };
  months?: { first: string; last: string | null }[];
};

/** A change that a check of the page saw on `day`; it came after `not_before`. */
export interface OnlySeen {
  day: string;
  not_before: string;
  interfaces: string[];
}

/** A price book as JSON. */
export interface Book extends Page {
  known_from?: string | null;
  interfaces: { name: string; action: string | null }[];
  packs: Pack[];
  no_packs: { interfaces: string[]; clause: string }[];
  clauses: { id: string; text: string; chapter?: string }[];
  readings: Reading[];
  only_seen?: OnlySeen[];
  editions?: (Page & Dated)[];
  untold?: Untold[];
}

/** A price book made ready for exact arithmetic. */
export interface OpenBook extends Book {
  names: Map<string | null, string>;
  order: Map<string, number>;
  packs: (Pack<bigint> & { cents: bigint } & Headed)[];
  facts: Facts;
  onlySeen: OnlySeen[];
  editions: (Page & Dated)[];
  untold: Untold[];
}

/** What a page says of a month. */
export interface Facts {
  snapshot: Snapshot;
  order: SettlementOrder;
  former: SettlementOrder[];
  quotas: (FreeQuota<bigint> & Headed)[];
  tables: OpenTable[];
}

/** The heading above the table in which a fact stands, where it is known. */
export interface Headed {
  heading?: string;
}

export interface OpenTable extends Omit<TierTable, "tiers">, Headed {
  per: bigint;
  divisor: bigint;
  tiers: OpenTier[];
}

export interface OpenTier extends Omit<Tier, "from_calls"> {
  from: bigint;
  cents: bigint;
}

// The account.

/** Calls of one interface on a day (`2023-05-02`) or in a month (`2023-05`, its last day). */
export interface UsageRow {
  date: string;
  interface: string;
  calls: Count;
}

/** Resource packs of one size bought on one day; `left` in each as the first month begins. */
export interface PackRow {
  purchased_on: string;
  interface: string;
  calls: Count;
  quantity?: Count;
  left?: Count | null;
}

/** The day on which the service, or single interfaces, became active; none is long ago. */
export interface Activation {
  service?: string | null;
  interfaces?: Record<string, string>;
}

export interface Account {
  usage: UsageRow[];
  packs?: PackRow[];
  readings?: Record<string, string>;
  activated?: Activation;
}

// The statement: money in strings of yuan, calls as BigInt. `Text` is what the sentence of a reason gives.

export interface Statement<Text = string> {
  currency: "CNY";
  total: string;
  months: Month<Text>[];
  packs: UsedPack[];
  range: Range;
  readings: Record<string, string>;
  warnings: { id: string; text: string }[];
  snapshot: Snapshot;
}

export interface Month<Text = string> {
  month: string;
  total: string;
  lines: Line<Text>[];
  snapshot?: Snapshot;
}

export interface Line<Text = string> {
  interface: string;
  calls: bigint;
  free: bigint;
  pack: bigint;
  pay_as_you_go: bigint;
  unit_price: string | null;
  per_calls: bigint | null;
  amount: string;
  parts?: { from_calls: bigint; calls: bigint; unit_price: string }[];
  because: Reason<Text>[];
}

export interface Reason<Text = string> {
  rule: string;
  text: Text;
}

/** Packs that are alike, as an account holds them: `calls` are those of one. */
export interface HeldPacks {
  day: string;
  name: string;
  calls: bigint;
  /** Those in each when the first month of usage begins. */
  opening: bigint;
  quantity: bigint;
  pack: Pack<bigint>;
  first: string;
  end: string | null;
}

export interface UsedPack {
  purchased_on: string;
  interface: string;
  calls: bigint;
  price: string;
  /** What was left in it when the first month began, where it was not full. */
  left_before?: bigint;
  used: bigint;
  left: bigint;
  starts_on: string;
  expires_on: string | null;
  /** How many packs the row stands for, where more than one. */
  quantity?: bigint;
}

export interface Range {
  low: string;
  high: string;
  low_readings: Record<string, string>;
  high_readings: Record<string, string>;
  readings: { name: string; value: string; total: string }[];
  leaves_out: string[];
}

// What is said of it: a sentence for each code, made of the figures.

/** Calls that one tier prices. */
export interface Priced extends OpenTier, Headed {
  calls: bigint;
  per: bigint;
}

/** The arithmetic of an amount; `exact` are a numerator and a denominator, in cents. */
export interface Sums {
  paid: bigint;
  per: bigint;
  parts: Priced[];
  rounding: string;
  exact: [bigint, bigint];
  cents: bigint;
}

export interface Wording {
  message: string;
  expected: string | null;
  where?: Record<string, unknown>;
}

/** How messages are said in a language. */
export interface Speech {
  /** A message with its values. */
  say(template: string, values?: Record<string, unknown>): string;
  /** A template that means one thing in `context`, and another elsewhere. */
  sayAs(context: string, template: string, values?: Record<string, unknown>): string;
  /** A message about `n` of something, which is `{n}` in both templates. */
  sayMany(
    one: string, many: string, n: number | bigint, values?: Record<string, unknown>): string;
  /** Texts in a row. */
  listed(items: string[], separator?: string): string;
}

/** A language: which of the forms of a message is for `n`, and the wordings by the English. */
export interface Language {
  form(n: number): number;
  wordings: Record<string, string | string[]>;
}

/** Why the price of a month is not known, in the words of a language. */
export interface UntoldWords {
  untold(row: Omit<Untold, "error">, month: string): string;
  spans(row: Omit<Untold, "error">): string;
  /** A page's name with its date and commit. */
  dated(page: string): string;
}

/** Wordings by the code of what they say, whatever figures each takes. */
export type Wordings = Record<string, { say(figures: Record<string, unknown>): Wording }["say"]>;

export interface Sentences<Text = string> {
  free(figures: {
    drawn: bigint; calls: bigint; quota: FreeQuota<bigint> & Headed; others: string[];
  }): Text;
  usedUp(figures: { quota: FreeQuota<bigint> & Headed; sharers: string[] }): Text;
  firstMonth(figures: {
    name: string; activated: string; issued: string; reading: string;
  }): Text;
  noQuota(figures: { name: string; month: string }): Text;
  pack(figures: {
    calls: bigint; pack: Pack<bigint> & Headed; day: string; first: string; end: string | null;
    left: bigint; quantity: bigint;
  }): Text;
  nothingLeft(figures: object): Text;
  reached(figures: Sums & {
    parts: [Priced]; calls: bigint; upTo: bigint | null; gross: boolean;
  }): Text;
  progressive(figures: Sums): Text;
  priceChange(figures: { days: string[]; reading: ChangeReading }): Text;
  assumedMode(figures: { reading: Mode }): Text;
  share(figures: Dated & { parts: Priced[]; sums: Sums | null }): Text;
  packLeftUntold(figures: {
    count: bigint; calls: bigint; name: string; day: string; begins: string;
  }): string;
  packWithinMonth(figures: {
    month: string; calls: bigint; name: string; day: string; last: string; starts: boolean;
  }): string;
  priceChangeWithinMonth(figures: {
    month: string; name: string; days: string[]; last: string;
  }): string;
  changeOnlySeen(figures: OnlySeen): string;
  refusals: Readonly<Refusals>;
}

export type ChangeReading = "by-day" | "whole-month-new" | "whole-month-old";

/** The wording of each refusal of the calculator. */
export type Refusals = {
  notADate(figures: { text: string }): Wording;
  noSuchDate(figures: { text: string }): Wording;
  monthNotDay(figures: { text: string }): Wording;
  "calls-not-whole"(figures: { text: string; most: bigint }): Wording;
  "calls-unreadable"(figures: { text: string; most: bigint }): Wording;
  leftTooMuch(figures: { left: bigint; calls: bigint }): Wording;
  leftBeforeBought(figures: {
    left: bigint; calls: bigint; day: string; begins: string;
  }): Wording;
  "calls-negative"(figures: { calls: bigint; name: string; day: string }): Wording;
  "calls-too-large"(figures: {
    calls: bigint; name: string; day: string; most: bigint;
  }): Wording;
  "quantity-unreadable"(figures: { text: string; most: bigint }): Wording;
  "usage-before-activation"(figures: {
    name: string; day: string; activated: string;
  }): Wording;
  "unknown-interface"(figures: { name: string; names: string[] }): Wording;
  "unknown-reading"(figures: { name: string; names: string[] }): Wording;
  "unknown-reading-value"(figures: {
    name: string; value: string; values: string[];
  }): Wording;
  "packs-not-sold"(figures: { name: string; says: string[]; sellers: string[] }): Wording;
  "unknown-pack-size"(figures: {
    name: string; calls: bigint; offered: Pack<bigint>[];
  }): Wording;
  "month-before-book"(figures: { month: string; from: string }): Wording;
  untold(figures: Untold & { month: string }): Wording;
  "price-missing"(figures: { name: string; month: string }): Wording;
  noPriceOnDay(figures: { name: string; day: string; spans: Dated[] }): Wording;
  "forecast-months"(figures: { count: number; most: number }): Wording;
  "forecast-too-large"(figures: { calls: bigint; unit: bigint; most: bigint }): Wording;
  "pack-after-begin"(figures: { day: string; begins: string }): Wording;
  brokenRule(figures: { rule: string; path: string; text: unknown }): Wording;
};

// Files of usage and packs.

export type Columns = {
  required: string[];
  optional: string[];
};

/** The wording of each refusal of a file. */
export type FileRefusals = {
  notADate(figures: { text: string, onlyDay: boolean }): Wording;
  noSuchDate(figures: { text: string, onlyDay: boolean }): Wording;
  monthNotDay(figures: { text: string }): Wording;
  "calls-negative"(figures: { text: string }): Wording;
  "calls-not-whole"(figures: { text: string }): Wording;
  "calls-ambiguous"(figures: { text: string }): Wording;
  "date-ambiguous"(figures: { text: string, onlyDay: boolean }): Wording;
  "calls-unreadable"(figures: { text: string }): Wording;
  "calls-too-large"(figures: { text: string }): Wording;
  "unknown-pack-size"(figures: { text: string }): Wording;
  "quantity-unreadable"(figures: { text: string }): Wording;
  "row-width"(figures: { count: number; head: string[] }): Wording;
  "column-duplicate"(figures: Columns & { column: string; times: number }): Wording;
  "column-unknown"(figures: Columns & { column: string }): Wording;
  "column-missing"(figures: Columns & { column: string }): Wording;
  "file-not-csv"(figures: { reason: NotCsv }): Wording;
  "file-undecodable"(figures: object): Wording;
  "file-empty"(figures: { required: string[] }): Wording;
};

export type NotCsv = "afterQuote" | "unclosedQuote" | "fieldTooLong";

/** The same, and what is said of the rows after the first that cannot be read. */
export type FileSentences = FileRefusals & {
  more(figures: {
    count: number; shown: { line: number | null; message: string }[]; hidden: number;
  }): string;
};

// Planning: which packs to buy.

/** A pack on sale: its calls, its price in cents, and the months that it covers from then on. */
export interface Offer {
  calls: bigint;
  cents: bigint;
  months: number;
}

/** `Number`, or `BigInt`, which goes as a number here, where amounts do not fit into numbers. */
export type Counting = (value: number | bigint) => number;

/** What the `paid` calls of a month cost, as a function of how many no pack covers. */
export interface MonthCost {
  /** The month's first day. */
  day: string;
  paid: bigint;
  /** The parts of a cent in which amounts are exact. */
  divisor: bigint;
  amount(count: bigint): bigint;
  cents(count: bigint): bigint;
  rounded(amount: bigint): bigint;
  even(step: bigint): boolean;
  /** Whether within a piece more calls never cost less. */
  rising: boolean;
  /** No call of the month costs less, in parts of a cent. */
  lowest: bigint;
  pieces: [bigint, bigint][];
  /** More than any number of its paid calls costs, in parts of a cent. */
  dearest: bigint;
}

/** Months that the packs `bought` in the `first` of them serve; the cost in cents. */
export interface Stretch {
  first: number;
  cents: bigint;
  bought: bigint[];
}

/** Stretches, one after the other, and the least that any purchases can cost, in cents. */
export interface Found {
  purchases: MonthPurchase[];
  cents: bigint;
  lowerBound: bigint;
  complete: boolean;
}

/** A pack of so many calls, bought in a month by its number from 0. */
export interface MonthPurchase {
  month: number;
  calls: bigint;
}

/** What finds better purchases, or a closer bound, where packs end within the forecast. */
export type OverYears = (search: import("./planning/cheapest.mjs").Search, found: Found) => Found;

/** A pack to buy on a day; `price` has the page's own digits. */
export interface ToBuy {
  on: string;
  interface: string;
  calls: bigint;
  price: string;
  cents: bigint;
}

export interface BestPurchases {
  purchases: ToBuy[];
  cents: bigint;
  lowerBound: bigint;
  complete: boolean;
}

/** A pack of a plan; `saves` is what all would cost more without it. */
export interface PlannedPack {
  on: string;
  interface: string;
  calls: bigint;
  price: string;
  saves: string;
}

/** What the plan costs where a reading has another value, and the best purchases then. */
export interface PlanReading {
  name: string;
  value: string;
  total: string;
  best: string;
  purchases: Omit<PlannedPack, "saves">[];
}

/** What a plan costs under other readings, and with usage that is some per cent more. */
export interface WhatIfs {
  readings: PlanReading[];
  otherwise: { percent: number; total: string; best: string; regret: string }[];
}

/** What `tiia-pricing plan` prints as JSON, but for cliffs and what the next call costs. */
export interface Plan extends FirstPlan {
  range: FirstPlan["range"] & { readings: WhatIfs["readings"] };
  otherwise: WhatIfs["otherwise"];
}

/** A plan without what else it could cost. */
export interface FirstPlan {
  currency: "CNY";
  purchases: PlannedPack[];
  pay_as_you_go: string;
  packs: string;
  total: string;
  without: { total: string };
  saved: string;
  single: PlannedPack | null;
  left_over: {
    purchased_on: string; interface: string; calls: bigint; quantity?: bigint; left: bigint;
    expires_on: string | null;
  }[];
  range: { low: string; high: string };
  proven: boolean;
  lower_bound?: string;
  months: { month: string; total: string; without: string }[];
  warnings: Statement["warnings"];
}

// The calculator's page.

/** A row of packs in the form. */
export interface Bought {
  key: string;
  day: string;
  quantity: string;
  left: string;
}

/** What is entered, as text; `readings` has only what differs from the default. */
export interface State {
  month: string;
  calls: Record<string, string>;
  packs: Bought[];
  activated: string;
  readings: Record<string, string>;
  year: YearState | null;
}

/**
 * Twelve months to come of one interface; a month without calls of its own has those of every.
 * `packs` are owned already.
 */
export interface YearState {
  name: string;
  month: string;
  every: string;
  months: string[];
  packs: Bought[];
}

/** A state of which a link has told a part; `row` are the packs that it speaks of. */
export interface LinkState extends Omit<State, "packs" | "year"> {
  packs: Partial<Bought>[];
  year: LinkYear | null;
  row: Partial<Bought> | null;
}

/** A year of which a link has told a part, its months by `m1` and so on. */
export type LinkYear = { name: string; packs: Partial<Bought>[]; from?: string; every?: string }
  & Partial<Record<`m${number}`, string>>;

export type EntryFaultId =
  "month-unreadable" | "calls-unreadable" | "calls-too-large" | "link-unknown" | "link-twice"
  | "link-value" | "link-packs";

/** Something entered that cannot be understood; `field` is where: `month`, `pack:0:day`, `link`. */
export interface EntryFault {
  field: string;
  id: EntryFaultId;
  text: string;
}

/** The same, or what the calculator refuses. */
export type Fault = EntryFault | { field: string; refusal: Wording };

/** A sentence with the code of its reason and the cells of the page that it rests on. */
export interface Cited {
  text: string;
  say: string;
  cells: Source[];
}

/** A pack of the book by the name that the page and its links give it: `10万次`. */
export interface NamedPack<Calls = bigint> extends Pack<Calls> {
  key: string;
}

/** The count of calls, higher than a line's own, that would cost least. */
export interface Cliff {
  name: string;
  calls: bigint;
  instead: bigint;
  total: bigint;
  saving: bigint;
}

/** A month with one more pack, in cents; `net` is the change of the bill and the pack's price. */
export interface PackOffer {
  pack: NamedPack;
  price: bigint;
  total: bigint;
  change: bigint;
  net: bigint;
  verdict: Verdict;
}

export type Verdict = "raises" | "nothing" | "pays" | "partly";

/** What a statement is shown with. */
export interface Showing {
  words: PageWords;
  /** The page of each rule. */
  rules: Record<string, string>;
  /** The reasons that are unfolded. */
  opened: Set<string>;
  /** The readings that are billed. */
  chosen: Record<string, string>;
  /** A value of a reading in words. */
  label(name: string, value: string): string;
  /** The fragment of the form with other readings. */
  link(readings: Record<string, string>): string;
}

/** What an element may have as an attribute, or listen with. */
export type Attribute =
  string | number | boolean | null | undefined | ((event: Event) => unknown);

/** What an element may have in it. */
export type Child = string | Node | null | false | Child[];

/** Elements of the page that are more than any, by their id. */
export interface Elements {
  "tc-activated": HTMLInputElement;
  "tc-month": HTMLInputElement;
  "tc-more": HTMLDetailsElement;
  "tc-readings": HTMLDetailsElement;
  "tp-on-day": HTMLInputElement;
  "ty-every": HTMLInputElement;
  "ty-first": HTMLInputElement;
  "ty-interface": HTMLSelectElement;
  "ty-months": HTMLDetailsElement;
  "tq-calls": HTMLInputElement;
  "tq-interface": HTMLSelectElement;
  "tq-link": HTMLAnchorElement;
}

export type PageWords = ReturnType<typeof import("./page/words.mjs").wordsIn>;

/** What the page says, with what it says of a year. */
export type YearWords = PageWords & { year: ReturnType<typeof import("./year/words.mjs").yearIn> };

/** The year beside the month: what is entered of it, and its plan. */
export interface YearPart {
  read(): YearState | null;
  write(state: State): void;
  /** Plan what a state has, at once or when no key was pressed for a moment. */
  show(state: State): void;
  wait(state: State): void;
  /** Lead to the year that a link brought. */
  lead(state: State): void;
}

/** What the year has of the page of the month. */
export interface MonthPart {
  address(state: State): string;
  entered(): State;
  /** Keep in the address what is entered: soon, or at once. */
  keep(): void;
  keepNow(): void;
}
