"""One body is one Organisation: the three plans name the same ones differently."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from izaportal.demo.plans.sources import source
from regions.models import OrganisationKind

# Slug in a regional plan, and the slug under which the portal knows the body: that of the plan read first.
SAME_BODY = {
    "adelante": "ade",
    "ambulancezorg-limburg": "azl",
    "burgerkracht-limburg": "burgerkracht",
    "cohesie": "coh",
    "cvgz": "vgz",
    "de-zorggroep": "dzg",
    "fysunieq": "fys",
    "ggd-limburg-noord": "ggd",
    "ggd-ln": "ggd",
    "gilde-opleidingen": "gilde",
    "hogeschool-zuyd": "zuyd",
    "kleine-kernen-limburg": "vkkl",
    "laurentius": "lzr",
    "meditta": "med",
    "met-ggz": "metggz",
    "proteion": "pro",
    "viecuri": "vc",
    "vincent-van-gogh": "vvg",
    "vws": "ministerie-vws",
    "zelfregiecentrum-limburg": "zelfregie",
    "zuyderland": "zuyderland-mc",
    "zuyd-hogeschool": "zuyd",
}
UNSURE = {
    "gilde": "Waarschijnlijk dezelfde als Gilde Opleidingen in de regioplannen; nog te bevestigen.",
    "ggd": "Waarschijnlijk de GGD Limburg-Noord van de regioplannen; nog te bevestigen.",
    "zelfregie": "Waarschijnlijk het Zelfregiecentrum Limburg van het regioplan; nog te bevestigen.",
    "vvg": "Te bevestigen: het regioplan noemt VIGO als aparte organisatie.",
}
SUBKINDS = {
    "overheid": OrganisationKind.GOVERNMENT,
    "inwonersvertegenwoordiging": OrganisationKind.CITIZENS,
    "inwoners": OrganisationKind.CITIZENS,
    "netwerk": OrganisationKind.NETWORK,
    "samenwerkingsverband": OrganisationKind.NETWORK,
    "coalitie": OrganisationKind.NETWORK,
}
VAGUE = (OrganisationKind.UNKNOWN, OrganisationKind.OTHER)


@dataclass(frozen=True, slots=True)
class Mention:
    """A body as one plan names it, under the slug that plan uses."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    is_collective: bool
    note: str
    document: str
    place: str

    @property
    def portal_slug(self) -> str:
        return SAME_BODY.get(self.slug, self.slug)


def mentions_of(items: Iterable[Mapping[str, Any]], *, document: str, place: str) -> list[Mention]:
    """Of the organisations of any of the three plans."""
    return [_mention(item, document, place) for item in items]


def body_rows(mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """One row per body: the first mention names it, the others add aliases and a kind that was vague."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.portal_slug, []).append(mention)
    return [_row(slug, same) for slug, same in grouped.items()]


def _mention(item: Mapping[str, Any], document: str, place: str) -> Mention:
    return Mention(
        slug=item.get("slug") or item["id"],
        name=item["name"],
        kind=SUBKINDS.get(item.get("subkind", ""), item["kind"] or OrganisationKind.UNKNOWN),
        aliases=(*item.get("abbreviations", ()), *item.get("aliases", ())),
        is_collective=item.get("group") or item.get("collective") or False,
        note=" ".join(_notes(item)),
        document=document,
        place=place,
    )


def _notes(item: Mapping[str, Any]) -> Iterable[str]:
    if item.get("reading"):
        yield item["reading"]
    if item.get("kind_source") == "afgeleid":
        yield "Soort afgeleid van de naam."
    if item.get("subkind"):
        yield f"Nadere soort: {item['subkind']}."


def _row(slug: str, same: Sequence[Mention]) -> dict[str, Any]:
    first = same[0]
    kinds = [mention.kind for mention in same]
    notes = [mention.note for mention in same if mention.note] + [UNSURE.get(slug, "")]
    names = [name for mention in same for name in (mention.name, *mention.aliases)]
    return {
        "slug": slug,
        "name": first.name,
        "kind": next((kind for kind in kinds if kind not in VAGUE), kinds[0]),
        "aliases": [name for name in dict.fromkeys(names) if name != first.name],
        "is_collective": any(mention.is_collective for mention in same),
        "note": " ".join(dict.fromkeys(filter(None, notes))),
        **source(first.document, first.place),
    }
