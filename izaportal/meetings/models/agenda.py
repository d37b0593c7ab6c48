"""The agenda of a meeting: it composes itself until the secretary fixes it, and stands from then on."""

from django.db import models
from django.db.models import Q

from izaportal.core.models import Entity
from izaportal.meetings.choices import ItemKind
from pillars.models import Meeting
from projects.models import Project


class Agenda(Entity):
    """One for each meeting with items. Once it is fixed it never changes (trigger), nor do its items."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="+")
    fixed_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    fixed_by = models.CharField("vastgesteld door", max_length=150, blank=True)

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agenda’s"
        ordering = ("meeting", "id")
        constraints = (
            models.CheckConstraint(
                name="meetings_agenda_fixed_by_somebody",
                condition=Q(fixed_at__isnull=True, fixed_by="")
                | (Q(fixed_at__isnull=False) & ~Q(fixed_by="")),
            ),
        )

    def __str__(self) -> str:
        return str(self.meeting)


class AgendaItem(Entity):
    """Something to discuss. `cause` says what put it there by itself, such as `duty/<id>`: each cause gives
    one item per meeting. `withdrawn_by` is empty when it went by itself, as its cause was gone.

    `url` is the path of the page that shows what it is about.
    """

    agenda = models.ForeignKey(Agenda, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField("soort", max_length=20, choices=ItemKind.choices)
    cause = models.CharField("aanleiding", max_length=120, blank=True)
    title = models.CharField("onderwerp", max_length=300)
    why = models.TextField("toelichting", blank=True)
    url = models.CharField("adres", max_length=300, blank=True)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="project"
    )
    position = models.PositiveSmallIntegerField("plaats op de agenda")
    note = models.TextField("notitie van de secretaris", blank=True)
    withdrawn_at = models.DateTimeField("van de agenda op", null=True, blank=True)
    withdrawn_by = models.CharField("van de agenda door", max_length=150, blank=True)
    withdrawn_reason = models.TextField("reden", blank=True)
    illustrative = models.BooleanField("illustratief", default=False)

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ("agenda", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("agenda", "cause"), condition=~Q(cause=""), name="meetings_item_cause_once"
            ),
            models.CheckConstraint(
                name="meetings_item_own_has_no_cause",
                condition=Q(kind=ItemKind.OWN, cause="") | (~Q(kind=ItemKind.OWN) & ~Q(cause="")),
            ),
            models.CheckConstraint(name="meetings_item_named", condition=~Q(title="")),
            models.CheckConstraint(
                name="meetings_item_withdrawn_has_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="", withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
            ),
            models.CheckConstraint(
                name="meetings_item_url_is_path", condition=Q(url="") | Q(url__startswith="/")
            ),
        )

    def __str__(self) -> str:
        return self.title
