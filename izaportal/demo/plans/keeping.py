"""Keeps what no column holds: the remaining fields of an item, as they stand in the file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import slugify

from izaportal.demo.plans.sources import plain, text

Item = Mapping[str, Any]
NAMES = ("slug", "id", "code", "nr", "order", "label", "name")


def rest(item: Item, *taken: str) -> dict[str, Any]:
    """The fields that are not taken; what the document is silent on is left out."""
    kept = {name: value for name, value in item.items() if name not in taken}
    return {name: plain(value) for name, value in kept.items() if value is not None and value != []}


def some(item: Item, *wanted: str) -> dict[str, Any]:
    """Only these fields, as far as the document speaks."""
    return rest({name: item.get(name) for name in wanted})


def fact_rows(
    topic: str, items: Iterable[Item | str], sources: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """A PlanFact for every item of a list; an item without id is known by its place in the list."""
    for position, given in enumerate(items, start=1):
        item = {"label": given} if isinstance(given, str) else given
        name = next((text(item[field]) for field in NAMES[:5] if item.get(field) is not None), "")
        yield {
            "topic": topic,
            "slug": slugify(name) or str(position),
            "label": text(item.get("label") or item.get("name") or name or topic),
            "facts": rest(item, "slug", "label", "name", "src", "ref"),
            **sources,
        }


def found(data: Any, path: str) -> Any:
    """What stands at a path in the file, such as `governance.roles`."""
    for step in path.split("."):
        data = data[step]
    return data
