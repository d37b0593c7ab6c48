"""Calculated refund risk and municipal shares. Insert-only: the last row of a quarter holds."""

from django.db import models
from django.db.models import F, Q

from funding import choices
from funding.models.grant import Grant
from funding.models.keys import AllocationKey
from izaportal.core import clock
from izaportal.core.fields import QuarterField, money, percentage, quarter_is_valid
from izaportal.core.models import Entity, Run
from projects.models import Project
from regions.models import Municipality


class RefundRisk(Entity):
    """The figures of docs/domain.md §5 for one grant at one quarter, with their derivation per milestone.

    A figure is null where it does not apply: other SPUK streams have spending and unspent only.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="refund_risks")
    quarter = QuarterField()
    maximum = money(null=True)
    at_stake = money()
    unsecured = money(null=True)
    unspent = money()
    prefinanced = money()
    settled = money(null=True)
    due_gap = money(null=True)
    expected = money(null=True)
    expected_low = money(null=True)
    advances = money()
    level = models.CharField("niveau", max_length=10, choices=choices.RISK_LEVELS, blank=True)
    derivation = models.JSONField()
    rule_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    illustrative = models.BooleanField(default=False)
    calculated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "afrekenrisico"
        verbose_name_plural = "afrekenrisico’s"
        ordering = ("grant", "quarter", "-id")
        indexes = (models.Index(fields=("grant", "quarter", "-id"), name="funding_risk_latest"),)
        constraints = (
            quarter_is_valid("funding_risk_quarter_valid"),
            models.CheckConstraint(
                name="funding_risk_expected_within_maximum",
                condition=Q(expected__isnull=True)
                | Q(expected__lte=F("maximum"), expected_low__lte=F("expected")),
            ),
            models.CheckConstraint(
                name="funding_risk_fingerprint_whole", condition=Q(fingerprint__regex="^[0-9a-f]{64}$")
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id} {self.quarter}"

    @property
    def is_range(self) -> bool:
        """Something of the expected refund is still grey."""
        return self.expected is not None and self.expected_low != self.expected


class MunicipalShare(Entity):
    """A municipality's part of a project's figures at a quarter; null is *n.t.b.*: no part was agreed."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="municipal_shares")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="shares")
    quarter = QuarterField()
    key = models.ForeignKey(AllocationKey, null=True, on_delete=models.PROTECT, related_name="+")
    percent = percentage(null=True)
    award = money(null=True)
    maximum = money(null=True)
    at_stake = money(null=True)
    unsecured = money(null=True)
    unspent = money(null=True)
    due_gap = money(null=True)
    expected = money(null=True)
    rule_version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    illustrative = models.BooleanField(default=False)
    calculated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "aandeel van een gemeente"
        verbose_name_plural = "aandelen van gemeenten"
        ordering = ("project", "municipality", "quarter", "-id")
        indexes = (
            models.Index(fields=("project", "quarter", "municipality", "-id"), name="funding_share_latest"),
            models.Index(fields=("municipality", "quarter"), name="funding_share_municipality"),
        )
        constraints = (
            quarter_is_valid("funding_share_quarter_valid"),
            models.CheckConstraint(
                name="funding_share_fingerprint_whole", condition=Q(fingerprint__regex="^[0-9a-f]{64}$")
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.project_id} {self.quarter}"
