"""Target values, in the plan's own notation: one row per indicator and year, quarter or due date."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from izaportal.core.errors import Invalid, Refused
from izaportal.imports.comparing import Changed, Comparison
from izaportal.imports.kinds.indicators import by_slug_of_pillars
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result
from izaportal.imports.layout import Choices, Column, Record, Tab, Writes
from kpis.models import Indicator, Target
from kpis.moments import Moment
from kpis.selectors.targets import bounds_notation, first_writable, latest, notation
from kpis.services.targets import TargetText, set_targets
from pillars.models import Programme

NO_TARGET = "-"
Words = tuple[str, str]  # the target and that of the second scale, as typed
TAB = Tab(
    "streefwaarden",
    "Streefwaarden",
    (
        Column("indicator", "Indicator", writes=Writes.NEW, required=True, is_key=True, width=24),
        Column("name", "Naam", writes=Writes.NEVER, longest=400, width=44),
        Column("moment", "Jaar, kwartaal of dag", writes=Writes.NEW, required=True, is_key=True, width=16),
        Column(
            "text",
            "Streefwaarde",
            width=26,
            help="Zoals in het plan: 600 (±20%), 25–100, minimaal 3, n.t.b., of - voor geen streefwaarde.",
        ),
        Column(
            "second",
            "Tweede schaal",
            width=22,
            help="De streefwaarde in de tweede eenheid van de indicator, als hij die heeft.",
        ),
    ),
    adds=False,
    help="Indicator en jaar staan vast; wijzig alleen de streefwaarden.",
)


def choices(programme: Programme) -> Choices:
    del programme
    return {}


def stored(programme: Programme) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for indicator in _indicators(programme):
        held = latest(indicator.targets.all())
        years = (Moment(year=year) for year in range(programme.start_year, programme.end_year + 1))
        for moment in sorted({*held, *years} - {Moment()}, key=lambda one: one.order):
            target = held.get(moment)
            found[_id(indicator, moment)] = TAB.record(
                {
                    "indicator": indicator.slug,
                    "name": str(indicator),
                    "moment": moment.key,
                    "text": notation(target) if target else None,
                    "second": _second(target) or None,
                }
            )
    return found


def _indicators(programme: Programme) -> Iterator[Indicator]:
    yield from Indicator.objects.filter(programme=programme).prefetch_related("targets")


def _id(indicator: Indicator, moment: Moment) -> str:
    return f"{indicator.slug}|{moment.key}"


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    by_indicator: dict[str, list[Changed]] = defaultdict(list)
    for change in plan.changed:
        by_indicator[change.id.partition("|")[0]].append(change)
    for indicator in _indicators(act.programme):
        if changes := by_indicator.get(indicator.slug):
            _set(act, result, indicator, changes)
    return result


def _second(target: Target | None) -> str:
    return bounds_notation(target.second_lower, target.second_upper) if target else ""


def _words(target: Target | None) -> Words:
    return (notation(target) if target else NO_TARGET, _second(target))


def _set(act: Act, result: Result, indicator: Indicator, changes: list[Changed]) -> None:
    held = latest(indicator.targets.all())
    rows = {one.id.partition("|")[2]: one.row for one in changes}
    before = {key: _words(held.get(Moment.parse(key))) for key in rows}
    wanted = {key: _wanted(one, before[key]) for one in changes for key in [one.id.partition("|")[2]]}
    try:
        _store(act, indicator, held, wanted)
    except Invalid as invalid:
        first = changes[0].row
        result.problems += [
            Problem(mistake.message, rows.get(mistake.place, first), "text") for mistake in invalid.mistakes
        ]
    except Refused as refusal:
        result.problems.append(Problem(str(refusal), changes[0].row, "text"))
    else:
        result.done += [
            Done(f"{indicator.pk}|{key}", is_new=False, before=_kept(before[key]), after=_kept(words))
            for key, words in wanted.items()
        ]


def _wanted(change: Changed, before: Words) -> Words:
    """What the file does not change stays as it is stored, not as the file has it."""
    edits = change.fields
    text = str(edits["text"].wanted or "") if "text" in edits else before[0]
    second = str(edits["second"].wanted or "") if "second" in edits else before[1]
    return text, second


def _kept(words: Words) -> str:
    return json.dumps(words)


def _read(kept: str) -> Words:
    """Of what was applied before the sheet had a second scale the first was kept, as it is."""
    if not kept.startswith("["):
        return kept, ""
    text, second = json.loads(kept)
    return str(text), str(second)


def _store(act: Act, indicator: Indicator, held: dict[Moment, Target], wanted: dict[str, Words]) -> None:
    texts = []
    for key, (text, second) in wanted.items():
        moment = Moment.parse(key)
        target = held.get(moment)
        texts.append(TargetText(moment, text, seen=target.version if target else 0, second=second))
    since = first_writable(indicator)
    set_targets(actor=act.actor, indicator=indicator, texts=texts, since=since, reason=act.reason)


def take_back(act: Act, done: Sequence[Done]) -> None:
    """A version never goes: the words of before become the next one."""
    by_indicator: dict[str, list[Done]] = defaultdict(list)
    for one in done:
        by_indicator[one.row_id.partition("|")[0]].append(one)
    for indicator in _indicators(act.programme):
        own = by_indicator.get(str(indicator.pk), [])
        held = latest(indicator.targets.all())
        for one in own:
            target = held.get(Moment.parse(one.row_id.partition("|")[2]))
            if target is None or _words(target) != _read(one.after):
                raise Refused(f"De streefwaarde van {indicator} is intussen opnieuw gewijzigd.")
        if own:
            _store(act, indicator, held, {one.row_id.partition("|")[2]: _read(one.before) for one in own})


KIND = Kind(TAB, choices, stored, apply, take_back, by_slug_of_pillars)
