"""Changing many projects at once: what is asked, and what it would make of each of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.urls import reverse

from izaportal.core.editing import Edit
from izaportal.core.forms import Text, fill_choices
from izaportal.web.keyset import as_id
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.cells import owner_words
from pillars.selectors.programmes import pillars
from projects.selectors.choices import OWNED_BY, SHARED_OWNERS, STAGES, organisations_of
from projects.services.bulk_editing import MOST_PROJECTS, Proposal, propose

if TYPE_CHECKING:
    from projects.models import Project

UNTOUCHED = ("", "niet wijzigen")
YES_OR_NO = (("ja", "ja"), ("nee", "nee"))
NO_SUCH_CHOICE = {"invalid_choice": "‘%(value)s’ is hier geen keuze."}


class WishForm(forms.Form):
    """What to change; what is left at *niet wijzigen* stays as it is in every project."""

    fase = forms.ChoiceField(label="Fase", required=False, error_messages=NO_SUCH_CHOICE)
    pijler = forms.ChoiceField(label="Pijler", required=False, error_messages=NO_SUCH_CHOICE)
    eigenaar = forms.ChoiceField(label="Eigenaar", required=False, error_messages=NO_SUCH_CHOICE)
    regiobreed = forms.ChoiceField(label="Regiobreed", required=False, error_messages=NO_SUCH_CHOICE)

    def __init__(self, data: Any, *, asked: Asked) -> None:
        super().__init__(data, prefix="nieuw")  # a list has filters of the same names
        viewer, programme = asked.viewer, asked.programme
        owners = [
            *((f"{OWNED_BY}{pk}", name) for pk, name in organisations_of(viewer, programme)),
            *SHARED_OWNERS,
        ]
        self.offered: dict[str, Sequence[tuple[str, str]]] = {
            "fase": STAGES,
            "pijler": [(str(row.pk), row.name) for row in pillars(viewer, programme)],
            "eigenaar": owners,
            "regiobreed": YES_OR_NO,
        }
        for name, choices in self.offered.items():
            fill_choices(self, name, [UNTOUCHED, *choices])
        self.fields["pijler"].label = asked.pillar_term

    @property
    def wanted(self) -> dict[str, Any]:
        """Fields of a project with the value to give them; only what was chosen."""
        data = self.cleaned_data
        found: dict[str, Any] = {}
        if data["fase"]:
            found["stage"] = data["fase"]
        if data["pijler"]:
            found["pillar"] = UUID(data["pijler"])
        if data["eigenaar"]:
            found |= _owner(data["eigenaar"])
        if data["regiobreed"]:
            found["region_wide"] = data["regiobreed"] == "ja"
        return found

    @property
    def words(self) -> dict[str, str]:
        """By field label what it would become."""
        told = {}
        for name in self.fields:
            if value := self.cleaned_data[name]:
                told[name] = dict(self.offered[name])[value]
        return told


class ReasonForm(forms.Form):
    """Why it is done; stands with every project in its history."""

    reason = Text(
        label="Waarom wijzigt u dit?",
        required=True,
        max_length=500,
        widget=forms.TextInput,
        error_messages={"required": "Vertel waarom u dit wijzigt."},
    )


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """`seen` is what the proposal was made from; it goes along, so that nothing of others is overwritten."""

    name: str
    url: str
    differences: tuple[Difference, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change, what is so already, and what the viewer may not change."""

    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]
    refused: tuple[str, ...]


def chosen(asked: Asked, ids: Iterable[str]) -> list[Project]:
    """The projects of these ids that the viewer may see, in the plan's order; of anything else none."""
    known = {identity for text in ids if (identity := as_id(text)) is not None}
    found = list(asked.all.filter(pk__in=known)[: MOST_PROJECTS + 1])
    for project in found:
        project.programme = asked.programme  # known, so that nobody asks for it row by row
    return found


def preview(asked: Asked, projects: list[Project], form: WishForm) -> Preview:
    wanted, words = form.wanted, form.words
    proposals = propose(asked.viewer, projects, wanted=wanted)
    allowed = {proposal.project.pk for proposal in proposals}
    labels = {name: str(form.fields[name].label) for name in words}
    return Preview(
        changes=tuple(_change(one, words, labels) for one in proposals if one.changes),
        unchanged=tuple(one.project.name for one in proposals if not one.changes),
        refused=tuple(project.name for project in projects if project.pk not in allowed),
    )


def edits_of(seen: Iterable[str], wanted: Mapping[str, Any]) -> dict[UUID, dict[str, Edit]]:
    """What was proposed, from what was sent along. ValueError when that is not as it was given."""
    found: dict[UUID, dict[str, Edit]] = {}
    for text in seen:
        kept = json.loads(text)
        if not isinstance(kept, dict) or not set(wanted) <= set(kept):
            raise ValueError(f"geen voorstel: {text!r}")
        found[UUID(str(kept["id"]))] = {
            name: Edit(_read(name, kept[name]), value) for name, value in wanted.items()
        }
    return found


def _owner(value: str) -> dict[str, Any]:
    """An owner is its kind with the organisation that goes with it, and nothing of another kind."""
    if value.startswith(OWNED_BY):
        owner = UUID(value.removeprefix(OWNED_BY))
        return {"owner_kind": "organisation", "owner": owner, "owner_body": None}
    return {"owner_kind": value, "owner": None, "owner_body": None}


def _change(proposal: Proposal, words: Mapping[str, str], labels: Mapping[str, str]) -> Change:
    project = proposal.project
    place = {"programme": project.programme.slug, "project": project.slug}
    now = {name: _now(project, name) for name in words}
    return Change(
        name=project.name,
        url=reverse("project", kwargs=place),
        differences=tuple(
            Difference(labels[name], now[name], after) for name, after in words.items() if now[name] != after
        ),
        seen=json.dumps({"id": str(project.pk)} | {n: _plain(e.seen) for n, e in proposal.edits.items()}),
    )


def _now(project: Project, name: str) -> str:
    if name == "fase":
        return str(project.get_stage_display()) if project.stage else "niet vermeld"
    if name == "pijler":
        return project.pillar.name if project.pillar else "geen"
    if name == "eigenaar":
        return owner_words(project) or "niet vermeld"
    return "ja" if project.region_wide else "nee"


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _read(name: str, value: Any) -> Any:
    return UUID(value) if name in ("pillar", "owner", "owner_body") and value is not None else value
