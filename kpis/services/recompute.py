"""Judges the indicators of a programme at a quarter and stores what differs from the last result."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import events
from izaportal.core.bulk import copy_in
from izaportal.core.fingerprint import as_data, fingerprint
from izaportal.core.models import Run
from izaportal.core.numbers import to_decimal
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from kpis import bounds, projection, status, targets
from kpis.bounds import bounds_due
from kpis.events import StatusesChanged
from kpis.explanation import sentence
from kpis.models import IndicatorStatus
from kpis.projection import Projection, early_warning, project
from kpis.selectors.definition import definition_of
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from kpis.selectors.statuses import latest_fingerprints
from kpis.status import Assessment, StatusFacts, assess
from kpis.targets import Accumulation, Direction
from pillars.models import Programme
from pillars.services.periods import require_writable

RULE_VERSION = ".".join(str(module.RULE_VERSION) for module in (targets, bounds, status, projection))


@transaction.atomic
def recompute_statuses(
    *,
    run: Run,
    programme: Programme,
    quarter: Quarter,
    only: Iterable[UUID] | None = None,
    kept_definitions: bool = False,
) -> Outcome:
    """Add a row for every indicator whose input or rules changed; the same input writes nothing.

    `kept_definitions` as of `indicator_facts`. Raises Refused for a frozen quarter.
    """
    require_writable(programme, quarter)
    outcome = Outcome()
    facts = indicator_facts(programme, quarter, only=only, kept_definitions=kept_definitions)
    known = latest_fingerprints(programme, quarter)
    found = outcome.each(facts, partial(_judge_anew, programme=programme, known=known))
    new = [row for row in found if row is not None]
    for row in new:
        row.run = run
    copy_in(IndicatorStatus, new)
    outcome.changed = len(new)
    _announce(programme, quarter, [row for row in new if row.indicator_id in known])
    return outcome


def _announce(programme: Programme, quarter: Quarter, changed: list[IndicatorStatus]) -> None:
    if changed:
        results = frozenset(row.pk for row in changed)
        events.announce(StatusesChanged(programme.slug, quarter, results))


def _judge_anew(
    facts: IndicatorFacts, *, programme: Programme, known: Mapping[UUID, str]
) -> IndicatorStatus | None:
    """The row to add, or None when the last one came from the same input and rules."""
    asked = facts.status_facts(programme)
    input_of_row = fingerprint(_input(facts, asked))
    if known.get(facts.indicator.pk) == input_of_row:
        return None
    row = _row(facts, assess(asked))
    row.fingerprint = input_of_row
    return row


def _row(facts: IndicatorFacts, assessment: Assessment) -> IndicatorStatus:
    at_year_end = _project(facts)
    indicator = facts.indicator
    comparison = assessment.comparison
    return IndicatorStatus(
        indicator=indicator,
        quarter=facts.quarter,
        status=assessment.status,
        value=None if assessment.facts.value is None else to_decimal(assessment.facts.value),
        lower=assessment.bounds.lower,
        upper=assessment.bounds.upper,
        margin=comparison.margin if comparison else None,
        projected=at_year_end.shown,
        early_warning=_warns(facts, assessment, at_year_end),
        sentence=sentence(assessment, unit=indicator.unit),
        explanation=_explain(facts, assessment, at_year_end),
        rule_version=RULE_VERSION,
        illustrative=facts.illustrative,
    )


def _project(facts: IndicatorFacts) -> Projection:
    return project(
        facts.values,
        at=facts.quarter,
        target=facts.quarter.year_end,
        accumulation=Accumulation(facts.indicator.accumulation),
    )


def _warns(facts: IndicatorFacts, assessment: Assessment, at_year_end: Projection) -> bool:
    return early_warning(
        assessment.status,
        projected=at_year_end.value,
        year_end=bounds_due(facts.plan, facts.quarter.year_end),
        direction=Direction(facts.indicator.direction),
    )


def _input(facts: IndicatorFacts, asked: StatusFacts) -> Mapping[str, Any]:
    """Everything the row depends on: values and rules, no ids and no times."""
    return {
        "facts": asked,
        "values": {at.key: value for at, value in facts.values.items()},
        "definition": definition_of(facts.indicator),
        "illustrative": facts.illustrative,
        "rules": RULE_VERSION,
    }


def _explain(facts: IndicatorFacts, assessment: Assessment, at_year_end: Projection) -> dict[str, Any]:
    """The data behind the sentence, and the rows it rests on."""
    due, current = assessment.bounds, facts.current
    target = next((row for row in facts.targets if _is_behind(row, assessment)), None)
    return {
        **as_data(
            {
                "bounds": {
                    "state": due.state,
                    "rule": due.rule,
                    "start": due.start,
                    "share_pct": due.share_pct,
                },
                "comparison": assessment.comparison,
                "missing": assessment.missing,
                "definition": definition_of(facts.indicator),
                "margin_pct": assessment.facts.margin_pct,
                "coverage": assessment.facts.coverage,
                "last_known": assessment.facts.last_known,
                "projection": {
                    "quarter": at_year_end.target,
                    "value": at_year_end.shown,
                    "basis": at_year_end.basis,
                    "points": [(at, to_decimal(value)) for at, value in at_year_end.points],
                },
            }
        ),
        "target": target and {"id": str(target.pk), "version": target.version, "text": target.source_text},
        "measurement": str(current.pk) if current else None,
    }


def _is_behind(row: Any, assessment: Assessment) -> bool:
    """Whether this stored target is the one the bounds came from."""
    used = assessment.bounds.target
    if used is None or not row.has_moment:
        return False
    moment = row.quarter or (Quarter.of(row.due) if row.due else Quarter(row.year, 4))
    return bool(moment == used.quarter and str(row.version) == used.version)
