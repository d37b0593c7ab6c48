"""Builds what a job is asked for: the three files of the board pack, or the dossier of a project."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from izaportal.core.errors import Refused
from izaportal.core.progress import Progress
from izaportal.reporting.choices import PackKind
from izaportal.reporting.selectors.freezes import version_of
from izaportal.reporting.selectors.frozen_projects import frozen_projects
from izaportal.reporting.selectors.pack_basis import bases_of_dossiers, basis_of_pack
from izaportal.reporting.selectors.packs import Wanted
from izaportal.reporting.services.packs import Made, carry_out
from izaportal.web.documents.blocks import Document
from izaportal.web.documents.book import xlsx
from izaportal.web.documents.contents import BUILDER, board_pack
from izaportal.web.documents.dossier import dossier
from izaportal.web.documents.paper import pdf
from izaportal.web.documents.slides.deck import pptx

if TYPE_CHECKING:
    from izaportal.core.models import Run

Tell = Callable[[Progress], None]
PARTS: dict[PackKind, tuple[str, Callable[[Document], bytes]]] = {
    PackKind.DOCUMENT: ("Document opmaken", pdf),
    PackKind.SLIDES: ("Presentatie maken", pptx),
    PackKind.BOOK: ("Werkboek vullen", xlsx),
}


def make(run_id: UUID) -> "Run":
    return carry_out(run_id, build)


def build(wanted: Wanted, tell: Tell) -> Iterator[Made]:
    """Raises Refused for a project that was not there when the quarter was frozen."""
    if wanted.builder != BUILDER:
        raise Refused("gevraagd voor een andere versie van de maker")
    return _dossier(wanted, tell) if wanted.project else _board_pack(wanted, tell)


def _board_pack(wanted: Wanted, tell: Tell) -> Iterator[Made]:
    steps = len(PARTS) + 1
    tell(Progress("Cijfers lezen", 0, steps))
    version = version_of(wanted.freeze)
    basis, document = basis_of_pack(version), board_pack(version)
    for at, kind in enumerate(wanted.kinds, start=1):
        step, write = PARTS[kind]
        tell(Progress(step, at, steps))
        yield Made(kind, write(document), basis)


def _dossier(wanted: Wanted, tell: Tell) -> Iterator[Made]:
    tell(Progress("Stukken verzamelen", 0, 2))
    version = version_of(wanted.freeze)
    project = next((one for one in frozen_projects(version) if one.slug == wanted.project), None)
    if project is None:
        raise Refused("dit project was er niet toen het kwartaal werd vastgesteld")
    basis = bases_of_dossiers(version, [project.pk])[project.pk]
    tell(Progress("Dossier inpakken", 1, 2))
    yield Made(PackKind.DOSSIER, dossier(version, project), basis)
