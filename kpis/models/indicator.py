"""Indicators and their versioned targets; the source text always stays beside the parsed bounds."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from izaportal.core.fields import QuarterField, measure, percentage, quarter_is_valid
from izaportal.core.models import Entity, Sourced
from kpis import choices
from kpis.moments import Moment
from pillars.models import Pillar, Programme
from projects.models import Project


def default_phasing() -> list[Decimal]:
    """Share of the year's step due at the end of Q1 to Q4, in percent."""
    return [Decimal(25), Decimal(50), Decimal(75), Decimal(100)]


class Indicator(Entity, Sourced):
    """What is measured, in which direction and how it counts (docs/domain.md §3)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="indicators")
    pillar = models.ForeignKey(
        Pillar, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    slug = models.SlugField(max_length=100)
    code = models.CharField("code", max_length=20, blank=True)
    name = models.CharField("naam", max_length=300)
    short_name = models.CharField("korte naam", max_length=80, blank=True)
    kind = models.CharField("soort", max_length=20, choices=choices.INDICATOR_KINDS, blank=True)
    unit = models.CharField("eenheid", max_length=80, blank=True)
    decimals = models.PositiveSmallIntegerField("decimalen", default=0)
    direction = models.CharField("richting", max_length=10, choices=choices.DIRECTIONS)
    accumulation = models.CharField("telling", max_length=12, choices=choices.ACCUMULATIONS)
    frequency = models.CharField("frequentie", max_length=12, choices=choices.FREQUENCIES)
    is_change = models.BooleanField("verandering ten opzichte van de nulmeting", default=False)
    baseline = measure(verbose_name="nulmeting", null=True, blank=True)
    baseline_on = models.CharField("datum nulmeting", max_length=10, blank=True)
    baseline_source = models.CharField("bron nulmeting", max_length=200, blank=True)
    second_unit = models.CharField("tweede schaal", max_length=40, blank=True)
    condition = models.TextField("voorwaarde", blank=True)
    growth_rule = models.CharField("groeiregel", max_length=200, blank=True)
    phasing = ArrayField(percentage(), size=4, default=default_phasing, verbose_name="fasering in procenten")
    headline = models.BooleanField("kernindicator", default=False)
    headline_order = models.PositiveSmallIntegerField("plaats bij de kernindicatoren", null=True, blank=True)
    effect = models.CharField("meet het effect", max_length=20, choices=choices.EFFECTS, blank=True)
    counts = models.BooleanField("telt mee", default=True)
    disaggregated = models.BooleanField("per gemeente", default=False)
    is_weighted = models.BooleanField("gewogen gemiddelde", default=False)
    notes = models.JSONField("aantekeningen bij de bron", default=list, blank=True)
    facts = models.JSONField("overige feiten", default=dict, blank=True)

    class Meta:
        verbose_name_plural = "indicatoren"
        ordering = ("pillar__number", "code", "slug")
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="kpis_indicator_slug_unique"),
            models.CheckConstraint(
                name="kpis_indicator_phasing_valid",
                condition=Q(
                    phasing__len=4,
                    phasing__0__gte=0,
                    phasing__1__gte=F("phasing__0"),
                    phasing__2__gte=F("phasing__1"),
                    phasing__3__gte=F("phasing__2"),
                    phasing__3=100,
                ),
            ),
            models.CheckConstraint(name="kpis_indicator_decimals_valid", condition=Q(decimals__lte=6)),
            models.CheckConstraint(
                name="kpis_indicator_headline_order_from_one",
                condition=Q(headline_order__isnull=True) | Q(headline_order__gte=1),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.short_name or self.name}".strip()


class TargetState(models.TextChoices):
    GIVEN = "given", "bekend"
    TO_BE_DETERMINED = "to_be_determined", "n.t.b."
    NONE = "none", "geen streefwaarde"


class Target(Entity, Sourced):
    """The range agreed for a year, a quarter or a due date. Versions follow each other; the last one
    valid on the last day of a quarter holds for it. A plan may leave the moment open: such a target is
    shown and judges nothing."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    quarter = QuarterField(null=True, blank=True)
    due = models.DateField("uiterlijk", null=True, blank=True)
    version = models.PositiveSmallIntegerField("versie", default=1)
    valid_from = models.DateField("geldig vanaf")
    reason = models.TextField("reden", blank=True)
    state = models.CharField(max_length=20, choices=TargetState.choices, default=TargetState.GIVEN)
    source_text = models.CharField("in het plan", max_length=200, blank=True)
    lower = measure(verbose_name="ondergrens", null=True, blank=True)
    upper = measure(verbose_name="bovengrens", null=True, blank=True)
    second_lower = measure(null=True, blank=True)
    second_upper = measure(null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    set_at = models.DateTimeField("vastgelegd op", null=True, help_text="Leeg: zo gelezen in het plan")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "streefwaarde"
        verbose_name_plural = "streefwaarden"
        ordering = ("indicator", "year", "quarter", "due", "version")
        constraints = (
            quarter_is_valid("kpis_target_quarter_valid"),
            models.CheckConstraint(
                name="kpis_target_bounds_ordered",
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(upper__gte=F("lower")),
            ),
            models.CheckConstraint(
                name="kpis_target_bounds_iff_given",
                condition=Q(state=TargetState.GIVEN, lower__isnull=False)
                | Q(state=TargetState.GIVEN, upper__isnull=False)
                | (~Q(state=TargetState.GIVEN) & Q(lower__isnull=True, upper__isnull=True)),
            ),
            models.CheckConstraint(
                name="kpis_target_at_most_one_moment",
                condition=Q(year__isnull=True, quarter__isnull=True, due__isnull=True)
                | Q(year__isnull=False, quarter__isnull=True, due__isnull=True)
                | Q(year__isnull=True, quarter__isnull=False, due__isnull=True)
                | Q(year__isnull=True, quarter__isnull=True, due__isnull=False),
            ),
            models.CheckConstraint(
                name="kpis_target_new_version_has_reason",
                condition=Q(version=1) | Q(set_at__isnull=True) | ~Q(reason=""),
            ),
            models.UniqueConstraint(
                fields=("indicator", "year", "quarter", "due", "version"),
                name="kpis_target_version_unique",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year or self.quarter or self.due or 'zonder datum'}"

    @property
    def moment(self) -> Moment:
        return Moment(self.year, self.quarter, self.due)

    @property
    def has_moment(self) -> bool:
        return self.moment != Moment()
