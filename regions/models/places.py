"""Regions and municipalities. Schemes of regions do not nest; membership is dated."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from izaportal.core.models import Entity, Sourced


class RegionScheme(models.TextChoices):
    ZORGKANTOOR = "zorgkantoor", "zorgkantoorregio"
    ZORGKANTOOR_SUB = "zorgkantoor-sub", "subregio van een zorgkantoorregio"
    ROAZ = "roaz", "ROAZ-regio"
    ROAZ_SUB = "roaz-sub", "subregio van een ROAZ-regio"
    IZA = "iza", "IZA-regio"


class Region(Entity, Sourced):
    """An area that plans together. `code` is unique within its scheme and part of the URL."""

    scheme = models.CharField("soort", max_length=20, choices=RegionScheme.choices)
    code = models.SlugField("code", max_length=80)
    name = models.CharField("naam", max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="subregions"
    )
    aliases = models.JSONField("ook bekend als", default=list, blank=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio’s"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("scheme", "code"), name="regions_region_scheme_code_unique"),
            models.CheckConstraint(name="regions_region_not_own_parent", condition=~Q(parent=models.F("id"))),
        )

    def __str__(self) -> str:
        return self.name


class Municipality(Entity, Sourced):
    """A municipality by its CBS code (`GM0984`)."""

    code = models.CharField("CBS-code", max_length=6, unique=True)
    name = models.CharField("naam", max_length=100)
    alias = models.CharField("ook bekend als", max_length=100, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                name="regions_municipality_code_valid", condition=Q(code__regex="^GM[0-9]{4}$")
            ),
        )

    def __str__(self) -> str:
        return self.name


class Population(Entity, Sourced):
    """Inhabitants of a municipality on 1 January of a year."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField("jaar")
    inhabitants = models.PositiveIntegerField("inwoners")

    class Meta:
        verbose_name = "inwonertal"
        verbose_name_plural = "inwonertallen"
        constraints = (
            models.UniqueConstraint(fields=("municipality", "year"), name="regions_population_year_unique"),
            models.CheckConstraint(name="regions_population_positive", condition=Q(inhabitants__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.year}"


class Boundary(Entity, Sourced):
    """Where a municipality lies: a GeoJSON Polygon or MultiPolygon in WGS 84 (longitude, latitude)."""

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="boundary")
    geometry = models.JSONField("grens")

    class Meta:
        verbose_name = "gemeentegrens"
        verbose_name_plural = "gemeentegrenzen"
        constraints = (
            models.CheckConstraint(
                name="regions_boundary_is_polygon",
                condition=Q(geometry__type="Polygon") | Q(geometry__type="MultiPolygon"),
            ),
        )

    def __str__(self) -> str:
        return f"grens van {self.municipality}"


class RegionMunicipality(Entity, Sourced):
    """That a municipality belonged to a region from one day to another; the upper bound is excluded."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="region_memberships"
    )
    validity = DateRangeField("geldig")
    part = models.CharField("deelgebied", max_length=60, blank=True)

    class Meta:
        verbose_name = "gemeente van een regio"
        verbose_name_plural = "gemeenten van een regio"
        constraints = (
            ExclusionConstraint(
                name="regions_membership_no_overlap",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("municipality", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.region_id}"
