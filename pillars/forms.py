"""What can be filled in of a reporting period, and of how a programme reminds of it."""

import re
from typing import Any

from django import forms

from izaportal.core.forms import Day, EditForm, Reference, RowForm, Text
from izaportal.core.quarter import Quarter
from pillars.models import BodyRole
from pillars.services.members import NO_RIGHT


class WindowsForm(EditForm):
    """The days on which an open quarter takes reports and these are judged."""

    submit_from = Day(label="Indienen vanaf", help_text="Tot die dag wordt het kwartaal alleen geobserveerd.")
    submit_until = Day(
        label="Indienen tot en met", help_text="Kies een latere dag om projectleiders meer tijd te geven."
    )
    approve_until = Day(label="Beoordelen tot en met")
    reason = Text(
        label="Waarom wijzigt u de data?",
        max_length=300,
        required=True,
        help_text="Staat straks in de geschiedenis en in het bericht aan wie het aangaat.",
    )


class DaysAhead(Text):
    """Numbers of days, as people write them: `21, 14 en 7`. Sorted, the longest first, and none twice."""

    NOT_DAYS = "Schrijf hele getallen met een komma ertussen, bijvoorbeeld 21, 14, 7."

    def clean(self, value: Any) -> Any:
        words = re.split(r"[,;\s]+|\ben\b", str(super().clean(value)))
        numbers = [word for word in words if word]
        if not all(word.isascii() and word.isdigit() for word in numbers):
            raise forms.ValidationError(self.NOT_DAYS, code="invalid")
        return sorted({int(word) for word in numbers}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class RemindersForm(EditForm):
    """When who still has something to hand in is reminded, in every quarter of the programme."""

    reminder_days = DaysAhead(
        label="Dagen voor de laatste dag van indienen",
        max_length=60,
        help_text="Bijvoorbeeld 21, 14, 7. Leeg: geen herinnering vooraf.",
    )
    reminders_after = forms.IntegerField(
        label="Herinneringen na de laatste dag",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="De eerste op de dag erna, de andere telkens een week later. 0: geen.",
        error_messages={"invalid": "Dit is geen heel getal."},
    )


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nobody knows."""

    CHOICES = (("", "niet vastgelegd"), ("ja", "ja"), ("nee", "nee"))

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=self.CHOICES,
            coerce=lambda text: text == "ja",
            empty_value=None,
            required=False,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nee", None: ""}.get(value, value)


class QuarterChoice(forms.ChoiceField):
    """One of the quarters it is given; empty is none."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return Quarter.parse(chosen) if chosen else None

    def prepare_value(self, value: Any) -> Any:
        return str(value.key) if isinstance(value, Quarter) else value


class BodyForm(EditForm):
    """How a body meets and decides, and until when."""

    name = Text(label="Naam", max_length=200)
    scope = forms.ChoiceField(label="Reikwijdte", required=False)
    cadence = Text(
        label="Ritme", max_length=120, help_text="Bijvoorbeeld: elk kwartaal, in de laatste maand."
    )
    meetings_per_year = forms.IntegerField(
        label="Keer per jaar",
        required=False,
        min_value=1,
        max_value=366,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Dit is geen heel getal."},
    )
    decision_principle = Text(
        label="Besluitvorming", max_length=60, help_text="Bijvoorbeeld: consent, of meerderheid van stemmen."
    )
    has_mandate = YesNo(
        label="Mandaat om te besluiten",
        help_text="Zonder mandaat adviseert het overleg; de colleges besluiten dan.",
    )
    closed_on: Day | None = Day(
        label="Opgeheven op",
        required=False,
        help_text="Vanaf die dag vergadert dit overleg niet meer. Wat het besloot blijft staan.",
    )


class NewBodyForm(BodyForm, RowForm):
    """The same of a body that is added: it is not closed, and there is nothing yet to give a reason for."""

    name = Text(label="Naam", max_length=200, required=True)
    closed_on = None
    reason = None


class MemberForm(RowForm):
    """Who sits in a body, in which role, for whom, and from when until when."""

    user = Reference(
        label="Persoon",
        help_text="Wie dit programma mag zien. Een lidmaatschap geeft zelf geen rechten.",
        error_messages={"invalid_choice": NO_RIGHT},
    )
    role = forms.ChoiceField(label="Rol", choices=BodyRole.choices, initial=BodyRole.MEMBER)
    municipality = Reference(label="Namens gemeente", required=False)
    organisation = Reference(label="Of namens organisatie", required=False)
    starts_on = Day(label="Lid vanaf")
    ends_on = Day(
        label="Lid tot en met",
        required=False,
        help_text="Leeg: tot nader order. Na deze dag krijgt dit lid geen bericht meer.",
    )


class NewMemberForm(MemberForm):
    """The same of somebody who joins: there is nothing yet to give a reason for changing."""

    reason = None


class CancelForm(forms.Form):
    reason = Text(
        label="Waarom gaat de vergadering niet door?",
        max_length=300,
        required=True,
        help_text="Gaat mee in het bericht aan wie erbij zou zijn. De punten komen op de volgende agenda.",
    )


class MeetingForm(RowForm):
    """When and where a body meets, and which quarter it looks back on."""

    body = Reference(label="Overleg")
    held_on = Day(label="Datum")
    starts_at = forms.TimeField(
        label="Aanvang",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Schrijf de tijd als 13:30."},
    )
    place = Text(label="Plaats", max_length=120)
    quarter = QuarterChoice(
        label="Kijkt terug op",
        required=False,
        help_text="De agenda stelt zich samen uit wat er tot en met dit kwartaal speelt.",
    )


class NewMeetingForm(MeetingForm):
    """The same of a meeting that is planned: there is nothing yet to give a reason for changing."""

    reason = None
