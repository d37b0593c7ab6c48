"""Where in the regional plan something stands."""

from izaportal.demo.plans import titles
from izaportal.demo.plans.sources import source


def at(place: str) -> dict[str, str]:
    """`src` of the file: a chapter (`4`), an appendix (`B`), or the name of a section."""
    if place[:1].isdigit():
        return source(titles.NML, f"h{place}")
    return source(titles.NML, f"appendix {place}" if place[:2].strip().isupper() else place)
