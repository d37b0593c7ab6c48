"""Why this colour: where it is heading in a sentence, and every step of the calculation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from izaportal.core.formatting import date_long, listed, percent, with_unit
from izaportal.core.numbers import exact, to_decimal
from izaportal.core.quarter import Quarter
from izaportal.web.indicator.facts import PageFacts, two_places
from kpis.bounds import BoundsDue, BoundsRule, BoundsState, StartOrigin
from kpis.explanation import distance_unit, is_percentage
from kpis.projection import Projection, ProjectionBasis
from kpis.targets import Accumulation

if TYPE_CHECKING:
    from kpis.models import IndicatorStatus

SETTING = "instelling van dit portaal, niet van het plan"
RULES = {
    BoundsRule.QUARTER_TARGET: "de streefwaarde die voor dit kwartaal zelf is afgesproken",
    BoundsRule.DUE_DATE: "de streefwaarde waarvan de datum is bereikt",
    BoundsRule.YEAR_TARGET: "de streefwaarde van het jaar, want het is het vierde kwartaal",
    BoundsRule.PHASED: "een deel van de streefwaarde van het jaar, vanaf 0 op 1 januari",
    BoundsRule.PHASED_FROM_START: "het begin van het jaar plus een deel van de stap naar de streefwaarde",
}
STARTS = {
    StartOrigin.EARLIER_TARGET: "de streefwaarde van het jaar ervoor",
    StartOrigin.BASELINE: "de nulmeting",
    StartOrigin.ZERO: "0, want er wordt vanaf niets geteld",
}
BASES = {
    ProjectionBasis.LINE: "rechte lijn door de laatste metingen (kleinste kwadraten)",
    ProjectionBasis.MEASURED: "de gemeten waarde zelf",
    ProjectionBasis.NOT_MEASURED: "er is geen meting van dat kwartaal",
    ProjectionBasis.TOO_FEW: "minder dan twee metingen, dus nog geen lijn",
    ProjectionBasis.OTHER_YEAR: "de telling begint elk jaar opnieuw",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the calculation; `note` says where it comes from."""

    label: str
    value: str
    note: str = ""


def outlook(facts: PageFacts) -> str:
    """`Gaat het zo door, dan …` for the end of the year and of the plan; empty without a line."""
    ends = sorted({facts.quarter.year_end, facts.plan_end})
    seen = [(end, facts.projected(end)) for end in ends if end > facts.quarter]
    known = [(end, projection) for end, projection in seen if projection.value is not None]
    if not known:
        return ""
    parts = [_end(facts, end, projection) for end, projection in known]
    subject = "staat de teller" if facts.accumulation is Accumulation.CUMULATIVE else "staat de waarde"
    return f"Gaat het zo door, dan {subject} {listed(parts)}.{_threshold(facts)}"


def _end(facts: PageFacts, end: Quarter, projection: Projection) -> str:
    value = projection.shown or Decimal(0)
    where = _where(facts, value, facts.bounds_at(end))
    return f"eind {end.year} op {facts.say_foreseen(value)}{', ' + where if where else ''}"


def _where(facts: PageFacts, value: Decimal, bounds: BoundsDue) -> str:
    lower, upper = bounds.lower, bounds.upper
    if bounds.state is not BoundsState.DUE or (lower is None and upper is None):
        return ""
    if lower is not None and value < lower:
        return f"onder de ondergrens van {facts.say(lower)}"
    if upper is not None and value > upper:
        return f"boven de bovengrens van {facts.say(upper)}"
    if lower is not None and upper is not None:
        return f"binnen de band van {facts.say(lower)} tot {facts.say(upper)}"
    bound = f"de ondergrens van {facts.say(lower)}" if lower is not None else f"{facts.say(upper or 0)}"
    return f"boven {bound}" if lower is not None else f"niet boven {bound}"


def _threshold(facts: PageFacts) -> str:
    ahead = [link for link in facts.milestones if Quarter.of(link.milestone.due) > facts.quarter]
    if not ahead:
        return ""
    link = ahead[-1]
    source = link.milestone.grant.get_source_display()
    until = date_long(link.milestone.due)
    return f" De drempel voor de {source} is {facts.say(link.threshold)}, uiterlijk {until}."


def steps(facts: PageFacts) -> tuple[Step, ...]:
    row = facts.status
    if row is None:
        return ()
    return tuple([*_value(facts, row), *_bounds(facts, row), *_judged(facts, row), *_projection(facts, row)])


def _value(facts: PageFacts, row: IndicatorStatus) -> Iterator[Step]:
    yield Step(
        "Goedgekeurde waarde", "geen" if row.value is None else facts.say(row.value), facts.quarter.label
    )
    coverage = row.explanation.get("coverage")
    if coverage:
        yield Step("Gemeenten die meetelden", f"{coverage['present']} van {coverage['expected']}")


def _bounds(facts: PageFacts, row: IndicatorStatus) -> Iterator[Step]:
    bounds: Mapping[str, Any] = row.explanation["bounds"]
    target = row.explanation.get("target")
    if target:
        yield Step("Streefwaarde in het plan", target["text"], f"versie {target['version']} van deze waarde")
    if bounds.get("rule"):
        yield Step("Zo volgt de streefband", RULES[BoundsRule(bounds["rule"])])
    start = bounds.get("start")
    if start:
        yield Step("Begin van de stap", _range(facts, start), STARTS[StartOrigin(start["origin"])])
        yield Step("Deel van de stap", percent(Decimal(str(bounds["share_pct"]))), f"fasering: {SETTING}")
    share = Decimal(str(bounds["share_pct"]))
    for name, side, bound in (("Ondergrens", "lower", row.lower), ("Bovengrens", "upper", row.upper)):
        begin = (start or {}).get(side)
        if bound is None:
            yield Step(name, "open")
        elif begin is None or not share:
            yield Step(name, facts.say(bound))
        else:
            yield Step(name, facts.say(bound), _sum(facts, bound, Decimal(str(begin)), share))


def _sum(facts: PageFacts, bound: Decimal, begin: Decimal, share: Decimal) -> str:
    """Where the step led to follows from what was stored: the target may have other versions since."""
    goal = exact(begin) + (exact(bound) - exact(begin)) * 100 / exact(share)
    return f"{facts.say(begin)} + {percent(share)} van ({facts.say(goal)} − {facts.say(begin)})"


def _range(facts: PageFacts, start: Mapping[str, Any]) -> str:
    lower, upper = (start.get(side) for side in ("lower", "upper"))
    known = [facts.say(Decimal(str(side))) for side in (lower, upper) if side is not None]
    return known[0] if len(set(known)) == 1 else " tot ".join(known)


def _judged(facts: PageFacts, row: IndicatorStatus) -> Iterator[Step]:
    comparison = row.explanation.get("comparison")
    if not comparison:
        return
    bound, margin = Decimal(str(comparison["bound"])), Decimal(str(comparison["margin"]))
    share = percent(Decimal(str(row.explanation["margin_pct"])))
    side = "ondergrens" if comparison["side"] == "lower" else "bovengrens"
    apart = facts.say(margin)
    if is_percentage(facts.short_unit):
        apart = with_unit(two_places(margin), distance_unit(facts.short_unit))
    yield Step("Marge voor risico", apart, f"{share} van de {side}: {SETTING}")
    sign = -1 if comparison["side"] == "lower" else 1
    edge = to_decimal(exact(bound) + sign * exact(margin))
    yield Step("Achter vanaf", f"{'onder' if sign < 0 else 'boven'} {facts.say(edge)}")


def _projection(facts: PageFacts, row: IndicatorStatus) -> Iterator[Step]:
    stored: Mapping[str, Any] = row.explanation["projection"]
    points = [
        f"{Quarter.parse(at).label}: {facts.say(Decimal(str(value)))}" for at, value in stored["points"]
    ]
    end = Quarter.parse(str(stored["quarter"]))
    value = stored.get("value")
    yield Step(
        f"Projectie eind {end.year}",
        "geen" if value is None else facts.say(Decimal(str(value))),
        BASES[ProjectionBasis(stored["basis"])] + (f" ({', '.join(points)})" if points else ""),
    )
    if facts.plan_end > end:
        last = facts.projected(facts.plan_end)
        text = "geen" if last.shown is None else facts.say(last.shown)
        yield Step(f"Projectie eind {facts.plan_end.year}", text, BASES[last.basis])
