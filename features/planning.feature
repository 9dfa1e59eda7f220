@beyond-the-page
Feature: Which packs to buy
  A pack is used across months, so a forecast of all of them says which packs make it cost least. Packs are
  bought on the first of a month; a month's calls count on its last day.

  Rule: The packs to buy are those under which packs and pay-as-you-go cost least together
    Nothing that could be bought of the packs on sale costs less.

    Scenario: A year of a million calls a month costs least with eleven packs
      # Without packs 12 × 1,049,000 × 45 ÷ 1,000. The packs hold 12,580,000 of 12,588,000 calls:
      # 2 × 160,000 + 105,000 + 8 × 730 = 430,840, and 8,000 × 75 ÷ 1,000 = 600 are left to pay.
      Given this usage:
        | date    | interface          | calls     |
        | 2026-01 | 车辆识别（增强版） | 1,050,000 |
        | 2026-02 | 车辆识别（增强版） | 1,050,000 |
        | 2026-03 | 车辆识别（增强版） | 1,050,000 |
        | 2026-04 | 车辆识别（增强版） | 1,050,000 |
        | 2026-05 | 车辆识别（增强版） | 1,050,000 |
        | 2026-06 | 车辆识别（增强版） | 1,050,000 |
        | 2026-07 | 车辆识别（增强版） | 1,050,000 |
        | 2026-08 | 车辆识别（增强版） | 1,050,000 |
        | 2026-09 | 车辆识别（增强版） | 1,050,000 |
        | 2026-10 | 车辆识别（增强版） | 1,050,000 |
        | 2026-11 | 车辆识别（增强版） | 1,050,000 |
        | 2026-12 | 车辆识别（增强版） | 1,050,000 |
      When the packs to buy are planned
      Then the plan costs:
        | total      | packs      | pay as you go | without    |
        | 431,440.00 | 430,840.00 | 600.00        | 566,460.00 |
      And the packs to buy are:
        | interface          | calls     | price  | quantity |
        | 车辆识别（增强版） | 5,000,000 | 160000 | 2        |
        | 车辆识别（增强版） | 2,500,000 | 105000 | 1        |
        | 车辆识别（增强版） | 10,000    | 730    | 8        |

    @reading-tier-basis
    Scenario: Where all calls choose the tier, the same year wants three packs
      # 2 × 160,000 + 105,000 = 425,000 hold 12,500,000 of 12,588,000 calls; the others cost
      # 88,000 × 45 ÷ 1,000 = 3,960, for the 1,050,000 calls of each month reach that price.
      Given the reading "tier-basis" is "gross"
      And this usage:
        | date    | interface          | calls     |
        | 2026-01 | 车辆识别（增强版） | 1,050,000 |
        | 2026-02 | 车辆识别（增强版） | 1,050,000 |
        | 2026-03 | 车辆识别（增强版） | 1,050,000 |
        | 2026-04 | 车辆识别（增强版） | 1,050,000 |
        | 2026-05 | 车辆识别（增强版） | 1,050,000 |
        | 2026-06 | 车辆识别（增强版） | 1,050,000 |
        | 2026-07 | 车辆识别（增强版） | 1,050,000 |
        | 2026-08 | 车辆识别（增强版） | 1,050,000 |
        | 2026-09 | 车辆识别（增强版） | 1,050,000 |
        | 2026-10 | 车辆识别（增强版） | 1,050,000 |
        | 2026-11 | 车辆识别（增强版） | 1,050,000 |
        | 2026-12 | 车辆识别（增强版） | 1,050,000 |
      When the packs to buy are planned
      Then the plan costs:
        | total      | packs      | pay as you go | without    |
        | 428,960.00 | 425,000.00 | 3,960.00      | 566,460.00 |

    Scenario Outline: A pack of 730 yuan is bought where two months cost more
      # 1,000 calls are free each month. Of 5,867 calls 4,867 × 75 ÷ 1,000 = 365.025 are paid, which is
      # 365.03 in whole cents, and 730.06 in two months.
      Given <calls> calls of "车辆识别（增强版）" dated 2026-01
      And <calls> calls of "车辆识别（增强版）" dated 2026-02
      When the packs to buy are planned
      Then the plan costs:
        | total   | packs   | pay as you go | without   |
        | <total> | <packs> | <payable>     | <without> |

      Examples:
        | calls | total  | packs  | payable | without | arithmetic             |
        | 5,000 | 600.00 | 0.00   | 600.00  | 600.00  | 2 × 4,000 × 75 ÷ 1,000 |
        | 5,866 | 729.90 | 0.00   | 729.90  | 729.90  | 2 × 4,866 × 75 ÷ 1,000 |
        | 5,867 | 730.00 | 730.00 | 0.00    | 730.06  | 730                    |

    Scenario: Calls that are owned are not bought again
      # 4,000 calls a month are left to cover. The pack holds 6,000; 2,000 × 75 ÷ 1,000 are paid.
      Given these packs were bought:
        | purchased on | interface          | calls  | left  |
        | 2025-09-10   | 车辆识别（增强版） | 10,000 | 6,000 |
      And 5,000 calls of "车辆识别（增强版）" dated 2026-01
      And 5,000 calls of "车辆识别（增强版）" dated 2026-02
      When the packs to buy are planned
      Then the plan costs:
        | total  | packs | pay as you go | without |
        | 150.00 | 0.00  | 150.00        | 150.00  |

    Scenario: A pack is bought when an announced price comes
      # February costs 10 × 2. In March a pack of 30 yuan is less than 10 × 5; bought in February it
      # is used up before.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price | from       | to         |
        | 图像标签  | reached | 1         | 0          | 2     | -          | 2024-03-01 |
        | 图像标签  | reached | 1         | 0          | 5     | 2024-03-01 | -          |
      And these packs for sale:
        | interface | calls | price |
        | 图像标签  | 10    | 30    |
      And 10 calls of "图像标签" dated 2024-02
      And 10 calls of "图像标签" dated 2024-03
      When the packs to buy are planned
      Then the plan costs:
        | total | packs | pay as you go | without |
        | 50.00 | 30.00 | 20.00         | 70.00   |

    Scenario: Packs that leave calls in a dearer tier are not bought
      # 7 × 4 = 28. One pack costs 8 + 5 × 9, two 16 + 3 × 9, three 24 + 9, four 32.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 9     |
        | 图像标签  | reached | 1         | 6          | 4     |
      And these packs for sale:
        | interface | calls | price |
        | 图像标签  | 2     | 8     |
      And 7 calls of "图像标签" dated 2024-02
      When the packs to buy are planned
      Then the plan costs:
        | total | packs | pay as you go | without |
        | 28.00 | 0.00  | 28.00         | 28.00   |

    Scenario Outline: A pack covers no month after its end
      # 10 calls a month cost 10 × 5, or a pack of 35 yuan; one of 20 calls for 60 covers both months
      # if it lasts two.
      Given a price book with these tiers:
        | interface | mode    | per calls | from calls | price |
        | 图像标签  | reached | 1         | 0          | 5     |
      And these packs for sale:
        | interface | calls | price | months   |
        | 图像标签  | 10    | 35    | <months> |
        | 图像标签  | 20    | 60    | <months> |
      And 10 calls of "图像标签" dated 2024-02
      And 10 calls of "图像标签" dated 2024-03
      When the packs to buy are planned
      Then the plan costs:
        | total   | packs   | pay as you go | without |
        | <total> | <total> | 0.00          | 100.00  |
      And the packs to buy are:
        | calls  | quantity   |
        | <size> | <quantity> |

      Examples:
        | months | total | size | quantity | arithmetic |
        | 1      | 70.00 | 10   | 2        | 2 × 35     |
        | 2      | 60.00 | 20   | 1        | 60         |

    Scenario: A pack that is bought after the forecast begins is not owned
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2026-01-02   | 车辆识别（增强版） | 10,000 |
      And 5,000 calls of "车辆识别（增强版）" dated 2026-01
      When the packs to buy are planned
      Then the bill is refused as "pack-after-begin" with "2026-01-02"
