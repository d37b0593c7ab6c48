"""Decisions of boards and colleges, with the conditions attached to them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from izaportal.core.models import Entity, Sourced
from pillars.models import GovernanceBody, Meeting, Programme
from projects.models.project import STEMS, WORDS, Project
from regions.models import Organisation

SEARCH = SearchVector("label", config=STEMS, weight="A") + SearchVector(
    "label", "note", config=WORDS, weight="B"
)
SEARCH = SEARCH + SearchVector("note", config=STEMS, weight="C")
if TYPE_CHECKING:
    _Manager = models.Manager["Decision"]
else:
    _Manager = models.Manager


class DecisionKind(models.TextChoices):
    CONTINUE = "continue", "doorgaan"
    ADJUST = "adjust", "bijsturen"
    SCALE_UP = "scale_up", "opschalen"
    MERGE = "merge", "samenvoegen"
    STOP = "stop", "stoppen"
    ADOPT = "adopt", "instemmen"
    HOLD = "hold", "aanhouden"
    SUBMIT = "submit", "mee indienen"
    POINT = "point", "beslismoment"


class DecisionBasis(models.TextChoices):
    """On what a decision rests; empty: its source does not say. Advice counts once the colleges agree."""

    MANDATE = "mandate", "met mandaat"
    ADVICE = "advice", "als advies aan de colleges"


class Decisions(_Manager):
    """Without the column that only a search needs."""

    def get_queryset(self) -> "models.QuerySet[Decision]":
        return super().get_queryset().defer("search")


class Standing(Decisions):
    """Only what counts: not what another decision replaced."""

    def get_queryset(self) -> "models.QuerySet[Decision]":
        return super().get_queryset().filter(replaced_by=None)


class Decision(Entity, Sourced):
    """A decision taken, asked or foreseen. `decided_on` null: not taken, or the source does not say when.

    Of what was recorded here `owner` or `owner_role` follows it up before `deadline`, and `settled_on` is the
    day on which the last college agreed to an advice. What `replaces` another puts it right: the other was
    recorded wrongly, stands in the log, and counts nowhere.
    """

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
    note = models.TextField("overwegingen", blank=True)
    basis = models.CharField("grond", max_length=10, choices=DecisionBasis.choices, blank=True)
    asks_colleges = models.BooleanField("colleges besluiten zelf", default=False)
    settled_on = models.DateField("bekrachtigd op", null=True, blank=True)
    owner = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="eigenaar",
    )
    owner_role = models.CharField("rol van de eigenaar", max_length=120, blank=True)
    deadline = models.DateField("uiterlijk", null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        verbose_name="vervangt",
    )
    replaces_why = models.CharField("reden van vervangen", max_length=300, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    search = models.GeneratedField(expression=SEARCH, output_field=SearchVectorField(), db_persist=True)

    objects = Decisions()
    standing = Standing()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ("decided_on", "slug")
        indexes = (GinIndex(fields=("search",), name="projects_decision_search"),)
        constraints = (
            models.CheckConstraint(
                name="projects_decision_only_advice_settles",
                condition=Q(settled_on__isnull=True) | Q(basis=DecisionBasis.ADVICE),
            ),
            models.CheckConstraint(
                name="projects_decision_recorded_is_whole",
                condition=Q(recorded_at__isnull=True) | (~Q(basis="") & Q(meeting__isnull=False)),
            ),
            models.CheckConstraint(
                name="projects_decision_replaces_with_reason",
                condition=Q(replaces__isnull=True, replaces_why="")
                | (Q(replaces__isnull=False) & ~Q(replaces_why="") & ~Q(replaces=F("id"))),
            ),
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
