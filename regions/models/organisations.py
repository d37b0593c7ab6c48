"""Organisations that work on the plans, single bodies and collectives."""

from django.db import models
from django.db.models import Q

from izaportal.core.models import Entity, Sourced


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "gemeente", "gemeente"
    HOSPITAL = "ziekenhuis", "ziekenhuis"
    CARE = "vvt", "verpleging, verzorging en thuiszorg"
    MENTAL_HEALTH = "ggz", "geestelijke gezondheidszorg"
    PUBLIC_HEALTH = "ggd", "GGD"
    GENERAL_PRACTICE = "huisartsen", "huisartsen"
    PHARMACY = "apotheek", "apotheek"
    INSURER = "verzekeraar", "zorgverzekeraar"
    EDUCATION = "onderwijs", "onderwijs"
    WELFARE = "welzijn", "welzijn"
    KNOWLEDGE = "kennisinstelling", "kennisinstelling"
    CITIZENS = "burgers", "inwoners en cliënten"
    GOVERNMENT = "overheid", "overheid"
    NETWORK = "netwerk", "netwerk"
    OTHER = "overig", "overig"
    UNKNOWN = "onbekend", "niet vermeld"


class Organisation(Entity, Sourced):
    """A body or a collective of bodies. `aliases` are other names and the abbreviations of the plans."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField("naam", max_length=200)
    kind = models.CharField(
        "soort", max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.UNKNOWN
    )
    aliases = models.JSONField("ook bekend als", default=list, blank=True)
    is_collective = models.BooleanField("verzameling", default=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    members = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="collectives")
    municipality = models.ForeignKey(
        "regions.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    note = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="regions_organisation_not_own_parent", condition=~Q(parent=models.F("id"))
            ),
        )

    def __str__(self) -> str:
        return self.name
