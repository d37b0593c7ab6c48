"""What two reports say differently, field by field, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from izaportal.reporting.report.judged import NEED_STEERING, STEERING
from izaportal.reporting.report.questions import Section

Stored = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with what it said and says; empty where one of the two says nothing."""

    section: Section
    name: str
    label: str
    old: str
    new: str


def differences(old: Stored, new: Stored) -> tuple[Difference, ...]:
    """In the order of the newer report, then what only the older one had; equal answers are left out.

    What was asked in one of the two only is a difference too.
    """
    old, new = in_force(old), in_force(new)
    names = (*in_order(new), *(name for name in in_order(old) if name not in new))
    found = (_difference(name, old.get(name, {}), new.get(name, {})) for name in names)
    changed = [one for one in found if one is not None]
    return tuple(sorted(changed, key=lambda one: list(Section).index(one.section)))


def in_force(stored: Stored) -> Stored:
    """Without what was typed about an aspect that ended green: it stays typed, the report does not say it."""
    return {name: told for name, told in stored.items() if _is_in_force(name, stored)}


def in_order(stored: Stored) -> list[str]:
    """The fields as they stood in the form."""
    return sorted(stored, key=lambda name: stored[name]["at"])


def _difference(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Difference | None:
    if old.get("value", "") == new.get("value", ""):
        return None
    told = new or old
    return Difference(
        Section(told["section"]), name, told["label"], old.get("shown", ""), new.get("shown", "")
    )


def _is_in_force(name: str, stored: Stored) -> bool:
    aspect, _, part = name.rpartition(".")
    if not aspect.startswith(f"{Section.JUDGEMENT}.") or part not in dict(STEERING):
        return True
    return stored.get(f"{aspect}.kleur", {}).get("value") in NEED_STEERING
