"""What was changed of a thing, as people read it: the lines of `components/history.html`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from izaportal.core.vocabulary import value_words


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str

    @classmethod
    def told(cls, label: str, kind: str, name: str, values: Iterable[Any]) -> FieldChange:
        """The old and new value of this field of a thing, which the trail calls `kind`, in words."""
        old, new = (value_words(kind, name, value) for value in values)
        return cls(label, old, new)


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what and when; `about` names the row, and is empty for the project itself.

    `undo_url` is only there for the last change of a thing: earlier ones are under later ones.
    """

    at: datetime
    who: str
    action: str
    about: str
    changes: tuple[FieldChange, ...]
    reason: str
    undo_url: str = ""
