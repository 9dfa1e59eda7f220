Feature: Free quota
  Chapter 免费额度: what is free, from when, for whom, and what comes after it.

  Background:
    Given the price book of the page

  @quota-granted-on-activation
  Rule: Activation brings a free quota
    腾讯云图像分析与处理服务开通后，将自动为以下接口发放对应免费调用额度供测试调用。

    Once the service is activated, every listed interface receives its free calls without asking.

    Scenario: A service active since before the first month has its quota at once
      Given 1,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the lines are:
        | interface | calls | free  | pay as you go | amount |
        | 商品识别  | 1,000 | 1,000 | 0             | 0.00   |

    @reading-first-month
    Scenario Outline: The month of activation is free or not as first-month decides
      # 1,500 calls a month at 2.5 yuan per thousand; 1,000 of them free where there is a quota.
      Given the reading "first-month" is "<value>"
      And the service was activated on 2023-05-10
      And 1,500 calls of "商品识别" dated 2023-05-20
      And 1,500 calls of "商品识别" dated 2023-06-01
      When the bill is computed
      Then the lines are:
        | month   | free          | pay as you go    | amount          |
        | 2023-05 | <free in May> | <payable in May> | <amount of May> |
        | 2023-06 | 1,000         | 500              | 1.25            |
      And the total is <total> yuan

      Examples:
        | value           | free in May | payable in May | amount of May | total | arithmetic                  |
        | from-next-month | 0           | 1,500          | 3.75          | 5.00  | (1,500 + 500) × 2.5 ÷ 1,000 |
        | from-activation | 1,000       | 500            | 1.25          | 2.50  | (500 + 500) × 2.5 ÷ 1,000   |

    @reading-first-month
    Scenario: A line says from when its calls are free
      Given the service was activated on 2023-05-10
      And 1,500 calls of "商品识别" dated 2023-05-20
      When the bill is computed
      Then the line of "商品识别" is explained by:
        | rule          | says       |
        | first-month   | 2023-05-10 |
        | first-month   | 2023-06-01 |
        | reached-tiers | 1,500      |

    @reading-first-month
    Scenario Outline: The default waits for the first of the month after activation
      Given the service was activated on <activated>
      And 1,000 calls of "商品识别" dated <called>
      When the bill is computed
      Then the lines are:
        | interface | free   | pay as you go | amount   |
        | 商品识别  | <free> | <payable>     | <amount> |

      Examples:
        | activated  | called     | free  | payable | amount |
        | 2023-05-01 | 2023-05-01 | 0     | 1,000   | 2.50   |
        | 2023-05-31 | 2023-05-31 | 0     | 1,000   | 2.50   |
        | 2023-05-31 | 2023-06-01 | 1,000 | 0       | 0.00   |
        | 2023-04-30 | 2023-05-01 | 1,000 | 0       | 0.00   |
        | 2023-12-31 | 2024-01-01 | 1,000 | 0       | 0.00   |

    @reading-first-month
    Scenario Outline: An immediate quota is the one in force on the day of activation
      Given the reading "first-month" is "from-activation"
      And the service was activated on <activated>
      And 11,000 calls of "<interface>" dated 2022-10
      When the bill is computed
      Then the lines are:
        | interface   | free   | pay as you go | amount   |
        | <interface> | <free> | <payable>     | <amount> |

      Examples:
        | interface           | activated  | free   | payable | amount | arithmetic           |
        | 商品识别            | 2022-10-23 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | 商品识别            | 2022-10-24 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |
        | 商品识别            | 2022-10-25 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |
        | 商品识别-微信识物版 | 2022-10-23 | 10,000 | 1,000   | 3.50   | 1,000 × 3.5 ÷ 1,000  |
        | 商品识别-微信识物版 | 2022-10-24 | 1,000  | 10,000  | 35.00  | 10,000 × 3.5 ÷ 1,000 |
        | 车辆识别            | 2022-10-23 | 10,000 | 1,000   | 3.00   | 1,000 × 3 ÷ 1,000    |
        | 车辆识别            | 2022-10-24 | 1,000  | 10,000  | 30.00  | 10,000 × 3 ÷ 1,000   |
        | 车辆识别（增强版）  | 2022-10-23 | 10,000 | 1,000   | 75.00  | 1,000 × 75 ÷ 1,000   |
        | 车辆识别（增强版）  | 2022-10-24 | 1,000  | 10,000  | 750.00 | 10,000 × 75 ÷ 1,000  |
        | 图像质量评估        | 2022-10-23 | 10,000 | 1,000   | 3.00   | 1,000 × 3 ÷ 1,000    |
        | 图像质量评估        | 2022-10-24 | 1,000  | 10,000  | 30.00  | 10,000 × 3 ÷ 1,000   |
        | 智能裁剪            | 2022-10-23 | 10,000 | 1,000   | 2.00   | 1,000 × 2 ÷ 1,000    |
        | 智能裁剪            | 2022-10-24 | 1,000  | 10,000  | 20.00  | 10,000 × 2 ÷ 1,000   |

    @reading-first-month
    Scenario: An interface activated later waits alone
      Given "车辆识别" was activated on 2023-05-10
      And 1,000 calls of "车辆识别" dated 2023-05-20
      And 1,000 calls of "商品识别" dated 2023-05-20
      When the bill is computed
      Then the lines are:
        | interface | free  | pay as you go | amount |
        | 车辆识别  | 0     | 1,000         | 3.00   |
        | 商品识别  | 1,000 | 0             | 0.00   |

    @reading-first-month
    Scenario: The date of an interface goes before the date of the service
      Given the service was activated on 2023-03-01
      And "车辆识别" was activated on 2023-05-10
      And 1,000 calls of "车辆识别" dated 2023-05-20
      And 1,000 calls of "商品识别" dated 2023-05-20
      When the bill is computed
      Then the lines are:
        | interface | free  | pay as you go | amount |
        | 车辆识别  | 0     | 1,000         | 3.00   |
        | 商品识别  | 1,000 | 0             | 0.00   |

    @reading-first-month
    Scenario: The first month moves the total of a bill with an activation date
      Given the service was activated on 2023-05-10
      And 2,000 calls of "商品识别" dated 2023-05-20
      When the bill is computed
      Then the total is 5.00 yuan
      And the range is from 2.50 to 5.00 yuan
      And these readings move the total:
        | reading     | value           | total |
        | first-month | from-activation | 2.50  |

    @reading-first-month
    Scenario: Without an activation date the first month moves nothing
      Given 2,000 calls of "商品识别" dated 2023-05-20
      When the bill is computed
      Then the range is from 2.50 to 2.50 yuan
      And no reading moves the total

  @quota-issued-monthly
  Rule: The quota is issued on the 1st, used first and gone at month end
    免费额度将以免费资源包的形式在每个月1号自动发放到您的腾讯云账号中，在计费结算时优先扣减，仅在当月有效。

    Each month brings a new quota; the calls made first in the month use it, and the rest of it lapses.

    Scenario: Unused quota lapses
      Given this usage:
        | date    | interface | calls |
        | 2023-05 | 商品识别  | 0     |
        | 2023-06 | 商品识别  | 2,000 |
      When the bill is computed
      Then the lines are:
        | month   | calls | free  | pay as you go | amount |
        | 2023-05 | 0     | 0     | 0             | 0.00   |
        | 2023-06 | 2,000 | 1,000 | 1,000         | 2.50   |

    Scenario: A part of the quota left over is not carried into the next month
      Given this usage:
        | date    | interface      | calls |
        | 2023-05 | 宠物识别图片版 | 400   |
        | 2023-06 | 宠物识别图片版 | 1,600 |
      When the bill is computed
      Then the lines are:
        | month   | free  | pay as you go | amount |
        | 2023-05 | 400   | 0             | 0.00   |
        | 2023-06 | 1,000 | 600           | 12.00  |

    Scenario: Every month has its own quota
      Given this usage:
        | date    | interface | calls |
        | 2023-05 | 商品识别  | 1,400 |
        | 2023-06 | 商品识别  | 1,400 |
        | 2023-07 | 商品识别  | 1,400 |
      When the bill is computed
      Then the lines are:
        | month   | free  | pay as you go | amount |
        | 2023-05 | 1,000 | 400           | 1.00   |
        | 2023-06 | 1,000 | 400           | 1.00   |
        | 2023-07 | 1,000 | 400           | 1.00   |
      And the months are:
        | month   | total |
        | 2023-05 | 1.00  |
        | 2023-06 | 1.00  |
        | 2023-07 | 1.00  |
      And the total is 3.00 yuan

    Scenario: The days of a month share its quota
      Given this usage:
        | date       | interface | calls |
        | 2023-05-01 | 商品识别  | 600   |
        | 2023-05-31 | 商品识别  | 800   |
      When the bill is computed
      Then the lines are:
        | month   | interface | calls | free  | pay as you go | amount |
        | 2023-05 | 商品识别  | 1,400 | 1,000 | 400           | 1.00   |

    Scenario: The last day of a month and the first of the next draw on two quotas
      Given this usage:
        | date       | interface | calls |
        | 2023-12-31 | 商品识别  | 1,000 |
        | 2024-01-01 | 商品识别  | 1,000 |
      When the bill is computed
      Then the lines are:
        | month   | free  | pay as you go | amount |
        | 2023-12 | 1,000 | 0             | 0.00   |
        | 2024-01 | 1,000 | 0             | 0.00   |

    Scenario: The quota is used before a pack bought earlier
      Given these packs were bought:
        | purchased on | interface          | calls |
        | 2023-04-20   | 车辆识别（增强版） | 1万次 |
      And 1,000 calls of "车辆识别（增强版）" dated 2023-05-02
      When the bill is computed
      Then the lines are:
        | interface          | free  | pack | pay as you go | amount |
        | 车辆识别（增强版） | 1,000 | 0    | 0             | 0.00   |
      And the packs are:
        | purchased on | used | left   |
        | 2023-04-20   | 0    | 10,000 |

  @quota-shared
  Rule: Interfaces of one free pack share it
    如果您开通了多项图像分析与处理服务，以下属于同一个免费资源包的接口将共同享受对应的免费额度。

    Until the change, 车辆识别 and 车辆识别（增强版） draw on one pool of 10,000 calls a month.

    @reading-shared-pool-order
    Scenario Outline: Two interfaces split one pool
      # Both rows count on the same day, so the page's order decides: 车辆识别 first.
      Given <plain> calls of "车辆识别" dated 2022-10
      And <enhanced> calls of "车辆识别（增强版）" dated 2022-10
      When the bill is computed
      Then the lines are:
        | interface          | free            |
        | 车辆识别           | <plain free>    |
        | 车辆识别（增强版） | <enhanced free> |
      And the total is <total> yuan

      Examples: Within the pool
        | plain  | enhanced | plain free | enhanced free | total | arithmetic |
        | 10,000 | 0        | 10,000     | 0             | 0.00  | 0          |
        | 0      | 10,000   | 0          | 10,000        | 0.00  | 0          |
        | 5,000  | 5,000    | 5,000      | 5,000         | 0.00  | 0          |
        | 9,999  | 1        | 9,999      | 1             | 0.00  | 0          |
        | 1      | 9,999    | 1          | 9,999         | 0.00  | 0          |

      Examples: Past the pool
        | plain  | enhanced | plain free | enhanced free | total  | arithmetic                       |
        | 10,001 | 0        | 10,000     | 0             | 0.00   | 1 × 3 ÷ 1,000                    |
        | 0      | 10,001   | 0          | 10,000        | 0.08   | 1 × 75 ÷ 1,000                   |
        | 10,000 | 1        | 10,000     | 0             | 0.08   | 1 × 75 ÷ 1,000                   |
        | 1      | 10,000   | 1          | 9,999         | 0.08   | 1 × 75 ÷ 1,000                   |
        | 6,000  | 6,000    | 6,000      | 4,000         | 150.00 | 2,000 × 75 ÷ 1,000               |
        | 8,000  | 12,000   | 8,000      | 2,000         | 750.00 | 10,000 × 75 ÷ 1,000              |
        | 12,000 | 8,000    | 10,000     | 0             | 606.00 | (2,000 × 3 + 8,000 × 75) ÷ 1,000 |

    @reading-shared-pool-order
    Scenario Outline: Whose calls are free depends on shared-pool-order
      # 12,000 calls on a pool of 10,000: 2,000 calls of one of the two are paid for.
      Given the reading "shared-pool-order" is "<value>"
      And <plain> calls of "车辆识别" dated <plain on>
      And <enhanced> calls of "车辆识别（增强版）" dated <enhanced on>
      When the bill is computed
      Then the lines are:
        | interface          | free            |
        | 车辆识别           | <plain free>    |
        | 车辆识别（增强版） | <enhanced free> |
      And the total is <total> yuan

      Examples: As called, by day and then in the page's order
        | value     | plain  | plain on   | enhanced | enhanced on | plain free | enhanced free | total  | arithmetic         |
        | as-called | 12,000 | 2022-10-05 | 0        | 2022-10-05  | 10,000     | 0             | 6.00   | 2,000 × 3 ÷ 1,000  |
        | as-called | 0      | 2022-10-05 | 12,000   | 2022-10-05  | 0          | 10,000        | 150.00 | 2,000 × 75 ÷ 1,000 |
        | as-called | 6,000  | 2022-10-05 | 6,000    | 2022-10-05  | 6,000      | 4,000         | 150.00 | 2,000 × 75 ÷ 1,000 |
        | as-called | 6,000  | 2022-10-05 | 6,000    | 2022-10-06  | 6,000      | 4,000         | 150.00 | 2,000 × 75 ÷ 1,000 |
        | as-called | 6,000  | 2022-10-06 | 6,000    | 2022-10-05  | 4,000      | 6,000         | 6.00   | 2,000 × 3 ÷ 1,000  |

      Examples: The interface with the lower first price first
        | value          | plain  | plain on   | enhanced | enhanced on | plain free | enhanced free | total  | arithmetic         |
        | cheapest-first | 12,000 | 2022-10-05 | 0        | 2022-10-05  | 10,000     | 0             | 6.00   | 2,000 × 3 ÷ 1,000  |
        | cheapest-first | 0      | 2022-10-05 | 12,000   | 2022-10-05  | 0          | 10,000        | 150.00 | 2,000 × 75 ÷ 1,000 |
        | cheapest-first | 6,000  | 2022-10-05 | 6,000    | 2022-10-05  | 6,000      | 4,000         | 150.00 | 2,000 × 75 ÷ 1,000 |
        | cheapest-first | 6,000  | 2022-10-06 | 6,000    | 2022-10-05  | 6,000      | 4,000         | 150.00 | 2,000 × 75 ÷ 1,000 |

      Examples: The interface with the higher first price first
        | value         | plain  | plain on   | enhanced | enhanced on | plain free | enhanced free | total  | arithmetic         |
        | dearest-first | 12,000 | 2022-10-05 | 0        | 2022-10-05  | 10,000     | 0             | 6.00   | 2,000 × 3 ÷ 1,000  |
        | dearest-first | 0      | 2022-10-05 | 12,000   | 2022-10-05  | 0          | 10,000        | 150.00 | 2,000 × 75 ÷ 1,000 |
        | dearest-first | 6,000  | 2022-10-05 | 6,000    | 2022-10-05  | 4,000      | 6,000         | 6.00   | 2,000 × 3 ÷ 1,000  |
        | dearest-first | 6,000  | 2022-10-05 | 6,000    | 2022-10-06  | 4,000      | 6,000         | 6.00   | 2,000 × 3 ÷ 1,000  |

    @reading-shared-pool-order
    Scenario Outline: A pool that is large enough is free to both in every order
      Given the reading "shared-pool-order" is "<value>"
      And <plain> calls of "车辆识别" dated 2022-10-06
      And <enhanced> calls of "车辆识别（增强版）" dated 2022-10-05
      When the bill is computed
      Then the lines are:
        | interface          | free       | pay as you go |
        | 车辆识别           | <plain>    | 0             |
        | 车辆识别（增强版） | <enhanced> | 0             |
      And the total is 0.00 yuan

      Examples:
        | value          | plain  | enhanced |
        | as-called      | 10,000 | 0        |
        | as-called      | 5,000  | 5,000    |
        | as-called      | 0      | 10,000   |
        | cheapest-first | 10,000 | 0        |
        | cheapest-first | 5,000  | 5,000    |
        | cheapest-first | 0      | 10,000   |
        | dearest-first  | 10,000 | 0        |
        | dearest-first  | 5,000  | 5,000    |
        | dearest-first  | 0      | 10,000   |

    @reading-shared-pool-order
    Scenario Outline: Calls of three days draw on the pool in turn
      Given the reading "shared-pool-order" is "<value>"
      And this usage:
        | date       | interface          | calls |
        | 2022-10-05 | 车辆识别（增强版） | 3,000 |
        | 2022-10-06 | 车辆识别           | 5,000 |
        | 2022-10-07 | 车辆识别（增强版） | 4,000 |
      When the bill is computed
      Then the lines are:
        | interface          | calls | free            | pay as you go      |
        | 车辆识别           | 5,000 | <plain free>    | <plain payable>    |
        | 车辆识别（增强版） | 7,000 | <enhanced free> | <enhanced payable> |
      And the total is <total> yuan

      Examples:
        | value          | plain free | plain payable | enhanced free | enhanced payable | total  | arithmetic         |
        | as-called      | 5,000      | 0             | 5,000         | 2,000            | 150.00 | 2,000 × 75 ÷ 1,000 |
        | cheapest-first | 5,000      | 0             | 5,000         | 2,000            | 150.00 | 2,000 × 75 ÷ 1,000 |
        | dearest-first  | 3,000      | 2,000         | 7,000         | 0                | 6.00   | 2,000 × 3 ÷ 1,000  |

    @reading-shared-pool-order
    Scenario: The order of a shared pool moves the total of an overdrawn pool
      Given this usage:
        | date       | interface          | calls |
        | 2022-10-05 | 车辆识别（增强版） | 6,000 |
        | 2022-10-06 | 车辆识别           | 6,000 |
      When the bill is computed
      Then the total is 6.00 yuan
      And the range is from 6.00 to 150.00 yuan
      And these readings move the total:
        | reading           | value          | total  |
        | shared-pool-order | cheapest-first | 150.00 |

    @reading-shared-pool-order
    Scenario: A line says how many of its calls the pool made free
      Given this usage:
        | date       | interface          | calls |
        | 2022-10-05 | 车辆识别（增强版） | 6,000 |
        | 2022-10-06 | 车辆识别           | 6,000 |
      When the bill is computed
      Then the line of "车辆识别（增强版）" is explained by:
        | rule        | says   |
        | quota-table | 6,000  |
        | quota-table | 10,000 |
      And the line of "车辆识别" is explained by:
        | rule          | says   |
        | quota-table   | 4,000  |
        | quota-table   | 10,000 |
        | reached-tiers | 2,000  |

    @reading-shared-pool-order
    Scenario Outline: After the change each interface has a quota of its own
      Given the reading "shared-pool-order" is "<value>"
      And 500 calls of "车辆识别" dated 2022-11
      And 1,500 calls of "车辆识别（增强版）" dated 2022-11
      When the bill is computed
      Then the lines are:
        | interface          | free  | pay as you go | amount |
        | 车辆识别           | 500   | 0             | 0.00   |
        | 车辆识别（增强版） | 1,000 | 500           | 37.50  |

      Examples:
        | value          |
        | as-called      |
        | cheapest-first |
        | dearest-first  |

    Scenario Outline: Calls of one interface never touch the quota of another
      Given 5,000 calls of "<interface>" dated 2023-05-01
      And 1,000 calls of "<other>" dated 2023-05-02
      When the bill is computed
      Then the lines are:
        | interface   | free  | pay as you go |
        | <interface> | 1,000 | 4,000         |
        | <other>     | 1,000 | 0             |
      And the total is <total> yuan

      Examples:
        | interface           | other               | total  | arithmetic          |
        | 商品识别            | 商品识别-微信识物版 | 10.00  | 4,000 × 2.5 ÷ 1,000 |
        | 商品识别-微信识物版 | 商品识别            | 14.00  | 4,000 × 3.5 ÷ 1,000 |
        | 车辆识别            | 车辆识别（增强版）  | 12.00  | 4,000 × 3 ÷ 1,000   |
        | 车辆识别（增强版）  | 车辆识别            | 300.00 | 4,000 × 75 ÷ 1,000  |
        | 文件封识别          | 宠物识别图片版      | 28.00  | 4,000 × 7 ÷ 1,000   |
        | 宠物识别图片版      | 文件封识别          | 80.00  | 4,000 × 20 ÷ 1,000  |
        | 智能裁剪            | 图像质量评估        | 8.00   | 4,000 × 2 ÷ 1,000   |
        | 图像质量评估        | 图像清晰度增强      | 12.00  | 4,000 × 3 ÷ 1,000   |
        | 图像清晰度增强      | 智能裁剪            | 32.00  | 4,000 × 8 ÷ 1,000   |

    Scenario: An interface outside the pool leaves the pool whole
      Given 20,000 calls of "商品识别" dated 2022-10-05
      And 5,000 calls of "车辆识别" dated 2022-10-06
      And 5,000 calls of "车辆识别（增强版）" dated 2022-10-06
      When the bill is computed
      Then the lines are:
        | interface          | free   | pay as you go | amount |
        | 商品识别           | 10,000 | 10,000        | 25.00  |
        | 车辆识别           | 5,000  | 0             | 0.00   |
        | 车辆识别（增强版） | 5,000  | 0             | 0.00   |

  @quota-exhausted
  Rule: After the quota come packs, and after packs pay-as-you-go
    免费资源包消耗完后，如果您已购买付费资源包，则将转入预付费资源包结算，如果您未购买预付费资源包或者预付费资源包已耗尽，将直接转入后付费结算，腾讯云可能基于产品运营情况在提前30天通知您后自行调整或取消免费调用额度。

    Calls past the quota are taken from packs where there are any, and are paid for where there are none.

    Scenario: Without a pack every call past the quota is paid for
      Given 11,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | free  | pack | pay as you go | unit price | amount |
        | 1,000 | 0    | 10,000        | 75         | 750.00 |

    Scenario: With a pack the calls past the quota come off the pack
      Given these packs were bought:
        | purchased on | interface          | calls |
        | 2023-05-01   | 车辆识别（增强版） | 1万次 |
      And 11,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | unit price | amount |
        | 1,000 | 10,000 | 0             | -          | 0.00   |

    Scenario: A pack that is empty sends the rest to pay-as-you-go
      Given these packs were bought:
        | purchased on | interface          | calls |
        | 2023-05-01   | 车辆识别（增强版） | 1万次 |
      And 20,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | unit price | amount |
        | 1,000 | 10,000 | 9,000         | 75         | 675.00 |

  @quota-change-notice
  Rule: From 24 October 2022 six quotas are 1,000 calls each
    免费额度调整通知：自2022年10月24日起，腾讯云将对每月发放的接口免费调用额度进行调整，具体调整如下：商品识别、商品识别-微信识物版、车辆识别、车辆识别（增强版）、图像质量评估、智能裁剪接口的免费调用额度将调整为每接口各1000次/月。

    The quota of 10,000 calls becomes 1,000 for six interfaces, and the shared pool becomes two quotas.

    Scenario Outline: The month before the change is free to 10,000 and the month after it to 1,000
      Given 11,000 calls of "<interface>" dated <month>
      When the bill is computed
      Then the lines are:
        | month   | interface   | free   | pay as you go | amount   |
        | <month> | <interface> | <free> | <payable>     | <amount> |

      Examples: The six interfaces of the notice, October 2022
        | interface           | month   | free   | payable | amount | arithmetic          |
        | 商品识别            | 2022-10 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000 |
        | 商品识别-微信识物版 | 2022-10 | 10,000 | 1,000   | 3.50   | 1,000 × 3.5 ÷ 1,000 |
        | 车辆识别            | 2022-10 | 10,000 | 1,000   | 3.00   | 1,000 × 3 ÷ 1,000   |
        | 车辆识别（增强版）  | 2022-10 | 10,000 | 1,000   | 75.00  | 1,000 × 75 ÷ 1,000  |
        | 图像质量评估        | 2022-10 | 10,000 | 1,000   | 3.00   | 1,000 × 3 ÷ 1,000   |
        | 智能裁剪            | 2022-10 | 10,000 | 1,000   | 2.00   | 1,000 × 2 ÷ 1,000   |

      Examples: The six interfaces of the notice, November 2022
        | interface           | month   | free  | payable | amount | arithmetic           |
        | 商品识别            | 2022-11 | 1,000 | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |
        | 商品识别-微信识物版 | 2022-11 | 1,000 | 10,000  | 35.00  | 10,000 × 3.5 ÷ 1,000 |
        | 车辆识别            | 2022-11 | 1,000 | 10,000  | 30.00  | 10,000 × 3 ÷ 1,000   |
        | 车辆识别（增强版）  | 2022-11 | 1,000 | 10,000  | 750.00 | 10,000 × 75 ÷ 1,000  |
        | 图像质量评估        | 2022-11 | 1,000 | 10,000  | 30.00  | 10,000 × 3 ÷ 1,000   |
        | 智能裁剪            | 2022-11 | 1,000 | 10,000  | 20.00  | 10,000 × 2 ÷ 1,000   |

      Examples: The three interfaces outside the notice
        | interface      | month   | free  | payable | amount | arithmetic          |
        | 文件封识别     | 2022-10 | 1,000 | 10,000  | 70.00  | 10,000 × 7 ÷ 1,000  |
        | 文件封识别     | 2022-11 | 1,000 | 10,000  | 70.00  | 10,000 × 7 ÷ 1,000  |
        | 宠物识别图片版 | 2022-10 | 1,000 | 10,000  | 180.00 | 10,000 × 18 ÷ 1,000 |
        | 宠物识别图片版 | 2022-11 | 1,000 | 10,000  | 180.00 | 10,000 × 18 ÷ 1,000 |
        | 图像清晰度增强 | 2022-10 | 1,000 | 10,000  | 80.00  | 10,000 × 8 ÷ 1,000  |
        | 图像清晰度增强 | 2022-11 | 1,000 | 10,000  | 80.00  | 10,000 × 8 ÷ 1,000  |

    @reading-quota-change
    Scenario Outline: The days around the change are free as quota-change decides
      Given the reading "quota-change" is "<value>"
      And 11,000 calls of "商品识别" dated <day>
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | <free> | <payable>     | <amount> |

      Examples: The pack issued on 1 October lasts the month
        | value    | day        | free   | payable | amount | arithmetic           |
        | at-issue | 2022-10-01 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | at-issue | 2022-10-23 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | at-issue | 2022-10-24 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | at-issue | 2022-10-25 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | at-issue | 2022-10-31 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | at-issue | 2022-11-01 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |

      Examples: The new quota binds from 24 October
        | value   | day        | free   | payable | amount | arithmetic           |
        | on-date | 2022-10-01 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | on-date | 2022-10-23 | 10,000 | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000  |
        | on-date | 2022-10-24 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |
        | on-date | 2022-10-25 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |
        | on-date | 2022-10-31 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |
        | on-date | 2022-11-01 | 1,000  | 10,000  | 25.00  | 10,000 × 2.5 ÷ 1,000 |

    @reading-quota-change
    Scenario Outline: Calls from the change on find the new quota less what was already free
      Given the reading "quota-change" is "<value>"
      And <before> calls of "商品识别" dated 2022-10-23
      And <after> calls of "商品识别" dated 2022-10-24
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | <free> | <payable>     | <amount> |

      Examples: At issue, one quota of 10,000
        | value    | before | after  | free   | payable | amount | arithmetic          |
        | at-issue | 600    | 11,000 | 10,000 | 1,600   | 4.00   | 1,600 × 2.5 ÷ 1,000 |
        | at-issue | 1,000  | 1,000  | 2,000  | 0       | 0.00   | 0                   |
        | at-issue | 5,000  | 1,000  | 6,000  | 0       | 0.00   | 0                   |
        | at-issue | 12,000 | 1,000  | 10,000 | 3,000   | 7.50   | 3,000 × 2.5 ÷ 1,000 |

      Examples: On date, 1,000 less the calls that were free before, and never below zero
        | value   | before | after  | free   | payable | amount | arithmetic                    |
        | on-date | 600    | 11,000 | 1,000  | 10,600  | 26.50  | (11,000 - 400) × 2.5 ÷ 1,000  |
        | on-date | 1,000  | 1,000  | 1,000  | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000           |
        | on-date | 5,000  | 1,000  | 5,000  | 1,000   | 2.50   | 1,000 × 2.5 ÷ 1,000           |
        | on-date | 12,000 | 1,000  | 10,000 | 3,000   | 7.50   | (2,000 + 1,000) × 2.5 ÷ 1,000 |

    @reading-quota-change
    Scenario Outline: The shared pool becomes two quotas at the month's turn or on the day
      Given the reading "quota-change" is "<value>"
      And 9,500 calls of "车辆识别（增强版）" dated 2022-10-20
      And 3,000 calls of "车辆识别" dated 2022-10-24
      When the bill is computed
      Then the lines are:
        | interface          | free   | pay as you go | amount   |
        | 车辆识别（增强版） | 9,500  | 0             | 0.00     |
        | 车辆识别           | <free> | <payable>     | <amount> |

      Examples:
        | value    | free  | payable | amount | arithmetic                             |
        | at-issue | 500   | 2,500   | 7.50   | (3,000 - (10,000 - 9,500)) × 3 ÷ 1,000 |
        | on-date  | 1,000 | 2,000   | 6.00   | (3,000 - 1,000) × 3 ÷ 1,000            |

    @reading-quota-change
    Scenario Outline: Each interface of the former pool counts what it had free itself
      Given the reading "quota-change" is "<value>"
      And this usage:
        | date       | interface          | calls |
        | 2022-10-23 | 车辆识别           | 700   |
        | 2022-10-24 | 车辆识别           | 500   |
        | 2022-10-24 | 车辆识别（增强版） | 1,000 |
      When the bill is computed
      Then the lines are:
        | interface          | calls | free   | pay as you go | amount   |
        | 车辆识别           | 1,200 | <free> | <payable>     | <amount> |
        | 车辆识别（增强版） | 1,000 | 1,000  | 0             | 0.00     |

      Examples:
        | value    | free  | payable | amount | arithmetic                        |
        | at-issue | 1,200 | 0       | 0.00   | 0                                 |
        | on-date  | 1,000 | 200     | 0.60   | (500 - (1,000 - 700)) × 3 ÷ 1,000 |

    @reading-quota-change
    Scenario: A line says what was free before the change and after it
      Given the reading "quota-change" is "on-date"
      And 600 calls of "商品识别" dated 2022-10-23
      And 11,000 calls of "商品识别" dated 2022-10-24
      When the bill is computed
      Then the line of "商品识别" is explained by:
        | rule          | says       |
        | quota-table   | 600        |
        | quota-table   | 400        |
        | quota-table   | 2022-10-24 |
        | reached-tiers | 10,600     |

    @reading-quota-change @reading-shared-pool-order
    Scenario: The change and the order of the pool move October's total each by itself
      # At issue the pool is one: 6,000 + 4,000 free, 2,000 × 3 = 6.00, or the cheap calls
      # first, 2,000 × 75 = 150.00. On date the calls of the 24th find 1,000: 5,000 × 3 = 15.00.
      Given this usage:
        | date       | interface          | calls |
        | 2022-10-05 | 车辆识别（增强版） | 6,000 |
        | 2022-10-24 | 车辆识别           | 6,000 |
      When the bill is computed
      Then the total is 6.00 yuan
      And the range is from 6.00 to 150.00 yuan
      And these readings move the total:
        | reading           | value          | total  |
        | quota-change      | on-date        | 15.00  |
        | shared-pool-order | cheapest-first | 150.00 |

    @reading-quota-change
    Scenario: A row that gives only October counts on its last day
      Given the reading "quota-change" is "on-date"
      And 11,000 calls of "商品识别" dated 2022-10
      When the bill is computed
      Then the lines are:
        | month   | free  | pay as you go | amount |
        | 2022-10 | 1,000 | 10,000        | 25.00  |

    @reading-quota-change
    Scenario: The change within the month moves the total of October 2022
      Given 11,000 calls of "商品识别" dated 2022-10-24
      When the bill is computed
      Then the total is 2.50 yuan
      And the range is from 2.50 to 25.00 yuan
      And these readings move the total:
        | reading      | value   | total |
        | quota-change | on-date | 25.00 |

    @reading-quota-change
    Scenario: The change within the month moves nothing in November 2022
      Given 11,000 calls of "商品识别" dated 2022-11-01
      When the bill is computed
      Then the range is from 25.00 to 25.00 yuan
      And no reading moves the total

    @reading-quota-change
    Scenario: A fixed reading narrows the range to itself
      Given the reading "quota-change" is "on-date"
      And 11,000 calls of "商品识别" dated 2022-10-24
      When the bill is computed
      Then the total is 25.00 yuan
      And the range is from 25.00 to 25.00 yuan
      And no reading moves the total

  @quota-table
  Rule: Every interface has the quota of its row
    各接口调整后的免费额度详见下表。

    The table gives each interface's free calls a month; a note in a cell gives the quota after the change.

    Scenario: The quotas of the page are those of its nine rows
      Given the price book as it stood on 2026-11-23
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

    Scenario Outline: The quota ends after its last free call
      Given <calls> calls of "<interface>" dated <date>
      When the bill is computed
      Then the lines are:
        | interface   | calls   | free   | pay as you go | unit price | amount   |
        | <interface> | <calls> | <free> | <payable>     | <price>    | <amount> |

      Examples: The quota of 商品识别
        | interface | date    | calls | free  | payable | price | amount | arithmetic          |
        | 商品识别  | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                   |
        | 商品识别  | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                   |
        | 商品识别  | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                   |
        | 商品识别  | 2023-05 | 1,001 | 1,000 | 1       | 2.5   | 0.00   | 1 × 2.5 ÷ 1,000     |
        | 商品识别  | 2023-05 | 2,000 | 1,000 | 1,000   | 2.5   | 2.50   | 1,000 × 2.5 ÷ 1,000 |

      Examples: The quota of 商品识别-微信识物版
        | interface           | date    | calls | free  | payable | price | amount | arithmetic          |
        | 商品识别-微信识物版 | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                   |
        | 商品识别-微信识物版 | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                   |
        | 商品识别-微信识物版 | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                   |
        | 商品识别-微信识物版 | 2023-05 | 1,001 | 1,000 | 1       | 3.5   | 0.00   | 1 × 3.5 ÷ 1,000     |
        | 商品识别-微信识物版 | 2023-05 | 2,000 | 1,000 | 1,000   | 3.5   | 3.50   | 1,000 × 3.5 ÷ 1,000 |

      Examples: The quota of 车辆识别
        | interface | date    | calls | free  | payable | price | amount | arithmetic        |
        | 车辆识别  | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                 |
        | 车辆识别  | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                 |
        | 车辆识别  | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                 |
        | 车辆识别  | 2023-05 | 1,001 | 1,000 | 1       | 3     | 0.00   | 1 × 3 ÷ 1,000     |
        | 车辆识别  | 2023-05 | 2,000 | 1,000 | 1,000   | 3     | 3.00   | 1,000 × 3 ÷ 1,000 |

      Examples: The quota of 车辆识别（增强版）
        | interface          | date    | calls | free  | payable | price | amount | arithmetic         |
        | 车辆识别（增强版） | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                  |
        | 车辆识别（增强版） | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                  |
        | 车辆识别（增强版） | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                  |
        | 车辆识别（增强版） | 2023-05 | 1,001 | 1,000 | 1       | 75    | 0.08   | 1 × 75 ÷ 1,000     |
        | 车辆识别（增强版） | 2023-05 | 2,000 | 1,000 | 1,000   | 75    | 75.00  | 1,000 × 75 ÷ 1,000 |

      Examples: The quota of 文件封识别
        | interface  | date    | calls | free  | payable | price | amount | arithmetic        |
        | 文件封识别 | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                 |
        | 文件封识别 | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                 |
        | 文件封识别 | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                 |
        | 文件封识别 | 2023-05 | 1,001 | 1,000 | 1       | 7     | 0.01   | 1 × 7 ÷ 1,000     |
        | 文件封识别 | 2023-05 | 2,000 | 1,000 | 1,000   | 7     | 7.00   | 1,000 × 7 ÷ 1,000 |

      Examples: The quota of 宠物识别图片版
        | interface      | date    | calls | free  | payable | price | amount | arithmetic         |
        | 宠物识别图片版 | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                  |
        | 宠物识别图片版 | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                  |
        | 宠物识别图片版 | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                  |
        | 宠物识别图片版 | 2023-05 | 1,001 | 1,000 | 1       | 20    | 0.02   | 1 × 20 ÷ 1,000     |
        | 宠物识别图片版 | 2023-05 | 2,000 | 1,000 | 1,000   | 20    | 20.00  | 1,000 × 20 ÷ 1,000 |

      Examples: The quota of 智能裁剪
        | interface | date    | calls | free  | payable | price | amount | arithmetic        |
        | 智能裁剪  | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                 |
        | 智能裁剪  | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                 |
        | 智能裁剪  | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                 |
        | 智能裁剪  | 2023-05 | 1,001 | 1,000 | 1       | 2     | 0.00   | 1 × 2 ÷ 1,000     |
        | 智能裁剪  | 2023-05 | 2,000 | 1,000 | 1,000   | 2     | 2.00   | 1,000 × 2 ÷ 1,000 |

      Examples: The quota of 图像质量评估
        | interface    | date    | calls | free  | payable | price | amount | arithmetic        |
        | 图像质量评估 | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                 |
        | 图像质量评估 | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                 |
        | 图像质量评估 | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                 |
        | 图像质量评估 | 2023-05 | 1,001 | 1,000 | 1       | 3     | 0.00   | 1 × 3 ÷ 1,000     |
        | 图像质量评估 | 2023-05 | 2,000 | 1,000 | 1,000   | 3     | 3.00   | 1,000 × 3 ÷ 1,000 |

      Examples: The quota of 图像清晰度增强
        | interface      | date    | calls | free  | payable | price | amount | arithmetic        |
        | 图像清晰度增强 | 2023-05 | 0     | 0     | 0       | -     | 0.00   | 0                 |
        | 图像清晰度增强 | 2023-05 | 999   | 999   | 0       | -     | 0.00   | 0                 |
        | 图像清晰度增强 | 2023-05 | 1,000 | 1,000 | 0       | -     | 0.00   | 0                 |
        | 图像清晰度增强 | 2023-05 | 1,001 | 1,000 | 1       | 8     | 0.01   | 1 × 8 ÷ 1,000     |
        | 图像清晰度增强 | 2023-05 | 2,000 | 1,000 | 1,000   | 8     | 8.00   | 1,000 × 8 ÷ 1,000 |

    Scenario: Each of the nine interfaces has its own 1,000 calls in one month
      Given this usage:
        | date    | interface           | calls |
        | 2023-05 | 车辆识别            | 1,100 |
        | 2023-05 | 车辆识别（增强版）  | 1,200 |
        | 2023-05 | 商品识别            | 1,400 |
        | 2023-05 | 商品识别-微信识物版 | 2,000 |
        | 2023-05 | 文件封识别          | 3,000 |
        | 2023-05 | 图像质量评估        | 900   |
        | 2023-05 | 智能裁剪            | 1,500 |
        | 2023-05 | 图像清晰度增强      | 1,000 |
        | 2023-05 | 宠物识别图片版      | 1,000 |
      When the bill is computed
      Then the lines are:
        | interface           | calls | free  | pack | pay as you go | unit price | amount |
        | 车辆识别            | 1,100 | 1,000 | 0    | 100           | 3          | 0.30   |
        | 车辆识别（增强版）  | 1,200 | 1,000 | 0    | 200           | 75         | 15.00  |
        | 商品识别            | 1,400 | 1,000 | 0    | 400           | 2.5        | 1.00   |
        | 商品识别-微信识物版 | 2,000 | 1,000 | 0    | 1,000         | 3.5        | 3.50   |
        | 文件封识别          | 3,000 | 1,000 | 0    | 2,000         | 7          | 14.00  |
        | 图像质量评估        | 900   | 900   | 0    | 0             | -          | 0.00   |
        | 智能裁剪            | 1,500 | 1,000 | 0    | 500           | 2          | 1.00   |
        | 图像清晰度增强      | 1,000 | 1,000 | 0    | 0             | -          | 0.00   |
        | 宠物识别图片版      | 1,000 | 1,000 | 0    | 0             | -          | 0.00   |
      And the total is 34.80 yuan
