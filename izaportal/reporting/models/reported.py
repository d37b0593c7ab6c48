"""What a submission says, in rows that others ask: judgements, milestones, risks, decisions. Insert-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import enum_choices
from izaportal.core.models import Entity
from izaportal.reporting.aspects import Aspect
from izaportal.reporting.choices import ASPECT_STATUSES
from izaportal.reporting.models.report import ReportSubmission
from izaportal.reporting.report.judged import NEED_STEERING
from izaportal.reporting.words import ASPECT_WORDS
from projects.models import DecisionKind, Milestone, MilestoneState, Risk

ASPECTS = enum_choices(Aspect, ASPECT_WORDS)


class JudgedAs(models.TextChoices):
    """Whose judgement it is: the lead proposes, the manager settles; both stay."""

    PROPOSED = "proposed", "voorgesteld"
    SETTLED = "settled", "vastgesteld"


class AspectJudgement(Entity):
    """A colour for an aspect, beside the status that was computed at that moment (empty: none was)."""

    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="judgements")
    aspect = models.CharField("aspect", max_length=10, choices=ASPECTS)
    judged_as = models.CharField("soort oordeel", max_length=10, choices=JudgedAs.choices)
    computed = models.CharField("berekend", max_length=20, choices=ASPECT_STATUSES, blank=True)
    sentence = models.TextField("uitleg bij de berekening", blank=True)
    colour = models.CharField("oordeel", max_length=20, choices=ASPECT_STATUSES)
    reason = models.TextField("reden", blank=True)
    cause = models.TextField("oorzaak", blank=True)
    consequence = models.TextField("gevolg", blank=True)
    steering = models.TextField("bijsturing", blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField("beoordeeld op", default=clock.now)

    class Meta:
        verbose_name = "oordeel over een aspect"
        verbose_name_plural = "oordelen over aspecten"
        ordering = ("submission", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "aspect", "judged_as"), name="reporting_judgement_once"
            ),
            models.CheckConstraint(
                name="reporting_judgement_steering_given",
                condition=~Q(colour__in=sorted(NEED_STEERING))
                | (~Q(cause="") & ~Q(consequence="") & ~Q(steering="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.get_colour_display()}"


class MilestoneOutlook(Entity):
    """How a milestone stood, and the day on which it was expected; what slips between quarters shows here."""

    submission = models.ForeignKey(
        ReportSubmission, on_delete=models.PROTECT, related_name="milestone_outlooks"
    )
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="outlooks")
    state = models.CharField("stand", max_length=10, choices=MilestoneState.choices)
    expected_on = models.DateField("verwacht op", null=True, blank=True)
    reached_on = models.DateField("gehaald op", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "stand van een mijlpaal"
        verbose_name_plural = "standen van mijlpalen"
        ordering = ("submission", "id")
        constraints = (
            models.UniqueConstraint(fields=("submission", "milestone"), name="reporting_outlook_once"),
            models.CheckConstraint(
                name="reporting_outlook_reached_has_day",
                condition=Q(state=MilestoneState.REACHED, reached_on__isnull=False)
                | (~Q(state=MilestoneState.REACHED) & Q(reached_on__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.milestone}: {self.get_state_display()}"


class RiskAssessment(Entity):
    """Likelihood and impact from 1 to 5, as scored in the report."""

    submission = models.ForeignKey(
        ReportSubmission, on_delete=models.PROTECT, related_name="risk_assessments"
    )
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments")
    likelihood = models.PositiveSmallIntegerField("kans")
    impact = models.PositiveSmallIntegerField("gevolg")
    note = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "inschatting van een risico"
        verbose_name_plural = "inschattingen van risico’s"
        ordering = ("submission", "id")
        constraints = (
            models.UniqueConstraint(fields=("submission", "risk"), name="reporting_assessment_once"),
            models.CheckConstraint(
                name="reporting_assessment_scores_valid",
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.risk}: {self.likelihood} × {self.impact}"


class DecisionRequest(Entity):
    """What the board is asked to decide. Becomes an item of its agenda."""

    submission = models.OneToOneField(
        ReportSubmission, on_delete=models.PROTECT, related_name="decision_request"
    )
    kind = models.CharField("besluit", max_length=20, choices=DecisionKind.choices)
    question = models.CharField("vraag", max_length=300)
    why = models.TextField("waarom")

    class Meta:
        verbose_name = "gevraagd besluit"
        verbose_name_plural = "gevraagde besluiten"
        ordering = ("submission",)
        constraints = (
            models.CheckConstraint(
                name="reporting_request_asks_something", condition=~Q(question="") & ~Q(why="")
            ),
        )

    def __str__(self) -> str:
        return self.question
