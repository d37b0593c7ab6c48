"""What is typed to make a token, or to end one."""

from typing import Any

from django import forms

from izaportal.accounts.services import LONGEST_TOKEN_NAME
from izaportal.core.forms import Choices, Day, Text, fill_choices
from izaportal.core.uuid7 import uuid7


class TokenForm(forms.Form):
    """Carries the id of the token it will make, so that a double click makes one."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    municipality = forms.ChoiceField(
        label="Gemeente",
        help_text="Het token opent het aandeel van deze gemeente en niets anders.",
        error_messages={"required": "Kies een gemeente."},
    )
    name = Text(
        label="Waarvoor",
        max_length=LONGEST_TOKEN_NAME,
        required=True,
        help_text="Om het later te herkennen, bijvoorbeeld: begroting Venray.",
    )
    expires_on = Day(
        label="Geldig tot en met", required=False, help_text="Leeg: het token verloopt niet vanzelf."
    )

    def __init__(self, *args: Any, municipalities: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choices(self, "municipality", [("", "Kies een gemeente"), *municipalities])


class RevokeForm(forms.Form):
    reason = Text(
        label="Waarom trekt u dit token in?", max_length=300, help_text="Komt bij de wijzigingen te staan."
    )
