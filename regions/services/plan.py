"""Regions, municipalities and organisations as plans name them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch, Links
from regions.models import Municipality, Organisation, Population, Region, RegionMunicipality

Rows = Iterable[Mapping[str, Any]]


def save_regions(batch: ImportBatch, rows: Rows) -> dict[str, Region]:
    """By code. Two schemes may share a code: save them apart."""
    return batch.save(Region, rows, key=("scheme", "code"))


def save_municipalities(batch: ImportBatch, rows: Rows) -> dict[str, Municipality]:
    """By CBS code."""
    return batch.save(Municipality, rows, key=("code",))


def save_populations(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Population, rows, key=("municipality", "year"))


def save_region_members(batch: ImportBatch, rows: Rows) -> None:
    batch.save(RegionMunicipality, rows, key=("region", "municipality", "validity"))


def save_organisations(batch: ImportBatch, rows: Rows) -> dict[str, Organisation]:
    """By slug."""
    return batch.save(Organisation, rows, key=("slug",))


def link_organisation_members(batch: ImportBatch, links: Links) -> None:
    """Id of a collective: ids of the organisations in it."""
    batch.link(
        Organisation.members.through, links, source="from_organisation_id", target="to_organisation_id"
    )
