"""On which days people were reminded of a quarter. Insert-only: a day is carried out once."""

from django.db import models

from izaportal.core import clock
from izaportal.core.models import Entity
from pillars.models import ReportingPeriod


class ReminderRound(Entity):
    """`moment` is the day in the schedule, `carried_out_at` when it was done: later when a day was missed.

    Kept also when there was nobody to remind, so that nobody is reminded of it afterwards.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reminder_rounds")
    moment = models.DateField("dag")
    people = models.PositiveSmallIntegerField("herinnerd")
    carried_out_at = models.DateTimeField("uitgevoerd op", default=clock.now)

    class Meta:
        verbose_name = "herinneringsronde"
        verbose_name_plural = "herinneringsrondes"
        ordering = ("period", "moment")
        constraints = (
            models.UniqueConstraint(fields=("period", "moment"), name="reporting_round_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.period} {self.moment}"
