"""Scenarios that were kept: those of a quarter beside each other and beside what is, the others by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from funding.scenario import Changes
from funding.selectors.supposing import Ground, supposed_risks
from izaportal.core.codec import decode
from izaportal.core.formatting import date_nl
from izaportal.web.link import Link
from izaportal.web.refund.effect import EffectRow, total_row

if TYPE_CHECKING:
    from funding.models import Scenario

NOW, MOST_COMPARED = "Zoals het nu is", 20


@dataclass(frozen=True, slots=True)
class Compared:
    """The total of all grants as a scenario supposes it; of `now` the address is empty."""

    url: str
    row: EffectRow


@dataclass(frozen=True, slots=True)
class KeptScenarios:
    """`others`: those of other quarters, and older ones than are compared."""

    compared: tuple[Compared, ...]
    others: tuple[Link, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(cell.label for cell in self.compared[0].row.cells) if self.compared else ()


def kept_scenarios(ground: Ground, rows: Iterable["Scenario"]) -> KeptScenarios:
    """`rows` newest first."""
    listed = list(rows)
    own = [row for row in listed if row.quarter == ground.quarter] if ground.supposable else []
    compared = own[:MOST_COMPARED]
    lines = [Compared(_url(row), _row(ground, row)) for row in compared]
    if lines:
        lines.insert(0, Compared("", total_row(ground, supposed_risks(ground, Changes()), title=NOW)))
    others = [row for row in listed if row not in compared]
    links = tuple(Link(row.name, _url(row), f"{row.quarter.label}, {_note(row)}") for row in others)
    return KeptScenarios(tuple(lines), links)


def _row(ground: Ground, row: "Scenario") -> EffectRow:
    risks = supposed_risks(ground, decode(Changes, row.changes))
    return total_row(ground, risks, title=row.name, note=_note(row))


def _note(row: "Scenario") -> str:
    return f"{row.made_by.name}, {date_nl(timezone.localdate(row.made_at))}"


def _url(row: "Scenario") -> str:
    return reverse("scenario", kwargs={"programme": row.programme.slug, "scenario": row.pk})
