"""Indicators: what is measured, in which direction, and how it counts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from izaportal.core.editing import Edit
from izaportal.core.errors import Refused
from izaportal.core.uuid7 import uuid7
from izaportal.imports.comparing import Changed, Comparison
from izaportal.imports.kinds.kind import Act, Done, Kind, Result, words_of
from izaportal.imports.kinds.projects import pillar_label, pillars_by_label
from izaportal.imports.layout import Choices, Column, Form, Record, Tab, Value
from kpis import choices as words
from kpis.models import Indicator
from kpis.services.indicators import create_indicator, edit_indicator, take_back_indicator, undo_edit
from pillars.models import Programme

WORDS = {
    "kind": words_of(words.INDICATOR_KINDS),
    "direction": words_of(words.DIRECTIONS),
    "accumulation": words_of(words.ACCUMULATIONS),
    "frequency": words_of(words.FREQUENCIES),
    "effect": words_of(words.EFFECTS),
}
PLAIN = ("code", "name", "short_name", "unit", "baseline_on", "baseline_source", "condition", "growth_rule")
FLAGS = ("headline", "counts", "disaggregated", "is_weighted")
ZERO = Decimal(0)


def _flag(name: str, title: str) -> Column:
    return Column(name, title, Form.YES_NO, required=True, choices="yes_no", width=12)


TAB = Tab(
    "indicatoren",
    "Indicatoren",
    (
        Column("name", "Naam", required=True, longest=300, is_key=True, width=44),
        Column("code", "Code", longest=20, width=10),
        Column("short_name", "Korte naam", longest=80, width=24),
        Column("kind", "Soort", choices="kind", width=22),
        Column("pillar", "Pijler", choices="pillar", width=30),
        Column("project", "Project", choices="project", width=18),
        Column("unit", "Eenheid", longest=80, width=18),
        Column("decimals", "Decimalen", Form.WHOLE, required=True, width=10, help="0 tot en met 6."),
        Column("direction", "Richting", required=True, choices="direction", width=18),
        Column("accumulation", "Telling", required=True, choices="accumulation", width=34),
        Column("frequency", "Frequentie", required=True, choices="frequency", width=16),
        Column("baseline", "Nulmeting", Form.NUMBER, width=14),
        Column("baseline_on", "Datum nulmeting", longest=10, takes_days=True, width=14),
        Column("baseline_source", "Bron nulmeting", longest=200, width=30),
        _flag("headline", "Kernindicator"),
        Column("effect", "Meet het effect", choices="effect", width=24),
        _flag("counts", "Telt mee"),
        _flag("disaggregated", "Per gemeente"),
        _flag("is_weighted", "Gewogen gemiddelde"),
        Column("condition", "Voorwaarde", longest=10_000, width=40),
        Column("growth_rule", "Groeiregel", longest=200, width=30),
    ),
    help="Een indicator haalt u niet weg; zet hem op: telt niet mee.",
)


def projects_by_slug(programme: Programme) -> dict[str, UUID]:
    return dict(programme.projects.order_by("slug").values_list("slug", "pk"))


def choices(programme: Programme) -> Choices:
    return {
        "pillar": list(pillars_by_label(programme)),
        "project": list(projects_by_slug(programme)),
        "yes_no": ("ja", "nee"),
        **{name: list(meanings) for name, meanings in WORDS.items()},
    }


def stored(programme: Programme) -> dict[str, Record]:
    rows = Indicator.objects.filter(programme=programme).select_related("pillar", "project")
    return {str(row.pk): TAB.record(_values(row)) for row in rows}


def _values(row: Indicator) -> dict[str, Value]:
    pillar, project = row.pillar, row.project
    shown = {name: {value: word for word, value in meanings.items()} for name, meanings in WORDS.items()}
    return {
        **{name: getattr(row, name) for name in (*PLAIN, *FLAGS)},
        **{name: meanings.get(getattr(row, name)) for name, meanings in shown.items()},
        "pillar": pillar_label(pillar.number, pillar.name) if pillar else None,
        "project": project.slug if project else None,
        "decimals": Decimal(row.decimals),
        "baseline": row.baseline,
    }


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    references = {"pillar": pillars_by_label(act.programme), "project": projects_by_slug(act.programme)}
    for change in sorted(plan.changed, key=_comes_in_front):
        with result.of(change.row):
            asked = {
                name: Edit(
                    _in_columns(name, edit.seen, references), _in_columns(name, edit.wanted, references)
                )
                for name, edit in change.fields.items()
            }
            entry = edit_indicator(
                actor=act.actor, indicator_id=UUID(change.id), edits_of=asked, reason=act.reason
            )
            result.note(change.id, entry, is_new=False)
    for row in plan.added:
        with result.of(row):
            values = {name: _in_columns(name, TAB.get(row.record, name), references) for name in TAB.places}
            made = create_indicator(
                actor=act.actor, programme=act.programme, id=uuid7(), values=values, reason=act.reason
            )
            result.done.append(Done(str(made.pk), is_new=True))
    return result


def _comes_in_front(change: Changed) -> bool:
    """Last, so that those that leave there have made room."""
    return "headline" in change.fields and bool(change.fields["headline"].wanted)


def _in_columns(name: str, value: Value, references: Mapping[str, Mapping[str, UUID]]) -> Any:
    if name in references:
        return references[name][str(value)] if value is not None else None
    if name in WORDS:
        return WORDS[name][str(value)] if value is not None else ""
    if name == "decimals":
        return _decimals(value)
    if name == "baseline" or value is not None:
        return value
    return ""


def _decimals(value: Value) -> int:
    """Refused rather than stored when it is no number of decimals."""
    most = 6
    if not isinstance(value, Decimal) or not ZERO <= value <= most:
        raise Refused("Het aantal decimalen is 0 tot en met 6.", place="decimals")
    return int(value)


def take_back(act: Act, done: Sequence[Done]) -> None:
    for one in reversed(done):
        if one.is_new:
            take_back_indicator(actor=act.actor, indicator_id=UUID(one.row_id), reason=act.reason)
        elif one.entry is not None:
            undo_edit(actor=act.actor, indicator_id=UUID(one.row_id), entry_id=one.entry)


def of_pillars(programme: Programme, pillars: Collection[str]) -> Callable[[str], bool]:
    rows = Indicator.objects.filter(programme=programme, pillar__slug__in=pillars)
    own = {str(pk) for pk in rows.values_list("pk", flat=True)}
    return own.__contains__


def by_slug_of_pillars(programme: Programme, pillars: Collection[str]) -> Callable[[str], bool]:
    """Of rows whose id begins with the slug of their indicator."""
    rows = Indicator.objects.filter(programme=programme, pillar__slug__in=pillars)
    own = set(rows.values_list("slug", flat=True))
    return lambda row_id: row_id.partition("|")[0] in own


KIND = Kind(TAB, choices, stored, apply, take_back, of_pillars)
