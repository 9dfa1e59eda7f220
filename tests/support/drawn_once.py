"""What shows the same amounts, drawn once a run: forty projects have it, and drawing is slow."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tiia_pricing.output_files import write
from tiia_pricing.publishing.charts.amounts_by_calls import Tariff, curve
from tiia_pricing.publishing.charts.cost_charts import BothBases
from tiia_pricing.publishing.charts.drawings import Drawing, Frame
from tiia_pricing.publishing.charts.pack_stories import PackStory
from tiia_pricing.publishing.pages import charts_page, history_page


def _steps(*shown: Any) -> object:
    return shown


def _costs(key: str, costs: BothBases, frame: Frame) -> object:
    return key, costs.curve, costs.other_curve, frame


def _packs(key: str, alone: Tariff, stories: Sequence[PackStory], frame: Frame) -> object:
    packs = [(story.pack.calls, story.pack.price, story.stretches) for story in stories]
    return key, curve(alone), tuple(packs), frame


DRAWN = {
    (history_page, "chart"): _steps,
    (charts_page, "cost_chart"): _costs,
    (charts_page, "effective_chart"): _costs,
    (charts_page, "pack_chart"): _packs,
}


@contextmanager
def drawn_once(folder: Path) -> Iterator[None]:
    """Keep in ``folder`` what is drawn while the block runs, for all who keep theirs there."""
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for (page, name), shown in DRAWN.items():
            patch.setattr(page, name, _once(getattr(page, name), shown, folder / name))
        yield


def _once(
    draw: Callable[..., Drawing], shown: Callable[..., object], place: Path
) -> Callable[..., Drawing]:
    def once(*given: Any) -> Drawing:
        # By what it says of itself: 2.5 and 2.50 are equal, and drawn differently.
        told = sha256(repr(shown(*given)).encode()).hexdigest()
        kept = place.with_name(f"{place.name}-{told}")
        if not kept.exists():
            write(kept, pickle.dumps(draw(*given)), durable=False)
        drawing: Drawing = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this run
        return drawing

    return once
