"""Edits of the page as a whole: cut, wrongly encoded, replaced, its sentences changed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any

from proof.attack.verdicts import Case, Facts, Place, facts, read_base
from support.page_text import Base

PLACE = Place()

OTHER_PAGES = {
    "empty": b"",
    "blank": b" \n\t\r\n",
    "byte order mark": b"\xef\xbb\xbf",
    "login": "<!DOCTYPE html><title>登录 - 腾讯云</title><form>请登录</form>".encode(),
    "404": "<!DOCTYPE html><html><title>404</title><body><h1>页面不存在</h1>".encode(),
    "502": b"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway"
    b"</h1></center><hr><center>nginx</center></body></html>",
    "captcha": "<!DOCTYPE html><title>安全验证</title><div id=app>请完成验证 1/3</div>".encode(),
    "shell": b"<!DOCTYPE html><html><body><div id=root></div><script src=a.js></script>",
    "empty box": b"<!DOCTYPE html><body><div id=docArticleContent></div></body>",
    "box of text": "<!DOCTYPE html><div id=docArticleContent>内容加载中…</div>".encode(),
    "json": '{"code": 500, "message": "单价 2.5元/千次"}'.encode(),
    "xml": b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff",
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xde\xad\xbe\xef",
    "another product": "## 云服务器\n\n|配置|价格|\n|---|---|\n|1核2G|0.15元/小时|\n".encode(),
    "prices of space": "## 存储\n\n|容量|价格|\n|---|---|\n|0 - 500GB|0.1元/GB|\n".encode(),
    "words": "## 价格\n\n每次 2 元，量大从优。".encode(),
    "heads alone": "<table><tr><td>接口名称</td><td>0 - 1000千次/月</td></tr></table>".encode(),
    "twenty megabytes": b"<div>" * 4_000_000,
    "nested tags": b"<div>" * 100_000,
    "nested tables": b"<table><tr><td>" * 3000,
    "entity bomb": b"&lt;" * 400_000,
    "doctype bomb": b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;&b;",
    "nuls": b"\0" * 100_000,
    "noise": bytes(range(256)) * 200,
}


def other_pages(base: Base) -> Iterator[Case]:
    """What is no pricing page is refused; told once, with the snapshot."""
    if base.name == "snapshot":
        for name, data in OTHER_PAGES.items():
            yield Case("another-page", name, data, PLACE)


def cuts(base: Base) -> Iterator[Case]:
    """The page ends early, at every line and in between: a smaller book says what it lacks."""
    step = 40 if base.name == "snapshot" else 120
    places = {m.end() for m in re.finditer("\n", base.text)} | set(range(1, len(base.text), step))
    same = facts(read_base(base.data))
    whole = len(base.text.rstrip()) - (len("</div></body></html>") if base.name == "live" else 0)
    for place in sorted(places):
        right = same if place >= whole else None
        text = base.text[:place]
        yield Case("cut", f"{base.name}: {place}: …{text[-12:]!r}", text.encode(), PLACE, right)
        if place % 8 == 0:
            data = base.data[:place]
            yield Case("cut-by-bytes", f"{base.name}: {place}", data, PLACE)
            gap = base.text[:place] + base.text[place + 400 :]
            yield Case("gap", f"{base.name}: {place}", gap.encode(), PLACE, _gap(base, place))


def _gap(base: Base, place: int) -> Facts | None:
    """A hole in sentences that state no number leaves the numbers as they are."""
    hole = base.text[place : place + 400]
    return (
        facts(read_base(base.data))
        if not re.search(r"<t|</t|\d|阶梯|顺序|仅支持|下表|说明|方式", hole)
        else None
    )


def encodings(base: Base) -> Iterator[Case]:
    """The same page in other encodings, rightly and wrongly declared."""
    same = facts(read_base(base.data))
    for name in ("utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"):
        data = base.text.encode(name, "ignore")
        yield Case("encoding", f"{base.name}: {name}", data, PLACE, same)
    for name in ("utf-16-le", "utf-16-be", "big5", "shift_jis", "euc-kr", "utf-7", "iso2022_jp"):
        data = base.text.encode(name, "ignore")
        yield Case("encoding", f"{base.name}: {name}", data, PLACE, None)
    for name in ("latin-1", "cp1252", "gb18030"):
        data = base.data.decode(name, "replace").encode()
        yield Case("encoding", f"{base.name}: taken for {name}", data, PLACE, None)
    yield Case("encoding", f"{base.name}: gzip", gzip.compress(base.data, mtime=0), PLACE)
    meta = b'<meta charset="%s">'
    for encoding in (b"big5", b"utf-16", b"x-user-defined", b"utf-7"):
        declared = meta % encoding + base.data
        yield Case("encoding", f"{base.name}: declares {encoding!r}", declared, PLACE, same)
    for place in range(7, len(base.data), len(base.data) // 40):
        data = base.data[:place] + b"\xff" + base.data[place + 1 :]
        yield Case("byte-lost", f"{base.name}: {place}", data, PLACE)
    nuls = base.text.replace("0", "0\0")
    yield Case("encoding", f"{base.name}: NULs", nuls.encode(), PLACE, same)


def noise(base: Base) -> Iterator[Case]:
    """What shows nothing changes nothing."""
    same = facts(read_base(base.data))
    text = base.text
    for name, changed in {
        "carriage returns": text.replace("\n", "\r\n"),
        "old carriage returns": text.replace("\n", "\r"),
        "tabs": text.replace("\n", "\n\t") if "<!DOCTYPE" in text else text,
        "style of cells": re.sub(r"<(t[dh])\b", r'<\1 style="color:red" data-x="9元/千次"', text),
        "classes": re.sub(r"<(tr|table)\b", r'<\1 class="rowspan=3"', text),
        "comments in cells": re.sub(r"(<t[dh]\b[^>]*>)", r"\1<!-- 9元/千次 -->", text),
        "scripts in cells": re.sub(r"(<t[dh]\b[^>]*>)", r"\1<script>9<td></script>", text),
        "zero-width": re.sub(r"(?<=\d)(?=元)", "\u200b", text),
        "fonts": re.sub(r"(\d+)(元)", r"<font color=red>\1</font>\2", text),
        "links": re.sub(r"(\d+元/千次)", r'<a href="https://example.com/9">\1</a>', text),
        "paragraphs": re.sub(r"(<t[dh]\b[^>]*>)(\d+元/千次)", r"\1<p>\2</p>", text),
        "spans of style": text.replace("元/千次", "<span style='color:#123'>元</span>/千次"),
        "blanks before units": text.replace("元/千次", " 元 / 千次"),
        "full-width digits": re.sub(
            r"\d+(?=元)",
            lambda m: m[0].translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            text,
        ),
        "full-width slash": text.replace("元/千次", "元／千次"),
    }.items():
        yield Case("noise", f"{base.name}: {name}", changed.encode(), PLACE, same)
    style = "<style>td{display:none}</style>\n<script>var p='<table><tr><td>9元/千次'</script>\n\n"
    if "<!DOCTYPE" not in text:
        yield Case("noise", f"{base.name}: style", (style + text).encode(), PLACE, same)
        yield Case("noise", f"{base.name}: after", (f"{text}\n\n{style}").encode(), PLACE, same)


SENTENCES: tuple[tuple[str, str, dict[tuple[Any, ...], Any] | None], ...] = (
    (
        "赠送的免费资源包 > 购买的资源包",
        "购买的资源包 > 赠送的免费资源包",
        {("order",): ("resource-pack", "free-quota", "pay-as-you-go")},
    ),
    (
        "赠送的免费资源包 &gt; 购买的资源包",
        "购买的资源包 &gt; 赠送的免费资源包",
        {("order",): ("resource-pack", "free-quota", "pay-as-you-go")},
    ),
    ("购买的资源包 > 后付费", "后付费 > 购买的资源包", None),
    ("赠送的免费资源包 > ", "", None),
    ("结算顺序为", "结算次序", None),
    ("采用阶梯到达定价", "采用阶梯定价", None),
    ("采用阶梯到达定价", "采用<del>阶梯到达</del>定价", None),
    ("，采用阶梯到达定价，", "，不采用阶梯到达定价，", None),
    ("采用阶梯到达定价", "采用阶梯累进定价，阶梯到达", None),
    ("自2022年10月24日起", "自2022年10月25日起", None),
    ("自2022年10月24日起", "自2023年10月24日起", None),
    ("自2022年10月24日起", "自2022年13月24日起", None),
    ("自2022年10月24日起", "自十月起", None),
    ("每接口各1000次", "每接口各2000次", None),
    ("每接口各1000次", "共享1000次", None),
    ("每接口各1000次", "每接口各1000千次", None),
    ("商品识别、商品识别-微信识物版", "商品识别-微信识物版", None),
    ("商品识别、商品识别-微信识物版", "文件封识别、商品识别、商品识别-微信识物版", None),
    ("、智能裁剪接口", "、某某接口", None),
    ("目前仅支持后付费，暂不支持购买预付费资源包抵扣。", "", {("no-packs",): None}),
    ("## 图像处理价格说明", "", {}),
    ("## 价格说明", "", {}),
    ("### 图像识别后付费", "### 图像识别按量", {}),
    ("### 图像识别预付费", "### 资源包", {}),
    ("## 免费额度", "## 额度", {}),
    ("## 计费与结算方式", "## 结算", {}),
    ("每月1号自动发放", "每月1日自动发放", {}),
    ("## 图像处理价格说明", "## 示例", None),
    ("### 图像识别后付费", "### 示例", None),
)


def sentences(base: Base) -> Iterator[Case]:
    """Sentences and headings changed."""
    for old, new, changes in SENTENCES:
        if old not in base.text or not base.today:
            continue
        right = None if changes is None else _changed(base, changes)
        for name, text in ((f"{old} → {new}", base.text.replace(old, new)),):
            yield Case("sentence", f"{base.name}: {name}", text.encode(), PLACE, right)


def _changed(base: Base, changes: dict[Any, Any]) -> Facts:
    said = facts(read_base(base.data))
    if ("no-packs",) in changes:
        return {k: v for k, v in said.items() if k[0] != "no-packs"}
    return {**said, **changes}


def boxes(base: Base) -> Iterator[Case]:
    """The content box twice, the second with another price."""
    if base.name != "live":
        return
    same = facts(read_base(base.data))
    box = re.search(r"<div[^>]*docArticleContent.*</div>", base.text, re.S)
    assert box
    other = box[0].replace("2.5元", "9.5元")
    for name, text in {
        "after": base.text.replace(box[0], box[0] + other),
        "before": base.text.replace(box[0], other + box[0]),
        "empty before": base.text.replace(box[0], "<div id=docArticleContent></div>" + box[0]),
        "within": base.text.replace(box[0], f"<div id=docArticleContent>{box[0]}</div>"),
    }.items():
        right = same if name == "within" else None
        yield Case("content-box-twice", name, text.encode(), PLACE, right)
    gone = base.text.replace("docArticleContent", "x")
    yield Case("content-box-gone", "renamed", gone.encode(), PLACE)
