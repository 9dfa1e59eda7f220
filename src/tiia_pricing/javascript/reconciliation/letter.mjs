/** A letter to the vendor, in Chinese: what differs, by which clause, and what is asked. */

/** @import { Fraction, Rebilled, ReconciledLine, Reconciliation } from "./types.d.ts" */

import { line as oneLine } from "../pricebook/untrusted-text.mjs";
import { grouped } from "../sentences/amounts.mjs";
import { money } from "./exact.mjs";
import { CHINESE_CAUSES, inWords, ruleOf } from "./words.mjs";

const TOLD = ["differs", "missing-in-usage", "missing-in-bill"];
const CLAUSES = ["settlement-order", "reached-tiers"];

/**
 * An amount as people read it, with its thousands apart.
 *
 * @param {Fraction} amount
 */
export function yuan({ n, d }) {
  const [whole, part] = money({ n: n < 0n ? -n : n, d }).split(".");
  return `${n < 0n ? "-" : ""}${grouped(whole)}.${part}`;
}

/** A difference, with its sign. @param {Fraction} amount */
export const signed = (amount) => `${amount.n > 0n ? "+" : ""}${yuan(amount)}`;

/**
 * The letter, or nothing where no line differs. Names and numbers are left to fill in.
 *
 * @param {Reconciliation} result
 */
export function letter(result) {
  const lines = result.lines.filter(({ verdict, difference }) =>
    TOLD.includes(verdict) && difference.n);
  return lines.length ? `${letterLines(result, lines).map(oneLine).join("\n")}\n` : "";
}

/** @type {(result: Reconciliation, lines: ReconciledLine[]) => string[]} */
function letterLines(result, lines) {
  const months = [...new Set(lines.map(({ month }) => month))].join("、");
  return [
    `主题：图像分析账单核对（${months}）`, "", "腾讯云账单团队：您好！", "",
    "我方账号（UIN：请填写）的下列账单明细与贵方公布的计费规则计算结果不一致，请予核对。",
    ...lines.flatMap((line, at) => ["", ...lineLines(at + 1, line)]),
    "", "贵方页面的规定：", ...quotedClauses(result, lines), "",
    "请说明上述各行的计费依据（所用单价、阶梯、免费额度与资源包抵扣）；如确有误，请予更正。",
    "价格依据：贵方“图像分析 计费概述”页面，",
    `文本 SHA-256：${result.statement.snapshot.sha256}。`,
    "附：账单明细导出文件、我方用量记录。",
  ];
}

/** @type {(number: number, line: ReconciledLine) => string[]} */
function lineLines(number, line) {
  const billed = line.theirs ? `账单金额（优惠后总价）${yuan(line.billed)} 元` : "账单中无此行";
  const ours = line.ours ? `我方计算 ${yuan(line.computed)} 元` : "我方无此用量";
  return [
    `${number}. ${line.month}，${line.interface}`,
    `   ${billed}；${ours}；差额 ${signed(line.difference)} 元。`,
    ...(line.ours?.paid ? [`   计算：${arithmetic(line.ours, line.computed)}。`] : []),
    ...line.causes.filter(({ id }) => id !== "unexplained")
      .map((cause) => `   可能的原因：${causeIn(line, cause)}。`),
  ];
}

/** @type {(ours: Rebilled, computed: Fraction) => string} */
function arithmetic({ line, charge, paid }, computed) {
  const sum = (some) => grouped(some.reduce((total, { calls }) => total + calls, 0n));
  const products = charge.shares.flatMap(({ table, parts }) => parts.map(({ tier, calls }) =>
    `${grouped(calls)} × ${tier.price} 元 ÷ ${grouped(table.per)}`));
  return `调用 ${grouped(line.calls)} 次 − 免费额度 ${sum(line.free)} 次 − 资源包 ${sum(line.packs)} 次 = `
    + `计费 ${grouped(paid)} 次；${products.join(" + ")} = ${yuan(computed)} 元`;
}

/** A cause, and those that give the amount only with it, each with its figures. */
function causeIn({ causes }, cause) {
  const withIt = causes.filter(({ id, together }) =>
    cause.together.includes(id) && together.includes(cause.id));
  const others = [...new Set(withIt.map((one) => inWords(one, CHINESE_CAUSES)))].join("”、“");
  return inWords(cause, CHINESE_CAUSES) + (others && `（与“${others}”同时）`);
}

/** The clauses of the page that the lines stand on, word for word. */
function quotedClauses({ clauses }, lines) {
  const always = CLAUSES.map((id) => clauses.get(id));
  const causes = lines.flatMap((line) => line.causes.map((one) => ruleOf(line, one, clauses)));
  return [...new Set([...always, ...causes])].filter(Boolean).map((text) => `「${text}」`);
}
