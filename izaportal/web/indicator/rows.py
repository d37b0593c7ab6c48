"""The tables of the indicator page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.web import states
from izaportal.web.indicator.facts import PageFacts, shown
from kpis.selectors.facts import targets_in_force

if TYPE_CHECKING:
    from kpis.models import Measurement, Target


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A stored status; a bound of None is open, or there is none."""

    quarter: Quarter
    url: str
    value: Decimal | None
    lower: Decimal | Unknown
    upper: Decimal | Unknown
    status: str
    projected: Decimal | None
    early_warning: bool
    is_current: bool
    is_frozen: bool
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A version of a target; a bound is a figure or the state that stands for it.

    `is_in_force`: the version that holds at the quarter looked at. `since` is the first quarter it holds for,
    empty for what the plan itself says; `set_by` and `set_on` likewise.
    """

    moment: str
    source_text: str
    lower: Decimal | Unknown
    upper: Decimal | Unknown
    version: int
    note: str
    is_in_force: bool
    since: Quarter | None
    reason: str
    set_by: str
    set_on: date | None


@dataclass(frozen=True, slots=True)
class MeasurementRow:
    """A value with who and when; `approve_url` and `restate_url` only for who may."""

    id: UUID
    quarter: Quarter
    municipality: str
    value: Decimal | None
    state: str
    is_waiting: bool
    is_superseded: bool
    submitted_by: str
    submitted_on: date | None
    decided_by: str
    decided_on: date | None
    notes: tuple[str, ...]
    is_illustrative: bool
    approve_url: str
    restate_url: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A milestone or payment that hangs on the indicator."""

    label: str
    project: str
    url: str
    source: str
    fund: str
    amount: Decimal
    threshold: Decimal | None
    due: date
    judge: str
    state: str
    is_decided: bool
    is_illustrative: bool


def quarter_rows(facts: PageFacts) -> tuple[QuarterRow, ...]:
    frozen = {period.quarter for period in facts.periods if period.is_frozen}
    return tuple(
        QuarterRow(
            quarter=row.quarter,
            url=f"?kwartaal={row.quarter}",
            value=shown(row.value),
            lower=_bound(row.lower, row.upper),
            upper=_bound(row.upper, row.lower),
            status=row.status,
            projected=facts.foreseen(row.projected),
            early_warning=row.early_warning,
            is_current=row.quarter == facts.quarter,
            is_frozen=row.quarter in frozen,
            is_illustrative=row.illustrative,
        )
        for row in reversed(facts.history)
    )


def _bound(bound: Decimal | None, other: Decimal | None) -> Decimal | Unknown:
    """Open when only the other side is given; not applicable when there is no band at all."""
    known = shown(bound)
    if known is not None:
        return known
    return Unknown.NOT_APPLICABLE if other is None else Unknown.OPEN


def target_rows(facts: PageFacts) -> tuple[TargetRow, ...]:
    in_force = {row.pk for row in targets_in_force(facts.known_targets, facts.quarter)}
    return tuple(
        TargetRow(
            moment=row.moment.label,
            source_text=row.source_text,
            lower=_target_bound(row, row.lower),
            upper=_target_bound(row, row.upper),
            version=row.version,
            note=" ".join(text for text in (row.note, _second(facts, row)) if text),
            is_in_force=row.pk in in_force,
            since=Quarter.of(row.valid_from) if row.set_at else None,
            reason=row.reason,
            set_by=row.set_by.name if row.set_by else "",
            set_on=timezone.localdate(row.set_at) if row.set_at else None,
        )
        for row in sorted(facts.known_targets, key=lambda row: (row.moment.order, -row.version))
    )


def _target_bound(row: Target, bound: Decimal | None) -> Decimal | Unknown:
    if row.state == states.TARGET_TO_BE_DETERMINED:
        return Unknown.TO_BE_DETERMINED
    if row.state == states.NO_TARGET:
        return Unknown.NOT_APPLICABLE
    return shown(bound) or Decimal(0) if bound is not None else Unknown.OPEN


def _second(facts: PageFacts, row: Target) -> str:
    """The second scale stands beside the first; percentages and hours are never added."""
    known = [facts.say_plain(value) for value in (row.second_lower, row.second_upper) if value is not None]
    texts = list(dict.fromkeys(known))
    return f"Ook genoemd: {' tot '.join(texts)} {facts.indicator.second_unit}." if texts else ""


def measurement_rows(
    facts: PageFacts, *, refused: UUID | None = None, error: str = ""
) -> tuple[MeasurementRow, ...]:
    return tuple(
        _measurement(facts, row, error=error if row.pk == refused else "") for row in facts.measurements
    )


def may_approve(facts: PageFacts) -> bool:
    pillar = facts.indicator.pillar
    return facts.viewer.manages(facts.programme.slug, pillar.slug if pillar else None)


def _measurement(facts: PageFacts, row: Measurement, *, error: str) -> MeasurementRow:
    is_waiting = row.state == states.SUBMITTED and row.superseded_at is None
    return MeasurementRow(
        id=row.pk,
        quarter=row.quarter,
        municipality=row.municipality.name if row.municipality else "",
        value=shown(row.value),
        state=row.get_state_display(),
        is_waiting=is_waiting,
        is_superseded=row.superseded_at is not None,
        submitted_by=row.submitted_by.name if row.submitted_by else f"ingelezen uit {row.source_document}",
        submitted_on=timezone.localdate(row.submitted_at) if row.submitted_by else None,
        decided_by=_decider(row),
        decided_on=timezone.localdate(row.decided_at) if row.decided_at and row.decided_by else None,
        notes=tuple(_notes(row)),
        is_illustrative=row.illustrative,
        approve_url=_url("approve-measurement", facts, row) if is_waiting and may_approve(facts) else "",
        restate_url=_url("restate-measurement", facts, row) if _may_restate(facts, row) else "",
        error=error,
    )


def _notes(row: Measurement) -> Iterator[str]:
    """What its author, who confirmed it and who sent it back wrote."""
    for head, text in (("", row.note), ("Bevestigd: ", row.confirmation), ("Opmerking: ", row.remark)):
        if text:
            yield f"{head}{text}"


def _decider(row: Measurement) -> str:
    if row.decided_by:
        return str(row.decided_by)
    return "goedgekeurd ingelezen" if row.decided_at else ""


def _may_restate(facts: PageFacts, row: Measurement) -> bool:
    """The controller, of a value that counts in a frozen quarter."""
    in_force = row.state == states.APPROVED and row.superseded_at is None
    frozen = any(one.quarter == row.quarter and one.is_frozen for one in facts.periods)
    return in_force and frozen and facts.viewer.controls(facts.programme.slug)


def _url(name: str, facts: PageFacts, row: Measurement) -> str:
    place = {"programme": facts.programme.slug, "indicator": facts.indicator.slug, "measurement": row.pk}
    return reverse(name, kwargs=place)


def money_rows(facts: PageFacts) -> tuple[MoneyRow, ...]:
    return tuple([*_milestones(facts), *_payments(facts)])


def _milestones(facts: PageFacts) -> Iterator[MoneyRow]:
    """As of the quarter looked at: a verdict given later is not known then."""
    for link in facts.milestones:
        milestone = link.milestone
        given = [
            row for row in milestone.verdicts.all() if row.given_on <= facts.quarter.last_day
        ]  # in the order they were given
        verdict = ("behaald" if given[-1].achieved else "niet behaald") if given else "nog niet gegeven"
        yield MoneyRow(
            label=milestone.label,
            project=facts.names.project(milestone.grant.project),
            url=_project_url(facts, milestone.grant.project.slug),
            source=f"{milestone.grant.get_source_display()}, {milestone.get_obligation_display()}",
            fund=str(milestone.grant.get_source_display()),
            amount=milestone.amount,
            threshold=shown(link.threshold),
            due=milestone.due,
            judge="Oordeel verzekeraar",
            state=verdict,
            is_decided=bool(given),
            is_illustrative=milestone.illustrative,
        )


def _payments(facts: PageFacts) -> Iterator[MoneyRow]:
    for row in facts.conditions:
        yield MoneyRow(
            label=row.label,
            project=facts.names.project(row.grant.project),
            url=_project_url(facts, row.grant.project.slug),
            source=f"{row.grant.get_source_display()}, betaalvoorwaarde",
            fund=str(row.grant.get_source_display()),
            amount=row.amount,
            threshold=shown(row.threshold),
            due=row.due,
            judge="Betaling",
            state=str(row.get_state_display()),
            is_decided=row.state != "planned",
            is_illustrative=row.illustrative,
        )


def _project_url(facts: PageFacts, slug: str) -> str:
    return reverse("project", kwargs={"programme": facts.programme.slug, "project": slug})
