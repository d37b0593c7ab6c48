"""The reporting period of a programme's quarter: open, closed or frozen."""

from django.db import models
from django.db.models import F, Q

from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity, Sourced
from pillars.models.programme import Programme


class PeriodState(models.TextChoices):
    OPEN = "open", "open"
    CLOSED = "closed", "gesloten"
    FROZEN = "frozen", "vastgesteld"


class ReportingPeriod(Entity, Sourced):
    """Nothing of a frozen quarter is written any more; figures of an open or closed one are provisional."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="periods")
    quarter = QuarterField()
    state = models.CharField("status", max_length=10, choices=PeriodState.choices, default=PeriodState.OPEN)
    opens_on = models.DateField("opent op")
    submit_until = models.DateField("indienen tot en met")
    approve_until = models.DateField("goedkeuren tot en met")
    closed_on = models.DateField("gesloten op", null=True)
    frozen_on = models.DateField("vastgesteld op", null=True)

    class Meta:
        verbose_name = "rapportageperiode"
        verbose_name_plural = "rapportageperioden"
        ordering = ("quarter",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "quarter"), name="pillars_period_quarter_unique"),
            quarter_is_valid("pillars_period_quarter_valid"),
            models.CheckConstraint(
                name="pillars_period_days_ordered",
                condition=Q(submit_until__gte=F("opens_on"), approve_until__gte=F("submit_until")),
            ),
            models.CheckConstraint(
                name="pillars_period_state_matches_days",
                condition=Q(state=PeriodState.OPEN, closed_on__isnull=True, frozen_on__isnull=True)
                | Q(state=PeriodState.CLOSED, closed_on__isnull=False, frozen_on__isnull=True)
                | Q(state=PeriodState.FROZEN, frozen_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.quarter}"
