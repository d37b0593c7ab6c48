"""What can be filled in of an indicator."""

from collections.abc import Mapping
from typing import Any

from django import forms

from izaportal.core.editing import Conflict, Conflicted, Edit
from izaportal.core.forms import EditForm, Number, Reference, RowForm, Text
from kpis import choices
from kpis.bounds import EVEN_PHASING, phasing_problems
from kpis.models import Indicator
from kpis.targets import due_day

NOT_STATED = ("", "niet vermeld")
PHASING = ("phasing_1", "phasing_2", "phasing_3", "phasing_4")
WORDS = ("n.v.t.", "nvt", "n.t.b.", "ntb", "onbekend", "-")


class Figure(Number):
    """A number that may be missing; `instead` says what to do for who types that it is."""

    def __init__(self, *, instead: str, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)
        self.instead = instead

    def to_python(self, value: Any) -> Any:
        if str(value or "").strip().lower() in WORDS:
            raise forms.ValidationError(self.instead, code="word")
        return super().to_python(value)


def one_of(label: str, options: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, **more)


def share(number: int) -> Figure:
    """Of the year's step, due at the end of a quarter."""
    return Figure(
        label=f"Eind Q{number}",
        instead="Vul een percentage in; 0 als er dan nog niets hoeft.",
        required=True,
        initial=EVEN_PHASING[number - 1],
        min_value=0,
        max_value=100,
    )


class TellingForm(EditForm):
    """What tells of an indicator and judges nothing: for the lead of its project."""

    code = Text(label="Nummer of code", max_length=20, help_text="Zoals in het plan, bijvoorbeeld 1-1.")
    name = Text(label="Naam", max_length=300, required=True)
    short_name = Text(label="Korte naam", max_length=80, help_text="Voor tabellen en grafieken.")
    kind = one_of("Soort", [NOT_STATED, *choices.INDICATOR_KINDS], required=False)
    condition = Text(label="Voorwaarde", max_length=2000)
    growth_rule = Text(label="Groeiregel", max_length=200)
    baseline_on = Text(
        label="Datum van de nulmeting", max_length=10, help_text="2024, 2024-Q4, 2024-12 of 2024-12-31."
    )
    baseline_source = Text(label="Bron van de nulmeting", max_length=200)

    def clean_baseline_on(self) -> str:
        typed = str(self.cleaned_data["baseline_on"]).strip()
        try:
            if typed:
                due_day(typed)
        except ValueError as wrong:
            raise forms.ValidationError("Schrijf 2024, 2024-Q4, 2024-12 of 2024-12-31.") from wrong
        return typed


class DefinitionForm(TellingForm):
    """All of it, for managers. The phasing stands in four fields and is stored as one."""

    pillar = Reference(label="Pijler", required=False)
    project = Reference(
        label="Project",
        required=False,
        help_text="De projectleider levert dan de metingen. Leeg: het hele programma of de pijler.",
    )
    unit = Text(label="Eenheid", max_length=80, help_text="Bijvoorbeeld inwoners, uur of %.")
    decimals = forms.IntegerField(
        label="Decimalen", min_value=0, max_value=6, initial=0, widget=forms.NumberInput
    )
    second_unit = Text(
        label="Tweede schaal",
        max_length=40,
        help_text="Een tweede eenheid waarin het plan hetzelfde zegt, bijvoorbeeld uur naast %. "
        "De twee worden nooit opgeteld.",
    )
    direction = one_of("Wat is beter?", choices.DIRECTIONS, widget=forms.RadioSelect, initial="up")
    accumulation = one_of(
        "Wat telt een waarde?", choices.ACCUMULATIONS, widget=forms.RadioSelect, initial="level"
    )
    frequency = one_of(
        "Hoe vaak wordt er gemeten?", choices.FREQUENCIES, widget=forms.RadioSelect, initial="kwartaal"
    )
    is_change = forms.BooleanField(
        label="De waarde is een verandering ten opzichte van de nulmeting",
        required=False,
        help_text="Zoals “5 % minder dan in 2024”: de telling begint dan op 0.",
    )
    baseline = Figure(
        label="Nulmeting",
        instead="Laat dit leeg als er geen nulmeting is; leeg is iets anders dan 0.",
        help_text="De waarde vóór de start. Leeg is onbekend, niet 0.",
    )
    phasing_1, phasing_2, phasing_3, phasing_4 = share(1), share(2), share(3), share(4)
    headline = forms.BooleanField(
        label="Kernindicator", required=False, help_text="Staat vooraan op het kwartaaldashboard."
    )
    effect = one_of(
        "Meet het effect",
        [("", "geen van deze"), *choices.EFFECTS],
        required=False,
        help_text="Het dashboard zet de meting naast wat het plan belooft.",
    )
    counts = forms.BooleanField(
        label="Telt mee in het oordeel",
        required=False,
        initial=True,
        help_text="Staat dit uit, dan blijft de indicator zichtbaar maar bepaalt hij geen kleur.",
    )
    disaggregated = forms.BooleanField(
        label="Wordt per gemeente gemeten",
        required=False,
        help_text="Er komt pas een oordeel als alle deelnemende gemeenten binnen zijn.",
    )
    is_weighted = forms.BooleanField(
        label="Gewogen gemiddelde in plaats van som",
        required=False,
        help_text="Elke gemeente geeft dan teller en noemer; de noemer weegt. Beide blijven bewaard.",
    )
    field_order = (
        "code", "name", "short_name", "kind", "pillar", "project", "unit", "decimals", "second_unit",
        "direction", "accumulation", "frequency", "is_change", "baseline", "baseline_on", "baseline_source",
        *PHASING, "disaggregated", "is_weighted", "headline", "effect", "counts",
        "condition", "growth_rule",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        shares = [cleaned[name] for name in PHASING if name in cleaned]
        problems = phasing_problems(shares) if len(shares) == len(PHASING) else {}
        for number, problem in problems.items():
            self.add_error(f"phasing_{number}", problem)
        if cleaned.get("is_weighted") and not cleaned.get("disaggregated"):
            self.add_error("is_weighted", "Dit kan alleen als er per gemeente wordt gemeten.")
        return cleaned


class NewIndicatorForm(DefinitionForm, RowForm):
    """An indicator that is not there yet."""

    reason = None  # nothing changes yet


def stored_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as columns hold them, from those of a form."""
    columns = {name: value for name, value in values.items() if name not in PHASING}
    shares = [values[name] for name in PHASING if name in values]
    return {**columns, "phasing": shares} if shares else columns


def form_values(stored: Mapping[str, Any]) -> dict[str, Any]:
    """And the other way."""
    shares = stored.get("phasing")
    rest = {name: value for name, value in stored.items() if name != "phasing"}
    return rest | dict(zip(PHASING, shares, strict=True)) if shares is not None else rest


def stored_edits(edits: Mapping[str, Edit]) -> dict[str, Edit]:
    """Edits of a form's fields as edits of columns."""
    seen = stored_values({name: edit.seen for name, edit in edits.items()})
    wanted = stored_values({name: edit.wanted for name, edit in edits.items()})
    return {name: Edit(seen[name], wanted[name]) for name in wanted}


def form_conflicts(conflicted: Conflicted) -> Conflicted:
    """A conflict about the phasing, told at the fields of it that differ."""
    split: list[Conflict] = []
    for one in conflicted.conflicts:
        if one.field != "phasing":
            split.append(one)
            continue
        parts = zip(PHASING, one.seen, one.mine, one.theirs, strict=True)
        split += [
            Conflict(name, seen, mine, theirs, one.by) for name, seen, mine, theirs in parts if mine != theirs
        ]
    return Conflicted(tuple(split))


def names_of(form: type[EditForm]) -> list[str]:
    """Columns a form is about."""
    fields = [name for name in form.base_fields if name not in EditForm.not_edited]
    return list(stored_values(dict.fromkeys(fields)))


def supposed(indicator: Indicator, values: Mapping[str, Any]) -> None:
    """Give an indicator that will not be saved the values of a form."""
    for name, value in stored_values(values).items():
        if name not in ("pillar", "project"):
            setattr(indicator, name, value)
