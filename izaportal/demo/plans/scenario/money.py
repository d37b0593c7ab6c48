"""Grants, milestones, commitments, bookings, advances, budget and allocation key of the scenario."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from funding.credit import CreditMode, ObligationKind
from funding.models import Grant, GrantMilestone
from funding.refund import Source, Stream
from funding.services import ledger
from funding.services import plan as funding
from funding.services.new_booking import Booking
from izaportal.core.bulk import ImportBatch
from izaportal.core.quarter import Quarter
from izaportal.demo.plans.scenario.source import INVENTED
from izaportal.demo.plans.sources import from_day
from kpis.models import Indicator
from pillars.models import Programme
from projects.models import Project
from regions.models import Municipality

Data = Mapping[str, Any]


def save_money(
    batch: ImportBatch,
    data: Data,
    *,
    programme: Programme,
    projects: Mapping[str, Project],
    indicators: Mapping[str, Indicator],
    municipalities: Mapping[str, Municipality],
) -> None:
    funding.save_budget(batch, list(_budget(data, projects)))
    grants = funding.save_grants(batch, [_grant(item, projects) for item in data["grants"]])
    instalments = _of_grants(data, grants, "instalments", _instalment)
    funding.save_instalments(batch, list(instalments))
    commitments = _of_grants(data, grants, "commitments", _commitment)
    funding.save_commitments(batch, list(commitments))
    milestones = _save_milestones(batch, data, grants, indicators)
    conditions = _of_grants(data, grants, "payment_conditions", partial(_condition, indicators=indicators))
    funding.save_payment_conditions(batch, list(conditions))
    _save_key(batch, data["allocation_key"], programme, municipalities)
    bookings = [b for grant in data["grants"] for b in _bookings(grant, grants[grant["id"]], milestones)]
    ledger.book(batch, programme=programme, bookings=bookings)
    advances = [row for grant in data["grants"] for row in _advances(grant, grants[grant["id"]])]
    ledger.receive(batch, programme=programme, rows=advances)


def _of_grants(
    data: Data, grants: Mapping[str, Grant], name: str, row: Callable[[Data, Grant], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The rows of what a grant lists under a name, of all grants."""
    for grant in data["grants"]:
        for item in grant.get(name, []):
            yield row(item, grants[grant["id"]])


def _budget(data: Data, projects: Mapping[str, Project]) -> Iterator[dict[str, Any]]:
    for line in data["budget_lines"]:
        for year, amount in line["year"].items():
            yield {
                "project": projects[line["project"]],
                "year": year,
                "source": line["source"],
                "stream": _stream(line["source"]),
                "cost_type": "",
                "amount": Decimal(amount),
                **INVENTED,
            }


def _stream(source: str) -> str:
    return Stream.TRANSFORMATION if source == Source.SPUK else ""


def _grant(item: Data, projects: Mapping[str, Project]) -> dict[str, Any]:
    modes = {milestone.get("mode") for milestone in item.get("milestones", [])} - {None}
    return {
        "project": projects[item["project"]],
        "slug": item["id"],
        "source": item["source"],
        "stream": _stream(item["source"]),
        "award": Decimal(item["award_eur"]),
        "starts_on": date.fromisoformat(item["period"][0]),
        "ends_on": date.fromisoformat(item["period"][1]),
        "credit_mode": modes.pop() if modes else CreditMode.ALL_OR_NOTHING,
        **INVENTED,
    }


def _instalment(item: Data, grant: Grant) -> dict[str, Any]:
    return {
        "grant": grant,
        "year": item["year"],
        "amount": Decimal(item["amount_eur"]),
        "expected_on": date.fromisoformat(item["expected"]) if "expected" in item else None,
        **INVENTED,
    }


def _commitment(item: Data, grant: Grant) -> dict[str, Any]:
    return {
        "grant": grant,
        "label": item["label"],
        "amount": Decimal(item["amount_eur"]),
        "committed_on": date.fromisoformat(item["date"]),
        **INVENTED,
    }


def _save_milestones(
    batch: ImportBatch, data: Data, grants: Mapping[str, Grant], indicators: Mapping[str, Indicator]
) -> dict[str, GrantMilestone]:
    items = [(grants[grant["id"]], item) for grant in data["grants"] for item in grant.get("milestones", [])]
    saved = funding.save_milestones(batch, [_milestone(item, grant) for grant, item in items])
    found = [(saved[item["id"]], item) for _, item in items]
    funding.save_milestone_indicators(
        batch,
        [
            {
                "milestone": milestone,
                "indicator": indicators[item["indicator"]],
                "threshold": Decimal(item["threshold"]),
            }
            for milestone, item in found
            if item.get("indicator")
        ],
    )
    funding.save_verdicts(
        batch, [_verdict(item["verdict"], milestone) for milestone, item in found if item.get("verdict")]
    )
    funding.save_forecasts(
        batch, [_forecast(item["forecast"], milestone) for milestone, item in found if item.get("forecast")]
    )
    return saved


def _milestone(item: Data, grant: Grant) -> dict[str, Any]:
    return {
        "grant": grant,
        "slug": item["id"],
        "label": item["label"],
        "amount": Decimal(item["amount_eur"]),
        "obligation": ObligationKind(item["obligation"]),
        "due": date.fromisoformat(item["due"]),
        **INVENTED,
    }


def _verdict(item: Data, milestone: GrantMilestone) -> dict[str, Any]:
    return {
        "milestone": milestone,
        "achieved": item["achieved"],
        "given_on": date.fromisoformat(item["date"]),
        **INVENTED,
    }


def _forecast(item: Data, milestone: GrantMilestone) -> dict[str, Any]:
    return {
        "milestone": milestone,
        "credit": Decimal(item["credit"]),
        "costs_at_end": Decimal(item["costs_at_end_eur"]) if "costs_at_end_eur" in item else None,
        "reason": item["reason"],
        "given_on": date.fromisoformat(item["date"]),
        **INVENTED,
    }


def _condition(item: Data, grant: Grant, indicators: Mapping[str, Indicator]) -> dict[str, Any]:
    indicator = item.get("indicator")
    return {
        "grant": grant,
        "slug": item["id"],
        "label": item["label"],
        "amount": Decimal(item["amount_eur"]),
        "due": date.fromisoformat(item["due"]),
        "indicator": indicators[indicator] if indicator else None,
        "threshold": Decimal(item["threshold"]) if indicator else None,
        "state": item["state"],
        **INVENTED,
    }


def _save_key(
    batch: ImportBatch, item: Data, programme: Programme, municipalities: Mapping[str, Municipality]
) -> None:
    key = {
        "programme": programme,
        "slug": item["id"],
        "label": item["label"],
        "kind": item["kind"],
        "validity": from_day(date.fromisoformat(item["valid_from"])),
        "note": item["note"],
        **INVENTED,
        "illustrative": item["illustrative"],
    }
    parts = [
        {"municipality": municipalities[code], "percent": Decimal(percent)}
        for code, percent in item["percent"].items()
    ]
    funding.save_key(batch, key=key, parts=parts)


def _bookings(item: Data, grant: Grant, milestones: Mapping[str, GrantMilestone]) -> Iterator[Booking]:
    for quarter, amounts in item["expenditure"].items():
        for milestone, amount in amounts.items():
            # The scenario books to a milestone or, under null, to the project as a whole.
            slug = None if milestone in {None, "null"} else milestone
            yield Booking(
                grant=grant,
                amount=Decimal(amount),
                performed_on=Quarter.parse(quarter).last_day,
                milestone_id=milestones[slug].pk if slug else None,
                description=f"Kosten {Quarter.parse(quarter).label}",
                reference=f"scenario-{item['id']}-{quarter}-{slug or 'project'}",
                source=INVENTED,
            )


def _advances(item: Data, grant: Grant) -> Iterator[dict[str, Any]]:
    """The scenario gives a quarter; its first day is taken, so that the money is there all quarter."""
    for quarter, amount in item.get("advances", {}).items():
        yield {
            "grant": grant,
            "amount": Decimal(amount),
            "received_on": Quarter.parse(quarter).first_day,
            **INVENTED,
        }
