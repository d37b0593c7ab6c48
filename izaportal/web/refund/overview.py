"""The refund risk of a programme at a quarter: per grant, per municipality, and the two risks beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from funding.explanation import sentence_of_total
from funding.refund import Source, Stream
from funding.selectors.risk_rows import RiskRow
from izaportal.core.formatting import listed
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board.words import grants_pending
from izaportal.web.link import Link
from izaportal.web.quarters import QuarterChoice, asked_of, quarter_choices
from izaportal.web.refund.crumbs import crumbs
from izaportal.web.refund.insurers import Insurers
from izaportal.web.risk_totals import RiskFigures, confirmed_words, projects_without, total
from izaportal.web.share_lines import (
    MunicipalityLine,
    ShareFigures,
    key_name,
    members_only,
    share_lines,
    share_total,
)
from pillars.selectors.quarters import Period

if TYPE_CHECKING:
    from funding.models import Grant
    from funding.selectors.share_rows import ShareRow
    from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A state grant; `figures` is None while they were not calculated, `note` says on what it is settled."""

    name: str
    url: str
    note: str
    figures: RiskFigures | None


@dataclass(frozen=True, slots=True)
class ProjectLines:
    """A project's grants; `figures` are their sum, only where there are more."""

    name: str
    url: str
    grants: tuple[GrantLine, ...]
    figures: RiskFigures | None


@dataclass(frozen=True, slots=True)
class Overview:
    """`pending` stands in the place of figures that were not calculated, `lacking` counts those."""

    slug: str
    period: Period
    crumbs: tuple[Link, ...]
    quarters: tuple[QuarterChoice, ...]
    sentence: str
    projects: tuple[ProjectLines, ...]
    total: RiskFigures | None
    pending: str
    lacking: str
    without: int
    municipalities: tuple[MunicipalityLine, ...]
    share_total: ShareFigures | None
    key: ShareRow | None
    keys_url: str
    insurers: Insurers
    rules: str
    illustrative: bool

    @property
    def quarter(self) -> Quarter:
        return self.period.quarter

    @property
    def key_name(self) -> str:
        return key_name(self.key.key_label) if self.key else ""

    @property
    def without_words(self) -> str:
        return projects_without(self.without) if self.projects else ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was read for the page; `own` and `opens_all` as of `share_lines`."""

    programme: Programme
    periods: tuple[Period, ...]
    rows: Rows
    grants: tuple[Grant, ...]
    insurers: Insurers
    own: frozenset[str]
    opens_all: bool


def build(looked: Looked) -> Overview:
    rows, slug = looked.rows, looked.programme.slug
    shares = members_only(rows.shares)
    lines = share_lines(shares, looked.own, opens_all=looked.opens_all)
    figures = total(rows.current_risks)
    projects = _projects(looked)
    return Overview(
        slug=slug,
        period=rows.period,
        crumbs=crumbs(looked.programme, "Afrekenrisico"),
        quarters=quarter_choices(
            looked.periods, current=rows.quarter, at=asked_of(reverse("refund-risk", args=(slug,)))
        ),
        sentence=_sentence(figures, rows),
        projects=projects,
        total=figures,
        pending=rows.pending,
        lacking=grants_pending(rows),
        without=rows.projects - len(projects),
        municipalities=lines,
        share_total=share_total(shares, lines),
        key=next((share for share in shares if share.key_label), None),
        keys_url=reverse("allocation-keys", args=(slug,)),
        insurers=looked.insurers,
        rules=listed(sorted({risk.rule_version for risk in rows.current_risks})),
        illustrative=any(risk.illustrative for risk in rows.current_risks),
    )


def grant_url(programme: str, project: str, grant: str, quarter: Quarter) -> str:
    place = {"programme": programme, "project": project, "grant": grant}
    return f"{reverse('grant-risk', kwargs=place)}?kwartaal={quarter}"


def _sentence(figures: RiskFigures | None, rows: Rows) -> str:
    if figures is None:
        return (
            f"Het afrekenrisico is {rows.pending}." if rows.uncalculated else "Er is geen SPUK die terug kan."
        )
    return sentence_of_total(figures)


def _projects(looked: Looked) -> tuple[ProjectLines, ...]:
    """State grants that have figures at the quarter or should have; the largest project first."""
    rows = looked.rows
    risks = {risk.grant: risk for risk in rows.current_risks}
    waiting = {grant.grant for grant in rows.uncalculated}
    listed_grants = [one for one in looked.grants if one.pk in risks or one.pk in waiting]
    found = [
        _project(looked, list(grants), risks)
        for _, grants in groupby(listed_grants, key=lambda grant: grant.project_id)
    ]
    return tuple(sorted(found, key=_size, reverse=True))


def _project(looked: Looked, grants: list[Grant], risks: Mapping[UUID, RiskRow]) -> ProjectLines:
    own = [risks[grant.pk] for grant in grants if grant.pk in risks]
    project = grants[0].project
    place = {"programme": looked.programme.slug, "project": project.slug}
    return ProjectLines(
        name=own[0].project_name if own else project.name,
        url=f"{reverse('project', kwargs=place)}?kwartaal={looked.rows.quarter}#geld",
        grants=tuple(_line(looked, grant, risks.get(grant.pk)) for grant in grants),
        figures=total(own) if len(grants) > 1 else None,
    )


def _line(looked: Looked, grant: Grant, risk: RiskRow | None) -> GrantLine:
    return GrantLine(
        name=grant.title,
        url=grant_url(looked.programme.slug, grant.project.slug, grant.slug, looked.rows.quarter),
        note=_note(grant, risk),
        figures=None if risk is None else total([risk]),
    )


def _note(grant: Grant, risk: RiskRow | None) -> str:
    if grant.source == Source.SPUK and grant.stream != Stream.TRANSFORMATION:
        return "wordt niet op mijlpalen afgerekend"
    return confirmed_words(risk.obligations) if risk is not None else ""


def _size(project: ProjectLines) -> tuple[bool, object]:
    known = [line.figures.award for line in project.grants if line.figures is not None]
    return bool(known), sum(known)
