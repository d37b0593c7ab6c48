"""The ground all plans stand on: regions, municipalities and organisations, each of them once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.core.viewer import Viewer
from izaportal.demo.files import PlanFile
from izaportal.demo.plans import titles
from izaportal.demo.plans.bodies import SAME_BODY, Mention, body_rows, mentions_of
from izaportal.demo.plans.sources import source, text
from regions.models import Municipality, Organisation, Region, RegionScheme
from regions.services import plan as regions


@dataclass(frozen=True, slots=True)
class Ground:
    """`regions` by code, `municipalities` by CBS code, `bodies` by the portal's slug."""

    regions: Mapping[str, Region]
    municipalities: Mapping[str, Municipality]
    bodies: Mapping[str, Organisation]

    def organisation(self, slug: str) -> Organisation:
        """By the slug any of the plans uses."""
        return self.bodies[SAME_BODY.get(slug, slug)]

    def names(self, slugs: Iterable[str] | None) -> list[str]:
        return [self.organisation(slug).name for slug in slugs or ()]


@dataclass(frozen=True, slots=True)
class Plans:
    """The files that name organisations."""

    nml_o: PlanFile
    nml: PlanFile
    zuid_limburg: PlanFile

    @property
    def mentions(self) -> list[Mention]:
        nml_o, nml, zuid = self.nml_o.data, self.nml.data, self.zuid_limburg.data
        return [
            *mentions_of(nml_o["organisations"], document=titles.NML_O, place="h2"),
            *mentions_of(nml["organisations"], document=titles.NML, place="organisaties"),
            *mentions_of(zuid["organisations"], document=titles.ZUID_LIMBURG, place="organisaties"),
        ]


def save_ground(actor: Viewer, plans: Plans) -> tuple[Ground, int]:
    """The ground, and how many rows were new or different."""
    with ImportBatch(actor=actor, title="regio's, gemeenten en organisaties van de plannen") as batch:
        saved_regions = regions.save_regions(batch, _regions(plans))
        municipalities = regions.save_municipalities(batch, _municipalities(plans))
        bodies = _save_bodies(batch, plans, municipalities)
    return Ground(saved_regions, municipalities, bodies), batch.touched


def _regions(plans: Plans) -> list[dict[str, Any]]:
    nml, zuid = plans.nml_o.data["programme"]["region"], plans.zuid_limburg.data["region"]
    rows = (
        (nml["id"], nml["name"], titles.NML_O, "h2"),
        (zuid["slug"], zuid["name"], titles.ZUID_LIMBURG, "regio"),
    )
    return [
        {"scheme": RegionScheme.IZA, "code": code, "name": name, **source(document, place)}
        for code, name, document, place in rows
    ]


def _municipalities(plans: Plans) -> list[dict[str, Any]]:
    """The regional plan of NML adds none: it names thirteen of the fourteen of NML-O."""
    return [
        *(
            {
                "code": item["code"],
                "name": item["name"],
                "alias": text(item.get("alias")),
                **source(titles.CBS),
            }
            for item in plans.nml_o.data["municipalities"]
        ),
        *(
            {"code": item["cbs_code"], "name": item["name"], "alias": "", **source(titles.CBS_LIST)}
            for item in plans.zuid_limburg.data["region"]["municipalities"]
        ),
    ]


def _save_bodies(
    batch: ImportBatch, plans: Plans, municipalities: Mapping[str, Municipality]
) -> dict[str, Organisation]:
    nml, zuid = plans.nml.data, plans.zuid_limburg.data
    places = {
        item["slug"]: item["cbs_code"] for item in nml["municipalities"] + zuid["region"]["municipalities"]
    }
    rows = [
        {**row, "municipality": municipalities[places[row["slug"]]] if row["slug"] in places else None}
        for row in body_rows(plans.mentions)
    ]
    saved = regions.save_organisations(batch, rows)
    regions.save_organisations(
        batch,
        [
            {"slug": SAME_BODY.get(item["slug"], item["slug"]), "parent": _body(saved, item["parent"])}
            for item in zuid["organisations"]
            if item.get("parent")
        ],
    )
    members = {item["slug"]: item.get("members") or () for item in zuid["organisations"]}
    members["gem"] = [item["slug"] for item in nml["municipalities"]]
    regions.link_organisation_members(
        batch,
        {
            _body(saved, whole).pk: [_body(saved, part).pk for part in parts]
            for whole, parts in members.items()
        },
    )
    return saved


def _body(saved: Mapping[str, Organisation], slug: str) -> Organisation:
    return saved[SAME_BODY.get(slug, slug)]
