"""What a controller confirms or explains before the state of a quarter changes."""

from django import forms

from izaportal.core.forms import Text

SURE = "Vink aan dat u de gevolgen kent; daarna kunt u vaststellen."


class FreezeForm(forms.Form):
    sure = forms.BooleanField(
        label="Ik weet dat deze cijfers daarna alleen nog met een herziening veranderen.",
        error_messages={"required": SURE},
    )


class ReopenForm(forms.Form):
    reason = Text(
        label="Waarom moet dit kwartaal weer open?",
        required=True,
        max_length=500,
        help_text="Staat straks in het wijzigingsspoor.",
        widget=forms.TextInput,
        error_messages={"required": "Schrijf waarom het kwartaal weer open moet."},
    )
