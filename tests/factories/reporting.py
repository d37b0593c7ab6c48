"""How projects stand at a quarter, how people like to see them, and frozen quarters."""

from factory.declarations import LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import AspectStatus
from izaportal.reporting.models import Freeze, ProjectStanding, SavedView
from izaportal.reporting.selectors.snapshot import hash_of
from tests.factories.accounts import UserFactory
from tests.factories.core import RunFactory
from tests.factories.pillars import ProgrammeFactory
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


class SavedViewFactory(DjangoModelFactory[SavedView]):
    class Meta:
        model = SavedView

    owner = SubFactory(UserFactory)
    programme = SubFactory(ProgrammeFactory)
    name = Sequence(lambda n: f"proef {n}")


class FreezeFactory(DjangoModelFactory[Freeze]):
    """A first version, with nothing in it that could be shown."""

    class Meta:
        model = Freeze

    programme = SubFactory(ProgrammeFactory)
    quarter = Quarter(2026, 3)
    actor_name = "Proefpersoon"
    content = "{}"
    sha256 = hash_of("{}")
