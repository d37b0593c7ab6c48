"""What else the plan states: funding sources, rules of deciding, ways of working, participation."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import fact_rows, found, rest
from izaportal.demo.plans.zuid_limburg.origin import of
from izaportal.demo.plans.zuid_limburg.programme import Frame
from pillars.services import plan as pillars

# Topic, where it stands in the file, where it stands in the plan.
LISTS = (
    ("financieringsbron", "funding_sources", "financiering"),
    ("besluitregel", "decision_rules", "besluitvorming"),
    ("wijzigingsregel", "change_rules", "wijzigen"),
    ("ketenaanpak", "chain_approaches", "bijlage"),
    ("extern doel", "external_goals", "bijlage"),
    ("context", "context_figures", "cijfers"),
    ("uitgangspunt", "vision.principles", "1, 3, 9.1"),
    ("beweging", "vision.movement", "1, 3, 9.1"),
    ("begrip", "vision.concepts", "1, 3, 9.1"),
    ("stap van het plan", "plan.making_process", "inleiding, 6"),
    ("deelgebied", "region.subregions", "deelgebieden"),
    ("rol", "governance.roles", "governance"),
    ("monitoring", "monitoring.rules", "monitoring"),
    ("databron", "monitoring.data_sources", "databronnen"),
    ("participatieregel", "participation.rules", "participatie"),
    ("vorm van participatie", "participation.forms", "participatie"),
    ("criterium", "working_method.prioritisation.criteria", "werkwijze"),
    ("weg van een initiatief", "working_method.plan_chain", "werkwijze"),
    ("eis aan een uitvoeringsplan", "working_method.implementation_plan_requirements", "werkwijze"),
    ("toets kwetsbare wijken", "working_method.vulnerable_neighbourhood_check", "werkwijze"),
    ("leren", "working_method.learning", "werkwijze"),
)
ONES = (
    ("financieel totaal", "finance_summary", "financiering"),
    ("kleurschaal", "comparison_bands", "cijfers"),
    ("cyclus", "working_method.cycle", "werkwijze"),
    ("impactanalyse", "working_method.impact_analysis", "werkwijze"),
)


def save_facts(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> None:
    pillars.save_facts(batch, [{"programme": frame.programme, **row} for row in _rows(data)])


def _rows(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for topic, path, place in LISTS:
        for position, item in enumerate(found(data, path), start=1):
            fact = {"label": item} if isinstance(item, str) else dict(item)
            fact.setdefault("slug", str(position))
            fact.setdefault("label", fact.get("name") or fact.get("what"))
            place_of_it = of(fact, place)
            yield from fact_rows(topic, [rest(fact, "source", "what")], place_of_it)
    for topic, path, place in ONES:
        item = {"slug": topic, "label": topic, **found(data, path)}
        yield from fact_rows(topic, [rest(item, "source")], of(item, place))
    for theme in data["themes"]:
        for goal in theme["goals"]:
            yield from fact_rows("themadoel", [{"theme": theme["slug"], **goal}], of(theme, "themas"))
