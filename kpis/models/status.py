"""The calculated status of an indicator at a quarter. Insert-only: the last row of a quarter holds."""

from django.db import models
from django.db.models import F, Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, measure, quarter_is_valid
from izaportal.core.models import Entity, Run
from kpis import choices
from kpis.models.indicator import Indicator


class IndicatorStatus(Entity):
    """Status with everything that explains it. Bounds and margin are those due at this quarter."""

    # What is calculated of an indicator goes along with it: in the database (core/triggers.py).
    indicator = models.ForeignKey(Indicator, on_delete=models.DO_NOTHING, related_name="statuses")
    quarter = QuarterField()
    status = models.CharField("status", max_length=20, choices=choices.STATUSES)
    value = measure(null=True)
    lower = measure(null=True)
    upper = measure(null=True)
    margin = measure(null=True)
    projected = measure(null=True, help_text="Verwachte waarde aan het eind van het jaar")
    early_warning = models.BooleanField(default=False)
    sentence = models.TextField("uitleg")
    explanation = models.JSONField()
    rule_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    illustrative = models.BooleanField(default=False)
    calculated_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("indicator", "quarter", "-id")
        verbose_name_plural = "statussen"
        indexes = (models.Index(fields=("indicator", "quarter", "-id"), name="kpis_status_latest"),)
        constraints = (
            quarter_is_valid("kpis_status_quarter_valid"),
            models.CheckConstraint(
                name="kpis_status_bounds_ordered",
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(upper__gte=F("lower")),
            ),
            models.CheckConstraint(
                name="kpis_status_fingerprint_whole", condition=Q(fingerprint__regex="^[0-9a-f]{64}$")
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.quarter}: {self.status}"
