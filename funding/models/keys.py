"""Allocation keys: how an amount splits over municipalities, agreed and dated."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from funding import choices
from izaportal.core.fields import money, percentage
from izaportal.core.models import Entity, Sourced
from pillars.models import Programme
from regions.models import Municipality


class AllocationKey(Entity, Sourced):
    """In force from one day to another (that one excluded). Agreed percentages add up to 100 (trigger)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="allocation_keys")
    slug = models.SlugField(max_length=80)
    label = models.CharField("verdeelsleutel", max_length=200)
    kind = models.CharField("soort", max_length=20, choices=choices.KEY_KINDS)
    validity = DateRangeField("geldig")
    population_year = models.PositiveSmallIntegerField("inwoners op 1 januari", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "verdeelsleutel"
        verbose_name_plural = "verdeelsleutels"
        ordering = ("programme", "validity")
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="funding_key_slug_unique"),
            ExclusionConstraint(
                name="funding_key_no_overlap",
                expressions=[("programme", RangeOperators.EQUAL), ("validity", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="funding_key_population_has_year",
                condition=Q(kind="population", population_year__isnull=False) | ~Q(kind="population"),
            ),
        )

    def __str__(self) -> str:
        return self.label


class AllocationPart(Entity):
    """A municipality's part: a percentage or, for a key of explicit amounts, euros."""

    key = models.ForeignKey(AllocationKey, on_delete=models.PROTECT, related_name="parts")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="allocation_parts")
    percent = percentage(verbose_name="procent", null=True, blank=True)
    amount = money(verbose_name="bedrag", null=True, blank=True)

    class Meta:
        verbose_name = "deel van een verdeelsleutel"
        verbose_name_plural = "delen van een verdeelsleutel"
        ordering = ("key", "municipality")
        constraints = (
            models.UniqueConstraint(fields=("key", "municipality"), name="funding_part_municipality_unique"),
            models.CheckConstraint(
                name="funding_part_percent_or_amount",
                condition=Q(percent__gte=0, percent__lte=100, amount__isnull=True)
                | Q(percent__isnull=True, amount__gte=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.percent}"
