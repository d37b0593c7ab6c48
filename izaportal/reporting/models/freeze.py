"""The snapshot of a frozen quarter. Insert-only: a restatement adds the next version."""

from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity
from pillars.models import Programme


class Freeze(Entity):
    """What the board saw of a quarter, with the rules, settings and inputs behind it.

    `content` is text, not JSON of the database, which would put keys in another order: the SHA-256 is over
    these very bytes. `reason` says why there is another version than the first.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    quarter = QuarterField()
    version = models.PositiveSmallIntegerField("versie", default=1)
    frozen_at = models.DateTimeField("vastgesteld op", default=clock.now)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField("vastgesteld door", max_length=150)
    reason = models.TextField("reden", blank=True)
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    content = models.TextField("inhoud")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("programme", "quarter", "version")
        constraints = (
            quarter_is_valid("reporting_freeze_quarter_valid"),
            models.UniqueConstraint(
                fields=("programme", "quarter", "version"), name="reporting_freeze_version_unique"
            ),
            models.CheckConstraint(
                name="reporting_freeze_later_version_has_reason",
                condition=Q(version=1, previous__isnull=True)
                | (Q(version__gt=1, previous__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="reporting_freeze_hash_whole", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="reporting_freeze_actor_named", condition=~Q(actor_name="") & ~Q(content="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.quarter.label}, versie {self.version}"
