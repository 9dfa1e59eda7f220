"""The kinds of edits, in the order in which they are published, in both languages."""

from __future__ import annotations

MEANINGFUL = {
    "price": (
        "A price for calls goes up or down, by a tenth of a yuan up to tenfold.",
        "后付费单价上调或下调，幅度从 0.1 元到十倍。",
    ),
    "unit": (
        "The prices of an interface count other calls: 千次 becomes 万次, 百次 or 次.",
        "一个接口的单价改按另一计量单位：千次改为万次、百次或次。",
    ),
    "bound": (
        "A bound between two tiers moves, with its note or without it.",
        "两个阶梯之间的界限移动，注释随之改动或保持不变。",
    ),
    "bound-side": (
        "A bound belongs to the other tier: 不含 becomes 含, ≤ becomes <.",
        "界限归入另一阶梯：不含改为含，≤ 改为 <。",
    ),
    "tier-new": ("A tier comes, in every place of a ladder.", "新增一个阶梯，位于各个位置。"),
    "tier-gone": (
        "A tier goes; its calls take the price of the tier below, or of the one above.",
        "取消一个阶梯，其用量改按下一级或上一级单价计费。",
    ),
    "tier-mode": (
        "Reached tiers become progressive, or the other way.",
        "阶梯到达改为阶梯累进，或相反。",
    ),
    "quota": ("A free quota rises or falls.", "免费额度增加或减少。"),
    "quota-date": (
        "The day on which a free quota changes is another one.",
        "免费额度的调整日期改变。",
    ),
    "quota-note": (
        "A cell announces a change of its quota, or announces it no more.",
        "单元格预告额度调整，或取消预告。",
    ),
    "quota-new": ("A free quota comes.", "新增免费额度。"),
    "quota-gone": (
        "A free quota goes: its row, or a stroke in its cell.",
        "取消免费额度：删去整行，或在单元格中改为短横线。",
    ),
    "sharing": (
        "A shared quota becomes one for each, or the other way, or a third interface joins it.",
        "共享额度改为各自享有，或相反，或有第三个接口加入共享。",
    ),
    "pack-price": (
        "The price of a resource pack goes up or down.",
        "资源包价格上调或下调。",
    ),
    "pack-validity": (
        "A resource pack lasts longer, or not as long.",
        "资源包有效期延长或缩短。",
    ),
    "pack-size": (
        "A resource pack has another size at the same price.",
        "资源包规格改变而价格不变。",
    ),
    "pack-new": (
        "A resource pack comes, or all of them do.",
        "新增一个资源包，或新增全部资源包。",
    ),
    "pack-gone": (
        "A resource pack goes, or all do, or they are another interface's.",
        "取消一个或全部资源包，或改属另一接口。",
    ),
    "interface-new": (
        "An interface comes: into the table of prices, of quotas, both, or one of its own.",
        "新增接口：进入价格表、额度表、两者，或自成一表。",
    ),
    "interface-gone": (
        "An interface goes from every table and from the notice.",
        "接口从所有表格和通知中删去。",
    ),
    "interface-renamed": (
        "An interface has another name everywhere.",
        "接口在各处改名。",
    ),
    "clause-reworded": (
        "A sentence says the same, or what no bill depends on, in other words.",
        "语句换一种说法，含义不变或与账单无关。",
    ),
    "clause-meaning": (
        "A sentence says something else: order, mode, validity, first day, notice.",
        "语句含义改变：结算顺序、阶梯方式、有效期、起始日、通知。",
    ),
    "clause-new": (
        "A sentence comes, or a chapter.",
        "新增语句或章节。",
    ),
    "clause-gone": ("A sentence goes.", "删去语句。"),
    "finding-new": (
        "What is malformed or contradictory comes, and no fact changes.",
        "出现格式错误或自相矛盾之处，事实不变。",
    ),
    "finding-gone": (
        "What was malformed or contradictory is repaired, and no fact changes.",
        "格式错误或自相矛盾之处得到修正，事实不变。",
    ),
    "announcement": (
        "A price, a bound, a pack or a quota is announced to be another from a day on, in a note "
        "or a sentence; or it is announced no more.",
        "以注释或语句预告单价、界限、资源包或额度自某日起调整，或不再预告。",
    ),
    "words": (
        "A fact is put in other words of the same meaning: 千次 becomes 每千次, 将 goes.",
        "同一事实换用含义相同的词语：千次改为每千次、删去将。",
    ),
    "title": (
        "A title has other words, goes or comes, or becomes a heading that says something.",
        "标题改用其他文字、删去或新增，或变成有实际内容的标题。",
    ),
    "other-table": (
        "A table of something else comes; each of its rows is reported.",
        "新增与价格无关的表格，逐行报告。",
    ),
    "refused": (
        "Words come into a table of prices, packs or quotas where no rule reads them, or a price "
        "is hidden: the page is refused.",
        "价格、资源包或额度表格中出现无规则可读的文字，或单价被隐藏：拒绝读取该页面。",
    ),
    "combined": (
        "Two to six of these at once, in different places; every third page is laid out anew.",
        "以上改动同时发生二至六处，互不相干；其中三分之一的页面同时改变排版。",
    ),
}
MEANINGLESS = {
    "attributes": (
        "Attributes of cells and tables: widths, classes, styles, quotes.",
        "单元格与表格的属性：宽度、类名、样式、引号。",
    ),
    "tags": (
        "Other tags for the same: th for td, b for strong, paragraphs, links, capitals.",
        "同样内容换用其他标签：th 代替 td、b 代替 strong、段落、链接、大写标签。",
    ),
    "tags-repaired": (
        "Tags put right: the br that was an end tag, rows without a tag, one end tag too many.",
        "修正标签：误写为结束标签的 br、缺少标签的行、多余的结束标签。",
    ),
    "comments": (
        "Comments, scripts and styles, with prices in them too.",
        "注释、脚本和样式，其中也含价格。",
    ),
    "hidden": (
        "Words and rows that are not shown.",
        "不显示的文字和行。",
    ),
    "entities": ("Characters as entities.", "字符改用实体。"),
    "white-space": (
        "White space, line ends, invisible characters.",
        "空白、换行、不可见字符。",
    ),
    "punctuation": (
        "Full-width and half-width forms in sentences and names.",
        "语句和名称中的全角与半角形式。",
    ),
    "numbers": (
        "The same number in other digits: 2.50, 1,000, 100万, full width.",
        "同一数字的其他写法：2.50、1,000、100万、全角。",
    ),
    "units": (
        "The same unit, range or note with other signs.",
        "同一单位、范围或注释换用其他符号。",
    ),
    "rows": ("Rows change places.", "行互换位置。"),
    "columns": ("Columns change places.", "列互换位置。"),
    "tables": ("Tables change places.", "表格互换位置。"),
    "sections": ("Chapters change places.", "章节互换位置。"),
    "sentences": (
        "Sentences change places, paragraphs part or join, lists and links change.",
        "语句互换位置，段落拆分或合并，列表和链接改变。",
    ),
    "headings": (
        "Headings change level or form.",
        "标题改变级别或形式。",
    ),
    "table-as-markdown": ("HTML tables become Markdown tables.", "HTML 表格改为 Markdown 表格。"),
    "frame": (
        "The page as HTML, in the frame of a site with its menus.",
        "页面改为 HTML，置于带菜单的网站框架中。",
    ),
}
