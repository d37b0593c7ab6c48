"""What the plan promises beside what was measured of it: lower costs of care, and hours freed.

The plan states a total, and states its parts at more than one place; all are kept, with their difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.formatting import listed, with_unit
from izaportal.core.money import ZERO, add
from izaportal.reporting.selectors.board_rows import Rows, StatedEffect
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.board.plan import Stated, amount_text, stated
from izaportal.web.link import Link
from kpis.selectors.status_rows import StatusRow

KINDS = {
    "zvw_reduction": "Lagere zorgkosten (ZVW)",
    "hours_freed": "Vrijgespeelde uren",
}
MAIN_PLACE = "tabel van de projecten"
PLACES = {"h8": "teksten bij de projecten (h8)"}
LEAST_PARTS = 2
"""One part alone is no sum."""


@dataclass(frozen=True, slots=True)
class PlaceSum:
    """The parts that one place of the plan states, added; `difference` from the stated total, in words."""

    place: str
    amount: Decimal
    text: str
    parts: int
    difference: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a project is to bring about; `other` is what another place of the plan says of it."""

    link: Link
    pillar: str
    amount: Decimal
    text: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What approved measurements say: `amount` in the plan's unit, or None with `why` it is not known."""

    amount: Decimal | None
    text: str
    why: str
    indicators: tuple[Link, ...]
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    kind: str
    title: str
    unit: str
    planned: Stated
    sums: tuple[PlaceSum, ...]
    parts: tuple[Part, ...]
    silent: int
    measured: Measured
    stated_url: str

    @property
    def silent_words(self) -> str:
        """Projects of which the plan says nothing: not zero, and not in the sums."""
        if self.silent < 1:
            return ""
        return (
            f"Van {self.silent} {words.are(self.silent, 'project', 'projecten')} noemt het plan niets: n.t.b."
        )


@dataclass(frozen=True, slots=True)
class Effects:
    lines: tuple[Effect, ...]
    is_whole: bool

    @property
    def is_empty(self) -> bool:
        return not self.lines


def effects(rows: Rows, links: Links, *, is_whole: bool = True) -> Effects:
    """`is_whole`: of the whole programme, so that the plan's total says something."""
    found = (effect_of(rows, kind, links, is_whole=is_whole) for kind in KINDS)
    return Effects(tuple(line for line in found if line.planned.is_known or line.parts), is_whole)


def effect_of(rows: Rows, kind: str, links: Links, *, is_whole: bool = True) -> Effect:
    own = [row for row in rows.effects if row.kind == kind and _amount(row) is not None]
    planned = stated(rows.figures, kind, pillar=None) if is_whole else Stated()
    unit = planned.unit if planned.is_known else next((row.unit for row in own), planned.unit)
    sums = tuple(_sums(own, planned, unit))
    parts = tuple(_parts(own, unit, links))
    return Effect(
        kind=kind,
        title=KINDS.get(kind, ""),
        unit=unit,
        planned=planned if is_whole or not sums else _as_stated(sums[0], unit),
        sums=sums,
        parts=parts,
        silent=rows.projects - len(parts),
        measured=_measured([row for row in rows.now if row.effect == kind], unit, links),
        stated_url=links.stated(),
    )


def _as_stated(found: PlaceSum, unit: str) -> Stated:
    return Stated(found.amount, found.amount, unit=unit)


def _amount(row: StatedEffect) -> Decimal | None:
    return row.upper if row.lower is None else row.lower


def _sums(own: Sequence[StatedEffect], planned: Stated, unit: str) -> Iterable[PlaceSum]:
    """First of the place that holds, then of every other that states more than one part."""
    places: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in own:
        places["" if row.is_default else row.place].setdefault(row.project, _amount(row) or ZERO)
    for place, parts in sorted(places.items()):
        if place and len(parts) < LEAST_PARTS:
            continue
        total = add(parts.values())
        yield PlaceSum(
            place=PLACES.get(place, place) or MAIN_PLACE,
            amount=total,
            text=amount_text(total, unit),
            parts=len(parts),
            difference=_difference(planned.low, total, unit),
        )


def _difference(total: Decimal | None, parts: Decimal, unit: str) -> str:
    if total is None or total == parts:
        return "gelijk aan het totaal" if total is not None else ""
    way = "minder" if parts < total else "meer"
    return f"{amount_text(abs(total - parts), unit)} {way} dan het totaal"


def _parts(own: Sequence[StatedEffect], unit: str, links: Links) -> Iterable[Part]:
    """The largest first; a project that only another place speaks of stands with that."""
    grouped: dict[str, list[StatedEffect]] = defaultdict(list)
    for row in own:
        grouped[row.project].append(row)
    parts = [_part(rows, unit, links) for rows in grouped.values()]
    return sorted(parts, key=lambda part: (-part.amount, part.link.label))


def _part(found: Sequence[StatedEffect], unit: str, links: Links) -> Part:
    first = next((row for row in found if row.is_default), found[0])
    amount = _amount(first) or ZERO
    others = [_other(row, unit) for row in found if row is not first and _amount(row) != amount]
    if not first.is_default:
        others.insert(0, f"alleen in {_place(first)}")
    return Part(
        link=Link(first.project_name, links.project(first.project)),
        pillar=first.pillar,
        amount=amount,
        text=amount_text(amount, unit),
        other="; ".join(others),
    )


def _other(row: StatedEffect, unit: str) -> str:
    return f"{_place(row)}: {amount_text(_amount(row) or ZERO, unit)}"


def _place(row: StatedEffect) -> str:
    return row.place or "het plan"


def _measured(rows: Sequence[StatusRow], unit: str, links: Links) -> Measured:
    """Added over the indicators that measure it in the plan's own unit; another unit is never converted."""
    shown = tuple(Link(row.label, links.indicator(row.slug)) for row in rows)
    alike = [row for row in rows if row.unit == unit]
    known = {row: row.value for row in alike if row.value is not None}
    if known:
        total = add(known.values())
        missing = len(alike) - len(known)
        why = f"{missing} van de {len(alike)} indicatoren nog niet gemeten" if missing else ""
        return Measured(total, amount_text(total, unit), why, shown, any(row.illustrative for row in known))
    return Measured(None, "n.t.b.", _why_unknown(rows, alike, unit), shown)


def _why_unknown(rows: Sequence[StatusRow], alike: Sequence[StatusRow], unit: str) -> str:
    if not rows:
        return "geen indicator van het plan meet dit"
    if alike:
        return f"{listed([row.label for row in alike])}: dit kwartaal geen goedgekeurde meting"
    told = {row.label: _last(row) for row in rows}
    return f"{_told(told)}; in {unit} is dat niet om te rekenen"


def _last(row: StatusRow) -> str:
    return (
        f"niet gemeten, in {row.unit}" if row.value is None else f"gemeten {with_unit(row.value, row.unit)}"
    )


def _told(values: Mapping[str, str]) -> str:
    return listed([f"{label} {value}" for label, value in values.items()])
