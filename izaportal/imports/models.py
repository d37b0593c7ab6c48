"""Files that were handed in, what was found in them, and what they changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.models import Entity, Run
from izaportal.imports.choices import ImportState
from pillars.models import Programme


class Import(Entity):
    """A file for a programme. The file itself never changes (trigger); what became of it does.

    `book` is the kind of workbook, known once the file was looked at; `batch` the request id of its lines in
    the audit trail.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("ingelezen op", default=clock.now)
    file = models.FileField("bestand", upload_to="importen/%Y/", max_length=200)
    file_name = models.CharField("bestandsnaam", max_length=200)
    size = models.PositiveIntegerField("grootte in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    book = models.CharField("soort", max_length=30, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=ImportState.choices, default=ImportState.CHECKING
    )
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="+")
    report = models.JSONField("verslag", default=dict)
    reason = models.TextField("reden", blank=True)
    undo_reason = models.TextField("reden van terugdraaien", blank=True)
    applied_at = models.DateTimeField("toegepast op", null=True)
    undone_at = models.DateTimeField("teruggedraaid op", null=True)
    batch = models.UUIDField(null=True)

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "sha256"), name="imports_import_file_once"),
            models.CheckConstraint(
                name="imports_import_hash_whole", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="imports_import_size_positive", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="imports_import_applied_has_reason",
                condition=~Q(state=ImportState.APPLIED) | (Q(applied_at__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="imports_import_undone_has_reason",
                condition=~Q(state=ImportState.UNDONE) | (Q(undone_at__isnull=False) & ~Q(undo_reason="")),
            ),
        )

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(Entity):
    """A row that an import added or changed, and what it takes to undo that. Insert-only (trigger)."""

    origin = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    batch = models.UUIDField()
    tab = models.CharField("tabblad", max_length=30)
    row_id = models.CharField("kenmerk", max_length=200)
    is_new = models.BooleanField("toegevoegd")
    entry = models.UUIDField("regel in het spoor", null=True)
    before = models.TextField("was", blank=True)
    after = models.TextField("werd", blank=True)

    class Meta:
        verbose_name = "ingelezen regel"
        verbose_name_plural = "ingelezen regels"
        ordering = ("id",)
        indexes = (models.Index(fields=("origin", "batch", "tab"), name="imports_row_batch"),)
        constraints = (
            models.CheckConstraint(name="imports_row_named", condition=~Q(row_id="") & ~Q(tab="")),
        )

    def __str__(self) -> str:
        return f"{self.tab} {self.row_id}"
