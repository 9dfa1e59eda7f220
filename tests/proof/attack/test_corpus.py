"""No edit of a page gives a wrong book without a word: a sample of what ``make proof`` tries."""

import pytest

from proof.attack.corpus import Chunk, chunks
from proof.attack.edits_of_pages import OTHER_PAGES
from support.page_text import snapshot
from support.samples import sample

CHUNKS = chunks()


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.name)
def test_nothing_is_silently_wrong(chunk: Chunk) -> None:
    tally = chunk.judged(sample(chunk.cases()))
    shown = "\n".join(tally.wrong[:20])
    assert not tally.wrong, f"{len(tally.wrong)} of {tally.cases} silently wrong\n{shown}"


def test_the_corpus_is_large() -> None:
    assert sum(len(chunk.cases()) for chunk in CHUNKS if chunk.base == snapshot()) > 2000
    assert len(OTHER_PAGES) > 20
