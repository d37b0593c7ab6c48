"""Bodies that decide or advise, their meetings, and the agenda of work."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity, Sourced
from pillars.models.programme import Programme
from regions.models import Municipality, Organisation


class GovernanceBody(Entity, Sourced):
    """Cadence, decision principle and mandate are data. `has_mandate` null: the plan does not say.

    From `closed_on` on it does not meet any more.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bodies")
    slug = models.SlugField(max_length=80)
    name = models.CharField("naam", max_length=200, blank=True)
    label = models.CharField("omschrijving", max_length=300, blank=True)
    aliases = models.JSONField(default=list, blank=True)
    scope = models.CharField("reikwijdte", max_length=120, blank=True)
    cadence = models.CharField("ritme", max_length=120, blank=True)
    meetings_per_year = models.PositiveSmallIntegerField("keer per jaar", null=True, blank=True)
    decision_principle = models.CharField("besluitvorming", max_length=60, blank=True)
    has_mandate = models.BooleanField("mandaat", null=True)
    roles = models.JSONField("rollen", default=list, blank=True, help_text="Alleen rollen, nooit namen")
    facts = models.JSONField(default=dict, blank=True)
    closed_on = models.DateField("opgeheven op", null=True, blank=True)

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="pillars_body_slug_unique"),
            models.CheckConstraint(name="pillars_body_named", condition=~Q(name="") | ~Q(label="")),
        )

    def __str__(self) -> str:
        return self.name or self.label


class BodyRole(models.TextChoices):
    """In the order in which members are listed."""

    CHAIR = "chair", "voorzitter"
    VICE_CHAIR = "vice_chair", "vicevoorzitter"
    MEMBER = "member", "lid"
    ADVISER = "adviser", "adviseur"


class BodyMember(Entity):
    """Somebody at the table of a body, from one day up to and including another (null: until now).

    Whom the meetings and decisions of the body concern; it gives no right to see anything (ADR 25).
    """

    body = models.ForeignKey(GovernanceBody, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="persoon",
        on_delete=models.CASCADE,
        related_name="body_memberships",
    )
    role = models.CharField("rol", max_length=12, choices=BodyRole.choices, default=BodyRole.MEMBER)
    municipality = models.ForeignKey(
        Municipality, verbose_name="namens gemeente", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="namens organisatie",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts_on = models.DateField("lid vanaf")
    ends_on = models.DateField("lid tot en met", null=True)

    class Meta:
        verbose_name = "lid van een overleg"
        verbose_name_plural = "leden van overleggen"
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                name="pillars_member_days_ordered",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="pillars_member_sits_for_one",
                condition=Q(municipality__isnull=True) | Q(organisation__isnull=True),
            ),
            ExclusionConstraint(
                name="pillars_member_no_overlap",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.body})"

    @property
    def behalf(self) -> str:
        """For whom somebody sits there: `gemeente Venray`, an organisation, or empty. Needs both."""
        if self.municipality is not None:
            return f"gemeente {self.municipality.name}"
        return self.organisation.name if self.organisation is not None else ""

    def is_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class Meeting(Entity, Sourced):
    """A meeting of a body; `quarter` is the quarter it looks back on. A cancelled one is not held."""

    body = models.ForeignKey(GovernanceBody, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("datum")
    starts_at = models.TimeField("aanvang", null=True, blank=True)
    place = models.CharField("plaats", max_length=120, blank=True)
    quarter = QuarterField("kwartaal", null=True, blank=True)
    cancelled_at = models.DateTimeField("afgezegd op", null=True, blank=True)
    cancelled_by = models.CharField("afgezegd door", max_length=150, blank=True)
    cancelled_reason = models.CharField("reden van afzeggen", max_length=300, blank=True)

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ("held_on",)
        constraints = (
            models.UniqueConstraint(
                fields=("body", "held_on"),
                condition=Q(cancelled_at__isnull=True),
                name="pillars_meeting_day_unique",
            ),
            quarter_is_valid("pillars_meeting_quarter_valid"),
            models.CheckConstraint(
                name="pillars_meeting_cancelled_has_reason",
                condition=Q(cancelled_at__isnull=True, cancelled_by="", cancelled_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_by="") & ~Q(cancelled_reason="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.held_on:%d-%m-%Y}"


class AgendaAction(Entity, Sourced):
    """An action of the work agenda of a regional plan."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="agenda_actions")
    slug = models.SlugField(max_length=60)
    line = models.CharField("lijn", max_length=120, blank=True)
    phase = models.CharField("fase", max_length=120, blank=True)
    label = models.CharField("actie", max_length=300)
    owner_role = models.CharField("rol", max_length=120, blank=True)
    state = models.CharField("status", max_length=40, blank=True)
    starts = models.CharField("begin", max_length=10, blank=True)
    ends = models.CharField("eind", max_length=10, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    depends_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="enables")

    class Meta:
        verbose_name = "actie van de agenda"
        verbose_name_plural = "acties van de agenda"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="pillars_action_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label
