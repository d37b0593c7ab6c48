"""The form of a what-if: beside everything that can be supposed stands how it is now; empty is as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from funding.credit import MilestoneFacts
from funding.scenario import ACHIEVED, Changes, GrantChange, MilestoneChange, Verdict, objections
from funding.selectors.supposing import Ground, Standing
from funding.why import share
from izaportal.core.formatting import date_nl, euro_cents, with_unit
from izaportal.core.forms import Number
from izaportal.core.numbers import exact, rounded, to_decimal
from izaportal.core.uuid7 import uuid7

VERDICTS = {
    Verdict.CONFIRMED: "bevestigd",
    Verdict.REFUSED: "afgewezen",
    Verdict.PENDING: "geen oordeel",
}
NOW = {achieved: VERDICTS[verdict] for verdict, achieved in ACHIEVED.items()}
PERCENT = 100
MONEY = {"decimal_places": 2, "max_digits": 14, "required": False}


@dataclass(frozen=True, slots=True)
class MilestoneFields:
    label: str
    note: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class GrantFields:
    """`is_changed`: something of it is filled in, so that it stands open."""

    title: str
    milestones: tuple[MilestoneFields, ...]
    spent: BoundField
    is_changed: bool


class WhatIfForm(forms.Form):
    """Names are `verdict.<project>/<grant>.<milestone>`; slugs hold no dot."""

    id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Naam van het scenario",
        required=False,
        max_length=80,
        help_text="Bijvoorbeeld: derde groep valt uit.",
    )

    def __init__(self, ground: Ground, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ground = ground
        for slug in sorted(self.asked_indicators):
            self.fields[f"value.{slug}"] = _value_field(ground, slug)
        for grant in ground.supposable:
            self.fields[f"spent.{grant.key}"] = Number(
                label="Erbij of eraf, niet op een mijlpaal (€)",
                help_text=f"Nu geboekt: {euro_cents(grant.facts.unattributed)}.",
                **MONEY,
            )
            for milestone in grant.facts.milestones:
                self.fields.update(_milestone_fields(grant.key, milestone))

    @property
    def asked_indicators(self) -> frozenset[str]:
        readings = (m.indicators for grant in self.ground.supposable for m in grant.facts.milestones)
        return frozenset(one.key for listed in readings for one in listed)

    @property
    def values(self) -> tuple[BoundField, ...]:
        return tuple(self[name] for name in self.fields if name.startswith("value."))

    @property
    def groups(self) -> Iterator[GrantFields]:
        for grant in self.ground.supposable:
            milestones = tuple(self._milestone(grant, one) for one in grant.facts.milestones)
            bound = [self[f"spent.{grant.key}"], *(field for one in milestones for field in one.fields)]
            title = f"{grant.row.grant.project.name}: {grant.row.grant.title}"
            is_changed = any(_is_given(field.value()) or field.errors for field in bound)
            yield GrantFields(title, milestones, bound[0], is_changed)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key, change in self.changes().grants.items():
            grant = self.ground.find(key)
            for one in objections(grant.facts, change) if grant is not None else ():
                field, dot, milestone = one.place.partition(".")
                self.add_error(f"{field}.{key}{dot}{milestone}", one.message)
        return cleaned

    def changes(self) -> Changes:
        """What was filled in and understood."""
        given = {name: value for name, value in self.cleaned_data.items() if _is_given(value)}
        values = {n.partition(".")[2]: v for n, v in given.items() if n.startswith("value.")}
        found = ((grant.key, _change(grant, given)) for grant in self.ground.supposable)
        return Changes({key: change for key, change in found if change != GrantChange()}, values)

    def _milestone(self, grant: Standing, facts: MilestoneFacts) -> MilestoneFields:
        names = [name for name in self.fields if name.endswith(f".{grant.key}.{facts.key}")]
        due = f", uiterlijk {date_nl(facts.due)}" if facts.due else ""
        note = f"{euro_cents(facts.amount)}{due}"
        return MilestoneFields(
            grant.labels.get(facts.key, facts.key), note, tuple(self[name] for name in names)
        )


def filled_in(changes: Changes) -> dict[str, Any]:
    """The form's fields for changes that were kept."""
    found: dict[str, Any] = {f"value.{slug}": value for slug, value in changes.values.items()}
    for key, change in changes.grants.items():
        found[f"spent.{key}"] = change.spent
        for milestone, one in change.milestones.items():
            place = f"{key}.{milestone}"
            found[f"verdict.{place}"] = one.verdict or ""
            found[f"forecast.{place}"] = (
                None if one.forecast is None else to_decimal(exact(one.forecast) * PERCENT)
            )
            found[f"without.{place}"] = one.without_forecast
            found[f"costs.{place}"] = one.costs_at_end
            found[f"spent.{place}"] = one.spent
    return {name: value for name, value in found.items() if value is not None}


def _is_given(value: object) -> bool:
    """Zero is an answer; empty and unticked are none."""
    return value is not None and value is not False and value != ""


def new_id() -> dict[str, Any]:
    """For a form that may keep a new scenario."""
    return {"id": uuid7()}


def _change(grant: Standing, given: Mapping[str, Any]) -> GrantChange:
    milestones = {
        one.key: _milestone_change(f"{grant.key}.{one.key}", given) for one in grant.facts.milestones
    }
    return GrantChange(
        {key: change for key, change in milestones.items() if change != MilestoneChange()},
        given.get(f"spent.{grant.key}"),
    )


def _milestone_change(place: str, given: Mapping[str, Any]) -> MilestoneChange:
    verdict, forecast = given.get(f"verdict.{place}"), given.get(f"forecast.{place}")
    return MilestoneChange(
        verdict=Verdict(verdict) if verdict else None,
        forecast=None if forecast is None else to_decimal(exact(forecast) / PERCENT),
        without_forecast=given.get(f"without.{place}", False),
        costs_at_end=given.get(f"costs.{place}"),
        spent=given.get(f"spent.{place}"),
    )


def _milestone_fields(key: str, facts: MilestoneFacts) -> Iterator[tuple[str, forms.Field]]:
    place = f"{key}.{facts.key}"
    yield (
        f"verdict.{place}",
        forms.ChoiceField(
            label="Oordeel verzekeraar",
            choices=[
                ("", f"als nu: {NOW[facts.achieved]}"),
                *((str(value), word) for value, word in VERDICTS.items()),
            ],
            required=False,
        ),
    )
    forecast = "geen" if facts.forecast is None else share(exact(facts.forecast))
    yield (
        f"forecast.{place}",
        Number(label="Verwachting (%)", help_text=f"Nu: {forecast}.", decimal_places=4, required=False),
    )
    if facts.forecast is not None:
        yield (
            f"without.{place}",
            forms.BooleanField(label="Zonder verwachting: reken met indicator of gegevens", required=False),
        )
    costs = facts.amount if facts.forecast_costs is None else facts.forecast_costs
    yield (
        f"costs.{place}",
        Number(label="Kosten aan het eind (€)", help_text=f"Nu: {euro_cents(costs)}.", min_value=0, **MONEY),
    )
    yield (
        f"spent.{place}",
        Number(label="Erbij of eraf (€)", help_text=f"Nu geboekt: {euro_cents(facts.booked)}.", **MONEY),
    )


def _value_field(ground: Ground, slug: str) -> Number:
    known = ground.indicators.get(slug)
    readings = (one for g in ground.supposable for m in g.facts.milestones for one in m.indicators)
    reading = next(one for one in readings if one.key == slug)
    unit = known.indicator.unit if known is not None else ""
    if reading.value is None:
        now = "Nog niets gemeten."
    else:
        now = f"Nu: {with_unit(Decimal(rounded(reading.value, 2)), unit)}."
    label = str(known.indicator) if known is not None else slug
    return Number(label=label, help_text=now, required=False)
