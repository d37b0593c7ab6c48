"""The plan's "project A4": what a project is for, as far as the plan fills it in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from izaportal.web.fact import Fact
from izaportal.web.plan_words import NOT_STATED, plan_value
from projects.forms import AIMS

if TYPE_CHECKING:
    from projects.models import Project

AIM_WORDS = {
    "v": "{} keer aangekruist",
    "x": "{} keer uitdrukkelijk niet",
}


def texts(project: Project) -> Iterator[Fact]:
    """The parts of the plan's A4 that the plan fills in; what is absent is not shown as empty."""
    parts = (
        ("Doel", project.goal),
        ("Urgentie", project.urgency),
        ("Probleem", project.problem),
        ("Beoogde effecten", project.effects),
        ("Doelgroep", project.target_group),
        ("Quadruple aim", _aims(project) or _quadruple_aim(project.quadruple_aim)),
    )
    yield from (Fact(label, text) for label, text in parts if text)
    reached = project.facts.get("people_reached")
    if reached:
        yield Fact("Bereik", _range(reached))
    fte = project.facts.get("fte")
    if fte:
        yield Fact("Fte", f"{plan_value(fte['value'])} fte {fte.get('kind', '')}, {fte.get('period', '')}")


def _aims(project: Project) -> str:
    words = dict(AIMS)
    return ", ".join(words.get(aim, aim) for aim in project.aims)


def _quadruple_aim(aim: dict[str, Any]) -> str:
    """The plan ticks aims (v) or crosses them out (x); sometimes it says which."""
    if not aim:
        return ""
    ticks = [words.format(aim[key]) for key, words in AIM_WORDS.items() if aim.get(key)]
    named = aim.get("aims")
    if named == "all":
        ticks.append("alle doelen")
    elif isinstance(named, list):
        ticks.append(", ".join(map(str, named)))
    return ", ".join(ticks)


def _range(reached: dict[str, Any]) -> str:
    """`10 tot 20 deelnemers`, `minstens 20.000 inwoners en mantelzorgers`."""
    low, high = reached.get("min", reached.get("value")), reached.get("max")
    unit = str(reached.get("unit", ""))
    if low is None:
        return f"hoogstens {plan_value(high)} {unit}" if high is not None else NOT_STATED
    if high is not None and high != low:
        return f"{plan_value(low)} tot {plan_value(high)} {unit}"
    return f"{'minstens ' if 'min' in reached and high is None else ''}{plan_value(low)} {unit}"
