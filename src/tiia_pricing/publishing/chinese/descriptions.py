"""What the types of the price book are, in Chinese.

Keyed by the original, so that a text that changes loses a translation that no longer fits.
"""

from __future__ import annotations

CHINESE_TYPES = {
    "All that one page says, or several pages in turn, each fact with its days. ``known_from`` is "
    "the first day the book answers for. ``only_seen`` are changes whose day is not certain, "
    "``former_orders`` the settlement orders of days before the last one's. ``unread`` are the "
    "last page's words that are no fact and no clause; absent, they were not recorded.": (
        "一个页面、或先后几个页面所说的全部，每条事实带有其日期。known_from 是价目表能够回答的"
        "第一天。only_seen 是日期不确定的变动，former_orders 是此前各日期的结算顺序。"
        "unread 是最后一个页面上既非事实也非语句的文字；缺省表示没有记录。"
    ),
    "A change whose day nobody states: it was seen on ``day``, and may hold since ``not_before``. "
    "``not_before`` is the day of the last check that still found the page before. The facts of "
    "``interfaces`` that begin or end on ``day`` are meant.": (
        "没有写明日期的变动：在 day 被看到，可能自 not_before 起已经适用。not_before 是最后一次仍"
        "见到前一页面的检查之日。所指的是 interfaces 在 day 开始或终止的事实。"
    ),
    "Where words stand: a table or a cell of it, or a block of prose; all count from 0.": (
        "文字所在之处：一张表或其单元格，或一段正文；均从 0 起数。"
    ),
    "Words of the page that are no fact and no clause, and why they may be left: a code. They are "
    "known to say nothing by themselves (``column-title``, ``heading-title``, …), struck out, or "
    "not shown (``hidden-…``).": (
        "页面上既非事实也非语句的文字，以及可以不读的原因（代码）：已知其本身不含规则（column-title、"
        "heading-title……）、已划去，或不显示（hidden-…）。"
    ),
    "A sentence of the page (or a heading that alone governs a table). ``id`` is a slug that "
    "outlives rewording; ``text`` carries no markup; ``chapter`` is the heading it stands under. "
    "``informative`` says why a sentence states no rule.": (
        "页面的一个语句（或单独统领一张表的标题）。id 是改写措辞后仍不变的标识；text 不含标记；"
        "chapter 是它所在的标题。informative 说明语句为何不含规则。"
    ),
    "What speaks for or against a value of a reading: a quotation and its document.": (
        "支持或反对某个解读取值的依据：引文及其文档。"
    ),
    "Something on the page that is malformed, silent or contradictory, and our decision.": (
        "页面上格式错误、没有说明或自相矛盾之处，以及我们的决定。"
    ),
    "Free calls a month (免费额度); several interfaces share one pool.": (
        "每月的免费额度；列出多个接口时，它们共享同一额度。"
    ),
    "An interface (接口): the vendor's name, and the API action where it is known.": (
        "一个接口：厂商名称，以及已知时的 API 名称。"
    ),
    "Interfaces for which a clause says that no resource packs are sold.": (
        "有语句说明不出售资源包的接口。"
    ),
    "A prepaid resource pack (预付费资源包): so many calls of one interface for a price. "
    "``months`` or ``days`` is its validity where the book states one, or it is ``endless``; none "
    "of them leaves it to the reading ``pack-validity``. ``validity`` is where it stands.": (
        "预付费资源包：以一个价格购买一个接口的若干次调用。价目表写明的有效期为 months 或 days，"
        "长期有效时为 endless；均未写明时由解读 pack-validity 决定。validity 是写明有效期之处。"
    ),
    "The pay-as-you-go (后付费) tiers of one interface, in yuan per ``per_calls`` calls. ``mode`` "
    "is ``reached`` (阶梯到达: all calls at the price of the tier they reach) or ``progressive`` "
    "(阶梯累进: each tier's calls at its own price). ``mode_certainty`` is ``assumed`` where no "
    "sentence decides it: then the reading ``tier-mode`` does. Absent, a sentence says it, or "
    "whoever wrote the book.": (
        "一个接口的后付费阶梯，单位为元每 per_calls 次。mode 为 reached（阶梯到达：全部调用按所到达"
        "阶梯的单价）或 progressive（阶梯累进：各阶梯内的调用按各自的单价）。没有语句说明时，"
        "mode_certainty 为 assumed，由解读 tier-mode 决定；没有该项，即由语句或价目表的作者写明。"
    ),
    "A sentence of the page: its block of prose and its number in it, both from 0.": (
        "页面上一个语句的位置：所在的文字块及其在块中的序号，均从 0 起。"
    ),
    "A named choice that the page leaves open.": "页面没有说明、由我们命名的一个选择。",
    "In which order calls are settled (结算顺序), and the clause that says so.": (
        "调用的结算顺序，以及写明它的语句。"
    ),
    "The page a book was read from: the hash of its bytes and the name it was given.": (
        "价目表所读自的页面：其字节的哈希和所给的名称。"
    ),
    "The cell of a table, or the clause, that a number was read from, and its text. Tables count "
    "from 0 in page order; rows and columns from 0 in the repaired grid.": (
        "数字所读自的表格单元格或语句，及其文字。表格按页面次序从 0 编号；"
        "行和列在修复后的网格中从 0 编号。"
    ),
    "A step of a price table: it starts at ``from_calls``, and the next one ends it. ``bound_in`` "
    "says to which tier the number belongs that the page writes as the bound: ``upper``, to this "
    "one (``不含1000千次``: ``from_calls`` is that number), or ``lower``, to the one before (``≤ "
    "300万``: ``from_calls`` is one more). Where graduated tiers are cut by measure (reading "
    "``progressive-bound``), a tier with ``upper`` begins one call later. Absent, and for the "
    "first tier, both ways cut before ``from_calls``.": (
        "价格表的一个阶梯：从 from_calls 开始，到下一个阶梯为止。bound_in 说明页面所写的界限归属"
        "哪个阶梯：upper 归本阶梯（不含1000千次，from_calls 即该数），lower 归前一阶梯（≤ 300万，"
        "from_calls 为该数加一）。阶梯累进按量切分时（解读 progressive-bound），upper 的阶梯晚一次"
        "开始。没有该项，以及第一个阶梯，两种计法都在 from_calls 之前切分。"
    ),
    "The place of a finding: a table, a cell of it, or a clause.": (
        "页面问题的位置：一张表、其中的单元格，或一个语句。"
    ),
    "A price book in time: of all ``pages`` accepted, and of older months. Months before its first "
    "day stand in ``editions``, and what no page tells in ``untold``. Its interfaces are all that "
    "any page names; its free quotas and packs those in force, and the older ones for their "
    "months. ``superseded`` are rows that it had and has no more. A source that names no page "
    "stands on the last of ``pages``.": (
        "带时间的价目表：包含全部采纳的页面 pages，以及更早的月份。起始日之前的月份列在 editions，"
        "没有页面说明的内容列在 untold。接口是任何页面提到的全部；免费额度和资源包包括现行的，"
        "以及旧的在其月份之内。superseded 是它曾有而不再有的行。未指明页面的来源位于 pages 的"
        "最后一页。"
    ),
    "A page that was accepted into the book, and from when its facts hold. ``source`` is where it "
    "came from, ``first_seen`` the day on which it was found there, ``accepted`` the one from "
    "which the book has it. What it says without a date holds from ``from_`` on; the first page "
    "has no such day. ``dated`` tells how that is known: ``stated`` by the page, ``given`` by a "
    "person, or only ``seen``: then the page before was still there on ``not_before``. "
    "``evidence`` is the page's words or the person's.": (
        "采纳到价目表的页面，及其事实从何时起适用。source 是页面的来处，first_seen 是在该处发现它"
        "的日期，accepted 是价目表自何日起含有它。页面未注明日期的内容自 from_ 起适用；第一页没有"
        "这个日期。dated 说明该日期如何得知：stated 为页面写明，given 为由人提供，seen 为仅是看到："
        "此时在 not_before 前一页面仍在。evidence 是页面或该人的原话。"
    ),
    "Rows that the book had before the day ``until``, and has no more.": (
        "价目表在 until 之前曾有而不再有的行。"
    ),
    "The facts that settle the months of ``interfaces`` within the days ``[from_, to)``. "
    "``snapshot`` is the page that was in force; each source names the page that it stands on. "
    "That the months end is no word about when a price ended: no later page is kept.": (
        "在日期 [from_, to) 之内结算 interfaces 各月份的事实。snapshot 是当时有效的页面；"
        "每个来源都指明所在的页面。月份到此为止并不表示价格何时失效：只是没有保存更晚的页面。"
    ),
    "Months of one interface that cannot be billed, those within the days ``[from_, to)``. "
    "``error`` is the id of the refusal, ``message`` its text with ``{month}`` where the month "
    "stands, ``expected`` the months that can be billed. ``why`` and ``months`` say the same in "
    "codes, for other languages. ``None`` is an open end.": (
        "一个接口在日期 [from_, to) 之内无法计费的月份。error 是拒绝的标识，"
        "message 是其文字，其中 {month} 为月份所在之处，expected 是可以计费的月份。"
        "why 和 months 以代码表示同样的内容，供其他语言使用。为空表示没有尽头。"
    ),
    "A page that says why: its file, its day, and the commit that it was found in.": (
        "说明原因的页面：文件、日期，以及它所在的提交。"
    ),
    "Why nothing tells a price: the code of a reason, with the day, month or page it is about.": (
        "没有价格的原因：原因的代码，及其所涉的日期、月份或页面。"
    ),
    "Months that can be billed, from ``first`` to ``last``; ``None`` where they go on.": (
        "可以计费的月份，从 first 到 last；为空表示没有尽头。"
    ),
}


def type_in_chinese(words: str) -> str:
    """Return a field's type, such as ``list of Tier or null``, in Chinese; names of types stay."""
    parts = (
        f"{part.removeprefix('list of ')} 列表" if part.startswith("list of ") else part
        for part in words.split(" or ")
    )
    return " 或 ".join(parts)
