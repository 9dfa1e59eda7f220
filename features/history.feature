@beyond-the-page @history
Feature: Months before the page
  Older pages of the same document price the months that they date themselves: from 2020-01-01 on.

  A price is known for the months up to the last page that still states it. That is the end of what
  is known, not of the price; a month that no page tells is refused.

  Rule: A month is billed by the prices that the pages of its time state

    Scenario Outline: Every price of 2020 and 2021, in the last month that is known
      Given <calls> calls of "<interface>" dated 2021-05
      When the bill is computed
      Then the lines are:
        | month   | interface   | calls   | free   | pack | pay as you go | unit price | amount   |
        | 2021-05 | <interface> | <calls> | 10,000 | 0    | <payable>     | <price>    | <amount> |

      Examples:
        | interface    | calls      | payable    | price | amount    | arithmetic               |
        | 图像标签     | 110,000    | 100,000    | 2.5   | 250.00    | 100,000 × 2.5 ÷ 1,000    |
        | 图像标签     | 1,010,000  | 1,000,000  | 2.2   | 2,200.00  | 1,000,000 × 2.2 ÷ 1,000  |
        | 图像标签     | 3,010,000  | 3,000,000  | 2     | 6,000.00  | 3,000,000 × 2 ÷ 1,000    |
        | 图像标签     | 15,010,000 | 15,000,000 | 1.5   | 22,500.00 | 15,000,000 × 1.5 ÷ 1,000 |
        | 商品识别     | 110,000    | 100,000    | 2.5   | 250.00    | 100,000 × 2.5 ÷ 1,000    |
        | 商品识别     | 1,010,000  | 1,000,000  | 2.2   | 2,200.00  | 1,000,000 × 2.2 ÷ 1,000  |
        | 商品识别     | 3,010,000  | 3,000,000  | 2     | 6,000.00  | 3,000,000 × 2 ÷ 1,000    |
        | 商品识别     | 15,010,000 | 15,000,000 | 1.5   | 22,500.00 | 15,000,000 × 1.5 ÷ 1,000 |
        | 公众人物识别 | 110,000    | 100,000    | 2     | 200.00    | 100,000 × 2 ÷ 1,000      |
        | 公众人物识别 | 1,010,000  | 1,000,000  | 1.5   | 1,500.00  | 1,000,000 × 1.5 ÷ 1,000  |
        | 公众人物识别 | 3,010,000  | 3,000,000  | 1.2   | 3,600.00  | 3,000,000 × 1.2 ÷ 1,000  |
        | 公众人物识别 | 15,010,000 | 15,000,000 | 1     | 15,000.00 | 15,000,000 × 1 ÷ 1,000   |
        | 车型识别     | 110,000    | 100,000    | 3     | 300.00    | 100,000 × 3 ÷ 1,000      |
        | 车型识别     | 1,010,000  | 1,000,000  | 2.5   | 2,500.00  | 1,000,000 × 2.5 ÷ 1,000  |
        | 车型识别     | 3,010,000  | 3,000,000  | 2     | 6,000.00  | 3,000,000 × 2 ÷ 1,000    |
        | 车型识别     | 15,010,000 | 15,000,000 | 1.5   | 22,500.00 | 15,000,000 × 1.5 ÷ 1,000 |
        | 智能裁剪     | 110,000    | 100,000    | 2     | 200.00    | 100,000 × 2 ÷ 1,000      |
        | 智能裁剪     | 1,010,000  | 1,000,000  | 1.5   | 1,500.00  | 1,000,000 × 1.5 ÷ 1,000  |
        | 智能裁剪     | 3,010,000  | 3,000,000  | 1.2   | 3,600.00  | 3,000,000 × 1.2 ÷ 1,000  |
        | 智能裁剪     | 15,010,000 | 15,000,000 | 1     | 15,000.00 | 15,000,000 × 1 ÷ 1,000   |
        | 视觉质量评估 | 110,000    | 100,000    | 3     | 300.00    | 100,000 × 3 ÷ 1,000      |
        | 视觉质量评估 | 1,010,000  | 1,000,000  | 2.5   | 2,500.00  | 1,000,000 × 2.5 ÷ 1,000  |
        | 视觉质量评估 | 3,010,000  | 3,000,000  | 2     | 6,000.00  | 3,000,000 × 2 ÷ 1,000    |
        | 视觉质量评估 | 15,010,000 | 15,000,000 | 1.5   | 22,500.00 | 15,000,000 × 1.5 ÷ 1,000 |

    Scenario Outline: Every price that only January and February 2020 had
      Given <calls> calls of "<interface>" dated 2020-02
      When the bill is computed
      Then the lines are:
        | month   | interface   | calls   | free   | pack | pay as you go | unit price | amount   |
        | 2020-02 | <interface> | <calls> | 10,000 | 0    | <payable>     | <price>    | <amount> |

      Examples:
        | interface    | calls      | payable    | price | amount    | arithmetic              |
        | 图像鉴黄     | 110,000    | 100,000    | 2     | 200.00    | 100,000 × 2 ÷ 1,000     |
        | 图像鉴黄     | 1,010,000  | 1,000,000  | 1.5   | 1,500.00  | 1,000,000 × 1.5 ÷ 1,000 |
        | 图像鉴黄     | 3,010,000  | 3,000,000  | 1.2   | 3,600.00  | 3,000,000 × 1.2 ÷ 1,000 |
        | 图像鉴黄     | 15,010,000 | 15,000,000 | 1     | 15,000.00 | 15,000,000 × 1 ÷ 1,000  |
        | 政治敏感识别 | 110,000    | 100,000    | 2     | 200.00    | 100,000 × 2 ÷ 1,000     |
        | 政治敏感识别 | 1,010,000  | 1,000,000  | 1.5   | 1,500.00  | 1,000,000 × 1.5 ÷ 1,000 |
        | 政治敏感识别 | 3,010,000  | 3,000,000  | 1.2   | 3,600.00  | 3,000,000 × 1.2 ÷ 1,000 |
        | 政治敏感识别 | 15,010,000 | 15,000,000 | 1     | 15,000.00 | 15,000,000 × 1 ÷ 1,000  |
        | 暴恐识别     | 110,000    | 100,000    | 2     | 200.00    | 100,000 × 2 ÷ 1,000     |
        | 暴恐识别     | 1,010,000  | 1,000,000  | 1.5   | 1,500.00  | 1,000,000 × 1.5 ÷ 1,000 |
        | 暴恐识别     | 3,010,000  | 3,000,000  | 1.2   | 3,600.00  | 3,000,000 × 1.2 ÷ 1,000 |
        | 暴恐识别     | 15,010,000 | 15,000,000 | 1     | 15,000.00 | 15,000,000 × 1 ÷ 1,000  |

    Scenario Outline: Every bound from below, in the first month
      Given <calls> calls of "<interface>" dated 2020-01
      When the bill is computed
      Then the lines are:
        | month   | interface   | calls   | free   | pack | pay as you go | unit price | amount   |
        | 2020-01 | <interface> | <calls> | 10,000 | 0    | <payable>     | <price>    | <amount> |

      Examples:
        | interface    | calls      | payable    | price | amount    | arithmetic               |
        | 图像标签     | 1,009,999  | 999,999    | 2.5   | 2,500.00  | 999,999 × 2.5 ÷ 1,000    |
        | 图像标签     | 3,009,999  | 2,999,999  | 2.2   | 6,600.00  | 2,999,999 × 2.2 ÷ 1,000  |
        | 图像标签     | 15,009,999 | 14,999,999 | 2     | 30,000.00 | 14,999,999 × 2 ÷ 1,000   |
        | 商品识别     | 1,009,999  | 999,999    | 2.5   | 2,500.00  | 999,999 × 2.5 ÷ 1,000    |
        | 商品识别     | 3,009,999  | 2,999,999  | 2.2   | 6,600.00  | 2,999,999 × 2.2 ÷ 1,000  |
        | 商品识别     | 15,009,999 | 14,999,999 | 2     | 30,000.00 | 14,999,999 × 2 ÷ 1,000   |
        | 公众人物识别 | 1,009,999  | 999,999    | 2     | 2,000.00  | 999,999 × 2 ÷ 1,000      |
        | 公众人物识别 | 3,009,999  | 2,999,999  | 1.5   | 4,500.00  | 2,999,999 × 1.5 ÷ 1,000  |
        | 公众人物识别 | 15,009,999 | 14,999,999 | 1.2   | 18,000.00 | 14,999,999 × 1.2 ÷ 1,000 |
        | 车型识别     | 1,009,999  | 999,999    | 3     | 3,000.00  | 999,999 × 3 ÷ 1,000      |
        | 车型识别     | 3,009,999  | 2,999,999  | 2.5   | 7,500.00  | 2,999,999 × 2.5 ÷ 1,000  |
        | 车型识别     | 15,009,999 | 14,999,999 | 2     | 30,000.00 | 14,999,999 × 2 ÷ 1,000   |
        | 智能裁剪     | 1,009,999  | 999,999    | 2     | 2,000.00  | 999,999 × 2 ÷ 1,000      |
        | 智能裁剪     | 3,009,999  | 2,999,999  | 1.5   | 4,500.00  | 2,999,999 × 1.5 ÷ 1,000  |
        | 智能裁剪     | 15,009,999 | 14,999,999 | 1.2   | 18,000.00 | 14,999,999 × 1.2 ÷ 1,000 |
        | 视觉质量评估 | 1,009,999  | 999,999    | 3     | 3,000.00  | 999,999 × 3 ÷ 1,000      |
        | 视觉质量评估 | 3,009,999  | 2,999,999  | 2.5   | 7,500.00  | 2,999,999 × 2.5 ÷ 1,000  |
        | 视觉质量评估 | 15,009,999 | 14,999,999 | 2     | 30,000.00 | 14,999,999 × 2 ÷ 1,000   |
        | 图像鉴黄     | 1,009,999  | 999,999    | 2     | 2,000.00  | 999,999 × 2 ÷ 1,000      |
        | 图像鉴黄     | 3,009,999  | 2,999,999  | 1.5   | 4,500.00  | 2,999,999 × 1.5 ÷ 1,000  |
        | 图像鉴黄     | 15,009,999 | 14,999,999 | 1.2   | 18,000.00 | 14,999,999 × 1.2 ÷ 1,000 |
        | 政治敏感识别 | 1,009,999  | 999,999    | 2     | 2,000.00  | 999,999 × 2 ÷ 1,000      |
        | 政治敏感识别 | 3,009,999  | 2,999,999  | 1.5   | 4,500.00  | 2,999,999 × 1.5 ÷ 1,000  |
        | 政治敏感识别 | 15,009,999 | 14,999,999 | 1.2   | 18,000.00 | 14,999,999 × 1.2 ÷ 1,000 |
        | 暴恐识别     | 1,009,999  | 999,999    | 2     | 2,000.00  | 999,999 × 2 ÷ 1,000      |
        | 暴恐识别     | 3,009,999  | 2,999,999  | 1.5   | 4,500.00  | 2,999,999 × 1.5 ÷ 1,000  |
        | 暴恐识别     | 15,009,999 | 14,999,999 | 1.2   | 18,000.00 | 14,999,999 × 1.2 ÷ 1,000 |

    Scenario Outline: The bounds of 2020, below, on and above
      Given <calls> calls of "图像标签" dated 2020-06
      When the bill is computed
      Then the lines are:
        | calls   | pay as you go | unit price | amount   |
        | <calls> | <payable>     | <price>    | <amount> |

      Examples:
        | calls      | payable    | price | amount    | arithmetic               |
        | 1,009,999  | 999,999    | 2.5   | 2,500.00  | 999,999 × 2.5 ÷ 1,000    |
        | 1,010,000  | 1,000,000  | 2.2   | 2,200.00  | 1,000,000 × 2.2 ÷ 1,000  |
        | 1,010,001  | 1,000,001  | 2.2   | 2,200.00  | 1,000,001 × 2.2 ÷ 1,000  |
        | 3,009,999  | 2,999,999  | 2.2   | 6,600.00  | 2,999,999 × 2.2 ÷ 1,000  |
        | 3,010,000  | 3,000,000  | 2     | 6,000.00  | 3,000,000 × 2 ÷ 1,000    |
        | 3,010,001  | 3,000,001  | 2     | 6,000.00  | 3,000,001 × 2 ÷ 1,000    |
        | 15,009,999 | 14,999,999 | 2     | 30,000.00 | 14,999,999 × 2 ÷ 1,000   |
        | 15,010,000 | 15,000,000 | 1.5   | 22,500.00 | 15,000,000 × 1.5 ÷ 1,000 |
        | 15,010,001 | 15,000,001 | 1.5   | 22,500.00 | 15,000,001 × 1.5 ÷ 1,000 |

    Scenario: A million calls of June 2020
      Given 1,000,000 calls of "图像标签" dated 2020-06
      When the bill is computed
      Then the total is 2,475.00 yuan
      And the range is from 2,178.00 to 2,475.00 yuan

    Scenario Outline: A price lowered before it held never held higher
      # Announced at 3 yuan on 2019-11-14, lowered to 2 yuan on 2019-11-18, in force from 2020-01-01.
      Given 20,000 calls of "智能裁剪" dated <date>
      When the bill is computed
      Then the total is 20.00 yuan

      Examples:
        | date       |
        | 2020-01-01 |
        | 2020-01    |
        | 2021-05-31 |

    Scenario: One bill of 2020 and 2023
      # 990,000 × 2.5 ÷ 1,000 and 999,000 × 2.5 ÷ 1,000: the free quota has shrunk.
      Given this usage:
        | date    | interface | calls     |
        | 2023-05 | 商品识别  | 1,000,000 |
        | 2020-06 | 商品识别  | 1,000,000 |
      When the bill is computed
      Then the lines are:
        | month   | calls     | free   | pay as you go | amount   |
        | 2020-06 | 1,000,000 | 10,000 | 990,000       | 2,475.00 |
        | 2023-05 | 1,000,000 | 1,000  | 999,000       | 2,497.50 |
      And the total is 4,972.50 yuan

  Rule: Every interface has ten thousand calls free in each month of 2020 and 2021

    Scenario Outline: Three points around the quota
      Given <calls> calls of "公众人物识别" dated 2021-05
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | <free> | <payable>     | <amount> |

      Examples:
        | calls  | free   | payable | amount | arithmetic    |
        | 0      | 0      | 0       | 0.00   | 0             |
        | 9,999  | 9,999  | 0       | 0.00   | 0             |
        | 10,000 | 10,000 | 0       | 0.00   | 0             |
        | 10,005 | 10,000 | 5       | 0.01   | 5 × 2 ÷ 1,000 |

    Scenario: No interface draws on another one's quota
      Given this usage:
        | date    | interface    | calls  |
        | 2020-03 | 图像标签     | 12,000 |
        | 2020-03 | 公众人物识别 | 7,000  |
      When the bill is computed
      Then the lines are:
        | interface    | free   | amount |
        | 图像标签     | 10,000 | 5.00   |
        | 公众人物识别 | 7,000  | 0.00   |

    Scenario: The first month of an interface has none
      # The older pages say so in words; the reading's default.
      Given "车型识别" was activated on 2020-05-03
      And 20,000 calls of "车型识别" dated 2020-05-31
      When the bill is computed
      Then the lines are:
        | free | pay as you go | amount |
        | 0    | 20,000        | 60.00  |
      And these readings move the total:
        | reading     | value           | total |
        | first-month | from-activation | 30.00 |

  Rule: A line names the page that its price stands on

    Scenario: Document, day and commit
      Given 1,000,000 calls of "图像标签" dated 2020-06
      When the bill is computed
      Then the line of "图像标签" is explained by:
        | rule          | says                                                        |
        | free-quota    | of 计费概述.md of 2019-10-29, commit 8386354bfdf2           |
        | pay-as-you-go | row 2, column 3 of 计费概述.md of 2019-11-14, commit 676ce9 |

  Rule: A month that no page tells is refused

    Scenario Outline: What is known ends, and what came before did not hold
      Given <calls> calls of "<interface>" dated <date>
      When the bill is computed
      Then the bill is refused as "<error>" with "<text>"

      Examples:
        | interface    | calls | date       | error              | text                                    |
        | 图像标签     | 1,000 | 2019-12    | month-on-trial     | on free trial (公测) until 2020-01-01   |
        | 图像标签     | 0     | 2019-12-31 | month-on-trial     | says 计费概述.md of 2019-11-14          |
        | 图像标签     | 1,000 | 2019-10    | month-on-trial     | on free trial (公测) until 2019-12-01   |
        | 图像标签     | 1,000 | 2019-09    | month-before-book  | its prices start on 2020-01-01          |
        | 图像标签     | 0     | 2021-06    | month-before-book  | usage of 图像标签 in 2020-01 to 2021-05 |
        | 图像鉴黄     | 1,000 | 2020-03    | price-unknown-then | 2020-03-13, commit 375c283b1386         |
        | 政治敏感识别 | 0     | 2020-03-01 | price-unknown-then | prices it no more                        |
        | 暴恐识别     | 1,000 | 2020-12    | price-unknown-then | usage of 暴恐识别 in 2020-01 to 2020-02 |
        | 文件封识别   | 1,000 | 2020-06    | price-unknown-then | the pages that price it are without a d |
        | 图片标签     | 1,000 | 2018-12    | month-before-book  | no page says from when its prices hold  |

    Scenario Outline: The month after the last that is known, and the one before the first
      Given 1,000 calls of "<interface>" dated <date>
      When the bill is computed
      Then the bill is refused as "<error>" with "<text>"

      Examples:
        | interface    | date    | error              | text                                                  |
        | 图像标签     | 2021-06 | month-before-book  | usage of 图像标签 in 2020-01 to 2021-05               |
        | 商品识别     | 2021-06 | month-before-book  | usage of 商品识别 in 2020-01 to 2021-05               |
        | 公众人物识别 | 2021-06 | month-before-book  | usage of 公众人物识别 in 2020-01 to 2021-05           |
        | 车型识别     | 2021-06 | month-before-book  | usage of 车型识别 in 2020-01 to 2021-05               |
        | 智能裁剪     | 2021-06 | month-before-book  | usage of 智能裁剪 in 2020-01 to 2021-05               |
        | 视觉质量评估 | 2021-06 | month-before-book  | usage of 视觉质量评估 in 2020-01 to 2021-05           |
        | 图像鉴黄     | 2020-03 | price-unknown-then | usage of 图像鉴黄 in 2020-01 to 2020-02               |
        | 政治敏感识别 | 2020-03 | price-unknown-then | usage of 政治敏感识别 in 2020-01 to 2020-02           |
        | 暴恐识别     | 2020-03 | price-unknown-then | usage of 暴恐识别 in 2020-01 to 2020-02               |
        | 图像标签     | 2019-12 | month-on-trial     | 图像标签 is on free trial (公测) until 2020-01-01     |
        | 商品识别     | 2019-12 | month-on-trial     | 商品识别 is on free trial (公测) until 2020-01-01     |
        | 公众人物识别 | 2019-12 | month-on-trial     | 公众人物识别 is on free trial (公测) until 2020-01-01 |
        | 车型识别     | 2019-12 | month-on-trial     | 车型识别 is on free trial (公测) until 2020-01-01     |
        | 智能裁剪     | 2019-12 | month-on-trial     | 智能裁剪 is on free trial (公测) until 2020-01-01     |
        | 视觉质量评估 | 2019-12 | month-on-trial     | 视觉质量评估 is on free trial (公测) until 2020-01-01 |
        | 图像鉴黄     | 2019-12 | month-on-trial     | 图像鉴黄 is on free trial (公测) until 2020-01-01     |
        | 政治敏感识别 | 2019-12 | month-on-trial     | 政治敏感识别 is on free trial (公测) until 2020-01-01 |
        | 暴恐识别     | 2019-12 | month-on-trial     | 暴恐识别 is on free trial (公测) until 2020-01-01     |

    Scenario: The prices of the old service are read and never placed
      Given 1,000 calls of "图像分析" dated 2019-06
      When the bill is computed
      Then the bill is refused as "month-before-book" with "no page says from when its prices hold"

    Scenario: A month between known ones is refused with those on both sides
      Given the price book as it stood on 2026-11-24
      And 1,000 calls of "智能裁剪" dated 2022-09
      When the bill is computed
      Then the bill is refused as "month-before-book" with "2020-01 to 2021-05, or from 2022-10 on"

    Scenario: An interface that is priced no more is refused
      Given the price book as it stood on 2026-11-24
      And this usage:
        | date    | interface | calls |
        | 2020-06 | 图像标签  | 1,000 |
        | 2023-05 | 图像标签  | 1,000 |
      When the bill is computed
      Then the bill is refused as "price-unknown-then" with "the page in force does not price it"

    Scenario Outline: What the page in force does not price is refused from its first month on
      Given the price book as it stood on 2026-11-24
      And 1,000 calls of "<interface>" dated 2022-10
      When the bill is computed
      Then the bill is refused as "price-unknown-then" with "no price of <interface> is known for 2022-10: the page in force does not price it"

      Examples:
        | interface    |
        | 图片标签识别 |
        | 价格说明     |
        | 图片标签     |
        | 图像分析     |
        | 图像标签     |
        | 公众人物识别 |
        | 车型识别     |
        | 图像鉴黄     |
        | 政治敏感识别 |
        | 暴恐识别     |
        | 视觉质量评估 |
        | 创建图片     |
        | 检索图片     |

  Rule: Older months are known from the day on which the older pages were accepted
    They came into the book a day after the page in force, so an older answer knows nothing of them.

    Scenario Outline: A month of 2020 is refused until the older pages were accepted
      # On 2026-11-23 the book had the page alone, which says nothing of the months before October 2022.
      Given the price book as it stood on 2026-11-23
      And 1,000,000 calls of "商品识别" dated <date>
      When the bill is computed
      Then the bill is refused as "month-before-book" with "the price book knows no prices for <date>"

      Examples:
        | date    |
        | 2020-01 |
        | 2020-02 |
        | 2020-06 |
        | 2021-01 |
        | 2021-05 |

    Scenario: An interface that only older pages name is unknown until then
      Given the price book as it stood on 2026-11-23
      And 1,000,000 calls of "图像标签" dated 2020-06
      When the bill is computed
      Then the bill is refused as "unknown-interface" with "图像标签"

    Scenario Outline: The same months are billed from the day on which the older pages were accepted
      # 990,000 calls at 2.5 yuan per thousand.
      Given the price book as it stood on <known>
      And 1,000,000 calls of "<interface>" dated <date>
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | 10,000 | 990,000       | <amount> |

      Examples:
        | known      | interface | date    | amount   | arithmetic            |
        | 2026-11-24 | 图像标签  | 2020-06 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |
        | 2026-11-25 | 图像标签  | 2020-06 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |
        | 2026-11-24 | 商品识别  | 2020-01 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |
        | 2026-11-24 | 商品识别  | 2020-02 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |
        | 2026-11-24 | 商品识别  | 2020-06 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |
        | 2026-11-24 | 商品识别  | 2021-01 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |
        | 2026-11-24 | 商品识别  | 2021-05 | 2,475.00 | 990,000 × 2.5 ÷ 1,000 |

    Scenario: The older pages bring the names of thirteen interfaces
      Given the price book as it stood on 2026-11-24
      Then the interfaces of the book are:
        | name                | action            |
        | 商品识别            | DetectProduct     |
        | 商品识别-微信识物版 | DetectProductBeta |
        | 车辆识别            | RecognizeCar      |
        | 车辆识别（增强版）  | RecognizeCarPro   |
        | 文件封识别          | DetectEnvelope    |
        | 宠物识别图片版      | DetectPet         |
        | 智能裁剪            | CropImage         |
        | 图像质量评估        | AssessQuality     |
        | 图像清晰度增强      | EnhanceImage      |
        | 图片标签识别        | -                 |
        | 价格说明            | -                 |
        | 图片标签            | -                 |
        | 图像分析            | -                 |
        | 图像标签            | -                 |
        | 公众人物识别        | -                 |
        | 车型识别            | -                 |
        | 图像鉴黄            | -                 |
        | 政治敏感识别        | -                 |
        | 暴恐识别            | -                 |
        | 视觉质量评估        | -                 |
        | 创建图片            | -                 |
        | 检索图片            | -                 |

    Scenario: The older pages bring the free quotas of 2020 and 2021
      # The first fourteen stand on the page in force.
      Given the price book as it stood on 2026-11-24
      Then the free quotas of the book are:
        | interfaces                   | calls  | from       | to         |
        | 车辆识别, 车辆识别（增强版） | 10,000 | -          | 2022-10-24 |
        | 车辆识别                     | 1,000  | 2022-10-24 | -          |
        | 车辆识别（增强版）           | 1,000  | 2022-10-24 | -          |
        | 商品识别                     | 10,000 | -          | 2022-10-24 |
        | 商品识别                     | 1,000  | 2022-10-24 | -          |
        | 商品识别-微信识物版          | 10,000 | -          | 2022-10-24 |
        | 商品识别-微信识物版          | 1,000  | 2022-10-24 | -          |
        | 文件封识别                   | 1,000  | -          | -          |
        | 图像质量评估                 | 10,000 | -          | 2022-10-24 |
        | 图像质量评估                 | 1,000  | 2022-10-24 | -          |
        | 智能裁剪                     | 10,000 | -          | 2022-10-24 |
        | 智能裁剪                     | 1,000  | 2022-10-24 | -          |
        | 图像清晰度增强               | 1,000  | -          | -          |
        | 宠物识别图片版               | 1,000  | -          | -          |
        | 商品识别                     | 10,000 | 2020-01-01 | 2021-06-01 |
        | 智能裁剪                     | 10,000 | 2020-01-01 | 2021-06-01 |
        | 图像标签                     | 10,000 | 2020-01-01 | 2021-06-01 |
        | 公众人物识别                 | 10,000 | 2020-01-01 | 2021-06-01 |
        | 车型识别                     | 10,000 | 2020-01-01 | 2021-06-01 |
        | 视觉质量评估                 | 10,000 | 2020-01-01 | 2021-06-01 |
        | 图像鉴黄                     | 10,000 | 2020-01-01 | 2020-03-01 |
        | 政治敏感识别                 | 10,000 | 2020-01-01 | 2020-03-01 |
        | 暴恐识别                     | 10,000 | 2020-01-01 | 2020-03-01 |
