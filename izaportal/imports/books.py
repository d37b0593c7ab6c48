"""The workbooks that can be taken in, by kind, and who may do so."""

from collections.abc import Callable
from dataclasses import dataclass

from izaportal.core.viewer import Viewer
from izaportal.imports.kinds import (
    bookings,
    boundaries,
    budget,
    indicators,
    measurements,
    municipalities,
    projects,
    targets,
)
from izaportal.imports.kinds.kind import Kind
from izaportal.imports.layout import Book


@dataclass(frozen=True)
class Importable:
    """A book with how each of its tabs is stored; `may`: whether the viewer may apply it to a programme.

    What has no template comes from elsewhere.
    """

    book: Book
    kinds: tuple[Kind, ...]
    may: Callable[[Viewer, str], bool]
    who: str
    has_template: bool = True


def _pillars(viewer: Viewer, programme: str) -> bool:
    """Who manages a pillar edits all of it (docs/domain.md §7); services refuse a row of another pillar."""
    return viewer.manages(programme) or bool(viewer.managed_pillars(programme))


def _controller(viewer: Viewer, programme: str) -> bool:
    return viewer.controls(programme)


def _either(viewer: Viewer, programme: str) -> bool:
    return viewer.manages(programme) or viewer.controls(programme)


def _importable(
    key: str,
    title: str,
    lead: str,
    kinds: tuple[Kind, ...],
    *,
    by_controller: bool = False,
    version: int = 1,
) -> Importable:
    book = Book(key, title, tuple(kind.tab for kind in kinds), version, lead)
    if by_controller:
        return Importable(book, kinds, _controller, "de controller")
    return Importable(book, kinds, _pillars, "de programmamanager")


_ALL = (
    _importable(
        "boekingen",
        "Boekingen",
        "Alle boekingen op de subsidies van het programma; nieuwe komen eronder.",
        (bookings.KIND,),
        by_controller=True,
    ),
    _importable(
        "begroting",
        "Begroting",
        "Wat per project, jaar, bron en kostensoort is begroot.",
        (budget.KIND,),
        by_controller=True,
    ),
    _importable(
        "metingen",
        "Metingen",
        "De waarden van kwartalen die nog niet zijn vastgesteld; zij tellen mee na goedkeuring.",
        (measurements.KIND,),
    ),
    _importable("projecten", "Projecten", "Naam, pijler, fase en verhaal van elk project.", (projects.KIND,)),
    _importable(
        "indicatoren",
        "Indicatoren en streefwaarden",
        "Wat er wordt gemeten, en de streefwaarde per jaar.",
        (indicators.KIND, targets.KIND),
        version=3,  # with the effect that an indicator measures
    ),
    Importable(
        Book(
            "gemeenten",
            "Gemeenten met inwonertal",
            (municipalities.KIND.tab,),
            lead="Inwoners op 1 januari. Een export van CBS StatLine (.csv) kan ook zo worden ingelezen.",
        ),
        (municipalities.KIND,),
        _either,
        "de programmamanager of de controller",
    ),
    Importable(
        Book(
            "grenzen",
            "Gemeentegrenzen",
            (boundaries.KIND.tab,),
            lead="Een GeoJSON-bestand in WGS 84, met de CBS-code bij elk gebied.",
        ),
        (boundaries.KIND,),
        _either,
        "de programmamanager of de controller",
        has_template=False,
    ),
)
BOOKS = {one.book.key: one for one in _ALL}


def may_import(viewer: Viewer, programme: str) -> bool:
    """Whether the viewer may take in anything at all."""
    return any(one.may(viewer, programme) for one in _ALL)


def may_work_on(viewer: Viewer, programme: str, book: str) -> bool:
    """Whether the viewer may take in this kind of book; of a kind not known yet, anything at all."""
    importable = BOOKS.get(book)
    return importable.may(viewer, programme) if importable else may_import(viewer, programme)


def sees_all(viewer: Viewer, programme: str) -> bool:
    """Whether the viewer may look at every file that was taken in, and not only at those of own kinds."""
    return _either(viewer, programme)


def books_for(viewer: Viewer, programme: str) -> list[Importable]:
    return [one for one in _ALL if one.may(viewer, programme)]
