"""Checks and loads the impact map, all or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Mistake
from izaportal.core.viewer import Viewer
from izaportal.demo.check import mistakes_in
from izaportal.demo.files import PlanFile
from izaportal.demo.plans import titles
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.impact.content import save_activities, save_developments, save_focus
from izaportal.demo.plans.impact.references import reference_mistakes
from izaportal.demo.plans.impact.regions import save_profiles, save_regions
from izaportal.demo.plans.sources import source, text
from regions.models import ImpactIndicator, ImpactSector, ImpactTargetGroup, ImpactTheme
from regions.services import impact


def mistakes(file: PlanFile) -> list[Mistake]:
    return mistakes_in(file, reference_mistakes(file))


def load(actor: Viewer, file: PlanFile, ground: Ground) -> int:
    """How many rows were new or different."""
    data = file.data
    with ImportBatch(actor=actor, title=file.name) as batch:
        themes = impact.save_terms(batch, ImpactTheme, rows=_terms(data["themes"], "acts_on"))
        indicators = impact.save_terms(
            batch, ImpactIndicator, rows=_terms(data["indicators"], "unit", "domain")
        )
        sectors = impact.save_terms(batch, ImpactSector, rows=_terms(data["sectors"]))
        groups = impact.save_terms(batch, ImpactTargetGroup, rows=_terms(data["target_groups"]))
        items = data["regions"]
        saved = save_regions(batch, items)
        save_profiles(batch, items, saved=saved, sectors=sectors, ground=ground)
        save_developments(batch, items, saved, indicators)
        save_activities(batch, items, saved, themes)
        save_focus(batch, items, saved, groups)
    return batch.touched


def _terms(items: Iterable[Mapping[str, Any]], *fields: str) -> Iterator[dict[str, Any]]:
    """In the order of the source."""
    for position, item in enumerate(items, start=1):
        kept = {name: item[name] if isinstance(item[name], list) else text(item[name]) for name in fields}
        yield {
            "slug": item["slug"],
            "label": item["label"],
            "position": position,
            **kept,
            **source(titles.IMPACT_MAP, "leeswijzer"),
        }
