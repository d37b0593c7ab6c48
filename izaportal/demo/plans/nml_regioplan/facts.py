"""What else the plan states: chain approaches, rings, constants, worked examples, agreements, monitoring."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import fact_rows, found
from izaportal.demo.plans.nml_regioplan.origin import at
from izaportal.demo.plans.nml_regioplan.programme import Frame
from pillars.services import plan as pillars

# Topic, where it stands in the file, where it stands in the plan.
LISTS = (
    ("kerncijfer van de regio", "region.figures", "3"),
    ("subregio", "subregions", "4"),
    ("oorzaak", "drivers", "3"),
    ("gevolg van het tekort", "shortage_risks", "opgaven"),
    ("uitgangspunt", "cross_theme_principles", "thema's"),
    ("afspraak", "agreements", "7"),
    ("laag van verantwoordelijkheid", "responsibility_layers", "7"),
    ("financieringsbron", "financing.sources", "financiering"),
    ("lijn van monitoring", "monitoring.lines", "6"),
    ("KPI in voorbereiding", "monitoring.kpis", "6"),
    ("rapportage", "monitoring.reports", "6"),
    ("verantwoordelijke per niveau", "monitoring.responsibility_by_level", "6"),
    ("rol", "governance.roles", "4"),
    ("schil", "governance.rings", "4"),
    ("contact met een schil", "governance.ring_contact", "4"),
    ("kanaal", "governance.communication_channels", "4"),
    ("voorbeeld van elders", "governance.good_practices", "4"),
    ("besluitbeginsel", "decision_procedure.principles", "4"),
    ("stap naar besluit", "decision_procedure.steps", "4"),
    ("toetsvraag ketenaanpak", "assessment_questions", "C"),
    ("ketenaanpak", "chain_approaches", "C"),
    ("bundel", "quantification.bundles", "A"),
    ("verschuiving tussen sectoren", "quantification.sector_shifts", "A"),
    ("rekenconstante", "quantification.constants", "A"),
    ("rekenvoorbeeld", "quantification.worked_examples", "A"),
)
ONES = (
    ("gemeenschappelijke maat", "common_unit", "3"),
    ("financiering", "financing", "financiering"),
    ("stand van de monitoring", "monitoring.maturity", "6"),
    ("uitwerking per thema", "work_agenda.theme_elaboration", "7"),
    ("voorstel voor de governance", "governance.proposal", "4"),
    ("totalen volgens de bron", "quantification.totals_stated", "4"),
    ("optelling van de aanvullende bronnen", "derived.additional_sources_total", "F (afgeleid)"),
)


def save_facts(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> None:
    pillars.save_facts(batch, [{"programme": frame.programme, **row} for row in _rows(data, frame)])


def _rows(data: dict[str, Any], frame: Frame) -> Iterator[dict[str, Any]]:
    for topic, path, place in LISTS:
        for item in found(data, path):
            yield from fact_rows(topic, [_named(item, topic, frame)], at(item.get("src", place)))
    for topic, path, place in ONES:
        item = {name: value for name, value in found(data, path).items() if name != "sources"}
        yield from fact_rows(topic, [{"slug": topic, "label": topic, **item}], at(place))


def _named(item: dict[str, Any], topic: str, frame: Frame) -> dict[str, Any]:
    """Rings, levels and shifts have no id of their own: what tells them apart names them."""
    parts = [str(item[name]) for name in ("column", "ring", "level", "initiative") if item.get(name)]
    if "slug" in item or "nr" in item:
        return item
    members = {"members": frame.ground.names(item["members"])} if "members" in item else {}
    return {"slug": "-".join(parts), "label": f"{topic}: {' '.join(parts)}", **item, **members}
