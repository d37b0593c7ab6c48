"""How projects stood when a quarter was frozen, and what they reported by then. For who found the version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Lower
from django.utils import timezone

from izaportal.core.formatting import date_nl
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.models import ProjectStanding, ReportSubmission, Ruling
from izaportal.reporting.report.differences import in_force, in_order
from izaportal.reporting.report.questions import SECTION_WORDS, Section
from izaportal.reporting.selectors.freezes import Version, snapshot


@dataclass(frozen=True, slots=True)
class AspectStanding:
    aspect: Aspect
    status: AspectStatus
    sentence: str


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a report: what was asked and what was answered."""

    section: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as it was approved; `by` says who handed it in and who approved it, each with the day."""

    fields: tuple[Told, ...]
    by: str


@dataclass(frozen=True, slots=True)
class FrozenProject:
    """`report` None: none was approved before the quarter was frozen."""

    pk: UUID
    slug: str
    name: str
    aspects: tuple[AspectStanding, ...]
    report: Reported | None


def frozen_projects(version: Version) -> tuple[FrozenProject, ...]:
    """Every project that had a standing, by name; two queries beside the snapshot."""
    stored = [row.pk for row in snapshot(version.pk).basis.standings]
    standings = ProjectStanding.objects.filter(pk__in=stored).select_related("project")
    reports = _reports(version)
    return tuple(
        FrozenProject(
            pk=row.project_id,
            slug=row.project.slug,
            name=row.project.name,
            aspects=tuple(_aspects(row)),
            report=reports.get(row.project_id),
        )
        for row in standings.order_by(Lower("project__name"), "project__slug")
    )


def _aspects(row: ProjectStanding) -> Iterable[AspectStanding]:
    stored = {
        Aspect.RESULT: row.result_status,
        Aspect.TIME: row.time_status,
        Aspect.MONEY: row.money_status,
    }
    for aspect, status in stored.items():
        told = row.explanation.get(aspect.value, {})
        yield AspectStanding(aspect, AspectStatus(status), str(told.get("sentence", "")))


def _reports(version: Version) -> Mapping[UUID, Reported]:
    """Submissions never change, so what was approved by then is still what it was."""
    rows = ReportSubmission.objects.filter(
        report__project__programme=version.programme,
        report__quarter=version.quarter,
        ruling=Ruling.APPROVED,
        ruled_at__lte=version.at,
    ).select_related("report", "submitted_by", "ruled_by")
    return {row.report.project_id: _reported(row) for row in rows.order_by("number")}


def _reported(row: ReportSubmission) -> Reported:
    content = in_force(row.content)
    fields = (content[name] for name in in_order(content))
    handed_in, approved = _by(row.submitted_by, row.submitted_at), _by(row.ruled_by, row.ruled_at)
    return Reported(
        tuple(Told(SECTION_WORDS[Section(one["section"])], one["label"], one["shown"]) for one in fields),
        f"Ingediend {handed_in}, goedgekeurd {approved}.",
    )


def _by(person: object, moment: datetime | None) -> str:
    who = f"door {person} " if person else ""
    return f"{who}op {date_nl(timezone.localdate(moment))}" if moment else who.strip()


@dataclass(frozen=True, slots=True)
class ProjectRef:
    """A project as a list names it."""

    pk: UUID
    slug: str
    name: str


def projects_of(version: Version) -> tuple[ProjectRef, ...]:
    """The projects that had a standing, by name; one query beside the snapshot."""
    stored = [row.pk for row in snapshot(version.pk).basis.standings]
    rows = ProjectStanding.objects.filter(pk__in=stored).order_by(Lower("project__name"), "project__slug")
    return tuple(ProjectRef(*row) for row in rows.values_list("project_id", "project__slug", "project__name"))
