"""Stated figures: the one the plan's table uses, and what other places of the plan say."""

from collections.abc import Iterator, Mapping
from typing import Any

from izaportal.core.models import Knowledge
from izaportal.demo.plans.sources import source, text

Stated = Mapping[str, Any]


def figure(kind: str, value: Any, unit: str, **more: Any) -> dict[str, Any]:
    """A row for one stated value, or a range when `value` is a (lower, upper) pair. Zero is a stated zero."""
    lower, upper = value if isinstance(value, tuple) else (value, value)
    return {
        "kind": kind,
        "knowledge": Knowledge.GIVEN,
        "lower": lower,
        "upper": upper,
        "unit": unit,
        "period": "",
        "note": "",
        "is_rounded": False,
        "is_default": True,
        "confidential": False,
        **more,
    }


def main_and_others(
    item: Stated, *, kind: str, field: str, unit: str, document: str
) -> Iterator[dict[str, Any]]:
    """`investment_eur` with its `investment_other`: the first is the default, the others stay beside it."""
    stem = field.removesuffix("_eur")
    if item.get(field) is not None:
        rounded = item.get("precision") == "mln"
        yield figure(kind, item[field], unit, is_rounded=rounded, **source(document, "projectentabel"))
    for position, other in enumerate(item.get(f"{stem}_other") or []):
        yield _other(other, kind, unit, document, position)


def _other(other: Stated, kind: str, unit: str, document: str, position: int) -> dict[str, Any]:
    single = next((other[name] for name in ("eur", "hours", "value") if name in other), None)
    value = single if single is not None else (other.get("min_eur"), other.get("max_eur"))
    return figure(
        kind,
        value,
        unit,
        is_default=False,
        is_rounded=other.get("precision") != "exact",
        period=text(other.get("period")),
        note=text(other.get("kind")),
        confidential=other.get("confidential", False),
        **source(document, text(other.get("where")) or f"andere plaats {position + 1}"),
    )
