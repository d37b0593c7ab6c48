"""Why other indicators stand in front from now on."""

from django import forms

from izaportal.core.forms import Text
from kpis.services.headlines import NO_REASON


class ReasonForm(forms.Form):
    reason = Text(
        label="Waarom kiest u deze?",
        required=True,
        max_length=300,
        error_messages={"required": NO_REASON},
        help_text="Staat straks bij de wijzigingen. Vastgestelde kwartalen houden hun eigen keuze.",
    )
