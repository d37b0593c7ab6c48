"""Puts the page of a grant together: the award, what was agreed of it, what others said, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.award import division
from funding.refund import Source, Stream
from izaportal.core.formatting import date_nl
from izaportal.web.crumbs import money_crumbs
from izaportal.web.fact import Fact
from izaportal.web.grant.agreed import commitments, conditions, instalments, milestones
from izaportal.web.grant.changes import history
from izaportal.web.grant.editor import place_of
from izaportal.web.grant.parts import GrantPage
from izaportal.web.grant.read import GrantFacts
from izaportal.web.grant.sections import SECTIONS
from izaportal.web.link import Link
from izaportal.web.plan_words import NOT_STATED
from izaportal.web.quarters import asked_of, quarter_choices

if TYPE_CHECKING:
    from funding.models import Grant

NOTES = {
    Source.ZVW: "Dit geld betaalt de zorgverzekeraar na voorwaarden. Het wordt nooit teruggevorderd; het kan "
    "wel uitblijven.",
    Source.OWN: "Dit zijn eigen middelen: er is niemand aan wie ze terug moeten.",
}
OTHER_STREAM = "Deze stroom wordt niet op mijlpalen afgerekend: alleen wat onbesteed blijft, gaat terug."


def build(facts: GrantFacts) -> GrantPage:
    grant, money = facts.grant, facts.money
    risk = money.risk if money else None
    return GrantPage(
        grant=grant,
        title=grant.title,
        lead=grant.project.name,
        crumbs=_crumbs(grant),
        quarter=facts.quarter,
        quarters=quarter_choices(
            facts.periods, current=facts.quarter, at=asked_of(reverse("grant", kwargs=place_of(grant)))
        ),
        is_frozen=facts.is_frozen,
        facts=tuple(_facts(grant)),
        award=money.award if money else grant.award,
        spent=money.spent if money else None,
        received=money.received if money else None,
        risk=risk,
        sentence=str(risk.derivation.get("sentence", "")) if risk else "",
        note=_note(grant),
        milestones=milestones(facts),
        by_milestones=division(grant.award, (row.amount for row in grant.milestones.all())),
        instalments=instalments(facts),
        by_instalments=division(grant.award, (row.amount for row in grant.instalments.all())),
        conditions=conditions(facts),
        by_conditions=division(grant.award, (row.amount for row in grant.payment_conditions.all())),
        commitments=commitments(facts),
        by_commitments=division(grant.award, (row.amount for row in grant.commitments.all())),
        history=history(facts),
        links=tuple(_links(grant)),
        bars=_bars(grant) if facts.rights.edits else {},
        rights=facts.rights,
        has_milestones=bool(grant.stream) or bool(grant.milestones.all()),
        has_instalments=grant.source == Source.SPUK or bool(grant.instalments.all()),
        has_conditions=grant.source == Source.ZVW or bool(grant.payment_conditions.all()),
    )


def _crumbs(grant: Grant) -> tuple[Link, ...]:
    return money_crumbs(grant.project.programme, Link(f"{grant.title}: {grant.project.name}"))


def _facts(grant: Grant) -> Iterator[Fact]:
    yield Fact("Beschikking", grant.decision_number or NOT_STATED)
    yield Fact("Looptijd", f"{date_nl(grant.starts_on)} tot en met {date_nl(grant.ends_on)}")
    if grant.source == Source.SPUK:
        lead = grant.lead_municipality
        yield Fact("Mandaatgemeente", lead.name if lead else NOT_STATED)
    if grant.stream == Stream.TRANSFORMATION:
        yield Fact("Afrekenen", str(grant.get_credit_mode_display()))
    source = ", ".join(text for text in (grant.source_document, grant.source_place) if text)
    yield Fact("Bron", source or NOT_STATED)


def _note(grant: Grant) -> str:
    if grant.source == Source.SPUK:
        return "" if grant.stream == Stream.TRANSFORMATION else OTHER_STREAM
    return NOTES[Source(grant.source)]


def _links(grant: Grant) -> Iterator[Link]:
    """Pages that go on from here."""
    programme = grant.project.programme.slug
    yield Link("Boekingen", reverse("ledger", kwargs=place_of(grant)))
    yield Link("Afrekenrisico", _risk_url(grant))
    yield Link("Verantwoording", reverse("accountability", args=(programme,)))
    yield Link("Project", reverse("project", args=(programme, grant.project.slug)))


def _risk_url(grant: Grant) -> str:
    """Of state money its own page; of other money what may not come in, with that of all."""
    if grant.source == Source.SPUK:
        return reverse("grant-risk", kwargs=place_of(grant))
    return reverse("refund-risk", args=(grant.project.programme.slug,))


def _bars(grant: Grant) -> dict[str, tuple[Link, ...]]:
    """By anchor on the page the forms that open there."""
    bars: dict[str, tuple[Link, ...]] = {}
    for section in SECTIONS.values():
        place = {**place_of(grant), "section": section.slug}
        link = (
            Link(section.add, reverse("add-grant-row", kwargs=place))
            if section.of_rows
            else Link("Bewerken", reverse("edit-grant", kwargs=place))
        )
        bars[section.anchor] = (*bars.get(section.anchor, ()), link)
    return bars
