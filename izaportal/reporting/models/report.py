"""The quarter report of a project: its draft, what was submitted of it, and what was said about that."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity
from izaportal.reporting.report.questions import SECTION_WORDS
from kpis.models import Measurement
from projects.models import Project

SECTIONS = [(section.value, word) for section, word in SECTION_WORDS.items()]


class ReportState(models.TextChoices):
    CONCEPT = "concept", "concept"
    SUBMITTED = "submitted", "ingediend"
    RETURNED = "returned", "teruggestuurd"
    APPROVED = "approved", "goedgekeurd"


class QuarterReport(Entity):
    """One per project and quarter. `typed` is what stands in the fields as somebody typed it, right or wrong:
    every keystroke that was saved, of everybody who writes the report."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reports")
    quarter = QuarterField()
    state = models.CharField(
        "status", max_length=10, choices=ReportState.choices, default=ReportState.CONCEPT
    )
    typed = models.JSONField("concept", default=dict, help_text='{"veld": "zoals getypt"}')
    begun_at = models.DateTimeField("begonnen op", default=clock.now)
    saved_at = models.DateTimeField("bewaard op", default=clock.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    open_until = models.DateField("heropend tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "kwartaalrapportage"
        verbose_name_plural = "kwartaalrapportages"
        ordering = ("project", "quarter")
        constraints = (
            models.UniqueConstraint(fields=("project", "quarter"), name="reporting_report_quarter_unique"),
            quarter_is_valid("reporting_report_quarter_valid"),
            models.CheckConstraint(
                name="reporting_report_state_known", condition=Q(state__in=ReportState.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.quarter.label}"


class Ruling(models.TextChoices):
    """What became of a submission; empty as long as it waits."""

    APPROVED = "approved", "goedgekeurd"
    RETURNED = "returned", "teruggestuurd"
    WITHDRAWN = "withdrawn", "ingetrokken"


class ReportSubmission(Entity):
    """A report as it was handed in. Nothing of it changes but the ruling, once (trigger)."""

    report = models.ForeignKey(QuarterReport, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("nummer")
    content = models.JSONField(
        "inhoud", help_text='{"veld": {"section": …, "label": …, "value": …, "shown": …}}'
    )
    fingerprint = models.CharField(max_length=64)
    measurements = models.ManyToManyField(Measurement, blank=True, related_name="+")
    submitted_at = models.DateTimeField("ingediend op", default=clock.now)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ruling = models.CharField("uitkomst", max_length=10, choices=Ruling.choices, blank=True)
    ruled_at = models.DateTimeField("beoordeeld op", null=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "ingediende rapportage"
        verbose_name_plural = "ingediende rapportages"
        ordering = ("report", "number")
        constraints = (
            models.UniqueConstraint(fields=("report", "number"), name="reporting_submission_number_unique"),
            models.UniqueConstraint(
                fields=("report",), condition=Q(ruling=""), name="reporting_submission_one_waits"
            ),
            models.UniqueConstraint(
                fields=("report",),
                condition=Q(ruling=Ruling.APPROVED),
                name="reporting_submission_one_approved",
            ),
            models.CheckConstraint(
                name="reporting_submission_ruling_has_time",
                condition=Q(ruling="", ruled_at__isnull=True)
                | Q(ruling__in=Ruling.values, ruled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reporting_submission_fingerprint_whole",
                condition=Q(fingerprint__regex="^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(name="reporting_submission_number_from_one", condition=Q(number__gte=1)),
        )

    def __str__(self) -> str:
        return f"{self.report} ({self.number})"


class ReportRemark(Entity):
    """Why a section of a submission was sent back. Insert-only."""

    submission = models.ForeignKey(ReportSubmission, on_delete=models.PROTECT, related_name="remarks")
    section = models.CharField("onderdeel", max_length=20, choices=SECTIONS)
    text = models.TextField("opmerking")

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ("submission", "id")
        constraints = (
            models.UniqueConstraint(fields=("submission", "section"), name="reporting_remark_section_unique"),
            models.CheckConstraint(name="reporting_remark_says_something", condition=~Q(text="")),
        )

    def __str__(self) -> str:
        return self.text
