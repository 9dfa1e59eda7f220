@beyond-the-page
Feature: The page as a whole
  What the page names, and what the reader found malformed, silent or contradictory on it.

  Background:
    Given the price book of the page

  Rule: The page prices nine interfaces

    Scenario: The nine interfaces carry the page's names and the API's actions
      Given the price book as it stood on 2026-11-23
      Then the interfaces of the book are:
        | name                | action            |
        | 商品识别            | DetectProduct     |
        | 商品识别-微信识物版 | DetectProductBeta |
        | 车辆识别            | RecognizeCar      |
        | 车辆识别（增强版）  | RecognizeCarPro   |
        | 文件封识别          | DetectEnvelope    |
        | 宠物识别图片版      | DetectPet         |
        | 智能裁剪            | CropImage         |
        | 图像质量评估        | AssessQuality     |
        | 图像清晰度增强      | EnhanceImage      |

  Rule: What is malformed or contradictory on the page is found and decided

    Scenario: The findings name their cells
      # Tables count from 0 in the page's order, rows and columns from 0 in the repaired table.
      Given the price book as it stood on 2026-11-23
      Then the findings of the book are:
        | id                           | table | row | column | clause      |
        | two-quotas-in-one-cell       | 0     | 1   | 1      | -           |
        | shared-quota-becomes-each    | 0     | 1   | 1      | -           |
        | two-quotas-in-one-cell       | 0     | 3   | 1      | -           |
        | two-quotas-in-one-cell       | 0     | 4   | 1      | -           |
        | two-quotas-in-one-cell       | 0     | 6   | 1      | -           |
        | two-quotas-in-one-cell       | 0     | 7   | 1      | -           |
        | lead-in-contradicts-table    | -     | -   | -      | quota-table |
        | end-tag-br                   | 1     | 0   | 1      | -           |
        | stray-end-tag                | 1     | 4   | -      | -           |
        | end-tag-br                   | 2     | 0   | 1      | -           |
        | bound-note-contradicts-range | 2     | 0   | 1      | -           |
        | bound-note-contradicts-range | 2     | 0   | 2      | -           |
        | row-without-tr               | 2     | 1   | 0      | -           |
        | end-tag-br                   | 3     | 0   | 1      | -           |
        | row-without-tr               | 3     | 1   | 0      | -           |
        | span-past-rows               | 4     | 1   | 0      | -           |
