/** The heads of the vendor's export: Chinese and English, old and new, found by name. */

/** @import { Columns } from "../types.d.ts" */

import { plainOf } from "./cells.mjs";
import { Fault, Problems } from "../../tables/faults.mjs";

/** Every field of a row and the names that its column has. @type {Record<string, string[]>} */
const ALIASES = {
  product: ["产品名称", "Product Name", "BusinessCodeName"],
  product_code: ["产品编码", "产品代码", "Product Code", "BusinessCode"],
  subproduct: ["子产品名称", "Subproduct Name", "ProductCodeName"],
  mode: ["计费模式", "Billing Mode", "PayModeName"],
  action: ["交易类型", "Transaction Type", "ActionTypeName"],
  transaction: ["交易 ID", "Transaction ID", "BillId"],
  associated: ["关联交易单据 ID", "Associated Order", "Associated Order ID"],
  paid_at: ["扣费时间", "Transaction Time", "PayTime"],
  begins: ["开始使用时间", "Usage Start Time", "FeeBeginTime"],
  ends: ["结束使用时间", "Usage End Time", "FeeEndTime"],
  resource: ["资源别名", "Instance Name", "ResourceName"],
  component: ["组件名称", "Component Name", "ItemCodeName"],
  unit_price: ["组件单价", "Component Contracted Price", "ContractPrice"],
  usage: ["组件用量", "Component Usage", "UsedAmount"],
  usage_unit: ["组件用量单位", "用量单位", "Component Usage Unit", "UsedAmountUnit"],
  measured: ["原始用量/时长", "原始用量", "RealTotalMeasure"],
  deducted: ["抵扣用量/时长（含资源包）", "抵扣用量/时长", "抵扣用量", "DeductedMeasure"],
  list_cost: ["组件原价", "原价", "Original Cost", "Cost"],
  discount: ["折扣率", "Discount Multiplier", "Discount Rate", "Discount"],
  total: [
    "优惠后总价", "Total Amount After Discount (Excluding Tax)", "Total Amount After Discount",
    "RealCost",
  ],
  month: ["账单归属月", "Bill Month"],
  currency: ["币种", "Currency"],
};

/** How errors and letters name a field: as the mainland's export does. */
export const CHINESE = Object.fromEntries(
  Object.entries(ALIASES).map(([field, [name]]) => [field, name]));

/** What a verdict needs; where several are named one of them is enough. */
export const NEEDED =
  [["product"], ["month", "paid_at"], ["component", "subproduct"], ["usage"], ["total"]];

const UNIT = /\((元|人民币|rmb|cny|usd|美元|次|千次|万次|千|万|秒|小时|天|月|%|[0-9]+次)\)/;
const TAGS = /^(?:tag_key|标签)/;

/** A head without case, width, blanks, brackets and a bracketed unit. */
const fold = (head) =>
  plainOf(head).replace(new RegExp(UNIT, "g"), "").replace(/[()[\]_]/g, "");

const FIELDS = new Map(
  Object.entries(ALIASES).flatMap(([field, names]) => names.map((name) => [fold(name), field])));

/**
 * Find the fields of a head. Columns of tags are the customer's own words, and may be alike.
 *
 * @param {string[]} heads
 * @param {string} file
 * @param {number} line
 * @returns {Columns}
 * @throws {Fault} where two heads fold to one name
 */
export function columnsOf(heads, file, line) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const problems = new Problems();
  for (const [place, head] of heads.entries()) {
    const name = fold(head);
    if (!name || TAGS.test(head.trim().toLowerCase())) continue;
    const key = FIELDS.get(name) ?? name;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, place);
    else problems.add(new Fault("column-duplicate", { first: heads[first], head },
      { say: "sameHead" }), { file, line });
  }
  problems.end();
  const fields = Object.keys(ALIASES).filter((field) => seen.has(field));
  const places = new Map(fields.map((field) => [field, seen.get(field) ?? 0]));
  const unit = UNIT.exec(plainOf(heads[places.get("usage") ?? -1] ?? ""))?.[1] ?? "";
  return { places, heads, unit };
}

/**
 * The field's head as the file writes it, or the mainland's where it has none.
 *
 * @param {Columns} columns
 * @param {string} field
 */
export const headOf = ({ places, heads }, field) =>
  heads[places.get(field) ?? -1] ?? CHINESE[field];
