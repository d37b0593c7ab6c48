"""Measured values. A row's facts never change (trigger): a better value is a new row that supersedes it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, measure, quarter_is_valid
from izaportal.core.models import Entity, Sourced
from kpis.models.indicator import Indicator
from regions.models import Municipality


class MeasurementState(models.TextChoices):
    SUBMITTED = "submitted", "ingediend"
    RETURNED = "returned", "teruggestuurd"
    APPROVED = "approved", "goedgekeurd"


class Measurement(Entity, Sourced):
    """A value for a quarter, for the programme as a whole (`municipality` null) or one municipality.

    Of a weighted indicator numerator and denominator are kept beside the value. `confirmation`: why an
    implausible value is right nevertheless.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    quarter = QuarterField()
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements"
    )
    value = measure(verbose_name="waarde")
    numerator = measure(verbose_name="teller", null=True, blank=True)
    denominator = measure(verbose_name="noemer", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)
    confirmation = models.TextField("bevestiging van een opvallende waarde", blank=True)
    remark = models.TextField("opmerking bij het terugsturen", blank=True)
    state = models.CharField(
        max_length=10, choices=MeasurementState.choices, default=MeasurementState.SUBMITTED
    )
    submitted_at = models.DateTimeField(default=clock.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ("indicator", "quarter", "id")
        constraints = (
            quarter_is_valid("kpis_measurement_quarter_valid"),
            models.UniqueConstraint(
                fields=("indicator", "quarter", "municipality"),
                condition=Q(state=MeasurementState.APPROVED, superseded_at__isnull=True),
                name="kpis_measurement_one_approved",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="kpis_measurement_decided_has_time",
                condition=Q(state=MeasurementState.SUBMITTED, decided_at__isnull=True)
                | (~Q(state=MeasurementState.SUBMITTED) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="kpis_measurement_returned_has_remark",
                condition=~Q(state=MeasurementState.RETURNED) | ~Q(remark=""),
            ),
            models.CheckConstraint(
                name="kpis_measurement_fraction_whole",
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.quarter}: {self.value}"
