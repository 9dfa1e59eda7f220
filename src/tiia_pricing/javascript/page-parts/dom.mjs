/** Elements made of data; text is only ever text. */

/** @import { Attribute, Child, Elements } from "../types.d.ts" */

/**
 * An element with attributes and children; `false` and `null` leave an attribute out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...Child} children
 */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, String(value));
  }
  made.append(...shown(children));
  return made;
}

/**
 * The children that are there, those of lists too.
 *
 * @param {Child[]} children
 * @returns {(string|Node)[]}
 */
const shown = (children) => children.flatMap((child) => {
  if (Array.isArray(child)) return shown(child);
  return child === null || child === false ? [] : [child];
});

/**
 * The element with an id, which the page must have.
 *
 * @template {keyof Elements} Id
 * @overload
 * @param {Id} id
 * @returns {Elements[Id]}
 *
 * @overload
 * @param {string} id
 * @returns {HTMLElement}
 *
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/**
 * The first element of a selector within one, which the page must have.
 *
 * @template {HTMLElement} [Found=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {Found}
 */
export function find(within, selector) {
  /** @type {Found|null} */
  const found = within.querySelector(selector);
  if (!found) throw new Error(`the page has no element ${selector}`);
  return found;
}

/**
 * The elements of a selector within one, as an array.
 *
 * @template {HTMLElement} [Found=HTMLElement]
 * @param {ParentNode} within
 * @param {string} selector
 * @returns {Found[]}
 */
export const all = (within, selector) => Array.from(within.querySelectorAll(selector));

/**
 * Call `work` once, so many milliseconds after the last call of this; `cancel` calls it off.
 *
 * @template {unknown[]} Given
 * @param {number} milliseconds
 * @param {(...given: Given) => void} work
 */
export function later(milliseconds, work) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  const cancel = () => clearTimeout(timer);
  /** @param {Given} given */
  const call = (...given) => {
    cancel();
    timer = setTimeout(work, milliseconds, ...given);
  };
  return Object.assign(call, { cancel });
}
