"""Small pages put together at random: a table of prices, and whatever a page may have beside it."""

from __future__ import annotations

from hypothesis import strategies as st

from proof.visiblewords.sources import BOX

_PRICES = (
    "<table>{caption}<tr><td>接口名称</td><td>0 - 1000千次/月(不含1000千次)</td>"
    "<td>1000千次以上/月</td></tr><tr><td>商品识别</td><td>2.5元/千次</td><td>2元/千次</td></tr>"
    "{row}</table>"
)
_DOWN = (
    "<table>{caption}<tr><th>计费模式</th><th>月调用量</th><th>单价（元/千次）</th></tr>"
    "<tr><td>后付费</td><td>0 - 300万</td><td>2.5</td></tr>"
    "<tr><td>后付费</td><td>300万以上</td><td>2</td></tr>{wide}</table>"
)
_QUOTAS = (
    "<table>{caption}<tr><td>接口名称</td><td>免费额度</td><td>有效期</td></tr>"
    "<tr><td>商品识别</td><td>1000次/月</td><td>当月有效，每月发放</td></tr>{wide}</table>"
)
_PACKS = (
    "<table>{caption}<tr><td>接口名称</td><td>资源包规格</td><td>资源包价格</td></tr>"
    '<tr><td rowspan="2">商品识别</td><td>1万次</td><td>20元/个</td></tr>'
    "<tr><td>10万次</td><td>{price}</td></tr>{wide}</table>"
)
_OTHER = (
    "<table>{caption}<tr><th>地域</th><th>支持</th></tr>"
    "<tr><td>广州</td><td>是</td></tr>{wide}</table>"
)
_WORDED = (
    *(
        "<h2>免费额度</h2>",
        "<h3>后付费</h3>",
        "<h2>关于地域</h2>",
        "<p>各接口可用。</p>",
        "<p>联系我们</p>",
    ),
    *(
        "<ul><li>甲</li><li>乙。</li></ul>",
        "<dl><dt>词</dt><dd>义</dd></dl>",
        "<pre>a 1\nb 2</pre>",
    ),
    *("<blockquote>引文</blockquote>", "<details><summary>要点</summary>详情。</details>"),
    *("<p>资源包有效期均为1年。</p>", "<p>甲<br>乙</p>", "<div>甲<p>乙</p>丙</div>", "裸文"),
    *("<p>旧<del>价</del>新<sup>1</sup></p>", "<p><span hidden>隐</span>显</p>", "<h4>概述</h4>"),
    *(
        "<p>甲</p><p>甲</p>",
        "<h3>后付费</h3><p>后付费</p>",
        "<figure><figcaption>图</figcaption></figure>",
    ),
)
_CAPTIONS = ("", "<caption>免费额度</caption>", "<caption>价格说明</caption>")
_ROWS = (
    "",
    "<tr><td>车辆识别</td><td>3元/千次</td><td>-</td></tr>",
    "<tr><td>车辆识别</td><td>3元/千次</td><td>2元/千次</td></tr>",
)
_WIDE = ("", '<tr><td colspan="3">说明：仅供参考。</td></tr>', '<tr><td colspan="3">说明</td></tr>')
_AMOUNTS = ("180元/个", "-", "无")


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of quotas, packs or something else."""
    form = draw(st.sampled_from((_QUOTAS, _PACKS, _OTHER)))
    parts = {"caption": _CAPTIONS, "wide": _WIDE, "price": _AMOUNTS}
    return form.format(**{name: draw(st.sampled_from(words)) for name, words in parts.items()})


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page in its box; it may be one that is refused."""
    prices = draw(st.sampled_from((_PRICES, _DOWN)))
    parts = {"caption": _CAPTIONS, "row": _ROWS, "wide": _WIDE}
    table = prices.format(**{name: draw(st.sampled_from(words)) for name, words in parts.items()})
    blocks = st.one_of(st.sampled_from(_WORDED), tables())
    above, below = draw(st.lists(blocks, max_size=4)), draw(st.lists(blocks, max_size=3))
    title = "<h1>商品识别</h1>"
    return f"<!DOCTYPE html><body>{BOX}{title}{''.join((*above, table, *below))}</div></body>"
