"""What every room shares: ids, sources, the audit trail and the run of a job."""

from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.uuid7 import uuid7


class Entity(models.Model):
    """A business object with a time-ordered id."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """A fact and where it was read. What was invented for show is marked, wherever it is shown.

    What the source calls confidential is for people with a role, never for a public page.
    """

    source_document = models.CharField("brondocument", max_length=120, blank=True)
    source_place = models.CharField("vindplaats", max_length=120, blank=True)
    illustrative = models.BooleanField("illustratief", default=False)
    confidential = models.BooleanField("vertrouwelijk volgens de bron", default=False)

    class Meta:
        abstract = True


class Knowledge(models.TextChoices):
    """Unknown is not zero: what is known of a figure."""

    GIVEN = "given", "bekend"
    TO_BE_DETERMINED = "to_be_determined", "n.t.b."
    NOT_QUANTIFIABLE = "not_quantifiable", "niet kwantificeerbaar"
    NOT_APPLICABLE = "not_applicable", "n.v.t."
    MISSING = "missing", "niet vermeld"


class Figure(Sourced):
    """A stated amount, count or range of a plan, with the state of knowledge beside it."""

    knowledge = models.CharField(
        "wat bekend is", max_length=20, choices=Knowledge.choices, default=Knowledge.GIVEN
    )
    lower = models.DecimalField("van", max_digits=20, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField("tot en met", max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField("eenheid", max_length=60, blank=True)
    is_rounded = models.BooleanField("afgerond", default=False)
    period = models.CharField("periode", max_length=60, blank=True)
    note = models.TextField("toelichting", blank=True)
    is_default = models.BooleanField(default=True, help_text="Geldt waar de bron meer waarden noemt")

    class Meta:
        abstract = True


def figure_constraints(prefix: str) -> list[models.BaseConstraint]:
    """Bounds ordered, and a value exactly where one is given."""
    return [
        models.CheckConstraint(
            name=f"{prefix}_bounds_ordered",
            condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(upper__gte=models.F("lower")),
        ),
        models.CheckConstraint(
            name=f"{prefix}_value_iff_given",
            condition=Q(knowledge=Knowledge.GIVEN, lower__isnull=False)
            | Q(knowledge=Knowledge.GIVEN, upper__isnull=False)
            | (~Q(knowledge=Knowledge.GIVEN) & Q(lower__isnull=True, upper__isnull=True)),
        ),
    ]


class AuditEntry(Entity):
    """Who changed what, when, from, to and why. Insert-only (trigger); written by the services."""

    at = models.DateTimeField(default=clock.now)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=150)
    request_id = models.UUIDField(help_text="Zelfde waarde voor alles wat in één handeling gebeurde")
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60, blank=True)
    object_label = models.CharField(max_length=300, blank=True)
    programme = models.CharField(
        max_length=60, blank=True, help_text="Slug; leeg voor wat geen programma heeft"
    )
    scope = models.CharField(
        max_length=250, blank=True, help_text="Waar het deel van is: nml-o/mgn, of nml-o/mgn/spuk-mgn"
    )
    changes = models.JSONField(default=dict, help_text='{"veld": [oud, nieuw]}')
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("object_type", "object_id"), name="core_audit_object"),
            models.Index(fields=("programme", "-at"), name="core_audit_programme"),
            models.Index(fields=("-at", "-id"), name="core_audit_newest"),
            models.Index(fields=("request_id", "id"), name="core_audit_batch"),
            models.Index(fields=("programme", "actor_name", "actor_id"), name="core_audit_people"),
            models.Index(fields=("programme", "object_type"), name="core_audit_kinds"),
            models.Index(fields=("scope", "-id"), name="core_audit_scope"),
        )
        constraints = (models.CheckConstraint(name="core_audit_action_named", condition=~Q(action="")),)

    def __str__(self) -> str:
        return f"{self.action} {self.object_label}"


class Draft(Entity):
    """What somebody typed in a form and has not stored yet, per person and place (the form's address)."""

    user_id = models.UUIDField()
    place = models.CharField("plaats", max_length=300)
    typed = models.JSONField(default=dict, help_text='{"veld": ["waarde", …]}, zoals getypt')
    saved_at = models.DateTimeField("bewaard op", default=clock.now)

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = (
            models.UniqueConstraint(fields=("user_id", "place"), name="core_draft_place_unique"),
            models.CheckConstraint(name="core_draft_place_is_path", condition=Q(place__startswith="/")),
        )

    def __str__(self) -> str:
        return self.place


class RunState(models.TextChoices):
    QUEUED = "queued", "in de wachtrij"
    RUNNING = "running", "bezig"
    DONE = "done", "klaar"
    FAILED = "failed", "mislukt"


class Run(Entity):
    """One job: who or what asked, when, what it looked at, changed and failed on.

    The truth about a job is this row; the broker only carries its id.
    """

    kind = models.CharField(max_length=40)
    programme = models.CharField(max_length=60, help_text="Slug van het programma")
    quarter = QuarterField(null=True)
    payload = models.JSONField(default=dict, help_text="Waartoe de opdracht zich beperkt; leeg is alles")
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    asked_by = models.TextField(help_text="Wie of wat vroeg; meer met puntkomma's")
    asked_for = models.TextField(blank=True, help_text="Aanleiding; meer met puntkomma's")
    asked_at = models.DateTimeField(default=clock.machine)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    failures = models.JSONField(default=list, help_text='[{"what": …, "why": …}]')

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("state", "asked_at"), name="core_run_state"),
            models.Index(fields=("programme", "quarter", "-asked_at"), name="core_run_programme"),
        )
        constraints = (
            quarter_is_valid("core_run_quarter_valid"),
            models.CheckConstraint(
                name="core_run_times_match_state",
                condition=Q(state=RunState.QUEUED, finished_at__isnull=True)
                | Q(state=RunState.RUNNING, started_at__isnull=False, finished_at__isnull=True)
                | Q(state__in=(RunState.DONE, RunState.FAILED), finished_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.programme} {self.quarter}"
