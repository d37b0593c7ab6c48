"""Frozen quarters."""

from factory.declarations import SubFactory
from factory.django import DjangoModelFactory

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.snapshot import hash_of
from tests.factories.pillars import ProgrammeFactory


class FreezeFactory(DjangoModelFactory[Freeze]):
    """A first version, with nothing in it that could be shown."""

    class Meta:
        model = Freeze

    programme = SubFactory(ProgrammeFactory)
    quarter = Quarter(2026, 3)
    actor_name = "Proefpersoon"
    content = "{}"
    sha256 = hash_of("{}")
