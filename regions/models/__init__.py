from regions.models.organisations import Organisation, OrganisationKind
from regions.models.places import Municipality, Population, Region, RegionMunicipality, RegionScheme

__all__ = [
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "Population",
    "Region",
    "RegionMunicipality",
    "RegionScheme",
]
