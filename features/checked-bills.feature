@beyond-the-page
Feature: Whether a bill of the vendor is right
  Each line of the vendor's bill is compared with what the usage costs. Where it differs, every cause that
  gives the billed amount to the last digit is named. The bills here are made up.

  Rule: A line that is billed as it is computed agrees
    Background:
      Given this usage:
        | date    | interface          | calls     |
        | 2023-05 | 车辆识别（增强版） | 1,050,000 |
        | 2023-05 | 商品识别           | 5,000     |

    Scenario: Both lines of a month agree
      # 1,049,000 × 45 ÷ 1,000 and 4,000 × 2.5 ÷ 1,000
      Given the vendor billed:
        | month   | interface          | calls     | amount    |
        | 2023-05 | 车辆识别（增强版） | 1,049,000 | 47,205.00 |
        | 2023-05 | 商品识别           | 4,000     | 10.00     |
      When the vendor's bill is checked
      Then the verdicts are:
        | month   | interface          | verdict | billed    | computed  | causes |
        | 2023-05 | 车辆识别（增强版） | agrees  | 47,205.00 | 47,205.00 | -      |
        | 2023-05 | 商品识别           | agrees  | 10.00     | 10.00     | -      |

    Scenario: A line that is not billed, and one that was not used
      # 4,000 × 2.5 ÷ 1,000 are due for 商品识别; of 智能裁剪 there is no usage.
      Given the vendor billed:
        | month   | interface          | calls     | amount    |
        | 2023-05 | 车辆识别（增强版） | 1,049,000 | 47,205.00 |
        | 2023-05 | 智能裁剪           | 1,000     | 2.00      |
      When the vendor's bill is checked
      Then the verdicts are:
        | interface          | verdict          | billed    | computed  |
        | 车辆识别（增强版） | agrees           | 47,205.00 | 47,205.00 |
        | 商品识别           | missing-in-bill  | 0.00      | 10.00     |
        | 智能裁剪           | missing-in-usage | 2.00      | 0.00      |

  Rule: A line that differs names every cause that gives its amount

    Scenario Outline: An amount of another rule is named by it
      # Right are 1,049,000 × 45 ÷ 1,000 = 47,205.00.
      Given 1,050,000 calls of "车辆识别（增强版）" dated 2023-05
      And the vendor billed:
        | month   | interface          | calls     | amount   |
        | 2023-05 | 车辆识别（增强版） | 1,049,000 | <amount> |
      When the vendor's bill is checked
      Then the verdicts are:
        | month   | verdict | billed   | computed  | causes   |
        | 2023-05 | differs | <amount> | 47,205.00 | <causes> |

      Examples:
        | amount        | causes                     | arithmetic                                      |
        | 77,205.00     | tier-progressive           | 1,000,000 × 75 ÷ 1,000 + 49,000 × 45 ÷ 1,000    |
        | 77,204.97     | tier-progressive-by-number | 999,999 × 75 ÷ 1,000 + 49,001 × 45 ÷ 1,000      |
        | 78,675.00     | tier-first-only            | 1,049,000 × 75 ÷ 1,000                          |
        | 47,250.00     | quota-not-applied          | 1,050,000 × 45 ÷ 1,000                          |
        | 47,205,000.00 | unit-thousandfold          | 47,205 × 1,000                                  |
        | 47,205.01     | unexplained                | 47,205 + 0.01                                   |

    Scenario: Of several causes that fit each is named
      # 1,000,000 calls reach the bound: 45,000.00. The tier below it, the first tier alone and graduated
      # tiers all give 1,000,000 × 75 ÷ 1,000.
      Given 1,001,000 calls of "车辆识别（增强版）" dated 2023-05
      And the vendor billed:
        | month   | interface          | calls     | amount    |
        | 2023-05 | 车辆识别（增强版） | 1,000,000 | 75,000.00 |
      When the vendor's bill is checked
      Then the verdicts are:
        | verdict | billed    | computed  | causes                                                 |
        | differs | 75,000.00 | 45,000.00 | tier-bound-in-lower, tier-first-only, tier-progressive |

    Scenario Outline: A bill without its pack, and one whose tier all calls choose
      # 949,000 calls are left after 1,000 free ones and 100,000 of the pack: × 75 ÷ 1,000 = 71,175.00.
      Given these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-05-02   | 车辆识别（增强版） | 100,000 |
      And 1,050,000 calls of "车辆识别（增强版）" dated 2023-05-20
      And the vendor billed:
        | month   | interface          | calls    | amount   |
        | 2023-05 | 车辆识别（增强版） | <called> | <amount> |
      When the vendor's bill is checked
      Then the verdicts are:
        | verdict | billed   | computed  | causes   |
        | differs | <amount> | 71,175.00 | <causes> |

      Examples:
        | called    | amount    | causes           | arithmetic             |
        | 1,049,000 | 47,205.00 | pack-not-applied | 1,049,000 × 45 ÷ 1,000 |
        | 949,000   | 42,705.00 | tier-basis-gross | 949,000 × 45 ÷ 1,000   |

    Scenario: An older price is named where it gives the amount
      # From 2024-03-01 on a call costs 3 yuan, before that 2: 10 × 3 are right, 10 × 2 billed.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-03-01 |
        | 图像标签  | reached | 1         | 0          | 3     | 2024-03-01 | -          |
      And 10 calls of "图像标签" dated 2024-03
      And the vendor billed:
        | month   | interface | calls | amount |
        | 2024-03 | 图像标签  | 10    | 20.00  |
      When the vendor's bill is checked
      Then the verdicts are:
        | verdict | billed | computed | causes      |
        | differs | 20.00  | 30.00    | price-older |
