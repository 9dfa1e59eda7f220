/** Elements made of data; text is only ever text. */

/** An element with attributes and children; `false` and `null` leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== false));
  return made;
}

/** The element with an id, which the page must have. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/** The elements of a selector within one, as an array. */
export const all = (within, selector) => [...within.querySelectorAll(selector)];

/** Call `work` once, so many milliseconds after the last call of this; `cancel` calls it off. */
export function later(milliseconds, work) {
  let timer;
  const cancel = () => clearTimeout(timer);
  const call = (...given) => {
    cancel();
    timer = setTimeout(work, milliseconds, ...given);
  };
  return Object.assign(call, { cancel });
}
