"""The page about one state grant: each figure with its derivation, its course, and its split."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from funding.selectors.refund_course import MOST_BOOKINGS, Booked
from funding.selectors.share_rows import ShareRow
from funding.shares import add_shares
from funding.totals import FIGURES, total_risk
from izaportal.web.charts.model import Chart
from izaportal.web.charts.store import Figure, figures
from izaportal.web.link import Link
from izaportal.web.quarters import QuarterChoice, asked_of, quarter_choices
from izaportal.web.refund.course import QuarterLine, chart, lines
from izaportal.web.refund.crumbs import crumbs
from izaportal.web.refund.derived import Derived, derived, indicator_links
from izaportal.web.refund.read import GrantFound
from izaportal.web.risk_charts import ladder
from izaportal.web.share_lines import key_name
from pillars.selectors.quarters import Period

if TYPE_CHECKING:
    from funding.models import Grant, RefundRisk

HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class BookingGroup:
    """The bookings of a milestone, or of the grant itself; `more` of them are only in the ledger.

    `differs`: they add up to something else than what the figures were calculated with.
    """

    label: str
    bookings: tuple[Booked, ...]
    total: Decimal
    more: int
    differs: bool


@dataclass(frozen=True, slots=True)
class GrantRiskPage:
    title: str
    name: str
    project: Link
    crumbs: tuple[Link, ...]
    period: Period
    quarters: tuple[QuarterChoice, ...]
    grant: Grant
    risk: RefundRisk | None
    sentence: str
    pending: str
    derived: Derived | None
    bookings: tuple[BookingGroup, ...]
    lines: tuple[QuarterLine, ...]
    shares: tuple[ShareRow, ...]
    own: frozenset[str]
    siblings: int
    indicators: tuple[Link, ...]
    links: tuple[Link, ...]
    fingerprint: str
    drawings: dict[str, Figure | None]

    @property
    def whole(self) -> Mapping[str, Decimal | None]:
        """Per figure what the parts of the municipalities come to: None where it does not apply."""
        return {name: add_shares(getattr(share, name) for share in self.shares).amount for name in FIGURES}

    @property
    def key(self) -> ShareRow | None:
        """Any share tells the key; None while nothing is divided."""
        return next((share for share in self.shares if share.key_label), None)

    @property
    def key_name(self) -> str:
        return key_name(self.key.key_label) if self.key else ""


def build(found: GrantFound) -> GrantRiskPage:
    grant, risk, quarter = found.grant, found.risk, found.period.quarter
    programme = found.at.programme
    place = {"programme": programme.slug, "project": grant.project.slug}
    url = reverse("grant-risk", kwargs={**place, "grant": grant.slug})
    told = derived(found)
    return GrantRiskPage(
        title=grant.project.name,
        name=grant.title,
        project=Link(grant.project.name, f"{reverse('project', kwargs=place)}?kwartaal={quarter}"),
        crumbs=crumbs(programme, "Afrekenrisico", grant.project.name, quarter=quarter.key),
        period=found.period,
        quarters=quarter_choices(found.at.periods, current=quarter, at=asked_of(url)),
        grant=grant,
        risk=risk,
        sentence=str(risk.derivation.get("sentence", "")) if risk is not None else "",
        pending=found.rows.pending,
        derived=told,
        bookings=tuple(_bookings(found, told)),
        lines=lines(found),
        shares=tuple(share for share in found.rows.shares if _is_of(share, grant)),
        own=found.own,
        siblings=sum(row.project == grant.project.slug for row in found.rows.current_risks) - 1,
        indicators=indicator_links(found),
        links=tuple(_links(place, grant)),
        fingerprint=risk.fingerprint[:HASH_SHOWN] if risk is not None else "",
        drawings=figures(charts_of(found)),
    )


def charts_of(found: GrantFound) -> dict[str, Chart | None]:
    """The page's charts, also for the job that draws them ahead."""
    risk = found.risk
    figures_now = total_risk([risk], settings=None) if risk is not None else None
    return {"ladder": ladder(figures_now), "course": chart(found)}


def _is_of(share: ShareRow, grant: Grant) -> bool:
    return share.project == grant.project.slug and share.is_of_member


def _links(place: dict[str, str], grant: Grant) -> Iterator[Link]:
    """Pages about the same grant."""
    for name, label in (("grant", "De subsidie en haar mijlpalen"), ("ledger", "Alle boekingen")):
        yield Link(label, reverse(name, kwargs={**place, "grant": grant.slug}))


def _bookings(found: GrantFound, told: Derived | None) -> Iterator[BookingGroup]:
    """By milestone in their order, what belongs to none last."""
    names: dict[UUID | None, tuple[str, str]] = {
        milestone.pk: (milestone.slug, milestone.label) for milestone in found.milestones
    }
    names[None] = ("", "Niet op een mijlpaal geboekt")
    facts = told.facts if told is not None else None
    expected = {milestone.key: milestone.booked for milestone in facts.milestones} if facts else {}
    for milestone, (slug, label) in names.items():
        own = tuple(one for one in found.bookings if one.milestone == milestone)
        if not own:
            continue
        counted = facts.unattributed if facts and not slug else expected.get(slug)
        yield BookingGroup(
            label,
            own,
            own[0].total,
            max(0, own[0].count - MOST_BOOKINGS),
            counted is not None and counted != own[0].total,
        )
