"""What a service says when it refuses. The message is Dutch and meant for the person who asked."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong, and where.

    `place` is a field, a path in a file (`kpis.kpi-1-1.targets.2026`) or a cell; `line` counts from 1.
    """

    place: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        at = f"regel {self.line}, " if self.line else ""
        return f"{at}{self.place}: {self.message}" if self.place else f"{at}{self.message}"


class Refused(Exception):  # noqa: N818 - it says what happened, as Http404 does
    """A rule forbids this; nothing was changed."""

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class NotAllowed(Refused):
    """The actor lacks the right."""


class Invalid(Refused):
    """The input has mistakes; all of them are named at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)
