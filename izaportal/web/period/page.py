"""What the page of a quarter shows: its phase, its days, the projects and what was done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.formatting import date_nl
from izaportal.reporting.reminder_words import days_words
from izaportal.reporting.report.questions import Section
from izaportal.reporting.selectors.period_states import QuarterState
from izaportal.web.link import Link
from izaportal.web.period.read import Seen
from izaportal.web.period.rows import Choice, Filter, Row, fitting, rows, section_choices, stand_choices
from izaportal.web.quarters import QuarterChoice, quarter_choices
from pillars.windows import Phase, Windows

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from pillars.models import ReportingPeriod

PHASE_WORDS = {
    Phase.OBSERVED: "observatie",
    Phase.REPORTING: "open voor rapportage",
    Phase.JUDGING: "wordt beoordeeld",
    Phase.ENDED: "wacht op sluiten",
    Phase.CLOSED: "gesloten",
    Phase.FROZEN: "vastgesteld",
}
FIELD_WORDS = {
    "submit_from": "indienen vanaf",
    "submit_until": "indienen tot en met",
    "approve_until": "beoordelen tot en met",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the timeline; `stage`: past, now or later."""

    label: str
    days: str
    stage: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of what was done with the quarter."""

    who: str
    at: datetime
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the projects that owe a report. `measured` and `asked` count measurements of all."""

    owing: int
    handed_in: int
    waiting: int
    approved: int
    measured: int
    asked: int
    late: int

    @property
    def of_owing(self) -> str:
        return f"van {self.owing}"

    @property
    def of_asked(self) -> str:
        return f"van {self.asked}"


@dataclass(frozen=True, slots=True)
class Act:
    label: str
    url: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    seen: Seen
    phase: Phase
    lead: str
    crumbs: tuple[Link, ...]
    quarters: tuple[QuarterChoice, ...]
    steps: tuple[Step, ...]
    totals: Totals
    rows: tuple[Row, ...]
    count: int
    asked: Filter
    stands: tuple[Choice, ...]
    sections: tuple[Choice, ...]
    exempt: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    changes: tuple[Changed, ...]

    @property
    def phase_word(self) -> str:
        return PHASE_WORDS[self.phase]

    @property
    def is_final(self) -> bool:
        return self.phase is Phase.FROZEN

    @property
    def projects_lead(self) -> str:
        if self.is_final:
            return "Het kwartaal is vastgesteld; er komt niets meer bij."
        return "Wat er per project nog ontbreekt, en wie dat aanlevert."


def build(
    seen: Seen,
    period: ReportingPeriod,
    state: QuarterState,
    changes: Iterable[AuditEntry],
    *,
    asked: Filter,
) -> Page:
    today = clock.today()
    phase = period.windows.phase(period.state, today)
    listed = rows(seen.viewer, period, state, today)
    totals = _totals(state, listed)
    return Page(
        seen=seen,
        phase=phase,
        lead=_lead(period, phase, totals, today),
        crumbs=_crumbs(seen, Link("Periode", "")),
        quarters=quarter_choices(
            seen.periods,
            current=seen.quarter,
            at=lambda quarter: reverse("period", args=(seen.programme.slug, quarter)),
        ),
        steps=_steps(period, phase, today),
        totals=totals,
        rows=fitting(listed, asked),
        count=len(listed),
        asked=asked,
        stands=stand_choices(listed, asked),
        sections=section_choices(listed, asked),
        exempt=tuple((project.name, why) for project, why in state.exempt),
        acts=_acts(seen, phase),
        changes=tuple(_changed(entry) for entry in changes),
    )


def first_crumbs(seen: Seen) -> tuple[Link, ...]:
    return _crumbs(seen, Link("Periode", ""))


def act_crumbs(seen: Seen, title: str) -> tuple[Link, ...]:
    return _crumbs(seen, Link("Periode", _url("period", seen)), Link(title, ""))


def _crumbs(seen: Seen, *last: Link) -> tuple[Link, ...]:
    slug, name = seen.programme.slug, seen.programme.short_name
    programme = Link(name, reverse("programme", kwargs={"programme": slug}))
    quarter = Link(seen.quarter.label, _url("dashboard", seen) if seen.period else _url("period", seen))
    return (programme, quarter, *last)


def _url(name: str, seen: Seen) -> str:
    return reverse(name, kwargs={"programme": seen.programme.slug, "quarter": seen.quarter})


def _lead(period: ReportingPeriod, phase: Phase, totals: Totals, today: date) -> str:
    """The one sentence that says what the quarter asks for now."""
    state = f"{totals.handed_in} van {totals.owing} rapportages ingediend, {totals.approved} goedgekeurd."
    heads = {
        Phase.OBSERVED: f"Dit kwartaal loopt nog. Rapporteren kan vanaf {date_nl(period.submit_from)}.",
        Phase.REPORTING: f"Indienen kan tot en met {date_nl(period.submit_until)}, "
        f"{days_words(period.submit_until, today)}. {state}",
        Phase.JUDGING: f"Beoordelen kan tot en met {date_nl(period.approve_until)}, "
        f"{days_words(period.approve_until, today)}. {state}",
        Phase.ENDED: f"Beide termijnen zijn voorbij; het kwartaal kan dicht. {state}",
        Phase.CLOSED: f"Gesloten op {date_nl(period.closed_on)}; nog niet vastgesteld. {state}",
        Phase.FROZEN: f"Vastgesteld op {date_nl(period.frozen_on)}.",
    }
    return heads[phase]


def _steps(period: ReportingPeriod, phase: Phase, today: date) -> tuple[Step, ...]:
    windows: Windows = period.windows
    order = (Phase.OBSERVED, Phase.REPORTING, Phase.JUDGING, Phase.ENDED)
    at = order.index(phase) if phase in order else len(order)
    shown = (
        ("Observatie", _span(windows.opens_on, windows.observed_until), windows.observed_until),
        ("Indienen", _span(windows.submit_from, windows.submit_until), windows.submit_until),
        ("Beoordelen", f"t/m {date_nl(windows.approve_until)}", windows.approve_until),
    )
    steps = [
        Step(label, days, _stage(place, at), days_words(last, today) if place == at else "")
        for place, (label, days, last) in enumerate(shown)
    ]
    return (*steps, _closing_step(period, at), _freezing_step(period))


def _stage(place: int, at: int) -> str:
    return "past" if place < at else "now" if place == at else "later"


def _closing_step(period: ReportingPeriod, at: int) -> Step:
    if period.closed_on is not None:
        return Step("Gesloten", f"op {date_nl(period.closed_on)}", "past")
    return Step("Sluiten", "door de controller", _stage(3, at))


def _freezing_step(period: ReportingPeriod) -> Step:
    if period.frozen_on is not None:
        return Step("Vastgesteld", f"op {date_nl(period.frozen_on)}", "past")
    return Step("Vaststellen", "door de controller", "now" if period.closed_on is not None else "later")


def _span(first: date, last: date) -> str:
    """`01-10 t/m 28-10-2026`: the year once where it is the same."""
    start = f"{first:%d-%m}" if first.year == last.year else date_nl(first)
    return f"{start} t/m {date_nl(last)}"


def _totals(state: QuarterState, listed: tuple[Row, ...]) -> Totals:
    measurements = [part for one in state.projects if (part := one.part(Section.MEASUREMENTS)) is not None]
    return Totals(
        owing=len(state.projects),
        handed_in=sum(one.is_in for one in state.projects),
        waiting=len(state.waiting),
        approved=sum(one.state == "approved" for one in state.projects),
        measured=sum(part.done for part in measurements),
        asked=sum(part.total for part in measurements),
        late=sum(bool(row.late) for row in listed),
    )


def _acts(seen: Seen, phase: Phase) -> tuple[Act, ...]:
    """What can be done now, by the controller, or once it is frozen by who runs the programme; the likeliest
    one stands out."""
    if phase is Phase.FROZEN:
        return (Act("Openbaar maken", _url("publish-quarter", seen)),) if seen.runs else ()
    if not seen.controls:
        return ()
    dates = Act("Data wijzigen", _url("period-dates", seen))
    if phase is Phase.OBSERVED:
        return (dates,)
    if phase is Phase.CLOSED:
        freeze = Act("Vaststellen", _url("freeze-quarter", seen), is_primary=True)
        return (Act("Heropenen", _url("reopen-quarter", seen)), freeze)
    return (dates, Act("Sluiten", _url("close-quarter", seen), is_primary=phase is Phase.ENDED))


def _changed(entry: AuditEntry) -> Changed:
    return Changed(entry.actor_name, entry.at, _what(entry), entry.reason)


def _what(entry: AuditEntry) -> str:
    """`heropend`, `indienen tot en met 28-10-2026 → 02-11-2026`."""
    if "status" in entry.changes:
        moves = {"open": "geopend", "closed": "gesloten", "frozen": "vastgesteld"}
        old, new = entry.changes["status"]
        return "heropend" if old == "closed" and new == "open" else moves[new]
    days = ((FIELD_WORDS[name], old, new) for name, (old, new) in entry.changes.items())
    return ", ".join(f"{word} {_day(old)} → {_day(new)}" for word, old, new in days)


def _day(stored: str) -> str:
    return date_nl(date.fromisoformat(stored))
