"""What a programme shows to everybody. Insert-only: withdrawing adds a row, as publishing does."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity
from izaportal.reporting.models.freeze import Freeze
from pillars.models import Programme


class Publication(Entity):
    """A version of a frozen quarter was made public, or with `freeze` None the quarter was withdrawn.

    The last row of a quarter counts. `withheld` names what the source calls confidential, as it was known
    then: `indicator/kpi-1-1`, `figure/zvw_reduction`. Reasons and names are for the programme itself.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    quarter = QuarterField()
    freeze = models.ForeignKey(Freeze, null=True, on_delete=models.PROTECT, related_name="+")
    withheld = ArrayField(models.CharField(max_length=120), default=list, verbose_name="niet getoond")
    reason = models.TextField("reden")
    decided_at = models.DateTimeField("besloten op", default=clock.now)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField("besloten door", max_length=150)

    class Meta:
        verbose_name = "openbaarmaking"
        verbose_name_plural = "openbaarmakingen"
        ordering = ("-id",)
        indexes = (models.Index(fields=("programme", "quarter", "-id"), name="reporting_publication_last"),)
        constraints = (
            quarter_is_valid("reporting_publication_quarter_valid"),
            models.CheckConstraint(
                name="reporting_publication_reason_given", condition=~Q(reason="") & ~Q(actor_name="")
            ),
            models.CheckConstraint(
                name="reporting_publication_withdrawal_shows_nothing",
                condition=Q(freeze__isnull=False) | Q(withheld=[]),
            ),
        )

    def __str__(self) -> str:
        what = "openbaar gemaakt" if self.freeze_id else "niet meer openbaar"
        return f"{self.quarter.label}, {what}"
