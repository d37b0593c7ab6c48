"""The choice of headline indicators while it is being made: nothing is stored until it is saved."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from izaportal.web.link import Link
from kpis.selectors.headlines import MOST, Candidate

UP, DOWN, AWAY, ADD, ADDED = "omhoog", "omlaag", "weg", "erbij", "indicator"


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators of one pillar that are not chosen."""

    title: str
    rows: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    row: Candidate
    place: int
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """`seen`: slugs of what was stored when the choice began; `said` tells what the last press did.

    `stored`: what another chose meanwhile, by name; empty when nobody did.
    """

    name: str
    crumbs: tuple[Link, ...]
    chosen: tuple[Chosen, ...]
    others: tuple[Group, ...]
    seen: tuple[str, ...]
    stored: tuple[str, ...] = ()
    said: str = ""

    @property
    def is_full(self) -> bool:
        return len(self.chosen) >= MOST

    @property
    def most(self) -> str:
        return str(MOST)

    @property
    def meta(self) -> str:
        return f"{len(self.chosen)} van hoogstens {MOST}"


def pressed(chosen: list[str], post: Mapping[str, str], known: Container[str]) -> list[str]:
    """The choice after one press of a button; what cannot be done changes nothing, nor does an indicator
    that is not known."""
    for name, step in ((UP, -1), (DOWN, 1)):
        if post.get(name) in chosen:
            return _moved(chosen, chosen.index(post[name]), step)
    if post.get(AWAY) in chosen:
        return [slug for slug in chosen if slug != post[AWAY]]
    added = post.get(ADDED, "")
    if ADD in post and added in known and added not in chosen and len(chosen) < MOST:
        return [*chosen, added]
    return chosen


def _moved(chosen: list[str], place: int, step: int) -> list[str]:
    there = place + step
    if not 0 <= there < len(chosen):
        return chosen
    moved = list(chosen)
    moved[place], moved[there] = moved[there], moved[place]
    return moved


def is_press(post: Mapping[str, str]) -> bool:
    """Whether a button of the list was pressed, and not the one that saves."""
    return any(name in post for name in (UP, DOWN, AWAY, ADD))


def told(before: list[str], after: list[str], rows: Mapping[str, Candidate]) -> str:
    """For who does not see the list change."""
    if before == after:
        return "De lijst bleef gelijk."
    gone, added = set(before) - set(after), set(after) - set(before)
    if gone:
        return f"{rows[gone.pop()].label} is weggehaald."
    if added:
        return f"{rows[added.pop()].label} staat nu op plaats {len(after)}."
    moved = next(slug for slug, was in zip(after, before, strict=True) if slug != was)
    return f"{rows[moved].label} staat nu op plaats {after.index(moved) + 1}."


def numbered(rows: Iterable[Candidate]) -> tuple[Chosen, ...]:
    listed = list(rows)
    return tuple(
        Chosen(row, place, place == 1, place == len(listed)) for place, row in enumerate(listed, start=1)
    )


def grouped(rows: Iterable[Candidate], without: Iterable[str]) -> tuple[Group, ...]:
    left_out = set(without)
    found: dict[str, list[Candidate]] = {}
    for row in rows:
        if row.slug not in left_out:
            found.setdefault(row.pillar or "Overig", []).append(row)
    return tuple(Group(title, tuple(group)) for title, group in found.items())
