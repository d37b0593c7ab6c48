"""The money of a programme at a quarter: its grants per stream, and what they ask for soon."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Sum

from funding.award import Instalment, InstalmentStanding, InstalmentState, instalment_standings
from funding.models import (
    Advance,
    DutyState,
    DutyToReport,
    Expenditure,
    Grant,
    GrantMilestone,
    MilestoneVerdict,
    PaymentCondition,
    RefundRisk,
)
from funding.payment import PaymentState
from funding.refund import Source, Stream
from funding.selectors.facts import NET_ADVANCES, NET_COSTS, NOTHING
from funding.selectors.payment_states import state_at
from funding.selectors.results import risks_of_grants, visible_grants
from funding.selectors.risk_rows import award_then
from funding.shares import ShareSum, add_shares
from funding.totals import RefundTotal, latest_settings, stored_settings, total_risk
from izaportal.core.money import add
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

# In the order in which a page shows them; the four streams of SPUK are accounted for apart.
STREAMS: tuple[tuple[Source, Stream | None], ...] = (
    (Source.SPUK, Stream.TRANSFORMATION),
    (Source.SPUK, Stream.IZA),
    (Source.SPUK, Stream.BROAD),
    (Source.SPUK, Stream.AZWA),
    (Source.ZVW, None),
    (Source.OWN, None),
)


@dataclass(frozen=True, slots=True)
class GrantMoney:
    """A grant at a quarter, in euros. `risk`: the stored figures; None where there are none (yet).

    `spent` and `received` are None as long as nobody knows. Of an insurer `received` is what was paid after
    conditions.
    """

    grant: Grant
    award: Decimal
    spent: Decimal | None
    received: Decimal | None
    risk: RefundRisk | None


@dataclass(frozen=True, slots=True)
class StreamMoney:
    """The grants of one stream and their sums, each with how many of them lack the figure."""

    source: Source
    stream: Stream | None
    grants: tuple[GrantMoney, ...]
    award: Decimal
    spent: ShareSum
    received: ShareSum
    risk: RefundTotal


@dataclass(frozen=True, slots=True)
class DueInstalment:
    grant: Grant
    standing: InstalmentStanding


def grants_of_programme(viewer: Viewer, programme: Programme) -> list[Grant]:
    """With project and instalments, by project and source; two queries."""
    rows = visible_grants(viewer).filter(project__programme=programme).select_related("project")
    rows = rows.prefetch_related("instalments")
    return list(rows.order_by("project__name", "source", "slug"))


def money_of(viewer: Viewer, grants: Iterable[Grant], quarter: Quarter) -> tuple[GrantMoney, ...]:
    """As of the quarter, in the order given; three queries."""
    listed = list(grants)
    risks = {row.grant_id: row for row in risks_of_grants(viewer, listed, quarter)}
    spent, paid = _spent(listed, quarter.last_day), _paid(listed, quarter)
    return tuple(_money(grant, risks.get(grant.pk), spent, paid) for grant in listed)


def per_stream(money: Iterable[GrantMoney]) -> tuple[StreamMoney, ...]:
    """Every stream in its order, also those without grants."""
    listed = list(money)
    return tuple(
        _together(source, stream, [one for one in listed if (one.grant.source, one.grant.stream) == key])
        for source, stream in STREAMS
        for key in [(source.value, stream.value if stream else "")]
    )


def instalments_due(grants: Iterable[Grant], *, today: date, until: date) -> list[DueInstalment]:
    """What should have come in or is expected by then, first expected first; one query."""
    listed = list(grants)
    received = received_until(listed, today)
    found = [
        DueInstalment(grant, standing)
        for grant in listed
        for standing in standings_of(grant, received.get(grant.pk, NOTHING), today)
        if standing.state is not InstalmentState.RECEIVED and _is_by(standing, until)
    ]
    return sorted(found, key=lambda due: (due.standing.instalment.expected_on or date.max, due.grant.slug))


def standings_of(grant: Grant, received: Decimal, today: date) -> tuple[InstalmentStanding, ...]:
    """The grant's instalments, which it brings along, against what came in."""
    instalments = [Instalment(row.year, row.amount, row.expected_on) for row in grant.instalments.all()]
    return instalment_standings(instalments, received=received, as_of=today)


def received_until(grants: Iterable[Grant], day: date) -> dict[UUID, Decimal]:
    """Net advances up to and including the day, per grant."""
    rows = Advance.objects.filter(grant__in=list(grants), received_on__lte=day).order_by()
    return dict(rows.values_list("grant").annotate(total=NET_ADVANCES))


def milestones_due(viewer: Viewer, programme: Programme, *, until: date) -> list[GrantMilestone]:
    """Due by then and not judged by the insurer, first due first, with grant and project."""
    judged = MilestoneVerdict.objects.filter(milestone=OuterRef("pk"))
    rows = GrantMilestone.objects.filter(
        ~Exists(judged),
        grant__project__programme=programme,
        grant__project__programme__in=visible_ids(viewer),
        due__lte=until,
    )
    return list(rows.select_related("grant__project").order_by("due", "slug"))


def duties_of(viewer: Viewer, programme: Programme) -> list[DutyToReport]:
    """Running clocks of the programme, first to end first, with milestone, grant and project."""
    rows = DutyToReport.objects.filter(
        state=DutyState.OPEN,
        milestone__grant__project__programme=programme,
        milestone__grant__project__programme__in=visible_ids(viewer),
    )
    return list(rows.select_related("milestone__grant__project").order_by("report_by", "id"))


def _spent(grants: Iterable[Grant], day: date) -> dict[UUID, Decimal]:
    rows = Expenditure.objects.filter(grant__in=list(grants), performed_on__lte=day).order_by()
    return dict(rows.values_list("grant").annotate(total=NET_COSTS))


def _paid(grants: Iterable[Grant], quarter: Quarter) -> dict[UUID, Decimal]:
    """By insurers after conditions, per grant."""
    conditions = PaymentCondition.objects.filter(grant__in=list(grants)).order_by()
    rows = conditions.annotate(then=state_at(quarter))
    return dict(rows.filter(then=PaymentState.PAID).values_list("grant").annotate(total=Sum("amount")))


def _money(
    grant: Grant, risk: RefundRisk | None, spent: Mapping[UUID, Decimal], paid: Mapping[UUID, Decimal]
) -> GrantMoney:
    if risk is not None:
        award = award_then(risk.derivation, grant.award)
        return GrantMoney(grant, award, risk.at_stake, risk.advances, risk)
    if grant.source == Source.SPUK:
        return GrantMoney(grant, grant.award, None, None, None)
    received = paid.get(grant.pk, NOTHING) if grant.source == Source.ZVW else None
    return GrantMoney(grant, grant.award, spent.get(grant.pk, NOTHING), received, None)


def _together(source: Source, stream: Stream | None, grants: list[GrantMoney]) -> StreamMoney:
    risks = [one.risk for one in grants if one.risk is not None]
    settings = latest_settings(
        (row.pk, stored_settings(row.derivation.get("facts", {}).get("settings"))) for row in risks
    )
    return StreamMoney(
        source,
        stream,
        tuple(grants),
        add(one.award for one in grants),
        add_shares(one.spent for one in grants),
        add_shares(one.received for one in grants),
        total_risk(risks, settings=settings),
    )


def _is_by(standing: InstalmentStanding, until: date) -> bool:
    day = standing.instalment.expected_on
    return day is not None and day <= until
