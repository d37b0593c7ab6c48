"""What is typed of the state's final decision."""

from typing import Any

from django import forms

from izaportal.core.forms import Day, Number, Text


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
