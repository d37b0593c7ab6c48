"""The editor of a definition, new or stored; and what a changed one would mean."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse

from izaportal.core.editing import Conflicted
from izaportal.core.edits import value_of
from izaportal.core.forms import Choices, EditForm
from izaportal.core.viewer import Viewer
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.indicator_edit.foresight import Foresight, foresee, read_known
from izaportal.web.indicator_edit.read import crumbs_of, indicator_url
from izaportal.web.link import Link
from kpis.forms.definition import (
    DefinitionForm,
    NewIndicatorForm,
    TellingForm,
    form_conflicts,
    form_values,
    names_of,
    stored_edits,
    stored_values,
    supposed,
)
from kpis.selectors.entry import manages
from kpis.services.indicators import create_indicator, edit_indicator
from pillars.selectors import programmes
from projects.selectors.projects import visible_projects

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from kpis.models import Indicator
    from pillars.models import Programme

NOTHING = ("", "geen")
GROUPS = (
    ("Wat er geteld wordt", "wat", ("name", "code", "short_name", "kind", "pillar", "project")),
    (
        "Hoe er wordt gemeten",
        "meten",
        ("unit", "decimals", "second_unit", "direction", "accumulation", "frequency"),
    ),
    ("Nulmeting", "nulmeting", ("baseline", "baseline_on", "baseline_source", "is_change")),
    ("Per gemeente", "gemeenten", ("disaggregated", "is_weighted")),
    ("Wat er meetelt", "meetellen", ("headline", "effect", "counts", "condition", "growth_rule")),
)
PHASING = ("phasing_1", "phasing_2", "phasing_3", "phasing_4")
PRESET = "fasering"
PRESETS = (("Gelijkmatig: 25 / 50 / 75 / 100", "25 50 75 100"), ("Alles in Q4: 0 / 0 / 0 / 100", "0 0 0 100"))


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together, as the form shows them."""

    title: str
    anchor: str
    fields: tuple[Any, ...]


def choices_of(viewer: Viewer, programme: "Programme") -> dict[str, Choices]:
    """Only what belongs to the programme."""
    pillars = [(str(row.pk), row.name) for row in programmes.pillars(viewer, programme)]
    named = visible_projects(viewer).filter(programme=programme).order_by("name").values_list("pk", "name")
    return {
        "pillar": [NOTHING, *pillars],
        "project": [NOTHING, *((str(pk), name) for pk, name in named)],
    }


def with_preset(posted: QueryDict) -> QueryDict:
    """What was posted, with the phasing of the preset that was pressed."""
    shares = posted.get(PRESET, "").split()
    if len(shares) != len(PHASING):
        return posted
    filled = posted.copy()
    for name, share in zip(PHASING, shares, strict=True):
        filled[name] = share
    return filled


def grouped(form: EditForm) -> Iterator[Group]:
    """The phasing has a part of the page of its own."""
    shown = {one.bound.name: one for one in form.shown}
    for title, anchor, names in GROUPS:
        fields = tuple(shown[name] for name in names if name in shown)
        if fields:
            yield Group(title, anchor, fields)


class DefinitionEditor:
    """Of a stored indicator: all fields for managers, for the lead of its project those that only tell."""

    def __init__(self, viewer: Viewer, indicator: "Indicator") -> None:
        self.viewer, self.indicator = viewer, indicator
        self.is_whole = manages(viewer, indicator)
        self.kind: type[EditForm] = DefinitionForm if self.is_whole else TellingForm

    @property
    def back(self) -> str:
        return indicator_url(self.indicator)

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return crumbs_of(self.indicator, "Definitie")

    @cached_property
    def choices(self) -> dict[str, Choices]:
        return choices_of(self.viewer, self.indicator.programme) if self.is_whole else {}

    def form(self, data: Any = None) -> EditForm:
        if data is not None:
            return self.kind(data, choices=self.choices)
        return self.kind(initial=self.stored(), choices=self.choices)

    def stored(self) -> dict[str, Any]:
        """What the fields hold now."""
        self.indicator.refresh_from_db(fields=names_of(self.kind))
        return form_values({name: value_of(self.indicator, name) for name in names_of(self.kind)})

    def save(self, form: EditForm) -> "AuditEntry | None":
        """Store a valid form; None when nothing changed. Raises what the service raises."""
        try:
            return edit_indicator(
                actor=self.viewer,
                indicator_id=self.indicator.pk,
                edits_of=stored_edits(form.edits()),
                reason=form.cleaned_data["reason"],
            )
        except Conflicted as conflict:
            raise form_conflicts(conflict) from conflict

    def foresight(self, form: EditForm) -> Foresight | None:
        """With the definition as typed, if it can be read; None for who cannot change what decides."""
        if not self.is_whole:
            return None
        known = read_known(self.viewer, self.indicator)
        asked = copy(self.indicator)
        if form.is_bound and form.is_valid():
            supposed(asked, {name: form.cleaned_data[name] for name in form.edited})
        return foresee(known, supposed=asked)

    def turned(self, form: EditForm) -> bool:
        """Whether the direction as typed differs: stored targets were read with the other one."""
        typed = form.data.get("direction") if form.is_bound else self.indicator.direction
        return self.is_whole and typed != self.indicator.direction


class NewIndicatorEditor:
    """Of an indicator that is not there yet."""

    def __init__(self, viewer: Viewer, programme: "Programme") -> None:
        self.viewer, self.programme = viewer, programme

    @property
    def back(self) -> str:
        return reverse("programme", kwargs={"programme": self.programme.slug})

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return programme_crumbs(self.programme, Link("Nieuwe indicator"))

    def form(self, data: Any = None) -> NewIndicatorForm:
        return NewIndicatorForm(data, choices=choices_of(self.viewer, self.programme))

    def save(self, form: NewIndicatorForm) -> "Indicator":
        """Store a valid form. Raises what the service raises."""
        values = {name: form.cleaned_data[name] for name in form.edited}
        return create_indicator(
            actor=self.viewer,
            programme=self.programme,
            id=form.cleaned_data["row"],
            values=stored_values(values),
        )
