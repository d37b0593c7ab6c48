"""What is typed of an account that was handed in, and of the state's final decision."""

from typing import Any

from django import forms

from izaportal.core.forms import Day, Number, Text
from izaportal.core.uuid7 import uuid7


class HandInForm(forms.Form):
    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    handed_in_on = Day(label="Ingeleverd op")
    reference = Text(
        label="Kenmerk", max_length=200, required=True, help_text="Zoals het nummer van de SiSa-bijlage."
    )
    note = Text(label="Toelichting", max_length=1000, help_text="Bij een nieuwe inlevering: waarom.")


class SettleForm(forms.Form):
    decided_on = Day(label="Vastgesteld op")
    amount = Number(label="Vastgesteld bedrag", min_value=0, decimal_places=2, max_digits=14)
    document = Text(label="Kenmerk van het besluit", max_length=200, required=True)
    reason = Text(
        label="Waarom verandert het besluit?", max_length=300, help_text="Bijvoorbeeld na bezwaar of beroep."
    )

    def __init__(self, *args: Any, is_change: bool, **kwargs: Any) -> None:
        """Why is asked only of a change."""
        super().__init__(*args, **kwargs)
        if not is_change:
            del self.fields["reason"]
