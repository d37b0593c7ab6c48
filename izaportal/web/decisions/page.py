"""What the decisions log shows, and one decision with its follow-up and its colleges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import Stance
from izaportal.meetings.selectors.agendas import item_decided_on
from izaportal.meetings.selectors.colleges import colleges_of
from izaportal.meetings.selectors.following import (
    Standing,
    Steps,
    latest_positions,
    latest_steps,
    may_follow_up,
    may_record,
    steps_of,
)
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.decision_lines import TO_BE_TAKEN, is_replaced, owner_of
from izaportal.web.fact import Fact
from izaportal.web.link import Link

if TYPE_CHECKING:
    from izaportal.meetings.models import CollegePosition, FollowUpStep
    from pillars.models import Programme
    from projects.models import Decision, DecisionCondition
    from regions.models import Municipality

IN_WORDS = (Stance.AGREED, Stance.RESERVED, Stance.REFUSED, Stance.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the decision or one of its conditions is; `url` leads to the next step, for who may take it."""

    label: str
    state: str
    is_over: bool
    is_late: bool
    step: FollowUpStep | None
    url: str


@dataclass(frozen=True, slots=True)
class College:
    """`position` None: nothing was written down yet."""

    municipality: Municipality
    position: CollegePosition | None
    is_own: bool

    @property
    def stance(self) -> str:
        return str(Stance(self.position.stance if self.position else Stance.UNKNOWN).label)


@dataclass(frozen=True, slots=True)
class DecisionPage:
    programme: Programme
    row: Decision
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    meeting_url: str
    whole: Progress
    conditions: tuple[Progress, ...]
    steps: tuple[FollowUpStep, ...]
    colleges: tuple[College, ...]
    colleges_words: str
    may_record: bool
    replace_url: str
    replaced_by: Decision | None

    @property
    def is_followed(self) -> bool:
        """What is still to be taken has nothing to follow up, unless somebody did."""
        return self.row.kind != TO_BE_TAKEN or bool(self.conditions or self.steps)


def log_crumbs(programme: Programme, *further: Link) -> tuple[Link, ...]:
    meetings = Link("Vergaderingen", reverse("meetings", args=(programme.slug,)))
    here = Link("Besluiten", reverse("decisions", args=(programme.slug,)) if further else "")
    return programme_crumbs(programme, meetings, here, *further)


def build(viewer: Viewer, row: Decision) -> DecisionPage:
    programme, steps = row.programme, latest_steps([row.pk])
    counts = not is_replaced(row)
    may_write, may_step = counts and may_record(viewer, row), counts and may_follow_up(viewer, row)
    colleges = _colleges(viewer, row)
    meeting = row.meeting
    return DecisionPage(
        programme=programme,
        row=row,
        crumbs=log_crumbs(programme, Link(_title(row))),
        facts=tuple(_facts(row)),
        meeting_url=reverse("meeting", args=(programme.slug, meeting.pk)) if meeting else "",
        whole=_progress(row, steps, None, may_step=may_step),
        conditions=tuple(_progress(row, steps, one, may_step=may_step) for one in row.conditions.all()),
        steps=tuple(steps_of(row)),
        colleges=colleges,
        colleges_words=_counted(colleges),
        may_record=may_write,
        replace_url=_replace_url(row) if may_write else "",
        replaced_by=None if counts else row.replaced_by,
    )


def _replace_url(row: Decision) -> str:
    """Empty for what was not recorded at a meeting."""
    item = item_decided_on(row)
    return reverse("replace-decision", args=(row.programme.slug, item.pk, row.slug)) if item else ""


def _title(row: Decision) -> str:
    kind = str(row.get_kind_display())
    return f"{kind}, {date_long(row.decided_on)}" if row.decided_on else kind


def _facts(row: Decision) -> Iterable[Fact]:
    yield Fact("Besluit", str(row.get_kind_display()))
    yield Fact("Genomen op", _taken(row))
    yield Fact("Door", str(row.body) if row.body else row.decided_by or "niet vermeld")
    if row.basis:
        yield Fact("Grond", str(row.get_basis_display()))
    if row.settled_on:
        yield Fact("Bekrachtigd door alle colleges", date_long(row.settled_on))
    if owner_of(row):
        yield Fact("Opvolging door", owner_of(row))
    if row.deadline:
        yield Fact("Klaar op", date_long(row.deadline))


def _taken(row: Decision) -> str:
    if row.decided_on:
        return date_long(row.decided_on)
    return "nog te nemen" if row.kind == TO_BE_TAKEN else "niet vermeld"


def _progress(
    row: Decision, steps: Steps, condition: DecisionCondition | None, *, may_step: bool
) -> Progress:
    step = steps.get((row.pk, condition.pk if condition else None))
    standing = Standing(step, row.deadline)
    is_agreed = condition or step or row.deadline
    place = (row.programme.slug, row.slug)
    url = (
        reverse("follow-up-condition", args=(*place, condition.slug))
        if condition
        else reverse("follow-up", args=place)
    )
    return Progress(
        label=condition.label if condition else row.label,
        state=str(standing.state.label) if is_agreed else "niet afgesproken",
        is_over=standing.is_over,
        is_late=standing.is_late(clock.today()) and not is_replaced(row),
        step=step,
        url=url if may_step else "",
    )


def _colleges(viewer: Viewer, row: Decision) -> tuple[College, ...]:
    if not row.asks_colleges:
        return ()
    positions = latest_positions(row)
    own = viewer.board_municipalities
    return tuple(College(one, positions.get(one.pk), one.code in own) for one in colleges_of(row))


def _counted(colleges: tuple[College, ...]) -> str:
    """`11 akkoord, 2 akkoord met voorbehoud, 1 onbekend`; what none says is left out."""
    counts = Counter(college.stance for college in colleges)
    words = [str(stance.label) for stance in IN_WORDS]
    return ", ".join(f"{counts[word]} {word}" for word in words if counts[word])
