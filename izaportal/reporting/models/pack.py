"""Files that were made of a frozen quarter. Insert-only: one that is made again is another row."""

from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.models import Entity, Run
from izaportal.reporting.choices import PACK_KINDS, PackKind
from izaportal.reporting.models.freeze import Freeze
from projects.models import Project


class PackFile(Entity):
    """A part of the board pack, or the dossier of a project for the auditor.

    `builder` is the version of what made it: a newer one makes the file again. `basis` is the hash of what it
    rests on beside the frozen rows, empty for nothing. The SHA-256 is of the file.
    """

    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=10, choices=PACK_KINDS)
    builder = models.CharField("versie van de maker", max_length=20)
    basis = models.CharField("waarop het rust", max_length=64, blank=True)
    file = models.FileField("bestand", upload_to="bestuursstukken/%Y/", max_length=200)
    size = models.PositiveBigIntegerField("omvang in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField("gemaakt op", default=clock.now)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "stuk van een vastgesteld kwartaal"
        verbose_name_plural = "stukken van vastgestelde kwartalen"
        ordering = ("freeze", "kind", "-id")
        indexes = (models.Index(fields=("freeze", "project", "kind", "-id"), name="reporting_pack_latest"),)
        constraints = (
            models.UniqueConstraint(fields=("run", "kind"), name="reporting_pack_once_a_run"),
            models.CheckConstraint(
                name="reporting_pack_dossier_has_project",
                condition=Q(kind=PackKind.DOSSIER, project__isnull=False)
                | (~Q(kind=PackKind.DOSSIER) & Q(project__isnull=True)),
            ),
            models.CheckConstraint(
                name="reporting_pack_hash_whole", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="reporting_pack_kept", condition=~Q(file="") & ~Q(builder="") & Q(size__gt=0)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.freeze}"
