"""What else the plan states: funding sources, rules of deciding, ways of working, participation."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import fact_rows
from izaportal.demo.plans.zuid_limburg.origin import of
from izaportal.demo.plans.zuid_limburg.programme import Frame
from pillars.services import plan as pillars

# Topic, where it stands in the file, where it stands in the plan.
LISTS = (
    ("financieringsbron", "funding_sources", "financiering"),
    ("besluitregel", "decision_rules", "9.2"),
    ("wijzigingsregel", "change_rules", "11"),
    ("ketenaanpak", "chain_approaches", "thema-onderdelen"),
    ("extern doel", "external_goals", "5"),
    ("context", "context_figures", "8.3"),
    ("uitgangspunt", "vision.principles", "1"),
    ("beweging", "vision.movement", "1"),
    ("begrip", "vision.concepts", "3"),
    ("stap van het plan", "plan.making_process", "6"),
    ("deelgebied", "region.subregions", "1"),
    ("rol", "governance.roles", "9.2"),
    ("monitoring", "monitoring.rules", "9.2"),
    ("databron", "monitoring.data_sources", "4"),
    ("participatieregel", "participation.rules", "2.3"),
    ("vorm van participatie", "participation.forms", "2.3"),
    ("criterium", "working_method.prioritisation.criteria", "11"),
    ("weg van een initiatief", "working_method.plan_chain", "9.1"),
    ("eis aan een uitvoeringsplan", "working_method.implementation_plan_requirements", "9.1"),
    ("toets kwetsbare wijken", "working_method.vulnerable_neighbourhood_check", "9.1"),
    ("leren", "working_method.learning", "9.1"),
)
ONES = (
    ("financieel totaal", "finance_summary", "financiering"),
    ("kleurschaal", "comparison_bands", "4"),
    ("cyclus", "working_method.cycle", "9.1"),
    ("impactanalyse", "working_method.impact_analysis", "10"),
)


def save_facts(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> None:
    pillars.save_facts(batch, [{"programme": frame.programme, **row} for row in _rows(data)])


def _rows(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for topic, path, place in LISTS:
        for position, item in enumerate(_found(data, path), start=1):
            fact = {"label": item} if isinstance(item, str) else dict(item)
            fact.setdefault("slug", str(position))
            fact.setdefault("label", fact.get("name") or fact.get("what"))
            yield from fact_rows(topic, [fact], of(fact, place))
    for topic, path, place in ONES:
        item = {"label": topic, "slug": path, **_found(data, path)}
        yield from fact_rows(topic, [item], of(item, place))
    for theme in data["themes"]:
        for goal in theme["goals"]:
            yield from fact_rows("themadoel", [{"theme": theme["slug"], **goal}], of(theme, "7"))


def _found(data: dict[str, Any], path: str) -> Any:
    for step in path.split("."):
        data = data[step]
    return data
