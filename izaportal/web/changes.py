"""What was changed of a thing, as people read it: the lines of `components/history.html`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from izaportal.core.formatting import date_nl, number

EMPTY = "leeg"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EXACT = re.compile(r"-?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str


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


def in_words(value: Any, choices: Mapping[str, Any]) -> str:
    """A value of the trail as people read it."""
    if value is None or value in ("", []):
        return EMPTY
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return "; ".join(in_words(item, choices) for item in value)
    if isinstance(value, dict):
        return str(value.get("label", value))
    text = str(choices.get(value, value))
    if DAY.fullmatch(text):
        return date_nl(date.fromisoformat(text))
    return number(Decimal(text)) if EXACT.fullmatch(text) else text
