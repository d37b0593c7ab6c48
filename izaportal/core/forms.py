"""Forms that change what is stored: they carry what their author saw, field by field."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, Self, runtime_checkable
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from izaportal.core.editing import Conflict, Conflicted, Edit
from izaportal.core.errors import Invalid, Refused
from izaportal.core.numbers import WITHOUT_SIGN, plain, read_number
from izaportal.core.uuid7 import uuid7

Posted = dict[str, list[str]]
Choices = list[tuple[str, str]]
LONG, SHORT = 10_000, 300

NOT_A_DAY = "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Text(forms.CharField):
    """Text of one or more lines; line ends as stored, whatever a browser sends."""

    def __init__(self, *, max_length: int = LONG, required: bool = False, **options: Any) -> None:
        super().__init__(max_length=max_length, required=required, **options)
        if max_length > SHORT and isinstance(self.widget, forms.TextInput):
            self.widget = forms.Textarea(attrs={"rows": 4})
            self.widget.is_required = required

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: with it a browser cuts off what is pasted, and says nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class Reference(forms.ChoiceField):
    """A row by its id, out of the choices its form was given; empty is None."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return UUID(chosen) if chosen else None


class References(forms.MultipleChoiceField):
    """Rows by their ids, as a set."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return frozenset(UUID(chosen) for chosen in super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return sorted(map(str, value)) if isinstance(value, frozenset) else value


class DayInput(forms.DateInput):
    """A date picker. Text that a picker cannot show stands in a text field, so that it can be mended."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not ISO_DAY.fullmatch(shown):
            context["widget"]["type"] = "text"
        return context


class Day(forms.DateField):
    """A day, picked or typed as 31-12-2026."""

    def __init__(self, *, error_messages: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init__(
            widget=DayInput(format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            error_messages={"invalid": NOT_A_DAY, **(error_messages or {})},
            **options,
        )


class Number(forms.DecimalField):
    """A number as people here type it: `1.234,5` and `1234,5`, and `12.5` too."""

    widget = forms.TextInput

    def __init__(self, *, decimal_places: int = 6, max_digits: int = 20, **options: Any) -> None:
        super().__init__(decimal_places=decimal_places, max_digits=max_digits, **options)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        try:
            return read_number(text)
        except ValueError as wrong:
            how = WITHOUT_SIGN if "%" in text else "Schrijf bijvoorbeeld 1.234,5."
            raise forms.ValidationError(f"Dit is geen getal. {how}", code="invalid") from wrong

    def prepare_value(self, value: Any) -> Any:
        return plain(value).replace(".", ",") if isinstance(value, Decimal) else value


class Lines(Text):
    """A list of texts, one on each line."""

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value


def fill_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """What can be chosen in a field, when that depends on what the form is made for."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is geen keuzeveld van {type(form).__name__}")
    field.choices = list(choices)


@runtime_checkable
class ShowsMistakes(Protocol):
    """A form whose fields are called otherwise than what its service names."""

    def show_mistakes(self, invalid: Invalid) -> None: ...


def show_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """Show what a service refused at the fields it names, and what is of no field at the form."""
    if not isinstance(refusal, Invalid):
        form.add_error(refusal.place if refusal.place in form.fields else None, str(refusal))
    elif isinstance(form, ShowsMistakes):
        form.show_mistakes(refusal)
    else:
        for mistake in refusal.mistakes:
            form.add_error(mistake.place if mistake.place in form.fields else None, mistake.message)


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of a form, with what somebody else made of it meanwhile (None unless there is a conflict)."""

    bound: BoundField
    theirs: str | None = None


class EditForm(forms.Form):
    """Fields of a stored row. `basis` is what the author saw, as a browser would have posted it; each value
    is read by the same field as the author's own, so that both can be compared.

    `choices` fills the choices of fields by name.
    """

    basis = forms.CharField(widget=forms.HiddenInput, required=False)
    not_edited = frozenset({"basis", "reason", "row"})
    reason: Text | None = Text(  # a form of what never changes has None
        label="Waarom wijzigt u dit?",
        max_length=SHORT,
        help_text="Staat straks in de geschiedenis.",
    )

    def __init__(self, *args: Any, choices: Mapping[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = dict(choices or {})
        self.theirs: dict[str, str] = {}
        for name, options in self.choices.items():
            if not options:
                del self.fields[name]  # there is nothing to choose
            else:
                fill_choices(self, name, options)
        self.order_fields([name for name in self.fields if name != "reason"])
        if not self.is_bound:
            self.initial = {**self.initial, "basis": json.dumps(self.as_posted(), ensure_ascii=False)}

    @property
    def edited(self) -> list[str]:
        """Names of the fields that hold something of the row."""
        return [
            name
            for name, field in self.fields.items()
            if name not in self.not_edited and not isinstance(field, forms.FileField)
        ]

    @property
    def shown(self) -> Iterator[ShownField]:
        """What a person sees of the form, in order."""
        for bound in self.visible_fields():
            yield ShownField(bound, self.theirs.get(bound.name))

    def as_posted(self) -> Posted:
        """What a browser would post when nobody touched the form."""
        return {name: _as_posted(self[name]) for name in self.edited}

    def edits(self) -> dict[str, Edit]:
        """What the author saw and wants, of a valid form. A basis that is gone counts as seeing nothing, so
        that nothing of others is overwritten by it."""
        seen = self._read_basis()
        return {name: Edit(seen.get(name), self.cleaned_data[name]) for name in self.edited}

    def rebased(self, stored: Mapping[str, Any], conflicted: Conflicted) -> Self:
        """The form again, on what is stored now: own texts stay in the fields that both changed, beside those
        of the other; everything else is as stored."""
        fresh = type(self)(initial=stored, choices=self.choices, prefix=self.prefix)
        posted = fresh.as_posted()
        basis = json.dumps(posted, ensure_ascii=False)
        mine = {name for name, edit in self.edits().items() if edit.wanted != edit.seen}
        data = posted | {name: _list(self.data, name) for name in mine | (self.not_edited & set(self.fields))}
        again = type(self)(data=MultiValueDict(data | {"basis": [basis]}), choices=self.choices)
        again.theirs = {conflict.field: fresh.words(conflict) for conflict in conflicted.conflicts}
        for one in conflicted.conflicts:
            who = one.by or "Iemand anders"
            again.add_error(one.field, f"{who} wijzigde dit intussen ook. Kies, of voeg de teksten samen.")
        return again

    def words(self, conflict: Conflict) -> str:
        """The other's value as it would stand in the field."""
        values = _as_posted(self[conflict.field])
        words = dict(self.choices.get(conflict.field, ()))
        return ", ".join(words.get(value, value) for value in values) or "leeg"

    def _read_basis(self) -> dict[str, Any]:
        try:
            posted = json.loads(self.cleaned_data.get("basis") or "{}")
            basis = type(self)(data=MultiValueDict(posted), choices=self.choices)
            basis.full_clean()
        except (ValueError, TypeError, AttributeError):
            return {}
        return {
            name: basis.cleaned_data[name]
            for name in self.edited
            if name in posted and name in basis.cleaned_data
        }


class RowForm(EditForm):
    """A row that may be new: its id is made with the form, so that sending it twice adds it once."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)


def _as_posted(bound: BoundField) -> list[str]:
    value = bound.field.prepare_value(bound.initial)
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    formatted = widget.format_value(value)
    if isinstance(formatted, list):
        return [text for text in map(str, formatted) if text]
    return [] if formatted is None else [str(formatted)]


def _list(data: Any, name: str) -> list[str]:
    return list(data.getlist(name)) if hasattr(data, "getlist") else [data[name]] if name in data else []
