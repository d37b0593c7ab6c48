"""The refund risk of a grant through the quarters: what changed from one to the next, and by which facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from funding.derivation import read_facts
from funding.reasons import Moved, Reason, ReasonKind, moved, reasons
from funding.why import IndicatorWords
from izaportal.core.formatting import Unknown, date_nl, euro_cents, percent
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.web.charts.course import risk_course
from izaportal.web.charts.model import Chart, RiskCourse, RiskPoint
from izaportal.web.refund.derived import labels
from izaportal.web.refund.read import GrantFound
from izaportal.web.risk_words import BY_NAME
from kpis.choices import STATUS_WORDS
from kpis.explanation import Say

if TYPE_CHECKING:
    from funding.models import RefundRisk

PLACES = 2
VERDICTS = {True: "bevestigd", False: "afgewezen", None: "geen oordeel"}


@dataclass(frozen=True, slots=True)
class Step:
    """A figure that moved: by how much, and from what to what (*n.v.t.* where it does not apply)."""

    label: str
    old: str
    new: str
    by: str


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """A quarter with what moved since the one before, and the facts that made it move."""

    row: RefundRisk
    is_current: bool
    before: Quarter | None
    moved: tuple[Step, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What reasons call milestones and indicators, by key."""

    milestones: Mapping[str, str]
    indicators: Mapping[str, IndicatorWords]

    def milestone(self, reason: Reason) -> str:
        return self.milestones.get(reason.milestone, reason.milestone)

    def indicator(self, reason: Reason) -> IndicatorWords:
        return self.indicators.get(reason.indicator, IndicatorWords(reason.indicator))

    def value(self, reason: Reason, value: Any) -> str:
        if value is None:
            return Unknown.UNKNOWN.word
        words = self.indicator(reason)
        return Say(words.unit, words.decimals)(rounded(value, PLACES))


def lines(found: GrantFound) -> tuple[QuarterLine, ...]:
    """The newest quarter first; those after the page's own are left out."""
    shown = [row for row in found.course if row.quarter <= found.period.quarter]
    words = Words(labels(found), found.names)
    first = [QuarterLine(row, row == found.risk, None, (), ()) for row in shown[:1]]
    later = [_line(before, row, found, words) for before, row in pairwise(shown)]
    return tuple(reversed([*first, *later]))


def chart(found: GrantFound) -> Chart | None:
    shown = [row for row in found.course if row.quarter <= found.period.quarter]
    points = tuple(
        RiskPoint(row.quarter.key, row.at_stake, row.unsecured, row.expected, row.expected_low)
        for row in shown
    )
    return risk_course(
        RiskCourse(
            title=_finding(shown),
            subtitle="In euro, stand aan het eind van elk kwartaal. De lijnen overlappen: tel ze nooit op.",
            now=found.period.quarter.key,
            points=points,
        )
    )


def _finding(shown: list[RefundRisk]) -> str:
    """The title says what the last step was."""
    before, last = (row.unsecured for row in shown[-2:]) if len(shown) > 1 else (None, None)
    if before is None or last is None:
        return "Het verloop per kwartaal"
    since = shown[-2].quarter.label
    if last == before:
        return f"Nog niet bevestigd bleef gelijk sinds {since}"
    word = "steeg" if last > before else "daalde"
    return f"Nog niet bevestigd {word} sinds {since} naar {euro_cents(last)}"


def _line(before: RefundRisk, row: RefundRisk, found: GrantFound, words: Words) -> QuarterLine:
    old, new = read_facts(before.derivation), read_facts(row.derivation)
    why = reasons(old, new) if old is not None and new is not None else ()
    told = list(filter(None, (sentence(reason, words) for reason in why)))
    if before.rule_version != row.rule_version:
        told.append(f"Andere rekenregels: {before.rule_version} werd {row.rule_version}.")
    return QuarterLine(row, row == found.risk, before.quarter, tuple(_steps(moved(before, row))), tuple(told))


def _steps(found: tuple[Moved, ...]) -> Iterator[Step]:
    for one in found:
        label = BY_NAME[one.figure].label if one.figure in BY_NAME else "Verwacht, lage kant"
        yield Step(
            label,
            euro_cents(one.old, when_none=Unknown.NOT_APPLICABLE),
            euro_cents(one.new, when_none=Unknown.NOT_APPLICABLE),
            "" if one.by is None else _signed(one.by),
        )


def _signed(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else '−'} {euro_cents(abs(amount))}"


def sentence(reason: Reason, words: Words) -> str:
    return SENTENCES[reason.kind](reason, words)


def _award(reason: Reason, words: Words) -> str:
    return f"De toekenning ging van {euro_cents(reason.old)} naar {euro_cents(reason.new)}."


def _advances(reason: Reason, words: Words) -> str:
    by = reason.by or Decimal(0)
    return f"Voorschot {'ontvangen' if by > 0 else 'terugbetaald'}: {euro_cents(abs(by))}."


def _spent(reason: Reason, words: Words) -> str:
    by = reason.by or Decimal(0)
    place = f" op {words.milestone(reason)}" if reason.milestone else ""
    return f"{'Geboekt' if by > 0 else 'Teruggeboekt'}{place}: {euro_cents(abs(by))}."


def _verdict(reason: Reason, words: Words) -> str:
    return f"Oordeel over {words.milestone(reason)}: van {VERDICTS[reason.old]} naar {VERDICTS[reason.new]}."


def _fell_due(reason: Reason, words: Words) -> str:
    day: date = reason.new
    return f"{words.milestone(reason)} moest uiterlijk {date_nl(day)} klaar zijn."


def _forecast(reason: Reason, words: Words) -> str:
    old, new = (
        "geen" if part is None else percent(rounded(part * 100, PLACES)) for part in (reason.old, reason.new)
    )
    return f"Verwachting van de programmamanager voor {words.milestone(reason)}: van {old} naar {new}."


def _forecast_costs(reason: Reason, words: Words) -> str:
    old, new = ("zoals afgesproken" if x is None else euro_cents(x) for x in (reason.old, reason.new))
    return f"Verwachte kosten van {words.milestone(reason)}: van {old} naar {new}."


def _value(reason: Reason, words: Words) -> str:
    old, new = ("niet gemeten" if x is None else words.value(reason, x) for x in (reason.old, reason.new))
    return f"{words.indicator(reason).label} gemeten: van {old} naar {new}."


def _projected(reason: Reason, words: Words) -> str:
    old, new = ("geen" if x is None else words.value(reason, x) for x in (reason.old, reason.new))
    return f"De lijn van {words.indicator(reason).label} wijst op de einddatum naar {new}; dat was {old}."


def _status(reason: Reason, words: Words) -> str:
    old, new = ("geen" if status is None else STATUS_WORDS[status] for status in (reason.old, reason.new))
    return f"Status van {words.indicator(reason).label}: van {old} naar {new}."


def _bound(reason: Reason, words: Words) -> str:
    old, new = ("nog niets" if x is None else words.value(reason, x) for x in (reason.old, reason.new))
    return f"Van {words.indicator(reason).label} wordt nu {new} gevraagd; dat was {old}."


def _agreed(reason: Reason, words: Words) -> str:
    if reason.indicator:
        return f"Wat {words.indicator(reason).label} moet bereiken, is gewijzigd."
    if not reason.milestone:
        return "De afspraak over naar rato of alles of niets is gewijzigd."
    if reason.old is None or reason.new is None:
        word = "kwam erbij" if reason.old is None else "verviel"
        return f"De mijlpaal {words.milestone(reason)} {word}."
    return f"Bedrag of datum van {words.milestone(reason)} is gewijzigd."


def _stopped(reason: Reason, words: Words) -> str:
    return "Er geldt een stopbesluit." if reason.new else "Er geldt geen stopbesluit meer."


def _settings(reason: Reason, words: Words) -> str:
    return "De instellingen van het programma zijn gewijzigd."


SENTENCES: Mapping[ReasonKind, Callable[[Reason, Words], str]] = {
    ReasonKind.AWARD: _award,
    ReasonKind.ADVANCES: _advances,
    ReasonKind.SPENT: _spent,
    ReasonKind.VERDICT: _verdict,
    ReasonKind.FELL_DUE: _fell_due,
    ReasonKind.FORECAST: _forecast,
    ReasonKind.FORECAST_COSTS: _forecast_costs,
    ReasonKind.VALUE: _value,
    ReasonKind.PROJECTED: _projected,
    ReasonKind.STATUS: _status,
    ReasonKind.BOUND_DUE: _bound,
    ReasonKind.AGREED: _agreed,
    ReasonKind.STOPPED: _stopped,
    ReasonKind.SETTINGS: _settings,
}
