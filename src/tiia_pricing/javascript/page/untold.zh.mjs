/**
 * Why the price of a month is not known, in Chinese.
 *
 * The price book tells it in English, made of the history of the page; each of its sentences is
 * known here by its words, and one that is not stays as it is.
 */

/** @import { Untold } from "../types.d.ts" */

/** @type {[RegExp, (...found: string[]) => string][]} */
const WHY = [
  [/^its prices start on (\S+)$/, (day) => `其价格自 ${day} 起`],
  [/^the last page that is kept before the one in force is of (\S+)$/,
    (month) => `现行页面之前留存的最后一页属于 ${month}`],
  [/^the pages that price it are without a date$/, () => "标明其价格的页面没有日期"],
  [/^no older page names it$/, () => "更早的页面都没有提到它"],
  [/^no page says from when its prices hold$/, () => "没有页面说明其价格自何时起适用"],
  [/^no page is kept of the months in which its prices hold$/,
    () => "其价格适用的月份没有留存页面"],
  [/^the prices that were announced were taken back before their day came$/,
    () => "公布的价格在生效前已撤回"],
  [/^an earlier page speaks against the day from which its prices hold$/,
    () => "更早的页面与其价格的起始日不符"],
  [/^the page in force does not name it$/, () => "现行页面没有提到它"],
  [/^(.+?),? names it no more$/, (page) => `${dated(page)}不再提到它`],
  [/^(.+?),? says otherwise$/, (page) => `${dated(page)}另有说法`],
];

/**
 * A page's name with its date and commit: `计费概述.md（2019-10-29，8386354bfdf2）`.
 *
 * @param {string} page
 */
export function dated(page) {
  return page.replace(/^(\S+) of (\S+), commit (\w+)$/, "$1（$2，$3）");
}

/**
 * Why `row` of the book's untold months has no price in `month`.
 *
 * @param {Omit<Untold, "error">} row
 * @param {string} month
 */
export function untold({ interface: name, message }, month) {
  const [, until, page] = / is on free trial \(公测\) until (\S+), says (.*); no price in /
    .exec(message) ?? [];
  if (until) return `${name} 在 ${until} 之前处于公测，见 ${dated(page)}；${month} 没有价格`;
  const text = message.slice(message.indexOf(": ") + 2);
  const [pattern, say] = WHY.find(([one]) => one.test(text)) ?? [/^(.*)$/s, (same) => same];
  const [, ...found] = pattern.exec(text) ?? [];
  return `${name} 在 ${month} 没有已知的价格：${say(...found)}`;
}

/**
 * The months of `row`'s interface that can be billed.
 *
 * @param {Omit<Untold, "error">} row
 */
export function spans({ interface: name, expected }) {
  if (expected === `no usage of ${name}`) return `不含 ${name} 的用量`;
  const months = expected.slice(`usage of ${name} `.length)
    .replaceAll(/, or /g, "，或 ")
    .replaceAll(/in (\S+) to ([^\s，]+)/g, "$1 至 $2")
    .replaceAll(/from (\S+) on/g, "$1 起");
  return `${name} 在 ${months.replaceAll("， ", "，")}的用量`;
}
