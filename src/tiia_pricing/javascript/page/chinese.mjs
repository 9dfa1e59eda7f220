/** The page's own words in Chinese. */

import { grouped } from "../tiia-pricing.mjs";
import { YEAR } from "../year/chinese.mjs";
import { REASONS } from "./reasons.zh.mjs";

const FAULTS = {
  "month-unreadable": ({ text }) =>
    (text ? `“${text}”不是月份，请写作 2023-05` : "请填写月份，例如 2023-05"),
  "calls-unreadable": ({ text }) =>
    `“${text}”不是整数次数，请写作 1050000、1,050,000 或 105万`,
  "link-unknown": ({ text }) => `链接中的“${text}”无法识别。`,
  "link-twice": ({ text }) => `链接中的“${text}”重复出现。`,
  "link-value": ({ text }) => `链接中的“${text}”不是可选的取值。`,
  "link-packs": ({ text }) => `链接中的资源包超过 ${text} 行，其余未列出。`,
};

const each = (several) => (several ? `${several} 个，每个 ` : "");
const had = (before) => (before ? `此前余 ${before}，` : "");
const until = (end) => (end === null ? "长期有效" : `至 ${end}（不含）`);

/** @type {typeof import("./english.mjs").ENGLISH} */
export const CHINESE = {
  reasons: REASONS,
  faults: FAULTS,
  yuan: (amount) => `${amount} 元`,
  refused: ({ message, expected }) => message + (expected ? `；应为：${expected}` : ""),
  statement: (month) => `${month} 账单`,
  total: "合计",
  prompt: "填写当月调用次数，账单即显示在此。",
  example: (calls, name) => `例如：${name} ${grouped(calls)} 次`,
  faulty: "尚无账单：填写的内容有无法计费之处。",
  faultyCount: (count) => `${count} 处需要修改`,
  certain: "对页面的任何解读都得出这一合计。",
  range: (low, high, used) =>
    `按页面可能的解读${used ? "和资源包此前可能的使用" : ""}：${low} 至 ${high} 元`,
  rangeEnd: (amount) => `${amount} 元，取`,
  asChosen: "当前所选的解读",
  packsAside: (price) => `所购资源包 ${price} 元不含在内。`,
  columns: {
    interface: "接口", calls: "调用次数", free: "免费", pack: "资源包抵扣",
    paid: "后付费", price: "单价", amount: "金额（元）",
  },
  unit: (price, per) => `${price} / ${grouped(per)} 次`,
  byTier: "分阶梯",
  why: "理由",
  whyOf: (name) => `${name} 的计费理由`,
  cell: (text) => `页面原文：${text}`,
  warning: "注意",
  cliff: ({ instead, name, calls, saving }) =>
    `${name} 调用 ${instead} 次，比现在的 ${calls} 次少付 ${saving} 元。`,
  cliffTry: (calls) => `改为 ${calls} 次`,
  packs: "购买资源包划算吗？",
  packsWhat: (months) => (months > 1
    ? `1 日再购买一个资源包，此后 ${months} 个月每月调用次数相同：` : "当月 1 日再购买一个资源包："),
  packColumns: {
    pack: "规格", price: "包价", total: "这些月份的账单", change: "账单变化",
    net: "计入包价的变化", verdict: "结论",
  },
  verdicts: {
    raises: "不利：账单变高", nothing: "没有变化", pays: "有利：节省多于包价",
    partly: "节省少于包价",
  },
  packsLater: "按每月如此使用一年，找出一切购买方案中最便宜的",
  bought: "已购资源包",
  boughtLine: ({ calls, name, day, price, before, used, left, end, several }) =>
    `${name} ${each(several)}${calls} 次，${day} 购买，${price} 元：${had(before)}`
    + `已用 ${used}，剩余 ${left}，${until(end)}`,
  copyAs: "复制",
  copies: { text: "文本", json: "JSON", csv: "CSV", link: "链接" },
  copied: { text: "已复制文本", json: "已复制 JSON", csv: "已复制 CSV", link: "已复制链接" },
  notCopied: "浏览器不允许复制；链接在地址栏中。",
  print: "打印",
  moves: (amount) => `${amount} 元`,
  moving: (count) => (count ? `${count} 种取值会改变合计` : "均不影响合计"),
  packRow: (number) => `资源包 ${number}`,
  packSize: "规格",
  packDay: "购买日期",
  packQuantity: "数量",
  packLeft: "月初剩余",
  packLeftHint: "全部",
  remove: "删除",
  option: (size, price) => `${size} · ${price} 元`,
  spoken: (total, low, high) =>
    `合计 ${total} 元。${low === high ? "" : `范围 ${low} 至 ${high} 元。`}`,
  year: YEAR,
  text: {
    month: (month, amount) => `${month}：${amount} 元`,
    line: ({ name, calls, free, pack, paid, amount }) =>
      `  ${name}：调用 ${calls} 次，免费 ${free}，资源包抵扣 ${pack}，后付费 ${paid}：${amount} 元`,
    pack: ({ calls, name, day, price, before, used, left, end, several }) =>
      `${name} ${each(several)}${calls} 次资源包，${day} 购买，${price} 元，不含在合计内：${had(before)}`
      + `已用 ${used}，剩余 ${left}，${until(end)}`,
    total: (amount) => `合计：${amount} 元`,
    certain: "范围：对页面的任何解读都得出这一合计",
    range: (low, high, used) =>
      `范围：按页面可能的解读${used ? "和资源包此前可能的使用" : ""}，${low} 至 ${high} 元`,
    moved: (name, value, amount) => `  仅取 ${name}=${value} 时为 ${amount} 元`,
    warning: (text) => `注意：${text}`,
    reason: (rule, text) => `    ${rule}：${text}`,
  },
};
