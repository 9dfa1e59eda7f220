@beyond-the-page
Feature: Books that are not this page's
  The calculator takes any price book: other modes, units, bounds, pools and packs.

  Rule: A progressive book prices each tier's calls at that tier's price

    Scenario Outline: Each part of the calls has its own price
      # The vendor's definition: up to 10 at 5 yuan, up to 15 at 3, beyond at 1; 16 cost 66.
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price |
        | 云主机    | progressive | 1         | 0          | 5.00  |
        | 云主机    | progressive | 1         | 11         | 3.00  |
        | 云主机    | progressive | 1         | 16         | 1.00  |
      And <calls> calls of "云主机" dated 2020-08
      When the bill is computed
      Then the lines are:
        | calls   | pay as you go | unit price | amount   |
        | <calls> | <calls>       | -          | <amount> |

      Examples:
        | calls | amount | arithmetic             |
        | 0     | 0.00   | 0                      |
        | 1     | 5.00   | 1 × 5                  |
        | 9     | 45.00  | 9 × 5                  |
        | 10    | 50.00  | 10 × 5                 |
        | 11    | 53.00  | 10 × 5 + 1 × 3         |
        | 14    | 62.00  | 10 × 5 + 4 × 3         |
        | 15    | 65.00  | 10 × 5 + 5 × 3         |
        | 16    | 66.00  | 10 × 5 + 5 × 3 + 1 × 1 |
        | 17    | 67.00  | 10 × 5 + 5 × 3 + 2 × 1 |

    Scenario Outline: The same table reached prices all calls at the last tier
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 云主机    | reached | 1         | 0          | 5.00  |
        | 云主机    | reached | 1         | 11         | 3.00  |
        | 云主机    | reached | 1         | 16         | 1.00  |
      And <calls> calls of "云主机" dated 2020-08
      When the bill is computed
      Then the lines are:
        | calls   | unit price | amount   |
        | <calls> | <price>    | <amount> |

      Examples:
        | calls | price | amount | arithmetic |
        | 10    | 5.00  | 50.00  | 10 × 5     |
        | 11    | 3.00  | 33.00  | 11 × 3     |
        | 15    | 3.00  | 45.00  | 15 × 3     |
        | 16    | 1.00  | 16.00  | 16 × 1     |

    Scenario Outline: The free calls leave the first of a progressive table
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price |
        | 云主机    | progressive | 1         | 0          | 5.00  |
        | 云主机    | progressive | 1         | 11         | 3.00  |
      And these free quotas:
        | interfaces | calls |
        | 云主机     | 4     |
      And <calls> calls of "云主机" dated 2020-08
      When the bill is computed
      Then the lines are:
        | calls   | free | pay as you go | amount   |
        | <calls> | 4    | <payable>     | <amount> |

      Examples:
        | calls | payable | amount | arithmetic     |
        | 4     | 0       | 0.00   | 0              |
        | 14    | 10      | 50.00  | 10 × 5         |
        | 16    | 12      | 56.00  | 10 × 5 + 2 × 3 |

  Rule: The bound of a graduated tier is counted by measure or by number

    # By measure the first 10 calls of a tier of 10 take its price; by number the call numbered 10
    # has the next one. They differ where the bound is in the upper tier (不含).
    @reading-progressive-bound
    Scenario Outline: The call on a bound has the old price by measure, the new one by number
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | bound in |
        | 云主机    | progressive | 1         | 0          | 5.00  | -        |
        | 云主机    | progressive | 1         | 10         | 3.00  | upper    |
        | 云主机    | progressive | 1         | 15         | 1.00  | upper    |
      And the reading "progressive-bound" is "<value>"
      And <calls> calls of "云主机" dated 2020-08
      When the bill is computed
      Then the lines are:
        | calls   | pay as you go | unit price | amount   |
        | <calls> | <calls>       | -          | <amount> |

      Examples: By measure
        | value      | calls | amount | arithmetic             |
        | by-measure | 9     | 45.00  | 9 × 5                  |
        | by-measure | 10    | 50.00  | 10 × 5                 |
        | by-measure | 11    | 53.00  | 10 × 5 + 1 × 3         |
        | by-measure | 15    | 65.00  | 10 × 5 + 5 × 3         |
        | by-measure | 16    | 66.00  | 10 × 5 + 5 × 3 + 1 × 1 |

      Examples: By number
        | value     | calls | amount | arithmetic            |
        | by-number | 9     | 45.00  | 9 × 5                 |
        | by-number | 10    | 48.00  | 9 × 5 + 1 × 3         |
        | by-number | 11    | 51.00  | 9 × 5 + 2 × 3         |
        | by-number | 15    | 61.00  | 9 × 5 + 5 × 3 + 1 × 1 |
        | by-number | 16    | 62.00  | 9 × 5 + 5 × 3 + 2 × 1 |

    @reading-progressive-bound
    Scenario Outline: A million calls and 49,000 more, at 75 and 45 yuan per 1,000
      Given a price book with these tiers:
        | interface          | mode        | per calls | from calls | price | bound in |
        | 车辆识别（增强版） | progressive | 1,000     | 0          | 75    | -        |
        | 车辆识别（增强版） | progressive | 1,000     | 1,000,000  | 45    | upper    |
      And the reading "progressive-bound" is "<value>"
      And 1,049,000 calls of "车辆识别（增强版）" dated 2023-01
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | value      | total     | arithmetic                                   |
        | by-measure | 77,205.00 | 1,000,000 × 75 ÷ 1,000 + 49,000 × 45 ÷ 1,000 |
        | by-number  | 77,204.97 | 999,999 × 75 ÷ 1,000 + 49,001 × 45 ÷ 1,000   |

    @reading-progressive-bound
    Scenario: A graduated bound counts by measure, and the range has the other way
      # By measure 10 × 5 + 6 × 3; by number 9 × 5 + 7 × 3.
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | bound in |
        | 云主机    | progressive | 1         | 0          | 5.00  | -        |
        | 云主机    | progressive | 1         | 10         | 3.00  | upper    |
      And 16 calls of "云主机" dated 2020-08
      When the bill is computed
      Then the total is 68.00 yuan
      And the range is from 66.00 to 68.00 yuan
      And these readings move the total:
        | reading           | value     | total |
        | progressive-bound | by-number | 66.00 |

    @reading-progressive-bound
    Scenario Outline: A bound in the lower tier (≤) is the same by measure and by number
      # Either way 10 × 5 + 6 × 3.
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | bound in |
        | 云主机    | progressive | 1         | 0          | 5.00  | -        |
        | 云主机    | progressive | 1         | 11         | 3.00  | lower    |
      And the reading "progressive-bound" is "<value>"
      And 16 calls of "云主机" dated 2020-08
      When the bill is computed
      Then the total is 68.00 yuan

      Examples:
        | value      |
        | by-measure |
        | by-number  |

    @reading-progressive-bound
    Scenario: Where graduated tiers have their bounds in the lower tier, nothing is in doubt
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | bound in |
        | 云主机    | progressive | 1         | 0          | 5.00  | -        |
        | 云主机    | progressive | 1         | 11         | 3.00  | lower    |
      And 16 calls of "云主机" dated 2020-08
      When the bill is computed
      Then the range is from 68.00 to 68.00 yuan

  Rule: Where no sentence says how tiers price calls, the range spans both ways

    @reading-tier-mode
    Scenario: A mode that is only assumed is volume pricing, and the range has graduated pricing
      # Volume: 3,000,000 × 0.012; graduated: 1,000,000 × 0.02 + 2,000,000 × 0.012.
      Given a price book with these tiers:
        | interface | mode    | certainty | per calls | from calls | price | bound in |
        | 商品识别  | reached | assumed   | 1         | 0          | 0.02  | -        |
        | 商品识别  | reached | assumed   | 1         | 1,000,001  | 0.012 | lower    |
      And 3,000,000 calls of "商品识别" dated 2024-01
      When the bill is computed
      Then the total is 36,000.00 yuan
      And the range is from 36,000.00 to 44,000.00 yuan
      And these readings move the total:
        | reading   | value       | total     |
        | tier-mode | progressive | 44,000.00 |

    @reading-tier-mode
    Scenario Outline: A mode that is only assumed is what the reading decides
      Given a price book with these tiers:
        | interface | mode    | certainty | per calls | from calls | price | bound in |
        | 商品识别  | reached | assumed   | 1         | 0          | 0.02  | -        |
        | 商品识别  | reached | assumed   | 1         | 1,000,001  | 0.012 | lower    |
      And the reading "tier-mode" is "<value>"
      And 3,000,000 calls of "商品识别" dated 2024-01
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | 3,000,000     | <price>    | <amount> |
      And the range is from <amount> to <amount> yuan

      Examples:
        | value       | price | amount    | arithmetic                           |
        | reached     | 0.012 | 36,000.00 | 3,000,000 × 0.012                    |
        | progressive | -     | 44,000.00 | 1,000,000 × 0.02 + 2,000,000 × 0.012 |

    @reading-tier-mode
    Scenario Outline: A mode that is stated is no doubt, and the reading leaves it alone
      Given a price book with these tiers:
        | interface | mode   | per calls | from calls | price | bound in |
        | 商品识别  | <mode> | 1         | 0          | 0.02  | -        |
        | 商品识别  | <mode> | 1         | 1,000,001  | 0.012 | lower    |
      And the reading "tier-mode" is "<value>"
      And 3,000,000 calls of "商品识别" dated 2024-01
      When the bill is computed
      Then the total is <amount> yuan
      And the range is from <amount> to <amount> yuan

      Examples:
        | mode        | value       | amount    | arithmetic                           |
        | reached     | progressive | 36,000.00 | 3,000,000 × 0.012                    |
        | progressive | reached     | 44,000.00 | 1,000,000 × 0.02 + 2,000,000 × 0.012 |

    @reading-tier-mode @reading-progressive-bound
    Scenario: The doubt of a bound comes with the doubt of the mode
      # Volume: 16 × 3; graduated by measure 10 × 5 + 6 × 3, by number 9 × 5 + 7 × 3.
      Given a price book with these tiers:
        | interface | mode    | certainty | per calls | from calls | price | bound in |
        | 云主机    | reached | assumed   | 1         | 0          | 5.00  | -        |
        | 云主机    | reached | assumed   | 1         | 10         | 3.00  | upper    |
      And 16 calls of "云主机" dated 2020-08
      When the bill is computed
      Then the total is 48.00 yuan
      And the range is from 48.00 to 68.00 yuan
      And these readings move the total:
        | reading   | value       | total |
        | tier-mode | progressive | 68.00 |

    @reading-tier-mode
    Scenario: One price for all calls leaves nothing to be said
      Given a price book with these tiers:
        | interface | mode    | certainty | per calls | from calls | price |
        | 云主机    | reached | assumed   | 1         | 0          | 5.00  |
      And 16 calls of "云主机" dated 2020-08
      When the bill is computed
      Then the range is from 80.00 to 80.00 yuan

  Rule: A price holds for 1, 1,000 or 10,000 calls

    Scenario Outline: The unit of a price changes the price and not the amount
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price   |
        | 图像标签  | reached | <per>     | 0          | <price> |
      And 12,345 calls of "图像标签" dated 2020-08
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | 12,345        | <price>    | 1,481.40 |

      Examples:
        | per    | price |
        | 1      | 0.12  |
        | 1,000  | 120   |
        | 10,000 | 1200  |

    @reading-partial-thousand
    Scenario Outline: A part of a unit is rounded up to that unit
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price   |
        | 图像标签  | reached | <per>     | 0          | <price> |
      And the reading "partial-thousand" is "round-up"
      And 12,345 calls of "图像标签" dated 2020-08
      When the bill is computed
      Then the lines are:
        | pay as you go | unit price | amount   |
        | 12,345        | <price>    | <amount> |

      Examples:
        | per    | price | amount   | arithmetic    |
        | 1      | 0.12  | 1,481.40 | 12,345 × 0.12 |
        | 1,000  | 120   | 1,560.00 | 13 × 120      |
        | 10,000 | 1200  | 2,400.00 | 2 × 1,200     |

  Rule: A bound lies on the side that the book gives it

    Scenario Outline: Three thousand calls belong below or above
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1,000     | 0          | 2     |
        | 图像标签  | reached | 1,000     | <bound>    | 1     |
      And <calls> calls of "图像标签" dated 2020-08
      When the bill is computed
      Then the lines are:
        | unit price | amount   |
        | <price>    | <amount> |

      Examples: The upper bound is not in the range (不含)
        | bound | calls | price | amount | arithmetic        |
        | 3,000 | 2,999 | 2     | 6.00   | 2,999 × 2 ÷ 1,000 |
        | 3,000 | 3,000 | 1     | 3.00   | 3,000 × 1 ÷ 1,000 |
        | 3,000 | 3,001 | 1     | 3.00   | 3,001 × 1 ÷ 1,000 |

      Examples: The upper bound is in the range (≤)
        | bound | calls | price | amount | arithmetic        |
        | 3,001 | 2,999 | 2     | 6.00   | 2,999 × 2 ÷ 1,000 |
        | 3,001 | 3,000 | 2     | 6.00   | 3,000 × 2 ÷ 1,000 |
        | 3,001 | 3,001 | 1     | 3.00   | 3,001 × 1 ÷ 1,000 |

  Rule: A book has the quotas and pools that it names

    Scenario: An interface without a quota pays from the first call
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 0.5   |
      And 3 calls of "图像标签" dated 2020-08
      When the bill is computed
      Then the lines are:
        | calls | free | pay as you go | amount |
        | 3     | 0    | 3             | 1.50   |

    @reading-shared-pool-order
    Scenario Outline: Three interfaces share a pool of six calls
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 甲        | reached | 1         | 0          | 2     |
        | 乙        | reached | 1         | 0          | 1     |
        | 丙        | reached | 1         | 0          | 3     |
      And these free quotas:
        | interfaces | calls |
        | 甲, 乙, 丙 | 6     |
      And the reading "shared-pool-order" is "<value>"
      And this usage:
        | date       | interface | calls |
        | 2020-08-01 | 乙        | 2     |
        | 2020-08-02 | 丙        | 3     |
        | 2020-08-03 | 甲        | 4     |
      When the bill is computed
      Then the lines are:
        | interface | calls | free     |
        | 甲        | 4     | <first>  |
        | 乙        | 2     | <second> |
        | 丙        | 3     | <third>  |
      And the total is <total> yuan

      Examples:
        | value          | first | second | third | total | arithmetic    |
        | as-called      | 1     | 2      | 3     | 6.00  | 3 × 2         |
        | cheapest-first | 4     | 2      | 0     | 9.00  | 3 × 3         |
        | dearest-first  | 3     | 0      | 3     | 4.00  | 1 × 2 + 2 × 1 |

    Scenario Outline: A quota holds from its first day to the day before its end
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these free quotas:
        | interfaces | calls | from       | to         |
        | 图像标签   | 5     | -          | 2020-09-01 |
        | 图像标签   | 2     | 2020-09-01 | 2020-11-01 |
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | <free> | <payable>     | <amount> |

      Examples:
        | day        | free | payable | amount | arithmetic |
        | 2020-08-31 | 5    | 5       | 5.00   | 5 × 1      |
        | 2020-09-01 | 2    | 8       | 8.00   | 8 × 1      |
        | 2020-10-31 | 2    | 8       | 8.00   | 8 × 1      |
        | 2020-11-01 | 0    | 10      | 10.00  | 10 × 1     |

  Rule: A book sells the packs that it names, each for its own time

    Scenario Outline: A pack lasts as many months as the book says
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months   |
        | 图像标签  | 300   | 20    | <months> |
      And these packs were bought:
        | purchased on | interface | calls |
        | <bought>     | 图像标签  | 300   |
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the lines are:
        | pack   | pay as you go |
        | <pack> | <payable>     |
      And the packs are:
        | calls | price | used   | expires on |
        | 300   | 20    | <pack> | <ends>     |

      Examples:
        | months | bought     | called     | pack | payable | ends       |
        | 1      | 2020-08-15 | 2020-09-14 | 10   | 0       | 2020-09-15 |
        | 1      | 2020-08-15 | 2020-09-15 | 0    | 10      | 2020-09-15 |
        | 3      | 2020-08-15 | 2020-11-14 | 10   | 0       | 2020-11-15 |
        | 3      | 2020-08-15 | 2020-11-15 | 0    | 10      | 2020-11-15 |
        | 24     | 2020-08-15 | 2022-08-14 | 10   | 0       | 2022-08-15 |
        | 24     | 2020-08-15 | 2022-08-15 | 0    | 10      | 2022-08-15 |

    Scenario: Two interfaces each have packs of their own
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 甲        | reached | 1         | 0          | 2     |
        | 乙        | reached | 1         | 0          | 3     |
      And these packs for sale:
        | interface | calls | price |
        | 甲        | 100   | 150   |
        | 乙        | 40    | 99.5  |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2020-08-01   | 甲        | 100   |
        | 2020-08-01   | 乙        | 40    |
      And 30 calls of "甲" dated 2020-08
      And 50 calls of "乙" dated 2020-08
      When the bill is computed
      Then the lines are:
        | interface | pack | pay as you go | amount |
        | 甲        | 30   | 0             | 0.00   |
        | 乙        | 40   | 10            | 30.00  |
      And the packs are:
        | interface | calls | price | used | left |
        | 甲        | 100   | 150   | 30   | 70   |
        | 乙        | 40    | 99.5  | 40   | 0    |

    @reading-pack-order
    Scenario Outline: Packs of different length are used as pack-order decides
      # A year's pack bought first and a month's pack bought later; 500 calls, then 1,200.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months |
        | 图像标签  | 1,000 | 700   | 12     |
        | 图像标签  | 500   | 300   | 1      |
      And the reading "pack-order" is "<value>"
      And these packs were bought:
        | purchased on | interface | calls |
        | 2020-01-01   | 图像标签  | 1,000 |
        | 2020-01-05   | 图像标签  | 500   |
      And 500 calls of "图像标签" dated 2020-01-10
      And 1,200 calls of "图像标签" dated 2020-02-20
      When the bill is computed
      Then the packs are:
        | purchased on | calls | used         | left         | expires on |
        | 2020-01-01   | 1,000 | <year used>  | <year left>  | 2021-01-01 |
        | 2020-01-05   | 500   | <month used> | <month left> | 2020-02-05 |
      And the total is <total> yuan

      Examples:
        | value             | year used | year left | month used | month left | total  | arithmetic            |
        | earliest-expiry   | 1,000     | 0         | 500        | 0          | 200.00 | 1,200 - 1,000         |
        | earliest-purchase | 1,000     | 0         | 0          | 500        | 700.00 | 1,200 - (1,000 - 500) |

    @reading-pack-order
    Scenario: The order of packs moves the total where their lengths differ
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months |
        | 图像标签  | 1,000 | 700   | 12     |
        | 图像标签  | 500   | 300   | 1      |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2020-01-01   | 图像标签  | 1,000 |
        | 2020-01-05   | 图像标签  | 500   |
      And 500 calls of "图像标签" dated 2020-01-10
      And 1,200 calls of "图像标签" dated 2020-02-20
      When the bill is computed
      Then the range is from 200.00 to 700.00 yuan
      And these readings move the total:
        | reading    | value             | total  |
        | pack-order | earliest-purchase | 700.00 |

  Rule: A pack lasts the days or months that the book says, or without end

    Scenario Outline: A pack of six months covers no call of the end of the year
      # 50,000 calls, 1,000 of them free: 49,000 × 3 ÷ 1,000 where the pack covers none.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 车辆识别  | reached | 1,000     | 0          | 3     |
        | 车辆识别  | reached | 1,000     | 1,000,000  | 2.5   |
      And these free quotas:
        | interfaces | calls |
        | 车辆识别   | 1,000 |
      And these packs for sale:
        | interface | calls   | price | months |
        | 车辆识别  | 100,000 | 280   | 6      |
      And these packs were bought:
        | purchased on | interface | calls   |
        | 2023-01-15   | 车辆识别  | 100,000 |
      And 50,000 calls of "车辆识别" dated <called>
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | amount   |
        | 1,000 | <pack> | <payable>     | <amount> |
      And the packs are:
        | calls   | used   | expires on |
        | 100,000 | <pack> | 2023-07-15 |

      Examples:
        | called     | pack   | payable | amount |
        | 2023-01-14 | 0      | 49,000  | 147.00 |
        | 2023-01-15 | 49,000 | 0       | 0.00   |
        | 2023-07-14 | 49,000 | 0       | 0.00   |
        | 2023-07-15 | 0      | 49,000  | 147.00 |
        | 2023-12    | 0      | 49,000  | 147.00 |

    Scenario Outline: Months end on the same day, or on the last of a month too short to have it
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months   |
        | 图像标签  | 300   | 20    | <months> |
      And these packs were bought:
        | purchased on | interface | calls |
        | <bought>     | 图像标签  | 300   |
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the packs are:
        | used   | expires on |
        | <pack> | <ends>     |

      Examples:
        | months | bought     | called     | pack | ends       |
        | 1      | 2023-01-31 | 2023-02-27 | 10   | 2023-02-28 |
        | 1      | 2023-01-31 | 2023-02-28 | 0    | 2023-02-28 |
        | 6      | 2022-08-31 | 2023-02-27 | 10   | 2023-02-28 |
        | 6      | 2022-08-31 | 2023-02-28 | 0    | 2023-02-28 |
        | 6      | 2023-08-31 | 2024-02-28 | 10   | 2024-02-29 |
        | 6      | 2023-08-31 | 2024-02-29 | 0    | 2024-02-29 |
        | 18     | 2023-12-31 | 2025-06-29 | 10   | 2025-06-30 |
        | 18     | 2023-12-31 | 2025-06-30 | 0    | 2025-06-30 |
        | 36     | 2024-02-29 | 2027-02-27 | 10   | 2027-02-28 |
        | 36     | 2024-02-29 | 2027-02-28 | 0    | 2027-02-28 |
        | 48     | 2024-02-29 | 2028-02-28 | 10   | 2028-02-29 |
        | 48     | 2024-02-29 | 2028-02-29 | 0    | 2028-02-29 |

    Scenario Outline: Days are counted from the day of purchase, which is the first of them
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | days   |
        | 图像标签  | 300   | 20    | <days> |
      And these packs were bought:
        | purchased on | interface | calls |
        | <bought>     | 图像标签  | 300   |
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the packs are:
        | used   | expires on |
        | <pack> | <ends>     |

      Examples:
        | days | bought     | called     | pack | ends       |
        | 1    | 2024-02-29 | 2024-02-28 | 0    | 2024-03-01 |
        | 1    | 2024-02-29 | 2024-02-29 | 10   | 2024-03-01 |
        | 1    | 2024-02-29 | 2024-03-01 | 0    | 2024-03-01 |
        | 7    | 2023-12-28 | 2024-01-03 | 10   | 2024-01-04 |
        | 7    | 2023-12-28 | 2024-01-04 | 0    | 2024-01-04 |
        | 180  | 2023-01-15 | 2023-07-13 | 10   | 2023-07-14 |
        | 180  | 2023-01-15 | 2023-07-14 | 0    | 2023-07-14 |
        | 180  | 2024-01-15 | 2024-07-12 | 10   | 2024-07-13 |
        | 180  | 2024-01-15 | 2024-07-13 | 0    | 2024-07-13 |
        | 365  | 2023-05-10 | 2024-05-08 | 10   | 2024-05-09 |
        | 365  | 2023-05-10 | 2024-05-09 | 0    | 2024-05-09 |
        | 365  | 2024-02-29 | 2025-02-27 | 10   | 2025-02-28 |
        | 365  | 2024-02-29 | 2025-02-28 | 0    | 2025-02-28 |

    Scenario Outline: A pack without end never expires
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | endless |
        | 图像标签  | 300   | 20    | yes     |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2020-02-29   | 图像标签  | 300   |
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the lines are:
        | pack   | pay as you go | amount   |
        | <pack> | <payable>     | <amount> |
      And the packs are:
        | purchased on | used   | expires on |
        | 2020-02-29   | <pack> | -          |

      Examples:
        | called     | pack | payable | amount |
        | 2020-02-28 | 0    | 10      | 10.00  |
        | 2020-02-29 | 10   | 0       | 0.00   |
        | 2021-03-01 | 10   | 0       | 0.00   |
        | 2035-12-31 | 10   | 0       | 0.00   |

    Scenario: What a line says of a pack without end
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | endless |
        | 图像标签  | 300   | 20    | yes     |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2020-08-15   | 图像标签  | 300   |
      And 10 calls of "图像标签" dated 2022-01-01
      When the bill is computed
      Then the line of "图像标签" is explained by:
        | rule          | says                                         |
        | resource-pack | covers calls from 2020-08-15 on, without end |

    Scenario: Each pack has a time of its own, and what ends first is used first
      # 350 calls: 200 from the pack of 180 days, 100 from that of six months, 50 from the year's.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months | days | endless |
        | 图像标签  | 100   | 10    | 6      | -    | -       |
        | 图像标签  | 200   | 20    | -      | 180  | -       |
        | 图像标签  | 300   | 30    | -      | -    | yes     |
        | 图像标签  | 400   | 40    | -      | -    | -       |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2023-01-15   | 图像标签  | 100   |
        | 2023-01-15   | 图像标签  | 200   |
        | 2023-01-15   | 图像标签  | 300   |
        | 2023-01-15   | 图像标签  | 400   |
      And 350 calls of "图像标签" dated 2023-03-01
      When the bill is computed
      Then the packs are:
        | calls | used | left | expires on |
        | 100   | 100  | 0    | 2023-07-15 |
        | 200   | 200  | 0    | 2023-07-14 |
        | 300   | 0    | 300  | -          |
        | 400   | 50   | 350  | 2024-01-15 |

    @reading-pack-order
    Scenario Outline: A pack without end ends after every other one
      # The endless pack is bought first, a month's pack later; 500 calls, then 1,200.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months | endless |
        | 图像标签  | 1,000 | 700   | -      | yes     |
        | 图像标签  | 500   | 300   | 1      | -       |
      And the reading "pack-order" is "<value>"
      And these packs were bought:
        | purchased on | interface | calls |
        | 2020-01-01   | 图像标签  | 1,000 |
        | 2020-01-05   | 图像标签  | 500   |
      And 500 calls of "图像标签" dated 2020-01-10
      And 1,200 calls of "图像标签" dated 2020-02-20
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | value             | total  | arithmetic            |
        | earliest-expiry   | 200.00 | 1,200 - 1,000         |
        | earliest-purchase | 700.00 | 1,200 - (1,000 - 500) |

    @reading-pack-start
    Scenario Outline: The whole month of purchase moves the end of months, and of no days
      # Bought on 20 May 2024: days count from that day, months from the first day covered.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | days   | months   |
        | 图像标签  | 300   | 20    | <days> | <months> |
      And the reading "pack-start" is "<value>"
      And these packs were bought:
        | purchased on | interface | calls |
        | 2024-05-20   | 图像标签  | 300   |
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the packs are:
        | used   | expires on |
        | <pack> | <ends>     |

      Examples: From the day of purchase
        | value        | days | months | called     | pack | ends       |
        | purchase-day | 7    | -      | 2024-05-19 | 0    | 2024-05-27 |
        | purchase-day | 7    | -      | 2024-05-20 | 10   | 2024-05-27 |
        | purchase-day | 7    | -      | 2024-05-26 | 10   | 2024-05-27 |
        | purchase-day | 7    | -      | 2024-05-27 | 0    | 2024-05-27 |

      Examples: From the first of the month of purchase
        | value          | days | months | called     | pack | ends       |
        | purchase-month | 7    | -      | 2024-04-30 | 0    | 2024-05-27 |
        | purchase-month | 7    | -      | 2024-05-01 | 10   | 2024-05-27 |
        | purchase-month | 7    | -      | 2024-05-26 | 10   | 2024-05-27 |
        | purchase-month | 7    | -      | 2024-05-27 | 0    | 2024-05-27 |
        | purchase-month | -    | 1      | 2024-05-31 | 10   | 2024-06-01 |
        | purchase-month | -    | 1      | 2024-06-01 | 0    | 2024-06-01 |
