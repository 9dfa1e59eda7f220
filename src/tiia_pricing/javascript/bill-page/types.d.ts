/** What the modules of the page that checks a bill exchange. */

export type BillWords = ReturnType<typeof import("./words.mjs").wordsIn>;

/** Whether the way to a clause stands on the site, by the rule's id. */
export type Rules = Record<string, string>;

export type Part = "bill" | "usage" | "packs";

export type GivenFile = { name: string; bytes: Uint8Array };

/** What is to be compared; `readings` are those that the bill offered and that were taken. */
export type Given = {
  files: Partial<Record<Part, GivenFile>>;
  calendar: "use" | "payment";
  readings: Record<string, string>;
};
