"""What the address of the decisions log asks for, and the fields that ask it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms

from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.decisions import CLOSED, KINDS, LATE, OPEN, Wanted, years_of
from izaportal.web.choosing import slugs_of_projects
from pillars.selectors.programmes import bodies

if TYPE_CHECKING:
    from pillars.models import Programme

PARTS = {
    "text": "q",
    "kind": "soort",
    "body": "overleg",
    "project": "project",
    "progress": "stand",
    "year": "jaar",
}
PROGRESS = [("", "alles"), (OPEN, "op te volgen"), (LATE, "te laat"), (CLOSED, "afgerond of vervallen")]


class DecisionsFilter(forms.Form):
    """A plain form whose fields stand in the address; what is not offered filters nothing."""

    q = forms.CharField(label="Zoeken", required=False, max_length=200)
    soort = forms.ChoiceField(label="Besluit", required=False)
    overleg = forms.ChoiceField(label="Overleg", required=False)
    project = forms.ChoiceField(label="Project", required=False)
    stand = forms.ChoiceField(label="Opvolging", required=False, choices=PROGRESS)
    jaar = forms.ChoiceField(label="Jaar", required=False)

    def __init__(self, data: Any, *, viewer: Viewer, programme: Programme) -> None:
        super().__init__(data)
        offered = {
            "soort": KINDS,
            "overleg": [(row.slug, str(row)) for row in sorted(bodies(viewer, programme), key=str)],
            "project": slugs_of_projects(viewer, programme),
            "jaar": [(str(year), str(year)) for year in years_of(viewer, programme)],
        }
        for name, options in offered.items():
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[("", "alle"), *options]
            )

    @property
    def wanted(self) -> Wanted:
        """Of a mistaken field nothing is asked."""
        self.is_valid()
        given = {name: self.cleaned_data.get(part, "") for name, part in PARTS.items()}
        return Wanted(**{**given, "text": given["text"].strip(), "year": int(given["year"] or 0) or None})

    @property
    def words(self) -> str:
        """What is asked, for on paper: `Zoeken: zorgstart; Jaar: 2026`."""
        given = [(field, field.value()) for field in self.visible_fields() if field.value()]
        return "; ".join(
            f"{field.label}: {dict(getattr(field.field, 'choices', ())).get(value, value)}"
            for field, value in given
        )

    @property
    def query(self) -> str:
        """The filter as it stands in an address."""
        asked = asdict(self.wanted)
        return urlencode({part: asked[name] for name, part in PARTS.items() if asked[name]})
