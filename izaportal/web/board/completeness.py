"""How much of the page rests on approved data, on invented data, or on nothing yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from izaportal.core.formatting import listed
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.effects import Effects
from izaportal.web.board.links import Links
from izaportal.web.board.staff import Staff
from izaportal.web.link import Link
from izaportal.web.share_lines import members_only
from kpis.status import Status

NOT_ASKED = (Status.NOT_DUE, Status.NO_TARGET)


class Footing(StrEnum):
    """What a figure rests on."""

    APPROVED = "approved"
    ILLUSTRATIVE = "illustrative"
    MISSING = "missing"


FOOTING_WORDS = {
    Footing.APPROVED: "goedgekeurd",
    Footing.ILLUSTRATIVE: "goedgekeurd, maar illustratief",
    Footing.MISSING: "ontbreekt",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The figures of one kind; `missing` says which are not there."""

    label: str
    counts: tuple[int, int, int]
    missing: tuple[Link, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the bar, from `x` on, in figures."""

    footing: Footing
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Portion:
    """How many figures rest on the same."""

    footing: Footing
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Completeness:
    kinds: tuple[Kind, ...]

    @property
    def portions(self) -> tuple[Portion, ...]:
        return tuple(
            Portion(footing, FOOTING_WORDS[footing], sum(kind.counts[place] for kind in self.kinds))
            for place, footing in enumerate(Footing)
        )

    @property
    def total(self) -> int:
        return sum(kind.total for kind in self.kinds)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The portions one after the other, on a scale of one a figure."""
        ends = accumulate((portion.count for portion in self.portions), initial=0)
        return tuple(
            Bar(portion.footing, x, portion.count)
            for portion, x in zip(self.portions, ends, strict=False)
            if portion.count
        )

    @property
    def line(self) -> str:
        """`Van de 33 cijfers zijn er 0 goedgekeurd, 29 goedgekeurd maar illustratief; 4 ontbreken.`"""
        approved, illustrative, missing = (portion.count for portion in self.portions)
        based = [f"{approved} op goedgekeurde gegevens"] if approved else []
        based += [f"{illustrative} op goedgekeurde, maar illustratieve gegevens"] if illustrative else []
        told = (
            f"Van de {self.total} cijfers op deze pagina rusten er {listed(based)}"
            if based
            else (f"Geen van de {self.total} cijfers op deze pagina rust al op goedgekeurde gegevens")
        )
        lack = (
            f"{missing} {words.are(missing, 'ontbreekt', 'ontbreken')}" if missing else "er ontbreekt niets"
        )
        return f"{told}; {lack}."


def completeness(rows: Rows, effects: Effects, staff: Staff, links: Links) -> Completeness:
    found = (_statuses(rows, links), _grants(rows, links), _shares(rows), _effects(effects, staff))
    return Completeness(tuple(kind for kind in found if kind.total))


def _statuses(rows: Rows, links: Links) -> Kind:
    asked = [row for row in rows.now if row.status not in NOT_ASKED]
    return _kind(
        "Metingen van indicatoren",
        [Footing.MISSING if row.value is None else _footing(row.illustrative) for row in asked],
        [Link(row.label, links.indicator(row.slug)) for row in asked if row.value is None],
    )


def _grants(rows: Rows, links: Links) -> Kind:
    lacking = rows.uncalculated
    footings = [_footing(row.illustrative) for row in rows.current_risks]
    return _kind(
        "Afrekenrisico van SPUK-subsidies",
        [*footings, *(Footing.MISSING for _ in lacking)],
        [Link(row.project_name, links.project(row.project)) for row in lacking],
    )


def _shares(rows: Rows) -> Kind:
    """One a municipality: its parts over all projects."""
    members: dict[str, list[Footing]] = {}
    names = {}
    for share in members_only(rows.shares):
        names[share.code] = share.name
        footing = Footing.MISSING if share.percent is None else _footing(share.illustrative)
        members.setdefault(share.code, []).append(footing)
    worst = {code: max(found, key=list(Footing).index) for code, found in members.items()}
    lacking = [Link(names[code]) for code, footing in worst.items() if footing is Footing.MISSING]
    return _kind("Aandelen van gemeenten", list(worst.values()), lacking)


def _effects(effects: Effects, staff: Staff) -> Kind:
    measured = [("#opbrengst", line.title, line.measured) for line in effects.lines]
    if not staff.is_empty:
        measured.append(("#personeel", "Vermeden personeelsbehoefte", staff.measured))
    return _kind(
        "Effecten, gemeten",
        [Footing.MISSING if one.amount is None else _footing(one.illustrative) for _, _, one in measured],
        [Link(title, place) for place, title, one in measured if one.amount is None],
    )


def _footing(is_illustrative: bool) -> Footing:
    return Footing.ILLUSTRATIVE if is_illustrative else Footing.APPROVED


def _kind(label: str, footings: Iterable[Footing], missing: Iterable[Link]) -> Kind:
    found = list(footings)
    approved, illustrative, lacking = (found.count(footing) for footing in Footing)
    return Kind(label, (approved, illustrative, lacking), tuple(missing))
