"""What the page of the yearly account shows; its files are made of the same lines."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from funding.accountability import Balance, MilestoneAccount
from funding.handed_in import Difference, differences
from funding.refund import UNASSIGNED
from funding.selectors.accountability import DecisionAccount, GrantAccount, Part
from funding.selectors.handed_in import handed_in, told_of
from funding.selectors.settlements import Recoveries, outcomes, recoveries
from funding.settlement import Outcome
from izaportal.core.formatting import UNKNOWN_WORDS, Unknown, date_nl, days_until
from izaportal.web.accountability.read import YEAR, Seen
from izaportal.web.link import Link

if TYPE_CHECKING:
    from funding.models import Grant, HandedInAccount, Settlement

NOT_APPLICABLE = UNKNOWN_WORDS[Unknown.NOT_APPLICABLE]
NO_NUMBER = UNKNOWN_WORDS[Unknown.UNKNOWN]
YES, NO = "J", "N"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, and the page with the bookings it is made of."""

    amount: Decimal | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """The seven indicators of a decision; figures are None while they cannot be made."""

    number: str
    projects: str
    achieved: str
    own: Figure
    corrections: Figure
    partner_corrections: Figure
    unachieved: Figure
    final: str
    when_none: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """`verdict`: in words, `given` its day; `attributed` opens what was booked to no milestone."""

    label: str
    due: str
    verdict: str
    given: str
    booked: Figure
    attributed: Figure
    account: MilestoneAccount


@dataclass(frozen=True, slots=True)
class GrantPart:
    """A grant below the indicators: its balance, its milestones, and what the state decided."""

    grant: Grant
    title: str
    anchor: str
    balance: Balance | None
    additions_url: str
    spending_url: str
    partners: Decimal
    milestones: tuple[MilestoneLine, ...]
    unachieved: Decimal | None
    broken: str
    settlement: Settlement | None
    outcome: Outcome | None
    settle_url: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Page:
    seen: Seen
    crumbs: tuple[Link, ...]
    years: tuple[tuple[int, str, bool], ...]
    decisions: tuple[DecisionLine, ...]
    grants: tuple[GrantPart, ...]
    recoveries: Recoveries
    handed_in: tuple[HandedInAccount, ...]
    differences: tuple[Difference, ...]

    @property
    def last(self) -> HandedInAccount | None:
        return self.handed_in[0] if self.handed_in else None

    @property
    def hand_in_url(self) -> str:
        """Nothing while the year is not over, or for who may not."""
        if not self.seen.controls or self.seen.today.year <= self.seen.year:
            return ""
        place = {"programme": self.seen.programme.slug, "year": self.seen.year}
        return reverse("hand-in-account", kwargs=place)

    @property
    def first_words(self) -> str:
        """Of an account that was handed in: whether it was in time, by the first time."""
        first, due = self.handed_in[-1].handed_in_on, self.seen.account.clock.due
        return "op tijd" if first <= due else days_until(due, first)

    @property
    def following(self) -> int:
        return self.seen.year + 1

    @property
    def xlsx_url(self) -> str:
        return self.seen.file_url("xlsx")

    @property
    def csv_url(self) -> str:
        return self.seen.file_url("csv")

    @property
    def judged_words(self) -> str:
        until = date_nl(self.seen.account.judged_until)
        return f"Oordelen van de zorgverzekeraar tot en met {until}; wat later komt, telt een jaar later."

    @property
    def days_words(self) -> str:
        """`nog 276 dagen`, `vandaag`; of a day that has passed how late it is."""
        return days_until(self.seen.account.clock.due, self.seen.today)


def build(seen: Seen) -> Page:
    found = seen.account
    settled = {one.grant: one.settlement for one in found.grants if one.settlement}
    decided = outcomes(settled) if settled else {}
    handed = tuple(handed_in(seen.programme, seen.year))
    address = reverse("accountability", args=(seen.programme.slug,))
    return Page(
        seen=seen,
        crumbs=seen.crumbs(),
        years=tuple((year, f"{address}?{YEAR}={year}", year == seen.year) for year in found.years),
        decisions=tuple(decision_line(one, seen.year) for one in found.decisions),
        grants=tuple(grant_part(one, seen.year, decided.get(one.grant.pk)) for one in found.grants),
        recoveries=recoveries(seen.programme, settled, decided),
        handed_in=handed,
        differences=differences(handed[0].figures, told_of(found)) if handed else (),
    )


def decision_line(one: DecisionAccount, year: int) -> DecisionLine:
    """A figure of several grants opens below, at each of them."""
    total = one.sum
    alone = one.grants[0].grant if len(one.grants) == 1 else None

    def figure(amount: Decimal | None, part: Part) -> Figure:
        return Figure(amount, bookings_url(alone, part, year) if alone and amount is not None else "")

    return DecisionLine(
        number=one.number or NO_NUMBER,
        projects=", ".join(dict.fromkeys(part.grant.project.name for part in one.grants)),
        achieved=_yes_or_no(total.achieved if total else None),
        own=figure(total.own if total else None, Part.OWN),
        corrections=figure(total.corrections if total else None, Part.CORRECTIONS),
        partner_corrections=figure(total.partner_corrections if total else None, Part.PARTNER_CORRECTIONS),
        unachieved=Figure(total.unachieved if total else None, f"#{_anchor(alone)}" if alone else ""),
        final=_yes_or_no(total.is_final if total else None),
        when_none="not_applicable" if total else "unknown",
        is_illustrative=any(part.grant.illustrative for part in one.grants),
    )


def grant_part(one: GrantAccount, year: int, outcome: Outcome | None) -> GrantPart:
    grant, account = one.grant, one.account
    rows = account.milestones if account else ()
    return GrantPart(
        grant=grant,
        title=grant.title,
        anchor=_anchor(grant),
        balance=account.balance if account else None,
        additions_url=advances_url(grant, year),
        spending_url=bookings_url(grant, Part.YEAR, year),
        partners=account.partners if account else Decimal(0),
        milestones=tuple(_milestone(row, one, year) for row in rows),
        unachieved=account.unachieved if account else None,
        broken=one.broken,
        settlement=one.settlement,
        outcome=outcome,
        settle_url=reverse("settle-grant", kwargs=place_of(grant)),
        is_illustrative=grant.illustrative,
    )


def bookings_url(grant: Grant, part: Part, year: int, milestone: str = "") -> str:
    asked = {YEAR: str(year), "cijfer": part.value} | ({"mijlpaal": milestone} if milestone else {})
    return f"{reverse('accountability-bookings', kwargs=place_of(grant))}?{urlencode(asked)}"


def advances_url(grant: Grant, year: int) -> str:
    return f"{reverse('accountability-advances', kwargs=place_of(grant))}?{YEAR}={year}"


def place_of(grant: Grant) -> dict[str, str]:
    project = grant.project
    return {"programme": project.programme.slug, "project": project.slug, "grant": grant.slug}


def _milestone(row: MilestoneAccount, one: GrantAccount, year: int) -> MilestoneLine:
    stored = {milestone.slug: milestone for milestone in one.grant.milestones.all()}.get(row.key)
    unattributed = bookings_url(one.grant, Part.UNACHIEVED, year)
    attributed = Figure(row.attributed, unattributed if row.attributed else "")
    if stored is None or row.key == UNASSIGNED:
        return MilestoneLine("Niet toegewezen", "", NOT_APPLICABLE, "", Figure(row.booked), attributed, row)
    given = one.verdicts.get(stored.pk)
    verdict = "nog geen oordeel"
    if given is not None:
        verdict = "behaald" if given.achieved else "niet behaald"
    booked = Figure(row.booked, bookings_url(one.grant, Part.UNACHIEVED, year, stored.slug))
    day = date_nl(given.given_on) if given else ""
    return MilestoneLine(stored.label, date_nl(stored.due), verdict, day, booked, attributed, row)


def _anchor(grant: Grant) -> str:
    return f"{grant.project.slug}-{grant.slug}"


def _yes_or_no(answer: bool | None) -> str:
    if answer is None:
        return NOT_APPLICABLE
    return YES if answer else NO
