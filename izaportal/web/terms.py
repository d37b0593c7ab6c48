"""In words: the rules, thresholds, keys, definitions and targets by which only one of two sides is judged."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from izaportal.core.formatting import date_nl, listed, number, percent
from izaportal.reporting.selectors.basis import IndicatorRow, Settings, TargetRow
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.sides import Side, Terms
from izaportal.web.board.links import Links
from izaportal.web.share_lines import key_name
from kpis.choices import ACCUMULATIONS, DIRECTIONS, FREQUENCIES


@dataclass(frozen=True, slots=True)
class Term:
    """What is judged otherwise: what it is about, how it was and is, and the reason that was given."""

    about: str
    was: str
    is_now: str
    meaning: str = ""
    url: str = ""


def terms(then: Side, now: Side, links: Links) -> tuple[Term, ...]:
    """What holds for everything first, then per indicator."""
    return (
        *rules(then.rows, now.rows),
        *settings(then, now),
        *keys(then.rows, now.rows),
        *definitions(then.terms, now.terms, links),
        *targets(then.terms, now.terms, links),
    )


def rules(then: Rows, now: Rows) -> Iterator[Term]:
    for about, read in RULES:
        was, is_now = read(then), read(now)
        if was and is_now and was != is_now:
            yield Term(about, _versions(was), _versions(is_now), "Een andere versie kan anders rekenen.")


RULES: tuple[tuple[str, Callable[[Rows], set[str]]], ...] = (
    ("Rekenregel voor de status", lambda rows: {row.rule_version for row in rows.now}),
    (
        "Rekenregel voor het afrekenrisico",
        lambda rows: {row.rule_version.removeprefix("refund ") for row in rows.current_risks},
    ),
)


def _versions(found: set[str]) -> str:
    return f"versie {listed(sorted(found))}"


def settings(then: Side, now: Side) -> Iterator[Term]:
    """Thresholds of the portal: those that the rows keep, and the rest as set."""
    judged = (("Marge voor oranje", then.rows.margin_pct, now.rows.margin_pct),)
    limits = (
        ("Risico heet midden vanaf", then.rows.settings.medium_from_pct, now.rows.settings.medium_from_pct),
        ("Risico heet hoog vanaf", then.rows.settings.high_from_pct, now.rows.settings.high_from_pct),
    )
    for about, was, is_now in (*judged, *limits):
        if was != is_now:
            yield Term(
                about, percent(was), percent(is_now), "Een instelling van het portaal, niet van het plan."
            )
    yield from credits(then.terms.settings, now.terms.settings)


CREDITS = (
    ("credit_on_track", "op koers"),
    ("credit_at_risk", "risico"),
    ("credit_off_track", "achter"),
)


def credits(then: Settings, now: Settings) -> Iterator[Term]:
    for name, word in CREDITS:
        was, is_now = getattr(then, name), getattr(now, name)
        if was != is_now:
            yield Term(
                f"Verwachting bij de status {word}",
                percent(was * 100),
                percent(is_now * 100),
                "Zo veel van de mijlpaal rekent het afrekenrisico als gehaald.",
            )


def keys(then: Rows, now: Rows) -> Iterator[Term]:
    was, is_now = _keys(then), _keys(now)
    if was and is_now and was != is_now:
        yield Term(
            "Verdeelsleutel",
            listed(sorted(was)),
            listed(sorted(is_now)),
            "Het aandeel per gemeente kan daardoor anders zijn, ook bij gelijke bedragen.",
        )


def _keys(rows: Rows) -> set[str]:
    return {key_name(share.key_label) for share in rows.shares if share.key_label}


def _plain(value: Any) -> str:
    if value is None:
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return number(value) if isinstance(value, Decimal) else str(value) or "leeg"


def _phasing(value: Iterable[Decimal]) -> str:
    return " / ".join(number(share) for share in value)


def _one_of(choices: Iterable[tuple[Any, Any]]) -> Callable[[Any], str]:
    found = {str(value): str(word) for value, word in choices}
    return lambda value: found.get(str(value), str(value))


DEFINITION: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("unit", "eenheid", _plain),
    ("direction", "wat beter is", _one_of(DIRECTIONS)),
    ("accumulation", "telling", _one_of(ACCUMULATIONS)),
    ("frequency", "hoe vaak gemeten", _one_of(FREQUENCIES)),
    ("is_change", "een verandering ten opzichte van de nulmeting", _plain),
    ("baseline", "nulmeting", _plain),
    ("phasing", "fasering over Q1 tot en met Q4", _phasing),
    ("counts", "telt mee", _plain),
    ("headline", "kernindicator", _plain),
    ("disaggregated", "per gemeente gemeten", _plain),
    ("is_weighted", "gewogen gemiddelde", _plain),
)


def definitions(then: Terms, now: Terms, links: Links) -> Iterator[Term]:
    """Of indicators that are defined on both sides."""
    before = {row.slug: row for row in then.definitions}
    for row in sorted(now.definitions, key=lambda one: (one.code, one.slug)):
        if row.slug in before:
            yield from _definition(before[row.slug], row, links)


def _definition(was: IndicatorRow, is_now: IndicatorRow, links: Links) -> Iterator[Term]:
    for name, word, say in DEFINITION:
        old, new = say(getattr(was, name)), say(getattr(is_now, name))
        if old != new:
            yield Term(f"{_label(is_now)}, {word}", old, new, url=links.indicator(is_now.slug))


def _label(row: IndicatorRow) -> str:
    return row.code or row.name


def targets(then: Terms, now: Terms, links: Links) -> Iterator[Term]:
    """Another version of the same target; a moment that has one for the first time is a new target."""
    before = {_moment(row): row for row in then.targets}
    labels = {row.slug: _label(row) for row in now.definitions}
    for row in sorted(now.targets, key=lambda one: (labels.get(one.indicator, ""), _order(one))):
        was = before.get(_moment(row))
        if was is None or was.pk != row.pk:
            yield Term(
                f"{labels.get(row.indicator, row.indicator)}, streefwaarde {_of_when(row)}",
                _target(was) if was else "geen",
                _target(row),
                f"Geldt vanaf {date_nl(row.valid_from)}. {row.reason}".strip(),
                links.indicator(row.indicator),
            )


def _moment(row: TargetRow) -> tuple[Any, ...]:
    return row.indicator, row.year, row.quarter, row.due


def _order(row: TargetRow) -> tuple[str, str, str]:
    return str(row.year or ""), str(row.quarter or ""), str(row.due or "")


def _of_when(row: TargetRow) -> str:
    if row.quarter is not None:
        return row.quarter.label
    if row.due is not None:
        return f"uiterlijk {date_nl(row.due)}"
    return str(row.year) if row.year is not None else "zonder datum"


def _target(row: TargetRow) -> str:
    if row.lower is not None and row.upper is not None:
        return number(row.lower) if row.lower == row.upper else f"{number(row.lower)} tot {number(row.upper)}"
    if row.lower is not None:
        return f"{number(row.lower)} of meer"
    if row.upper is not None:
        return f"hoogstens {number(row.upper)}"
    return "n.t.b." if row.state == "to_be_determined" else "geen"
