"""What the pages of the duty to report show: those of a programme, and one with its letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.duty import DutyState
from funding.selectors import duties as read
from funding.services.duties import may_send
from izaportal.core import clock
from izaportal.core.formatting import days_until
from izaportal.core.viewer import Viewer
from izaportal.web.access import or_404, seen_programme
from izaportal.web.crumbs import money_crumbs
from izaportal.web.duty.letter import letter_of
from izaportal.web.link import Link

if TYPE_CHECKING:
    from uuid import UUID

    from funding.models import DutyToReport
    from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class Line:
    """`days` in words, while it waits."""

    duty: DutyToReport
    url: str
    days: str


@dataclass(frozen=True, slots=True)
class ListPage:
    programme: Programme
    crumbs: tuple[Link, ...]
    waiting: tuple[Line, ...]
    over: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    viewer: Viewer
    programme: Programme
    line: Line
    crumbs: tuple[Link, ...]
    letter: tuple[str, ...]
    may_send: bool

    @property
    def duty(self) -> DutyToReport:
        return self.line.duty

    @property
    def is_open(self) -> bool:
        return self.duty.state == DutyState.OPEN

    @property
    def letter_url(self) -> str:
        return reverse("duty-letter", kwargs={"programme": self.programme.slug, "duty": self.duty.pk})

    @property
    def list_url(self) -> str:
        return reverse("duties", args=(self.programme.slug,))

    @property
    def project_url(self) -> str:
        return reverse("project", args=(self.programme.slug, self.duty.milestone.grant.project.slug))


def build_list(viewer: Viewer, programme: str) -> ListPage:
    seen = seen_programme(viewer, programme)
    lines = [_line(seen, duty) for duty in read.duties_of(viewer, seen)]
    return ListPage(
        seen,
        _crumbs(seen),
        tuple(line for line in lines if line.duty.state == DutyState.OPEN),
        tuple(line for line in lines if line.duty.state != DutyState.OPEN),
    )


def build(viewer: Viewer, programme: str, duty_id: UUID) -> Page:
    """404 for what is not there or may not be seen."""
    seen = seen_programme(viewer, programme)
    with or_404("Deze meldplicht is er niet."):
        duty = read.duty(viewer, seen, duty_id)
    return Page(
        viewer,
        seen,
        _line(seen, duty),
        _crumbs(seen, duty.milestone.label),
        letter_of(duty, seen),
        may_send(viewer, duty),
    )


def _line(programme: Programme, duty: DutyToReport) -> Line:
    today, is_open = clock.today(), duty.state == DutyState.OPEN
    return Line(
        duty=duty,
        url=reverse("duty", kwargs={"programme": programme.slug, "duty": duty.pk}),
        days=days_until(duty.report_by, today) if is_open else "",
    )


def _crumbs(programme: Programme, here: str = "") -> tuple[Link, ...]:
    if not here:
        return money_crumbs(programme, Link("Meldplicht"))
    return money_crumbs(programme, Link("Meldplicht", reverse("duties", args=(programme.slug,))), Link(here))
