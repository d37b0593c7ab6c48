"""What is typed of a decision, of its follow-up, and of what the colleges say."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django import forms

from izaportal.core.forms import (
    Choices,
    Day,
    EditForm,
    Lines,
    Reference,
    References,
    ShownField,
    Text,
    fill_choices,
)
from izaportal.core.uuid7 import uuid7
from izaportal.meetings.choices import JUST_SAID, FollowUp, Stance
from projects.models import DecisionKind

if TYPE_CHECKING:
    from regions.models import Municipality

TAKEN_HERE = [
    DecisionKind.CONTINUE,
    DecisionKind.ADJUST,
    DecisionKind.SCALE_UP,
    DecisionKind.MERGE,
    DecisionKind.STOP,
    DecisionKind.ADOPT,
    DecisionKind.HOLD,
]
OWNER_HELP = "Een organisatie of een rol, nooit de naam van een persoon."


class DecisionForm(forms.Form):
    """A decision on an item; its id is made with the form, so that sending it twice records it once."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    kind = forms.ChoiceField(
        label="Besluit",
        choices=[("", "Kies"), *((kind.value, kind.label) for kind in TAKEN_HERE)],
        error_messages={"required": "Kies wat er is besloten."},
    )
    label = Text(label="Wat is er besloten?", required=True)
    note = Text(label="Overwegingen")
    projects = References(
        label="Over welke projecten",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "nl-choices"}),
    )
    conditions = Lines(label="Voorwaarden", help_text="Elke voorwaarde op een eigen regel.")
    owner = Reference(label="Organisatie die dit opvolgt", required=False, help_text=OWNER_HELP)
    owner_role = Text(
        label="Of de rol die dit opvolgt",
        max_length=120,
        required=True,
        help_text="Niet nodig als u een organisatie kiest, of bij instemmen en aanhouden.",
        error_messages={"required": "Kies een organisatie of schrijf de rol die dit opvolgt."},
    )
    deadline = Day(
        label="Klaar op",
        help_text="Niet nodig bij instemmen en aanhouden.",
        error_messages={"required": "Vul in wanneer dit klaar moet zijn."},
    )
    asks_colleges = forms.BooleanField(label="De colleges besluiten hier ook zelf over", required=False)

    def __init__(
        self, *args: Any, choices: dict[str, Choices], has_mandate: bool | None, **kwargs: Any
    ) -> None:
        """Without a mandate the colleges always decide: there is nothing to tick then."""
        super().__init__(*args, **kwargs)
        if not has_mandate:
            del self.fields["asks_colleges"]
        for name, options in choices.items():
            fill_choices(self, name, options)
        is_followed = self.data.get("kind") not in JUST_SAID
        self.fields["deadline"].required = is_followed
        self.fields["owner_role"].required = is_followed and not self.data.get("owner")


class ReplacingForm(DecisionForm):
    """A decision in the place of one that was recorded wrongly."""

    replaces_why = Text(
        label="Waarom klopt het eerdere besluit niet?",
        max_length=300,
        required=True,
        help_text="Staat bij beide besluiten en gaat mee in het bericht.",
    )


class EditDecisionForm(EditForm):
    """What may be put right of a decision afterwards; its kind and its day stand."""

    label = Text(label="Wat is er besloten?", required=True)
    note = Text(label="Overwegingen")
    owner = Reference(label="Organisatie die dit opvolgt", required=False, help_text=OWNER_HELP)
    owner_role = Text(label="Of de rol die dit opvolgt", max_length=120)
    deadline = Day(label="Klaar op", required=False)
    reason = Text(
        label="Waarom wijzigt u het besluit?",
        max_length=300,
        required=True,
        help_text="Staat straks in de geschiedenis, met de oude tekst erbij.",
    )


class StepForm(forms.Form):
    """`seen` is the number of the last step when the form is shown."""

    state = forms.ChoiceField(label="Stand", choices=FollowUp.choices)
    evidence = Reference(
        label="Bewijsstuk",
        required=False,
        help_text="Uit het bewijs van het project. Met een bewijsstuk of kenmerk is het afgerond.",
    )
    proof = Text(label="Of het kenmerk van het bewijs", max_length=200)
    note = Text(label="Toelichting")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, proofs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choices(self, "evidence", [("", "Geen"), *proofs])


class PositionsForm(EditForm):
    """What colleges say: of each three fields, named after its municipality."""

    reason = None

    @property
    def colleges(self) -> Iterator[tuple[ShownField, ShownField, ShownField]]:
        """What each says, since when, and under which reservation."""
        fields = iter(self.shown)
        return zip(fields, fields, fields, strict=True)


def positions_form(colleges: "Iterable[Municipality]") -> type[PositionsForm]:
    """The form with the fields of these colleges."""
    fields: dict[str, Any] = {}
    for one in colleges:
        fields[f"{one.code}_stance"] = forms.ChoiceField(label=one.name, choices=Stance.choices)
        fields[f"{one.code}_decided_on"] = Day(label=f"{one.name}: besloten op", required=False)
        fields[f"{one.code}_reservation"] = Text(label=f"{one.name}: voorbehoud", max_length=300)
    return type("CollegesForm", (PositionsForm,), fields)
