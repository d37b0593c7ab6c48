"""Judges the projects of a programme at a quarter and stores what differs from the last result."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core.bulk import copy_in
from izaportal.core.fingerprint import as_plain, fingerprint
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.reporting import aspects
from izaportal.reporting.aspects import Aspect, ProjectAspects, ProjectFacts, judge_project
from izaportal.reporting.explanation import sentences
from izaportal.reporting.models import ProjectStanding
from izaportal.reporting.selectors.project_facts import ProjectReading, project_readings
from izaportal.reporting.selectors.standings import standing_fingerprints
from pillars.models import Programme
from pillars.services.periods import require_writable

RULE_VERSION = f"aspects {aspects.RULE_VERSION}"


@transaction.atomic
def recompute_standings(
    *, run: Run, programme: Programme, quarter: Quarter, only: Collection[UUID] | None = None
) -> Outcome:
    """Add a row for every project of which something changed, from the stored statuses and refunds.

    Looks at all projects, as an indicator may count for several, or at these. Raises Refused for a frozen
    quarter.
    """
    require_writable(programme, quarter)
    outcome = Outcome()
    known = standing_fingerprints(programme, quarter)
    readings = [one for one in project_readings(programme, quarter) if only is None or one.project.pk in only]
    found = outcome.each(readings, partial(_stand_anew, known=known, run=run))
    new = [row for row in found if row is not None]
    copy_in(ProjectStanding, new)
    outcome.changed = len(new)
    return outcome


def _stand_anew(reading: ProjectReading, *, known: Mapping[UUID, str], run: Run) -> ProjectStanding | None:
    """The row to add, or None when the last one came from the same input and rules."""
    facts, spent = reading.facts, reading.money.spent
    input_of_row = fingerprint(
        {
            "facts": facts,
            "spent": spent,
            "illustrative": reading.illustrative,
            "rules": RULE_VERSION,
        }
    )
    if known.get(reading.project.pk) == input_of_row:
        return None
    judged, refund = judge_project(facts), facts.refund
    return ProjectStanding(
        project=reading.project,
        quarter=facts.quarter,
        result_status=judged.result,
        time_status=judged.time,
        money_status=judged.money,
        indicator_counts={status.value: number for status, number in judged.indicator_counts},
        milestone_counts={timing.value: number for timing, number in judged.milestone_counts},
        risk_level=(refund.level or "") if refund else "",
        expected=refund.expected if refund else None,
        expected_low=refund.expected_low if refund else None,
        spent=spent,
        explanation=_explain(facts, judged),
        rule_version=RULE_VERSION,
        fingerprint=input_of_row,
        run=run,
        illustrative=reading.illustrative,
    )


def _explain(facts: ProjectFacts, judged: ProjectAspects) -> dict[str, dict[str, Any]]:
    """Per aspect its sentence and the facts behind it."""
    behind = {Aspect.RESULT: facts.indicators, Aspect.TIME: facts.milestones, Aspect.MONEY: facts.refund}
    said = sentences(facts, judged)
    return {aspect.value: {"sentence": said[aspect], "facts": as_plain(behind[aspect])} for aspect in Aspect}
