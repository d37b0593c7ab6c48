"""What a recalculation did: how many things it looked at, changed and failed on."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, runtime_checkable

logger = logging.getLogger(__name__)
Item = TypeVar("Item")
Result = TypeVar("Result")


@runtime_checkable
class Keyed(Protocol):
    """Something a failure can be traced back to: the kind of thing and its id."""

    @property
    def failure_key(self) -> tuple[str, str]: ...


@dataclass(slots=True)
class Outcome:
    """Counts of one step; steps add up with `+`.

    A failure is `{"what": name, "why": exception}`, with `kind` and `id` of the thing where it is known.
    """

    looked_at: int = 0
    changed: int = 0
    failures: list[dict[str, str]] = field(default_factory=list)

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.looked_at + other.looked_at, self.changed + other.changed, [*self.failures, *other.failures]
        )

    def each(self, items: Iterable[Item], rule: Callable[[Item], Result]) -> list[Result]:
        """Apply the rule to every item. One that fails is noted with its name, and the others go on."""
        results = []
        for item in items:
            self.looked_at += 1
            try:
                results.append(rule(item))
            except Exception as error:
                logger.exception("herberekening van %s mislukt", item)
                self.failures.append(_failure(item, error))
        return results


def _failure(item: object, error: Exception) -> dict[str, str]:
    kind, identity = item.failure_key if isinstance(item, Keyed) else ("", "")
    key = {"kind": kind, "id": identity} if kind else {}
    return {**key, "what": str(item), "why": f"{type(error).__name__}: {error}"}
