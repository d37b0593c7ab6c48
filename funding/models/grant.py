"""Grants and what they are settled on."""

from django.db import models
from django.db.models import F, Q

from funding import choices
from funding.payment import PaymentState
from izaportal.core import clock
from izaportal.core.fields import measure, money
from izaportal.core.models import Entity, Sourced
from kpis.models import Indicator
from projects.models import Project
from regions.models import Organisation


class Grant(Entity, Sourced):
    """An award to one project. Only SPUK has a stream; only transformatiemiddelen carry refund risk."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="grants")
    slug = models.SlugField(max_length=80)
    source = models.CharField("bron", max_length=10, choices=choices.SOURCES)
    stream = models.CharField("stroom", max_length=30, choices=choices.STREAMS, blank=True)
    decision_number = models.CharField("beschikkingsnummer", max_length=60, blank=True)
    award = money(verbose_name="toegekend")
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met")
    credit_mode = models.CharField(max_length=20, choices=choices.CREDIT_MODES, default="all_or_nothing")

    class Meta:
        verbose_name = "subsidie"
        verbose_name_plural = "subsidies"
        ordering = ("project", "slug")
        constraints = (
            models.UniqueConstraint(fields=("project", "slug"), name="funding_grant_slug_unique"),
            models.CheckConstraint(name="funding_grant_award_positive", condition=Q(award__gt=0)),
            models.CheckConstraint(
                name="funding_grant_period_ordered", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="funding_grant_stream_iff_spuk",
                condition=(Q(source="spuk") & ~Q(stream="")) | (~Q(source="spuk") & Q(stream="")),
            ),
        )

    def __str__(self) -> str:
        return self.slug


class GrantMilestone(Entity, Sourced):
    """What was agreed with the insurer: an amount, a day and an effort or result obligation."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="milestones")
    slug = models.SlugField(max_length=80)
    label = models.CharField("mijlpaal", max_length=300)
    amount = money(verbose_name="bedrag")
    obligation = models.CharField("verplichting", max_length=10, choices=choices.OBLIGATIONS)
    due = models.DateField("uiterlijk")

    class Meta:
        verbose_name = "mijlpaal van een subsidie"
        verbose_name_plural = "mijlpalen van een subsidie"
        ordering = ("grant", "due", "slug")
        constraints = (
            models.UniqueConstraint(fields=("grant", "slug"), name="funding_milestone_slug_unique"),
            models.CheckConstraint(name="funding_milestone_amount_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return self.label


class MilestoneIndicator(Entity):
    """The indicator a milestone hangs on, with the value that must be reached."""

    milestone = models.ForeignKey(GrantMilestone, on_delete=models.PROTECT, related_name="indicator_links")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="milestone_links")
    threshold = measure(verbose_name="te bereiken")

    class Meta:
        verbose_name = "indicator bij een mijlpaal"
        verbose_name_plural = "indicatoren bij een mijlpaal"
        constraints = (
            models.UniqueConstraint(
                fields=("milestone", "indicator"), name="funding_milestone_indicator_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} ≥ {self.threshold}"


class MilestoneVerdict(Entity, Sourced):
    """The insurer's verdict: nobody else's. Insert-only; the last one given on or before a day holds."""

    milestone = models.ForeignKey(GrantMilestone, on_delete=models.PROTECT, related_name="verdicts")
    achieved = models.BooleanField("behaald")
    given_on = models.DateField("gegeven op")
    given_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts"
    )
    document = models.CharField("document", max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "oordeel van de verzekeraar"
        verbose_name_plural = "oordelen van de verzekeraar"
        ordering = ("milestone", "given_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("milestone", "given_on"), name="funding_verdict_day_unique"),
        )

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.given_on}"


class MilestoneForecast(Entity, Sourced):
    """The manager's forecast between 0 and 1, with its reason. Insert-only; the last one given holds.

    `costs_at_end`: what the milestone will have cost in the end, in euros; null: no other than agreed.
    """

    milestone = models.ForeignKey(GrantMilestone, on_delete=models.PROTECT, related_name="forecasts")
    credit = models.DecimalField("verwachting", max_digits=7, decimal_places=6)
    costs_at_end = money(verbose_name="verwachte kosten", null=True, blank=True)
    reason = models.TextField("reden")
    given_on = models.DateField("gegeven op")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "verwachting bij een mijlpaal"
        verbose_name_plural = "verwachtingen bij een mijlpaal"
        ordering = ("milestone", "given_on", "id")
        constraints = (
            models.CheckConstraint(
                name="funding_forecast_credit_valid", condition=Q(credit__gte=0, credit__lte=1)
            ),
            models.CheckConstraint(name="funding_forecast_reason_given", condition=~Q(reason="")),
            models.CheckConstraint(
                name="funding_forecast_costs_not_negative",
                condition=Q(costs_at_end__isnull=True) | Q(costs_at_end__gte=0),
            ),
            models.UniqueConstraint(fields=("milestone", "given_on"), name="funding_forecast_day_unique"),
        )

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.credit}"


class PaymentCondition(Entity, Sourced):
    """What an insurer pays after (ZVW); a condition that fails is a missed payment, never a refund."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="payment_conditions")
    slug = models.SlugField(max_length=80)
    label = models.CharField("voorwaarde", max_length=300)
    amount = money(verbose_name="bedrag")
    due = models.DateField("uiterlijk")
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="payment_conditions"
    )
    threshold = measure(verbose_name="te bereiken", null=True, blank=True)
    state = models.CharField(
        "status", max_length=10, choices=choices.PAYMENT_STATES, default=PaymentState.PLANNED
    )

    class Meta:
        verbose_name = "betaalvoorwaarde"
        verbose_name_plural = "betaalvoorwaarden"
        ordering = ("grant", "due", "slug")
        constraints = (
            models.UniqueConstraint(fields=("grant", "slug"), name="funding_condition_slug_unique"),
            models.CheckConstraint(name="funding_condition_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="funding_condition_threshold_iff_indicator",
                condition=Q(indicator__isnull=True, threshold__isnull=True)
                | Q(indicator__isnull=False, threshold__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.label
