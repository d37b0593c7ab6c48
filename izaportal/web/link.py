"""What leads to a page: the one thing that breadcrumbs, cells, lists and actions share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or the crumb of the page itself without an address."""

    label: str
    url: str = ""
    note: str = ""
