"""The dictionary by which the search sets Chinese words apart: a hook of MkDocs.

Left to itself, jieba takes its dictionary from ``jieba.cache`` in the folder of temporary files,
whoever laid it there, and unmarshals it. Here it is read from the package, in about a second; no
cache is read or written.
"""

from __future__ import annotations

from typing import Any

import jieba  # type: ignore[import-untyped]


def on_startup(**_: Any) -> None:
    """Read the dictionary before the plugin of the search asks for it."""
    words = jieba.dt
    with words.lock:
        if not words.initialized:
            words.FREQ, words.total = words.gen_pfdict(words.get_dict_file())
            words.initialized = True
