Feature: Charging and settlement
  Chapter 计费与结算方式: in which order calls are settled, and how the price of the rest is found.

  Background:
    Given the price book of the page

  @settlement-order
  Rule: Free calls first, then packs, then pay-as-you-go
    本产品为公有云产品，结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。

    Every call is settled once: by the free quota while it lasts, then by packs, then at a price.

    Scenario Outline: Each call is settled by the first that still has room
      # 1,000 free calls, then a pack of 10,000, then 75 yuan per thousand.
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And <calls> calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | calls   | free   | pack   | pay as you go | unit price | amount   |
        | <calls> | <free> | <pack> | <payable>     | <price>    | <amount> |

      Examples:
        | calls  | free  | pack   | payable | price | amount | arithmetic         |
        | 0      | 0     | 0      | 0       | -     | 0.00   | 0                  |
        | 999    | 999   | 0      | 0       | -     | 0.00   | 0                  |
        | 1,000  | 1,000 | 0      | 0       | -     | 0.00   | 0                  |
        | 1,001  | 1,000 | 1      | 0       | -     | 0.00   | 0                  |
        | 10,999 | 1,000 | 9,999  | 0       | -     | 0.00   | 0                  |
        | 11,000 | 1,000 | 10,000 | 0       | -     | 0.00   | 0                  |
        | 11,001 | 1,000 | 10,000 | 1       | 75    | 0.08   | 1 × 75 ÷ 1,000     |
        | 12,000 | 1,000 | 10,000 | 1,000   | 75    | 75.00  | 1,000 × 75 ÷ 1,000 |

    Scenario: Calls before the pack are free calls though the pack comes in the same month
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-20   | 车辆识别（增强版） | 10,000 |
      And this usage:
        | date       | interface          | calls |
        | 2023-05-02 | 车辆识别（增强版） | 800   |
        | 2023-05-20 | 车辆识别（增强版） | 800   |
      When the bill is computed
      Then the lines are:
        | calls | free  | pack | pay as you go | amount |
        | 1,600 | 1,000 | 600  | 0             | 0.00   |

    Scenario: The order of the rows changes nothing
      Given this usage:
        | date       | interface          | calls |
        | 2023-05-20 | 车辆识别（增强版） | 800   |
        | 2023-05-02 | 商品识别           | 2,000 |
        | 2023-05-02 | 车辆识别（增强版） | 800   |
      And these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-20   | 车辆识别（增强版） | 10,000 |
      When the bill is computed
      Then the lines are:
        | interface          | calls | free  | pack | pay as you go | amount |
        | 车辆识别（增强版） | 1,600 | 1,000 | 600  | 0             | 0.00   |
        | 商品识别           | 2,000 | 1,000 | 0    | 1,000         | 2.50   |

    Scenario: Rows of one day and interface add up
      Given this usage:
        | date       | interface | calls |
        | 2023-05-02 | 商品识别  | 700   |
        | 2023-05-02 | 商品识别  | 900   |
        | 2023-05    | 商品识别  | 400   |
      When the bill is computed
      Then the lines are:
        | month   | calls | free  | pay as you go | amount |
        | 2023-05 | 2,000 | 1,000 | 1,000         | 2.50   |

    Scenario: A line says which rule settled which calls
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And 20,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the line of "车辆识别（增强版）" is explained by:
        | rule                | says   |
        | quota-table         | 1,000  |
        | recognition-prepaid | 10,000 |
        | reached-tiers       | 9,000  |

  @pack-exhausted
  Rule: A pack that is used up goes over into pay-as-you-go
    购买的预付费资源包用完后，会自动转入使用后付费结算方式。

    The calls that no pack covers any more are paid for without anything to do.

    Scenario Outline: The rest of the month is paid for at the tier that the rest reaches
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-01-05   | 车辆识别（增强版） | <size> |
      And <calls> calls of "车辆识别（增强版）" dated 2023-01
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | unit price | amount   |
        | 1,000 | <size> | <payable>     | <price>    | <amount> |

      Examples:
        | size      | calls      | payable    | price | amount     | arithmetic              |
        | 10,000    | 1,010,999  | 999,999    | 75    | 74,999.93  | 999,999 × 75 ÷ 1,000    |
        | 10,000    | 1,011,000  | 1,000,000  | 45    | 45,000.00  | 1,000,000 × 45 ÷ 1,000  |
        | 10,000    | 1,011,001  | 1,000,001  | 45    | 45,000.05  | 1,000,001 × 45 ÷ 1,000  |
        | 1,000,000 | 4,001,000  | 3,000,000  | 35    | 105,000.00 | 3,000,000 × 35 ÷ 1,000  |
        | 2,500,000 | 17,501,000 | 15,000,000 | 30    | 450,000.00 | 15,000,000 × 30 ÷ 1,000 |

    Scenario: A pack that runs out on one day leaves the next day to pay-as-you-go
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And this usage:
        | date       | interface          | calls  |
        | 2023-05-30 | 车辆识别（增强版） | 11,000 |
        | 2023-05-31 | 车辆识别（增强版） | 2,000  |
        | 2023-06-01 | 车辆识别（增强版） | 1,500  |
      When the bill is computed
      Then the lines are:
        | month   | free  | pack   | pay as you go | amount |
        | 2023-05 | 1,000 | 10,000 | 2,000         | 150.00 |
        | 2023-06 | 1,000 | 0      | 500           | 37.50  |
      And the months are:
        | month   | total  |
        | 2023-05 | 150.00 |
        | 2023-06 | 37.50  |

  @reached-tiers
  Rule: The whole month is priced by the tier it reaches
    后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。

    All pay-as-you-go calls of an interface in a month take the one price of the tier that their number reaches.

    Scenario: Every call takes the price of the tier reached, the first one too
      Given 3,001,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | 3,000,000     | 2          | 6,000.00 |
      And the line of "商品识别" is explained by:
        | rule          | says      |
        | reached-tiers | 3,000,000 |

    Scenario Outline: More calls cost less where a lower price begins
      # 600,001 to 999,999 paid calls cost more than 1,000,000.
      Given <calls> calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | <payable>     | <price>    | <amount> |

      Examples:
        | calls     | payable   | price | amount    | arithmetic             |
        | 601,000   | 600,000   | 75    | 45,000.00 | 600,000 × 75 ÷ 1,000   |
        | 601,001   | 600,001   | 75    | 45,000.08 | 600,001 × 75 ÷ 1,000   |
        | 1,000,999 | 999,999   | 75    | 74,999.93 | 999,999 × 75 ÷ 1,000   |
        | 1,001,000 | 1,000,000 | 45    | 45,000.00 | 1,000,000 × 45 ÷ 1,000 |

    Scenario: The days of a month reach a tier together
      Given this usage:
        | date       | interface          | calls   |
        | 2023-05-01 | 车辆识别（增强版） | 600,000 |
        | 2023-05-31 | 车辆识别（增强版） | 600,000 |
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount    |
        | 1,199,000     | 45         | 53,955.00 |

    Scenario: Two months reach their tiers apart
      Given this usage:
        | date       | interface          | calls   |
        | 2023-05-31 | 车辆识别（增强版） | 801,000 |
        | 2023-06-01 | 车辆识别（增强版） | 801,000 |
      When the bill is computed
      Then the lines are:
        | month   | pay as you go | unit price | amount    |
        | 2023-05 | 800,000       | 75         | 60,000.00 |
        | 2023-06 | 800,000       | 75         | 60,000.00 |
      And the total is 120,000.00 yuan

    Scenario: Two interfaces reach their tiers apart
      Given this usage:
        | date    | interface          | calls   |
        | 2023-05 | 车辆识别           | 801,000 |
        | 2023-05 | 车辆识别（增强版） | 801,000 |
      When the bill is computed
      Then the lines are:
        | interface          | pay as you go | unit price | amount    |
        | 车辆识别           | 800,000       | 3          | 2,400.00  |
        | 车辆识别（增强版） | 800,000       | 75         | 60,000.00 |
      And the total is 62,400.00 yuan

    @reading-tier-basis
    Scenario Outline: Free calls count towards the tier or not as tier-basis decides
      # 1,000,500 calls of 商品识别: 999,500 are paid for.
      Given the reading "tier-basis" is "<value>"
      And <calls> calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | <payable>     | <price>    | <amount> |

      Examples: What is left to pay reaches the tier
        | value           | calls     | payable   | price | amount   | arithmetic              |
        | after-deduction | 999,999   | 998,999   | 2.5   | 2,497.50 | 998,999 × 2.5 ÷ 1,000   |
        | after-deduction | 1,000,000 | 999,000   | 2.5   | 2,497.50 | 999,000 × 2.5 ÷ 1,000   |
        | after-deduction | 1,000,500 | 999,500   | 2.5   | 2,498.75 | 999,500 × 2.5 ÷ 1,000   |
        | after-deduction | 1,001,000 | 1,000,000 | 2.2   | 2,200.00 | 1,000,000 × 2.2 ÷ 1,000 |

      Examples: All calls of the month reach the tier
        | value | calls     | payable   | price | amount   | arithmetic              |
        | gross | 999,999   | 998,999   | 2.5   | 2,497.50 | 998,999 × 2.5 ÷ 1,000   |
        | gross | 1,000,000 | 999,000   | 2.2   | 2,197.80 | 999,000 × 2.2 ÷ 1,000   |
        | gross | 1,000,500 | 999,500   | 2.2   | 2,198.90 | 999,500 × 2.2 ÷ 1,000   |
        | gross | 1,001,000 | 1,000,000 | 2.2   | 2,200.00 | 1,000,000 × 2.2 ÷ 1,000 |

    @reading-tier-basis
    Scenario: Without a pack 1,050,000 calls cost 47,205.00
      # (1,050,000 - 1,000) × 45 ÷ 1,000
      Given 1,050,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | free  | pack | pay as you go | unit price | amount    |
        | 1,000 | 0    | 1,049,000     | 45         | 47,205.00 |

    @reading-tier-basis
    Scenario Outline: A pack raises the bill of 1,050,000 calls unless all calls reach the tier
      Given the reading "tier-basis" is "<value>"
      And these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-05-01   | 车辆识别（增强版） | 100,000 |
      And 1,050,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | free  | pack    | pay as you go | unit price | amount   |
        | 1,000 | 100,000 | 949,000       | <price>    | <amount> |

      Examples:
        | value           | price | amount    | arithmetic                                 |
        | after-deduction | 75    | 71,175.00 | (1,050,000 - 1,000 - 100,000) × 75 ÷ 1,000 |
        | gross           | 45    | 42,705.00 | (1,050,000 - 1,000 - 100,000) × 45 ÷ 1,000 |

    @reading-tier-basis
    Scenario: The basis of the tier moves the total of 1,050,000 calls with a pack
      Given these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-05-01   | 车辆识别（增强版） | 100,000 |
      And 1,050,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the range is from 42,705.00 to 71,175.00 yuan
      And these readings move the total:
        | reading    | value | total     |
        | tier-basis | gross | 42,705.00 |

    @reading-partial-thousand
    Scenario Outline: A part of a thousand is a part or a whole as partial-thousand decides
      # The tier is chosen on the actual calls.
      Given the reading "partial-thousand" is "<value>"
      And <calls> calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | <payable>     | <price>    | <amount> |

      Examples: Each call at a thousandth of the price
        | value    | calls     | payable | price | amount   | arithmetic            |
        | pro-rata | 1,000     | 0       | -     | 0.00     | 0                     |
        | pro-rata | 1,200     | 200     | 2.5   | 0.50     | 200 × 2.5 ÷ 1,000     |
        | pro-rata | 2,000     | 1,000   | 2.5   | 2.50     | 1,000 × 2.5 ÷ 1,000   |
        | pro-rata | 2,400     | 1,400   | 2.5   | 3.50     | 1,400 × 2.5 ÷ 1,000   |
        | pro-rata | 1,000,200 | 999,200 | 2.5   | 2,498.00 | 999,200 × 2.5 ÷ 1,000 |

      Examples: Every thousand begun
        | value    | calls     | payable   | price | amount   | arithmetic  |
        | round-up | 1,000     | 0         | -     | 0.00     | 0           |
        | round-up | 1,001     | 1         | 2.5   | 2.50     | 1 × 2.5     |
        | round-up | 1,200     | 200       | 2.5   | 2.50     | 1 × 2.5     |
        | round-up | 1,999     | 999       | 2.5   | 2.50     | 1 × 2.5     |
        | round-up | 2,000     | 1,000     | 2.5   | 2.50     | 1 × 2.5     |
        | round-up | 2,001     | 1,001     | 2.5   | 5.00     | 2 × 2.5     |
        | round-up | 1,000,200 | 999,200   | 2.5   | 2,500.00 | 1,000 × 2.5 |
        | round-up | 1,001,001 | 1,000,001 | 2.2   | 2,202.20 | 1,001 × 2.2 |

    @reading-partial-thousand
    Scenario: A thousand begun moves the total
      Given 1,200 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the total is 0.50 yuan
      And the range is from 0.50 to 2.50 yuan
      And these readings move the total:
        | reading          | value    | total |
        | partial-thousand | round-up | 2.50  |

    @reading-rounding
    Scenario Outline: Half a cent is a cent or nothing as rounding decides
      Given the reading "rounding" is "<value>"
      And <calls> calls of "<interface>" dated 2023-05
      When the bill is computed
      Then the lines are:
        | interface   | pay as you go | unit price | amount   |
        | <interface> | <payable>     | <price>    | <amount> |

      Examples: Half up
        | value   | interface          | calls | payable | price | amount | arithmetic       |
        | half-up | 商品识别           | 1,001 | 1       | 2.5   | 0.00   | 1 × 2.5 ÷ 1,000  |
        | half-up | 商品识别           | 1,002 | 2       | 2.5   | 0.01   | 2 × 2.5 ÷ 1,000  |
        | half-up | 商品识别           | 1,006 | 6       | 2.5   | 0.02   | 6 × 2.5 ÷ 1,000  |
        | half-up | 商品识别           | 1,010 | 10      | 2.5   | 0.03   | 10 × 2.5 ÷ 1,000 |
        | half-up | 车辆识别（增强版） | 1,001 | 1       | 75    | 0.08   | 1 × 75 ÷ 1,000   |
        | half-up | 车辆识别（增强版） | 1,003 | 3       | 75    | 0.23   | 3 × 75 ÷ 1,000   |
        | half-up | 车辆识别           | 1,007 | 7       | 3     | 0.02   | 7 × 3 ÷ 1,000    |
        | half-up | 车辆识别           | 1,009 | 9       | 3     | 0.03   | 9 × 3 ÷ 1,000    |

      Examples: Down
        | value | interface          | calls | payable | price | amount | arithmetic       |
        | down  | 商品识别           | 1,001 | 1       | 2.5   | 0.00   | 1 × 2.5 ÷ 1,000  |
        | down  | 商品识别           | 1,002 | 2       | 2.5   | 0.00   | 2 × 2.5 ÷ 1,000  |
        | down  | 商品识别           | 1,006 | 6       | 2.5   | 0.01   | 6 × 2.5 ÷ 1,000  |
        | down  | 商品识别           | 1,010 | 10      | 2.5   | 0.02   | 10 × 2.5 ÷ 1,000 |
        | down  | 车辆识别（增强版） | 1,001 | 1       | 75    | 0.07   | 1 × 75 ÷ 1,000   |
        | down  | 车辆识别（增强版） | 1,003 | 3       | 75    | 0.22   | 3 × 75 ÷ 1,000   |
        | down  | 车辆识别           | 1,007 | 7       | 3     | 0.02   | 7 × 3 ÷ 1,000    |
        | down  | 车辆识别           | 1,009 | 9       | 3     | 0.02   | 9 × 3 ÷ 1,000    |

    @reading-rounding
    Scenario: An amount is rounded once a month, not once a day
      # One paid call on each of two days is 0.0025 a day and 0.005 together.
      Given this usage:
        | date       | interface | calls |
        | 2023-05-01 | 商品识别  | 1,001 |
        | 2023-05-02 | 商品识别  | 1     |
      When the bill is computed
      Then the lines are:
        | pay as you go | amount |
        | 2             | 0.01   |

    @reading-rounding
    Scenario: An amount is rounded for each interface before the sum
      # 0.0025 of 商品识别 and 0.0035 of 商品识别-微信识物版 are nothing, though together 0.006.
      Given this usage:
        | date    | interface           | calls |
        | 2023-05 | 商品识别            | 1,001 |
        | 2023-05 | 商品识别-微信识物版 | 1,001 |
      When the bill is computed
      Then the lines are:
        | interface           | pay as you go | amount |
        | 商品识别            | 1             | 0.00   |
        | 商品识别-微信识物版 | 1             | 0.00   |
      And the total is 0.00 yuan

    @reading-rounding
    Scenario: An amount is rounded for each month before the sum
      # 0.005 of May and 0.005 of June are a cent each.
      Given this usage:
        | date    | interface | calls |
        | 2023-05 | 商品识别  | 1,002 |
        | 2023-06 | 商品识别  | 1,002 |
      When the bill is computed
      Then the months are:
        | month   | total |
        | 2023-05 | 0.01  |
        | 2023-06 | 0.01  |
      And the total is 0.02 yuan

    @reading-rounding @reading-partial-thousand
    Scenario: A single call of half a cent has a range of three answers
      # 0.075 yuan: half up 0.08, down 0.07, as a whole thousand 75.00.
      Given 1,001 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the total is 0.08 yuan
      And the range is from 0.07 to 75.00 yuan
      And these readings move the total:
        | reading          | value    | total |
        | partial-thousand | round-up | 75.00 |
        | rounding         | down     | 0.07  |

    @reading-tier-basis @reading-partial-thousand @reading-rounding
    Scenario: The lowest total of the range takes two readings together
      # 1,000,501 calls, 999,501 of them paid: × 75 is 74,962.575; gross × 45 is 44,977.545.
      # Cut off, the gross amount is 44,977.54; in whole thousands 1,000 × 75 is 75,000.00.
      Given 1,000,501 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the total is 74,962.58 yuan
      And the range is from 44,977.54 to 75,000.00 yuan
      And these readings move the total:
        | reading          | value    | total     |
        | partial-thousand | round-up | 75,000.00 |
        | rounding         | down     | 74,962.57 |
        | tier-basis       | gross    | 44,977.55 |
