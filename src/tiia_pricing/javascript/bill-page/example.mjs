/** A bill made from the fields that the vendor documents; no bill of a real customer is public. */

const CAR = "车辆识别（增强版）";
const HEAD = "产品名称,子产品名称,计费模式,交易类型,交易 ID,扣费时间,组件名称,组件用量,组件用量单位,组件原价,"
  + "折扣率,优惠后总价,账单归属月";
const MONTHLY = "图像分析,图像分析,按量计费,按量计费月结";
const PAID = "2023-06-01 03:12:44";

const BILL = [
  HEAD,
  `${MONTHLY},A001,${PAID},${CAR},949,千次,42705.00000000,1,42705.00000000,2023-05`,
  `${MONTHLY},A002,${PAID},商品识别,1.5,千次,3.75000000,1,3.75000000,2023-05`,
  `图像分析,图像分析,包年包月,包年包月新购,A003,2023-05-01 10:20:30,${CAR}资源包,1,个,7000.00000000,1,`
  + "7000.00000000,2023-05",
  "云服务器 CVM,云服务器 CVM-标准型 S1,按量计费,按量计费小时结,A004,2023-05-09 02:00:00,CPU,4,核,"
  + "0.39000000,1,0.39000000,2023-05",
];
const USAGE = ["date,interface,calls", `2023-05-10,${CAR},400000`, `2023-05-27,${CAR},650000`,
  "2023-05,商品识别,2500"];
const PACKS = ["purchased_on,interface,calls", `2023-05-01,${CAR},100000`];

const file = (name, lines) =>
  ({ name, bytes: new TextEncoder().encode(`${lines.join("\n")}\n`) });

/** The files of the example, those of the guide. */
export const example = () => ({
  bill: file("example-bill.csv", BILL),
  usage: file("example-usage.csv", USAGE),
  packs: file("example-packs.csv", PACKS),
});
