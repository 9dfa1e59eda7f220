Feature: Prepaid packs of image recognition
  Chapter 价格说明, 图像识别预付费: which packs are sold, what they cost, and what they cover.

  Background:
    Given the price book of the page

  @recognition-prepaid
  Rule: Packs of seven sizes are sold for 车辆识别（增强版） alone
    图像识别预付费

    A pack is bought for a price, lasts one year from the day of purchase, and takes the calls that come after the free ones.

    Scenario: The packs of the page are those of its seven rows
      Given the price book as it stood on 2026-11-23
      Then the packs of the book are:
        | interface          | calls      | price     |
        | 车辆识别（增强版） | 10,000     | 730       |
        | 车辆识别（增强版） | 100,000    | 7,000     |
        | 车辆识别（增强版） | 1,000,000  | 65,000    |
        | 车辆识别（增强版） | 2,500,000  | 105,000   |
        | 车辆识别（增强版） | 5,000,000  | 160,000   |
        | 车辆识别（增强版） | 15,000,000 | 450,000   |
        | 车辆识别（增强版） | 50,000,000 | 1,250,000 |

    Scenario Outline: A pack covers as many calls as its size after the free ones
      # One call below, on and above the size; 1,000 of the calls are free.
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | <bought>     | 车辆识别（增强版） | <size> |
      And <calls> calls of "车辆识别（增强版）" dated <date>
      When the bill is computed
      Then the packs are:
        | purchased on | interface          | calls  | price   | used   | left   | expires on |
        | <bought>     | 车辆识别（增强版） | <size> | <price> | <used> | <left> | <ends>     |
      And the total is <total> yuan

      Examples: 1万次
        | size   | bought     | date    | price | calls  | used   | left | ends       | total | arithmetic     |
        | 10,000 | 2023-05-01 | 2023-05 | 730   | 10,999 | 9,999  | 1    | 2024-05-01 | 0.00  | 0              |
        | 10,000 | 2023-05-01 | 2023-05 | 730   | 11,000 | 10,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 10,000 | 2023-05-01 | 2023-05 | 730   | 11,001 | 10,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

      Examples: 10万次
        | size    | bought     | date    | price | calls   | used    | left | ends       | total | arithmetic     |
        | 100,000 | 2023-05-01 | 2023-05 | 7,000 | 100,999 | 99,999  | 1    | 2024-05-01 | 0.00  | 0              |
        | 100,000 | 2023-05-01 | 2023-05 | 7,000 | 101,000 | 100,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 100,000 | 2023-05-01 | 2023-05 | 7,000 | 101,001 | 100,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

      Examples: 100万次
        | size      | bought     | date    | price  | calls     | used      | left | ends       | total | arithmetic     |
        | 1,000,000 | 2023-05-01 | 2023-05 | 65,000 | 1,000,999 | 999,999   | 1    | 2024-05-01 | 0.00  | 0              |
        | 1,000,000 | 2023-05-01 | 2023-05 | 65,000 | 1,001,000 | 1,000,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 1,000,000 | 2023-05-01 | 2023-05 | 65,000 | 1,001,001 | 1,000,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

      Examples: 250万次
        | size      | bought     | date    | price   | calls     | used      | left | ends       | total | arithmetic     |
        | 2,500,000 | 2023-05-01 | 2023-05 | 105,000 | 2,500,999 | 2,499,999 | 1    | 2024-05-01 | 0.00  | 0              |
        | 2,500,000 | 2023-05-01 | 2023-05 | 105,000 | 2,501,000 | 2,500,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 2,500,000 | 2023-05-01 | 2023-05 | 105,000 | 2,501,001 | 2,500,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

      Examples: 500万次
        | size      | bought     | date    | price   | calls     | used      | left | ends       | total | arithmetic     |
        | 5,000,000 | 2023-05-01 | 2023-05 | 160,000 | 5,000,999 | 4,999,999 | 1    | 2024-05-01 | 0.00  | 0              |
        | 5,000,000 | 2023-05-01 | 2023-05 | 160,000 | 5,001,000 | 5,000,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 5,000,000 | 2023-05-01 | 2023-05 | 160,000 | 5,001,001 | 5,000,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

      Examples: 1500万次
        | size       | bought     | date    | price   | calls      | used       | left | ends       | total | arithmetic     |
        | 15,000,000 | 2023-05-01 | 2023-05 | 450,000 | 15,000,999 | 14,999,999 | 1    | 2024-05-01 | 0.00  | 0              |
        | 15,000,000 | 2023-05-01 | 2023-05 | 450,000 | 15,001,000 | 15,000,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 15,000,000 | 2023-05-01 | 2023-05 | 450,000 | 15,001,001 | 15,000,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

      Examples: 5000万次
        | size       | bought     | date    | price     | calls      | used       | left | ends       | total | arithmetic     |
        | 50,000,000 | 2023-05-01 | 2023-05 | 1,250,000 | 50,000,999 | 49,999,999 | 1    | 2024-05-01 | 0.00  | 0              |
        | 50,000,000 | 2023-05-01 | 2023-05 | 1,250,000 | 50,001,000 | 50,000,000 | 0    | 2024-05-01 | 0.00  | 0              |
        | 50,000,000 | 2023-05-01 | 2023-05 | 1,250,000 | 50,001,001 | 50,000,000 | 0    | 2024-05-01 | 0.08  | 1 × 75 ÷ 1,000 |

    Scenario Outline: A pack is named by the vendor's size as well as by its number
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | <size> |
      And 3,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the packs are:
        | calls   | price   | used  |
        | <calls> | <price> | 2,000 |

      Examples:
        | size     | calls      | price     |
        | 1万次    | 10,000     | 730       |
        | 10万次   | 100,000    | 7,000     |
        | 100万次  | 1,000,000  | 65,000    |
        | 250万次  | 2,500,000  | 105,000   |
        | 500万次  | 5,000,000  | 160,000   |
        | 1500万次 | 15,000,000 | 450,000   |
        | 5000万次 | 50,000,000 | 1,250,000 |

    Scenario Outline: A pack of another interface of image recognition is refused
      Given these packs were bought:
        | purchased on | interface   | calls  |
        | 2023-05-01   | <interface> | 10,000 |
      And 2,000 calls of "<interface>" dated 2023-05
      When the bill is computed
      Then the bill is refused as "packs-not-sold" with "<interface>"

      Examples:
        | interface           |
        | 商品识别            |
        | 商品识别-微信识物版 |
        | 车辆识别            |
        | 文件封识别          |
        | 宠物识别图片版      |

    Scenario Outline: A pack leaves the calls of every other interface alone
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And 5,000 calls of "<interface>" dated 2023-05
      When the bill is computed
      Then the lines are:
        | interface   | free  | pack | pay as you go | amount   |
        | <interface> | 1,000 | 0    | 4,000         | <amount> |

      Examples:
        | interface           | amount | arithmetic          |
        | 商品识别            | 10.00  | 4,000 × 2.5 ÷ 1,000 |
        | 商品识别-微信识物版 | 14.00  | 4,000 × 3.5 ÷ 1,000 |
        | 车辆识别            | 12.00  | 4,000 × 3 ÷ 1,000   |
        | 文件封识别          | 28.00  | 4,000 × 7 ÷ 1,000   |
        | 宠物识别图片版      | 80.00  | 4,000 × 20 ÷ 1,000  |

    Scenario: The price of a pack is listed and not added to the total
      Given these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-05-01   | 车辆识别（增强版） | 100万次 |
      And 2,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the packs are:
        | calls     | price  | used | left      |
        | 1,000,000 | 65,000 | 0    | 1,000,000 |
      And the total is 2.50 yuan

    Scenario: A pack is used up within a month
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And this usage:
        | date       | interface          | calls |
        | 2023-05-03 | 车辆识别（增强版） | 6,000 |
        | 2023-05-17 | 车辆识别（增强版） | 9,000 |
      When the bill is computed
      Then the lines are:
        | calls  | free  | pack   | pay as you go | unit price | amount |
        | 15,000 | 1,000 | 10,000 | 4,000         | 75         | 300.00 |
      And the packs are:
        | used   | left |
        | 10,000 | 0    |

    Scenario: A pack lasts two months
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And 6,000 calls of "车辆识别（增强版）" dated 2023-05
      And 8,000 calls of "车辆识别（增强版）" dated 2023-06
      When the bill is computed
      Then the lines are:
        | month   | free  | pack  | pay as you go | unit price | amount |
        | 2023-05 | 1,000 | 5,000 | 0             | -          | 0.00   |
        | 2023-06 | 1,000 | 5,000 | 2,000         | 75         | 150.00 |
      And the months are:
        | month   | total  |
        | 2023-05 | 0.00   |
        | 2023-06 | 150.00 |

    Scenario: A pack that is empty covers nothing of the next month
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And 11,000 calls of "车辆识别（增强版）" dated 2023-05
      And 3,000 calls of "车辆识别（增强版）" dated 2023-06
      When the bill is computed
      Then the lines are:
        | month   | free  | pack   | pay as you go | amount |
        | 2023-05 | 1,000 | 10,000 | 0             | 0.00   |
        | 2023-06 | 1,000 | 0      | 2,000         | 150.00 |

    @reading-pack-validity
    Scenario: A pack that ends within a month covers the days before its end
      # Bought on 15 November 2022, it last covers 14 November 2023; the first 1,000 calls are free.
      Given the reading "pack-validity" is "one-year"
      And these packs were bought:
        | purchased on | interface          | calls  |
        | 2022-11-15   | 车辆识别（增强版） | 10,000 |
      And this usage:
        | date       | interface          | calls |
        | 2023-11-14 | 车辆识别（增强版） | 5,000 |
        | 2023-11-15 | 车辆识别（增强版） | 5,000 |
      When the bill is computed
      Then the lines are:
        | calls  | free  | pack  | pay as you go | unit price | amount |
        | 10,000 | 1,000 | 4,000 | 5,000         | 75         | 375.00 |
      And the packs are:
        | purchased on | used  | left  | expires on |
        | 2022-11-15   | 4,000 | 6,000 | 2023-11-15 |

    @reading-pack-validity
    Scenario Outline: A pack covers a year of days and no day more
      # 3,000 calls on one day: 1,000 free, 2,000 from the pack or paid for.
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | <bought>     | 车辆识别（增强版） | 10,000 |
      And 3,000 calls of "车辆识别（增强版）" dated <called>
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | amount   |
        | 1,000 | <pack> | <payable>     | <amount> |
      And the packs are:
        | purchased on | used   | expires on |
        | <bought>     | <pack> | <ends>     |

      Examples: An ordinary year
        | bought     | called     | pack  | payable | amount | ends       |
        | 2023-05-10 | 2023-05-09 | 0     | 2,000   | 150.00 | 2024-05-10 |
        | 2023-05-10 | 2023-05-10 | 2,000 | 0       | 0.00   | 2024-05-10 |
        | 2023-05-10 | 2024-05-09 | 2,000 | 0       | 0.00   | 2024-05-10 |
        | 2023-05-10 | 2024-05-10 | 0     | 2,000   | 150.00 | 2024-05-10 |

      Examples: Bought on a leap day
        | bought     | called     | pack  | payable | amount | ends       |
        | 2024-02-29 | 2024-02-28 | 0     | 2,000   | 150.00 | 2025-02-28 |
        | 2024-02-29 | 2024-02-29 | 2,000 | 0       | 0.00   | 2025-02-28 |
        | 2024-02-29 | 2025-02-27 | 2,000 | 0       | 0.00   | 2025-02-28 |
        | 2024-02-29 | 2025-02-28 | 0     | 2,000   | 150.00 | 2025-02-28 |
        | 2024-02-29 | 2025-03-01 | 0     | 2,000   | 150.00 | 2025-02-28 |

      Examples: Ending in a leap year
        | bought     | called     | pack  | payable | amount | ends       |
        | 2023-02-28 | 2024-02-27 | 2,000 | 0       | 0.00   | 2024-02-28 |
        | 2023-02-28 | 2024-02-28 | 0     | 2,000   | 150.00 | 2024-02-28 |
        | 2023-02-28 | 2024-02-29 | 0     | 2,000   | 150.00 | 2024-02-28 |
        | 2023-03-01 | 2024-02-29 | 2,000 | 0       | 0.00   | 2024-03-01 |
        | 2023-03-01 | 2024-03-01 | 0     | 2,000   | 150.00 | 2024-03-01 |

      Examples: Across the year's end
        | bought     | called     | pack  | payable | amount | ends       |
        | 2022-12-31 | 2023-12-30 | 2,000 | 0       | 0.00   | 2023-12-31 |
        | 2022-12-31 | 2023-12-31 | 0     | 2,000   | 150.00 | 2023-12-31 |
        | 2023-01-01 | 2023-12-31 | 2,000 | 0       | 0.00   | 2024-01-01 |
        | 2023-01-01 | 2024-01-01 | 0     | 2,000   | 150.00 | 2024-01-01 |

    Scenario: Calls before the purchase are not covered afterwards
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-10   | 车辆识别（增强版） | 10,000 |
      And this usage:
        | date       | interface          | calls |
        | 2023-05-09 | 车辆识别（增强版） | 3,000 |
        | 2023-05-10 | 车辆识别（增强版） | 3,000 |
      When the bill is computed
      Then the lines are:
        | calls | free  | pack  | pay as you go | amount |
        | 6,000 | 1,000 | 3,000 | 2,000         | 150.00 |

    Scenario: A row that gives only the month counts on its last day, after the pack's end
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2022-11-15   | 车辆识别（增强版） | 10,000 |
      And 5,000 calls of "车辆识别（增强版）" dated 2023-11
      When the bill is computed
      Then the lines are:
        | month   | free  | pack | pay as you go | amount |
        | 2023-11 | 1,000 | 0    | 4,000         | 300.00 |
      And a warning says "2023-11-15"
      And a warning says "2023-11-30"

    Scenario: A row that gives only the month finds a pack bought within it
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-20   | 车辆识别（增强版） | 10,000 |
      And 5,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the lines are:
        | month   | free  | pack  | pay as you go | amount |
        | 2023-05 | 1,000 | 4,000 | 0             | 0.00   |

    Scenario Outline: A pack bought before covers what was left in it when the first month began
      # 1,050,000 calls, 1,000 of them free. With 49,001 calls left, 999,999 are paid at the price below.
      Given these packs were bought:
        | purchased on | interface          | calls     | left   |
        | 2023-01-01   | 车辆识别（增强版） | 5,000,000 | <left> |
      And 1,050,000 calls of "车辆识别（增强版）" dated 2023-12
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | unit price | amount   |
        | 1,000 | <pack> | <payable>     | <price>    | <amount> |
      And the packs are:
        | purchased on | used   | left         |
        | 2023-01-01   | <pack> | <left after> |

      Examples:
        | left      | pack      | left after | payable   | price | amount    | arithmetic             |
        | 5,000,000 | 1,049,000 | 3,951,000  | 0         | -     | 0.00      | 0                      |
        | 1,049,000 | 1,049,000 | 0          | 0         | -     | 0.00      | 0                      |
        | 1,048,999 | 1,048,999 | 0          | 1         | 75    | 0.08      | 1 × 75 ÷ 1,000         |
        | 49,001    | 49,001    | 0          | 999,999   | 75    | 74,999.93 | 999,999 × 75 ÷ 1,000   |
        | 49,000    | 49,000    | 0          | 1,000,000 | 45    | 45,000.00 | 1,000,000 × 45 ÷ 1,000 |
        | 0         | 0         | 0          | 1,049,000 | 45    | 47,205.00 | 1,049,000 × 45 ÷ 1,000 |

    Scenario: Where nobody says what was left of a pack, the range has every state of it
      # Full, it covers all; empty, 1,049,000 × 45 ÷ 1,000 are paid; with 49,001 left 999,999 × 75 ÷ 1,000.
      Given the reading "partial-thousand" is "pro-rata"
      And these packs were bought:
        | purchased on | interface          | calls     |
        | 2023-01-01   | 车辆识别（增强版） | 5,000,000 |
      And 1,050,000 calls of "车辆识别（增强版）" dated 2023-12
      When the bill is computed
      Then the total is 0.00 yuan
      And the range is from 0.00 to 74,999.93 yuan
      And a warning says "2023-01-01"
      And no reading moves the total

    Scenario: Packs bought before are used up one after the other
      # 20,000 calls in them at most: full, they cover all; empty, 11,000 × 75 ÷ 1,000 are paid.
      Given these packs were bought:
        | purchased on | interface          | calls  | quantity |
        | 2023-01-01   | 车辆识别（增强版） | 10,000 | 2        |
      And 12,000 calls of "车辆识别（增强版）" dated 2023-12
      When the bill is computed
      Then the total is 0.00 yuan
      And the range is from 0.00 to 825.00 yuan

    Scenario: What was left of a pack bought before is told for that pack alone
      # The other one is bought in the first month of usage, and full: it covers all that is left.
      Given these packs were bought:
        | purchased on | interface          | calls  | left |
        | 2023-01-01   | 车辆识别（增强版） | 10,000 | 500  |
        | 2023-12-01   | 车辆识别（增强版） | 10,000 | -    |
      And 4,000 calls of "车辆识别（增强版）" dated 2023-12
      When the bill is computed
      Then the packs are:
        | purchased on | used  | left  |
        | 2023-01-01   | 500   | 0     |
        | 2023-12-01   | 2,500 | 7,500 |
      And the range is from 0.00 to 0.00 yuan

    Scenario Outline: An impossible number of calls left in a pack is refused
      Given these packs were bought:
        | purchased on | interface          | calls  | left   |
        | <bought>     | 车辆识别（增强版） | 10,000 | <left> |
      And 4,000 calls of "车辆识别（增强版）" dated 2023-12
      When the bill is computed
      Then the bill is refused as "left-impossible" with "<left>"

      Examples:
        | bought     | left   |
        | 2023-11-30 | 10001  |
        | 2023-12-01 | 9999   |

    Scenario: A pack bought before the book knows a price covers later calls
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2022-03-01   | 车辆识别（增强版） | 10,000 |
      And 5,000 calls of "车辆识别（增强版）" dated 2022-11-05
      When the bill is computed
      Then the lines are:
        | free  | pack  | pay as you go | amount |
        | 1,000 | 4,000 | 0             | 0.00   |
      And the packs are:
        | purchased on | used  | left  | expires on |
        | 2022-03-01   | 4,000 | 6,000 | 2023-03-01 |

    Scenario: Two packs are used one after the other
      Given these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-05-01   | 车辆识别（增强版） | 10,000  |
        | 2023-05-02   | 车辆识别（增强版） | 100,000 |
      And 50,000 calls of "车辆识别（增强版）" dated 2023-05-10
      When the bill is computed
      Then the lines are:
        | calls  | free  | pack   | pay as you go | amount |
        | 50,000 | 1,000 | 49,000 | 0             | 0.00   |
      And the packs are:
        | purchased on | calls   | used   | left   | expires on |
        | 2023-05-01   | 10,000  | 10,000 | 0      | 2024-05-01 |
        | 2023-05-02   | 100,000 | 39,000 | 61,000 | 2024-05-02 |

    Scenario: Two packs that are both used up leave the rest to pay-as-you-go
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
        | 2023-06-01   | 车辆识别（增强版） | 10,000 |
      And 25,000 calls of "车辆识别（增强版）" dated 2023-06-10
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | amount |
        | 1,000 | 20,000 | 4,000         | 300.00 |

    Scenario: A pack bought twice on one day counts twice
      Given these packs were bought:
        | purchased on | interface          | calls  | quantity |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 | 2        |
      And 16,000 calls of "车辆识别（增强版）" dated 2023-05-10
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | amount |
        | 1,000 | 15,000 | 0             | 0.00   |
      And the packs are:
        | purchased on | calls  | price | used   | left  |
        | 2023-05-01   | 10,000 | 730   | 10,000 | 0     |
        | 2023-05-01   | 10,000 | 730   | 5,000  | 5,000 |

    @reading-pack-order
    Scenario: Of two packs bought on one day the smaller is used first
      Given these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-05-01   | 车辆识别（增强版） | 100,000 |
        | 2023-05-01   | 车辆识别（增强版） | 10,000  |
      And 5,000 calls of "车辆识别（增强版）" dated 2023-05-10
      When the bill is computed
      Then the packs are:
        | calls   | used  | left    |
        | 10,000  | 4,000 | 6,000   |
        | 100,000 | 0     | 100,000 |

    @reading-pack-order
    Scenario Outline: With one-year packs both pack orders agree
      Given the reading "pack-order" is "<value>"
      And these packs were bought:
        | purchased on | interface          | calls   |
        | 2023-06-01   | 车辆识别（增强版） | 10,000  |
        | 2023-05-01   | 车辆识别（增强版） | 100,000 |
      And 30,000 calls of "车辆识别（增强版）" dated 2023-06-10
      When the bill is computed
      Then the packs are:
        | purchased on | calls   | used   | left   |
        | 2023-05-01   | 100,000 | 29,000 | 71,000 |
        | 2023-06-01   | 10,000  | 0      | 10,000 |
      And the total is 0.00 yuan

      Examples:
        | value             |
        | earliest-expiry   |
        | earliest-purchase |

    @reading-pack-order
    Scenario: The pack order moves no total of this page
      Given these packs were bought:
        | purchased on | interface          | calls  | left   |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 | 10,000 |
        | 2023-06-01   | 车辆识别（增强版） | 10,000 | -      |
      And 24,000 calls of "车辆识别（增强版）" dated 2023-06-10
      When the bill is computed
      Then the total is 225.00 yuan
      And the range is from 225.00 to 225.00 yuan
      And no reading moves the total

    @reading-pack-start
    Scenario Outline: A pack starts on its day or with its month as pack-start decides
      # Bought on 10 May 2023; 3,000 calls on one day, 1,000 of them free.
      Given the reading "pack-start" is "<value>"
      And these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-10   | 车辆识别（增强版） | 10,000 |
      And 3,000 calls of "车辆识别（增强版）" dated <called>
      When the bill is computed
      Then the lines are:
        | free  | pack   | pay as you go | amount   |
        | 1,000 | <pack> | <payable>     | <amount> |
      And the packs are:
        | purchased on | used   | expires on |
        | 2023-05-10   | <pack> | <ends>     |

      Examples: From the day of purchase
        | value        | called     | pack  | payable | amount | ends       |
        | purchase-day | 2023-04-30 | 0     | 2,000   | 150.00 | 2024-05-10 |
        | purchase-day | 2023-05-01 | 0     | 2,000   | 150.00 | 2024-05-10 |
        | purchase-day | 2023-05-09 | 0     | 2,000   | 150.00 | 2024-05-10 |
        | purchase-day | 2023-05-10 | 2,000 | 0       | 0.00   | 2024-05-10 |
        | purchase-day | 2024-05-09 | 2,000 | 0       | 0.00   | 2024-05-10 |
        | purchase-day | 2024-05-10 | 0     | 2,000   | 150.00 | 2024-05-10 |

      Examples: From the first of the month of purchase
        | value          | called     | pack  | payable | amount | ends       |
        | purchase-month | 2023-04-30 | 0     | 2,000   | 150.00 | 2024-05-01 |
        | purchase-month | 2023-05-01 | 2,000 | 0       | 0.00   | 2024-05-01 |
        | purchase-month | 2023-05-09 | 2,000 | 0       | 0.00   | 2024-05-01 |
        | purchase-month | 2023-05-10 | 2,000 | 0       | 0.00   | 2024-05-01 |
        | purchase-month | 2024-04-30 | 2,000 | 0       | 0.00   | 2024-05-01 |
        | purchase-month | 2024-05-01 | 0     | 2,000   | 150.00 | 2024-05-01 |

    @reading-pack-start
    Scenario: The start of a pack moves the total of calls before the purchase
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-10   | 车辆识别（增强版） | 10,000 |
      And 3,000 calls of "车辆识别（增强版）" dated 2023-05-02
      When the bill is computed
      Then the total is 150.00 yuan
      And the range is from 0.00 to 150.00 yuan
      And these readings move the total:
        | reading    | value          | total |
        | pack-start | purchase-month | 0.00  |
