"""How a project stood at a quarter: the computed part. Insert-only: the last row of a quarter holds."""

from django.db import models
from django.db.models import F, Q

from funding.choices import RISK_LEVELS
from izaportal.core import clock
from izaportal.core.fields import QuarterField, money, quarter_is_valid
from izaportal.core.models import Entity, Run
from izaportal.reporting import choices
from projects.models import Project


class ProjectStanding(Entity):
    """The status of resultaat, tijd and geld with what explains them.

    `expected` and `expected_low`: what may have to go back, null where no grant carries refund risk.
    `spent`: net costs on state grants, null where there is none. Counts are by status and by timing.
    """

    # What is calculated of a project goes along with it: in the database (core/triggers.py).
    project = models.ForeignKey(Project, on_delete=models.DO_NOTHING, related_name="standings")
    quarter = QuarterField()
    result_status = models.CharField("resultaat", max_length=20, choices=choices.ASPECT_STATUSES)
    time_status = models.CharField("tijd", max_length=20, choices=choices.ASPECT_STATUSES)
    money_status = models.CharField("geld", max_length=20, choices=choices.ASPECT_STATUSES)
    indicator_counts = models.JSONField("indicatoren per status", default=dict)
    milestone_counts = models.JSONField("mijlpalen naar stand", default=dict)
    risk_level = models.CharField("risiconiveau", max_length=10, choices=RISK_LEVELS, blank=True)
    expected = money(verbose_name="verwacht terug", null=True)
    expected_low = money(null=True)
    spent = money(verbose_name="besteed", null=True)
    explanation = models.JSONField("uitleg per aspect")
    rule_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    illustrative = models.BooleanField(default=False)
    calculated_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("project", "quarter", "-id")
        verbose_name = "stand van een project"
        verbose_name_plural = "standen van projecten"
        indexes = (models.Index(fields=("project", "quarter", "-id"), name="reporting_standing_latest"),)
        constraints = (
            quarter_is_valid("reporting_standing_quarter_valid"),
            models.CheckConstraint(
                name="reporting_standing_expected_is_range",
                condition=Q(expected__isnull=True, expected_low__isnull=True)
                | Q(expected_low__lte=F("expected")),
            ),
            models.CheckConstraint(
                name="reporting_standing_fingerprint_whole", condition=Q(fingerprint__regex="^[0-9a-f]{64}$")
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.quarter}"
