"""A programme, its versions, its members and the portal's settings for it."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from izaportal.core.fields import percentage
from izaportal.core.models import Entity, Sourced
from regions.models import Municipality, Organisation, Region

LONGEST_AHEAD = 60


class PillarTerm(models.TextChoices):
    """The word a programme's screens use."""

    PILLAR = "pijler", "pijler"
    THEME = "thema", "thema"


class ProgrammeState(models.TextChoices):
    CONCEPT = "concept", "concept"
    QUICK_SCAN = "quick_scan", "snelle toets"
    UNDER_REVIEW = "under_review", "in beoordeling"
    APPROVED = "approved", "goedgekeurd (wachtrij)"
    FUNDED = "funded", "gefinancierd"
    STOPPED = "stopped", "gestopt"
    SETTLED = "settled", "vastgesteld"


def default_reminder_days() -> list[int]:
    return [21, 14, 7]


class Programme(Entity, Sourced):
    """One plan of one region. `slug` is fixed at creation and part of every URL.

    Thresholds are settings of the portal, not of the plan: percentages of the lower bound (margin) and
    of the award (risk levels); credits between 0 and 1 that stand in for a milestone by status.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField("naam", max_length=200)
    short_name = models.CharField("korte naam", max_length=60)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="programmes")
    lead_municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="led_programmes"
    )
    state = models.CharField("status", max_length=20, choices=ProgrammeState.choices)
    pillar_term = models.CharField(max_length=10, choices=PillarTerm.choices, default=PillarTerm.PILLAR)
    start_year = models.PositiveSmallIntegerField("startjaar")
    end_year = models.PositiveSmallIntegerField("eindjaar")
    goal = models.TextField("doel", blank=True)
    facts = models.JSONField("feiten uit het plan", default=dict, blank=True)

    margin_pct = percentage(default=Decimal(10))
    risk_medium_pct = percentage(default=Decimal(10))
    risk_high_pct = percentage(default=Decimal(33))
    credit_on_track = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal(1))
    credit_at_risk = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal("0.5"))
    credit_off_track = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal(0))
    submission_day = models.PositiveSmallIntegerField("indienen tot dag na het kwartaal", default=28)
    approval_day = models.PositiveSmallIntegerField("goedkeuren tot dag na het kwartaal", default=35)

    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="herinneren, dagen voor het einde van indienen",
        default=default_reminder_days,
    )
    reminders_after = models.PositiveSmallIntegerField("herinneringen na het einde van indienen", default=4)

    municipalities = models.ManyToManyField(
        Municipality, through="ProgrammeMunicipality", related_name="programmes"
    )

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma’s"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="pillars_programme_years_ordered", condition=Q(end_year__gte=F("start_year"))
            ),
            models.CheckConstraint(
                name="pillars_programme_margin_valid", condition=Q(margin_pct__gte=0, margin_pct__lte=100)
            ),
            models.CheckConstraint(
                name="pillars_programme_risk_levels_ordered",
                condition=Q(
                    risk_medium_pct__gt=0, risk_high_pct__gt=F("risk_medium_pct"), risk_high_pct__lte=100
                ),
            ),
            models.CheckConstraint(
                name="pillars_programme_credits_valid",
                condition=Q(
                    credit_off_track__gte=0,
                    credit_at_risk__gte=F("credit_off_track"),
                    credit_on_track__gte=F("credit_at_risk"),
                    credit_on_track__lte=1,
                ),
            ),
            models.CheckConstraint(
                name="pillars_programme_days_ordered", condition=Q(approval_day__gte=F("submission_day"))
            ),
            models.CheckConstraint(
                name="pillars_programme_reminder_days_valid",
                condition=Q(reminder_days__contained_by=list(range(1, LONGEST_AHEAD + 1))),
            ),
        )

    def __str__(self) -> str:
        return self.short_name


class ProgrammeVersion(Entity, Sourced):
    """A published version of the plan."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField("versie", max_length=20)
    name = models.CharField("naam", max_length=120, blank=True)
    dated = models.DateField("datum", null=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        verbose_name = "versie van het plan"
        verbose_name_plural = "versies van het plan"
        ordering = ("dated",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "label"), name="pillars_version_label_unique"),
            models.UniqueConstraint(
                fields=("programme",), condition=Q(is_current=True), name="pillars_version_one_current"
            ),
        )

    def __str__(self) -> str:
        return self.label


class ProgrammeMunicipality(Entity, Sourced):
    """That a municipality took part from one day to another (upper bound excluded, open is until now)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="municipality_memberships"
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="programme_memberships"
    )
    validity = DateRangeField("geldig")

    class Meta:
        verbose_name = "deelnemende gemeente"
        verbose_name_plural = "deelnemende gemeenten"
        constraints = (
            ExclusionConstraint(
                name="pillars_membership_no_overlap",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("municipality", RangeOperators.EQUAL),
                    ("validity", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.programme_id}"


class ProgrammeOrganisation(Entity, Sourced):
    """An organisation that signed the plan or works on it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="organisation_memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="programme_memberships"
    )
    is_signatory = models.BooleanField("ondertekenaar", default=False)

    class Meta:
        verbose_name = "deelnemende organisatie"
        verbose_name_plural = "deelnemende organisaties"
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "organisation"), name="pillars_programme_organisation_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.programme_id}"
