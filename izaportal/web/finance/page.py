"""Puts the page of a programme's money together: grants per stream, what is due, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.award import InstalmentState
from funding.choices import MONEY_WORDS
from funding.doubles import Double, Likeness
from funding.explanation import programme_sentence
from funding.refund import Source, Stream
from funding.selectors.programme_money import DueInstalment, GrantMoney, StreamMoney
from izaportal.core.formatting import listed
from izaportal.web.crumbs import money_crumbs
from izaportal.web.finance.parts import DoubleLine, Due, GrantLine, MoneyPage, StreamPart, Way
from izaportal.web.finance.read import MoneyFacts
from izaportal.web.link import Link
from izaportal.web.quarters import asked_of, quarter_choices

if TYPE_CHECKING:
    from funding.models import Grant

IMPORTS = "imports"
# Pages that go on from here: name of the URL, title, what one does there.
WAYS = (
    ("budget-matrix", "Begroting", "Wat elk project per jaar en per bron mag kosten, naast wat is geboekt."),
    (
        "refund-risk",
        "Afrekenrisico",
        "De zes bedragen, hoe ze zijn berekend, en wat een ander oordeel zou doen.",
    ),
    ("allocation-keys", "Verdeelsleutels", "Hoe bedragen over de gemeenten worden verdeeld."),
    ("accountability", "Verantwoording", "De jaarverantwoording per beschikking, met de boekingen erachter."),
    ("duties", "Meldplicht", "Wat het Rijk moet weten als een mijlpaal niet wordt gehaald, met de brief."),
    (IMPORTS, "Importeren", "Begroting en boekingen uit Excel inlezen, of als Excel ophalen."),
)
LIKENESS_WORDS = {
    Likeness.SAME: "zelfde kenmerk, dag en bedrag",
    Likeness.REFERENCE: "zelfde kenmerk",
    Likeness.ALIKE: "zelfde project, dag, bedrag en omschrijving",
}
NO_RECEIPTS = {Source.OWN}  # nobody pays these ahead
MOST_DOUBLES = 20


def build(facts: MoneyFacts) -> MoneyPage:
    slug = facts.programme.slug
    streams = tuple(_stream(one, slug) for one in facts.streams if one.grants)
    settled = next((one for one in streams if one.risk.maximum is not None), None)
    doubles = tuple(_doubles(facts))
    return MoneyPage(
        crumbs=money_crumbs(facts.programme),
        programme=slug,
        lead=f"Subsidies en eigen middelen van {facts.programme.short_name}",
        quarter=facts.quarter,
        quarters=quarter_choices(
            facts.periods, current=facts.quarter, at=asked_of(reverse("finance", args=(slug,)))
        ),
        is_frozen=facts.is_frozen,
        is_illustrative=any(one.is_illustrative for one in streams),
        sentence=programme_sentence(settled.risk, award=settled.award) if settled else "",
        total=settled,
        streams=streams,
        without=_without(facts.streams),
        grants=len(facts.grants),
        instalments=tuple(_instalment(due, slug) for due in facts.instalments),
        milestones=tuple(_milestones(facts)),
        duties=tuple(_duties(facts)),
        doubles=doubles[:MOST_DOUBLES],
        more_doubles=len(doubles[MOST_DOUBLES:]),
        ways=tuple(_ways(facts)),
        add_url=reverse("add-grant", args=(slug,)) if facts.controls else "",
        risk_url=f"{reverse('refund-risk', args=(slug,))}?kwartaal={facts.quarter}#bedragen",
    )


def _stream(money: StreamMoney, programme: str) -> StreamPart:
    stream = money.stream.value if money.stream else ""
    return StreamPart(
        title=MONEY_WORDS[(money.source.value, stream)],
        anchor=stream or money.source.value,
        note=_note(money.source, money.stream),
        lines=tuple(_line(one, programme) for one in money.grants),
        award=money.award,
        spent=money.spent.amount,
        received=money.received.amount,
        when_not_received=_when_not_received(money.source),
        risk=money.risk,
        when_no_risk=_when_no_risk(money.source, money.stream),
        missing=money.spent.unknown,
        is_illustrative=any(one.grant.illustrative for one in money.grants),
    )


def _note(source: Source, stream: Stream | None) -> str:
    if source is Source.ZVW:
        return "Betaald door de zorgverzekeraar na voorwaarden; komt in geen aandeel van een gemeente."
    if source is Source.OWN:
        return "Van de gemeenten zelf; het afrekenrisico is n.v.t."
    if stream is Stream.TRANSFORMATION:
        return "Wordt afgerekend op mijlpalen."
    return "Alleen wat onbesteed blijft, gaat terug."


def _line(money: GrantMoney, programme: str) -> GrantLine:
    grant = money.grant
    source, stream = Source(grant.source), Stream(grant.stream) if grant.stream else None
    return GrantLine(
        title=grant.project.name,
        url=_grant_url(programme, grant),
        note=grant.decision_number or "geen beschikkingsnummer",
        award=money.award,
        spent=money.spent,
        received=money.received,
        when_not_received=_when_not_received(source),
        risk=money.risk,
        when_no_risk=_when_no_risk(source, stream),
        is_illustrative=grant.illustrative,
    )


def _when_not_received(source: Source) -> str:
    return "not_applicable" if source in NO_RECEIPTS else "unknown"


def _when_no_risk(source: Source, stream: Stream | None) -> str:
    """Only one stream can go back for results; of that one a missing figure is not known yet."""
    is_settled = source is Source.SPUK and stream is Stream.TRANSFORMATION
    return "unknown" if is_settled else "not_applicable"


def _grant_url(programme: str, grant: Grant) -> str:
    return reverse("grant", args=(programme, grant.project.slug, grant.slug))


def _without(streams: Iterable[StreamMoney]) -> str:
    """Which streams have no grant, so that nobody takes an absent one for zero."""
    names = [
        MONEY_WORDS[(one.source.value, one.stream.value if one.stream else "")]
        for one in streams
        if not one.grants
    ]
    return listed(names)


def _instalment(due: DueInstalment, programme: str) -> Due:
    instalment = due.standing.instalment
    return Due(
        instalment.expected_on,
        f"{due.grant.project.name}, {instalment.year}",
        f"{_grant_url(programme, due.grant)}#termijnen",
        due.grant.title,
        due.standing.open,
        "te laat" if due.standing.state is InstalmentState.LATE else "verwacht",
        due.standing.state is InstalmentState.LATE,
    )


def _milestones(facts: MoneyFacts) -> Iterator[Due]:
    for row in facts.milestones:
        is_late = row.due < facts.today
        yield Due(
            row.due,
            row.label,
            f"{_grant_url(facts.programme.slug, row.grant)}#mijlpaal-{row.slug}",
            row.grant.project.name,
            row.amount,
            "wacht op oordeel" if is_late else "nog niet beoordeeld",
            is_late,
        )


def _duties(facts: MoneyFacts) -> Iterator[Due]:
    for row in facts.duties:
        milestone = row.milestone
        is_late = row.report_by < facts.today
        yield Due(
            row.report_by,
            milestone.label,
            reverse("duty", kwargs={"programme": facts.programme.slug, "duty": row.pk}),
            row.reason,
            milestone.amount,
            "termijn verstreken" if is_late else "nog melden",
            is_late,
        )


def _doubles(facts: MoneyFacts) -> Iterator[DoubleLine]:
    grants = {str(grant.pk): grant for grant in facts.grants}
    for double in facts.doubles:
        yield DoubleLine(
            double.earlier,
            double.later,
            _named(facts, grants[double.earlier.grant]),
            _named(facts, grants[double.later.grant]),
            LIKENESS_WORDS[double.likeness],
            _explain_url(facts, double),
        )


def _named(facts: MoneyFacts, grant: Grant) -> Link:
    return Link(f"{grant.title}, {grant.project.name}", _grant_url(facts.programme.slug, grant))


def _explain_url(facts: MoneyFacts, double: Double) -> str:
    """What is certainly one cost cannot be explained: one of the two is to be reversed."""
    if not facts.controls or double.likeness is Likeness.SAME:
        return ""
    return reverse("explain-double", args=(facts.programme.slug, *double.pair))


def _ways(facts: MoneyFacts) -> Iterator[Way]:
    """Those the viewer may go."""
    for name, title, note in WAYS:
        if name == IMPORTS and not facts.imports:
            continue
        yield Way(title, reverse(name, args=(facts.programme.slug,)), note)
