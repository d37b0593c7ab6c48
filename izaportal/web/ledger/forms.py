"""What is typed to enter something in a ledger. Each form carries the id of the row it will make."""

from decimal import Decimal
from typing import Any

from django import forms

from izaportal.core.forms import Choices, Day, Number, Reference, Text, fill_choices
from izaportal.core.uuid7 import uuid7

WHOLE = {"decimal_places": 2, "max_digits": 14}


class Amount(Number):
    """What is entered is more than nothing; what was too much is cancelled by a row against it."""

    def __init__(self, **options: Any) -> None:
        said = {"min_value": "Vul een bedrag van meer dan nul in; verlagen doet u met een tegenboeking."}
        super().__init__(
            decimal_places=2, max_digits=14, min_value=Decimal("0.01"), error_messages=said, **options
        )


class EntryForm(forms.Form):
    """`show_when_asked`: fields that are only shown once they are needed."""

    show_when_asked: tuple[str, ...] = ()
    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    @property
    def shown(self) -> list[forms.BoundField]:
        return [
            field
            for field in self.visible_fields()
            if field.name not in self.show_when_asked or field.errors or field.value()
        ]


class CostForm(EntryForm):
    show_when_asked = ("may_count_later", "confirmation")
    amount = Amount(
        label="Bedrag zonder compensabele btw",
        help_text="Wat de subsidie draagt.",
    )
    vat = Number(label="Compensabele btw", required=False, min_value=0, **WHOLE)
    performed_on = Day(label="Dag van levering", help_text="Bepaalt het kwartaal en het jaar.")
    milestone = Reference(label="Mijlpaal", required=False)
    co_government = Reference(
        label="Uitgegeven door",
        required=False,
        help_text="In de verantwoording staan kosten van een medeoverheid apart.",
    )
    description = Text(label="Omschrijving", max_length=200, required=True)
    reference = Text(
        label="Kenmerk", max_length=80, help_text="Factuurnummer of boekstuk; één keer per subsidie."
    )
    may_count_later = forms.BooleanField(label="Boek als correctie in het open kwartaal", required=False)
    confirmation = Text(label="Waarom zijn dit twee verschillende kosten?", max_length=300)

    def __init__(self, *args: Any, milestones: Choices, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choices(self, "co_government", [("", "De ontvanger van de subsidie zelf"), *partners])
        fill_choices(self, "milestone", [("", "Niet aan een mijlpaal: naar rato over alle"), *milestones])


class AdvanceForm(EntryForm):
    show_when_asked = ("may_count_later",)
    kind = forms.ChoiceField(
        label="Wat is er gebeurd?",
        choices=[("received", "Ontvangen van het Rijk"), ("repaid", "Terugbetaald aan het Rijk")],
        widget=forms.RadioSelect,
        initial="received",
    )
    amount = Amount(label="Bedrag")
    received_on = Day(label="Datum van betaling")
    note = Text(label="Toelichting", max_length=200)
    may_count_later = forms.BooleanField(label="Boek als correctie in het open kwartaal", required=False)


class ReasonForm(EntryForm):
    reason = Text(
        label="Waarom?",
        max_length=200,
        required=True,
        help_text="Staat straks bij de regel en in de geschiedenis.",
        error_messages={"required": "Schrijf waarom dit wordt teruggedraaid."},
    )
