"""A letter to the vendor, in Chinese: what differs, by which clause, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiia_pricebook.untrusted_text import line as one_line
from tiia_pricing.billing.settlement.tier_pricing import Part
from tiia_pricing.locale import tell_in
from tiia_pricing.reconciliation.rebilling import Rebilled
from tiia_pricing.reconciliation.report.report_text import signed, yuan
from tiia_pricing.reconciliation.report.words import in_words, rule_of
from tiia_pricing.reconciliation.result import Cause, ReconciledLine, Reconciliation

_TOLD = {"differs", "missing-in-usage", "missing-in-bill"}
_CLAUSES = ("settlement-order", "reached-tiers")


def letter(result: Reconciliation) -> str:
    """Return the letter, or nothing where no line differs.

    Names and numbers are left to fill in.
    """
    lines = [line for line in result.lines if line.verdict in _TOLD and line.difference]
    return "".join(f"{one_line(row)}\n" for row in _letter(result, lines)) if lines else ""


def _letter(result: Reconciliation, lines: list[ReconciledLine]) -> Iterator[str]:
    months = "、".join(dict.fromkeys(str(line.month) for line in lines))
    yield f"主题：图像分析账单核对（{months}）"
    yield ""
    yield "腾讯云账单团队：您好！"
    yield ""
    yield "我方账号（UIN：请填写）的下列账单明细与贵方公布的计费规则计算结果不一致，请予核对。"
    for number, line in enumerate(lines, 1):
        yield ""
        yield from _line(number, line)
    yield ""
    yield from _quoted(result, lines)
    yield ""
    yield "请说明上述各行的计费依据（所用单价、阶梯、免费额度与资源包抵扣）；如确有误，请予更正。"
    yield "价格依据：贵方“图像分析 计费概述”页面，"
    yield f"文本 SHA-256：{result.statement.book.snapshot.sha256}。"
    yield "附：账单明细导出文件、我方用量记录。"


def _line(number: int, line: ReconciledLine) -> Iterator[str]:
    yield f"{number}. {line.month}，{line.interface}"
    billed = (
        "账单中无此行" if line.theirs is None else f"账单金额（优惠后总价）{yuan(line.billed)} 元"
    )
    ours = "我方无此用量" if line.ours is None else f"我方计算 {yuan(line.computed)} 元"
    yield f"   {billed}；{ours}；差额 {signed(line.difference)} 元。"
    if line.ours and line.ours.paid:
        yield f"   计算：{_arithmetic(line.ours, line.computed)}。"
    for cause in line.causes:
        if cause.id != "unexplained":
            yield f"   可能的原因：{_cause(line, cause)}。"


def _arithmetic(ours: Rebilled, computed: Decimal) -> str:
    deduction = ours.deduction
    free = sum(drawn.calls for drawn in deduction.free)
    packs = sum(drawn.calls for drawn in deduction.packs)
    ladder = ours.terms.ladders[deduction.interface]
    shares = [(one.ladder.table.per_calls, one.parts) for one in ours.charge.shares]
    shares = shares or [(ladder.table.per_calls, ours.charge.parts)]
    products = " + ".join(_product(part, per) for per, parts in shares for part in parts)
    return (
        f"调用 {deduction.calls:,} 次 − 免费额度 {free:,} 次 − 资源包 {packs:,} 次 = "
        f"计费 {deduction.paid:,} 次；{products} = {yuan(computed)} 元"
    )


def _product(part: Part, per_calls: int) -> str:
    return f"{part.calls:,} × {part.tier.price} 元 ÷ {per_calls:,}"


def _cause(line: ReconciledLine, cause: Cause) -> str:
    """A cause, and those that give the amount only with it, each with its figures."""
    with_it = [
        _in_chinese(one)
        for one in line.causes
        if one.id in cause.together and cause.id in one.together
    ]
    also = f"（与“{'”、“'.join(dict.fromkeys(with_it))}”同时）"
    return _in_chinese(cause) + (also if with_it else "")


def _in_chinese(cause: Cause) -> str:
    return tell_in("zh")(in_words(cause))


def _quoted(result: Reconciliation, lines: list[ReconciledLine]) -> Iterator[str]:
    """The clauses of the page that the lines stand on, word for word."""
    texts = {clause.id: clause.text for clause in result.statement.book.clauses}
    always = (texts.get(id) for id in _CLAUSES)
    causes = (rule_of(line, one) for line in lines for one in line.causes)
    yield "贵方页面的规定："
    yield from (f"「{text}」" for text in dict.fromkeys((*always, *causes)) if text)
