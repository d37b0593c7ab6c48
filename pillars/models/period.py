"""The reporting period of a programme's quarter: open, closed or frozen."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity, Sourced
from pillars.models.programme import Programme
from pillars.windows import Windows


class PeriodState(models.TextChoices):
    OPEN = "open", "open"
    CLOSED = "closed", "gesloten"
    FROZEN = "frozen", "vastgesteld"


class SubmissionWindow(Func):
    """The days on which reports are handed in, both ends included."""

    function = "DATERANGE"
    output_field = DateRangeField()


class ReportingPeriod(Entity, Sourced):
    """Nothing of a frozen quarter is written any more; figures of an open or closed one are provisional.

    The quarter itself is observed; what happened in it is handed in from `submit_from` to `submit_until` and
    judged until `approve_until`. No two quarters of a programme take reports on the same day.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="periods")
    quarter = QuarterField()
    state = models.CharField("status", max_length=10, choices=PeriodState.choices, default=PeriodState.OPEN)
    opens_on = models.DateField("opent op")
    submit_from = models.DateField("indienen vanaf")
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
                condition=Q(
                    submit_from__gt=F("opens_on"),
                    submit_until__gte=F("submit_from"),
                    approve_until__gte=F("submit_until"),
                ),
            ),
            ExclusionConstraint(
                name="pillars_period_one_takes_reports",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    (
                        SubmissionWindow(
                            "submit_from",
                            "submit_until",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                name="pillars_period_state_matches_days",
                condition=Q(state=PeriodState.OPEN, closed_on__isnull=True, frozen_on__isnull=True)
                | Q(state=PeriodState.CLOSED, closed_on__isnull=False, frozen_on__isnull=True)
                | Q(state=PeriodState.FROZEN, frozen_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.quarter.label)

    @property
    def windows(self) -> Windows:
        return Windows(self.opens_on, self.submit_from, self.submit_until, self.approve_until)

    @property
    def is_frozen(self) -> bool:
        return self.state == PeriodState.FROZEN

    @property
    def is_observed(self) -> bool:
        """Open while its quarter still runs: nothing is handed in yet, and no page shows it unasked."""
        return self.is_observed_on(clock.today())

    def is_observed_on(self, day: date) -> bool:
        return self.state == PeriodState.OPEN and day < self.submit_from
