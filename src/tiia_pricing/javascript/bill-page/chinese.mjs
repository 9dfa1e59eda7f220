/** The words of the page that checks a bill, in Chinese. */

import { REASONS } from "../page/reasons.zh.mjs";
import { CHINESE_CAUSES } from "../reconciliation/words.mjs";
import { CHINESE_FAULTS } from "./faults-chinese.mjs";

const SHOWN = 5;
/** @type {(numbers: number[]) => string} */
const few = (numbers) =>
  numbers.slice(0, SHOWN).join("、") + (numbers.length > SHOWN ? "……" : "");

/** @type {typeof import("./english.mjs").ENGLISH} */
export const CHINESE = {
  reasons: REASONS,
  faults: CHINESE_FAULTS,
  causes: CHINESE_CAUSES,
  needs: {
    left: () => "资源包文件中的 left 列：第一个用量月份开始时剩余的次数",
    name: ({ name }) => `价目表中有的接口名称，以代替“${name}”`,
    packs: ({ calls }) => `账单抵扣了 ${calls} 次的资源包，而文件中没有这些资源包`,
    column: ({ column }) => column,
  },
  form: "文件",
  drop: "把文件拖到这里，可以一次全部，也可以逐个；或者选择文件：",
  files: { bill: "厂商的账单明细", usage: "您的用量", packs: "已购资源包（如有）" },
  hints: {
    bill: "账单明细（L3）：.csv、其 .zip 压缩包，或 .xlsx",
    usage: "日期,接口,调用次数：.csv 或 .xlsx",
    packs: "购买日期,接口,规格[,数量][,剩余次数]：.csv 或 .xlsx",
  },
  none: "尚未选择",
  remove: (name) => `移除 ${name}`,
  calendar: "账单的月份是",
  calendars: { use: "使用月份（按计费周期）", payment: "扣费月份（按扣费周期）" },
  example: "载入示例",
  exampleNote: "示例由我们按厂商文档所列字段编写。",
  again: "重新开始",
  result: "结果",
  prompt: "给出账单和用量后，结果显示在此。",
  wanted: { bill: "还缺厂商的账单。", usage: "还缺您的用量。" },
  working: "正在比较……",
  broken: "本页在此出错，这是我们的问题。请告诉我们，但不要附上您的文件。",
  faulty: (count) => `${count} 处无法读取：`,
  more: (count) => `另有 ${count} 处`,
  place: ({ file, line, sheet, column }) =>
    [file, line && `第 ${line} 行`, sheet && `工作表“${sheet}”`, column && `“${column}”列`]
      .filter(Boolean).join("，"),
  placed: (place) => `${place}：`,
  expected: (text) => `；应为：${text}`,
  agrees: "账单正确",
  higher: (amount) => `账单比计算结果多 ${amount} 元`,
  lower: (amount) => `账单比计算结果少 ${amount} 元`,
  differs: "账单有差异",
  cannotTell: "尚无法判断",
  inShort: ({ right, wrong, billed, computed }) =>
    `${right} 行一致${wrong ? `，${wrong} 行不一致` : ""}：账单 ${billed} 元，计算 ${computed} 元`,
  columns: {
    line: "月份与接口", verdict: "结论", billed: "账单", computed: "计算", difference: "差额",
  },
  verdicts: {
    "agrees": "一致", "differs": "不一致", "missing-in-bill": "账单中没有",
    "missing-in-usage": "用量中没有", "cannot-tell": "无法判断",
  },
  paidCalls: (theirs, ours) => `计费次数：账单 ${theirs}，计算 ${ours}。`,
  why: "能得到账单金额（直至最后一位）的原因",
  together: (ids) => `仅与 ${ids.join("、")} 同时成立`,
  clause: "页面原文：",
  byReading: "改按此解读比较：",
  byReadingTitle: (reading) => `按解读 ${reading} 比较`,
  unread: (readings) => `已按 ${readings.join("、")} 比较。`,
  asUsual: "恢复默认",
  needed: (text) => `要进一步判断，需要：${text}`,
  notesTitle: "账单还说明了什么，略去了什么",
  settled: ({ name, value, chosen, lines }) =>
    `账单确定了 ${name}：${value}${chosen ? "，与此处相同" : ""}（${lines} 行）`,
  precision: (month, amount, verdict) => `${month} 的精度差异行，${amount} 元：${verdict}`,
  precisions: {
    "agrees": "与其明细一致", "differs": "与其明细不一致", "cannot-tell": "缺少当月的全部行，无法核对",
  },
  ignored: (count, reason) => `略去 ${count} 行：${reason}`,
  reasonsIgnored: {
    "other-product": "其他产品",
    "no-product": "没有产品名称",
    "pack-purchase": "购买资源包，其价格不在任何一行中",
    "precision-adjustment": "整个账号的月度计费精度差异",
    "total-row": "合计",
  },
  packsMissing: "账单中有购买资源包的行，而没有给出资源包文件",
  passedOver: (name) => `略去：压缩包中的 ${name} 不是 CSV 文件`,
  notBilled: (months) => `未比较：账单未涉及 ${months.join("、")}`,
  notes: {
    "sheet-hidden": ({ title }) => `工作表“${title}”已隐藏，未读取`,
    "sheet-ignored": ({ sheet }) => `未读取工作表“${sheet}”`,
    "rows-hidden": ({ title, numbers }) =>
      `工作表“${title}”：隐藏的 ${numbers.length} 行仍然读取：第 ${few(numbers)} 行`,
    "columns-hidden": ({ title, numbers }) =>
      `工作表“${title}”：隐藏的 ${numbers.length} 列仍然读取：第 ${few(numbers)} 列`,
    "title-ignored": ({ line, title }) => `第 ${line} 行是标题，未读取：${title}`,
    "columns-ignored": ({ names }) => `未读取的列：${names.join("、")}`,
    "total-row": ({ line }) => `第 ${line} 行是合计，等于各行之和，不计入用量`,
    "total-column": ({ name }) => `“${name}”列是合计，等于每行之和，不计入用量`,
    "cells-empty": ({ count }) => `${count} 个空单元格，不计入用量`,
  },
  letterTitle: "致厂商的信",
  letterNote: "请填写账号，并附上导出文件。",
  copyLetter: "复制这封信",
  copyReport: "复制报告（CSV）",
  saveReport: "保存报告",
  copied: { letter: "已复制信件", report: "已复制报告" },
  notCopied: "浏览器不允许复制。",
};
