"""Everything the project page is built from; read once by the view, then only looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from izaportal.core.history import Event
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.frozen_names import FrozenNames
from izaportal.web.decision_lines import DecisionLine
from izaportal.web.report_words import ReportRow

if TYPE_CHECKING:
    from funding.models import Grant, RefundRisk
    from kpis.models import Indicator, IndicatorStatus
    from pillars.models import Contradiction, Programme, ReportingPeriod
    from projects.models import Dependency, Milestone, Precondition, Project, Risk


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """`quarter` is the one whose status and money are shown; None when `periods` is empty."""

    programme: Programme
    project: Project
    periods: tuple[ReportingPeriod, ...]
    quarter: Quarter | None
    is_frozen: bool
    names: FrozenNames
    dependencies: tuple[Dependency, ...]
    grants: tuple[Grant, ...]
    refund_risks: tuple[RefundRisk, ...]
    indicators: tuple[Indicator, ...]
    statuses: tuple[IndicatorStatus, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]
    preconditions: tuple[Precondition, ...]
    decisions: tuple[DecisionLine, ...]
    contradictions: tuple[Contradiction, ...]
    may_edit: bool
    events: tuple[Event, ...]
    reports: tuple[ReportRow, ...]
