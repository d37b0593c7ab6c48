"""What a project plans, needs and fears, and what proves it."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity, Sourced
from pillars.models import Pillar, Programme
from projects.models.project import Project


class MilestoneState(models.TextChoices):
    PLANNED = "planned", "gepland"
    REACHED = "reached", "gehaald"
    LATE = "late", "te laat"
    DROPPED = "dropped", "vervallen"
    UNKNOWN = "unknown", "niet vermeld"


class Milestone(Entity, Sourced):
    """A dated product or step of a programme, pillar or project.

    `due` is the last day of what the source names; `due_text` keeps its precision (`2025-06`).
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="milestones")
    pillar = models.ForeignKey(
        Pillar, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones"
    )
    slug = models.SlugField(max_length=100)
    label = models.CharField("mijlpaal", max_length=300)
    kind = models.CharField("soort", max_length=40, blank=True)
    due = models.DateField("uiterlijk", null=True, blank=True)
    due_text = models.CharField("termijn in het plan", max_length=40, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=MilestoneState.choices, default=MilestoneState.UNKNOWN
    )
    reached_on = models.DateField("gehaald op", null=True, blank=True)
    facts = models.JSONField("overige feiten", default=dict, blank=True)

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = (F("due").asc(nulls_last=True), "slug")
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="projects_milestone_slug_unique"),
            models.CheckConstraint(
                name="projects_milestone_reached_has_state",
                condition=Q(reached_on__isnull=True) | Q(state=MilestoneState.REACHED),
            ),
        )

    def __str__(self) -> str:
        return self.label


class Dependency(Entity, Sourced):
    """`project` cannot go on without `needs`."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="dependencies")
    needs = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="dependents", verbose_name="heeft nodig"
    )
    label = models.CharField("waarom", max_length=300, blank=True)

    class Meta:
        verbose_name = "afhankelijkheid"
        verbose_name_plural = "afhankelijkheden"
        constraints = (
            models.UniqueConstraint(fields=("project", "needs"), name="projects_dependency_unique"),
            models.CheckConstraint(name="projects_dependency_not_itself", condition=~Q(project=F("needs"))),
        )

    def __str__(self) -> str:
        return self.label


class Risk(Entity, Sourced):
    """A risk of the programme or a project. Likelihood and impact from 1 to 5; null is not assessed."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="risks")
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="risks"
    )
    slug = models.SlugField(max_length=60)
    label = models.CharField("risico", max_length=300)
    likelihood = models.PositiveSmallIntegerField("kans", null=True, blank=True)
    impact = models.PositiveSmallIntegerField("gevolg", null=True, blank=True)
    owner_role = models.CharField("eigenaar", max_length=120, blank=True)
    measure = models.TextField("maatregel", blank=True)

    class Meta:
        verbose_name = "risico"
        verbose_name_plural = "risico’s"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="projects_risk_slug_unique"),
            models.CheckConstraint(
                name="projects_risk_scores_valid",
                condition=(Q(likelihood__isnull=True) | Q(likelihood__range=(1, 5)))
                & (Q(impact__isnull=True) | Q(impact__range=(1, 5))),
            ),
        )

    def __str__(self) -> str:
        return self.label


class Precondition(Entity, Sourced):
    """What must be in place first (randvoorwaarde)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="preconditions")
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="preconditions"
    )
    slug = models.SlugField(max_length=100)
    category = models.CharField("categorie", max_length=120, blank=True)
    label = models.CharField("randvoorwaarde", max_length=300)
    owner = models.CharField("eigenaar", max_length=120, blank=True)
    due_text = models.CharField("wanneer", max_length=40, blank=True)

    class Meta:
        verbose_name = "randvoorwaarde"
        verbose_name_plural = "randvoorwaarden"
        ordering = ("category", "slug")
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="projects_precondition_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label


def place_of_file(evidence: Any, _: str) -> str:
    """Under its own id: the name a person gave it is kept beside it and is part of no path."""
    identity: UUID = evidence.pk
    return f"bewijs/{identity}"


class Evidence(Entity, Sourced):
    """What proves something of a project: a file, kept outside the web root, or a link."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="evidence")
    label = models.CharField("bewijsstuk", max_length=200)
    url = models.URLField("adres", max_length=500, blank=True)
    file = models.FileField("bestand", upload_to=place_of_file, max_length=200, blank=True)
    file_name = models.CharField("bestandsnaam", max_length=200, blank=True)
    media_type = models.CharField("soort bestand", max_length=100, blank=True)
    size = models.PositiveIntegerField("omvang in bytes", null=True, blank=True)
    sha256 = models.CharField("controlegetal", max_length=64, blank=True)
    quarter = QuarterField("kwartaal", null=True, blank=True)
    note = models.TextField("toelichting", blank=True)
    added_at = models.DateTimeField("toegevoegd op", default=clock.now)

    class Meta:
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "url"), condition=~Q(url=""), name="projects_evidence_url_unique"
            ),
            models.CheckConstraint(
                name="projects_evidence_file_or_link",
                condition=Q(url="", sha256__regex="^[0-9a-f]{64}$", size__gt=0)
                & ~Q(file="")
                & ~Q(file_name="")
                | (~Q(url="") & Q(file="", file_name="", sha256="", size__isnull=True)),
            ),
            quarter_is_valid("projects_evidence_quarter_valid"),
        )

    def __str__(self) -> str:
        return self.label
