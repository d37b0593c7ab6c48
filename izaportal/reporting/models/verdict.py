"""The verdict of a person on a quarter. Insert-only: the last row holds, and all that was said stays."""

from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity
from pillars.models import Programme


class QuarterVerdict(Entity):
    """Opens the dashboard in the place of the computed line, which stays in sight; an empty `line` takes the
    one before back. `computed` is what the figures said at that moment."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    quarter = QuarterField()
    line = models.CharField("oordeel", max_length=300, blank=True)
    reason = models.TextField("reden")
    computed = models.TextField("berekend oordeel")
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField("gegeven door", max_length=150)
    given_at = models.DateTimeField("gegeven op", default=clock.now)

    class Meta:
        verbose_name = "oordeel over het kwartaal"
        verbose_name_plural = "oordelen over het kwartaal"
        ordering = ("programme", "quarter", "-id")
        indexes = (models.Index(fields=("programme", "quarter", "-id"), name="reporting_verdict_latest"),)
        constraints = (
            quarter_is_valid("reporting_verdict_quarter_valid"),
            models.CheckConstraint(
                name="reporting_verdict_reason_given", condition=~Q(reason="") & ~Q(computed="")
            ),
        )

    def __str__(self) -> str:
        return self.line or "weer het berekende oordeel"
