"""The features in Chinese: their sentences, headings and names, and each file anew in zh-CN."""
