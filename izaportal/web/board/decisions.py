"""Decisions that the figures ask for, decisions taken before, and those the plan still leaves open."""

from dataclasses import dataclass
from datetime import date

from funding.selectors.risk_rows import RiskRow
from izaportal.core.formatting import date_long, euro
from izaportal.core.money import ZERO
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.attention import hanging_on
from izaportal.web.board.links import Links
from izaportal.web.link import Link
from projects.selectors.decisions import DecisionRow

MOST_ON_DASHBOARD = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A go/no-go that a grant's figures ask for."""

    question: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """`decided_on` None: still to be taken."""

    decided_on: date | None
    word: str
    label: str
    projects: tuple[Link, ...]
    illustrative: bool

    @property
    def when(self) -> str:
        return date_long(self.decided_on) if self.decided_on else ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """`meeting` and `body` are empty when no meeting about the quarter is planned; `pending` when the figures
    that ask for decisions are not all there. What was taken stands with the latest first."""

    meeting: str
    body: str
    asked: tuple[Asked, ...]
    taken: tuple[Taken, ...]
    to_come: tuple[Taken, ...]
    pending: str = ""

    @property
    def latest(self) -> tuple[Taken, ...]:
        """As many as a dashboard tells."""
        return self.taken[:MOST_ON_DASHBOARD]

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.taken or self.to_come)


def decisions(rows: Rows, links: Links) -> Decisions:
    taken = [row for row in rows.decisions if row.decided_on is not None]
    to_come = [row for row in rows.decisions if row.decided_on is None and row.projects]
    asked = sorted(
        (risk for risk in rows.current_risks if risk.due_gap or risk.expected),
        key=lambda risk: -max(risk.due_gap or ZERO, risk.expected or ZERO),
    )
    return Decisions(
        meeting=date_long(rows.period.meets_on) if rows.period.meets_on else "",
        body=rows.period.body,
        asked=tuple(_asked(rows, risk, links) for risk in asked),
        taken=tuple(_taken(row, links) for row in taken),
        to_come=tuple(_taken(row, links) for row in to_come),
        pending=rows.pending if rows.uncalculated else "",
    )


def _asked(rows: Rows, risk: RiskRow, links: Links) -> Asked:
    reasons = [_gap(rows, risk), _expected(risk), _since(rows, risk)]
    return Asked(
        question=f"{risk.project_name}: doorgaan, bijsturen of stoppen?",
        url=links.project(risk.project),
        why=" ".join(filter(None, reasons)),
    )


def _gap(rows: Rows, risk: RiskRow) -> str:
    """Of a quarter that still runs it is what must be there at its end."""
    if not risk.due_gap:
        return ""
    due = (
        f"eind Q{rows.quarter.number} bereikt moet zijn"
        if rows.period.is_observed
        else "nu bereikt had moeten zijn"
    )
    return f"Achterstand {euro(risk.due_gap)}: besteed aan een resultaat dat {due}."


def _expected(risk: RiskRow) -> str:
    if not risk.expected:
        return ""
    amount = words.range_text(risk.expected_low, risk.expected)
    return f"Hierop rust een verwachte terugbetaling van {amount}."


def _since(rows: Rows, risk: RiskRow) -> str:
    """What came of the last decision: the indicator's value then and now."""
    last = next((row for row in rows.decisions if _is_about(row, risk)), None)
    if last is None or last.decided_on is None or last.about is None:
        return ""
    for row in rows.now:
        then = rows.at(last.about, row.slug)
        is_its = any(other is risk for other, _ in hanging_on(rows, row.slug))
        if is_its and then and None not in (then.value, row.value) and last.about < rows.quarter:
            change = words.change_text(then, row)
            return f"Sinds het besluit van {_day(last.decided_on, rows)} ging {row.label} van {change}."
    return ""


def _is_about(row: DecisionRow, risk: RiskRow) -> bool:
    return row.decided_on is not None and risk.project in (slug for slug, _ in row.projects)


def _day(day: date, rows: Rows) -> str:
    """`26 februari`, with its year only when that is another one."""
    text = date_long(day)
    return text.removesuffix(f" {day.year}") if day.year == rows.quarter.year else text


def _taken(row: DecisionRow, links: Links) -> Taken:
    return Taken(
        decided_on=row.decided_on,
        word=row.word,
        label=row.label,
        projects=tuple(Link(name, links.project(slug)) for slug, name in row.projects),
        illustrative=row.illustrative,
    )
