"""Decisions of boards and colleges, with the conditions attached to them."""

from django.db import models
from django.db.models import Q

from izaportal.core.models import Entity, Sourced
from pillars.models import GovernanceBody, Meeting, Programme
from projects.models.project import Project


class DecisionKind(models.TextChoices):
    CONTINUE = "continue", "doorgaan"
    ADJUST = "adjust", "bijsturen"
    SCALE_UP = "scale_up", "opschalen"
    MERGE = "merge", "samenvoegen"
    STOP = "stop", "stoppen"
    SUBMIT = "submit", "mee indienen"
    POINT = "point", "beslismoment"


class Decision(Entity, Sourced):
    """A decision taken, asked or foreseen. `decided_on` null: not taken, or the source does not say when."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="decisions")
    body = models.ForeignKey(
        GovernanceBody, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    projects = models.ManyToManyField(Project, blank=True, related_name="decisions")
    slug = models.SlugField(max_length=80)
    kind = models.CharField("besluit", max_length=20, choices=DecisionKind.choices)
    label = models.TextField("tekst")
    decided_on = models.DateField("genomen op", null=True, blank=True)
    decided_by = models.CharField("genomen door", max_length=200, blank=True)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ("decided_on", "slug")
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="projects_decision_slug_unique"),
            models.CheckConstraint(
                name="projects_decision_meeting_has_day",
                condition=Q(meeting__isnull=True) | Q(decided_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.label


class DecisionCondition(Entity, Sourced):
    """A condition of a decision, until evidence closes it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    slug = models.SlugField(max_length=80)
    label = models.CharField("voorwaarde", max_length=300)
    kind = models.CharField("soort", max_length=40, blank=True)

    class Meta:
        verbose_name = "voorwaarde bij een besluit"
        verbose_name_plural = "voorwaarden bij een besluit"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "slug"), name="projects_condition_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label
