"""What is typed when the state was told."""

from typing import Any

from django import forms

from izaportal.core.forms import Choices, Day, Reference, Text, fill_choices
from izaportal.core.uuid7 import uuid7
from projects.forms import UploadField


class SendForm(forms.Form):
    sent_on = Day(label="Verzonden op")
    proof = Text(
        label="Kenmerk van de verzending",
        max_length=200,
        help_text="Zoals het zaaknummer. Een kenmerk of een bewijsstuk is nodig.",
    )
    upload = UploadField(label="Bewijsstuk", required=False)
    evidence = Reference(
        label="Of een stuk dat er al is", required=False, help_text="Uit het bewijs van het project."
    )
    file_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)

    def __init__(self, *args: Any, proofs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choices(self, "evidence", [("", "Geen"), *proofs])
