"""What a controller fills in to correct an approved value of a frozen quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from izaportal.core.forms import Number, Text
from kpis.services.measurements import Correction

if TYPE_CHECKING:
    from kpis.models import Measurement

EMPTY_VALUE = "Vul de nieuwe waarde in."
EMPTY_REASON = "Schrijf waarom u dit herziet; de reden staat straks bij de nieuwe versie."


class RestateForm(forms.Form):
    """Of a weighted indicator with the fraction behind the value."""

    value = Number(label="Nieuwe waarde", error_messages={"required": EMPTY_VALUE})
    numerator = Number(label="Teller", error_messages={"required": "Vul de teller in."})
    denominator = Number(
        label="Noemer", min_value=0, error_messages={"required": "Vul de noemer in, groter dan nul."}
    )
    reason = Text(
        label="Waarom herziet u dit?",
        required=True,
        max_length=500,
        help_text="Iedereen die het kwartaal mag zien, ziet deze reden bij de nieuwe versie.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": EMPTY_REASON},
    )

    def __init__(self, *args: Any, measurement: Measurement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measurement = measurement
        if measurement.denominator is None:
            del self.fields["numerator"], self.fields["denominator"]

    def correction(self) -> Correction:
        """Of a valid form."""
        given = {name: self.cleaned_data.get(name) for name in ("numerator", "denominator")}
        return Correction(self.measurement.pk, self.cleaned_data["value"], **given)
