"""What a plan states of itself: figures, sums that do or do not add up, contradictions."""

from decimal import Decimal

from django.db import models

from izaportal.core.models import Entity, Figure, Sourced, figure_constraints
from pillars.models.programme import Programme
from pillars.models.structure import Pillar


class PlanFigureKind(models.TextChoices):
    INVESTMENT = "investment", "investering"
    SPUK = "spuk", "SPUK-middelen"
    ZVW = "zvw", "ZVW-middelen"
    ZVW_REDUCTION = "zvw_reduction", "lagere zorgkosten (ZVW)"
    ZVW_REDUCTION_YEARLY = "zvw_reduction_yearly", "lagere zorgkosten per jaar vanaf 2028"
    HOURS_FREED = "hours_freed", "vrijgespeelde uren"
    FTE = "fte", "fte"
    PEOPLE_REACHED = "people_reached", "bereikte mensen"
    SROI = "sroi", "SROI"
    SUPPORT = "support", "programmamanagement en ondersteuning"
    SHARE_PCT = "share_pct", "aandeel gemeenten"
    STAFF_SAVED = "staff_saved", "vermeden personeelsbehoefte"
    SHORTAGE = "shortage", "personeelstekort"
    AMBITION = "ambition", "te voorkomen personeelstekort"
    OTHER = "other", "overig"


class PlanFigure(Entity, Figure):
    """A figure the plan states for the programme as a whole or for one pillar."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="figures")
    pillar = models.ForeignKey(
        Pillar, null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    kind = models.CharField(max_length=30, choices=PlanFigureKind.choices)

    class Meta:
        verbose_name = "bedrag van het plan"
        verbose_name_plural = "bedragen van het plan"
        constraints = tuple(figure_constraints("pillars_figure"))

    def __str__(self) -> str:
        return f"{self.kind} {self.lower}"


class SumCheck(Entity, Sourced):
    """A stated total beside the parts it should be the sum of; both are kept, with their difference."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="sum_checks")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=200)
    parts = models.JSONField(help_text="Decimalen als tekst")
    stated = models.DecimalField(max_digits=20, decimal_places=6)
    unit = models.CharField(max_length=40)

    class Meta:
        verbose_name = "controlesom"
        verbose_name_plural = "controlesommen"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="pillars_sum_check_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def total(self) -> Decimal:
        """The sum of the parts, in `unit`."""
        return sum((Decimal(part) for part in self.parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """Stated minus summed, in `unit`."""
        return self.stated - self.total


class Severity(models.TextChoices):
    HIGH = "hoog", "hoog"
    MEDIUM = "midden", "midden"
    LOW = "laag", "laag"
    UNKNOWN = "onbekend", "niet beoordeeld"


class Contradiction(Entity, Sourced):
    """Two places of a plan that do not agree. The portal keeps both and says which one it uses."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="contradictions")
    slug = models.SlugField(max_length=60)
    severity = models.CharField("ernst", max_length=10, choices=Severity.choices)
    topic = models.CharField("onderwerp", max_length=120)
    label = models.TextField("tegenstrijdigheid")
    values = models.JSONField(default=list, help_text="Getallen als tekst")
    refs = models.JSONField(default=list)
    used = models.JSONField(null=True, help_text="De waarde die het portaal gebruikt; null is nog geen keuze")

    class Meta:
        verbose_name = "tegenstrijdigheid"
        verbose_name_plural = "tegenstrijdigheden"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="pillars_contradiction_slug_unique"),
        )

    def __str__(self) -> str:
        return self.topic


class PlanFact(Entity, Sourced):
    """Whatever else a plan states and no rule reads: a constant, an agreement, a ring around a board.

    `topic` groups them as the plan does; `facts` keeps the fields of the source.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plan_facts")
    topic = models.CharField("onderwerp", max_length=60)
    slug = models.SlugField(max_length=100)
    label = models.CharField("feit", max_length=300)
    facts = models.JSONField("velden van de bron", default=dict, blank=True)

    class Meta:
        verbose_name = "feit uit het plan"
        ordering = ("topic", "id")
        verbose_name_plural = "feiten uit het plan"
        constraints = (
            models.UniqueConstraint(fields=("programme", "topic", "slug"), name="pillars_fact_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label
