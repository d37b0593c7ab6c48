"""Where in the plan of Zuid-Limburg, or in its appendix, something stands."""

from collections.abc import Mapping
from typing import Any

from izaportal.demo.plans import titles
from izaportal.demo.plans.sources import source, text

DOCUMENTS = {
    "regioplan": titles.ZUID_LIMBURG,
    "bijlage": titles.ZUID_LIMBURG_PARTS,
    "impactkaart": titles.IMPACT_MAP,
    "cbs": titles.CBS_LIST,
}


APPENDIX = "bijlage"


def at(place: str, document: str = "regioplan") -> dict[str, str]:
    """A chapter (`7.1`) or the name of a section; `bijlage, …` is a place in the appendix."""
    if place.startswith(APPENDIX):
        document, place = APPENDIX, place.removeprefix(APPENDIX).strip(", ") or "thema-onderdelen"
    return source(DOCUMENTS[document], f"h{place}" if place[:1].isdigit() else place)


def of(item: Mapping[str, Any], place: str) -> dict[str, str]:
    """The item's own `source` and `ref`, else the section it stands in."""
    return at(text(item.get("ref")) or place, item.get("source", "regioplan"))


def of_part(part: Mapping[str, Any], detail: str = "") -> dict[str, str]:
    """A part is described in the appendix, or only named in the plan."""
    return at(", ".join(filter(None, (part["code"], detail))), part["documented_in"][-1])
