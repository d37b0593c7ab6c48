"""A comparison of two moments of a programme as plain data: the page and its files show nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from izaportal.core.formatting import NBSP, date_nl, euro, listed
from izaportal.reporting.selectors.freezes import Version
from izaportal.reporting.selectors.sides import Side
from izaportal.web.board import words
from izaportal.web.board.board import crumbs
from izaportal.web.board.links import Links
from izaportal.web.choosing import Choice
from izaportal.web.comparison.asked import Asked
from izaportal.web.comparison.events import (
    DecisionLine,
    MilestoneLine,
    decisions,
    milestones,
    verdicts,
)
from izaportal.web.comparison.figures import (
    FIGURES,
    AmountLine,
    ShareLine,
    programme_lines,
    project_lines,
    share_lines_of,
)
from izaportal.web.comparison.indicators import Indicators, Movement, indicators
from izaportal.web.link import Link
from izaportal.web.risk_totals import RiskFigures, total
from izaportal.web.terms import Term, terms
from pillars.selectors.quarters import Period

TABLES = ("indicatoren", "bedragen", "projecten", "gemeenten", "mijlpalen", "besluiten", "regels")


@dataclass(frozen=True, slots=True)
class SideHead:
    """`label` heads a column: `Q2 2026`, with its version when that is not the last one."""

    label: str
    state: str
    url: str
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`choices_since` and `choices_until`: the quarters and versions there are."""

    name: str
    crumbs: tuple[Link, ...]
    then: SideHead
    now: SideHead
    asked: Asked
    line: str
    choices_since: tuple[Choice, ...]
    choices_until: tuple[Choice, ...]
    pillars: tuple[Choice, ...]
    figures: tuple[Choice, ...]
    word: str
    indicators: Indicators
    programme: tuple[AmountLine, ...]
    projects: tuple[AmountLine, ...]
    shares: tuple[ShareLine, ...]
    milestones: tuple[MilestoneLine, ...]
    verdicts: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    terms: tuple[Term, ...]
    is_illustrative: bool

    @property
    def title(self) -> str:
        then, now = (one.label.replace(" ", NBSP) for one in (self.then, self.now))
        return f"{then} en {now} vergeleken"

    @property
    def all_pillars(self) -> str:
        return f"Alle {words.plural(self.word)}"

    @property
    def figure_label(self) -> str:
        return FIGURES[self.asked.figure]

    @property
    def sub(self) -> str:
        """The other counts, in which shown and hidden indicators are both."""
        told = other_counts(self.indicators, is_frozen=self.now.is_frozen)
        return f"Verder: {told}." if told else ""

    @property
    def indicators_lead(self) -> str:
        hidden = 0 if self.asked.everything else self.indicators.unchanged
        if not hidden or not self.indicators.groups:
            return ""
        return f"{hidden} {words.are(hidden, 'indicator', 'indicatoren')} zonder verandering niet getoond."

    @property
    def projects_title(self) -> str:
        return f"Per project: {FIGURES[self.asked.figure].lower()}"

    @property
    def shares_lead(self) -> str:
        return f"{FIGURES[self.asked.figure]}, met de verdeelsleutel van elk kwartaal."

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of what can be had as a CSV."""
        return TABLES

    @property
    def is_one(self) -> bool:
        """Both sides are the same."""
        return self.asked.since == self.asked.until

    @property
    def changed_projects(self) -> tuple[AmountLine, ...]:
        return tuple(line for line in self.projects if self.asked.everything or not line.is_same)

    @property
    def unchanged_projects(self) -> int:
        return len(self.projects) - len(self.changed_projects)


@dataclass(frozen=True, slots=True)
class Look:
    """What depends on who looks, and what there is to choose from."""

    links: Links
    periods: tuple[Period, ...]
    versions: tuple[Version, ...]
    own: frozenset[str]
    opened: Mapping[str, str]


def build(then: Side, now: Side, asked: Asked, look: Look) -> Comparison:
    """`then` is the earlier side."""
    links, before, after = look.links, then.rows, now.rows
    asked = asked.within({pillar.slug for pillar in after.pillars})
    found = indicators(before, after, asked, links)
    offered = tuple(_offered(look))
    return Comparison(
        name=after.frame.name,
        crumbs=crumbs(after.frame, "Vergelijken", links),
        then=_head(then, look),
        now=_head(now, look),
        asked=asked,
        line=verdict(found, then, now),
        choices_since=_chosen(offered, asked.since),
        choices_until=_chosen(offered, asked.until),
        pillars=tuple(
            Choice(pillar.slug, f"{pillar.number} · {pillar.name}", pillar.slug == asked.pillar)
            for pillar in after.pillars
            if pillar.number
        ),
        figures=tuple(Choice(name, label, name == asked.figure) for name, label in FIGURES.items()),
        word=after.frame.pillar_word,
        indicators=found,
        programme=programme_lines(before, after),
        projects=project_lines(before, after, asked.figure, links),
        shares=share_lines_of(before, after, asked.figure, own=look.own, opened=look.opened),
        milestones=milestones(then.milestones, now.milestones, links),
        verdicts=verdicts(before, after),
        decisions=decisions(before, after, links),
        terms=terms(then, now, links),
        is_illustrative=any(row.illustrative for row in (*before.now, *after.now)),
    )


def verdict(found: Indicators, then: Side, now: Side) -> str:
    """One sentence to repeat: how many became better and worse, and what that means for the money."""
    better, worse = found.counts[Movement.BETTER], found.counts[Movement.WORSE]
    if not found.total:
        results = "Er zijn geen indicatoren om te vergelijken."
    elif not better and not worse:
        results = "Geen indicator werd beter of slechter."
    else:
        up = f"{words.how_many(better)} {words.are(better, 'indicator werd', 'indicatoren werden')} beter"
        down = f"{words.how_many(worse)} {words.are(worse, 'werd', 'werden')} slechter"
        results = f"{words.sentence_case(up)}, {down}."
    refund = _refund(total(then.rows.current_risks), total(now.rows.current_risks))
    return " ".join(filter(None, (results, _unmeasured(found, now), refund)))


def _unmeasured(found: Indicators, now: Side) -> str:
    """While a quarter is open, what is not measured may still be."""
    lost = 0 if now.rows.period.is_frozen else found.counts[Movement.LOST]
    return f"{lost} {words.are(lost, 'is', 'zijn')} nog niet gemeten." if lost else ""


def _refund(then: RiskFigures | None, now: RiskFigures | None) -> str:
    if then is None or now is None or then.expected is None or now.expected is None:
        return ""
    if (then.expected, then.expected_low) == (now.expected, now.expected_low):
        return f"De verwachte terugbetaling bleef {euro(now.expected)}."
    was = words.range_text(then.expected_low, then.expected)
    return (
        f"De verwachte terugbetaling ging van {was} naar {words.range_text(now.expected_low, now.expected)}."
    )


def _head(side: Side, look: Look) -> SideHead:
    version, period = side.version, side.rows.period
    url = look.links.quarter(side.quarter)
    state = "voorlopig"
    if period.is_frozen:
        state = f"vastgesteld op {date_nl(period.frozen_on)}"
    if version is None or version.pk in _last(look.versions):
        mark = f", herzien (versie {version.number})" if version and version.is_restated else ""
        return SideHead(side.quarter.label, f"{state}{mark}", url, period.is_frozen)
    label = f"{side.quarter.label}, versie {version.number}"
    return SideHead(label, state, f"{url}?freeze={version.pk}", is_frozen=True)


def _last(versions: Iterable[Version]) -> set[object]:
    """Ids of the last version of each quarter."""
    return set({one.quarter: one.pk for one in versions}.values())


def _offered(look: Look) -> Iterable[Choice]:
    """The newest quarter first; of a restated one its earlier versions below it."""
    last = _last(look.versions)
    for period in reversed(look.periods):
        state = "vastgesteld" if period.is_frozen else "loopt nog" if period.is_observed else "voorlopig"
        yield Choice(period.quarter.key, f"{period.quarter.label}, {state}")
        earlier = [one for one in look.versions if one.quarter == period.quarter and one.pk not in last]
        for version in reversed(earlier):
            yield Choice(str(version.pk), f"{period.quarter.label}, versie {version.number}")


def _chosen(offered: Iterable[Choice], value: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, one.label, one.value == value) for one in offered)


def other_counts(found: Indicators, *, is_frozen: bool) -> str:
    """`3 nu gemeten, 6 met een andere waarde en 1 ongewijzigd`: what the verdict above does not tell yet."""
    parts = [
        (Movement.MEASURED, "nu gemeten"),
        (Movement.LOST, "nu niet gemeten" if is_frozen else ""),
        (Movement.NEW, "nieuw"),
        (Movement.GONE, "er niet meer bij"),
        (Movement.OTHER, "anders zonder oordeel"),
        (Movement.VALUE, "met een andere waarde"),
        (Movement.SAME, "ongewijzigd"),
    ]
    return listed([f"{found.counts[one]} {word}" for one, word in parts if word and found.counts[one]])
