"""Finds the version of a frozen quarter that a pack is made of: 404 for what is not there or not frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.freezes import Version, versions
from izaportal.reporting.selectors.frozen_projects import ProjectRef, projects_of
from izaportal.reporting.selectors.pack_basis import bases_of_dossiers, basis_of_pack
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

    @cached_property
    def pack(self) -> Wanted:
        """The board pack as it would be made now."""
        return Wanted(self.version.pk, BUILDER, basis=basis_of_pack(self.version))

    @cached_property
    def projects(self) -> Mapping[str, ProjectRef]:
        """By their slug, in the order of their names."""
        return {one.slug: one for one in projects_of(self.version)}

    @cached_property
    def dossiers(self) -> Mapping[str, Wanted]:
        """Of every project as it would be made now."""
        bases = bases_of_dossiers(self.version, [one.pk for one in self.projects.values()])
        return {
            slug: Wanted(self.version.pk, BUILDER, slug, bases[one.pk]) for slug, one in self.projects.items()
        }

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
