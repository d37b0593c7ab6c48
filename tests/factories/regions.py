"""Regions, municipalities and organisations."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from factory.declarations import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from regions.models import Municipality, Organisation, Population, Region, RegionMunicipality, RegionScheme


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
