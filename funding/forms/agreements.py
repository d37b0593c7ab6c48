"""What can be filled in of a grant, section by section, of what it is made of, and what is recorded of it."""

from typing import Any

from django import forms

from funding import choices
from funding.payment import PaymentState
from funding.refund import Source
from izaportal.core.forms import Day, EditForm, Number, Reference, References, RowForm, Text
from projects.forms import UploadField

NO_CHOICE = ("", "Maak een keuze")
NO_STREAM = ("", "geen: dit is geen SPUK")
YES, NO = "ja", "nee"


class Euros(Number):
    """An amount to the cent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(decimal_places=2, max_digits=14, **options)


class GrantForm(EditForm):
    """The award itself. Its project and source stay: another source is another grant."""

    decision_number = Text(label="Beschikkingsnummer", max_length=60)
    award = Euros(label="Toegekend bedrag")
    starts_on = Day(label="Vanaf")
    ends_on = Day(label="Tot en met")
    stream = forms.ChoiceField(label="Stroom", choices=choices.STREAMS)
    credit_mode = forms.ChoiceField(
        label="Afrekenen",
        choices=choices.CREDIT_MODES,
        help_text="Naar rato alleen als de overeenkomst dat zegt.",
    )
    lead_municipality = Reference(
        label="Mandaatgemeente", required=False, help_text="Vraagt de SPUK aan en verantwoordt haar."
    )
    source_document = Text(label="Brondocument", max_length=120, help_text="Bijvoorbeeld de beschikking.")
    source_place = Text(label="Vindplaats", max_length=120)


class NewGrantForm(RowForm):
    """What a grant begins with; the rest is filled in on its page."""

    project = Reference(label="Project")
    source = forms.ChoiceField(label="Bron", choices=[NO_CHOICE, *choices.SOURCES])
    stream = forms.ChoiceField(
        label="Stroom",
        choices=[NO_STREAM, *choices.STREAMS],
        required=False,
        help_text="Alleen bij SPUK. De vier stromen worden apart verantwoord.",
    )
    decision_number = Text(label="Beschikkingsnummer", max_length=60)
    award = Euros(label="Toegekend bedrag")
    starts_on = Day(label="Vanaf")
    ends_on = Day(label="Tot en met")
    lead_municipality = Reference(label="Mandaatgemeente", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("source") == Source.SPUK and not given.get("stream"):
            self.add_error("stream", "Kies de stroom van deze SPUK.")
        if given.get("source") in {Source.ZVW, Source.OWN} and given.get("stream"):
            self.add_error("stream", "Alleen SPUK heeft een stroom; kies ‘geen’.")
        return given


class MilestoneForm(RowForm):
    label = Text(label="Mijlpaal", max_length=300, required=True)
    amount = Euros(label="Bedrag", help_text="Wat deze mijlpaal van de toekenning waard is.")
    obligation = forms.ChoiceField(label="Verplichting", choices=choices.OBLIGATIONS)
    due = Day(label="Uiterlijk")
    evidence = References(label="Bewijs", required=False, help_text="Stukken uit het bewijs van het project.")


class MilestoneIndicatorForm(RowForm):
    milestone = Reference(label="Mijlpaal")
    indicator = Reference(label="Indicator")
    threshold = Number(label="Te bereiken waarde", help_text="In de eenheid van de indicator.")


class InstalmentForm(RowForm):
    year = forms.IntegerField(label="Jaar", min_value=2000, max_value=2100)
    amount = Euros(label="Bedrag")
    expected_on = Day(label="Verwacht op", required=False, help_text="Leeg is: nog te bepalen.")


class ConditionForm(RowForm):
    label = Text(label="Voorwaarde", max_length=300, required=True)
    amount = Euros(label="Bedrag", help_text="Wat de verzekeraar dan betaalt.")
    due = Day(label="Uiterlijk")
    indicator = Reference(label="Indicator", required=False)
    threshold = Number(label="Te bereiken waarde", required=False, help_text="Alleen bij een indicator.")


class CommitmentForm(RowForm):
    label = Text(label="Verplichting", max_length=200, required=True, help_text="Aan wie, en waarvoor.")
    amount = Euros(label="Bedrag")
    committed_on = Day(label="Aangegaan op")


class RecordForm(RowForm):
    """Something that is only added, never changed: nobody has to say why it changes."""

    reason = None


class VerdictForm(RecordForm):
    """The insurer's verdict, as it was given."""

    achieved = forms.TypedChoiceField(
        label="Oordeel van de zorgverzekeraar",
        choices=[NO_CHOICE, (YES, "behaald"), (NO, "niet behaald")],
        coerce=YES.__eq__,
    )
    given_on = Day(label="Gegeven op", help_text="De datum van het oordeel zelf.")
    given_by = Reference(label="Gegeven door", required=False)
    document = Text(label="Kenmerk van het document", max_length=200)
    evidence = Reference(label="Document", required=False, help_text="Uit het bewijs van het project.")
    file = UploadField(label="Of een nieuw document", required=False)


class ForecastForm(RecordForm):
    """What the manager expects of a milestone."""

    percent = Number(
        label="Verwacht resultaat",
        decimal_places=4,
        min_value=0,
        max_value=100,
        help_text="In procenten: 100 is helemaal gehaald, 0 is niet gehaald.",
    )
    costs_at_end = Euros(
        label="Verwachte kosten", required=False, min_value=0, help_text="Leeg is: zoals afgesproken."
    )
    because = Text(label="Waarop rust deze verwachting?", required=True)


class StepForm(RecordForm):
    """How far the payment of a condition is."""

    state = forms.TypedChoiceField(
        label="Stand", choices=[NO_CHOICE, *choices.PAYMENT_STATES], coerce=PaymentState
    )
    happened_on = Day(label="Datum")
    document = Text(
        label="Kenmerk van het document", max_length=200, help_text="Declaratie, brief of bankafschrift."
    )
    note = Text(label="Toelichting", help_text="Nodig als u een stap terugzet of overslaat.")


class ExplainForm(EditForm):
    """Why two bookings that are alike are two costs."""

    reason = Text(
        label="Waarom zijn dit twee verschillende kosten?",
        required=True,
        help_text="Staat straks in de geschiedenis.",
    )
