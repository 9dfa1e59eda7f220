/** The form of the page: files dropped or chosen, and how the bill counts its months. */

/** @import { BillWords, Given, Part } from "./types.d.ts" */

import { all, el, find } from "../page-parts/dom.mjs";
import { line as oneLine } from "../pricebook/untrusted-text.mjs";
import { kindOf } from "./kinds.mjs";

/** @type {Part[]} */
const PARTS = ["bill", "usage", "packs"];
const ACCEPTED = ".csv,.zip,.xlsx,.txt,text/csv,application/zip";

/**
 * The form; `changed` is called after each change of `given`.
 *
 * @param {Given} given
 * @param {BillWords} words
 * @param {{changed: () => void, example: () => void, again: () => void}} acts
 */
export function formOf(given, words, acts) {
  const form = el("form", { class: "cb-form", "aria-label": words.form, autocomplete: "off" },
    el("p", { class: "cb-drop" }, words.drop),
    PARTS.map((part) => fieldOf(part, given, words, acts.changed)),
    calendarOf(given, words, acts.changed),
    el("p", { class: "cb-acts" },
      el("button", { type: "button", id: "cb-example", onclick: acts.example }, words.example), " ",
      el("button", { type: "button", id: "cb-again", onclick: acts.again }, words.again),
      el("span", { class: "tc-quiet" }, words.exampleNote)));
  form.addEventListener("submit", (event) => event.preventDefault());
  takeDropped(form, given, acts.changed);
  return form;
}

/** @type {(part: Part, given: Given, words: BillWords, changed: () => void) => HTMLElement} */
function fieldOf(part, given, words, changed) {
  const id = `cb-${part}`;
  const onchange = async (event) => {
    const [file] = event.target.files;
    if (file) given.files[part] = await fileOf(file);
    event.target.value = "";
    changed();
  };
  const onclick = () => {
    delete given.files[part];
    changed();
  };
  return el("div", { class: "cb-field", "data-part": part },
    el("label", { for: id }, words.files[part]),
    el("input", { type: "file", id, accept: ACCEPTED, "aria-describedby": `${id}-hint ${id}-name`,
      onchange }),
    el("span", { class: "cb-name", id: `${id}-name` }, words.none),
    el("button", { type: "button", class: "cb-remove", hidden: true, onclick }, "×"),
    el("span", { class: "tc-quiet", id: `${id}-hint` }, words.hints[part]));
}

/** @type {(given: Given, words: BillWords, changed: () => void) => HTMLElement} */
function calendarOf(given, words, changed) {
  /** @type {Given["calendar"][]} */
  const values = ["use", "payment"];
  const choices = values.map((value) => {
    const onchange = () => {
      given.calendar = value;
      changed();
    };
    const input = el("input", { type: "radio", name: "cb-months", value, onchange,
      checked: value === given.calendar });
    return el("label", {}, input, " ", words.calendars[value]);
  });
  return el("fieldset", { class: "cb-months" }, el("legend", {}, words.calendar), choices);
}

/** Several files at once go by what they are; one file into the field on which it was dropped. */
function takeDropped(form, given, changed) {
  const over = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle("cb-over", on);
  };
  form.addEventListener("dragover", over(true));
  form.addEventListener("dragleave", over(false));
  form.addEventListener("drop", async (event) => {
    over(false)(event);
    const dropped = await Promise.all(Array.from(event.dataTransfer.files, fileOf));
    const field = event.target.closest("[data-part]")?.dataset.part;
    for (const file of dropped) {
      const part = dropped.length === 1 && field ? field : await kindOf(file.bytes);
      given.files[part] = file;
    }
    changed();
  });
}

/** @param {File} file */
async function fileOf(file) {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/**
 * Show which files there are.
 *
 * @param {HTMLElement} form
 * @param {Given} given
 * @param {BillWords} words
 */
export function showFiles(form, given, words) {
  for (const field of all(form, "[data-part]")) {
    const file = given.files[/** @type {Part} */ (field.dataset.part)];
    const [name, remove] = [find(field, ".cb-name"), find(field, ".cb-remove")];
    name.textContent = file ? oneLine(file.name) : words.none;
    field.classList.toggle("cb-given", Boolean(file));
    remove.hidden = !file;
    if (file) remove.setAttribute("aria-label", words.remove(file.name));
  }
  for (const input of all(form, "input[type=radio]")) {
    if (input instanceof HTMLInputElement) input.checked = input.value === given.calendar;
  }
}
