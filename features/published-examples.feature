@beyond-the-page
Feature: The vendor's own worked examples
  The page 旧版图像标签价格 of this very product printed worked examples from 2018-11 to 2020-06.
  Its tiers are bounded above (≤ 300万), so the next tier starts one call later.

  Background:
    Given a price book with these tiers:
      | interface | mode    | per calls | from calls | price  |
      | 图像标签  | reached | 1         | 0          | 0.0011 |
      | 图像标签  | reached | 1         | 3,000,001  | 0.0009 |
      | 图像标签  | reached | 1         | 15,000,001 | 0.0007 |
    And these free quotas:
      | interfaces | calls  |
      | 图像标签   | 10,000 |
    And these packs for sale:
      | interface | calls      | price |
      | 图像标签  | 10,000,000 | 9200  |

  Rule: Pay-as-you-go takes the tier of the calls left after the free ones

    Scenario Outline: Calls past the free quota cost what the vendor printed
      Given <calls> calls of "图像标签" dated 2019-05
      When the bill is computed
      Then the lines are:
        | free   | pay as you go | unit price | amount   |
        | 10,000 | <payable>     | <price>    | <amount> |

      Examples: Printed by the vendor
        | calls      | payable    | price  | amount    | arithmetic                     |
        | 1,000,000  | 990,000    | 0.0011 | 1,089.00  | (1,000,000 - 10,000) × 0.0011  |
        | 5,000,000  | 4,990,000  | 0.0009 | 4,491.00  | (5,000,000 - 10,000) × 0.0009  |
        | 16,000,000 | 15,990,000 | 0.0007 | 11,193.00 | (16,000,000 - 10,000) × 0.0007 |

      Examples: On and above each bound, which belongs to the tier below it
        | calls      | payable    | price  | amount    | arithmetic          |
        | 3,009,999  | 2,999,999  | 0.0011 | 3,300.00  | 2,999,999 × 0.0011  |
        | 3,010,000  | 3,000,000  | 0.0011 | 3,300.00  | 3,000,000 × 0.0011  |
        | 3,010,001  | 3,000,001  | 0.0009 | 2,700.00  | 3,000,001 × 0.0009  |
        | 15,009,999 | 14,999,999 | 0.0009 | 13,500.00 | 14,999,999 × 0.0009 |
        | 15,010,000 | 15,000,000 | 0.0009 | 13,500.00 | 15,000,000 × 0.0009 |
        | 15,010,001 | 15,000,001 | 0.0007 | 10,500.00 | 15,000,001 × 0.0007 |

  Rule: A pack takes its calls before the tier is chosen

    @reading-tier-basis
    Scenario Outline: Eleven million calls with one pack tell the two bases apart
      # The vendor printed 9200 + (11000000 - 10000000 - 10000) × 0.0011 = 10289: the pack's
      # price of 9,200 and 1,089.00 of pay-as-you-go. The gross basis gives another number.
      Given the reading "tier-basis" is "<value>"
      And these packs were bought:
        | purchased on | interface | calls    |
        | 2019-05-01   | 图像标签  | 1000万次 |
      And 11,000,000 calls of "图像标签" dated 2019-05
      When the bill is computed
      Then the lines are:
        | free   | pack       | pay as you go | unit price | amount   |
        | 10,000 | 10,000,000 | 990,000       | <price>    | <amount> |
      And the packs are:
        | price | used       | left |
        | 9,200 | 10,000,000 | 0    |

      Examples: Printed by the vendor
        | value           | price  | amount   | arithmetic                                  |
        | after-deduction | 0.0011 | 1,089.00 | (11,000,000 - 10,000,000 - 10,000) × 0.0011 |

      Examples: Not what the vendor printed
        | value | price  | amount | arithmetic                                  |
        | gross | 0.0009 | 891.00 | (11,000,000 - 10,000,000 - 10,000) × 0.0009 |

    Scenario: Thirty million calls are three packs of 9,200
      # The vendor printed 3 × 9200 = 27600: three packs and nothing else.
      Given these packs were bought:
        | purchased on | interface | calls    | quantity |
        | 2019-05-01   | 图像标签  | 1000万次 | 3        |
      And 30,000,000 calls of "图像标签" dated 2019-05
      When the bill is computed
      Then the total is 0.00 yuan
      And the lines are:
        | free   | pack       | pay as you go | unit price | amount |
        | 10,000 | 29,990,000 | 0             | -          | 0.00   |
      And the packs are:
        | price | used       | left   |
        | 9,200 | 10,000,000 | 0      |
        | 9,200 | 10,000,000 | 0      |
        | 9,200 | 9,990,000  | 10,000 |
