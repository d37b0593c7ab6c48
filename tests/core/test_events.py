from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from izaportal.core import events


@dataclass(frozen=True)
class Happened:
    what: str


@dataclass(frozen=True)
class HappenedMore(Happened):
    pass


@pytest.fixture
def heard() -> Iterator[list[str]]:
    said: list[str] = []

    @events.on(Happened)
    def first(event: Happened) -> None:
        said.append(f"first {event.what}")

    @events.on(Happened)
    def second(event: Happened) -> None:
        said.append(f"second {event.what}")

    yield said
    events._receivers.pop(Happened)


def test_receivers_hear_in_given_order(heard):
    events.announce(Happened("nieuws"))
    assert heard == ["first nieuws", "second nieuws"]


def test_an_event_without_receivers_passes(heard):
    events.announce(HappenedMore("nieuws"))
    assert heard == []


def test_a_failing_receiver_stops_the_change(heard):
    @events.on(Happened)
    def third(event: Happened) -> None:
        raise LookupError(event.what)

    with pytest.raises(LookupError, match="nieuws"):
        events.announce(Happened("nieuws"))


def test_a_receiver_stays_a_function(heard):
    @events.on(Happened)
    def third(event: Happened) -> None:
        heard.append("third")

    third(Happened("zelf"))
    assert heard == ["third"]
