"""Indicators, targets, measurements and calculated statuses."""

from datetime import date
from decimal import Decimal

from factory.declarations import LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from izaportal.core import clock
from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState, Target
from kpis.status import Frequency, Status
from kpis.targets import Accumulation, Direction
from tests.factories.core import RunFactory
from tests.factories.pillars import ProgrammeFactory


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """A level per quarter of which more is better."""

    class Meta:
        model = Indicator

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    name = "Proefindicator"
    unit = "inwoners"
    direction = Direction.UP
    accumulation = Accumulation.LEVEL
    frequency = Frequency.QUARTERLY


class TargetFactory(DjangoModelFactory[Target]):
    class Meta:
        model = Target

    indicator = SubFactory(IndicatorFactory)
    year = 2026
    valid_from = date(2025, 1, 1)
    lower = Decimal(80)
    upper = Decimal(120)
    source_text = "100 (±20%)"


class MeasurementFactory(DjangoModelFactory[Measurement]):
    """Submitted, for the programme as a whole; `approved=True` makes it count, `returned=True` does not."""

    class Meta:
        model = Measurement

    class Params:
        approved = Trait(state=MeasurementState.APPROVED, decided_at=LazyFunction(clock.now))
        returned = Trait(
            state=MeasurementState.RETURNED, decided_at=LazyFunction(clock.now), remark="Dit klopt niet."
        )

    indicator = SubFactory(IndicatorFactory)
    quarter = Quarter(2026, 3)
    value = Decimal(50)


class IndicatorStatusFactory(DjangoModelFactory[IndicatorStatus]):
    class Meta:
        model = IndicatorStatus

    indicator = SubFactory(IndicatorFactory)
    quarter = Quarter(2026, 3)
    status = Status.ON_TRACK
    sentence = "Op koers."
    explanation = LazyFunction(dict)
    rule_version = "1"
    fingerprint = Sequence(fingerprint)
    run = SubFactory(RunFactory)
