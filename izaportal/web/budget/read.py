"""What the page of a budget is about: the programme, who looks, and the part of it that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from funding import choices
from funding.budget import Line, LineKey
from funding.refund import Source, Stream
from funding.selectors import budget as selectors
from funding.selectors.budget import Used
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.web.access import seen_programme
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import Pillar, Programme
    from projects.models import Project

# The line a plan's figure of a source stands for, as long as the project has no other.
PROPOSED = {Source.SPUK: Stream.TRANSFORMATION.value, Source.ZVW: ""}
MOST_CELLS = 800
SOURCES = frozenset(value for value, _ in choices.SOURCES)


@dataclass(frozen=True)
class Seen:
    """`pillar` and `source` narrow what is shown; "" is everything."""

    viewer: Viewer
    programme: Programme
    pillar: str
    source: str

    @property
    def url(self) -> str:
        return reverse("budget-matrix", kwargs={"programme": self.programme.slug})

    @property
    def filtered_url(self) -> str:
        """The page with its filter."""
        asked = {"pijler": self.pillar, "bron": self.source}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.url}?{query}" if query else self.url

    @property
    def controls(self) -> bool:
        return self.viewer.controls(self.programme.slug)

    @cached_property
    def pillars(self) -> tuple[Pillar, ...]:
        return tuple(programmes.pillars(self.viewer, self.programme))

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        found = selectors.budgeted_projects(self.viewer, self.programme, pillar=self.pillar)
        return tuple(found)

    @cached_property
    def stated(self) -> Mapping[tuple[str, str], Decimal]:
        return selectors.stated_of(self.projects)

    @cached_property
    def stored(self) -> tuple[Line, ...]:
        return tuple(selectors.budget_lines(self.viewer, self.programme, self.projects))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Those of the source asked for, and an empty one where the plan states money of a source and nothing
        is budgeted of it; in order."""
        held = {(line.key.project, line.key.source) for line in self.stored}
        empty = [
            Line(LineKey(project, source, PROPOSED[Source(source)]))
            for (project, source), amount in self.stated.items()
            if source in PROPOSED and amount and (project, source) not in held
        ]
        shown = (line for line in (*self.stored, *empty) if self.source in ("", line.key.source))
        return tuple(sorted(shown, key=lambda line: line.key))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Those of the lines and of the grants, without a gap; else this year and the two after it."""
        found = {year for line in self.stored for year in line.amounts}
        found |= set(selectors.years_of(self.projects))
        if not found:
            this = clock.today().year
            found = {this, this + 2}
        return tuple(range(min(found), max(found) + 1))

    @cached_property
    def used(self) -> list[Used]:
        return selectors.used(self.viewer, self.programme, pillar=self.pillar, source=self.source)

    @cached_property
    def stated_total(self) -> Decimal | None:
        return selectors.stated_total(self.viewer, self.programme, pillar=self.pillar, source=self.source)


def seen_budget(viewer: Viewer, programme: str, asked: Mapping[str, str]) -> Seen:
    """404 for who may not see it; a filter that fits nothing counts as not given.

    What is too much for one page is shown by pillar, the first one to begin with.
    """
    seen = Seen(viewer, seen_programme(viewer, programme), "", "")
    known = next((one.slug for one in seen.pillars if one.slug == asked.get("pijler")), "")
    source = asked.get("bron", "")
    wanted = Seen(viewer, seen.programme, known, source if source in SOURCES else "")
    is_too_much = len(wanted.lines) * len(wanted.years) > MOST_CELLS
    if is_too_much and not known:
        first = next((one.pillar.slug for one in wanted.projects if one.pillar), "")
        return Seen(viewer, seen.programme, first, wanted.source)
    return wanted
