"""The editor of targets: what was typed, what it was understood as, what it would mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from izaportal.core.formatting import mid_sentence
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.indicator_edit.foresight import Foresight, foresee, read_known
from izaportal.web.indicator_edit.read import crumbs_of, indicator_url
from izaportal.web.link import Link
from kpis.forms.targets import TargetsForm
from kpis.moments import Moment
from kpis.selectors.targets import bounds_notation, latest, notation
from kpis.services.targets import Proposed, propose, set_targets
from kpis.targets import Accumulation, Direction, TargetForm
from kpis.understanding import bounds_in_words, setbacks

if TYPE_CHECKING:
    from kpis.models import Indicator, Target

NEW = "new"


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """What a row was understood as. `kind`: `ok`, `wrong`, or empty when nothing was typed.

    `marked` is the text in three: what was read, and before and after it what was left unread.
    """

    key: str
    kind: str
    sentence: str
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    marked: tuple[str, str]
    is_new: bool
    was: str
    milestone_url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A moment of the table: its fields and the version it stands on."""

    key: str
    label: str
    text: BoundField
    second: BoundField
    seen: BoundField | None
    version: int
    reading: ReadingLine


class TargetsEditor:
    """The table of one indicator; what is stored is read once."""

    def __init__(self, viewer: Viewer, indicator: "Indicator") -> None:
        self.viewer, self.indicator = viewer, indicator
        self.known = read_known(viewer, indicator)
        self.stored = latest(self.known.targets)

    @property
    def back(self) -> str:
        return indicator_url(self.indicator)

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return crumbs_of(self.indicator, "Streefwaarden")

    @cached_property
    def moments(self) -> list[Moment]:
        """Every year of the programme, and what else there is a target for."""
        programme = self.indicator.programme
        years = {Moment(year=year) for year in range(programme.start_year, programme.end_year + 1)}
        known = {moment for moment in self.stored if moment.key}
        return sorted(years | known, key=lambda moment: moment.order)

    @cached_property
    def quarters(self) -> list[Quarter]:
        """From when a new version may hold."""
        end = max(Quarter(self.indicator.programme.end_year, 4), self.known.first)
        return list(Quarter.span(self.known.first, end))

    def form(self, data: Any = None) -> TargetsForm:
        return TargetsForm(data, moments=self.moments, quarters=self.quarters, initial=self._initial())

    def _initial(self) -> dict[str, Any]:
        values: dict[str, Any] = {"since": self.known.first.key}
        for moment in self.moments:
            row = self.stored.get(moment)
            values[f"seen_{moment.key}"] = row.version if row else 0
            values[f"text_{moment.key}"] = notation(row) if row else ""
            values[f"second_{moment.key}"] = (
                bounds_notation(row.second_lower, row.second_upper) if row else ""
            )
        return values

    def save(self, form: TargetsForm) -> "list[Target]":
        """Store a valid form. Raises what the service raises."""
        return set_targets(
            actor=self.viewer,
            indicator=self.indicator,
            texts=form.texts(),
            since=form.cleaned_data["since"],
            reason=form.cleaned_data["reason"],
        )

    def page(self, form: TargetsForm) -> "TargetsPage":
        """With what was typed as far as it could be read, also what a form with mistakes holds."""
        read = self.form(form.data if form.is_bound else self._initial())
        read.is_valid()
        proposed = self._proposed(read)
        new = [one.row for one in proposed if one.is_new and one.row is not None]
        return TargetsPage(
            editor=self,
            form=form,
            rows=tuple(self._rows(form, proposed)),
            fresh=self._fresh(form, proposed),
            foresight=foresee(self.known, new=new),
            changes=len(new),
        )

    def refreshed(self, form: TargetsForm, posted: QueryDict) -> TargetsForm:
        """The form on the versions stored now: what somebody else set meanwhile was told."""
        seen = {f"seen_{m.key}": str(self.stored[m].version) for m in self.moments if m in self.stored}
        form.data = {**posted.dict(), **seen}
        return form

    def _proposed(self, form: TargetsForm) -> list[Proposed]:
        since = form.cleaned_data.get("since", self.known.first)
        return propose(self.indicator, texts=form.texts(), stored=self.known.targets, since=since)

    def _rows(self, form: TargetsForm, proposed: Sequence[Proposed]) -> list[Row]:
        found = {one.given.moment: one for one in proposed}
        odd = self._setbacks(found)
        return [self._row(form, moment, found.get(moment), odd) for moment in self.moments]

    def _fresh(self, form: TargetsForm, proposed: Sequence[Proposed]) -> Row:
        """For a moment that is not in the table yet."""
        one = next((one for one in proposed if one.given.moment not in self.moments), None)
        reading = self._reading(NEW, one, "")
        return Row(NEW, "", form["new_text"], form["new_second"], None, 0, reading)

    def _row(self, form: TargetsForm, moment: Moment, one: Proposed | None, odd: Mapping[int, str]) -> Row:
        key, stored = moment.key, self.stored.get(moment)
        return Row(
            key=key,
            label=moment.label,
            text=form[f"text_{key}"],
            second=form[f"second_{key}"],
            seen=form[f"seen_{key}"],
            version=stored.version if stored else 0,
            reading=self._reading(key, one, odd.get(moment.year or 0, "")),
        )

    def _reading(self, key: str, one: Proposed | None, odd: str) -> ReadingLine:
        if one is None or not one.given.text.strip():
            return ReadingLine(key, "", "", (), (), ("", ""), is_new=False, was="")
        parsed, said = one.parsed, one.meaning
        return ReadingLine(
            key=key,
            kind="ok" if said.is_usable else "wrong",
            sentence=said.sentence,
            notes=said.notes,
            warnings=(*said.warnings, odd) if odd else said.warnings,
            marked=(parsed.read, parsed.unread) if parsed.unread and said.is_usable else ("", ""),
            is_new=one.is_new,
            was=self._was(one.current) if one.is_new and one.current is not None else "",
            milestone_url=self._milestone_url() if parsed.form is TargetForm.MILESTONE else "",
        )

    def _was(self, current: "Target") -> str:
        words = bounds_in_words(current.lower, current.upper, unit=self.indicator.unit).rstrip(".")
        return f"versie {current.version}: {notation(current)} ({mid_sentence(words)})"

    def _setbacks(self, found: Mapping[Moment, Proposed]) -> dict[int, str]:
        rows = {moment: one.row or one.current for moment, one in found.items()}
        years = {
            moment.year: (row.lower, row.upper)
            for moment, row in rows.items()
            if moment.year is not None and row is not None
        }
        return setbacks(
            years,
            direction=Direction(self.indicator.direction),
            accumulation=Accumulation(self.indicator.accumulation),
        )

    def _milestone_url(self) -> str:
        """Where a dated product belongs: with the project, else with the projects of the programme."""
        programme, project = self.indicator.programme, self.indicator.project
        if project is None:
            return f"{reverse('programme', kwargs={'programme': programme.slug})}#projecten"
        place = {"programme": programme.slug, "project": project.slug, "section": "mijlpalen"}
        return reverse("add-project-row", kwargs=place)


@dataclass(frozen=True)
class TargetsPage:
    """`fresh` is the row for another moment; `changes` is how many new versions storing it would add."""

    editor: TargetsEditor
    form: TargetsForm
    rows: tuple[Row, ...]
    fresh: Row
    foresight: Foresight
    changes: int

    @property
    def has_second(self) -> bool:
        return bool(self.editor.indicator.second_unit)
