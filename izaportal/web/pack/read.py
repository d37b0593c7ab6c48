"""Finds the version of a frozen quarter that a pack is made of: 404 for what is not there or not frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.freezes import Version, versions
from izaportal.reporting.selectors.packs import Wanted, may_ask, pack_files
from izaportal.web.access import seen_programme
from izaportal.web.documents.contents import BUILDER

if TYPE_CHECKING:
    from izaportal.reporting.models import PackFile
    from pillars.models import Programme


@dataclass(frozen=True)
class Seen:
    """A programme and a version of one of its quarters; `versions` are all of that quarter."""

    viewer: Viewer
    programme: Programme
    version: Version
    versions: tuple[Version, ...]

    @property
    def may_ask(self) -> bool:
        return may_ask(self.viewer, self.programme.slug)

    @property
    def place(self) -> dict[str, object]:
        """What its addresses have in common."""
        return {
            "programme": self.programme.slug,
            "quarter": self.version.quarter,
            "version": self.version.number,
        }

    @property
    def url(self) -> str:
        return reverse("pack-version", kwargs=self.place)

    def wanted(self, project: str = "") -> Wanted:
        return Wanted(self.version.pk, BUILDER, project)

    def files(self) -> tuple[PackFile, ...]:
        return pack_files(self.viewer, self.programme, self.version.pk)

    def file_name(self, kind: str, project: str = "") -> str:
        """`bestuursstuk-nml-o-2026-Q2-v1.pdf`, `dossier-nml-o-mgn-2026-Q2-v1.zip`."""
        what = (
            f"dossier-{self.programme.slug}-{project}" if project else f"bestuursstuk-{self.programme.slug}"
        )
        return f"{what}-{self.version.quarter.key}-v{self.version.number}.{kind}"


def seen_version(viewer: Viewer, slug: str, quarter: Quarter, number: int | None = None) -> Seen:
    """The version of that number, or the last one."""
    programme = seen_programme(viewer, slug)
    found = versions(viewer, programme, quarter)
    chosen = next((one for one in reversed(found) if number in (None, one.number)), None)
    if chosen is None:
        raise Http404("Een bestuursstuk is er alleen van een vastgesteld kwartaal.")
    return Seen(viewer, programme, chosen, found)
