"""Projects with what they plan, need and fear."""

from datetime import date
from decimal import Decimal

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from pillars.models import PlanFigureKind
from projects.models import (
    Decision,
    DecisionCondition,
    DecisionKind,
    Dependency,
    Evidence,
    Milestone,
    Precondition,
    Project,
    ProjectFigure,
    ProjectPartner,
    Risk,
)
from tests.factories.pillars import ProgrammeFactory
from tests.factories.regions import OrganisationFactory


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    name = "Proefproject"


class ProjectPartnerFactory(DjangoModelFactory[ProjectPartner]):
    class Meta:
        model = ProjectPartner

    project = SubFactory(ProjectFactory)
    organisation = SubFactory(OrganisationFactory)


class ProjectFigureFactory(DjangoModelFactory[ProjectFigure]):
    class Meta:
        model = ProjectFigure

    project = SubFactory(ProjectFactory)
    kind = PlanFigureKind.INVESTMENT
    lower = Decimal(10)
    unit = "euro"


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    kind = DecisionKind.CONTINUE
    label = "Doorgaan"


def stop(project: Project, day: date | None) -> Decision:
    """A decision to stop the project; without a day it is only foreseen."""
    decision = DecisionFactory.create(
        programme=project.programme, kind=DecisionKind.STOP, label="Stoppen", decided_on=day
    )
    decision.projects.add(project)
    return decision


class DecisionConditionFactory(DjangoModelFactory[DecisionCondition]):
    class Meta:
        model = DecisionCondition

    decision = SubFactory(DecisionFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefvoorwaarde"


class MilestoneFactory(DjangoModelFactory[Milestone]):
    class Meta:
        model = Milestone

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefmijlpaal"


class DependencyFactory(DjangoModelFactory[Dependency]):
    class Meta:
        model = Dependency

    project = SubFactory(ProjectFactory)
    needs = SubFactory(ProjectFactory, programme=SelfAttribute("..project.programme"))


class RiskFactory(DjangoModelFactory[Risk]):
    class Meta:
        model = Risk

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefrisico"
    likelihood = 2
    impact = 4


class PreconditionFactory(DjangoModelFactory[Precondition]):
    class Meta:
        model = Precondition

    programme = SubFactory(ProgrammeFactory)
    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefrandvoorwaarde"


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    project = SubFactory(ProjectFactory)
    label = "Proefbewijs"
    url = Sequence(lambda n: f"https://voorbeeld.example/{n}")
