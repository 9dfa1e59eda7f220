@beyond-the-page
Feature: Usage and pack files
  What is read, and what is refused with one clear error: what is wrong, where, what was expected.

  Background:
    Given the price book of the page

  Rule: A file is read in the forms in which people keep it

    Scenario Outline: Encodings that spreadsheets write are read
      Given this usage file in "<encoding>":
        """
        date,interface,calls
        2023-05-02,商品识别,1500
        2023-05,车辆识别（增强版）,2000
        """
      When the bill is computed
      Then the lines are:
        | month   | interface          | calls | free  | pay as you go | amount |
        | 2023-05 | 商品识别           | 1,500 | 1,000 | 500           | 1.25   |
        | 2023-05 | 车辆识别（增强版） | 2,000 | 1,000 | 1,000         | 75.00  |

      Examples:
        | encoding       |
        | UTF-8          |
        | UTF-8 with BOM |
        | GBK            |
        | UTF-16         |

    Scenario: A packs file in GBK is read
      Given this packs file in "GBK":
        """
        purchased_on,interface,calls,quantity
        2023-05-01,车辆识别（增强版）,10000,1
        """
      And 3,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the packs are:
        | purchased on | interface          | calls  | price | used  | left  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 | 730   | 2,000 | 8,000 |

    Scenario: The columns stand in any order
      Given this usage file in "UTF-8":
        """
        calls,date,interface
        2000,2023-05-02,商品识别
        """
      When the bill is computed
      Then the lines are:
        | month   | interface | calls | amount |
        | 2023-05 | 商品识别  | 2,000 | 2.50   |

    Scenario: A row of zero calls gives a line of zeros
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        2023-05,商品识别,0
        """
      When the bill is computed
      Then the lines are:
        | month   | interface | calls | free | pack | pay as you go | unit price | amount |
        | 2023-05 | 商品识别  | 0     | 0    | 0    | 0             | -          | 0.00   |
      And the total is 0.00 yuan

    Scenario: A count of 10^15 calls is priced exactly
      # (1,000,000,000,000,000 - 1,000) × 1.5 ÷ 1,000
      Given 1,000,000,000,000,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the total is 1,499,999,999,998.50 yuan

  Rule: A row that says what is impossible is refused with its place

    Scenario: An unknown interface is refused with the nearest name
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        2023-05,商品识,1000
        """
      When the bill is computed
      Then the bill is refused as "unknown-interface" with "商品识别"

    Scenario: Negative calls are refused
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        2023-05,商品识别,-1
        """
      When the bill is computed
      Then the bill is refused as "calls-negative" with "-1"

    Scenario: Fractional calls are refused
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        2023-05,商品识别,10.5
        """
      When the bill is computed
      Then the bill is refused as "calls-not-whole" with "10.5"

    Scenario: A count beyond 10^15 is refused
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        2023-05,商品识别,1000000000000001
        """
      When the bill is computed
      Then the bill is refused as "calls-too-large" with "1000000000000001"

    Scenario: A date that is none is refused
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        yesterday,商品识别,1000
        """
      When the bill is computed
      Then the bill is refused as "date-unreadable" with "yesterday"

    Scenario Outline: A day that no calendar has is refused
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        <date>,商品识别,1000
        """
      When the bill is computed
      Then the bill is refused as "date-unreadable" with "<date>"

      Examples:
        | date       |
        | 2023-02-30 |
        | 2023-02-29 |
        | 2023-13    |
        | 2023-04-31 |

    Scenario: The place of a bad row is its line in the file
      Given this usage file in "UTF-8":
        """
        date,interface,calls
        2023-05-01,商品识别,1000
        2023-05-02,商品识别,many
        """
      When the bill is computed
      Then the bill is refused as "calls-unreadable" with "line 3"

  Rule: Usage outside the time of the book or the service is refused

    Scenario Outline: A month before the book knows a price is refused
      Given 1,000 calls of "商品识别" dated <date>
      When the bill is computed
      Then the bill is refused as "month-before-book" with "2022-10"

      Examples:
        | date       |
        | 2022-09    |
        | 2022-09-30 |
        | 2021-10-24 |

    Scenario: The first day of the book's first month is priced
      Given 11,000 calls of "商品识别" dated 2022-10-01
      When the bill is computed
      Then the total is 2.50 yuan

    Scenario: Usage before activation is refused
      Given the service was activated on 2023-05-10
      And 1,000 calls of "商品识别" dated 2023-05-09
      When the bill is computed
      Then the bill is refused as "usage-before-activation" with "2023-05-10"

    Scenario: Usage on the day of activation is accepted
      Given the service was activated on 2023-05-10
      And 1,000 calls of "商品识别" dated 2023-05-10
      When the bill is computed
      Then the total is 2.50 yuan

    Scenario: A row that gives only the month is not before an activation within it
      Given the service was activated on 2023-05-10
      And 1,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the total is 2.50 yuan

    Scenario: Usage before the activation of its interface is refused
      Given "车辆识别" was activated on 2023-05-10
      And 1,000 calls of "车辆识别" dated 2023-05-09
      When the bill is computed
      Then the bill is refused as "usage-before-activation" with "车辆识别"

  Rule: A pack that is not sold is refused with what is

    Scenario: A pack for image processing is refused with the page's sentence
      Given this packs file in "UTF-8":
        """
        purchased_on,interface,calls
        2023-05-01,智能裁剪,10000
        """
      And 2,000 calls of "智能裁剪" dated 2023-05
      When the bill is computed
      Then the bill is refused as "packs-not-sold" with "暂不支持购买预付费资源包抵扣"

    Scenario Outline: An unknown size of pack is refused with the sizes sold
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 20,000 |
      And 2,000 calls of "车辆识别（增强版）" dated 2023-05
      When the bill is computed
      Then the bill is refused as "unknown-pack-size" with "<sold>"

      Examples:
        | sold     |
        | 1万次    |
        | 10万次   |
        | 100万次  |
        | 250万次  |
        | 500万次  |
        | 1500万次 |
        | 5000万次 |

  Rule: A file that is no table of usage is refused

    Scenario: Duplicate columns are refused
      Given this usage file in "UTF-8":
        """
        date,interface,calls,calls
        2023-05,商品识别,1000,2000
        """
      When the bill is computed
      Then the bill is refused as "column-duplicate" with "calls"

    Scenario: A missing column is refused
      Given this usage file in "UTF-8":
        """
        date,calls
        2023-05,1000
        """
      When the bill is computed
      Then the bill is refused as "column-missing" with "interface"

    Scenario: An empty file is refused
      Given this usage file in "UTF-8":
        """
        """
      When the bill is computed
      Then the bill is refused as "file-empty" with "usage.csv"

    Scenario: A file in an encoding that nobody here writes is refused
      Given this usage file in "Latin-1":
        """
        date,interface,calls
        2023-05,ÿ,1000
        """
      When the bill is computed
      Then the bill is refused as "file-undecodable" with "usage.csv"

  Rule: A reading that the book does not know is refused

    Scenario: An unknown reading is refused with the readings there are
      Given the reading "tier-bases" is "gross"
      And 1,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the bill is refused as "unknown-reading" with "tier-basis"

    Scenario Outline: An unknown value of a reading is refused with the values there are
      Given the reading "<name>" is "sometimes"
      And 1,000 calls of "商品识别" dated 2023-05
      When the bill is computed
      Then the bill is refused as "unknown-reading-value" with "<value>"

      Examples:
        | name              | value           |
        | tier-basis        | after-deduction |
        | partial-thousand  | pro-rata        |
        | rounding          | half-up         |
        | quota-change      | at-issue        |
        | first-month       | from-next-month |
        | shared-pool-order | as-called       |
        | pack-order        | earliest-expiry |
        | pack-validity     | one-year        |
        | pack-start        | purchase-day    |
