"""What insurers pay (ZVW): the conditions with what they ask, and money against spending per year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear

from funding.models import BudgetLine, Expenditure, PaymentCondition
from funding.payment import LapseFigures, lapse_figures
from funding.refund import Source
from funding.selectors.facts import NET_COSTS
from funding.selectors.results import visible_grants
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


@dataclass(frozen=True, slots=True)
class ProjectLapse:
    """A project's insurers' money per year; `figures` is None where it is budgeted and no grant is recorded:
    what was spent of it is unknown, and so is what lapses."""

    project: str
    project_name: str
    figures: LapseFigures | None
    budget: Mapping[int, Decimal]
    illustrative: bool


def conditions_of(viewer: Viewer, programme: Programme) -> QuerySet[PaymentCondition]:
    """With grant, project and indicator, by project and day."""
    rows = PaymentCondition.objects.filter(
        grant__project__programme__in=visible_ids(viewer), grant__project__programme=programme
    )
    ordered = rows.order_by("grant__project__name", "due", "slug")
    return ordered.select_related("grant__project__programme", "indicator")


def lapses(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[ProjectLapse, ...]:
    """Of every project with insurers' money in its budget, by name, as of the quarter; three queries."""
    lines = BudgetLine.objects.filter(
        project__programme__in=visible_ids(viewer), project__programme=programme, source=Source.ZVW
    )
    years = lines.order_by("project__name", "year").values_list("project__slug", "project__name", "year")
    budgets: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
    invented = set()
    for slug, name, year, amount, shown in years.annotate(total=Sum("amount"), shown=BoolOr("illustrative")):
        budgets[slug, name][year] = amount
        if shown:
            invented.add(slug)
    spent = _spent(viewer, programme, quarter)
    return tuple(
        ProjectLapse(
            slug,
            name,
            lapse_figures(budget=budget, spent=spent[slug], quarter=quarter) if slug in spent else None,
            budget,
            slug in invented,
        )
        for (slug, name), budget in budgets.items()
    )


def _spent(viewer: Viewer, programme: Programme, quarter: Quarter) -> dict[str, dict[int, Decimal]]:
    """Per project with a grant of insurers' money, per year; nothing booked is nothing spent."""
    grants = visible_grants(viewer).filter(project__programme=programme, source=Source.ZVW)
    found: dict[str, dict[int, Decimal]] = {
        slug: {} for slug in grants.values_list("project__slug", flat=True)
    }
    rows = Expenditure.objects.filter(grant__in=grants, performed_on__lte=quarter.last_day).order_by()
    years = rows.annotate(in_year=ExtractYear("performed_on")).values_list("grant__project__slug", "in_year")
    for slug, year, amount in years.annotate(total=NET_COSTS):
        found[slug][year] = amount
    return found
