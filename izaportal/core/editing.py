"""An edit says, per field, what its author saw and what they want, so that nobody's text is lost unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from izaportal.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of an edit: its value when the author began, and the value they ask for."""

    seen: Any
    wanted: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two people changed: from `seen` to `mine`, and meanwhile to `theirs`; `by` whom, when the
    trail knows."""

    field: str
    seen: Any
    mine: Any
    theirs: Any
    by: str = ""


class Conflicted(Refused):
    """Somebody else changed the same fields meanwhile; nothing was stored."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Beide teksten staan hieronder.")
        self.conflicts = conflicts


def merge(stored: Mapping[str, Any], edits: Mapping[str, Edit]) -> dict[str, Any]:
    """The values to store, by field: only what the author changed and is not stored already.

    Two people in different fields never meet, and asking for the same thing twice changes nothing. Raises
    Conflicted with every field that both changed, each in their own way.
    """
    asked = {field: edit for field, edit in edits.items() if edit.wanted not in (edit.seen, stored[field])}
    conflicts = tuple(
        Conflict(field, edit.seen, mine=edit.wanted, theirs=stored[field])
        for field, edit in asked.items()
        if stored[field] != edit.seen
    )
    if conflicts:
        raise Conflicted(conflicts)
    return {field: edit.wanted for field, edit in asked.items()}
