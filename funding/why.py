"""Why a milestone counts as it does: one Dutch sentence from the facts that were stored with its credit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from funding.credit import Credit, CreditBasis, CreditMode, IndicatorReading, MilestoneFacts, goal_due
from izaportal.core.formatting import Unknown, date_nl, percent
from izaportal.core.numbers import Exact, rounded
from izaportal.core.quarter import Quarter
from kpis.explanation import Say

PLACES = 2
PLAIN = {
    CreditBasis.CONFIRMED: "De zorgverzekeraar heeft deze mijlpaal bevestigd.",
    CreditBasis.REFUSED: "De zorgverzekeraar heeft deze mijlpaal afgewezen.",
    CreditBasis.PENDING: "De zorgverzekeraar heeft nog geen oordeel gegeven: de mijlpaal telt nog niet mee.",
    CreditBasis.GREY: "Er zijn geen gegevens: het kan van niets tot alles worden.",
    CreditBasis.UNASSIGNED: "Dit deel van de toekenning hangt aan geen mijlpaal en kan niet verdiend worden.",
}


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """What sentences call an indicator, and how its values are written."""

    label: str
    unit: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A milestone at a quarter with the words of its indicators, by key."""

    facts: MilestoneFacts
    quarter: Quarter
    mode: CreditMode
    words: Mapping[str, IndicatorWords]

    def reading(self, credit: Credit) -> IndicatorReading | None:
        """The one that decided; of a milestone with a single indicator that one."""
        listed = {one.key: one for one in self.facts.indicators}
        return listed.get(credit.indicator, next(iter(listed.values()), None))

    @property
    def due(self) -> str:
        return date_nl(self.facts.due)

    @property
    def is_due(self) -> bool:
        return self.facts.due is not None and self.facts.due <= self.quarter.last_day


def share(part: Fraction) -> str:
    """`45 %`, at most two decimals."""
    return percent(rounded(part * 100, PLACES))


def why_now(told: Told, credit: Credit) -> str:
    """The credit of now: the verdict or, pro rata, what was reached of the threshold."""
    return _why(told, credit, lambda reading: reading.threshold)


def why_due(told: Told, credit: Credit) -> str:
    """The credit due by now: against the threshold or the bound due, whichever asks less."""
    return _why(told, credit, lambda reading: goal_due(reading, is_due=told.is_due))


def why_forecast(told: Told, credit: Credit) -> str:
    """The credit that is expected in the end."""
    if credit.basis is CreditBasis.MANAGER:
        return f"De programmamanager verwacht {share(credit.value)}."
    reading = told.reading(credit)
    if reading is not None and credit.basis is CreditBasis.PROJECTION:
        return _projected(told, reading, credit)
    if reading is not None and credit.basis is CreditBasis.STATUS:
        label = _words(told, reading).label
        return f"De status van {label} telt voor {share(credit.value)}: een instelling van het programma."
    return _why(told, credit, lambda one: one.threshold)


def _why(told: Told, credit: Credit, goal: Callable[[IndicatorReading], Exact | None]) -> str:
    if credit.basis in PLAIN:
        return PLAIN[credit.basis]
    if credit.basis is CreditBasis.BEFORE_DUE:
        return f"Er hoeft nog niets bereikt te zijn: uiterlijk {told.due}."
    if credit.basis is CreditBasis.AFTER_DUE:
        return f"Had uiterlijk {told.due} bevestigd moeten zijn; er is geen oordeel."
    reading = told.reading(credit)
    if reading is None:
        return "Zonder bewijs: er hangt geen indicator aan en er is geen oordeel."
    return _measured(told, reading, credit, goal(reading))


def _measured(told: Told, reading: IndicatorReading, credit: Credit, goal: Exact | None) -> str:
    words = _words(told, reading)
    say = Say(words.unit, words.decimals)
    asked = Unknown.UNKNOWN.word if goal is None else say(goal)
    if reading.value is None:
        return f"Zonder bewijs: van {words.label} is niets gemeten en goedgekeurd; gevraagd is {asked}."
    measured = f"{words.label}: {say.measured(reading.value)} gemeten, {asked} gevraagd"
    if credit.basis is CreditBasis.WITHOUT_EVIDENCE:
        return f"Zonder bewijs: {measured}, maar het begin is onbekend."
    if credit.basis is CreditBasis.PRO_RATA and reading.start is not None:
        return f"{measured}, geteld vanaf {say(reading.start)}: {share(credit.value)} naar rato."
    return f"{measured}: {'gehaald' if credit.value == 1 else 'niet gehaald'}."


def _projected(told: Told, reading: IndicatorReading, credit: Credit) -> str:
    words = _words(told, reading)
    say = Say(words.unit, words.decimals)
    if reading.projected is None or reading.threshold is None:
        return PLAIN[CreditBasis.GREY]
    line = f"De lijn van {words.label} wijst op {told.due} naar {say(rounded(reading.projected, PLACES))}"
    return f"{line}; gevraagd is {say(reading.threshold)}: {share(credit.value)}."


def _words(told: Told, reading: IndicatorReading) -> IndicatorWords:
    return told.words.get(reading.key, IndicatorWords(reading.key))
