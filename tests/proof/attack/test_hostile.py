"""Whatever a page of up to 2 MB holds, it is read or refused in little time and memory."""

from proof.attack.hostile import MOST_MEGABYTES, MOST_SECONDS, PAGES, measured


def test_every_hostile_page_ends_soon_and_in_little_memory() -> None:
    costs = measured()
    assert costs.keys() == PAGES.keys()
    for name, cost in costs.items():
        assert cost.seconds <= MOST_SECONDS, (name, cost)
        assert cost.megabytes <= MOST_MEGABYTES, (name, cost)
        assert not cost.end.startswith("crashed"), (name, cost)
