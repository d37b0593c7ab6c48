"""Regions, municipalities, organisations and the impact map."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from regions.models import (
    Boundary,
    Municipality,
    Organisation,
    Population,
    Region,
    RegionMunicipality,
    RegionScheme,
)
from regions.models.impact import (
    ActivityGap,
    Development,
    DevelopmentDirection,
    DevelopmentKind,
    GapReason,
    ImpactActivity,
    ImpactFocus,
    ImpactIndicator,
    ImpactProfile,
    ImpactSector,
    ImpactTarget,
    ImpactTargetGroup,
    ImpactTargetKind,
    ImpactTheme,
)


def from_day(first: date, last: date | None = None) -> DateRange:
    """From the first day on; the last day is excluded, as the database stores it."""
    return DateRange(first, last)


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region

    scheme = RegionScheme.IZA
    code = Sequence(lambda n: f"proef-{n}")
    name = "Proefregio"


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    code = Sequence(lambda n: f"GM9{n:03}")
    name = LazyAttribute(lambda row: f"Proefgemeente {row.code}")


SQUARE = {"type": "Polygon", "coordinates": [[[6.0, 51.0], [6.1, 51.0], [6.1, 51.1], [6.0, 51.0]]]}


class BoundaryFactory(DjangoModelFactory[Boundary]):
    class Meta:
        model = Boundary

    municipality = SubFactory(MunicipalityFactory)
    geometry = SQUARE


class PopulationFactory(DjangoModelFactory[Population]):
    class Meta:
        model = Population

    municipality = SubFactory(MunicipalityFactory)
    year = 2024
    inhabitants = 30_000


class RegionMunicipalityFactory(DjangoModelFactory[RegionMunicipality]):
    class Meta:
        model = RegionMunicipality

    region = SubFactory(RegionFactory)
    municipality = SubFactory(MunicipalityFactory)
    validity = from_day(date(2024, 1, 1))


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    slug = Sequence(lambda n: f"proef-{n}")
    name = "Proeforganisatie"


class ImpactThemeFactory(DjangoModelFactory[ImpactTheme]):
    class Meta:
        model = ImpactTheme

    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefthema"
    position = 1


class ImpactIndicatorFactory(DjangoModelFactory[ImpactIndicator]):
    class Meta:
        model = ImpactIndicator

    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefindicator"
    position = 1
    domain = "proef"


class ImpactSectorFactory(DjangoModelFactory[ImpactSector]):
    class Meta:
        model = ImpactSector

    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefsector"
    position = 1


class ImpactTargetGroupFactory(DjangoModelFactory[ImpactTargetGroup]):
    class Meta:
        model = ImpactTargetGroup

    slug = Sequence(lambda n: f"proef-{n}")
    label = "Proefdoelgroep"
    position = 1


class ImpactProfileFactory(DjangoModelFactory[ImpactProfile]):
    class Meta:
        model = ImpactProfile

    region = SubFactory(RegionFactory)
    in_source_list = True


class DevelopmentFactory(DjangoModelFactory[Development]):
    """In words; the tests of figures say so."""

    class Meta:
        model = Development

    region = SubFactory(RegionFactory)
    position = 1
    indicator = SubFactory(ImpactIndicatorFactory)
    kind = DevelopmentKind.QUALITATIVE
    direction = DevelopmentDirection.UP
    label = "Meer inwoners boven de 75"


class ImpactActivityFactory(DjangoModelFactory[ImpactActivity]):
    class Meta:
        model = ImpactActivity

    region = SubFactory(RegionFactory)
    theme = SubFactory(ImpactThemeFactory)
    position = 1
    label = "Proefactiviteit"


class ActivityGapFactory(DjangoModelFactory[ActivityGap]):
    class Meta:
        model = ActivityGap

    region = SubFactory(RegionFactory)
    theme = SubFactory(ImpactThemeFactory)
    reason = GapReason.NO_ACTIVITY


class ImpactFocusFactory(DjangoModelFactory[ImpactFocus]):
    class Meta:
        model = ImpactFocus

    region = SubFactory(RegionFactory)
    position = 1
    target_group = SubFactory(ImpactTargetGroupFactory)
    label = "Proefinzet"
    evidence = "tekst"


class ImpactTargetFactory(DjangoModelFactory[ImpactTarget]):
    """Of an activity."""

    class Meta:
        model = ImpactTarget

    activity = SubFactory(ImpactActivityFactory)
    position = 1
    kind = ImpactTargetKind.COUNT
    measure = "Proefmaat"
    value = 10
