"""What a controller confirms or explains before the state of a quarter changes."""

from django import forms

SURE = "Vink aan dat u de gevolgen kent; daarna kunt u vaststellen."


class FreezeForm(forms.Form):
    sure = forms.BooleanField(
        label="Ik weet dat deze cijfers daarna alleen nog met een herziening veranderen.",
        error_messages={"required": SURE},
    )
