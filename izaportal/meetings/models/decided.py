"""What a meeting said and decided, how that is followed up, and what each college says. All insert-only."""

from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.models import Entity
from izaportal.meetings.choices import FollowUp, Stance
from izaportal.meetings.models.agenda import AgendaItem
from projects.models import Decision, DecisionCondition, Evidence
from regions.models import Municipality


class ItemMinute(Entity):
    """What was said on an item; the last version holds."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField("versie")
    text = models.TextField("verslag", blank=True)
    written_at = models.DateTimeField("geschreven op", default=clock.now)
    written_by = models.CharField("geschreven door", max_length=150)

    class Meta:
        verbose_name = "verslag bij een agendapunt"
        verbose_name_plural = "verslagen bij agendapunten"
        ordering = ("item", "number")
        constraints = (
            models.UniqueConstraint(fields=("item", "number"), name="meetings_minute_number_unique"),
        )

    def __str__(self) -> str:
        return f"‘{self.item}’, versie {self.number}"


class ItemDecision(Entity):
    """The item on which a decision was taken."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decided")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "besluit op een agendapunt"
        verbose_name_plural = "besluiten op agendapunten"
        ordering = ("item", "id")

    def __str__(self) -> str:
        return f"{self.decision} bij ‘{self.item}’"


class FollowUpStep(Entity):
    """How far a decision is, or one of its conditions; the last step holds, and before any it is open."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    condition = models.ForeignKey(
        DecisionCondition, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField("stap")
    state = models.CharField("stand", max_length=10, choices=FollowUp.choices)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="bewijsstuk"
    )
    proof = models.CharField("kenmerk van het bewijs", max_length=200, blank=True)
    note = models.TextField("toelichting", blank=True)
    taken_at = models.DateTimeField("vastgelegd op", default=clock.now)
    taken_by = models.CharField("vastgelegd door", max_length=150)

    class Meta:
        verbose_name = "stap in de opvolging"
        verbose_name_plural = "stappen in de opvolging"
        ordering = ("decision", "condition", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("decision", "condition", "number"),
                nulls_distinct=False,
                name="meetings_step_number_unique",
            ),
            models.CheckConstraint(
                name="meetings_step_done_is_proven",
                condition=~Q(state=FollowUp.DONE) | Q(evidence__isnull=False) | ~Q(proof=""),
            ),
            models.CheckConstraint(
                name="meetings_step_lapsed_has_reason", condition=~Q(state=FollowUp.LAPSED) | ~Q(note="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.condition or self.decision}: {self.get_state_display()}"


class CollegePosition(Entity):
    """What the college of a municipality says to a decision; the last version holds."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("versie")
    stance = models.CharField("standpunt", max_length=10, choices=Stance.choices)
    decided_on = models.DateField("besloten op", null=True, blank=True)
    reservation = models.TextField("voorbehoud", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", default=clock.now)
    recorded_by = models.CharField("vastgelegd door", max_length=150)

    class Meta:
        verbose_name = "besluit van een college"
        verbose_name_plural = "besluiten van colleges"
        ordering = ("decision", "municipality", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("decision", "municipality", "number"), name="meetings_position_number_unique"
            ),
            models.CheckConstraint(
                name="meetings_position_decided_has_day",
                condition=Q(stance=Stance.UNKNOWN, decided_on__isnull=True)
                | (~Q(stance=Stance.UNKNOWN) & Q(decided_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="meetings_position_reserved_says_what",
                condition=~Q(stance=Stance.RESERVED) | ~Q(reservation=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.get_stance_display()}"
