"""What the address of a comparison asks for: two quarters or versions, and what of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from izaportal.core.quarter import Quarter
from izaportal.web.comparison.figures import FIGURES, FIRST_SHOWN
from kpis.selectors.status_rows import StatusRow


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `until`: each the key of a quarter, or the id of a version of one; empty for the last two.

    `pillar` is a slug, None for all; `headline`: chosen indicators only; `everything`: also what stayed the
    same; `figure` names the amount that is compared per project and municipality.
    """

    since: str = ""
    until: str = ""
    pillar: str | None = None
    headline: bool = False
    everything: bool = False
    figure: str = FIRST_SHOWN

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        figure = query.get("bedrag", "")
        return cls(
            since=query.get("van", ""),
            until=query.get("tot", ""),
            pillar=query.get("pijler") or None,
            headline=query.get("kern") == "1",
            everything=query.get("alles") == "1",
            figure=figure if figure in FIGURES else FIRST_SHOWN,
        )

    def keeps(self, row: StatusRow) -> bool:
        return self.pillar in (None, row.pillar) and (row.headline or not self.headline)

    def within(self, pillars: set[str]) -> "Asked":
        """A pillar that is not there filters nothing."""
        return self if self.pillar in pillars else replace(self, pillar=None)

    @property
    def query(self) -> str:
        """The query string that asks the same, with its question mark."""
        asked = {
            "van": self.since,
            "tot": self.until,
            "pijler": self.pillar or "",
            "kern": "1" if self.headline else "",
            "alles": "1" if self.everything else "",
            "bedrag": "" if self.figure == FIRST_SHOWN else self.figure,
        }
        given = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(given)}" if given else ""


def place_of(text: str) -> Quarter | UUID | None:
    """The quarter or version that a text names; None when it names neither."""
    for kind in (Quarter.parse, UUID):
        try:
            return kind(text)
        except ValueError:
            continue
    return None
