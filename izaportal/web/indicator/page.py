"""Puts the indicator page together: head, verdict, chart, tables, definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from izaportal.core.formatting import mid_sentence, percent, sentence_case, with_unit
from izaportal.core.quarter import Quarter
from izaportal.web.changes import Line
from izaportal.web.charts.store import Figure, figures
from izaportal.web.fact import Fact
from izaportal.web.indicator import chart, explained, rows
from izaportal.web.indicator.explained import Step
from izaportal.web.indicator.facts import PageFacts, shown, two_places
from izaportal.web.indicator.history import definition_lines, target_lines
from izaportal.web.indicator.rows import MeasurementRow, MoneyRow, QuarterRow, TargetRow
from izaportal.web.link import Link
from izaportal.web.plan_words import NOT_STATED, Mismatch, mismatches, pillar_words
from izaportal.web.quarters import QuarterChoice, asked_of, quarter_choices
from kpis.selectors.definition import definition_of
from kpis.selectors.entry import may_edit, may_report, why_no_value


@dataclass(frozen=True, slots=True)
class Previous:
    quarter: Quarter
    value: Decimal | None
    status: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The stored status with its sentence, and where it is heading."""

    status: str
    sentence: str
    outlook: str
    early_warning: bool
    overdue: bool
    supplier: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    title: str
    called_now: str
    lead: str
    crumbs: tuple[Link, ...]
    quarter: Quarter
    quarters: tuple[QuarterChoice, ...]
    dashboard_url: str
    is_frozen: bool
    has_period: bool
    is_illustrative: bool
    unit: str
    verdict: Verdict | None
    previous: Previous | None
    chart: Figure | None
    steps: tuple[Step, ...]
    source_line: str
    quarter_rows: tuple[QuarterRow, ...]
    target_rows: tuple[TargetRow, ...]
    measurement_rows: tuple[MeasurementRow, ...]
    entry: Link | None
    money_rows: tuple[MoneyRow, ...]
    definition: tuple[Fact, ...]
    definition_note: str
    edit_url: str
    targets_url: str
    definition_history: tuple[Line, ...]
    target_history: tuple[Line, ...]
    notes: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]
    source: str
    may_approve: bool
    underway: bool
    has_failed: bool
    refusal: str


def build(facts: PageFacts, *, refused: UUID | None = None, refusal: str = "") -> IndicatorPage:
    """`refused` is the measurement whose approval was refused, `refusal` says why."""
    indicator = facts.indicator
    editable = may_edit(facts.viewer, indicator)
    return IndicatorPage(
        title=str(facts.judged),
        called_now=str(indicator) if str(indicator) != str(facts.judged) else "",
        lead=_lead(facts),
        crumbs=tuple(_crumbs(facts)),
        quarter=facts.quarter,
        quarters=quarter_choices(facts.periods, current=facts.quarter, at=asked_of(_url(facts))),
        dashboard_url=_dashboard(facts),
        is_frozen=facts.is_frozen,
        has_period=facts.period is not None,
        is_illustrative=facts.as_of.illustrative,
        unit=facts.judged.unit,
        verdict=_verdict(facts),
        previous=_previous(facts),
        chart=figures({"indicator": chart.draw(facts)})["indicator"],
        steps=explained.steps(facts),
        source_line=_source_line(facts),
        quarter_rows=rows.quarter_rows(facts),
        target_rows=rows.target_rows(facts),
        measurement_rows=rows.measurement_rows(facts, refused=refused, error=refusal),
        entry=_entry(facts),
        money_rows=rows.money_rows(facts),
        definition=tuple(_definition(facts)),
        definition_note=_definition_note(facts),
        edit_url=_edit_url(facts, "edit-indicator", editable),
        targets_url=_edit_url(facts, "set-targets", rows.may_approve(facts)),
        definition_history=definition_lines(facts, may_edit=editable),
        target_history=target_lines(facts),
        notes=tuple(str(note) for note in indicator.notes),
        mismatches=mismatches(facts.contradictions),
        source=", ".join(text for text in (indicator.source_document, indicator.source_place) if text),
        may_approve=rows.may_approve(facts),
        underway=facts.recalculation.underway,
        has_failed=facts.recalculation.has_failed,
        refusal=refusal,
    )


def _entry(facts: PageFacts) -> Link | None:
    """Where whoever may enters a value of the quarter; without an address the reason why that cannot be."""
    if not may_report(facts.viewer, facts.indicator):
        return None
    if why := why_no_value(facts.viewer, facts.indicator, facts.quarter):
        return Link(why)
    place = {
        "programme": facts.programme.slug,
        "indicator": facts.indicator.slug,
        "quarter": facts.quarter,
    }
    return Link(f"Meting {facts.quarter.label} invoeren", reverse("enter-measurement", kwargs=place))


def _lead(facts: PageFacts) -> str:
    indicator = facts.judged
    kind = indicator.get_kind_display() or "indicator"
    name = f"{indicator.name}. " if indicator.short_name and indicator.short_name != indicator.name else ""
    return f"{name}{sentence_case(kind)}; {indicator.get_accumulation_display()}."


def _crumbs(facts: PageFacts) -> Iterator[Link]:
    programme, indicator = facts.programme, facts.judged
    home = reverse("programme", kwargs={"programme": programme.slug})
    yield Link(programme.short_name, home)
    if indicator.pillar:
        yield Link(_pillar(facts), f"{home}#{indicator.pillar.slug}")
    yield Link(indicator.code or indicator.short_name or indicator.name)


def _pillar(facts: PageFacts) -> str:
    return pillar_words(facts.programme, facts.indicator.pillar)


def _dashboard(facts: PageFacts) -> str:
    """Of the quarter looked at; a quarter that is not reported on has none, so then the latest."""
    programme = facts.programme.slug
    if facts.period is None:
        return reverse("dashboard-latest", args=(programme,))
    return reverse("dashboard", kwargs={"programme": programme, "quarter": facts.quarter})


def _url(facts: PageFacts) -> str:
    return reverse("indicator", kwargs={"programme": facts.programme.slug, "indicator": facts.indicator.slug})


def _edit_url(facts: PageFacts, page: str, is_allowed: bool) -> str:
    place = {"programme": facts.programme.slug, "indicator": facts.indicator.slug}
    return reverse(page, kwargs=place) if is_allowed else ""


def _verdict(facts: PageFacts) -> Verdict | None:
    row = facts.status
    if row is None:
        return None
    project = facts.indicator.project
    return Verdict(
        status=row.status,
        sentence=row.sentence,
        outlook=explained.outlook(facts),
        early_warning=row.early_warning,
        overdue=facts.is_overdue,
        supplier=project.name if project else mid_sentence(_pillar(facts)) or facts.programme.short_name,
    )


def _previous(facts: PageFacts) -> Previous | None:
    row = facts.previous
    return None if row is None else Previous(row.quarter, shown(row.value), row.status)


def _source_line(facts: PageFacts) -> str:
    """What the status was calculated with, for who wants to check it."""
    row = facts.status
    if row is None:
        return ""
    share = percent(Decimal(str(row.explanation["bounds"]["share_pct"])))
    margin = percent(facts.margin_pct_at(row.quarter))
    return (
        f"Berekend met regelversie {row.rule_version}; vingerafdruk van de invoer {row.fingerprint[:12]}. "
        f"Het deel van het jaar ({share}) en de marge ({margin}) zijn instellingen van dit portaal."
    )


def _definition(facts: PageFacts) -> Iterator[Fact]:
    indicator = facts.judged
    yield Fact("Soort", str(indicator.get_kind_display()) or NOT_STATED)
    yield Fact("Eenheid", indicator.unit or NOT_STATED)
    if indicator.second_unit:
        yield Fact("Tweede schaal", indicator.second_unit)
    yield Fact("Richting", str(indicator.get_direction_display()))
    yield Fact("Telling", str(indicator.get_accumulation_display()))
    yield Fact("Meten", str(indicator.get_frequency_display()))
    yield Fact("Fasering Q1 tot Q4", " / ".join(percent(share) for share in indicator.phasing))
    yield Fact("Nulmeting", _baseline(facts))
    yield Fact("Per gemeente", _members(facts))
    yield Fact("Kernindicator", "ja" if indicator.headline else "nee")
    yield Fact("Telt mee in het oordeel", "ja" if indicator.counts else "nee")
    optional = (("Voorwaarde", indicator.condition), ("Groeiregel", indicator.growth_rule))
    yield from (Fact(label, text) for label, text in optional if text)


def _members(facts: PageFacts) -> str:
    if not facts.judged.disaggregated:
        return "nee, één waarde voor het programma"
    return "ja, gewogen gemiddelde" if facts.judged.is_weighted else "ja, opgeteld"


def _definition_note(facts: PageFacts) -> str:
    """What was judged stays as it was; a later definition says so."""
    if definition_of(facts.judged) == definition_of(facts.indicator):
        return ""
    return f"Zo gold het toen {facts.quarter.label} is vastgesteld. Daarna is de definitie gewijzigd."


def _baseline(facts: PageFacts) -> str:
    """Unknown is not zero: a plan without a baseline says so."""
    indicator = facts.judged
    if indicator.baseline is None:
        return NOT_STATED
    value = with_unit(two_places(indicator.baseline), facts.short_unit or indicator.unit)
    details = [text for text in (indicator.baseline_on, indicator.baseline_source) if text]
    return f"{value} ({', '.join(details)})" if details else value
