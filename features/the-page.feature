@beyond-the-page
Feature: The page as a whole
  What the page names, and what the reader found malformed, silent or contradictory on it.

  Background:
    Given the price book of the page

  Rule: The page prices nine interfaces

    Scenario: The nine interfaces carry the page's names and the API's actions
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
