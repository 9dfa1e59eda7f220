"""What on the page states nothing to compute: each mark by name, with its reason."""

from __future__ import annotations

CLAUSES = {
    "quota-console": "points to the console, where used quota can be seen; no bill depends on it",
}

TITLES = {
    "接口名称": "the title of a column of names",
    "免费额度": "the title of a column of free quotas; each cell gives its own unit",
    "有效期": "the title of a column of validities",
    "资源包规格": "the title of a column of pack sizes; each cell gives its own unit",
    "资源包价格": "the title of a column of pack prices; each cell gives its own unit",
}
