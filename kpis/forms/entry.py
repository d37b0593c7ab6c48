"""The values of a quarter, entered at the indicator itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from izaportal.core.errors import Invalid
from izaportal.core.formatting import with_unit
from izaportal.core.forms import LONG, SHORT, Number, Text
from izaportal.core.uuid7 import uuid7
from kpis.models import Indicator, Measurement
from kpis.selectors.spots import Spot
from kpis.services.submissions import NewValue

VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
LABELS = {VALUE: "Waarde", NUMERATOR: "Teller", DENOMINATOR: "Noemer"}
CONFIRMATION, ROW = "confirmation", "row"
NOTHING = "Vul bij minstens één gemeente een waarde in."


@dataclass(frozen=True, slots=True)
class Entry:
    """The fields of one spot, as they are shown; `confirmation` is None until a value asks for one."""

    name: str
    last: str
    figures: tuple[forms.BoundField, ...]
    confirmation: forms.BoundField | None


class EntryForm(forms.Form):
    """One value, or one per municipality; of a weighted mean its two parts. Names carry the CBS code:
    `value`, `GM0984.numerator`, as the mistakes of the service do."""

    note = Text(
        label="Toelichting",
        max_length=LONG,
        help_text="Wat verklaart de waarde? Schrijf voor een bestuurder die dit één keer leest.",
    )

    def __init__(self, *args: Any, indicator: Indicator, spots: Sequence[Spot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.spots = indicator, tuple(spots)
        is_fraction = indicator.disaggregated and indicator.is_weighted
        self.parts = (NUMERATOR, DENOMINATOR) if is_fraction else (VALUE,)
        for spot in self.spots:
            self.fields |= self._fields_of(spot)
        if not indicator.disaggregated:
            self.fields["note"].initial = self._present(self.spots[0], "note")
        self.order_fields([name for name in self.fields if name != "note"])

    def _fields_of(self, spot: Spot) -> dict[str, forms.Field]:
        figures: dict[str, forms.Field] = {
            spot.at(part): Number(
                label=f"{spot.name}: {LABELS[part].lower()}" if spot.code else LABELS[part],
                required=not spot.code,
                initial=self._present(spot, part),
                error_messages={"required": "Vul een waarde in."},
            )
            for part in self.parts
        }
        asked = "Toch juist? Schrijf waarom"
        reason = Text(label=f"{spot.name}: {asked.lower()}" if spot.code else asked, max_length=SHORT)
        row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
        return figures | {spot.at(CONFIRMATION): reason, spot.at(ROW): row}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        figures = {spot.at(part) for spot in self.spots for part in self.parts}
        if not figures & set(self.errors) and all(given.get(name) is None for name in figures):
            self.add_error(None, NOTHING)
        return given

    def values(self) -> list[NewValue]:
        """What a valid form asks for. A municipality left empty or as it was is not in it: emptying a field
        takes nothing away."""
        return [
            NewValue(
                id=self.cleaned_data[spot.at(ROW)],
                municipality=spot.code,
                note=self.cleaned_data["note"],
                confirmation=self.cleaned_data[spot.at(CONFIRMATION)],
                **{part: self.cleaned_data[spot.at(part)] for part in self.parts},
            )
            for spot in self.spots
            if not spot.code or self._is_new(spot)
        ]

    def show_mistakes(self, invalid: Invalid) -> None:
        """Show the mistakes of the service at their fields."""
        for mistake in invalid.mistakes:
            place, message = mistake.place, mistake.message
            if place.endswith(CONFIRMATION):
                self.fields[place].required = True
                message += " Klopt dit? Schrijf dan waarom; anders verbetert u de waarde."
            self.add_error(place if place in self.fields else None, message)

    @property
    def entries(self) -> Iterator[Entry]:
        for spot in self.spots:
            reason = self[spot.at(CONFIRMATION)]
            yield Entry(
                name=spot.name,
                last=self._last(spot),
                figures=tuple(self[spot.at(part)] for part in self.parts),
                confirmation=reason if reason.errors or reason.value() else None,
            )

    def _is_new(self, spot: Spot) -> bool:
        figures = {part: self.cleaned_data[spot.at(part)] for part in self.parts}
        is_empty = all(figure is None for figure in figures.values())
        return not is_empty and any(figure != self._present(spot, part) for part, figure in figures.items())

    def _present(self, spot: Spot, part: str) -> Any:
        return getattr(spot.present, part) if spot.present else None

    def _last(self, spot: Spot) -> str:
        if spot.last is None:
            return ""
        return f"{self._said(spot.last)} in {spot.last.quarter.label}"

    def _said(self, row: Measurement) -> str:
        return with_unit(row.value, self.indicator.unit, self.indicator.decimals)
