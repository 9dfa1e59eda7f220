Feature: Prices of image processing
  Chapter 图像处理价格说明: three interfaces that sell no packs, and what they cost.

  Background:
    Given the price book of the page

  @processing-no-packs
  Rule: Image processing and quality assessment sell no packs
    图像处理与质量评估产品目前仅支持后付费，暂不支持购买预付费资源包抵扣。

    No pack can be bought for these interfaces, and no pack of another interface covers their calls.

    Scenario Outline: A pack of image processing is refused in the page's own words
      Given these packs were bought:
        | purchased on | interface   | calls  |
        | 2023-05-01   | <interface> | 10,000 |
      And 2,000 calls of "<interface>" dated 2023-05
      When the bill is computed
      Then the bill is refused as "packs-not-sold" with "图像处理与质量评估产品目前仅支持后付费，暂不支持购买预付费资源包抵扣"

      Examples:
        | interface      |
        | 智能裁剪       |
        | 图像质量评估   |
        | 图像清晰度增强 |

    Scenario Outline: A pack of 车辆识别（增强版） covers no call of image processing
      Given these packs were bought:
        | purchased on | interface          | calls  |
        | 2023-05-01   | 车辆识别（增强版） | 10,000 |
      And 5,000 calls of "<interface>" dated 2023-05
      When the bill is computed
      Then the lines are:
        | interface   | free  | pack | pay as you go | unit price | amount   |
        | <interface> | 1,000 | 0    | 4,000         | <price>    | <amount> |
      And the packs are:
        | interface          | used | left   |
        | 车辆识别（增强版） | 0    | 10,000 |

      Examples:
        | interface      | price | amount | arithmetic        |
        | 智能裁剪       | 2     | 8.00   | 4,000 × 2 ÷ 1,000 |
        | 图像质量评估   | 3     | 12.00  | 4,000 × 3 ÷ 1,000 |
        | 图像清晰度增强 | 8     | 32.00  | 4,000 × 8 ÷ 1,000 |

  @processing-pay-as-you-go
  Rule: Each interface of image processing has four prices per thousand calls
    后付费价格如下：

    One table gives three interfaces a price for each range of pay-as-you-go calls in a month, bounded as in image recognition.

    Scenario: The prices of image processing are those of its twelve cells
      Given the price book as it stood on 2026-11-23
      Then the tiers of the book are:
        | interface      | mode    | per calls | from calls | price |
        | 智能裁剪       | reached | 1,000     | 0          | 2     |
        | 智能裁剪       | reached | 1,000     | 1,000,000  | 1.5   |
        | 智能裁剪       | reached | 1,000     | 3,000,000  | 1.2   |
        | 智能裁剪       | reached | 1,000     | 15,000,000 | 1     |
        | 图像质量评估   | reached | 1,000     | 0          | 3     |
        | 图像质量评估   | reached | 1,000     | 1,000,000  | 2.5   |
        | 图像质量评估   | reached | 1,000     | 3,000,000  | 2     |
        | 图像质量评估   | reached | 1,000     | 15,000,000 | 1.5   |
        | 图像清晰度增强 | reached | 1,000     | 0          | 8     |
        | 图像清晰度增强 | reached | 1,000     | 1,000,000  | 7.5   |
        | 图像清晰度增强 | reached | 1,000     | 3,000,000  | 7     |
        | 图像清晰度增强 | reached | 1,000     | 15,000,000 | 6     |

    Scenario Outline: The first thousand processing calls past the quota cost one unit price
      Given 2,000 calls of "<interface>" dated 2023-05
      When the bill is computed
      Then the total is <price> yuan
      And the lines are:
        | month   | interface   | calls | free  | pack | pay as you go | unit price | amount  |
        | 2023-05 | <interface> | 2,000 | 1,000 | 0    | 1,000         | <unit>     | <price> |

      Examples:
        | interface      | unit | price |
        | 智能裁剪       | 2    | 2.00  |
        | 图像质量评估   | 3    | 3.00  |
        | 图像清晰度增强 | 8    | 8.00  |

    Scenario Outline: A bound of image processing belongs to the tier above it
      # Below, on and above each bound.
      Given <calls> calls of "<interface>" dated <date>
      When the bill is computed
      Then the lines are:
        | interface   | calls   | free   | pay as you go | unit price | amount   |
        | <interface> | <calls> | <free> | <payable>     | <price>    | <amount> |

      Examples: The three bounds of 智能裁剪
        | interface | date    | calls      | free  | payable    | price | amount    | arithmetic               |
        | 智能裁剪  | 2023-05 | 1,000,999  | 1,000 | 999,999    | 2     | 2,000.00  | 999,999 × 2 ÷ 1,000      |
        | 智能裁剪  | 2023-05 | 1,001,000  | 1,000 | 1,000,000  | 1.5   | 1,500.00  | 1,000,000 × 1.5 ÷ 1,000  |
        | 智能裁剪  | 2023-05 | 1,001,001  | 1,000 | 1,000,001  | 1.5   | 1,500.00  | 1,000,001 × 1.5 ÷ 1,000  |
        | 智能裁剪  | 2023-05 | 3,000,999  | 1,000 | 2,999,999  | 1.5   | 4,500.00  | 2,999,999 × 1.5 ÷ 1,000  |
        | 智能裁剪  | 2023-05 | 3,001,000  | 1,000 | 3,000,000  | 1.2   | 3,600.00  | 3,000,000 × 1.2 ÷ 1,000  |
        | 智能裁剪  | 2023-05 | 3,001,001  | 1,000 | 3,000,001  | 1.2   | 3,600.00  | 3,000,001 × 1.2 ÷ 1,000  |
        | 智能裁剪  | 2023-05 | 15,000,999 | 1,000 | 14,999,999 | 1.2   | 18,000.00 | 14,999,999 × 1.2 ÷ 1,000 |
        | 智能裁剪  | 2023-05 | 15,001,000 | 1,000 | 15,000,000 | 1     | 15,000.00 | 15,000,000 × 1 ÷ 1,000   |
        | 智能裁剪  | 2023-05 | 15,001,001 | 1,000 | 15,000,001 | 1     | 15,000.00 | 15,000,001 × 1 ÷ 1,000   |

      Examples: The three bounds of 图像质量评估
        | interface    | date    | calls      | free  | payable    | price | amount    | arithmetic               |
        | 图像质量评估 | 2023-05 | 1,000,999  | 1,000 | 999,999    | 3     | 3,000.00  | 999,999 × 3 ÷ 1,000      |
        | 图像质量评估 | 2023-05 | 1,001,000  | 1,000 | 1,000,000  | 2.5   | 2,500.00  | 1,000,000 × 2.5 ÷ 1,000  |
        | 图像质量评估 | 2023-05 | 1,001,001  | 1,000 | 1,000,001  | 2.5   | 2,500.00  | 1,000,001 × 2.5 ÷ 1,000  |
        | 图像质量评估 | 2023-05 | 3,000,999  | 1,000 | 2,999,999  | 2.5   | 7,500.00  | 2,999,999 × 2.5 ÷ 1,000  |
        | 图像质量评估 | 2023-05 | 3,001,000  | 1,000 | 3,000,000  | 2     | 6,000.00  | 3,000,000 × 2 ÷ 1,000    |
        | 图像质量评估 | 2023-05 | 3,001,001  | 1,000 | 3,000,001  | 2     | 6,000.00  | 3,000,001 × 2 ÷ 1,000    |
        | 图像质量评估 | 2023-05 | 15,000,999 | 1,000 | 14,999,999 | 2     | 30,000.00 | 14,999,999 × 2 ÷ 1,000   |
        | 图像质量评估 | 2023-05 | 15,001,000 | 1,000 | 15,000,000 | 1.5   | 22,500.00 | 15,000,000 × 1.5 ÷ 1,000 |
        | 图像质量评估 | 2023-05 | 15,001,001 | 1,000 | 15,000,001 | 1.5   | 22,500.00 | 15,000,001 × 1.5 ÷ 1,000 |

      Examples: The three bounds of 图像清晰度增强
        | interface      | date    | calls      | free  | payable    | price | amount     | arithmetic              |
        | 图像清晰度增强 | 2023-05 | 1,000,999  | 1,000 | 999,999    | 8     | 7,999.99   | 999,999 × 8 ÷ 1,000     |
        | 图像清晰度增强 | 2023-05 | 1,001,000  | 1,000 | 1,000,000  | 7.5   | 7,500.00   | 1,000,000 × 7.5 ÷ 1,000 |
        | 图像清晰度增强 | 2023-05 | 1,001,001  | 1,000 | 1,000,001  | 7.5   | 7,500.01   | 1,000,001 × 7.5 ÷ 1,000 |
        | 图像清晰度增强 | 2023-05 | 3,000,999  | 1,000 | 2,999,999  | 7.5   | 22,499.99  | 2,999,999 × 7.5 ÷ 1,000 |
        | 图像清晰度增强 | 2023-05 | 3,001,000  | 1,000 | 3,000,000  | 7     | 21,000.00  | 3,000,000 × 7 ÷ 1,000   |
        | 图像清晰度增强 | 2023-05 | 3,001,001  | 1,000 | 3,000,001  | 7     | 21,000.01  | 3,000,001 × 7 ÷ 1,000   |
        | 图像清晰度增强 | 2023-05 | 15,000,999 | 1,000 | 14,999,999 | 7     | 104,999.99 | 14,999,999 × 7 ÷ 1,000  |
        | 图像清晰度增强 | 2023-05 | 15,001,000 | 1,000 | 15,000,000 | 6     | 90,000.00  | 15,000,000 × 6 ÷ 1,000  |
        | 图像清晰度增强 | 2023-05 | 15,001,001 | 1,000 | 15,000,001 | 6     | 90,000.01  | 15,000,001 × 6 ÷ 1,000  |

    Scenario: The API action names an interface of image processing as well
      Given this usage:
        | date    | interface     | calls |
        | 2023-05 | CropImage     | 2,000 |
        | 2023-05 | AssessQuality | 2,000 |
        | 2023-05 | EnhanceImage  | 2,000 |
      When the bill is computed
      Then the lines are:
        | interface      | pay as you go | amount |
        | 智能裁剪       | 1,000         | 2.00   |
        | 图像质量评估   | 1,000         | 3.00   |
        | 图像清晰度增强 | 1,000         | 8.00   |
      And the total is 13.00 yuan
