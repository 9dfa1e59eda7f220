/** What a row of the export is about, by its own words; and the month whose calls it charges. */

/** @import { Calendar, Days, RawRow } from "../types.d.ts" */

import { daysLater, firstOf, monthOf } from "../../pricebook/calendar.mjs";
import { plainOf } from "./cells.mjs";
import { textOf } from "./rows.mjs";

// 图像识别 is what a public script filters on; the page itself says 图像分析.
const PRODUCTS =
  ["图像分析", "图像识别", "图像分析与处理", "tiia", "imageanalysis", "imagerecognition"];
const CODE = /(?:^|[_\-.])tiia(?:$|[_\-.])/;
const MAKER = /^(?:腾讯云|tencentcloud|tencent)/;
const PRECISION = ["精度差异", "精度补偿", "billvirtualid"];
const TOTALS = ["合计", "总计", "小计", "汇总", "total", "sum"];
const NOTHING = ["-", "--", "/"];
const ENDS = ["month", "paid_at", "subproduct", "component"];
const YUAN = ["", "-", "cny", "rmb", "人民币", "元", "¥"];
const PREPAID = ["包年包月", "预付", "prepay", "prepaid", "subscription"];
const REVERSING =
  ["冲正", "调账", "冲销", "退费", "adjust", "recon_", "reversal", "refund"];
const MONTHLY = ["月结", "postpay_deduct_m", "monthly"];

/** @type {(words: string[], text: string) => boolean} */
const anyIn = (words, text) => words.some((word) => text.includes(word));

/**
 * Why a row is none about the use of our APIs; null for one that is.
 *
 * @param {RawRow} row
 * @param {(text: string) => boolean} isName  whether a text is the name of an API, and no more
 */
export function passedOver(row, isName) {
  const folded = (field) => plainOf(textOf(row, field));
  const [product, code] = [namedIn(row, "product"), textOf(row, "product_code").toLowerCase()];
  const isTotal = (text) => TOTALS.includes(text);
  if (isTotal(product) || (!product && ENDS.some((field) => isTotal(folded(field))))) {
    return "total-row";
  }
  const texts = [product, code, ...["resource", "subproduct", "component"].map(folded)];
  if (texts.some((text) => anyIn(PRECISION, text))) return "precision-adjustment";
  if ((product || code) && !CODE.test(code) && !isOurs(product)) return "other-product";
  if (!product && !code && !isOfOurs(row, isName)) return "no-product";
  return anyIn(PREPAID, `${folded("mode")} ${folded("action")}`) ? "pack-purchase" : null;
}

function namedIn(row, field) {
  const text = plainOf(textOf(row, field));
  return NOTHING.includes(text) ? "" : text;
}

/**
 * Whether a row without a product charges for ours, by another of its names. Not where a total is
 * in it: what is put below a group of rows has its name too.
 */
function isOfOurs(row, isName) {
  const [component, subproduct] = [namedIn(row, "component"), namedIn(row, "subproduct")];
  if (!textOf(row, "total") || anyIn(TOTALS, component + subproduct)) return false;
  return isOurs(subproduct) || isName(subproduct || component);
}

/**
 * Whether a row of ours names neither an API nor anything that could be one.
 *
 * @param {RawRow} row
 */
export const isNameless = (row) => ["component", "subproduct"]
  .map((field) => namedIn(row, field)).every((text) => !text || isOurs(text));

function isOurs(product) {
  const bare = product.replace(/[()]/g, "").replace(MAKER, "");
  return PRODUCTS.includes(bare) || PRODUCTS.includes(bare.replace(/tiia$/, ""));
}

/**
 * Whether a row changes afterwards what another one charged.
 *
 * @param {RawRow} row
 */
export const isReversal = (row) => anyIn(REVERSING, plainOf(textOf(row, "action")));

/**
 * Whether the amounts of a row are in yuan, as they are where no column says otherwise.
 *
 * @param {RawRow} row
 */
export const isInYuan = (row) => YUAN.includes(plainOf(textOf(row, "currency")));

/** The month before. @type {(month: string) => string} */
export const monthBefore = (month) => monthOf(daysLater(firstOf(month), -1));

/**
 * The month of a row; null where no cell tells it.
 *
 * By use it is 账单归属月. Where the export has none, or is by payment, it is the month in which
 * the use began; else the one before a monthly settlement's payment, or that of the day before
 * another's: what is charged on the 1st was used before.
 *
 * @param {Days} days
 * @param {string} action
 * @param {Calendar} calendar
 */
export function monthOfUse({ month, paid, begins }, action, calendar) {
  if (calendar === "use" && month) return month;
  if (begins) return monthOf(begins);
  if (paid === null) return month && monthBefore(month);
  if (anyIn(MONTHLY, action.toLowerCase())) return monthBefore(monthOf(paid));
  return monthOf(daysLater(paid, -1));
}
