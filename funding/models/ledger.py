"""The ledger: bookings and advances. Insert-only (trigger); a mistake is mended by a reversal."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from funding.models.grant import Grant, GrantMilestone
from izaportal.core import clock
from izaportal.core.fields import money
from izaportal.core.models import Entity, Sourced
from regions.models import Municipality


class ExpenditureKind(models.TextChoices):
    BOOKING = "booking", "boeking"
    REVERSAL = "reversal", "tegenboeking"
    CORRECTION = "correction", "correctie"


class Expenditure(Entity, Sourced):
    """Costs of a grant, net of compensable VAT. The day of performance decides the quarter.

    `amount` is always positive; a reversal counts against, everything else for. What is entered when the
    quarter of its performance is frozen counts later: then `performed_on` is the day on which it counts, and
    `concerns_on` the day of performance. `co_government` is the other municipality that made the costs.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="expenditures")
    milestone = models.ForeignKey(
        GrantMilestone, null=True, blank=True, on_delete=models.PROTECT, related_name="expenditures"
    )
    kind = models.CharField(
        "soort", max_length=12, choices=ExpenditureKind.choices, default=ExpenditureKind.BOOKING
    )
    amount = money(verbose_name="bedrag")
    vat = money(verbose_name="compensabele btw", default=0)
    performed_on = models.DateField("geleverd op")
    concerns_on = models.DateField("correctie over", null=True, blank=True)
    description = models.CharField("omschrijving", max_length=200, blank=True)
    reference = models.CharField("kenmerk", max_length=80, blank=True)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal"
    )
    co_government = models.ForeignKey(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="medeoverheid",
    )
    booked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "besteding"
        verbose_name_plural = "bestedingen"
        ordering = ("grant", "performed_on", "id")
        indexes = (models.Index(fields=("grant", "performed_on"), name="funding_expenditure_day"),)
        constraints = (
            models.CheckConstraint(
                name="funding_expenditure_amount_positive", condition=Q(amount__gt=0, vat__gte=0)
            ),
            models.CheckConstraint(
                name="funding_expenditure_kind_valid", condition=Q(kind__in=ExpenditureKind.values)
            ),
            models.CheckConstraint(
                name="funding_expenditure_reversal_names_booking",
                condition=Q(kind=ExpenditureKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=ExpenditureKind.REVERSAL) & Q(reverses__isnull=True)),
            ),
            models.CheckConstraint(
                name="funding_expenditure_correction_concerns_earlier",
                condition=(Q(concerns_on__isnull=True) & ~Q(kind=ExpenditureKind.CORRECTION))
                | (
                    Q(concerns_on__isnull=False, concerns_on__lt=F("performed_on"))
                    & ~Q(kind=ExpenditureKind.BOOKING)
                ),
            ),
        )

    def __str__(self) -> str:
        return self.reference or self.description or f"{self.get_kind_display()} {self.amount}"

    @property
    def net(self) -> Decimal:
        """What it does to the costs."""
        return -self.amount if self.kind == ExpenditureKind.REVERSAL else self.amount

    @property
    def day_of_performance(self) -> date:
        return self.concerns_on or self.performed_on


class DistinctCosts(Entity):
    """Two bookings that look like one cost on two grants, and why they are not. Insert-only.

    `first` has the lower id, so that a pair is there once.
    """

    first = models.ForeignKey(Expenditure, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Expenditure, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("reden")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "uitleg bij gelijke boekingen"
        verbose_name_plural = "uitleg bij gelijke boekingen"
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="funding_distinct_pair_unique"),
            models.CheckConstraint(name="funding_distinct_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="funding_distinct_reason_given", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class AdvanceKind(models.TextChoices):
    RECEIVED = "received", "ontvangen"
    REPAID = "repaid", "terugbetaald"


class Advance(Entity, Sourced):
    """Money received ahead from the state, or given back to it.

    One that was entered by mistake is cancelled by one of the other kind that names it in `reverses`. What is
    entered when the quarter of its payment is frozen counts later: then `received_on` is the day on which it
    counts, and `concerns_on` the day of the payment.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="advances")
    kind = models.CharField("soort", max_length=10, choices=AdvanceKind.choices, default=AdvanceKind.RECEIVED)
    amount = money(verbose_name="bedrag")
    received_on = models.DateField("datum")
    concerns_on = models.DateField("betaald op", null=True, blank=True)
    note = models.CharField("toelichting", max_length=200, blank=True)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal"
    )
    booked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "voorschot"
        verbose_name_plural = "voorschotten"
        ordering = ("grant", "received_on", "id")
        constraints = (
            models.CheckConstraint(name="funding_advance_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="funding_advance_kind_valid", condition=Q(kind__in=AdvanceKind.values)
            ),
            models.CheckConstraint(
                name="funding_advance_concerns_earlier",
                condition=Q(concerns_on__isnull=True) | Q(concerns_on__lt=F("received_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def day_of_payment(self) -> date:
        return self.concerns_on or self.received_on
