"""What is reported to and settled with the state."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from funding import choices
from funding.duty import DutyState
from funding.models.grant import Grant, GrantMilestone
from izaportal.core import clock
from izaportal.core.fields import money
from izaportal.core.models import Entity, Sourced
from pillars.models import Programme
from projects.models import Evidence


class DutyToReport(Entity, Sourced):
    """Expected late, partial or no fulfilment must be reported in writing without delay (meldplicht).

    `basis`, `credit` and `indicator` are what was expected, as `funding.duty` tells it. `recovered_on`: since
    when fulfilment is expected again of what was reported.
    """

    milestone = models.ForeignKey(GrantMilestone, on_delete=models.PROTECT, related_name="duties")
    opened_on = models.DateField("ontstaan op")
    report_by = models.DateField("melden voor")
    reason = models.TextField("reden")
    basis = models.CharField("grond", max_length=20, blank=True)
    credit = models.DecimalField("verwachte nakoming", max_digits=5, decimal_places=4, default=0)
    indicator = models.CharField("indicator", max_length=80, blank=True)
    state = models.CharField("status", max_length=10, choices=choices.DUTY_STATES, default=DutyState.OPEN)
    sent_on = models.DateField("verzonden op", null=True, blank=True)
    proof = models.CharField("bewijs van verzending", max_length=200, blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="bewijsstuk"
    )
    recovered_on = models.DateField("hersteld op", null=True, blank=True)

    class Meta:
        verbose_name = "meldplicht"
        ordering = ("report_by",)
        verbose_name_plural = "meldplichten"
        constraints = (
            models.CheckConstraint(
                name="funding_duty_days_ordered", condition=Q(report_by__gte=F("opened_on"))
            ),
            models.CheckConstraint(
                name="funding_duty_sent_has_proof",
                condition=~Q(state=DutyState.SENT) | (Q(sent_on__isnull=False) & ~Q(proof="")),
            ),
            models.CheckConstraint(
                name="funding_duty_credit_valid", condition=Q(credit__gte=0, credit__lt=1)
            ),
            models.CheckConstraint(
                name="funding_duty_only_sent_recovers",
                condition=Q(recovered_on__isnull=True) | Q(state=DutyState.SENT),
            ),
            models.UniqueConstraint(
                fields=("milestone",), condition=Q(state=DutyState.OPEN), name="funding_duty_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"meldplicht van {self.opened_on:%d-%m-%Y} over ‘{self.milestone}’"


class HandedInAccount(Entity):
    """That a year's account was handed in, and with which figures. Insert-only: handed in anew is a next row.

    `figures`: by decision, as `funding.handed_in` tells them.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("jaar")
    handed_in_on = models.DateField("ingeleverd op")
    reference = models.CharField("kenmerk", max_length=200)
    note = models.TextField("toelichting", blank=True)
    figures = models.JSONField("cijfers", default=list)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    recorded_at = models.DateTimeField("vastgelegd op", default=clock.now)

    class Meta:
        verbose_name = "ingeleverde verantwoording"
        verbose_name_plural = "ingeleverde verantwoordingen"
        ordering = ("-handed_in_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="funding_handed_in_year_over", condition=Q(handed_in_on__year__gt=F("year"))
            ),
            models.CheckConstraint(name="funding_handed_in_named", condition=~Q(reference="")),
        )

    def __str__(self) -> str:
        return f"verantwoording {self.year}"


class Settlement(Entity, Sourced):
    """The state's final decision on a grant (vaststelling); what is below the award is reclaimed."""

    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="settlement")
    decided_on = models.DateField("vastgesteld op")
    settled_amount = money(verbose_name="vastgesteld bedrag")
    document = models.CharField("document", max_length=200, blank=True)

    class Meta:
        verbose_name = "afrekening"
        verbose_name_plural = "afrekeningen"
        constraints = (
            models.CheckConstraint(
                name="funding_settlement_not_negative", condition=Q(settled_amount__gte=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.grant_id} {self.settled_amount}"
