"""How projects stand at a quarter, and whom the portal reminded of it."""

from datetime import date

from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import AspectStatus
from izaportal.reporting.models import ProjectStanding, ReminderRound
from tests.factories.core import RunFactory
from tests.factories.pillars import ReportingPeriodFactory
from tests.factories.projects import ProjectFactory


class ProjectStandingFactory(DjangoModelFactory[ProjectStanding]):
    class Meta:
        model = ProjectStanding

    project = SubFactory(ProjectFactory)
    quarter = Quarter(2026, 3)
    result_status = AspectStatus.ON_TRACK
    time_status = AspectStatus.NOT_DUE
    money_status = AspectStatus.NOT_APPLICABLE
    explanation = LazyFunction(dict)
    rule_version = "1"
    fingerprint = Sequence(fingerprint)
    run = SubFactory(RunFactory)


class ReminderRoundFactory(DjangoModelFactory[ReminderRound]):
    class Meta:
        model = ReminderRound

    period = SubFactory(ReportingPeriodFactory)
    moment = date(2026, 10, 7)
    people = 1
