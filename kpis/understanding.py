"""What the parser made of a typed target, in Dutch: the bounds, what they rest on, what is odd."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from izaportal.core.formatting import date_nl, number, percent, with_unit
from kpis.bounds import judging_bounds
from kpis.targets import Accumulation, Direction, ParsedTarget, TargetForm

WITHOUT_FIGURE = {
    TargetForm.NONE: "Geen streefwaarde.",
    TargetForm.NOT_APPLICABLE: "Niet van toepassing: geen streefwaarde.",
    TargetForm.NOT_QUANTIFIABLE: "Niet in een getal uit te drukken: geen oordeel, de tekst blijft staan.",
    TargetForm.TO_BE_DETERMINED: "Nog te bepalen: er komt pas een oordeel als het getal er is.",
}
WAYS = {
    Direction.UP: "hoger is beter",
    Direction.DOWN: "lager is beter",
    Direction.BAND: "binnen de band",
}
LONE = {
    Direction.UP: "een los getal is de ondergrens; naar boven is het open",
    Direction.DOWN: "een los getal is de bovengrens; naar beneden is het open",
    Direction.BAND: "een los getal is onder- en bovengrens tegelijk",
}
JUDGES = {Direction.UP: "de ondergrens", Direction.DOWN: "de bovengrens", Direction.BAND: "elke grens"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a text was understood.

    `sentence`: the bounds, visibly inclusive, or why there are none. `notes`: what that rests on.
    `warnings`: odd, but allowed. `is_usable`: whether it can be a target; else `sentence` says why not.
    """

    is_usable: bool
    sentence: str
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def meaning(parsed: ParsedTarget, *, direction: Direction, unit: str = "") -> Meaning:
    """For any text; of an empty one the sentence is empty too."""
    if parsed.form is TargetForm.MISSING:
        return Meaning(is_usable=False, sentence="")
    if parsed.form is TargetForm.MILESTONE:
        return Meaning(is_usable=False, sentence=_product(parsed))
    if parsed.form is TargetForm.UNREADABLE:
        return Meaning(is_usable=False, sentence=f"Niet begrepen: {parsed.problem}.")
    if parsed.form in WITHOUT_FIGURE:
        return Meaning(is_usable=True, sentence=WITHOUT_FIGURE[parsed.form])
    return Meaning(
        is_usable=True,
        sentence=bounds_in_words(parsed.lower, parsed.upper, unit=parsed.unit or unit),
        notes=tuple(_notes(parsed, direction)),
        warnings=tuple(_warnings(parsed, direction, unit)),
    )


def bounds_in_words(lower: Decimal | None, upper: Decimal | None, *, unit: str = "") -> str:
    """Both ends count: `Van 480 tot en met 720 inwoners.`"""
    shown = "%" if unit.startswith("%") else unit
    if lower is not None and upper is not None:
        if lower == upper:
            return f"Precies {with_unit(lower, shown)}."
        return f"Van {number(lower)} tot en met {with_unit(upper, shown)}."
    if lower is not None:
        return f"{with_unit(lower, shown)} of meer."
    return "Geen grens." if upper is None else f"Hoogstens {with_unit(upper, shown)}."


def setbacks(
    years: Mapping[int, tuple[Decimal | None, Decimal | None]],
    *,
    direction: Direction,
    accumulation: Accumulation,
) -> dict[int, str]:
    """Per year whose bounds (lower, upper) go the wrong way beside an earlier year: what is odd about it."""
    found: dict[int, str] = {}
    falls = direction is Direction.UP or accumulation is Accumulation.CUMULATIVE
    rises = direction is Direction.DOWN and accumulation is not Accumulation.CUMULATIVE
    ordered = sorted(years)
    for before, year in pairwise(ordered):
        for name, then, now in zip(("ondergrens", "bovengrens"), years[before], years[year], strict=True):
            if then is None or now is None:
                continue
            if (falls and now < then) or (rises and now > then):
                side = "lager" if now < then else "hoger"
                told = f"De {name} {number(now)} is {side} dan die van {before} ({number(then)})"
                found.setdefault(year, f"{told}, terwijl {_expected(direction, falls)}.")
    return found


def _expected(direction: Direction, falls: bool) -> str:
    if falls and direction is not Direction.UP:
        return "er vanaf de start wordt geteld"
    return "hoger beter is" if falls else "lager beter is"


def _product(parsed: ParsedTarget) -> str:
    what = (
        f"“{parsed.remark}”, uiterlijk {date_nl(parsed.due)}" if parsed.remark else f"{date_nl(parsed.due)}"
    )
    return f"Dit is een product met een datum ({what}): een mijlpaal van het project, geen streefwaarde."


def _notes(parsed: ParsedTarget, direction: Direction) -> Iterator[str]:
    if parsed.form is TargetForm.TOLERANCE and parsed.point is not None and parsed.lower is not None:
        margin = (
            percent(parsed.tolerance_pct) if parsed.tolerance_pct else number(parsed.point - parsed.lower)
        )
        yield f"{number(parsed.point)} met {margin} naar beide kanten"
    if parsed.base_pct is not None:
        base = number(parsed.base) if parsed.base is not None else "een grondtal"
        yield f"± {percent(parsed.base_pct)} van {base} zegt waar het getal vandaan komt: géén tolerantie"
    elif parsed.form is TargetForm.ABOUT:
        yield "“circa” is geen bandbreedte"
    if parsed.form in (TargetForm.POINT, TargetForm.ABOUT):
        yield f"{WAYS[direction]}: {LONE[direction]}"
    if parsed.remark:
        yield f"voorwaarde, alleen als tekst: {parsed.remark}"


def _warnings(parsed: ParsedTarget, direction: Direction, unit: str) -> Iterator[str]:
    if None in judging_bounds(parsed.lower, parsed.upper, direction):
        bound = JUDGES[direction]
        yield f"Bij “{WAYS[direction]}” oordeelt {bound}, en die is hier open: zo komt er geen oordeel."
    if parsed.unit and unit and not _same_unit(parsed.unit, unit):
        yield f"Hier staat {parsed.unit}, maar de indicator telt {unit}."
    if parsed.unread:
        yield f"Niet gelezen, alleen bewaard als tekst: “{parsed.unread}”."


def _same_unit(written: str, unit: str) -> bool:
    one, other = written.lower(), unit.lower()
    return one.startswith(other) or other.startswith(one)
