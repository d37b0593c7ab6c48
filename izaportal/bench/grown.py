"""A programme with many projects more that have money: indicators, grants, milestones and bookings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import connection, transaction
from django.db.models import Model

from funding.models import (
    Advance,
    Expenditure,
    ExpenditureKind,
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
)
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, Measurement, MeasurementState, Target, TargetState
from pillars.models import PeriodState, Programme, ReportingPeriod
from projects.models import Project

FIRST = date(2025, 1, 1)
MEASURED = tuple(Quarter.span(Quarter(2025, 1), Quarter(2026, 4)))
MODELS: tuple[type[Model], ...] = (
    Project, Indicator, Target, Measurement, Grant, GrantMilestone, MilestoneIndicator, MilestoneVerdict,
    MilestoneForecast, Expenditure, Advance,
)  # fmt: skip


@contextmanager
def grown(programme: Programme, many: int) -> Iterator[None]:
    """With every quarter open; afterwards as if nothing had happened. The same rows every time."""
    with transaction.atomic():
        ReportingPeriod.objects.filter(programme=programme).update(
            state=PeriodState.OPEN, closed_on=None, frozen_on=None
        )
        rows: list[Model] = [row for number in range(many) for row in _Maker(programme, number).rows()]
        for model in MODELS:
            model._default_manager.bulk_create([row for row in rows if type(row) is model])
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the database does by itself some time after many rows were added
        yield
        transaction.set_rollback(True)


class _Maker:
    """One project with its indicator and its grant, as its number has it."""

    def __init__(self, programme: Programme, number: int) -> None:
        self.programme, self.number = programme, number
        self.chance = Random(number)  # noqa: S311 - variety, not secrecy

    def rows(self) -> Iterator[Model]:
        project = Project(programme=self.programme, slug=f"geld-{self.number}", name=f"Geld {self.number}")
        indicator = self._indicator()
        yield from (project, indicator, *self._targets(indicator), *self._measurements(indicator))
        amounts = [self._money(0, 90_000) + Decimal("0.01") for _ in range(3)]
        grant = Grant(
            project=project,
            slug=f"geld-{self.number}",
            source="spuk",
            stream=self.chance.choice(["transformatiemiddelen"] * 5 + ["iza"]),
            award=sum(amounts, self.chance.choice([Decimal(0), self._money(1, 20_000)])),
            starts_on=FIRST,
            ends_on=date(2028, 12, 31),
            credit_mode=self.chance.choice(["all_or_nothing", "pro_rata"]),
        )
        yield grant
        for place, amount in enumerate(amounts):
            yield from self._milestone(grant, place, amount, indicator)
        for _ in range(2):
            yield Advance(grant=grant, amount=self._money(1, 60_000), received_on=self._day())
        yield from self._costs(grant, None)

    def _indicator(self) -> Indicator:
        baseline = self.chance.choice([None, self._measure()])
        return Indicator(
            programme=self.programme,
            slug=f"geld-{self.number}",
            name=f"Indicator {self.number}",
            unit="inwoners",
            direction=self.chance.choice(["up", "down", "band"]),
            accumulation=self.chance.choice(["level", "cumulative", "per_year"]),
            frequency=self.chance.choice(["kwartaal", "kwartaal", "halfjaar", "jaar"]),
            baseline=baseline,
            is_change=baseline is not None and self.chance.random() < 0.2,
        )

    def _targets(self, indicator: Indicator) -> Iterator[Target]:
        for year in (2025, 2026):
            if self.chance.random() < 0.1:
                continue
            known = self.chance.random() < 0.9
            low, high = sorted((self._measure(), self._measure()))
            open_side = self.chance.choice(["", "", "", "lower", "upper"])
            yield Target(
                indicator=indicator,
                year=year,
                valid_from=FIRST,
                state=TargetState.GIVEN if known else TargetState.TO_BE_DETERMINED,
                lower=low if known and open_side != "lower" else None,
                upper=high if known and open_side != "upper" else None,
            )

    def _measurements(self, indicator: Indicator) -> Iterator[Measurement]:
        for quarter in MEASURED:
            if self.chance.random() < 0.8:
                yield Measurement(
                    indicator=indicator,
                    quarter=quarter,
                    value=self._measure(),
                    state=MeasurementState.APPROVED,
                    decided_at=clock.now(),
                )

    def _milestone(self, grant: Grant, place: int, amount: Decimal, indicator: Indicator) -> Iterator[Model]:
        milestone = GrantMilestone(
            grant=grant,
            slug=f"geld-{self.number}-{place}",
            label=f"Mijlpaal {place}",
            amount=amount,
            obligation="result",
            due=self._day(),
        )
        yield milestone
        if place:
            yield MilestoneIndicator(milestone=milestone, indicator=indicator, threshold=self._measure())
        if self.chance.random() < 0.2:
            achieved = self.chance.random() < 0.7
            yield MilestoneVerdict(milestone=milestone, achieved=achieved, given_on=self._day())
        if self.chance.random() < 0.2:
            credit = Decimal(self.chance.randrange(1001)).scaleb(-3)
            yield MilestoneForecast(
                milestone=milestone, credit=credit, reason="Wij verwachten dit.", given_on=self._day()
            )
        yield from self._costs(grant, milestone)

    def _costs(self, grant: Grant, milestone: GrantMilestone | None) -> Iterator[Expenditure]:
        for place in range(4):
            cost = Expenditure(
                grant=grant, milestone=milestone, amount=self._money(1, 15_000), performed_on=self._day()
            )
            yield cost
            if place == 0:
                yield Expenditure(
                    grant=grant,
                    milestone=milestone,
                    kind=ExpenditureKind.REVERSAL,
                    reverses=cost,
                    amount=cost.amount,
                    performed_on=cost.performed_on + timedelta(days=self.chance.randrange(200)),
                )

    def _money(self, least: int, most: int) -> Decimal:
        return Decimal(self.chance.randrange(least * 100, most * 100)).scaleb(-2)

    def _measure(self) -> Decimal:
        return Decimal(self.chance.randrange(-2_000, 90_000)).scaleb(-self.chance.choice([0, 1, 2, 3]))

    def _day(self) -> date:
        return FIRST + timedelta(days=self.chance.randrange(900))
