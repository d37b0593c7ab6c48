"""Versions of targets, and what new ones would mean before they are stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from izaportal.core.formatting import number
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, Target, TargetState
from kpis.moments import Moment
from kpis.selectors.facts import IndicatorFacts, facts_supposing
from kpis.status import Assessment, assess
from pillars.models import PeriodState, ReportingPeriod
from pillars.selectors.programmes import visible_ids


@dataclass(frozen=True, slots=True)
class Effect:
    """The judgement of an open quarter as it is and as it would be, by the real rules; nothing is stored."""

    quarter: Quarter
    before: Assessment
    after: Assessment

    @property
    def changes(self) -> bool:
        """Whether the status or the bounds would differ."""
        return _judged(self.before) != _judged(self.after)


def _judged(one: Assessment) -> tuple[object, ...]:
    return one.status, one.bounds.lower, one.bounds.upper


def versions_of(viewer: Viewer, indicator: Indicator) -> QuerySet[Target]:
    """Every version of every target with who set it, by moment, oldest version first."""
    rows = Target.objects.filter(indicator__programme__in=visible_ids(viewer)).filter(indicator=indicator)
    return rows.select_related("set_by").order_by("year", "quarter", "due", "version")


def latest(rows: Iterable[Target]) -> dict[Moment, Target]:
    """The last version of every target."""
    return {row.moment: row for row in sorted(rows, key=lambda row: row.version)}


def notation(target: Target) -> str:
    """The plan's own words, else the bounds in a notation that reads the same."""
    if target.source_text:
        return target.source_text
    if target.state != TargetState.GIVEN:
        return "n.t.b." if target.state == TargetState.TO_BE_DETERMINED else "-"
    return bounds_notation(target.lower, target.upper)


def bounds_notation(lower: Decimal | None, upper: Decimal | None) -> str:
    """`5–10`, `minimaal 5`, `hoogstens 10`; nothing when both are open."""
    if lower is not None and upper is not None:
        return f"{number(lower)}–{number(upper)}"
    if lower is not None:
        return f"minimaal {number(lower)}"
    return "" if upper is None else f"hoogstens {number(upper)}"


def open_quarters(indicator: Indicator) -> list[Quarter]:
    """Quarters of its programme that are not frozen, oldest first."""
    periods = ReportingPeriod.objects.filter(programme=indicator.programme_id)
    return list(periods.exclude(state=PeriodState.FROZEN).values_list("quarter", flat=True))


def first_writable(indicator: Indicator) -> Quarter:
    """The first quarter a new version may hold for: after the last frozen one, else the programme's first."""
    frozen = ReportingPeriod.objects.filter(programme=indicator.programme_id, state=PeriodState.FROZEN)
    last = frozen.order_by("-quarter").values_list("quarter", flat=True).first()
    return Quarter(indicator.programme.start_year, 1) if last is None else last.next


def effects(
    indicator: Indicator,
    *,
    targets: Iterable[Target],
    supposed: Indicator | None = None,
    new: Iterable[Target] = (),
) -> tuple[Effect, ...]:
    """Per open quarter what changes with the `new` targets, or with the indicator as `supposed`."""
    stored, quarters = list(targets), open_quarters(indicator)
    before = facts_supposing(indicator, quarters, targets=stored)
    after = facts_supposing(supposed or indicator, quarters, targets=[*stored, *new])
    return tuple(
        Effect(quarter, _assessed(then, indicator), _assessed(now, indicator))
        for quarter, then, now in zip(quarters, before, after, strict=True)
    )


def _assessed(facts: IndicatorFacts, indicator: Indicator) -> Assessment:
    return assess(facts.status_facts(indicator.programme))
