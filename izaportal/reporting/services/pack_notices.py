"""Tells who asked for a board pack or a dossier that it is ready, or that it could not be made."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse

from izaportal.core.models import Run
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.models import Freeze
from projects.models import Project

MAKER = Viewer.system("bestuursstuk")
WAITING = "waiting"
"""In the payload of a run: ids of the people who wait for it."""


def waiting_for(run: Run) -> frozenset[UUID]:
    """Who waits by now. Call in the transaction that ends the run, before it does."""
    (payload,) = Run.objects.select_for_update().filter(pk=run.pk).values_list("payload", flat=True)
    return frozenset(map(UUID, payload.get(WAITING, ())))


def tell_that_it_is_ready(
    freeze: Freeze, project: Project | None, *, run: Run, waiting: Iterable[UUID]
) -> None:
    if project is None:
        what, text = "Bestuursstuk", "Het document, de presentatie en het werkboek zijn gemaakt."
    else:
        what, text = f"Dossier {project.name}", "Het dossier voor de accountant is ingepakt."
    _tell(f"{what} van {freeze.quarter.label} staat klaar", text, freeze, run=run, waiting=waiting)


def tell_of_failure(freeze: Freeze, project: Project | None, *, run: Run, waiting: Iterable[UUID]) -> None:
    what = f"Dossier {project.name}" if project else "Bestuursstuk"
    text = "De cijfers zijn niet veranderd. U kunt het opnieuw laten maken."
    _tell(f"{what} van {freeze.quarter.label} maken is mislukt", text, freeze, run=run, waiting=waiting)


def _tell(subject: str, text: str, freeze: Freeze, *, run: Run, waiting: Iterable[UUID]) -> None:
    programme = freeze.programme
    place = {"programme": programme.slug, "quarter": freeze.quarter, "version": freeze.version}
    message = Message(
        kind=NoticeKind.PACK,
        subject=subject,
        text=text,
        url=reverse("pack-version", kwargs=place),
        programme=programme.slug,
        once=f"pack/{run.pk}",
    )
    notify(waiting, actor=MAKER, message=message)
