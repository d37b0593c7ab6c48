"""Looks at a file as a whole: what is wrong in it, and what it would change. Nothing of it stays."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction

from izaportal.core.progress import EVERY
from izaportal.core.viewer import Viewer
from izaportal.imports.books import Importable
from izaportal.imports.comparing import Changed, Comparer, Comparison, Known, shown
from izaportal.imports.findings import Finding, Findings
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result
from izaportal.imports.layout import Row, Tab
from izaportal.imports.reading import Wrong
from izaportal.imports.sources import Source, SourceTab, open_source
from pillars.models import Programme

MOST_SHOWN = 200
Tell = Callable[[str, int, int], None]


@dataclass
class Checked:
    """What was found. `plans`: what would change, tab by tab, as far as it could be read."""

    findings: Findings = field(default_factory=Findings)
    importable: Importable | None = None
    plans: list[tuple[Kind, Comparison, Mapping[str, str]]] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        return any(plan.has_changes for _, plan, _ in self.plans)

    def report(self) -> dict[str, object]:
        """As it is kept with the import."""
        return {
            "errors": self.findings.errors,
            "warnings": self.findings.warnings,
            "groups": list(self.findings.groups()),
            "tabs": [_tab_report(plan) for _, plan, _ in self.plans],
        }


def compare(*, actor: Viewer, programme: Programme, file: BinaryIO, name: str, tell: Tell) -> Checked:
    """Read everything and compare it with what is stored; writes nothing."""
    checked = Checked()
    try:
        source = open_source(file, name, programme)
        checked.importable = source.importable
        _require_right(actor, programme, source)
        for part in source.tabs():
            _compare_tab(checked, part, programme, tell)
    except Wrong as wrong:
        checked.findings.add(wrong.finding)
    return checked


def carry_out(checked: Checked, act: Act) -> dict[Kind, list[Done]]:
    """Store what was compared, through the services; what they refuse becomes a finding.

    Call in a transaction, and let nothing of it stay when there are errors.
    """
    done: dict[Kind, list[Done]] = {}
    for kind, plan, cells in checked.plans:
        if plan.has_changes:
            result = kind.apply(act, plan)
            checked.findings.extend(_refusals(kind.tab, result, cells))
            done[kind] = result.done
    return done


def check(*, actor: Viewer, programme: Programme, file: BinaryIO, name: str, tell: Tell) -> Checked:
    """Compare, and try it: what the services would refuse is told along with the rest."""
    checked = compare(actor=actor, programme=programme, file=file, name=name, tell=tell)
    total = sum(len(plan.added) + len(plan.changed) for _, plan, _ in checked.plans)
    act = Act(actor, programme, "controle", lambda done: tell("Regels toetsen", done, total))
    with transaction.atomic():
        carry_out(checked, act)
        transaction.set_rollback(True)
    return checked


def _require_right(actor: Viewer, programme: Programme, source: Source) -> None:
    if not source.importable.may(actor, programme.slug):
        what = f"Dit soort bestand leest alleen {source.importable.who} van dit programma in."
        raise Wrong("Geen recht", what, f"Vraag {source.importable.who} om het in te lezen.")


def _compare_tab(checked: Checked, part: SourceTab, programme: Programme, tell: Tell) -> None:
    kind = part.kind
    comparer = Comparer(kind.tab, Known(part.seen(), kind.stored(programme)), cells=part.cells)
    step = f"{kind.tab.title} lezen"
    for count, (row, findings) in enumerate(part.rows(kind.choices(programme)), start=1):
        checked.findings.extend(findings)
        checked.findings.extend(comparer.take(row))
        if count % EVERY == 0:
            tell(step, count, part.total)
    checked.findings.extend(comparer.vanished())
    checked.findings.extend(part.remarks())
    checked.plans.append((kind, comparer.result, part.cells))


def _refusals(tab: Tab, result: Result, cells: Mapping[str, str]) -> Iterator[Finding]:
    for problem in result.problems:
        yield Finding(
            "Geweigerd door het portaal",
            _sentence(problem.message),
            _advice(problem, tab),
            tab=tab.title,
            cell=_cell(problem, cells),
        )


def _sentence(message: str) -> str:
    return message if message.endswith((".", "?")) else f"{message}."


def _advice(problem: Problem, tab: Tab) -> str:
    if problem.column in tab.places:
        column = tab.columns[tab.places[problem.column]]
        return f"Pas ‘{column.title}’ aan, of haal de regel weg. {column.help}".strip()
    return "Pas de regel aan, of haal haar weg."


def _cell(problem: Problem, cells: Mapping[str, str]) -> str:
    if problem.row is None:
        return ""
    letter = cells.get(problem.column)
    return f"{letter}{problem.row.line}" if letter else f"regel {problem.row.line}"


def _tab_report(plan: Comparison) -> dict[str, object]:
    new = [_new_line(plan.tab, row) for row in plan.added[:MOST_SHOWN]]
    changed = [_changed_line(plan.tab, one) for one in plan.changed[: MOST_SHOWN - len(new)]]
    return {
        "title": plan.tab.title,
        "added": len(plan.added),
        "changed": len(plan.changed),
        "left": plan.left,
        "lines": [*changed, *new],
    }


def _new_line(tab: Tab, row: Row) -> dict[str, object]:
    values = zip(tab.columns, row.record, strict=True)
    fields = [
        {"title": column.title, "old": "", "new": shown(value, column.form)}
        for column, value in values
        if value is not None
    ]
    return {"line": row.line, "label": _label(tab, row), "is_new": True, "fields": fields}


def _changed_line(tab: Tab, change: Changed) -> dict[str, object]:
    columns = [(tab.columns[tab.places[name]], edit) for name, edit in change.fields.items()]
    fields = [
        {
            "title": column.title,
            "old": shown(edit.seen, column.form),
            "new": shown(edit.wanted, column.form),
        }
        for column, edit in columns
    ]
    return {
        "line": change.row.line,
        "label": _label(tab, change.row),
        "is_new": False,
        "fields": fields,
    }


def _label(tab: Tab, row: Row) -> str:
    """What people know the row by: with the name of the thing, where the sheet tells it."""
    parts = ["" if value is None else str(value) for value in tab.key_of(row.record)]
    if "name" in tab.places and (name := tab.get(row.record, "name")):
        parts[0] = str(name)
    return " · ".join(part for part in parts if part)
