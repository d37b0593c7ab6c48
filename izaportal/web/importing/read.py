"""Finds what the pages about imports are about: 404 for what is not there, 403 for who takes in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied

from izaportal.core.viewer import Viewer
from izaportal.imports.books import may_import
from izaportal.imports.selectors import import_of
from izaportal.web.access import or_404, seen_programme

if TYPE_CHECKING:
    from izaportal.imports.models import Import
    from pillars.models import Programme


def importing_programme(viewer: Viewer, slug: str) -> Programme:
    found = seen_programme(viewer, slug)
    if not may_import(viewer, slug):
        raise PermissionDenied
    return found


def seen_import(viewer: Viewer, slug: str, import_id: UUID) -> Import:
    found = importing_programme(viewer, slug)
    with or_404("Deze import is er niet."):
        return import_of(viewer, found, import_id)
