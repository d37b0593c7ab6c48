"""Imports that a viewer may see: those of programmes of which they may take in something."""

from uuid import UUID

from django.db.models import Q, QuerySet

from izaportal.core.viewer import Viewer
from izaportal.imports.books import books_for, may_import, sees_all
from izaportal.imports.models import Import
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


def imports_of(viewer: Viewer, programme: Programme) -> QuerySet[Import]:
    """Newest first, without their reports."""
    rows = Import.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)
    if not may_import(viewer, programme.slug):
        rows = rows.none()
    elif not sees_all(viewer, programme.slug):
        own = [one.book.key for one in books_for(viewer, programme.slug)]
        rows = rows.filter(Q(book__in=own) | Q(uploaded_by=viewer.user_id))
    return rows.select_related("uploaded_by").defer("report")


def import_of(viewer: Viewer, programme: Programme, import_id: UUID) -> Import:
    """With its report. Raises Import.DoesNotExist for what is not there or may not be seen alike."""
    return imports_of(viewer, programme).select_related("run", "programme").defer(None).get(pk=import_id)
