"""Programmes and what belongs to their plan."""

from datetime import date
from decimal import Decimal

from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.quarter import Quarter
from pillars.models import (
    AgendaAction,
    BodyMember,
    Challenge,
    Contradiction,
    GovernanceBody,
    Meeting,
    Movement,
    Pillar,
    PlanFact,
    PlanFigure,
    PlanFigureKind,
    Programme,
    ProgrammeMunicipality,
    ProgrammeOrganisation,
    ProgrammeState,
    ProgrammeVersion,
    ReportingPeriod,
    Severity,
    SumCheck,
)
from tests.factories.accounts import UserFactory
from tests.factories.regions import MunicipalityFactory, OrganisationFactory, RegionFactory, from_day


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    slug = Sequence(lambda n: f"proef-{n}")
    name = "Proefprogramma"
    short_name = "Proef"
    region = SubFactory(RegionFactory)
    state = ProgrammeState.FUNDED
    start_year = 2025
    end_year = 2027


class ProgrammeVersionFactory(DjangoModelFactory[ProgrammeVersion]):
    class Meta:
        model = ProgrammeVersion

    programme = SubFactory(ProgrammeFactory)
    label = Sequence(lambda n: f"{n}.0")


class ProgrammeMunicipalityFactory(DjangoModelFactory[ProgrammeMunicipality]):
    class Meta:
        model = ProgrammeMunicipality

    programme = SubFactory(ProgrammeFactory)
    municipality = SubFactory(MunicipalityFactory)
    validity = from_day(date(2024, 1, 1))


class ProgrammeOrganisationFactory(DjangoModelFactory[ProgrammeOrganisation]):
    class Meta:
        model = ProgrammeOrganisation

    programme = SubFactory(ProgrammeFactory)
    organisation = SubFactory(OrganisationFactory)


class GovernanceBodyFactory(DjangoModelFactory[GovernanceBody]):
    class Meta:
        model = GovernanceBody

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    name = "Proefoverleg"


class BodyMemberFactory(DjangoModelFactory[BodyMember]):
    class Meta:
        model = BodyMember

    body = SubFactory(GovernanceBodyFactory)
    user = SubFactory(UserFactory)
    starts_on = date(2026, 1, 1)


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    body = SubFactory(GovernanceBodyFactory)
    held_on = date(2026, 9, 1)
    quarter = Quarter(2026, 2)


class AgendaActionFactory(DjangoModelFactory[AgendaAction]):
    class Meta:
        model = AgendaAction

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefactie"


class ReportingPeriodFactory(DjangoModelFactory[ReportingPeriod]):
    """Open, with the days that belong to its quarter."""

    class Meta:
        model = ReportingPeriod

    programme = SubFactory(ProgrammeFactory)
    quarter = Quarter(2026, 3)
    opens_on = LazyAttribute(lambda row: row.quarter.first_day)
    submit_from = LazyAttribute(lambda row: row.quarter.next.first_day)
    submit_until = LazyAttribute(lambda row: row.quarter.next.first_day)
    approve_until = LazyAttribute(lambda row: row.quarter.next.last_day)


class ChallengeFactory(DjangoModelFactory[Challenge]):
    class Meta:
        model = Challenge

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefopgave"


class PillarFactory(DjangoModelFactory[Pillar]):
    class Meta:
        model = Pillar

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    number = Sequence(lambda n: 100 + n)
    name = "Proefpijler"


class MovementFactory(DjangoModelFactory[Movement]):
    class Meta:
        model = Movement

    pillar = SubFactory(PillarFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefbeweging"


class PlanFigureFactory(DjangoModelFactory[PlanFigure]):
    class Meta:
        model = PlanFigure

    programme = SubFactory(ProgrammeFactory)
    kind = PlanFigureKind.INVESTMENT
    lower = Decimal(10)
    unit = "euro"


class SumCheckFactory(DjangoModelFactory[SumCheck]):
    class Meta:
        model = SumCheck

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefsom"
    parts = LazyFunction(lambda: ["1.5", "2.5"])
    stated = Decimal(5)
    unit = "euro"


class ContradictionFactory(DjangoModelFactory[Contradiction]):
    class Meta:
        model = Contradiction

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    severity = Severity.LOW
    topic = "Proef"
    label = "Twee plaatsen spreken elkaar tegen"


class PlanFactFactory(DjangoModelFactory[PlanFact]):
    class Meta:
        model = PlanFact

    programme = SubFactory(ProgrammeFactory)
    topic = "proef"
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proeffeit"
