"""Where the plan is silent or ambiguous: how it was read, in words for the programme manager to confirm."""

from collections.abc import Iterator, Mapping
from typing import Any

from izaportal.core.formatting import number
from kpis.choices import ACCUMULATIONS

COUNTING = dict(ACCUMULATIONS)
POTENTIAL_UNITS = {"potential_h": "uur", "potential_eur": "euro"}


def notes_of(reading: Mapping[str, Any], project_names: Mapping[str, str]) -> list[str]:
    """One sentence per reading; what is a sentence in the file already stays as it is."""
    return [_note(name, value, project_names) for name, value in reading.items()]


def _note(name: str, value: Any, project_names: Mapping[str, str]) -> str:
    if name == "accumulation":
        return f"Het plan zegt niet hoe er geteld wordt. Gelezen als: {COUNTING[value]}."
    if name == "spuk_project":
        return f"Het plan koppelt geen indicator aan de SPUK. Gelezen als: hoort bij {project_names[value]}."
    if name in POTENTIAL_UNITS:
        years = "; ".join(_years(value, POTENTIAL_UNITS[name]))
        return f"Het percentage rekent over de SROI-potentie: {years}."
    return f"{value}."


def _years(potential: Mapping[int, Mapping[str, int]], unit: str) -> Iterator[str]:
    for year, bounds in potential.items():
        low, high = bounds["min"], bounds["max"]
        amount = number(low) if low == high else f"{number(low)} tot {number(high)}"
        yield f"{year} {amount} {unit}"
