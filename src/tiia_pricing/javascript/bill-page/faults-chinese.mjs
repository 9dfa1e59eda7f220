/** What is wrong with a file, in Chinese: what was found, and what was expected. */

import { grouped } from "../tiia-pricing.mjs";

const DATE = "日期 YYYY-MM-DD 或月份 YYYY-MM";
const COUNT = "整数调用次数，0 至 1000000000000000";
const BILL = "厂商导出的账单明细：CSV 文件，或 CSV 文件的 .zip 压缩包";
const NUMBERS = {
  amount: "以元为单位、至多 8 位小数的金额，例如 47205.00",
  price: "以元为单位的单价",
  count: "按该列单位计的数量，例如 949",
  discount: "折扣率，例如 0.9",
};
const WORKBOOK = "Excel 工作簿（.xlsx），或 CSV 表格";
const UNREADABLE = {
  notWorkbook: () => "是另一种压缩包",
  broken: () => "文件已损坏",
  part: () => "其中有部件已损坏",
  password: () => "文件有密码",
  unusual: () => "压缩方式不常见",
  cannotUnpack: () => "此浏览器无法解压",
  doctype: () => "其中有部件带文档类型声明",
  attributes: () => "有元素带 100 个以上属性",
  rowTwice: ({ line, title }) => `工作表“${title}”中第 ${line} 行出现两次`,
  cellElsewhere: ({ line, title }) => `工作表“${title}”的第 ${line} 行中有属于别处的单元格`,
  cellLong: ({ line, most }) => `第 ${line} 行有一个单元格超过 ${most} 个字符`,
  columnFar: ({ line, count, most }) => `第 ${line} 行有 ${count} 列，超过 ${most} 列`,
  signs: ({ title, most }) => `“${title}”的单元格共超过 ${most} 个字符`,
  overlap: ({ line }) => `第 ${line} 行中的合并单元格相互重叠`,
};
const TOO_LARGE = {
  parts: ({ count, most }) => [`${count} 个部件`, `至多 ${most} 个`],
  size: ({ size, most }) => [`解压后 ${size} 字节`, `至多 ${most} 字节`],
  elements: ({ count }) => [`超过 ${count} 个元素`, "至多约 400,000 个单元格，或 CSV 表格"],
  places: ({ count, title, width, most }) =>
    [`工作表“${title}”有 ${count} 行、${width} 列`, `至多 ${most} 个单元格（空的也算），或 CSV 表格`],
};
const NOT_CSV = {
  afterQuote: ({ separator }) => `引号之后应为“${separator}”`,
  unclosedQuote: () => "文件在引号之内中断",
  fieldTooLong: () => "单元格超过 131072 个字符",
};

/** @type {typeof import("./faults-english.mjs").ENGLISH_FAULTS} */
export const CHINESE_FAULTS = {
  "notADate": ({ text }) => [`无法读取日期“${text}”`, DATE],
  "noSuchDate": ({ text }) => [`不存在日期“${text}”`, DATE],
  "monthNotDay": ({ text }) => [`“${text}”是月份`, "日期 YYYY-MM-DD"],
  "date-ambiguous": ({ text }) => [`“${text}”看不出哪个是日、哪个是月`, DATE],
  "calls-negative": ({ text }) => [`${text} 次，小于零`, COUNT],
  "calls-not-whole": ({ text }) => [`${text} 不是整数次数`, COUNT],
  "calls-unreadable": ({ text }) => [`“${text}”不是调用次数`, COUNT],
  "calls-ambiguous": ({ text }) => [`“${text}”中的点可能是千位分隔`, COUNT],
  "calls-too-large": ({ text }) => [`${text} 次过多`, COUNT],
  "unitTwice": ({ text }) => [`“${text}”带有单位，而列名中另有单位`, COUNT],
  "unknown-pack-size": ({ text }) =>
    [`无法读取资源包规格“${text}”`, "厂商写法的规格，例如 10万次，或次数"],
  "quantity-unreadable": ({ text }) => [`资源包数量“${text}”`, "整数，1 至 10000"],
  "amount-unreadable": ({ text, kind }) => [`无法读取“${text}”`, NUMBERS[kind]],
  "tooFine": ({ text, digits }) => [`“${text}”有 ${digits} 位小数`, "至多 8 位小数"],
  "discount-unreadable": ({ text }) => [`折扣率“${text}”`, NUMBERS.discount],
  "unit-unknown": ({ text }) => [`未知的单位“${text}”`, "次、千次或万次"],
  "notATime": ({ text }) =>
    [`无法读取时间“${text}”`, "时间，例如 2023-06-01 08:00:00，或月份，例如 2023-05"],
  "cell-empty": ({ field }) => (field === "month"
    ? ["该行没有月份", "月份，例如 2023-05"] : ["该行没有金额", "以元为单位的金额，可以为 0"]),
  "currency-unknown": ({ text }) => [`金额的币种为“${text}”`, "CNY"],
  "row-twice": ({ other }) => [`该行在 ${other} 中也有`, "每行只出现一次"],
  "row-width": ({ count, head }) =>
    [`有 ${count} 个单元格，而列名有 ${head.length} 个`, head.join(",")],
  "total-wrong": ({ shown, found }) => [`合计 ${shown} 不等于以上各行之和 ${found}`, found],
  "rowTotal": ({ says, found }) =>
    [`合计为 ${grouped(says)} 次，而该行之和为 ${grouped(found)} 次`, "等于该行之和，或不写合计"],
  "columnTotal": ({ key, says, found }) =>
    [`合计为 ${grouped(says)} 次，而${key ? `“${key}”各行` : "以上各行"}之和为 ${grouped(found)} 次`,
      "等于各行之和，或不写合计"],
  "nothing-compared": ({ first, last }) => {
    const months = first === null ? "没有任何月份" : `涉及 ${first} 至 ${last}，而用量中没有这些月份`;
    return [`账单中没有图像分析的行，且${months}`, "用量所在月份的账单明细"];
  },
  "not-a-vendor-bill": () => ["没有厂商账单明细的任何一列",
    "账单明细导出文件，含产品名称、账单归属月、组件名称、组件用量、优惠后总价"],
  "sameHead": ({ first, head }) => [`列“${first}”与“${head}”同名`, "导出文件的每一列只出现一次"],
  "sameColumn": ({ first, head }) => [`列“${first}”与“${head}”相同`, "各一列"],
  "column-duplicate": ({ column, times, expected }) =>
    [`列“${column}”出现 ${times} 次`, expected],
  "column-ambiguous": ({ first, head, name, expected }) =>
    [`列“${first}”与“${head}”都可能是 ${name}`, expected],
  "column-unknown": ({ column, near, expected }) =>
    [`未知的列“${column}”；是否指 ${near}？`, expected],
  "column-missing": ({ column, expected }) => [`缺少列 ${column}`, expected],
  "noInterfaces": () => ["列名是日期，而没有接口一列", "接口一列，或首列不写列名而为接口"],
  "unnamedNumbers": ({ column }) =>
    [`列“${column}”中有数字，却既不是日期也不是合计`, "月份，例如 2026-01"],
  "columns-too-many": ({ count, most }) => [`${count} 列`, `至多 ${most} 列`],
  "title-unread": ({ title }) =>
    [`标题“${title}”提到单位`, "单位写在列名中，例如 调用次数（万次）"],
  "noRows": ({ head }) => ["文件中没有数据行",
    head ? `列名 ${head} 和至少一行` : "列名和至少一行"],
  "noCounts": () => ["文件中没有调用次数", "至少一个调用次数"],
  "file-not-csv": ({ reason, ...figures }) => [`不是 CSV：${NOT_CSV[reason](figures)}`, null],
  "file-undecodable": () => ["不是 UTF-8、UTF-16 或 GB18030 编码的文本", "CSV 文件"],
  "separator-ambiguous": ({ shown }) =>
    [`列名中有${shown.map((one) => `“${one}”`).join("和")}，都可能是分隔符`,
      "只用一种分隔符，含其他分隔符的单元格加引号"],
  "oldExcel": () => ["旧版 Excel 文件（.xls），或有密码的文件", "另存为不带密码的 .xlsx 或 CSV"],
  "workbook-unreadable": ({ why, ...figures }) =>
    [`无法读取工作簿：${UNREADABLE[why](figures)}`, WORKBOOK],
  "workbook-too-large": ({ why, ...figures }) => {
    const [what, most] = TOO_LARGE[why](figures);
    return [`工作簿过大：${what}`, most];
  },
  "cell-not-computed": () => ["公式没有计算结果", "由电子表格软件计算并保存的文件，或直接填写数字"],
  "cell-error": ({ value }) => [`单元格的值为错误 ${value}`, "文字或数字"],
  "cell-merged": ({ text, top }) =>
    [`该单元格属于合并单元格，其值“${text}”在第 ${top} 行`, "单独的单元格"],
  "dayAsMonth": ({ day }) =>
    [`单元格显示月份，其值却是 ${day} 这一天`, "显示为日期的日期，或当月第一天"],
  "sheet-ambiguous": ({ sheets }) =>
    [`工作表${sheets.map((one) => `“${one}”`).join("和")}都可能是所指的表`, "只有一个工作表含有这样的表格"],
  "noSheets": () => ["工作簿中没有行", "一个未隐藏、有表头和至少一行的工作表"],
  "file-too-large": ({ most }) => [`超过 ${most} 字节`, `至多 ${most} 字节`],
  "tooManyMembers": ({ count, most }) => [`压缩包中有 ${count} 个文件，至多读取 ${most} 个`, BILL],
  "tooMuchPacked": ({ most }) => [`压缩包解压后超过 ${most} 字节`, BILL],
  "noCsv": () => ["压缩包中没有 CSV 文件", BILL],
  "password": () => ["文件有密码", BILL],
  "unusual": () => ["文件的压缩方式不常见", BILL],
  "broken": () => ["压缩包已损坏或种类未知", BILL],
  "cannotUnpack": () => ["此浏览器无法解压", "其中的 CSV 文件"],
};
