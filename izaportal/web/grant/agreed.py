"""What was agreed of a grant, row by row, with what others said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from funding.award import InstalmentState
from izaportal.core.formatting import with_unit
from izaportal.core.numbers import exact, to_decimal
from izaportal.web.editing import Section
from izaportal.web.grant.editor import place_of
from izaportal.web.grant.parts import (
    Asked,
    CommitmentPart,
    ConditionPart,
    InstalmentPart,
    MilestonePart,
    Proof,
    VerdictLine,
)
from izaportal.web.grant.read import GrantFacts
from izaportal.web.grant.sections import COMMITMENTS, CONDITIONS, INDICATORS, INSTALMENTS, MILESTONES
from izaportal.web.grant_words import credit_words, demand, derived

if TYPE_CHECKING:
    from uuid import UUID

    from funding.models import GrantMilestone, MilestoneIndicator, MilestoneVerdict, PaymentCondition
    from projects.models import Evidence

INSTALMENT_WORDS = {
    InstalmentState.RECEIVED: "ontvangen",
    InstalmentState.PARTLY: "deels ontvangen",
    InstalmentState.EXPECTED: "verwacht",
    InstalmentState.LATE: "te laat",
}


def milestones(facts: GrantFacts) -> tuple[MilestonePart, ...]:
    return tuple(_milestone(facts, row) for row in facts.grant.milestones.all())


def instalments(facts: GrantFacts) -> tuple[InstalmentPart, ...]:
    rows = {row.year: row.pk for row in facts.grant.instalments.all()}
    return tuple(
        InstalmentPart(
            str(standing.instalment.year),
            standing,
            INSTALMENT_WORDS[standing.state],
            _edit_url(facts, INSTALMENTS, rows[standing.instalment.year]),
        )
        for standing in facts.standings
    )


def conditions(facts: GrantFacts) -> tuple[ConditionPart, ...]:
    return tuple(_condition(facts, row) for row in facts.grant.payment_conditions.all())


def commitments(facts: GrantFacts) -> tuple[CommitmentPart, ...]:
    return tuple(
        CommitmentPart(row, _edit_url(facts, COMMITMENTS, row.pk)) for row in facts.grant.commitments.all()
    )


def _milestone(facts: GrantFacts, row: GrantMilestone) -> MilestonePart:
    entered = derived(facts.money.risk if facts.money else None, row.slug)
    place = {**place_of(facts.grant), "row": row.pk}
    rights = facts.rights
    verdicts = [_verdict(one) for one in reversed(row.verdicts.all())]
    forecasts = list(reversed(row.forecasts.all()))
    return MilestonePart(
        row=row,
        costs=Decimal(str(entered["costs"])) if "costs" in entered else None,
        counts=credit_words(entered.get("now")),
        expected=credit_words(entered.get("forecast")),
        asked=tuple(_asked(facts, row)),
        evidence=tuple(map(_proof, row.evidence.all())),
        verdict=next(iter(verdicts), None),
        earlier_verdicts=tuple(verdicts[1:]),
        forecast=next(iter(forecasts), None),
        earlier_forecasts=tuple(forecasts[1:]),
        quarter=facts.quarter,
        edit_url=_edit_url(facts, MILESTONES, row.pk),
        verdict_url=reverse("record-verdict", kwargs=place) if rights.records_verdicts else "",
        forecast_url=reverse("record-forecast", kwargs=place) if rights.forecasts else "",
    )


def _verdict(row: MilestoneVerdict) -> VerdictLine:
    return VerdictLine(row, _proof(row.evidence) if row.evidence else None)


def _asked(facts: GrantFacts, milestone: GrantMilestone) -> Iterator[Asked]:
    readings = _readings(facts, milestone.slug)
    programme = facts.grant.project.programme.slug
    for link in milestone.indicator_links.all():
        yield Asked(
            link.pk,
            str(link.indicator),
            reverse("indicator", args=(programme, link.indicator.slug)),
            demand(link.indicator, link.threshold),
            _known(link, readings.get(link.indicator.slug, {})),
            _edit_url(facts, INDICATORS, link.pk),
        )


def _readings(facts: GrantFacts, milestone: str) -> dict[str, Mapping[str, Any]]:
    """What the stored figures of the quarter rest on, per indicator."""
    risk = facts.money.risk if facts.money else None
    stored = risk.derivation.get("facts", {}).get("milestones", ()) if risk else ()
    found = next((one for one in stored if one["key"] == milestone), {"indicators": ()})
    return {reading["key"]: reading for reading in found["indicators"]}


def _known(link: MilestoneIndicator, reading: Mapping[str, Any]) -> str:
    """`nu 540 inwoners, verwacht 1.380 inwoners`, as far as it was known at the quarter."""
    words = (("nu", reading.get("value")), ("verwacht", reading.get("projected")))
    unit = link.indicator.unit
    return ", ".join(
        f"{word} {with_unit(to_decimal(exact(Decimal(value))), unit)}"
        for word, value in words
        if value is not None
    )


def _proof(evidence: Evidence) -> Proof:
    return Proof(evidence.label, evidence.url or reverse("evidence-file", args=(evidence.pk,)))


def _condition(facts: GrantFacts, row: PaymentCondition) -> ConditionPart:
    asks = ""
    if row.indicator is not None and row.threshold is not None:
        asks = f"{row.indicator}: {demand(row.indicator, row.threshold)}"
    place = {**place_of(facts.grant), "row": row.pk}
    return ConditionPart(
        row,
        asks,
        str(row.get_state_display()),
        tuple(row.steps.all()),
        _edit_url(facts, CONDITIONS, row.pk),
        reverse("record-payment", kwargs=place) if facts.rights.edits else "",
    )


def _edit_url(facts: GrantFacts, section: Section, row: UUID) -> str:
    """Empty for who may not edit."""
    place = {**place_of(facts.grant), "section": section.slug, "row": row}
    return reverse("edit-grant-row", kwargs=place) if facts.rights.edits else ""
