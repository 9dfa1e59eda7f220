/** What the page says of a year, in Chinese. */

import { grouped } from "../tiia-pricing.mjs";

/** @type {typeof import("./english.mjs").YEAR} */
export const YEAR = {
  prompt: "填写每月调用次数，即可得出应购买哪些资源包。",
  example: (calls, name) => `例如：${name} 每月 ${grouped(calls)} 次`,
  faulty: "尚无方案：填写的内容有无法计算之处。",
  title: (name, first, last) => `${name}，${first} 至 ${last}`,
  best: "最佳方案",
  buy: (what, total, without, saved) =>
    `${what}：共 ${total} 元，不购买为 ${without} 元，节省 ${saved} 元。`,
  buyNothing: (total) => `不购买资源包：${total} 元。`,
  notSold: (name) => `${name} 不售资源包，以下为后付费。`,
  many: (count, first, last) => `${first} 至 ${last} 购买 ${count} 个资源包（见下表）`,
  on: (packs, day) => `${day} 购买 ${packs}`,
  list: (some) => some.join("、"),
  semicolon: (some) => some.join("；"),
  proven: "已证明：没有更便宜的购买方案。",
  notProven: (bound) => `未能证明最便宜；任何购买方案都不低于 ${bound} 元。`,
  compared: "几种做法比较",
  comparedColumns: {
    what: "做法", packs: "资源包", price: "包价", paid: "后付费", total: "合计（元）", saved: "节省",
  },
  nothing: "不购买",
  single: "最佳单个资源包",
  plan: "最佳方案",
  bought: "应购资源包",
  boughtColumns: {
    size: "规格", day: "购买日期", price: "价格（元）",
    saves: "每个节省", left: "剩余次数",
  },
  months: "逐月费用",
  chart: "每月支付的金额",
  chartLabel: (bars) => `每月支付的金额（元）。${bars.map(({ month, without, plan }) =>
    `${month}：不购买 ${without}，按方案 ${plan}`).join("；")}。`,
  keys: { without: "不购买", packs: "方案：购买资源包", paid: "方案：后付费" },
  yAxis: "当月支付（元）",
  xAxis: "月份",
  point: "将指针移到某月或点按该月，即显示金额。",
  told: ({ month, without, plan, packs, paid }) =>
    `${month}：不购买 ${without} 元；按方案 ${plan} 元（资源包 ${packs}，后付费 ${paid}）`,
  paysOff: (month) => `按方案起初支付较多，到 ${month} 月末累计支付更少。`,
  asTable: "以表格查看，含累计",
  monthColumns: {
    month: "月份", without: "不购买（元）", packs: "方案：资源包", paid: "方案：后付费",
    apart: "不购买，累计", planned: "方案，累计",
  },
  row: ({ day, pack, count, price, saves }) =>
    `${day}：${count > 1 ? `${count} × ` : ""}${pack}，${price} 元（每个比没有它节省 ${saves} 元）`,
  left: ({ left, calls, day, count, end }) =>
    `剩余：${day} 购买的 ${grouped(count)} 个 ${calls} 次资源包，每个余 ${left} 次，`
    + (end === null ? "长期有效" : `至 ${end}（不含）`),
  monthLine: (month, paid, without) => `${month}：后付费 ${paid} 元；不购买 ${without} 元`,
  otherwise: "若用量有变",
  colon: "：",
  regret: "届时比该用量下的最佳方案多付的金额。",
  otherwiseColumns: {
    usage: "用量", plan: "本方案（元）", best: "届时最佳（元）", regret: "多付（元）",
  },
  percent: (percent) => `${percent < 0 ? "−" : "+"}${Math.abs(percent)}%`,
  changed: (percent, total, regret, best) =>
    `${percent}：${total} 元，${best ? "仍是最佳" : `比最佳方案多 ${regret} 元`}`,
  readings: "若对页面另作解读",
  underReading: (reading, total) => `仅 ${reading}：${total} 元`,
  betterUnderReading: (reading, total, what, best) =>
    `仅 ${reading}：${total} 元；此时最佳为${what === null ? "不购买" : what}：${best} 元`,
};
