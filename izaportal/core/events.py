"""How a lower room tells higher rooms that something changed, without knowing them.

Receivers run inside the transaction of the change: what they note down (a run row) lives and dies
with it. Work itself they hand to a job after the commit.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeAlias, TypeVar, cast

Event = TypeVar("Event")
Receiver: TypeAlias = Callable[[Event], None]
_receivers: dict[type, list[Receiver[object]]] = defaultdict(list)


def on(kind: type[Event]) -> Callable[[Receiver[Event]], Receiver[Event]]:
    """Decorates a receiver in an app's `receivers.py`; core imports those modules when Django starts."""

    def subscribe(receiver: Receiver[Event]) -> Receiver[Event]:
        _receivers[kind].append(cast("Receiver[object]", receiver))
        return receiver

    return subscribe


def announce(event: object) -> None:
    """Tell every receiver, in the order of subscription. An error in one undoes the change."""
    for receiver in _receivers[type(event)]:
        receiver(event)
