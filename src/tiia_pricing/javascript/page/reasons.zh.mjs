/** The calculator's reasons, warnings and refusals in Chinese, in the form of its `ENGLISH`. */

/** @import { Dated, Refusals, Sentences, Source, Sums, Wording } from "../types.d.ts" */

import { decimal, grouped, yuan } from "../tiia-pricing.mjs";
import { dated, spans, untold } from "../words/untold.zh.mjs";

/** @param {Source} source */
function place({ table, row, column, clause, page }) {
  const where = table == null ? `条款 ${clause}`
    : `第 ${Number(table) + 1} 张表、第 ${Number(row) + 1} 行、第 ${Number(column) + 1} 列`;
  return page === undefined ? where : `${dated(page)}${where}`;
}

/** @param {Sums} sums */
function arithmetic({ paid, per, parts, rounding, exact: [amount, divisor], cents }) {
  const priced = parts.reduce((calls, part) => calls + part.calls, 0n);
  const roundedUp = priced === paid
    ? "" : `不满 ${grouped(per)} 次的部分按 ${grouped(per)} 次计，共 ${grouped(priced)} 次。`;
  const products = parts.map((part) => `${grouped(part.calls)} × ${part.price}`
    + `${part.per === 1n ? "" : ` / ${grouped(part.per)}`}`);
  const how = rounding === "half-up" ? "四舍五入" : "舍去分以下";
  const exactly = amount === cents * divisor ? "" : `${decimal(amount, divisor * 100n)}，${how}为 `;
  return `${roundedUp}${products.join(" + ")} = ${exactly}${yuan(cents)} 元。`;
}

/**
 * The days of a price: `2024-03-01 起至 2024-05-01（不含）`.
 *
 * @param {Dated} price
 */
function spanOf({ from, to }) {
  const ends = [from ? `${from} 起` : "", to ? `至 ${to}（不含）` : ""];
  return ends.filter(Boolean).join("") || "全部";
}

const MEANS = {
  "by-day": "每次调用按当日价格计价，阶梯由当月全部后付费次数确定",
  "whole-month-new": "整月按当月最后一天的价格",
  "whole-month-old": "整月按当月第一天的价格",
};

const TIERS_MEAN = {
  reached: "全部调用按所到达阶梯的单价计费",
  progressive: "各阶梯的调用按各自单价计费",
};

/**
 * @param {string} message
 * @param {string|null} [expected]
 * @param {Record<string, unknown>} [where]
 * @returns {Wording}
 */
const refuse = (message, expected = null, where = {}) => ({ message, expected, where });
const DATE = "日期 YYYY-MM-DD 或月份 YYYY-MM";
const count = (most, from = 0) => `${from} 至 ${grouped(most)} 的整数`;
const list = (names) => names.join("、");

/** @type {Omit<Sentences, "refusals">} */
const SENTENCES = {
  free: ({ drawn, calls, quota, others }) =>
    `${grouped(calls)} 次中 ${grouped(drawn)} 次免费：免费额度为每月 ${grouped(quota.calls)} 次`
    + `${quota.from ? `，自 ${quota.from} 起` : ""}${quota.to ? `，至 ${quota.to}（不含）` : ""}`
    + `${others.length ? `，与${list(others)}共享` : ""}（${place(quota.source)}）。`,
  usedUp: ({ quota, sharers }) =>
    `没有免费次数：${grouped(quota.calls)} 次的免费额度已${
      sharers.length ? `被${list(sharers)}` : ""}用完。`,
  firstMonth: ({ name, activated, issued, reading }) =>
    `没有免费次数：${name} 于 ${activated} 开通，首个免费资源包于 ${issued} 发放`
    + `（解读 first-month：${reading}）。`,
  noQuota: ({ name, month }) => `没有免费次数：${name} 在 ${month} 没有免费额度。`,
  pack: ({ calls, pack, day, first, end, left, quantity }) =>
    `${grouped(calls)} 次由 ${day} 购买的 ${quantity > 1n ? `${grouped(quantity)} 个 ` : ""}`
    + `${grouped(pack.calls)} 次资源包（${place(pack.source)}）抵扣，`
    + `${quantity > 1n ? "这些资源包" : "该包"}适用于 ${first} `
    + `${end === null ? "起" : `至 ${end}（不含）`}的调用，余 ${grouped(left)} 次。`,
  nothingLeft: () => "没有需要付费的次数。",
  reached: ({ parts: [tier], calls, paid, per, upTo, gross, ...sums }) =>
    `需付费 ${grouped(paid)} 次，${gross ? `当月全部 ${grouped(calls)} 次` : ""}到达 `
    + `${upTo === null ? `${grouped(tier.from)} 次起` : `${grouped(tier.from)} 至 ${grouped(upTo)} 次`}`
    + `的阶梯（${place(tier.bound)}），因此均为 ${tier.price} 元/${grouped(per)} 次`
    + `（${place(tier.source)}）。${arithmetic({ parts: [tier], paid, per, ...sums })}`,
  progressive: (line) =>
    `需付费 ${grouped(line.paid)} 次，各阶梯按各自单价。${arithmetic(line)}`,
  priceChange: ({ days, reading }) =>
    `价格于 ${list(days)} 变动：${MEANS[reading]}（解读 price-change：${reading}）。`,
  assumedMode: ({ reading }) =>
    `页面没有说明阶梯如何计费：${TIERS_MEAN[reading]}（解读 tier-mode：${reading}）。`,
  share: ({ from, to, parts, sums }) => {
    const priced = parts.map((tier) => `${grouped(tier.calls)} 次按 ${tier.price} 元/`
      + `${grouped(tier.per)} 次（${place(tier.source)}）计价，属 ${grouped(tier.from)} 次起的阶梯`
      + `（${place(tier.bound)}）`);
    return `${from ? `${from} 起` : `${to} 之前`}的调用：${priced.join("；")}。`
      + `${sums ? arithmetic(sums) : ""}`;
  },
  packLeftUntold: ({ count, calls, name, day, begins }) =>
    `${name} 于 ${day} 购买的 ${count > 1n ? `${grouped(count)} 个 ` : ""}${grouped(calls)} 次资源包在 `
    + `${begins} 之前可能已用去一部分，剩余次数没有给出；此处按全部未用计算，范围涵盖从全满到用尽的各种情形。`,
  packWithinMonth: ({ month, calls, name, day, last, starts }) =>
    `${month}：${grouped(calls)} 次资源包于 ${day} ${starts ? "生效" : "到期"}，而 ${name} 的用量只给出月份，`
    + `全部调用计在 ${last}。按日的用量可以消除这一疑问；范围不含此疑问。`,
  priceChangeWithinMonth: ({ month, name, days, last }) =>
    `${month}：${name} 的价格于 ${list(days)} 变动，而其用量只给出月份，全部调用计在 ${last}。`
    + "按日的用量可以消除这一疑问。",
  changeOnlySeen: ({ day, not_before: since, interfaces }) =>
    `${list(interfaces)}：${day} 的变动只是当日在页面上见到；变动前的页面最后一次见于 `
    + `${since}，没有页面说明变动发生在其间哪一天。范围涵盖其间每一天。`,
};

/** @type {Refusals} */
const REFUSALS = {
  "notADate": ({ text }) => refuse(`“${text}”不是日期`, DATE),
  "noSuchDate": ({ text }) => refuse(`没有“${text}”这一日期`, DATE),
  "monthNotDay": ({ text }) => refuse(`“${text}”是月份`, "日期 YYYY-MM-DD"),
  "calls-not-whole": ({ text, most }) => refuse(`${text} 不是整数次数`, count(most)),
  "calls-unreadable": ({ text, most }) => refuse(`“${text}”不是次数`, count(most)),
  "calls-negative": ({ calls, name, day }) =>
    refuse(`${name} 在 ${day} 的次数为 ${calls}`, "0 或更大的次数"),
  "calls-too-large": ({ calls, name, day, most }) =>
    refuse(`${name} 在 ${day} 的次数为 ${grouped(calls)}`, `不超过 ${grouped(most)} 次`),
  "quantity-unreadable": ({ text, most }) => refuse(`“${text}”不是资源包数量`, count(most, 1)),
  "leftTooMuch": ({ left, calls }) =>
    refuse(`${grouped(calls)} 次的资源包中剩余 ${left} 次`, count(calls)),
  "leftBeforeBought": ({ left, calls, day, begins }) => refuse(
    `${day} 购买的 ${grouped(calls)} 次资源包在用量的首月 ${begins} 之前剩余 ${left} 次`,
    `只对 ${begins} 之前购买的资源包填写剩余次数`),
  "usage-before-activation": ({ name, day, activated }) => refuse(
    `${name} 在 ${day} 有调用，早于开通日 ${activated}`, `${activated} 及以后的用量`),
  "unknown-interface": ({ name, names }) =>
    refuse(`未知的接口“${name}”`, `${list(names)}之一`),
  "unknown-reading": ({ name, names }) => refuse(`未知的解读“${name}”`, list(names)),
  "unknown-reading-value": ({ name, value, values }) =>
    refuse(`解读“${name}”没有取值“${value}”`, list(values)),
  "packs-not-sold": ({ name, says, sellers }) => refuse(
    [`${name} 不售资源包`, ...says].join("；页面写明："),
    sellers.length ? `${sellers.join("或")} 的资源包` : "不购买资源包"),
  "unknown-pack-size": ({ name, calls, offered }) => refuse(
    `${name} 没有 ${grouped(calls)} 次的资源包`,
    `${list(offered.map((pack) => `${pack.size.text}（${pack.calls}）`))}之一`),
  "month-before-book": ({ month, from }) =>
    refuse(`价目表不含 ${month} 的价格`, `${from} 及以后的用量`),
  "untold": ({ month, ...row }) => refuse(untold(row, month), spans(row)),
  "price-missing": ({ name, month }) => refuse(
    `价目表中没有 ${name} 在 ${month} 的后付费价格`, "价目表有价格的接口"),
  "noPriceOnDay": ({ name, day, spans: days }) => refuse(
    `价目表中没有 ${name} 在 ${day} 的后付费价格`,
    `有价格之日的调用：${list(days.map(spanOf))}`),
  "forecast-months": ({ count: months, most }) =>
    refuse(`预测共有 ${months} 个月`, `1 至 ${most} 个月`),
  "forecast-too-large": ({ calls, unit, most }) => refuse(
    `调用共 ${grouped(calls)} 次，对 ${grouped(unit)} 次起的资源包而言过多`,
    `合计不超过 ${grouped(most)} 次`),
  "pack-after-begin": ({ day, begins }) => refuse(
    `资源包于 ${day} 购买，晚于预测的开始`, `${begins} 或之前购买的已有资源包`),
  "brokenRule": ({ rule, path, text }) =>
    refuse(`价目表违反一条规则：${rule}：${path}：${text}`, null, { file: "price book" }),
};

export const REASONS = Object.freeze({ ...SENTENCES, refusals: Object.freeze(REFUSALS) });
