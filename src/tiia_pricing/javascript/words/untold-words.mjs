/** Why a month has no price, in words; `make words` writes it. */

/** @type {Record<string, string>} */
export const CHINESE = {
  "placed":
    "其价格适用的月份没有留存页面",
  "withdrawn":
    "公布的价格在生效前已撤回",
  "undated":
    "没有页面说明其价格自何时起适用",
  "contradicted":
    "更早的页面与其价格的起始日不符",
  "page-undated":
    "标明其价格的页面没有日期",
  "older-unpriced":
    "更早的页面都没有它的价格",
  "starts":
    "其价格自 {day} 起",
  "last-page":
    "现行页面之前留存的最后一页属于 {month}",
  "says-otherwise":
    "{page}另有说法",
  "priced-no-more":
    "{page}不再有它的价格",
  "unpriced":
    "现行页面没有它的价格",
  "ended":
    "其价格于 {day} 终止",
  "unknown":
    "{name} 在 {month} 没有已知的价格：{why}",
  "on-trial":
    "{name} 在 {day} 之前处于公测，见 {page}；{month} 没有价格",
  "page":
    "{file}（{date}，提交 {commit}）",
  "page-of-no-day":
    "{file}（日期不详，提交 {commit}）",
  "usage":
    "{name} 在 {months}的用量",
  "no-usage":
    "不含 {name} 的用量",
  "from-to":
    "{first} 至 {last}",
  "from-on":
    "{first} 起",
  "or":
    "，或 ",
};
