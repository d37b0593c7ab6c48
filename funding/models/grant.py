"""Grants and what they are settled on."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from funding import choices
from funding.payment import PaymentState
from izaportal.core import clock
from izaportal.core.fields import measure, money
from izaportal.core.models import Entity, Sourced
from kpis.models import Indicator
from projects.models import Evidence, Project
from regions.models import Municipality, Organisation


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
    credit_mode = models.CharField(
        "afrekenen", max_length=20, choices=choices.CREDIT_MODES, default="all_or_nothing"
    )
    lead_municipality = models.ForeignKey(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="mandaatgemeente",
    )

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

    @property
    def title(self) -> str:
        """What people call it: `SPUK transformatiemiddelen`."""
        return choices.MONEY_WORDS[(self.source, self.stream)]

    @property
    def scope(self) -> str:
        """Under which key the trail keeps what happens to it: `nml-o/mgn/spuk-mgn`."""
        return f"{self.project.scope}/{self.slug}"


class GrantInstalment(Entity, Sourced):
    """The part of an award that is paid ahead for a year (jaartermijn); no day yet is *n.t.b.*"""

    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, related_name="instalments", verbose_name="subsidie"
    )
    year = models.PositiveSmallIntegerField("jaar")
    amount = money(verbose_name="bedrag")
    expected_on = models.DateField("verwacht op", null=True, blank=True)

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ("grant", "year")
        constraints = (
            models.UniqueConstraint(fields=("grant", "year"), name="funding_instalment_year_unique"),
            models.CheckConstraint(
                name="funding_instalment_year_valid", condition=Q(year__range=(2000, 2100))
            ),
            models.CheckConstraint(name="funding_instalment_amount_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return f"termijn {self.year}"


class GrantMilestone(Entity, Sourced):
    """What was agreed with the insurer: an amount, a day and an effort or result obligation."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="milestones")
    slug = models.SlugField(max_length=80)
    label = models.CharField("mijlpaal", max_length=300)
    amount = money(verbose_name="bedrag")
    obligation = models.CharField("verplichting", max_length=10, choices=choices.OBLIGATIONS)
    due = models.DateField("uiterlijk")
    evidence = models.ManyToManyField(
        Evidence, through="MilestoneEvidence", related_name="+", verbose_name="bewijs"
    )

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


class MilestoneEvidence(Entity):
    """What proves a milestone. Evidence that does so cannot be removed from its project."""

    milestone = models.ForeignKey(GrantMilestone, on_delete=models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bewijs bij een mijlpaal"
        verbose_name_plural = "bewijzen bij een mijlpaal"
        constraints = (
            models.UniqueConstraint(
                fields=("milestone", "evidence"), name="funding_milestone_evidence_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.evidence_id}"


class MilestoneIndicator(Entity):
    """The indicator a milestone hangs on, with the value that must be reached."""

    milestone = models.ForeignKey(
        GrantMilestone, on_delete=models.PROTECT, related_name="indicator_links", verbose_name="mijlpaal"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="milestone_links", verbose_name="indicator"
    )
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
        return f"{self.indicator} bij ‘{self.milestone}’"


class MilestoneVerdict(Entity, Sourced):
    """The insurer's verdict: nobody else's. Insert-only; the last one given on or before a day holds."""

    milestone = models.ForeignKey(GrantMilestone, on_delete=models.PROTECT, related_name="verdicts")
    achieved = models.BooleanField("behaald")
    given_on = models.DateField("gegeven op")
    given_by = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts"
    )
    document = models.CharField("kenmerk van het document", max_length=200, blank=True)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="document"
    )
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "oordeel van de verzekeraar"
        verbose_name_plural = "oordelen van de verzekeraar"
        ordering = ("milestone", "given_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("milestone", "given_on"), name="funding_verdict_day_unique"),
        )

    def __str__(self) -> str:
        return f"oordeel van {self.given_on:%d-%m-%Y} over ‘{self.milestone}’"


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
        return f"verwachting van {self.given_on:%d-%m-%Y} over ‘{self.milestone}’"

    @property
    def percent(self) -> Decimal:
        """The credit as people read it."""
        return self.credit * 100


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


class PaymentStep(Entity):
    """A condition went from one state to another: when it happened, and by what document. Insert-only.

    The condition itself holds the state of its last step; before a step it was in `came_from`.
    """

    condition = models.ForeignKey(PaymentCondition, on_delete=models.PROTECT, related_name="steps")
    came_from = models.CharField("was", max_length=10, choices=choices.PAYMENT_STATES)
    state = models.CharField("status", max_length=10, choices=choices.PAYMENT_STATES)
    happened_on = models.DateField("datum")
    document = models.CharField("kenmerk van het document", max_length=200, blank=True)
    note = models.TextField("toelichting", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "stap van een betaalvoorwaarde"
        verbose_name_plural = "stappen van een betaalvoorwaarde"
        ordering = ("condition", "id")
        constraints = (
            models.CheckConstraint(
                name="funding_payment_step_state_valid",
                condition=Q(
                    state__in=[state.value for state in PaymentState],
                    came_from__in=[state.value for state in PaymentState],
                ),
            ),
        )

    def __str__(self) -> str:
        return f"‘{self.condition}’ {self.get_state_display()}"
