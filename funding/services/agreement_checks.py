"""What an agreement with a funder must obey, told field by field before anything is stored."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Model, Sum

from funding.award import division
from funding.credit import CreditMode
from funding.models import (
    Expenditure,
    ExpenditureKind,
    Grant,
    GrantInstalment,
    GrantMilestone,
    MilestoneIndicator,
    PaymentCondition,
)
from funding.refund import Source, Stream
from funding.selectors.agreements import ROWS
from funding.selectors.facts import NET_COSTS, NOTHING
from izaportal.core.editing import Edit
from izaportal.core.edits import value_of
from izaportal.core.errors import Mistake
from izaportal.core.formatting import date_nl, euro_cents
from kpis.models import Indicator
from projects.models import Evidence

Values = Mapping[str, Any]
# Parts of an award that together may not be more than it, with their word.
SHARES: Mapping[type[Model], str] = {
    GrantMilestone: "mijlpalen",
    GrantInstalment: "termijnen",
    PaymentCondition: "betaalvoorwaarden",
}
# What changes the figures of every open quarter: whoever changes it says why.
DECIDING: Mapping[type[Model], frozenset[str]] = {
    Grant: frozenset({"award", "stream", "credit_mode"}),
    GrantMilestone: frozenset({"amount", "due"}),
    MilestoneIndicator: frozenset({"milestone", "indicator", "threshold"}),
}
REASON = "Schrijf op waarom: dit verandert de cijfers van elk open kwartaal."


def after(row: Model, edits_of: Mapping[str, Edit]) -> dict[str, Any]:
    """What the fields will hold: what the author changes, else what is stored."""
    return {
        name: edit.wanted if edit.wanted != edit.seen else value_of(row, name)
        for name, edit in edits_of.items()
    }


def reason_mistakes(row: Model, *, edits_of: Mapping[str, Edit], reason: str) -> list[Mistake]:
    """A stored row of which something decisive changes asks for a reason."""
    deciding = DECIDING.get(type(row), frozenset()) & edits_of.keys()
    wanted = after(row, edits_of)
    is_changed = any(wanted[name] != value_of(row, name) for name in deciding)
    return [Mistake("reason", REASON)] if is_changed and not reason.strip() else []


def grant_mistakes(grant: Grant, wanted: Values) -> list[Mistake]:
    """`grant` is the row as it is stored, or one that is to be added; `wanted` what some fields will hold."""
    values = {name: value_of(grant, name) for name in ("source", "stream", "credit_mode", "award")}
    values |= {"starts_on": grant.starts_on, "ends_on": grant.ends_on, **wanted}
    return [*_kind(values), *_period(grant, values), *_award(grant, values["award"])]


def row_mistakes(grant: Grant, *, kind: str, row_id: UUID, wanted: Values) -> list[Mistake]:
    """Of a row of the grant, stored or new."""
    model = ROWS[kind][0]
    found = list(_amount(grant, model, row_id, wanted.get("amount")))
    if model is GrantMilestone:
        found += _milestone(grant, wanted)
    elif model is GrantInstalment:
        found += _instalment(grant, row_id, wanted)
    elif model is MilestoneIndicator:
        found += _link(grant, row_id, wanted)
    elif model is PaymentCondition:
        found += _condition(grant, wanted)
    return found


def _kind(values: Values) -> Iterator[Mistake]:
    is_state_money = values["source"] == Source.SPUK
    if is_state_money and not values["stream"]:
        yield Mistake("stream", "Kies de stroom van deze SPUK.")
    if not is_state_money and values["stream"]:
        yield Mistake("stream", "Alleen SPUK heeft een stroom; laat dit leeg.")
    if values["credit_mode"] == CreditMode.PRO_RATA and values["stream"] != Stream.TRANSFORMATION:
        yield Mistake("credit_mode", "Naar rato afrekenen kan alleen bij transformatiemiddelen.")


def _period(grant: Grant, values: Values) -> Iterator[Mistake]:
    starts_on, ends_on = values["starts_on"], values["ends_on"]
    if ends_on < starts_on:
        yield Mistake("ends_on", "Dit ligt voor het begin van de subsidie.")
        return
    standing = Expenditure.objects.filter(grant=grant.pk, reversal__isnull=True)
    booked = standing.exclude(kind=ExpenditureKind.REVERSAL).aggregate(
        first=Min("performed_on"), last=Max("performed_on")
    )
    if booked["first"] is not None and booked["first"] < starts_on:
        yield Mistake("starts_on", f"Er zijn kosten geboekt op {date_nl(booked['first'])}, voor dit begin.")
    if booked["last"] is not None and booked["last"] > ends_on:
        yield Mistake("ends_on", f"Er zijn kosten geboekt op {date_nl(booked['last'])}, na dit einde.")


def _award(grant: Grant, award: Decimal) -> Iterator[Mistake]:
    if award <= 0:
        yield Mistake("award", "Een toekenning is meer dan nul.")
        return
    for model, word in SHARES.items():
        assigned = _assigned(grant, model)
        if division(award, [assigned]).excess:
            yield Mistake("award", f"De {word} zijn samen {euro_cents(assigned)}; dat is meer.")
    spent = Expenditure.objects.filter(grant=grant.pk).aggregate(total=NET_COSTS)["total"] or NOTHING
    if spent > award:
        yield Mistake("award", f"Er is al {euro_cents(spent)} geboekt; dat is meer.")


def _amount(grant: Grant, model: type[Model], row_id: UUID, amount: Decimal | None) -> Iterator[Mistake]:
    if amount is None:
        return
    if amount <= 0:
        yield Mistake("amount", "Vul een bedrag van meer dan nul in.")
    elif model in SHARES:
        others = division(grant.award, [_assigned(grant, model, but=row_id)])
        if amount > others.unassigned:
            yield Mistake(
                "amount",
                f"De {SHARES[model]} zouden samen meer zijn dan de toekenning van {euro_cents(grant.award)}; "
                f"er is nog {euro_cents(others.unassigned)} over.",
            )


def _assigned(grant: Grant, model: type[Model], but: UUID | None = None) -> Decimal:
    rows = model._default_manager.filter(grant=grant.pk).exclude(pk=but)
    return rows.aggregate(total=Sum("amount"))["total"] or NOTHING


def _milestone(grant: Grant, wanted: Values) -> Iterator[Mistake]:
    if "due" in wanted and wanted["due"] < grant.starts_on:
        yield Mistake("due", f"De subsidie begint pas op {date_nl(grant.starts_on)}.")
    chosen = wanted.get("evidence") or frozenset()
    if Evidence.objects.filter(pk__in=chosen, project=grant.project_id).count() != len(chosen):
        yield Mistake("evidence", "Dit bewijs hoort niet bij het project van deze subsidie.")


def _instalment(grant: Grant, row_id: UUID, wanted: Values) -> Iterator[Mistake]:
    if GrantInstalment.objects.filter(grant=grant, year=wanted["year"]).exclude(pk=row_id).exists():
        yield Mistake("year", "Van dit jaar is er al een termijn.")


def _link(grant: Grant, row_id: UUID, wanted: Values) -> Iterator[Mistake]:
    milestone, indicator = wanted["milestone"], wanted["indicator"]
    if not GrantMilestone.objects.filter(pk=milestone, grant=grant).exists():
        yield Mistake("milestone", "Deze mijlpaal hoort niet bij deze subsidie.")
    yield from _strange_indicator(grant, indicator)
    others = MilestoneIndicator.objects.filter(milestone=milestone, indicator=indicator).exclude(pk=row_id)
    if others.exists():
        yield Mistake("indicator", "Deze indicator hangt al aan deze mijlpaal.")


def _condition(grant: Grant, wanted: Values) -> Iterator[Mistake]:
    indicator, threshold = wanted.get("indicator"), wanted.get("threshold")
    if indicator is not None:
        yield from _strange_indicator(grant, indicator)
        if threshold is None:
            yield Mistake("threshold", "Vul in welke waarde bereikt moet zijn.")
    elif threshold is not None:
        yield Mistake("indicator", "Kies de indicator waarvan deze waarde bereikt moet zijn.")


def _strange_indicator(grant: Grant, indicator: UUID) -> Iterator[Mistake]:
    own = Indicator.objects.filter(pk=indicator, programme=grant.project.programme_id)
    if not own.exists():
        yield Mistake("indicator", "Deze indicator hoort niet bij dit programma.")
