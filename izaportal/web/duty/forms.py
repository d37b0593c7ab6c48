"""What is typed when the state was told."""

from typing import Any

from django import forms

from izaportal.core.forms import Choices, Day, Reference, Text, fill_choices


class SendForm(forms.Form):
    sent_on = Day(label="Verzonden op")
    proof = Text(
        label="Kenmerk van de verzending",
        max_length=200,
        help_text="Bijvoorbeeld het zaaknummer of het kenmerk van de ontvangstbevestiging.",
    )
    evidence = Reference(
        label="Bewijsstuk",
        required=False,
        help_text="Uit het bewijs van het project; kenmerk of stuk moet er zijn.",
    )

    def __init__(self, *args: Any, proofs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choices(self, "evidence", [("", "Geen"), *proofs])
