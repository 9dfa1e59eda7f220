@beyond-the-page
Feature: Prices that change
  The page dates its quotas and no price; a book has each price with the days on which it holds.

  A fact holds from its first day to the day before its end. What the page leaves open is which price
  a call of the month of a change takes: the reading price-change decides it.

  Rule: A call costs what the price is on its own day
    Calls before the day of a change take the old price and calls from that day on the new one.

    Scenario Outline: Three points around the day of a new price, and the months beside it
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | calls | pay as you go | unit price | amount   |
        | 10    | 10            | <price>    | <amount> |

      Examples:
        | day        | price | amount | arithmetic |
        | 2024-04-15 | 2     | 20.00  | 10 × 2     |
        | 2024-04-30 | 2     | 20.00  | 10 × 2     |
        | 2024-05-01 | 2     | 20.00  | 10 × 2     |
        | 2024-05-14 | 2     | 20.00  | 10 × 2     |
        | 2024-05-15 | 3     | 30.00  | 10 × 3     |
        | 2024-05-16 | 3     | 30.00  | 10 × 3     |
        | 2024-05-31 | 3     | 30.00  | 10 × 3     |
        | 2024-06-01 | 3     | 30.00  | 10 × 3     |
        | 2024-06-15 | 3     | 30.00  | 10 × 3     |

    Scenario Outline: Each side of the day has its own price
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 图像标签  | <before> |
        | 2024-05-15 | 图像标签  | <after>  |
      When the bill is computed
      Then the lines are:
        | month   | calls   | pay as you go | unit price | amount   |
        | 2024-05 | <calls> | <calls>       | <price>    | <amount> |

      Examples:
        | before | after | calls | price | amount | arithmetic      |
        | 0      | 0     | 0     | -     | 0.00   | 0               |
        | 10     | 0     | 10    | 2     | 20.00  | 10 × 2          |
        | 0      | 10    | 10    | 3     | 30.00  | 10 × 3          |
        | 1      | 1     | 2     | -     | 5.00   | 1 × 2 + 1 × 3   |
        | 10     | 20    | 30    | -     | 80.00  | 10 × 2 + 20 × 3 |

    Scenario Outline: Two changes in one month have three points each
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-10 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-10 | 2024-05-20 |
        | 图像标签  | reached | 1         | 0          | 5     | 2024-05-20 | -          |
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | unit price | amount   |
        | <price>    | <amount> |

      Examples:
        | day        | price | amount | arithmetic |
        | 2024-04-30 | 2     | 20.00  | 10 × 2     |
        | 2024-05-09 | 2     | 20.00  | 10 × 2     |
        | 2024-05-10 | 3     | 30.00  | 10 × 3     |
        | 2024-05-11 | 3     | 30.00  | 10 × 3     |
        | 2024-05-19 | 3     | 30.00  | 10 × 3     |
        | 2024-05-20 | 5     | 50.00  | 10 × 5     |
        | 2024-05-21 | 5     | 50.00  | 10 × 5     |
        | 2024-06-01 | 5     | 50.00  | 10 × 5     |

    Scenario: A change on the first of a month divides no month
      # 10 × 2 and 10 × 3: neither month has two prices.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-01 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-01 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-04-30 | 图像标签  | 10    |
        | 2024-05-01 | 图像标签  | 10    |
      When the bill is computed
      Then the lines are:
        | month   | unit price | amount |
        | 2024-04 | 2          | 20.00  |
        | 2024-05 | 3          | 30.00  |
      And no reading moves the total

    Scenario: The change of one interface leaves every other one alone
      # 10 × 2 + 10 × 3 and 20 × 7.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
        | 商品识别  | reached | 1         | 0          | 7     | -          | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 10    |
        | 2024-05-14 | 商品识别  | 10    |
        | 2024-05-15 | 商品识别  | 10    |
      When the bill is computed
      Then the lines are:
        | interface | unit price | amount |
        | 图像标签  | -          | 50.00  |
        | 商品识别  | 7          | 140.00 |

    Scenario: A line of two prices says which calls take which
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 20    |
      When the bill is computed
      Then the line of "图像标签" is explained by:
        | rule          | says                                            |
        | price-change  | Prices change on 2024-05-15                     |
        | pay-as-you-go | Calls until 2024-05-15, exclusive: 10 at 2 yuan |
        | pay-as-you-go | Calls from 2024-05-15 on: 20 at 3 yuan          |
        | pay-as-you-go | 10 x 2 + 20 x 3 = 80.00 yuan                    |

  Rule: All paid calls of the month choose the tier, and each call takes it at its own price
    Calls before the day and from the day on count together, as the month has one tier and not two.

    Scenario Outline: The calls of both sides reach a tier that neither side reaches alone
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 100        | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
        | 图像标签  | reached | 1         | 100        | 1.5   | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 图像标签  | <before> |
        | 2024-05-15 | 图像标签  | <after>  |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | before | after | total  | arithmetic        |
        | 60     | 39    | 237.00 | 60 × 2 + 39 × 3   |
        | 60     | 40    | 120.00 | 60 × 1 + 40 × 1.5 |
        | 60     | 41    | 121.50 | 60 × 1 + 41 × 1.5 |
        | 99     | 0     | 198.00 | 99 × 2            |
        | 100    | 0     | 100.00 | 100 × 1           |
        | 0      | 99    | 297.00 | 99 × 3            |
        | 0      | 100   | 150.00 | 100 × 1.5         |

    Scenario Outline: A bound moves on its day
      # All calls of the month are compared with the old bound of 100 and the new one of 200.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 100        | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 2     | 2024-05-15 | -          |
        | 图像标签  | reached | 1         | 200        | 1     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 图像标签  | <before> |
        | 2024-05-15 | 图像标签  | <after>  |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | before | after | total  | arithmetic        |
        | 50     | 49    | 198.00 | 50 × 2 + 49 × 2   |
        | 50     | 50    | 150.00 | 50 × 1 + 50 × 2   |
        | 50     | 51    | 152.00 | 50 × 1 + 51 × 2   |
        | 100    | 99    | 298.00 | 100 × 1 + 99 × 2  |
        | 100    | 100   | 200.00 | 100 × 1 + 100 × 1 |
        | 100    | 101   | 201.00 | 100 × 1 + 101 × 1 |

    Scenario Outline: A bound holds until the day before its change
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 100        | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 2     | 2024-05-15 | -          |
        | 图像标签  | reached | 1         | 200        | 1     | 2024-05-15 | -          |
      And 150 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | unit price | amount   |
        | <price>    | <amount> |

      Examples:
        | day        | price | amount | arithmetic |
        | 2024-04-30 | 1     | 150.00 | 150 × 1    |
        | 2024-05-14 | 1     | 150.00 | 150 × 1    |
        | 2024-05-15 | 2     | 300.00 | 150 × 2    |
        | 2024-05-16 | 2     | 300.00 | 150 × 2    |
        | 2024-06-01 | 2     | 300.00 | 150 × 2    |

    @reading-tier-basis
    Scenario Outline: Free calls of either side count for the tier where tier-basis is gross
      # 40 of 120 calls are free; 40 are paid for on each side.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 100        | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
        | 图像标签  | reached | 1         | 100        | 1.5   | 2024-05-15 | -          |
      And these free quotas:
        | interfaces | calls |
        | 图像标签   | 40    |
      And the reading "tier-basis" is "<value>"
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 80    |
        | 2024-05-15 | 图像标签  | 40    |
      When the bill is computed
      Then the lines are:
        | free | pay as you go | amount   |
        | 40   | 80            | <amount> |

      Examples:
        | value           | amount | arithmetic        |
        | after-deduction | 200.00 | 40 × 2 + 40 × 3   |
        | gross           | 100.00 | 40 × 1 + 40 × 1.5 |

    Scenario Outline: Reached tiers become progressive on a day
      # From the day on the calls are numbered after those that the old tier priced.
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | from       | to         |
        | 云主机    | reached     | 1         | 0          | 2     | -          | 2024-05-15 |
        | 云主机    | reached     | 1         | 100        | 1     | -          | 2024-05-15 |
        | 云主机    | progressive | 1         | 0          | 2     | 2024-05-15 | -          |
        | 云主机    | progressive | 1         | 100        | 1     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 云主机    | <before> |
        | 2024-05-15 | 云主机    | <after>  |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | before | after | total  | arithmetic               |
        | 120    | 0     | 120.00 | 120 × 1                  |
        | 0      | 120   | 219.00 | 99 × 2 + 21 × 1          |
        | 60     | 39    | 198.00 | 60 × 2 + 39 × 2          |
        | 60     | 40    | 139.00 | 60 × 1 + 39 × 2 + 1 × 1  |
        | 60     | 60    | 159.00 | 60 × 1 + 39 × 2 + 21 × 1 |
        | 120    | 10    | 130.00 | 120 × 1 + 10 × 1         |

    Scenario Outline: The mode of a table holds until the day before its change
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | from       | to         |
        | 云主机    | reached     | 1         | 0          | 2     | -          | 2024-05-15 |
        | 云主机    | reached     | 1         | 100        | 1     | -          | 2024-05-15 |
        | 云主机    | progressive | 1         | 0          | 2     | 2024-05-15 | -          |
        | 云主机    | progressive | 1         | 100        | 1     | 2024-05-15 | -          |
      And 120 calls of "云主机" dated <day>
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | day        | total  | arithmetic      |
        | 2024-04-30 | 120.00 | 120 × 1         |
        | 2024-05-14 | 120.00 | 120 × 1         |
        | 2024-05-15 | 219.00 | 99 × 2 + 21 × 1 |
        | 2024-05-16 | 219.00 | 99 × 2 + 21 × 1 |
        | 2024-06-01 | 219.00 | 99 × 2 + 21 × 1 |

    @reading-tier-basis
    Scenario Outline: Progressive tiers go on counting across the change
      # Four free calls, which have numbers of their own where tier-basis is gross.
      Given a price book with these tiers:
        | interface | mode        | per calls | from calls | price | from       | to         |
        | 云主机    | progressive | 1         | 0          | 5     | -          | 2024-05-15 |
        | 云主机    | progressive | 1         | 11         | 3     | -          | 2024-05-15 |
        | 云主机    | progressive | 1         | 0          | 4     | 2024-05-15 | -          |
        | 云主机    | progressive | 1         | 11         | 2     | 2024-05-15 | -          |
      And these free quotas:
        | interfaces | calls |
        | 云主机     | 4     |
      And the reading "tier-basis" is "<value>"
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 云主机    | <before> |
        | 2024-05-15 | 云主机    | <after>  |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | value           | before | after | total | arithmetic            |
        | after-deduction | 12     | 6     | 56.00 | 8 × 5 + 2 × 4 + 4 × 2 |
        | after-deduction | 8      | 6     | 44.00 | 4 × 5 + 6 × 4         |
        | gross           | 8      | 6     | 36.00 | 4 × 5 + 2 × 4 + 4 × 2 |
        | gross           | 16     | 1     | 50.00 | 6 × 5 + 6 × 3 + 1 × 2 |

    Scenario Outline: A price for a thousand calls becomes a price for one call
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1,000     | 0          | 2.5   | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 0.003 | 2024-05-15 | -          |
      And this usage:
        | date        | interface | calls |
        | <first on>  | 图像标签  | 1,000 |
        | <second on> | 图像标签  | 1,000 |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | first on   | second on  | total | arithmetic                          |
        | 2024-04-30 | 2024-05-01 | 5.00  | 2,000 × 2.5 ÷ 1,000                 |
        | 2024-05-13 | 2024-05-14 | 5.00  | 2,000 × 2.5 ÷ 1,000                 |
        | 2024-05-14 | 2024-05-15 | 5.50  | 1,000 × 2.5 ÷ 1,000 + 1,000 × 0.003 |
        | 2024-05-15 | 2024-05-16 | 6.00  | 2,000 × 0.003                       |
        | 2024-05-31 | 2024-06-01 | 6.00  | 2,000 × 0.003                       |

  Rule: A month of two prices is rounded once, and filled up once
    The parts of a month are added exactly, and only their sum becomes whole cents.

    @reading-rounding
    Scenario Outline: Two halves of a cent are one cent
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 0.005 | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 0.015 | 2024-05-15 | -          |
      And the reading "rounding" is "<value>"
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 图像标签  | <before> |
        | 2024-05-15 | 图像标签  | <after>  |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | value   | before | after | total | arithmetic            |
        | half-up | 1      | 0     | 0.01  | 1 × 0.005             |
        | half-up | 0      | 1     | 0.02  | 1 × 0.015             |
        | half-up | 1      | 1     | 0.02  | 1 × 0.005 + 1 × 0.015 |
        | half-up | 2      | 1     | 0.03  | 2 × 0.005 + 1 × 0.015 |
        | half-up | 1      | 3     | 0.05  | 1 × 0.005 + 3 × 0.015 |
        | down    | 1      | 0     | 0.00  | 1 × 0.005             |
        | down    | 1      | 1     | 0.02  | 1 × 0.005 + 1 × 0.015 |
        | down    | 2      | 1     | 0.02  | 2 × 0.005 + 1 × 0.015 |

    @reading-partial-thousand
    Scenario Outline: The rest of a thousand is filled up once, at the last price
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1,000     | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1,000     | 0          | 3     | 2024-05-15 | -          |
      And the reading "partial-thousand" is "round-up"
      And this usage:
        | date       | interface | calls    |
        | 2024-05-14 | 图像标签  | <before> |
        | 2024-05-15 | 图像标签  | <after>  |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | before | after | total | arithmetic                            |
        | 1,000  | 1,000 | 5.00  | 1,000 × 2 ÷ 1,000 + 1,000 × 3 ÷ 1,000 |
        | 1,500  | 700   | 7.50  | 1,500 × 2 ÷ 1,000 + 1,500 × 3 ÷ 1,000 |
        | 1,500  | 500   | 4.50  | 1,500 × 2 ÷ 1,000 + 500 × 3 ÷ 1,000   |
        | 500    | 1     | 2.50  | 500 × 2 ÷ 1,000 + 500 × 3 ÷ 1,000     |
        | 1,500  | 0     | 4.00  | 2,000 × 2 ÷ 1,000                     |
        | 0      | 1,500 | 6.00  | 2,000 × 3 ÷ 1,000                     |

  Rule: The reading price-change decides which price a month of two prices has
    By the day is our answer; the other two settle the whole month at the price of its last or first day.

    @reading-price-change
    Scenario Outline: A month is priced by the day, or whole at the new or the old price
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And the reading "price-change" is "<value>"
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 20    |
      When the bill is computed
      Then the total is <total> yuan
      And the line of "图像标签" is explained by:
        | rule         | says                          |
        | price-change | reading price-change: <value> |

      Examples:
        | value           | total | arithmetic      |
        | by-day          | 80.00 | 10 × 2 + 20 × 3 |
        | whole-month-new | 90.00 | 30 × 3          |
        | whole-month-old | 60.00 | 30 × 2          |

    @reading-price-change
    Scenario Outline: The price of a whole month is that of its first or last day, and of no other month
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And the reading "price-change" is "<value>"
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | unit price | amount   |
        | <price>    | <amount> |

      Examples:
        | value           | day        | price | amount | arithmetic |
        | whole-month-new | 2024-04-30 | 2     | 20.00  | 10 × 2     |
        | whole-month-new | 2024-05-01 | 3     | 30.00  | 10 × 3     |
        | whole-month-new | 2024-05-14 | 3     | 30.00  | 10 × 3     |
        | whole-month-new | 2024-05-15 | 3     | 30.00  | 10 × 3     |
        | whole-month-new | 2024-05-16 | 3     | 30.00  | 10 × 3     |
        | whole-month-old | 2024-05-14 | 2     | 20.00  | 10 × 2     |
        | whole-month-old | 2024-05-15 | 2     | 20.00  | 10 × 2     |
        | whole-month-old | 2024-05-16 | 2     | 20.00  | 10 × 2     |
        | whole-month-old | 2024-05-31 | 2     | 20.00  | 10 × 2     |
        | whole-month-old | 2024-06-01 | 3     | 30.00  | 10 × 3     |

    @reading-price-change
    Scenario Outline: A whole month takes the bounds of its price
      # 150 calls are below the new bound of 200, and reach the old one of 100.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 100        | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 2     | 2024-05-15 | -          |
        | 图像标签  | reached | 1         | 200        | 1     | 2024-05-15 | -          |
      And the reading "price-change" is "<value>"
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 100   |
        | 2024-05-15 | 图像标签  | 50    |
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | value           | total  | arithmetic       |
        | by-day          | 200.00 | 100 × 1 + 50 × 2 |
        | whole-month-new | 300.00 | 150 × 2          |
        | whole-month-old | 150.00 | 150 × 1          |

    Scenario: The month of a change is in doubt, and no month beside it
      # 10 × 2, then 10 × 2 + 20 × 3, then 10 × 3; the month alone is 30 × 3 or 30 × 2.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-04-20 | 图像标签  | 10    |
        | 2024-05-14 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 20    |
        | 2024-06-10 | 图像标签  | 10    |
      When the bill is computed
      Then the months are:
        | month   | total |
        | 2024-04 | 20.00 |
        | 2024-05 | 80.00 |
        | 2024-06 | 30.00 |
      And the range is from 110.00 to 140.00 yuan
      And these readings move the total:
        | reading      | value           | total  |
        | price-change | whole-month-new | 140.00 |
        | price-change | whole-month-old | 110.00 |

    @reading-price-change
    Scenario: A reading that is answered leaves nothing open
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And the reading "price-change" is "by-day"
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 20    |
      When the bill is computed
      Then the range is from 80.00 to 80.00 yuan
      And no reading moves the total

    Scenario: Two changes in one month are in doubt together
      # 10 × 2 + 20 × 3 + 30 × 5; or 60 calls at 5, or at 2.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-10 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-10 | 2024-05-20 |
        | 图像标签  | reached | 1         | 0          | 5     | 2024-05-20 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-05-09 | 图像标签  | 10    |
        | 2024-05-10 | 图像标签  | 20    |
        | 2024-05-20 | 图像标签  | 30    |
      When the bill is computed
      Then the total is 230.00 yuan
      And the range is from 120.00 to 300.00 yuan
      And these readings move the total:
        | reading      | value           | total  |
        | price-change | whole-month-new | 300.00 |
        | price-change | whole-month-old | 120.00 |

    Scenario: A change on the last day of a month is in doubt too
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-31 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-31 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-05-30 | 图像标签  | 10    |
        | 2024-05-31 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 50.00 yuan
      And these readings move the total:
        | reading      | value           | total |
        | price-change | whole-month-new | 60.00 |
        | price-change | whole-month-old | 40.00 |

  Rule: A row that gives only its month counts on the month's last day
    Which of its calls fall before the change nobody knows, so they take the new price with a warning.

    Scenario: A month's row takes the new price and warns of it
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And 10 calls of "图像标签" dated 2024-05
      When the bill is computed
      Then the total is 30.00 yuan
      And a warning says "2024-05: prices of 图像标签 change on 2024-05-15, but its usage gives only the month"
      And a warning says "all its calls count on 2024-05-31"
      And the range is from 20.00 to 30.00 yuan
      And these readings move the total:
        | reading      | value           | total |
        | price-change | whole-month-old | 20.00 |

    Scenario Outline: A month's row takes the price of the last day, in every month
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from   | to     |
        | 图像标签  | reached | 1         | 0          | 2     | -      | <from> |
        | 图像标签  | reached | 1         | 0          | 3     | <from> | -      |
      And 10 calls of "图像标签" dated <date>
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | from       | date    | total | arithmetic |
        | 2024-05-31 | 2024-04 | 20.00 | 10 × 2     |
        | 2024-05-31 | 2024-05 | 30.00 | 10 × 3     |
        | 2024-06-01 | 2024-05 | 20.00 | 10 × 2     |
        | 2024-06-01 | 2024-06 | 30.00 | 10 × 3     |
        | 2024-02-29 | 2024-02 | 30.00 | 10 × 3     |
        | 2024-03-01 | 2024-02 | 20.00 | 10 × 2     |

    Scenario: A month's row beside rows of days counts after them
      # 10 × 2 on the 14th and 10 × 3 on the 31st.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-05    | 图像标签  | 10    |
        | 2024-05-14 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 50.00 yuan

  Rule: Free calls and packs are settled first, each by a rule of its own
    A quota that changes follows the reading quota-change, and a pack is what it was on its day of purchase.

    @reading-quota-change
    Scenario Outline: A free quota changes from its day or from the next month on
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these free quotas:
        | interfaces | calls | from       | to         |
        | 图像标签   | 5     | -          | 2024-05-15 |
        | 图像标签   | 2     | 2024-05-15 | -          |
      And the reading "quota-change" is "<value>"
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | <free> | <payable>     | <amount> |

      Examples:
        | value    | day        | free | payable | amount | arithmetic |
        | on-date  | 2024-04-30 | 5    | 5       | 5.00   | 5 × 1      |
        | on-date  | 2024-05-14 | 5    | 5       | 5.00   | 5 × 1      |
        | on-date  | 2024-05-15 | 2    | 8       | 8.00   | 8 × 1      |
        | on-date  | 2024-05-16 | 2    | 8       | 8.00   | 8 × 1      |
        | on-date  | 2024-06-01 | 2    | 8       | 8.00   | 8 × 1      |
        | at-issue | 2024-05-14 | 5    | 5       | 5.00   | 5 × 1      |
        | at-issue | 2024-05-15 | 5    | 5       | 5.00   | 5 × 1      |
        | at-issue | 2024-05-31 | 5    | 5       | 5.00   | 5 × 1      |
        | at-issue | 2024-06-01 | 2    | 8       | 8.00   | 8 × 1      |

    @reading-quota-change
    Scenario Outline: A quota and a price change on one day, each by its own reading
      # Four calls on the day before and four on the day; free calls are taken from the first.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 10    | 2024-05-15 | -          |
      And these free quotas:
        | interfaces | calls    | from       | to         |
        | 图像标签   | <before> | -          | 2024-05-15 |
        | 图像标签   | <after>  | 2024-05-15 | -          |
      And the reading "quota-change" is "<value>"
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 4     |
        | 2024-05-15 | 图像标签  | 4     |
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | amount   |
        | <free> | <payable>     | <amount> |

      Examples:
        | value    | before | after | free | payable | amount | arithmetic     |
        | at-issue | 5      | 2     | 5    | 3       | 30.00  | 3 × 10         |
        | on-date  | 5      | 2     | 4    | 4       | 40.00  | 4 × 10         |
        | at-issue | 2      | 5     | 2    | 6       | 42.00  | 2 × 1 + 4 × 10 |
        | on-date  | 2      | 5     | 5    | 3       | 12.00  | 2 × 1 + 1 × 10 |

    Scenario: Both readings move the total, and the range has their worst and best
      # 3 × 10 by the day; 4 × 10 where the new quota binds at once; 3 × 1 at the old price.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 1     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 10    | 2024-05-15 | -          |
      And these free quotas:
        | interfaces | calls | from       | to         |
        | 图像标签   | 5     | -          | 2024-05-15 |
        | 图像标签   | 2     | 2024-05-15 | -          |
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 4     |
        | 2024-05-15 | 图像标签  | 4     |
      When the bill is computed
      Then the total is 30.00 yuan
      And the range is from 3.00 to 40.00 yuan
      And these readings move the total:
        | reading      | value           | total |
        | quota-change | on-date         | 40.00 |
        | price-change | whole-month-old | 3.00  |

    Scenario Outline: A pack has the price and the rules of its day of purchase
      # Until the change 100 calls cost 50 yuan and last a year, from it on 80 yuan for six months.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months | from       | to         |
        | 图像标签  | 100   | 50    | 12     | -          | 2024-05-15 |
        | 图像标签  | 100   | 80    | 6      | 2024-05-15 | -          |
      And these packs were bought:
        | purchased on | interface | calls |
        | <bought>     | 图像标签  | 100   |
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the lines are:
        | pack   | pay as you go |
        | <pack> | <payable>     |
      And the packs are:
        | purchased on | calls | price   | used   | expires on |
        | <bought>     | 100   | <price> | <pack> | <ends>     |

      Examples:
        | bought     | called     | price | pack | payable | ends       |
        | 2024-04-15 | 2025-04-14 | 50    | 10   | 0       | 2025-04-15 |
        | 2024-04-15 | 2025-04-15 | 50    | 0    | 10      | 2025-04-15 |
        | 2024-05-14 | 2025-05-13 | 50    | 10   | 0       | 2025-05-14 |
        | 2024-05-14 | 2025-05-14 | 50    | 0    | 10      | 2025-05-14 |
        | 2024-05-15 | 2024-11-14 | 80    | 10   | 0       | 2024-11-15 |
        | 2024-05-15 | 2024-11-15 | 80    | 0    | 10      | 2024-11-15 |
        | 2024-05-16 | 2024-11-15 | 80    | 10   | 0       | 2024-11-16 |
        | 2024-06-15 | 2024-12-15 | 80    | 0    | 10      | 2024-12-15 |

    Scenario: Packs of both sides of the change are used side by side
      # 150 calls: the pack that ends first gives 100, the other one 50.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | months | from       | to         |
        | 图像标签  | 100   | 50    | 12     | -          | 2024-05-15 |
        | 图像标签  | 100   | 80    | 6      | 2024-05-15 | -          |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2024-05-14   | 图像标签  | 100   |
        | 2024-05-15   | 图像标签  | 100   |
      And 150 calls of "图像标签" dated 2024-05-20
      When the bill is computed
      Then the packs are:
        | purchased on | price | used | left | expires on |
        | 2024-05-14   | 50    | 50   | 50   | 2025-05-14 |
        | 2024-05-15   | 80    | 100  | 0    | 2024-11-15 |

    Scenario Outline: A size that is sold until a day, and one that is sold from it on
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | from       | to         |
        | 图像标签  | 200   | 90    | -          | 2024-05-15 |
        | 图像标签  | 300   | 120   | 2024-05-15 | -          |
      And these packs were bought:
        | purchased on | interface | calls  |
        | <bought>     | 图像标签  | <size> |
      And 10 calls of "图像标签" dated 2024-06-20
      When the bill is computed
      Then the packs are:
        | calls  | price   | used |
        | <size> | <price> | 10   |

      Examples:
        | bought     | size | price |
        | 2024-04-30 | 200  | 90    |
        | 2024-05-14 | 200  | 90    |
        | 2024-05-15 | 300  | 120   |
        | 2024-05-16 | 300  | 120   |

    Scenario Outline: A size is refused on a day on which it is not sold
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 1     |
      And these packs for sale:
        | interface | calls | price | from       | to         |
        | 图像标签  | 200   | 90    | -          | 2024-05-15 |
        | 图像标签  | 300   | 120   | 2024-05-15 | 2024-07-01 |
      And these packs were bought:
        | purchased on | interface | calls  |
        | <bought>     | 图像标签  | <size> |
      And 10 calls of "图像标签" dated 2024-08-20
      When the bill is computed
      Then the bill is refused as "<error>" with "<text>"

      Examples:
        | bought     | size | error             | text                         |
        | 2024-05-14 | 300  | unknown-pack-size | no pack of 300 calls is sold |
        | 2024-05-15 | 200  | unknown-pack-size | no pack of 200 calls is sold |
        | 2024-05-16 | 200  | unknown-pack-size | no pack of 200 calls is sold |
        | 2024-07-01 | 300  | packs-not-sold    | no resource packs are sold   |

    Scenario: What a pack and the quota leave is paid for at the price of its day
      # 5 free and 80 from the pack before the day; 20 from the pack and 10 × 3 on it.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
      And these free quotas:
        | interfaces | calls |
        | 图像标签   | 5     |
      And these packs for sale:
        | interface | calls | price |
        | 图像标签  | 100   | 50    |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2024-05-01   | 图像标签  | 100   |
      And this usage:
        | date       | interface | calls |
        | 2024-05-14 | 图像标签  | 85    |
        | 2024-05-15 | 图像标签  | 30    |
      When the bill is computed
      Then the lines are:
        | calls | free | pack | pay as you go | unit price | amount |
        | 115   | 5    | 100  | 10            | 3          | 30.00  |
      And these readings move the total:
        | reading      | value           | total |
        | price-change | whole-month-old | 20.00 |

  Rule: An interface has a price from the day it comes to the day before it goes
    Calls to pay for on a day without a price are refused, and neither free nor made dear by a guess.

    Scenario Outline: Calls on the days that have a price are billed
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 商品识别  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
        | 智能裁剪  | reached | 1         | 0          | 4     | 2024-05-10 | 2024-05-20 |
      And 10 calls of "<interface>" dated <date>
      When the bill is computed
      Then the lines are:
        | interface   | unit price | amount   |
        | <interface> | <price>    | <amount> |

      Examples:
        | interface | date       | price | amount | arithmetic |
        | 图像标签  | 2024-04-30 | 2     | 20.00  | 10 × 2     |
        | 图像标签  | 2024-05-01 | 2     | 20.00  | 10 × 2     |
        | 图像标签  | 2024-05-14 | 2     | 20.00  | 10 × 2     |
        | 商品识别  | 2024-05-15 | 3     | 30.00  | 10 × 3     |
        | 商品识别  | 2024-05-16 | 3     | 30.00  | 10 × 3     |
        | 商品识别  | 2024-05    | 3     | 30.00  | 10 × 3     |
        | 商品识别  | 2024-06-01 | 3     | 30.00  | 10 × 3     |
        | 智能裁剪  | 2024-05-10 | 4     | 40.00  | 10 × 4     |
        | 智能裁剪  | 2024-05-19 | 4     | 40.00  | 10 × 4     |

    Scenario Outline: Calls on a day without a price are refused
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-15 |
        | 商品识别  | reached | 1         | 0          | 3     | 2024-05-15 | -          |
        | 智能裁剪  | reached | 1         | 0          | 4     | 2024-05-10 | 2024-05-20 |
        | 车辆识别  | reached | 1         | 0          | 5     | -          | 2024-05-10 |
        | 车辆识别  | reached | 1         | 0          | 6     | 2024-05-20 | -          |
      And 10 calls of "<interface>" dated <date>
      When the bill is computed
      Then the bill is refused as "price-missing" with "<text>"

      Examples:
        | interface | date       | text                                             |
        | 图像标签  | 2024-05-15 | no pay-as-you-go price of 图像标签 on 2024-05-15 |
        | 图像标签  | 2024-05-16 | until 2024-05-15, exclusive                      |
        | 图像标签  | 2024-05    | no pay-as-you-go price of 图像标签 on 2024-05-31 |
        | 图像标签  | 2024-06-01 | no pay-as-you-go price of 图像标签 in 2024-06    |
        | 商品识别  | 2024-04-30 | no pay-as-you-go price of 商品识别 in 2024-04    |
        | 商品识别  | 2024-05-01 | from 2024-05-15                                  |
        | 商品识别  | 2024-05-14 | no pay-as-you-go price of 商品识别 on 2024-05-14 |
        | 智能裁剪  | 2024-05-09 | from 2024-05-10 until 2024-05-20, exclusive      |
        | 智能裁剪  | 2024-05-20 | no pay-as-you-go price of 智能裁剪 on 2024-05-20 |
        | 车辆识别  | 2024-05-10 | no pay-as-you-go price of 车辆识别 on 2024-05-10 |
        | 车辆识别  | 2024-05-19 | until 2024-05-10, exclusive, from 2024-05-20     |

    Scenario: Free calls and calls from a pack need no price
      # Two free calls and one from the pack, after the interface has gone.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -    | 2024-05-15 |
      And these free quotas:
        | interfaces | calls |
        | 图像标签   | 2     |
      And these packs for sale:
        | interface | calls | price |
        | 图像标签  | 100   | 50    |
      And these packs were bought:
        | purchased on | interface | calls |
        | 2024-05-01   | 图像标签  | 100   |
      And 3 calls of "图像标签" dated 2024-05-20
      When the bill is computed
      Then the lines are:
        | free | pack | pay as you go | amount |
        | 2    | 1    | 0             | 0.00   |

  Rule: A change that was only seen widens the range
    Between two checks of the page nobody knows the day, so the total takes the day on which the change was seen.

    @reading-price-change
    Scenario Outline: Calls in the days of doubt have two possible prices
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 图像标签  | reached | 1         | 0          | 3     |
      And the reading "price-change" is "by-day"
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the total is <total> yuan
      And the range is from <low> to <high> yuan
      And no reading moves the total

      Examples:
        | day        | total | low   | high  | arithmetic |
        | 2024-04-30 | 20.00 | 20.00 | 20.00 | 10 × 2     |
        | 2024-05-09 | 20.00 | 20.00 | 20.00 | 10 × 2     |
        | 2024-05-10 | 20.00 | 20.00 | 30.00 | 10 × 2     |
        | 2024-05-11 | 20.00 | 20.00 | 30.00 | 10 × 2     |
        | 2024-05-19 | 20.00 | 20.00 | 30.00 | 10 × 2     |
        | 2024-05-20 | 30.00 | 30.00 | 30.00 | 10 × 3     |
        | 2024-05-21 | 30.00 | 30.00 | 30.00 | 10 × 3     |
        | 2024-06-01 | 30.00 | 30.00 | 30.00 | 10 × 3     |

    Scenario: A warning names the day it was seen and the last day of the old page
      # 30 × 2 + 10 × 3; all 40 at the old price or at the new one.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 图像标签  | reached | 1         | 0          | 3     |
      And this usage:
        | date       | interface | calls |
        | 2024-05-05 | 图像标签  | 10    |
        | 2024-05-12 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 10    |
        | 2024-05-25 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 90.00 yuan
      And a warning says "图像标签: the change of 2024-05-20 was only seen on that day"
      And a warning says "the page before it was last seen on 2024-05-10"
      And the range is from 80.00 to 120.00 yuan
      And these readings move the total:
        | reading      | value           | total  |
        | price-change | whole-month-new | 120.00 |
        | price-change | whole-month-old | 80.00  |

    @reading-price-change
    Scenario: Rows of days before, in and after the doubt
      # As seen: 30 × 2 + 10 × 3. From the day of the last check on: 10 × 2 + 30 × 3.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 图像标签  | reached | 1         | 0          | 3     |
      And the reading "price-change" is "by-day"
      And this usage:
        | date       | interface | calls |
        | 2024-05-05 | 图像标签  | 10    |
        | 2024-05-12 | 图像标签  | 10    |
        | 2024-05-15 | 图像标签  | 10    |
        | 2024-05-25 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 90.00 yuan
      And the range is from 90.00 to 110.00 yuan

    @reading-price-change
    Scenario: A day between the two ends is the dearest
      # 图像标签 rises and 商品识别 falls: seen 10 × 2 + 10 × 3, at once 10 × 3 + 10 × 2, between 10 × 3 + 10 × 3.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-03-01 | -          | -          | stated | 商品识别  | reached | 1         | 0          | 3     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 图像标签  | reached | 1         | 0          | 3     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 商品识别  | reached | 1         | 0          | 2     |
      And the reading "price-change" is "by-day"
      And this usage:
        | date       | interface | calls |
        | 2024-05-18 | 图像标签  | 10    |
        | 2024-05-12 | 商品识别  | 10    |
      When the bill is computed
      Then the total is 50.00 yuan
      And the range is from 50.00 to 60.00 yuan

    Scenario: The doubt reaches over the end of a month
      # 10 × 2 in each month; seen in June, it is possible from 20 May on.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-06-10 | 2024-06-10 | 2024-05-20 | seen   | 图像标签  | reached | 1         | 0          | 3     |
      And this usage:
        | date       | interface | calls |
        | 2024-05-25 | 图像标签  | 10    |
        | 2024-06-05 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 40.00 yuan
      And the range is from 40.00 to 60.00 yuan
      And these readings move the total:
        | reading      | value           | total |
        | price-change | whole-month-new | 50.00 |

    Scenario: A change seen late spans the readings of each month within its doubt
      # 20 × 2; from 20 May on: 10 × 2 + 10 × 3, or 20 × 3 where the last day's price holds for the month.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-06-10 | 2024-06-10 | 2024-05-20 | seen   | 图像标签  | reached | 1         | 0          | 3     |
      And this usage:
        | date       | interface | calls |
        | 2024-05-10 | 图像标签  | 10    |
        | 2024-05-25 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 40.00 yuan
      And the range is from 40.00 to 60.00 yuan
      And no reading moves the total

    @reading-price-change
    Scenario: Two changes that were only seen are doubted together
      # 10 × 2 + 10 × 3; each possible some days earlier: 10 × 3 + 10 × 5.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 图像标签  | reached | 1         | 0          | 3     |
        | 2024-06-20 | 2024-06-20 | 2024-06-10 | seen   | 图像标签  | reached | 1         | 0          | 5     |
      And the reading "price-change" is "by-day"
      And this usage:
        | date       | interface | calls |
        | 2024-05-15 | 图像标签  | 10    |
        | 2024-06-15 | 图像标签  | 10    |
      When the bill is computed
      Then the total is 50.00 yuan
      And the range is from 50.00 to 80.00 yuan

    @reading-price-change
    Scenario: A price that fell lowers the range
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 3     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | seen   | 图像标签  | reached | 1         | 0          | 2     |
      And the reading "price-change" is "by-day"
      And 10 calls of "图像标签" dated 2024-05-15
      When the bill is computed
      Then the total is 30.00 yuan
      And the range is from 20.00 to 30.00 yuan

    @reading-quota-change
    Scenario Outline: A quota whose change was only seen is doubted with the price
      # The price above a million calls changed too, and moves nothing here.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 1     |
        | 2024-05-20 | 2024-05-20 | <day>      | seen   | 图像标签  | reached | 1         | 0          | 1     |
        | 2024-05-20 | 2024-05-20 | <day>      | seen   | 图像标签  | reached | 1         | 1,000,000  | 0.5   |
      And these free quotas:
        | interfaces | calls | from       | to         |
        | 图像标签   | 5     | -          | 2024-05-20 |
        | 图像标签   | 2     | 2024-05-20 | -          |
      And the reading "quota-change" is "<value>"
      And 10 calls of "图像标签" dated <called>
      When the bill is computed
      Then the total is <total> yuan
      And the range is from <low> to <high> yuan

      Examples:
        | value    | day        | called     | total | low  | high | arithmetic |
        | on-date  | 2024-05-10 | 2024-05-09 | 5.00  | 5.00 | 5.00 | 5 × 1      |
        | on-date  | 2024-05-10 | 2024-05-15 | 5.00  | 5.00 | 8.00 | 5 × 1      |
        | on-date  | 2024-05-10 | 2024-05-20 | 8.00  | 8.00 | 8.00 | 8 × 1      |
        | at-issue | 2024-05-10 | 2024-05-15 | 5.00  | 5.00 | 5.00 | 5 × 1      |
        | at-issue | 2024-04-25 | 2024-05-15 | 5.00  | 5.00 | 8.00 | 5 × 1      |

    Scenario Outline: A day that the page states or a person gives leaves no doubt
      Given a price book of these pages:
        | accepted   | holds from | not before | dated   | interface | mode    | per calls | from calls | price |
        | 2024-03-01 | -          | -          | stated  | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-20 | 2024-05-20 | 2024-05-10 | <value> | 图像标签  | reached | 1         | 0          | 3     |
      And the reading "price-change" is "by-day"
      And 10 calls of "图像标签" dated 2024-05-15
      When the bill is computed
      Then the total is 20.00 yuan
      And the range is from 20.00 to <high> yuan

      Examples:
        | value  | high  |
        | stated | 20.00 |
        | given  | 20.00 |
        | seen   | 30.00 |

  Rule: Each page holds from its day on, and says what comes
    A page that is accepted moves no day before its own, and what it announces holds until a later page says otherwise.

    Scenario Outline: Pages whose days are given, stated and seen follow each other
      # 3 is accepted a month before its day, 4 a fortnight after it, 5 on the day it was seen.
      Given a price book of these pages:
        | accepted   | holds from | not before | dated  | interface | mode    | per calls | from calls | price |
        | 2024-01-10 | -          | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-03-05 | 2024-04-01 | -          | given  | 图像标签  | reached | 1         | 0          | 3     |
        | 2024-06-15 | 2024-06-01 | -          | stated | 图像标签  | reached | 1         | 0          | 4     |
        | 2024-08-20 | 2024-08-20 | 2024-08-15 | seen   | 图像标签  | reached | 1         | 0          | 5     |
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | unit price | amount   |
        | <price>    | <amount> |

      Examples:
        | day        | price | amount | arithmetic |
        | 2023-01-01 | 2     | 20.00  | 10 × 2     |
        | 2024-03-05 | 2     | 20.00  | 10 × 2     |
        | 2024-03-31 | 2     | 20.00  | 10 × 2     |
        | 2024-04-01 | 3     | 30.00  | 10 × 3     |
        | 2024-04-02 | 3     | 30.00  | 10 × 3     |
        | 2024-05-31 | 3     | 30.00  | 10 × 3     |
        | 2024-06-01 | 4     | 40.00  | 10 × 4     |
        | 2024-06-15 | 4     | 40.00  | 10 × 4     |
        | 2024-08-19 | 4     | 40.00  | 10 × 4     |
        | 2024-08-20 | 5     | 50.00  | 10 × 5     |
        | 2024-08-21 | 5     | 50.00  | 10 × 5     |

    Scenario Outline: A change is announced, announced otherwise before its day, and carried out
      # At first 3 from 1 May, then 4 from 1 June; the last page has 4 without a day.
      Given a price book of these pages:
        | accepted   | holds from | dated  | interface | mode    | per calls | from calls | price | from       | to         |
        | 2024-01-10 | -          | stated | 图像标签  | reached | 1         | 0          | 2     | -          | -          |
        | 2024-03-10 | 2024-03-10 | stated | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-01 |
        | 2024-03-10 | 2024-03-10 | stated | 图像标签  | reached | 1         | 0          | 3     | 2024-05-01 | -          |
        | 2024-04-10 | 2024-04-10 | stated | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-06-01 |
        | 2024-04-10 | 2024-04-10 | stated | 图像标签  | reached | 1         | 0          | 4     | 2024-06-01 | -          |
        | 2024-06-03 | 2024-06-03 | stated | 图像标签  | reached | 1         | 0          | 4     | -          | -          |
      And the price book as it stood on <known>
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the lines are:
        | unit price | amount   |
        | <price>    | <amount> |

      Examples: Before anything was announced
        | known      | day        | price | amount | arithmetic |
        | 2024-01-10 | 2024-05-01 | 2     | 20.00  | 10 × 2     |
        | 2024-03-09 | 2024-05-01 | 2     | 20.00  | 10 × 2     |
        | 2024-03-09 | 2024-06-01 | 2     | 20.00  | 10 × 2     |

      Examples: By the first announcement
        | known      | day        | price | amount | arithmetic |
        | 2024-03-10 | 2024-03-31 | 2     | 20.00  | 10 × 2     |
        | 2024-03-10 | 2024-04-30 | 2     | 20.00  | 10 × 2     |
        | 2024-03-10 | 2024-05-01 | 3     | 30.00  | 10 × 3     |
        | 2024-03-10 | 2024-05-02 | 3     | 30.00  | 10 × 3     |
        | 2024-04-09 | 2024-05-01 | 3     | 30.00  | 10 × 3     |
        | 2024-04-09 | 2024-06-01 | 3     | 30.00  | 10 × 3     |

      Examples: By the second announcement
        | known      | day        | price | amount | arithmetic |
        | 2024-04-10 | 2024-05-01 | 2     | 20.00  | 10 × 2     |
        | 2024-04-10 | 2024-05-31 | 2     | 20.00  | 10 × 2     |
        | 2024-04-10 | 2024-06-01 | 4     | 40.00  | 10 × 4     |
        | 2024-06-02 | 2024-06-02 | 4     | 40.00  | 10 × 4     |

      Examples: After it was carried out
        | known      | day        | price | amount | arithmetic |
        | 2024-06-03 | 2024-05-01 | 2     | 20.00  | 10 × 2     |
        | 2024-06-03 | 2024-05-31 | 2     | 20.00  | 10 × 2     |
        | 2024-06-03 | 2024-06-01 | 4     | 40.00  | 10 × 4     |
        | 2024-06-03 | 2024-06-02 | 4     | 40.00  | 10 × 4     |
        | 2024-06-03 | 2024-07-01 | 4     | 40.00  | 10 × 4     |

    Scenario Outline: A change is announced and withdrawn before its day
      Given a price book of these pages:
        | accepted   | holds from | dated  | interface | mode    | per calls | from calls | price | from       | to         |
        | 2024-01-10 | -          | stated | 图像标签  | reached | 1         | 0          | 2     | -          | -          |
        | 2024-03-10 | 2024-03-10 | stated | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-05-01 |
        | 2024-03-10 | 2024-03-10 | stated | 图像标签  | reached | 1         | 0          | 3     | 2024-05-01 | -          |
        | 2024-04-20 | 2024-04-20 | stated | 图像标签  | reached | 1         | 0          | 2     | -          | -          |
      And the price book as it stood on <known>
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | known      | day        | total | arithmetic |
        | 2024-03-09 | 2024-05-01 | 20.00 | 10 × 2     |
        | 2024-03-10 | 2024-05-01 | 30.00 | 10 × 3     |
        | 2024-04-19 | 2024-05-01 | 30.00 | 10 × 3     |
        | 2024-04-19 | 2024-04-30 | 20.00 | 10 × 2     |
        | 2024-04-20 | 2024-04-30 | 20.00 | 10 × 2     |
        | 2024-04-20 | 2024-05-01 | 20.00 | 10 × 2     |
        | 2024-04-20 | 2024-05-02 | 20.00 | 10 × 2     |
        | 2024-04-20 | 2025-05-01 | 20.00 | 10 × 2     |

    Scenario Outline: A page ends the prices of what it names no more, and begins those of what it names anew
      Given a price book of these pages:
        | accepted   | holds from | dated  | interface | mode    | per calls | from calls | price |
        | 2024-01-10 | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-01-10 | -          | stated | 商品识别  | reached | 1         | 0          | 3     |
        | 2024-05-15 | 2024-05-15 | given  | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-15 | 2024-05-15 | given  | 智能裁剪  | reached | 1         | 0          | 4     |
      And 10 calls of "<interface>" dated <day>
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | interface | day        | total | arithmetic |
        | 图像标签  | 2024-05-14 | 20.00 | 10 × 2     |
        | 图像标签  | 2024-05-15 | 20.00 | 10 × 2     |
        | 商品识别  | 2024-05-14 | 30.00 | 10 × 3     |
        | 智能裁剪  | 2024-05-15 | 40.00 | 10 × 4     |

    Scenario Outline: What no page prices on a day is refused
      Given a price book of these pages:
        | accepted   | holds from | dated  | interface | mode    | per calls | from calls | price |
        | 2024-01-10 | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-01-10 | -          | stated | 商品识别  | reached | 1         | 0          | 3     |
        | 2024-05-15 | 2024-05-15 | given  | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-05-15 | 2024-05-15 | given  | 智能裁剪  | reached | 1         | 0          | 4     |
      And the price book as it stood on <known>
      And 10 calls of "<interface>" dated <day>
      When the bill is computed
      Then the bill is refused as "<error>" with "<text>"

      Examples:
        | known      | interface | day        | error             | text                   |
        | 2024-05-15 | 商品识别  | 2024-05-15 | price-missing     | 商品识别 on 2024-05-15 |
        | 2024-05-15 | 商品识别  | 2024-06-01 | price-missing     | 商品识别 in 2024-06    |
        | 2024-05-15 | 智能裁剪  | 2024-05-14 | price-missing     | 智能裁剪 on 2024-05-14 |
        | 2024-05-14 | 智能裁剪  | 2024-05-15 | unknown-interface | 智能裁剪               |

  Rule: The book as it stood on a day knows no page that came later
    What holds on a day and what was known on a day are two things, so that an old answer is found again.

    Scenario Outline: A page accepted after its day changes what is known, not when it holds
      # Stated for 1 June and accepted on the 15th.
      Given a price book of these pages:
        | accepted   | holds from | dated  | interface | mode    | per calls | from calls | price |
        | 2024-01-10 | -          | stated | 图像标签  | reached | 1         | 0          | 2     |
        | 2024-06-15 | 2024-06-01 | stated | 图像标签  | reached | 1         | 0          | 4     |
      And the price book as it stood on <known>
      And 10 calls of "图像标签" dated <day>
      When the bill is computed
      Then the total is <total> yuan

      Examples:
        | known      | day        | total | arithmetic |
        | 2024-06-14 | 2024-05-31 | 20.00 | 10 × 2     |
        | 2024-06-14 | 2024-06-01 | 20.00 | 10 × 2     |
        | 2024-06-14 | 2024-07-01 | 20.00 | 10 × 2     |
        | 2024-06-15 | 2024-05-31 | 20.00 | 10 × 2     |
        | 2024-06-15 | 2024-06-01 | 40.00 | 10 × 4     |
        | 2024-06-16 | 2024-06-02 | 40.00 | 10 × 4     |

    Scenario Outline: The page's prices are the same since the first day of the book
      Given the price book as it stood on <known>
      And 1,001,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the lines are:
        | free  | pay as you go | unit price | amount   |
        | 1,000 | 1,000,000     | 2.2        | <amount> |

      Examples:
        | known      | amount   | arithmetic              |
        | 2026-11-23 | 2,200.00 | 1,000,000 × 2.2 ÷ 1,000 |
        | 2026-11-24 | 2,200.00 | 1,000,000 × 2.2 ÷ 1,000 |
        | 2026-11-25 | 2,200.00 | 1,000,000 × 2.2 ÷ 1,000 |

    Scenario: The page has sold no packs of image processing since the first day of the book
      Given the price book as it stood on 2026-11-23
      And these packs were bought:
        | purchased on | interface | calls  |
        | 2023-05-01   | 智能裁剪  | 10,000 |
      And 10 calls of "智能裁剪" dated 2023-05
      When the bill is computed
      Then the bill is refused as "packs-not-sold" with "no resource packs are sold for 智能裁剪; the page says:"
