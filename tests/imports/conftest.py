"""A place for files, and a way to hand one in and let the job do its work."""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import File

from izaportal.core.viewer import Viewer
from izaportal.imports.models import Import
from izaportal.imports.services.receiving import Sent, ask_to_apply, ask_to_undo, receive
from izaportal.imports.services.working import work
from pillars.models import Programme

HandIn = Callable[[Viewer, bytes], Import]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def sent(content: bytes, name: str = "werkmap.xlsx") -> Sent:
    return Sent(File(io.BytesIO(content), name=name), name, len(content))


@pytest.fixture
def hand_in(programme: Programme) -> HandIn:
    """Receives the file and checks it; what came of it."""

    def handed_in(actor: Viewer, content: bytes) -> Import:
        return worked(receive(actor=actor, programme=programme, sent=sent(content)))

    return handed_in


def worked(row: Import) -> Import:
    if row.run is None:
        raise ValueError("er is niets gevraagd")
    work(row.run.pk)
    return Import.objects.get(pk=row.pk)


def applied(actor: Viewer, row: Import) -> Import:
    return worked(
        ask_to_apply(actor=actor, programme=row.programme, import_id=row.pk, reason="Uit de administratie.")
    )


def undone(actor: Viewer, row: Import) -> Import:
    return worked(
        ask_to_undo(actor=actor, programme=row.programme, import_id=row.pk, reason="Verkeerd bestand.")
    )
