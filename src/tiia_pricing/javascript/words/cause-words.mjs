/** What each cause is in words; `make words` writes it. */

/** @type {Record<string, string>} */
export const ENGLISH = {
  "reversed":
    "without the rows that reverse or adjust it the line agrees",
  "discount":
    "the bill takes our amount and multiplies it by a discount",
  "precision-adjustment":
    "the rounding row of the month (月度计费精度差异) makes up for it",
  "paid-in-another-month":
    "it is the amount of another month: {month}",
  "pack-left-untold":
    "{missing} calls more were paid for: so many had been taken, before the first month of "
    + "usage, from packs that count as full here",
  "tier-basis-gross":
    "all calls of the month choose the tier, not those left to pay",
  "tier-basis-after-deduction":
    "the calls left to pay choose the tier, not all of the month",
  "partial-thousand":
    "a part of a thousand calls is charged as a whole thousand, or the reverse",
  "rounded-down":
    "what is past the cent is cut off, not rounded",
  "rounded-half-up":
    "what is past the cent is rounded, not cut off",
  "pack-start":
    "a pack covers its whole month of purchase, or only from its day on",
  "quota-change":
    "the free quota changes on its day, or stays until the month ends",
  "first-month":
    "the free quota begins with the activation, or only in the month after",
  "shared-pool-order":
    "the shared free quota is given to other calls",
  "price-change":
    "the price changes on its day, or for the whole month",
  "quota-older":
    "the free quota is an older one",
  "quota-newer":
    "the free quota is one that came later",
  "price-older":
    "the price is an older one",
  "price-newer":
    "the price is one that came later",
  "pack-not-applied":
    "a pack that was bought is not used",
  "quota-not-applied":
    "the free quota is not taken off",
  "pack-order":
    "the packs are used in another order",
  "pack-expired":
    "a pack ends earlier than it does",
  "pack-after-expiry":
    "a pack is used after its end",
  "tier-progressive":
    "graduated prices: each tier's calls at its own price, cut by measure",
  "tier-progressive-by-number":
    "graduated prices, the call on each bound at the new price",
  "tier-running":
    "each of {days} days or rows has the price of the tier reached till then",
  "tier-reached":
    "volume prices: all calls at the price of the tier that they reach",
  "tier-bound-in-lower":
    "a number of calls on a bound is priced by the tier below it",
  "tier-first-only":
    "all calls have the price of the first tier",
  "quota-shared":
    "APIs with a free quota of their own share one",
  "quota-not-shared":
    "APIs that share a free quota have one each",
  "quota-carried-over":
    "free calls that a month before left over are added",
  "rounded-per-day":
    "each of {days} days or rows is rounded to the cent, and then added up",
  "unit-price-rounded":
    "the price was rounded to {price} yuan per {per} calls first",
  "unit-thousandfold":
    "{factor} times the amount: calls and thousands of calls are confused",
  "calls-differ":
    "the bill charges {theirs} calls where the usage leaves {ours} to pay, and at the right "
    + "price",
  "unexplained":
    "no cause that is known gives this amount",
  "discount discount":
    "the bill takes our amount and multiplies it by a discount ({discount})",
  "price-older until":
    "the price is an older one, in force until {until}",
  "price-newer since":
    "the price is one that came later, in force from {since}",
};

/** @type {Record<string, string>} */
export const CHINESE = {
  "reversed":
    "不计冲正、调账行时，该行一致",
  "discount":
    "账单在我方金额上再乘以折扣率",
  "precision-adjustment":
    "当月的“月度计费精度差异”行正好抵平差额",
  "paid-in-another-month":
    "金额与另一个月（{month}）的用量相符",
  "pack-left-untold":
    "多计费 {missing} 次：资源包在第一个用量月份之前已用去这么多次，而此处按未使用计算",
  "tier-basis-gross":
    "按当月全部调用量选择阶梯，而不是按抵扣后需付费的调用量",
  "tier-basis-after-deduction":
    "按抵扣后需付费的调用量选择阶梯，而不是按当月全部调用量",
  "partial-thousand":
    "不足一千次的部分按一千次计费，或相反",
  "rounded-down":
    "分以下直接舍去，而不是四舍五入",
  "rounded-half-up":
    "分以下四舍五入，而不是直接舍去",
  "pack-start":
    "资源包抵扣购买当月全月的调用，或仅从购买当日起",
  "quota-change":
    "免费额度在调整当日改变，或到月底才改变",
  "first-month":
    "免费额度自开通之日起发放，或次月才发放",
  "shared-pool-order":
    "共享的免费额度抵扣了其他调用",
  "price-change":
    "价格在调整当日改变，或整月适用同一价格",
  "quota-older":
    "使用了已失效的旧免费额度",
  "quota-newer":
    "使用了尚未生效的新免费额度",
  "price-older":
    "使用了已失效的旧价格",
  "price-newer":
    "使用了尚未生效的新价格",
  "pack-not-applied":
    "已购买的资源包未被抵扣",
  "quota-not-applied":
    "免费额度未被抵扣",
  "pack-order":
    "资源包的抵扣次序不同",
  "pack-expired":
    "资源包被提前视为到期",
  "pack-after-expiry":
    "资源包在到期后仍被抵扣",
  "tier-progressive":
    "按阶梯累进计费：各阶梯的调用按各自单价计费（按计量划分）",
  "tier-progressive-by-number":
    "按阶梯累进计费，恰在界限上的那一次调用按新单价计费",
  "tier-running":
    "{days} 天（或行）各按截至当时的累计调用量所到达的阶梯计费",
  "tier-reached":
    "按阶梯到达计费：全部调用按所到达阶梯的单价计费",
  "tier-bound-in-lower":
    "恰在界限上的调用量按较低一级阶梯计费",
  "tier-first-only":
    "全部调用按第一阶梯单价计费",
  "quota-shared":
    "各有免费额度的接口被当作共享一份额度",
  "quota-not-shared":
    "共享一份免费额度的接口被当作各有一份",
  "quota-carried-over":
    "上月未用完的免费额度被结转",
  "rounded-per-day":
    "{days} 天（或行）逐一舍入到分后再相加",
  "unit-price-rounded":
    "先把单价舍入为每 {per} 次 {price} 元再计费",
  "unit-thousandfold":
    "金额为应付金额的 {factor} 倍：次与千次被混淆",
  "calls-differ":
    "账单按 {theirs} 次计费，我方用量需付费 {ours} 次；单价相符",
  "unexplained":
    "已知的原因均不能得到该金额",
  "discount discount":
    "账单在我方金额上再乘以折扣率 ({discount})",
  "price-older until":
    "使用了已失效的旧价格（有效至 {until} 之前）",
  "price-newer since":
    "使用了尚未生效的新价格（自 {since} 起生效）",
};
